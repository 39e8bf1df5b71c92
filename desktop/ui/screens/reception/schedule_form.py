"""The middle column: what, when, who leads it, where, and with whom."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.faults import FaultKind
from desktop.presenters.reception.schedule_forms import (
    INVITED_ROLES,
    PERSON_FORM,
    PLAN_FORM,
    PersonField,
    PlanField,
)
from desktop.presenters.reception.schedule_state import PlanView
from desktop.ui.screens.reception import schedule_words
from desktop.ui.screens.reception.schedule_sites import ScheduleSites
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import sentence_of, translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.form.fields import FormFields, Row
from desktop.ui.widgets.form.keys import EnterKey
from desktop.ui.widgets.form.words import Choice, FormWords, choices_of, labels_of
from desktop.ui.widgets.layout import column, row, rule, scrolled
from desktop.ui.widgets.rows.flow_row import FlowRow
from desktop.ui.widgets.text import make_caption, make_note, set_text

_NARROW = 420
_TIMES = frozenset({PlanField.DAY, PlanField.START})
_MATTER = (Row(keys=(PlanField.TITLE, PlanField.KIND), shares=(5, 2), narrow=_NARROW),)
_TIME = (
    Row(keys=(PlanField.DAY, PlanField.START, PlanField.LENGTH), shares=(4, 2, 4), narrow=_NARROW),
)
_LEAD = (
    Row(keys=(PlanField.CHAIR, PlanField.CHAIR_TITLE), narrow=_NARROW),
    PlanField.DELEGATED,
    PlanField.AUTHORISATION,
    PlanField.SECRETARY,
)
_PLACES = (
    Row(keys=(PlanField.CENTRAL, PlanField.ADD_SITE), narrow=_NARROW),
    Row(keys=(PlanField.MEETS, PlanField.PLATFORM), narrow=_NARROW, fills=True),
    PlanField.ADDRESS,
)
_PERSON = (
    Row(keys=(PersonField.SITE, PersonField.ROLE), narrow=_NARROW),
    Row(keys=(PersonField.NAME, PersonField.TITLE, PersonField.AGENCY), narrow=_NARROW),
)


class ScheduleForm(QFrame):
    """field_edited(str, str): a PlanField and its text; person_edited(str, str): a PersonField.

    person_added, person_removed(int): a place in the list; site_removed(str): a site's id;
    start_chosen(str): an instant in ISO 8601; postponed, cancelled: of the session.
    """

    field_edited = Signal(str, str)
    person_edited = Signal(str, str)
    person_added = Signal()
    person_removed = Signal(int)
    site_removed = Signal(str)
    start_chosen = Signal(str)
    postponed = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("scheduleForm")
        self.setProperty("panel", "sheet")
        self._theme = theme
        self._content = QWidget()
        self._fields = FormFields(
            theme, PLAN_FORM, _plan_words(), name="plan", parent=self, enter=EnterKey.NEXT
        )
        self._fields.edited.connect(self.field_edited)
        self._person = FormFields(
            theme, PERSON_FORM, _person_words(), name="person", parent=self, enter=EnterKey.SUBMIT
        )
        self._person.edited.connect(self.person_edited)
        self._person.submitted.connect(self.person_added)
        self._times = make_note("", TextRole.SMALL, "danger")
        self._free_title = make_note("", TextRole.SMALL, "ink2")
        self._free = FlowRow(theme, gap=8)
        self._starts: tuple[str, ...] = ()
        self.sites = ScheduleSites(theme)
        self.sites.person_removed.connect(self.person_removed)
        self.sites.site_removed.connect(self.site_removed)
        self._add = Button(
            theme, "addPerson", translate("Schedule", "Thêm người"), size=ButtonSize.SMALL,
            icon=Icon.PEOPLE,
        )  # fmt: skip
        self._add.clicked.connect(self.person_added)
        self._call_off = QWidget()
        self._postpone = Button(theme, "postponeSession", translate("Schedule", "Hoãn buổi này"))
        self._cancel = Button(
            theme, "cancelSession", translate("Schedule", "Hủy buổi này"), ButtonRole.DESTRUCTIVE
        )
        self._postpone.clicked.connect(self.postponed)
        self._cancel.clicked.connect(self.cancelled)
        self._hint = make_note(
            translate("Schedule", "Chọn một yêu cầu hoặc một buổi ở danh sách rồi nhấn Enter."),
            TextRole.BODY,
            "ink2",
        )
        self._build()

    def show_plan(self, plan: PlanView | None) -> None:
        """Draws what is typed; a text being typed is never rewritten."""
        self._content.setVisible(plan is not None)
        self._hint.setVisible(plan is None)
        if plan is None:
            return
        sites = tuple(Choice(value=one.id, label=one.name) for one in plan.choices)
        chosen = {one.site_id for one in plan.sites}
        self._fields.set_choices(
            PlanField.CENTRAL, [Choice(value=one.id, label=one.name) for one in plan.centres]
        )
        self._fields.set_choices(
            PlanField.ADD_SITE, [one for one in sites if one.value not in chosen]
        )
        self._person.set_choices(
            PersonField.SITE, [Choice(value=one.site_id, label=one.name) for one in plan.sites]
        )
        self._fields.show_form(plan.form)
        self._person.show_form(plan.person)
        self._add.setVisible(not plan.is_fixed)
        self.sites.show_sites(plan.sites)
        self._show_times(plan)
        self._show_free(plan)
        self._call_off.setVisible(plan.may_postpone or plan.may_cancel)
        self._postpone.setVisible(plan.may_postpone)
        self._cancel.setVisible(plan.may_cancel)

    @property
    def is_writing(self) -> bool:
        """Something is being planned."""
        return not self._content.isHidden()

    def take_focus(self) -> None:
        """To the first field that is to be filled."""
        self._fields.focus_first_empty()

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, margins=(1, 10, 1, 1))
        whole = QWidget()
        outer = column(theme, whole, margins=(16, 0, 16, 8))
        outer.addWidget(self._hint)
        outer.addWidget(self._content)
        outer.addStretch(1)
        inside = column(theme, self._content, gap=8)
        inside.addLayout(self._fields.section("matter", _MATTER))
        inside.addLayout(self._fields.section("time", _TIME))
        inside.addWidget(self._times)
        inside.addWidget(self._free_title)
        inside.addWidget(self._free)
        inside.addWidget(rule())
        inside.addLayout(self._fields.section("lead", _LEAD, gap=6))
        inside.addWidget(rule())
        inside.addLayout(self._fields.section("places", _PLACES))
        inside.addWidget(
            make_caption(theme, translate("Schedule", "Điểm cầu và thành phần"), TextRole.ROW_TITLE)
        )
        inside.addWidget(self.sites)
        inside.addLayout(self._person.section("person", _PERSON))
        add = row(theme)
        add.addWidget(self._add)
        add.addStretch(1)
        inside.addLayout(add)
        inside.addWidget(self._build_call_off())
        layout.addWidget(scrolled(whole), 1)

    def _build_call_off(self) -> QWidget:
        theme = self._theme
        inside = column(theme, self._call_off, gap=8)
        inside.addWidget(rule())
        inside.addLayout(self._fields.section("call_off"))
        buttons = row(theme, gap=12)
        buttons.addWidget(self._postpone)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        return self._call_off

    # ---- drawing ---------------------------------------------------------------------------

    def _show_times(self, plan: PlanView) -> None:
        """What is wrong with day and hour, in whole sentences over the whole width."""
        fields = (one for one in plan.form.fields if one.key in _TIMES and one.code)
        wrong = sorted(fields, key=lambda one: one.fault is FaultKind.ODD)
        said = [sentence_of(one.code, dict(one.data)) for one in wrong]
        is_soft = all(one.fault is FaultKind.ODD for one in wrong)
        text = "\n".join(f"{one.whole} {one.code}" for one in said)
        set_text(self._times, text, "warn" if is_soft else "danger")
        self._times.setVisible(bool(said))

    def _show_free(self, plan: PlanView) -> None:
        set_text(self._free_title, _free_text(plan))
        free = plan.free.starts if plan.free is not None else ()
        starts = (str(plan.day), str(plan.length), *(one.isoformat() for one in free))
        if starts == self._starts:
            return
        self._starts = starts
        buttons = []
        for at in free:
            text = f"{formats.short_day(at)}, {formats.hour(at)}"
            if at.date() == plan.day:
                text = f"{formats.hour(at)}–{formats.hour(at + plan.length)}"
            button = Button(self._theme, f"free-{at.isoformat()}", text, size=ButtonSize.SMALL)
            button.setProperty("start", at.isoformat())
            button.clicked.connect(self._on_start)
            buttons.append(button)
        self._free.show_widgets(buttons)

    def _on_start(self) -> None:
        self.start_chosen.emit(str(self.sender().property("start")))


def _free_text(plan: PlanView) -> str:
    """What the free hours are, from which day on; nothing while nothing was looked for."""
    free = plan.free
    if free is None:
        return ""
    day = formats.date_text(free.first_day)
    if not free.starts:
        said = translate("Schedule", "Chưa thấy giờ trống trong bảy ngày từ {day}.")
        return said.format(day=day)
    if free.first_day != plan.day:
        said = translate("Schedule", "Kịp hạn thông báo, sớm nhất {day}. Giờ trống từ ngày đó:")
        return said.format(day=day)
    if free.starts[0].date() != plan.day:
        return translate("Schedule", "Ngày này không còn giờ trống. Những ngày sau:")
    return translate("Schedule", "Giờ trống cho tất cả, theo lịch mà máy này biết:")


def _plan_words() -> FormWords:
    return FormWords(
        labels=labels_of(schedule_words.PLAN_FIELDS, PlanField),
        choices={
            PlanField.KIND: choices_of(schedule_words.RECEPTION_KINDS),
            PlanField.MEETS: choices_of(schedule_words.MEETINGS),
        },
        faults={
            (PlanField.DAY, FaultKind.WRONG): translate("Schedule", "Quá gần."),
            (PlanField.START, FaultKind.WRONG): translate("Schedule", "Đã qua."),
            (PlanField.START, FaultKind.TAKEN): translate("Schedule", "Trùng giờ."),
            (PlanField.START, FaultKind.ODD): translate("Schedule", "Xem lại."),
            (PlanField.PLATFORM, FaultKind.WRONG): translate(
                "Schedule", "Không ghi mật khẩu: mọi điểm cầu đọc được."
            ),
            (PlanField.ADDRESS, FaultKind.WRONG): translate(
                "Schedule", "Không ghi mật khẩu: mọi điểm cầu đọc được."
            ),
        },
        helps={
            PlanField.TITLE: translate(
                "Schedule", "Hiện trên màn hình 2 và trong giấy mời: không ghi tên công dân."
            ),
            PlanField.PLATFORM: translate(
                "Schedule",
                "Chương trình không gọi ở đó; chỉ phòng đã chọn thiết bị thu hình hay đường vào âm "
                "thanh mới ghi. Không ghi mật khẩu ở đây.",
            ),
        },
    )


def _person_words() -> FormWords:
    roles = tuple(Choice(value=one, label=word(words.PEOPLE, one)) for one in INVITED_ROLES)
    return FormWords(
        labels=labels_of(schedule_words.PERSON_FIELDS, PersonField),
        headings={"person": translate("Schedule", "Thêm thành phần")},
        choices={PersonField.ROLE: roles},
    )
