"""Phiếu tiếp nhận: the visit as other screens show it, who it may be, and what was before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.domain.casework.history import EarlierReception
from desktop.presenters.casework.intake.intake_forms import IntakeField
from desktop.presenters.casework.intake.intake_state import (
    IntakeSheet,
    IntakeVerb,
    IntakeViewState,
    KnownPerson,
    PromiseLine,
)
from desktop.ui.screens.casework.intake.intake_mending import IntakeMendingView
from desktop.ui.texts import casework_words, conclusion_words, formats, words
from desktop.ui.texts.texts import sentence_of, translate
from desktop.ui.texts.words import word
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.properties import set_property
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import clear, column, row, rule, scrolled
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import keep_width, make_caption, make_note, make_paragraph, set_text

_CAPTION_WIDTH = 92
_DAY_WIDTH = 64
_NAMED = 3
"""Fields that are named before the others are counted."""


class IntakeSheetView(QFrame):
    """confirmed(str), dismissed(str): the id of somebody who may be the person."""

    confirmed = Signal(str)
    dismissed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("intakeSheet")
        self.setProperty("panel", "sheet")
        self._theme = theme
        self._people: tuple[KnownPerson, ...] | None = None
        self._history: tuple[tuple[EarlierReception, ...] | None, bool] | None = None
        self._ticket = Badge(theme)
        self._facts = column(theme, gap=4)
        self._values: dict[str, _Fact] = {}
        self._restricted = make_note(_restricted_text(), TextRole.SMALL, "ink2")
        self.mending = IntakeMendingView(theme)
        self._known = column(theme, gap=8)
        self._before = column(theme, gap=6)
        self._promises: tuple[PromiseLine, ...] = ()
        self._promised = column(theme, gap=6)
        self._foot = QFrame()
        self._light = Light(theme, 18, LightState.LOWER)
        self._lacking = make_paragraph("", TextRole.SMALL)
        self._build()

    def show_state(self, state: IntakeViewState) -> None:
        """Draws the sheet."""
        ticket = translate("Intake", "lượt tạm {n}") if state.is_provisional else ""
        said = ticket or translate("Intake", "lượt {n}")
        self._ticket.show_state(said.format(n=f"{state.ticket:02d}"), "ink2")
        self._show_facts(state.sheet)
        self._restricted.setVisible(state.sheet.is_restricted)
        self.mending.show_mending(state.mending)
        self._show_people(state.people)
        self._show_history(state)
        self._show_promises(state.promises)
        self._show_lacking(state)

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, margins=(1, 12, 1, 1))
        title = row(theme, gap=8, margins=(16, 0, 16, 8))
        title.addWidget(IconLabel(theme, Icon.DOCUMENT, 20))
        title.addWidget(
            make_caption(theme, translate("Intake", "Phiếu tiếp nhận"), TextRole.ROW_TITLE), 1
        )
        title.addWidget(self._ticket)
        layout.addLayout(title)
        layout.addWidget(rule())
        content = QWidget()
        inside = column(theme, content, gap=10, margins=(16, 10, 16, 10))
        inside.addWidget(self.mending)
        inside.addLayout(self._known)
        for key, caption in _captions().items():
            self._values[key] = _Fact(theme, caption)
            self._facts.addWidget(self._values[key])
        inside.addLayout(self._facts)
        inside.addWidget(self._restricted)
        inside.addWidget(rule())
        inside.addLayout(self._before)
        inside.addLayout(self._promised)
        inside.addStretch(1)
        layout.addWidget(scrolled(content), 1)
        foot = row(theme, self._foot, gap=8, margins=(16, 8, 16, 10))
        foot.addWidget(self._light)
        foot.addWidget(self._lacking, 1)
        layout.addWidget(rule())
        layout.addWidget(self._foot)

    def _on_confirmed(self) -> None:
        self.confirmed.emit(str(self.sender().property("citizen")))

    def _on_dismissed(self) -> None:
        self.dismissed.emit(str(self.sender().property("citizen")))

    # ---- drawing ---------------------------------------------------------------------------

    def _show_facts(self, sheet: IntakeSheet) -> None:
        texts = _fact_texts(sheet)
        for key, fact in self._values.items():
            fact.show_text(texts[key])

    def _show_people(self, people: tuple[KnownPerson, ...]) -> None:
        if people == self._people:
            return
        self._people = people
        clear(self._known)
        for one in people:
            self._known.addWidget(self._person(one))

    def _person(self, one: KnownPerson) -> QWidget:
        theme, box = self._theme, QFrame()
        set_property(box, "banner", "warn")
        box.setObjectName(f"known-{one.citizen_id}")
        layout = column(theme, box, gap=4, margins=(12, 8, 12, 10))
        by = word(casework_words.RECOGNITIONS, one.by)
        head = translate("Intake", "Có thể đã đến trước đây. {by}.").format(by=by)
        layout.addWidget(make_note(head, TextRole.SMALL))
        parts = (one.name, one.number, one.birth, one.address)
        about = " · ".join(part for part in parts if part)
        layout.addWidget(make_note(about, TextRole.SMALL_STRONG))
        buttons = row(theme, gap=8)
        yes, no = translate("Intake", "Đúng người này"), translate("Intake", "Không phải")
        for label, name, signal in (
            (yes, "confirm", self._on_confirmed),
            (no, "dismiss", self._on_dismissed),
        ):
            button = Button(
                theme, f"{name}-{one.citizen_id}", label, ButtonRole.PLAIN, ButtonSize.SMALL
            )
            button.setProperty("citizen", one.citizen_id)
            button.clicked.connect(signal)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        return box

    def _show_history(self, state: IntakeViewState) -> None:
        shown = state.history if state.has_history else None
        drawn = (shown, bool(state.people))
        if drawn == self._history:
            return
        self._history = drawn
        clear(self._before)
        theme = self._theme
        if shown is None:
            said = translate("Intake", "Tố cáo: không hiện các lần trước.")
            self._before.addWidget(make_note(said, TextRole.SMALL, "ink2"))
            return
        head = row(theme, gap=8)
        head.addWidget(IconLabel(theme, Icon.HISTORY, 18))
        caption = translate("Intake", "Các lần trước")
        head.addWidget(make_caption(theme, caption, TextRole.SMALL_STRONG), 1)
        self._before.addLayout(head)
        for one in shown:
            self._before.addLayout(self._line(one))
        if not shown:
            ask = translate("Intake", "Xác nhận người ở trên để xem.")
            said = ask if state.people else sentence_of("N-004", {}).whole
            self._before.addWidget(make_note(said, TextRole.SMALL, "ink2"))

    def _show_promises(self, promises: tuple[PromiseLine, ...]) -> None:
        """What they were promised and not told of yet: whoever receives them knows it at once."""
        if promises == self._promises:
            return
        self._promises = promises
        clear(self._promised)
        if promises:
            caption = translate("Intake", "Kết luận chưa xong")
            self._promised.addWidget(make_caption(self._theme, caption, TextRole.SMALL_STRONG))
        for one in promises:
            text, tone = _promise_text(one)
            self._promised.addWidget(make_note(text, TextRole.SMALL, tone))

    def _line(self, one: EarlierReception) -> QHBoxLayout:
        theme = self._theme
        line = row(theme, gap=8)
        day = make_note(f"{one.on:%d/%m/%y}", TextRole.SMALL, "ink2")
        keep_width(day, theme.px(_DAY_WIDTH))
        line.addWidget(day)
        outcome = word(casework_words.VISIT_OUTCOMES, one.outcome) if one.outcome else ""
        about = ". ".join(part for part in (one.place, one.title.rstrip(".")) if part)
        text = f"{about}: {outcome}." if outcome else f"{about}."
        line.addWidget(make_note(text, TextRole.SMALL), 1)
        return line

    def _show_lacking(self, state: IntakeViewState) -> None:
        """What keeps it from being done, by name."""
        lacking = state.sheet.lacking or state.sheet.lacking_at
        self._foot.setVisible(not state.is_empty)
        if state.sheet.lacking:
            text = _lacking_text(state.sheet.lacking)
        elif state.sheet.lacking_at:
            said = translate("Intake", "Người thứ {n} còn thiếu hoặc chưa đúng.")
            text = said.format(n=", ".join(map(str, state.sheet.lacking_at)))
        elif state.verb is IntakeVerb.REDIRECT:
            text = translate("Intake", "Cần hẹn phòng tiếp trực tiếp.")
        else:
            text = translate("Intake", "Đã đủ để vào hàng chờ.")
        is_good = not lacking and state.verb is IntakeVerb.QUEUE
        self._light.set_state(LightState.GOOD if is_good else LightState.LOWER)
        set_text(self._lacking, text, "ok" if is_good else "warn")


class _Fact(QWidget):
    """A caption and what it says; not there while nothing is said."""

    def __init__(self, theme: Theme, caption: str) -> None:
        super().__init__()
        layout = row(theme, self, gap=8)
        label = make_note(caption, TextRole.SMALL, "ink2")
        keep_width(label, theme.px(_CAPTION_WIDTH))
        self._value = make_note("", TextRole.SMALL)
        layout.addWidget(label)
        layout.addWidget(self._value, 1)
        self.hide()

    def show_text(self, text: str) -> None:
        """Says something else."""
        set_text(self._value, text)
        self.setVisible(bool(text))


def _captions() -> dict[str, str]:
    return {
        "name": translate("Intake", "Họ tên"),
        "number": translate("Intake", "Giấy tờ"),
        "address": translate("Intake", "Nơi ở"),
        "summary": translate("Intake", "Nội dung"),
        "types": translate("Intake", "Phân loại"),
        "agency": translate("Intake", "Thẩm quyền"),
    }


def _fact_texts(sheet: IntakeSheet) -> dict[str, str]:
    name = translate("Intake", "Người tố cáo") if sheet.is_restricted else _names(sheet)
    if sheet.group_size > 1 and name:
        said = translate("Intake", "{name}, đoàn {n} người")
        name = said.format(name=name, n=sheet.group_size)
    types = ", ".join(word(words.PETITIONS, one) for one in sheet.types)
    return {
        "name": name,
        "number": ", ".join(number for _, number in sheet.people if number),
        "address": sheet.address,
        "summary": sheet.summary,
        "types": types,
        "agency": sheet.agency,
    }


def _names(sheet: IntakeSheet) -> str:
    return ", ".join(name for name, _ in sheet.people if name)


def _restricted_text() -> str:
    return translate(
        "Intake",
        "Hồ sơ hạn chế. Ngoài phiếu này, mọi nơi ghi “Người tố cáo”, không hiện tên, số và nội "
        "dung.",
    )


def _lacking_text(lacking: tuple[str, ...]) -> str:
    labels = [word(casework_words.INTAKE_FIELDS, IntakeField(key)) for key in lacking]
    named = ", ".join(labels[:_NAMED])
    more = len(labels) - _NAMED
    if more > 0:
        said = translate("Intake", "Còn thiếu hoặc chưa đúng: {fields} và {n} ô khác.")
        return said.format(fields=named, n=more)
    return translate("Intake", "Còn thiếu hoặc chưa đúng: {fields}.").format(fields=named)


def _promise_text(one: PromiseLine) -> tuple[str, str]:
    """What, who, by when and how far it is, and its tone."""
    day = translate("Intake", "không có hạn")
    if one.deadline is not None:
        late, due = translate("Intake", "quá hạn {day}"), translate("Intake", "hạn {day}")
        day = (late if one.is_overdue else due).format(day=formats.date_text(one.deadline))
    status = word(conclusion_words.STATUSES, one.status)
    text = " · ".join((one.task.rstrip("."), one.agency, day, status))
    return text, "danger" if one.is_overdue else "ink2"
