"""Chờ quyết định: what waits, flagged ones and the oldest first, and what is decided of one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.casework.matter.reception_request import OnlineGround
from desktop.presenters.casework.requests.request_forms import DECISION_FORM, DecisionField
from desktop.presenters.casework.requests.requests_state import (
    DecidingView,
    RequestRow,
)
from desktop.ui.screens.casework.requests.request_rows import (
    DecidedDeeds,
    DecidedRowControl,
    RefusedRowControl,
    RequestRowControl,
    who_asks,
)
from desktop.ui.texts import casework_words, counts, formats
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole
from desktop.ui.widgets.form.fields import FormFields
from desktop.ui.widgets.form.keys import EnterKey
from desktop.ui.widgets.form.words import Choice, FormWords, choices_of, labels_of
from desktop.ui.widgets.layout import column, panel, row, scrolled
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.text import (
    make_caption,
    make_label,
    make_paragraph,
    set_text,
)

_LIST_HEIGHT = 150
"""Of the design: two requests are always seen."""


class RequestDecisionView(QWidget):
    """The right half.

    selected(str): a request's id; field_edited(str, str): a DecisionField and its text; decided.
    schedule_asked(str): the request that was decided just now, to be planned.
    deeds: on what was decided.
    """

    selected = Signal(str)
    field_edited = Signal(str, str)
    decided = Signal()
    schedule_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("requestDecision")
        self._theme = theme
        self.deeds = DecidedDeeds(self)
        self._count = make_label("", TextRole.SMALL, "ink2")
        self._refused = RowList(theme, "refusedRows")
        self._refused_title = make_caption(
            theme, translate("Requests", "Thành phố không nhận"), TextRole.SMALL_MEDIUM
        )
        self._rows = RowList(theme, "requestRows")
        self._done = RowList(theme, "decidedRows")
        self._done_title = make_caption(
            theme, translate("Requests", "Đã quyết định"), TextRole.SMALL_MEDIUM
        )
        self._empty = EmptyState(theme, "requestsEmpty", Icon.CHECK)
        self._about = make_paragraph("", TextRole.SMALL, "ink2")
        self._fields = FormFields(
            theme, DECISION_FORM, _words(), name="decision", parent=self, enter=EnterKey.NEXT
        )
        self._fields.edited.connect(self.field_edited)
        self._fields.submitted.connect(self.decided)
        self._next = make_paragraph("", TextRole.SMALL, "ink2")
        self._decide = Button(
            theme, "decideRequest", translate("Requests", "Quyết định"), ButtonRole.PRIMARY
        )
        self._decide.clicked.connect(self.decided)
        self._plan = Button(
            theme, "scheduleDecided", translate("Requests", "Lập lịch buổi tiếp"),
            icon=Icon.CALENDAR,
        )  # fmt: skip
        self._plan.clicked.connect(self._on_schedule)
        self._to_schedule = ""
        self._who = make_label("", TextRole.SMALL, "ink2")
        self._waiting = panel("sheet", "waitingRequests")
        self._sheet = panel("sheet", "decisionSheet")
        self._build()

    def show_view(self, view: DecidingView) -> None:
        """Draws list and decision."""
        set_text(self._count, _count_text(view))
        self._show_lists(view)
        self._to_schedule = view.to_schedule or ""
        self._plan.setVisible(bool(self._to_schedule))
        self._empty.setVisible(not view.rows)
        self._empty.show_text(
            translate("Requests", "Không có yêu cầu chờ quyết định."),
            translate("Requests", "Danh sách tự cập nhật."),
            "",
        )
        self._sheet.setVisible(view.may_decide and view.selected is not None)
        if view.selected is not None:
            set_text(self._about, _about_text(view, view.selected))
        self._fields.show_form(view.form)
        set_text(self._next, _next_text(view))
        verb = translate("Requests", "Quyết định")
        if view.choice is not None:
            verb = word(casework_words.DECISION_VERBS, view.choice)
        self._decide.set_label(verb)
        self._decide.set_available(
            is_available=view.can_press, reason=translate("Requests", "Chưa chọn cách tiếp.")
        )
        set_text(
            self._who,
            translate("Requests", "Người quyết định: {who}").format(who=view.decides),
        )

    @property
    def regions(self) -> tuple[QWidget, ...]:
        """What F6 goes through: what waits, and the decision."""
        return self._waiting, self._sheet

    def take_focus(self) -> None:
        """The first that waits."""
        keys = self._rows.keys()
        first = self._rows.row(keys[0]) if keys else None
        if first is not None:
            first.setFocus()

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=12)
        top = self._waiting
        top.setMinimumHeight(theme.px(_LIST_HEIGHT))
        inside = column(theme, top, margins=(1, 10, 1, 1))
        title = row(theme, gap=12, margins=(16, 0, 16, 6))
        title.addWidget(make_label(translate("Requests", "Chờ quyết định"), TextRole.ROW_TITLE))
        title.addWidget(self._count)
        title.addStretch(1)
        title.addWidget(self._plan)
        inside.addLayout(title)
        content = QWidget()
        rows = column(theme, content)
        rows.addWidget(self._rows)
        rows.addWidget(self._empty)
        refused = row(theme, margins=(16, 8, 16, 0))
        refused.addWidget(self._refused_title)
        rows.addLayout(refused)
        rows.addWidget(self._refused)
        caption = row(theme, margins=(16, 8, 16, 0))
        caption.addWidget(self._done_title)
        rows.addLayout(caption)
        rows.addWidget(self._done)
        rows.addStretch(1)
        inside.addWidget(scrolled(content), 1)
        layout.addWidget(top, 3)
        layout.addWidget(self._build_sheet(), 7)

    def _build_sheet(self) -> QWidget:
        theme = self._theme
        sheet = column(theme, self._sheet, margins=(1, 10, 1, 1))
        heading = row(theme, gap=12, margins=(16, 0, 16, 4))
        heading.addWidget(make_label(translate("Requests", "Quyết định"), TextRole.ROW_TITLE))
        heading.addStretch(1)
        heading.addWidget(self._who)
        sheet.addLayout(heading)
        content = QWidget()
        inside = column(theme, content, gap=6, margins=(16, 0, 16, 8))
        inside.addWidget(self._about)
        inside.addLayout(self._fields.section("decision", gap=6))
        inside.addStretch(1)
        sheet.addWidget(scrolled(content), 1)
        foot = row(theme, gap=12, margins=(16, 8, 16, 12))
        foot.addWidget(self._next, 1)
        foot.addWidget(self._decide)
        sheet.addLayout(foot)
        return self._sheet

    def _show_lists(self, view: DecidingView) -> None:
        self._refused.keep([one.id for one in view.refused], self._make_refused)
        for refused in view.refused:
            refused_control = self._refused.row(refused.id)
            if isinstance(refused_control, RefusedRowControl):
                refused_control.show_refused(refused)
        self._refused_title.setVisible(bool(view.refused))
        self._rows.keep([one.id for one in view.rows], self._make_row)
        for one in view.rows:
            control = self._rows.row(one.id)
            if isinstance(control, RequestRowControl):
                control.show_request(one)
        self._done.keep([one.id for one in view.decided], self._make_done)
        for done in view.decided:
            row_control = self._done.row(done.id)
            if isinstance(row_control, DecidedRowControl):
                noting = view.noting
                is_its = noting is not None and noting.id == done.id
                row_control.show_decided(done, noting if is_its else None)
        self._done_title.setVisible(bool(view.decided))

    def _on_schedule(self) -> None:
        self.schedule_asked.emit(self._to_schedule)

    def _make_row(self, key: str) -> RowControl:
        control = RequestRowControl(self._theme, key)
        control.activated.connect(self.selected)
        return control

    def _make_refused(self, key: str) -> RowControl:
        return RefusedRowControl(self._theme, key)

    def _make_done(self, key: str) -> RowControl:
        return DecidedRowControl(self._theme, key, self.deeds)


def _count_text(view: DecidingView) -> str:
    parts = []
    if view.oldest_days is not None:
        text = translate("Requests", "{requests}, lâu nhất {days}")
        waiting, days = counts.requests(len(view.rows)), counts.days(view.oldest_days)
        parts.append(text.format(requests=waiting, days=days))
    if view.refused:
        text = translate("Requests", "thành phố không nhận {n}")
        parts.append(text.format(n=len(view.refused)))
    return " · ".join(parts)


def _about_text(view: DecidingView, selected: RequestRow) -> str:
    parts = [who_asks(selected.name, selected.group_size)]
    if view.received_at is not None:
        parts.append(
            translate("Requests", "nhận {day}").format(day=formats.short_day(view.received_at))
        )
    if view.wants_online:
        parts.append(translate("Requests", "công dân muốn trực tuyến"))
    about = " · ".join(parts)
    return f"{about}\n{selected.content}" if selected.content else about


def _next_text(view: DecidingView) -> str:
    if view.first_day is None:
        return ""
    first = translate(
        "Requests", "Lập lịch buổi tiếp. Thông báo hôm nay thì tiếp được từ {day}."
    ).format(day=formats.date_text(view.first_day))
    if view.is_flagged:
        return " ".join(
            (
                first,
                translate("Requests", "Vụ việc có cờ: đủ hồ sơ và thành phần mới xếp lịch được."),
            )
        )
    return first


def _words() -> FormWords:
    grounds = tuple(
        Choice(
            value=str(one.value),
            label=translate("Words", str(casework_words.ONLINE_GROUNDS[one])),
        )
        for one in OnlineGround
    )
    decisions = tuple(
        Choice(
            value=one.value,
            label=word(casework_words.DECISIONS, one),
            note=word(casework_words.DECISION_NOTES, one),
        )
        for one in casework_words.DECISIONS
    )
    none = Choice(value="", label=translate("Requests", "chưa chọn"))
    return FormWords(
        labels=labels_of(casework_words.DECISION_FIELDS, DecisionField),
        choices={
            DecisionField.DECISION: decisions,
            DecisionField.ONLINE_GROUND: (none, *grounds),
            DecisionField.REFUSAL_GROUND: (none, *choices_of(casework_words.REFUSAL_GROUNDS)),
        },
    )
