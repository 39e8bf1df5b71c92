"""One person of the roll call: name, what was noted, and a button for each mark."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from desktop.domain.conduct.roll_call import RollMark
from desktop.presenters.conduct.roll.roll_state import RollRow
from desktop.ui.panels.conduct.person_row import PersonRow
from desktop.ui.panels.conduct.roll import roll_texts
from desktop.ui.texts import sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.marks.light import LightState

_LIGHTS = {
    None: LightState.AHEAD,
    RollMark.PRESENT: LightState.GOOD,
    RollMark.ABSENT: LightState.FAULT,
    RollMark.LATE: LightState.LOWER,
    RollMark.LEFT: LightState.NOT_YET,
}
_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RollRowView(PersonRow):
    """pressed(str, str): the person's id and a RollMark; dropped(str): the person's id.

    moved(str, int): Up or Down on a mark; which mark, and which way.
    """

    pressed = Signal(str, str)
    dropped = Signal(str)
    moved = Signal(str, int)

    def __init__(self, theme: Theme, person_id: str) -> None:
        super().__init__(theme, f"roll-{person_id}")
        self._person_id = person_id
        self._drawn: RollRow | None = None
        self._drop = Button(
            theme,
            f"roll-drop-{person_id}",
            translate("Roll", "Bỏ khỏi danh sách"),
            ButtonRole.QUIET,
            ButtonSize.SMALL,
        )
        self._marks = {mark: self._mark_button(mark) for mark in RollMark}
        self._drop.clicked.connect(lambda: self.dropped.emit(self._person_id))
        layout = self._build(tuple(self._marks.values()))
        layout.addWidget(self._drop, 0, Qt.AlignmentFlag.AlignLeft)

    def show_row(self, state: RollRow) -> None:
        """Writes what is new."""
        if state == self._drawn:
            return
        self._drawn = state
        mark = None if state.note is None else state.note.mark
        said = roll_texts.note_text(state.note)
        part = state.part or words.word(words.PEOPLE, state.role)
        is_noted = mark is not None
        self._show_noted(state.name, _LIGHTS[mark], f"{said} · {part}", is_noted=is_noted)
        reason = translate("Roll", "Chưa ghi được ở bước này, hoặc nơi khác ghi.")
        for one, button in self._marks.items():
            button.setVisible(bool(state.marks))
            button.setChecked(one is mark and one in state.marks)
            button.set_available(is_available=one in state.marks, reason=reason)
            name = f"{state.name}: {words.word(sheet_words.ROLL_MARKS, one)}. {said}"
            button.setAccessibleName(name)
        self._drop.setVisible(state.can_drop)

    def take_focus(self, mark: RollMark | None = None) -> bool:
        """The keyboard goes to this mark, else to the first that can be pressed."""
        wanted = () if mark is None else (self._marks[mark],)
        for button in (*wanted, *self._marks.values()):
            if button.isVisibleTo(self) and button.isEnabled():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down go to the same mark of another person."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = _KEYS.get(Qt.Key(event.key()), 0)
            if steps:
                self.moved.emit(str(watched.property("value")), steps)
                return True
        return super().eventFilter(watched, event)

    def _mark_button(self, mark: RollMark) -> Button:
        label = words.word(sheet_words.ROLL_MARKS, mark)
        button = self._button(f"roll-{mark}-{self._person_id}", label, mark.value)
        button.installEventFilter(self)
        button.clicked.connect(self._on_pressed)
        return button

    def _on_pressed(self) -> None:
        """The city says what is noted: until then the buttons show what was."""
        pressed = RollMark(str(self.sender().property("value")))
        drawn, self._drawn = self._drawn, None
        if drawn is not None:
            self.show_row(drawn)
        self.pressed.emit(self._person_id, pressed.value)
