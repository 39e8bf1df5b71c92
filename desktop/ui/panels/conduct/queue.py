"""Lượt nói: who speaks, hands in their order, and the other sites; the row is the control."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget
from typing_extensions import override

from desktop.domain.media.call import Quality
from desktop.domain.recording.lamp import RecordingWord
from desktop.presenters.conduct.roster.roster_state import (
    MicrophoneWord,
    Presence,
    RosterPanel,
    RosterRow,
)
from desktop.presenters.conduct.speaking_state import RowAction
from desktop.presenters.conduct.verb import VerbState
from desktop.ui.panels.conduct.queue_tools import AskBar, QueueTools
from desktop.ui.panels.conduct.tile_words import quality_text, recording_text
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import column, panel, row
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import ElidedLabel, make_label

_MICROPHONES = {
    MicrophoneWord.OPEN: (Icon.MICROPHONE, "accent"),
    MicrophoneWord.OFF: (Icon.MICROPHONE_OFF, "ink3"),
    MicrophoneWord.WAITING: (Icon.MICROPHONE_OFF, "ink3"),
    MicrophoneWord.ELSEWHERE: (Icon.MONITOR, "ink3"),
}
_PRESENCES = {
    Presence.HERE: "ink2",
    Presence.AWAY: "warn",
    Presence.NOT_YET: "ink3",
    Presence.LEFT: "ink3",
}


_DOES = frozenset({Quality.GOOD, Quality.FAIR})
_ALT_KEYS = {Qt.Key.Key_Up: RowAction.UP, Qt.Key.Key_Down: RowAction.DOWN}
_NARROW = 326
_TIGHT = 404
"""Width of the design below which a number alone says that a hand is up: it has one."""
_HEIGHT = 60
_NARROW_HEIGHT = 66
_COLUMNS = 7
_WIDE_PLACES = (
    (0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 1), (1, 2, 1, 1), (0, 3, 2, 1), (0, 4, 2, 1),
    (0, 5, 2, 1), (0, 6, 2, 1),
)  # fmt: skip
_NARROW_PLACES = (
    (0, 0, 1, 1), (1, 0, 1, 1), (0, 1, 1, 6), (1, 1, 1, 3), (1, 1, 1, 1), (1, 2, 1, 1),
    (0, 0, 1, 1), (1, 4, 1, 3),
)  # fmt: skip
"""Row, column, rows and columns of each part of a queue row, in the order of `_cells`."""


class QueuePanel(QWidget):
    """The speaking queue. acts: what is done with it, which may stand elsewhere.

    row_pressed(str), hand_pressed(int): the button of a row, or Enter on it; the site's id, or the
    number of the hand. action_chosen(str, str, int): a RowAction with a site and the number of its
    hand, 0 without one. hand_placed(int, int): a hand dragged or sent to a place, from 0.
    acts_changed: other buttons stand in `acts`.
    """

    row_pressed = Signal(str)
    hand_pressed = Signal(int)
    action_chosen = Signal(str, str, int)
    hand_placed = Signal(int, int)
    acts_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("queuePanel")
        self._theme = theme
        layout = column(theme, self, gap=6)
        caption = row(theme, margins=(12, 0, 12, 0))
        self._title = ElidedLabel(theme, TextRole.SMALL_STRONG, "ink2")
        caption.addWidget(self._title, 1)
        self._clock_caption = make_label("", TextRole.SMALL_MEDIUM, "ink2")
        caption.addWidget(self._clock_caption)
        layout.addLayout(caption)
        sheet = panel("sheet")
        self._rows = RowList(theme, "queueRows")
        column(theme, sheet, margins=(1, 1, 1, 1)).addWidget(self._rows)
        layout.addWidget(sheet)
        self.tools = QueueTools(theme)
        self.asking = AskBar(theme)
        self.acts = QWidget()
        acts = column(theme, self.acts, gap=6)
        acts.addWidget(self.tools)
        acts.addWidget(self.asking)
        layout.addWidget(self.acts)
        self._shown: dict[str, RosterRow] = {}
        self._chosen = self._acts_on = ""
        self._clear: VerbState | None = None
        self.tools.action_pressed.connect(self._on_tool)

    def show_roster(self, roster: RosterPanel) -> None:
        """Draws who speaks and who asks, and what can be done with it."""
        self._show_rows(roster.rows)
        order = roster.order
        title = translate("Session", "Lượt nói")
        if order is not None and order.waiting:
            asking = translate("Session", "{count} người xin nói").format(count=order.waiting)
            title = f"{title}: {asking}"
        self._title.set_text(title)
        self._clear = None if order is None else order.clear
        self.asking.show_asking(None if order is None else order.asking)
        self._show_tools()

    def _show_rows(self, rows: tuple[RosterRow, ...]) -> None:
        self._shown = {one.key: one for one in rows}
        self._rows.keep(list(self._shown), self._make)
        floor = next((one.floor for one in rows if one.floor is not None), None)
        is_over = floor is not None and floor.remaining_s < 0
        over, left = translate("Session", "quá giờ"), translate("Session", "còn lại")
        self._clock_caption.setText("" if floor is None else over if is_over else left)
        for place, one in enumerate(rows, start=1):
            control = self._rows.row(one.key)
            if isinstance(control, _QueueRow):
                control.show_row(one, is_last=place == len(rows))

    def _make(self, key: str) -> RowControl:
        control = _QueueRow(self._theme, key)
        control.pressed.connect(self._on_pressed)
        control.chosen.connect(self._on_chosen)
        control.acted.connect(self._on_acted)
        control.placed.connect(self._on_placed)
        control.dropped.connect(self._on_dropped)
        return control

    def _show_tools(self) -> None:
        """Of the row that was chosen last; else of the first that something can be done with."""
        chosen = self._shown.get(self._chosen)
        if chosen is None or not chosen.actions:
            chosen = next((one for one in self._shown.values() if one.actions), None)
        self.tools.show_tools(chosen, self._clear)
        self._acts_on = "" if chosen is None else chosen.key
        self.acts_changed.emit()

    def _on_chosen(self, key: str) -> None:
        self._chosen = key
        self._show_tools()

    def _on_pressed(self, key: str) -> None:
        shown = self._shown.get(key)
        if shown is not None and shown.hand is not None:
            self.hand_pressed.emit(shown.hand.number)
        elif shown is not None:
            self.row_pressed.emit(shown.site_id)

    def _on_tool(self, action: str) -> None:
        self._on_acted(self._acts_on, action)

    def _on_acted(self, key: str, action: str) -> None:
        shown = self._shown.get(key)
        if shown is not None and RowAction(action) in shown.actions:
            number = 0 if shown.hand is None else shown.hand.number
            self.action_chosen.emit(action, shown.site_id, number)

    def _on_placed(self, key: str, place: int) -> None:
        shown = self._shown.get(key)
        if shown is not None and shown.hand is not None and shown.actions:
            self.hand_placed.emit(shown.hand.number, min(place, shown.hand.count - 1))

    def _on_dropped(self, key: str, global_y: int) -> None:
        """Let go over another hand: it takes that one's place, above all of them the first."""
        hands = [one for one in self._shown.values() if one.hand is not None]
        place = 0
        for number, one in enumerate(hands):
            control = self._rows.row(one.key)
            if control is not None and global_y >= control.mapToGlobal(QPoint(0, 0)).y():
                place = number
        self._on_placed(key, place)


class _QueueRow(RowControl):
    """Number, microphone, name and site, clock, hand, verb."""

    pressed = Signal(str)
    acted = Signal(str, str)
    placed = Signal(str, int)
    dropped = Signal(str, int)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"queue-{key}")
        self._look = theme
        self._number = ElidedLabel(theme, TextRole.BODY_STRONG, "ink2", has_figures=True)
        self._number.setFixedWidth(theme.px(20))
        self._microphone = IconLabel(theme, Icon.MICROPHONE, 20)
        self._name = ElidedLabel(theme, TextRole.BODY_STRONG)
        self._note = ElidedLabel(theme, TextRole.SMALL, "ink2")
        self._hand = IconLabel(theme, Icon.HAND, 18, "accent")
        self._late = Light(theme, 18, LightState.LOWER)
        self._clock = make_label("", TextRole.QUEUE_CLOCK)
        self._clock.setProperty("figures", "true")
        self._button = Button(theme, f"queueButton-{key}", "", size=ButtonSize.SMALL)
        self._button.clicked.connect(self._on_pressed)
        self.activated.connect(self._on_activated)
        self._state: RosterRow | None = None
        self._drag_from: int | None = None
        self._is_hand = False
        self._is_narrow: bool | None = None
        self._is_tight = False
        self._has_clock = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(*(theme.px(side) for side in (12, 4, 10, 4)))
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(0)
        self._place(is_narrow=False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._is_tight = event.size().width() < self._look.px(_TIGHT)
        self._place(is_narrow=event.size().width() < self._look.px(_NARROW))
        self._show_hand()

    def _place(self, *, is_narrow: bool) -> None:
        """In a narrow row the name has the first line for itself."""
        if is_narrow is self._is_narrow:
            return
        self._is_narrow = is_narrow
        for widget in self._cells():
            self._grid.removeWidget(widget)
        places = _NARROW_PLACES if is_narrow else _WIDE_PLACES
        for widget, place in zip(self._cells(), places, strict=True):
            self._grid.addWidget(widget, *place)
        for number in range(_COLUMNS):
            self._grid.setColumnStretch(number, number == (3 if is_narrow else 2))
        self._show_note()
        self._show_hand()
        self.setMinimumHeight(self._look.px(_NARROW_HEIGHT if is_narrow else _HEIGHT))

    def _show_note(self) -> None:
        """In a narrow row the clock takes the place of the note, and a hand's has no site."""
        self._note.setVisible(not (self._is_narrow and self._has_clock))
        if self._state is not None:
            short = _short_note(self._state)
            text = short if self._is_narrow else _note(self._state)
            self._note.set_text(text, _PRESENCES[self._state.presence])
            hand = self._state.hand
            at = "" if hand is None else formats.hour_with_seconds(hand.raised_at)
            self._note.set_short(at or short)

    def _cells(self) -> tuple[QWidget, ...]:
        return (
            self._number, self._microphone, self._name, self._note, self._late, self._clock,
            self._hand, self._button,
        )  # fmt: skip

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow or a digit moves a hand, Delete lowers it: none of them types."""
        key, is_alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if is_alt and key in _ALT_KEYS:
            self.acted.emit(self.key, _ALT_KEYS[Qt.Key(key)].value)
        elif is_alt and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.placed.emit(self.key, key - Qt.Key.Key_1)
        elif key == Qt.Key.Key_Delete and not event.modifiers():
            self.acted.emit(self.key, RowAction.LOWER.value)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        is_left = event.button() is Qt.MouseButton.LeftButton
        self._drag_from = event.globalPosition().toPoint().y() if is_left else None

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_hand and self._is_dragged(event):
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_hand and self._is_dragged(event):
            self.dropped.emit(self.key, event.globalPosition().toPoint().y())
        self._drag_from = None
        self.unsetCursor()

    def _is_dragged(self, event: QMouseEvent) -> bool:
        if self._drag_from is None:
            return False
        way = abs(event.globalPosition().toPoint().y() - self._drag_from)
        return way >= QApplication.startDragDistance()

    def show_row(self, state: RosterRow, *, is_last: bool) -> None:
        self.set_look(is_selected=state.is_speaking, has_line=not is_last)
        self._number.set_text(str(state.number) if state.number else "")
        self._is_hand = state.hand is not None
        is_here = state.presence is Presence.HERE
        icon, tone = _MICROPHONES[state.microphone] if is_here else (Icon.LINE_LOST, "ink3")
        self._microphone.set_icon(icon, tone)
        self._name.set_text(state.label or state.site_name)
        self._state = state
        self._show_hand()
        self._hand.set_icon(Icon.HAND, "accent" if is_here else "ink3")
        self._show_clock(state)
        self._show_verb(state.verb)
        self.setAccessibleName(_spoken(state))

    def _show_hand(self) -> None:
        """In a narrow row it gives its place to the number and the name."""
        state = self._state
        is_shown = state is not None and state.has_hand_up
        is_told = state is not None and bool(state.number) and self._is_tight
        self._hand.setVisible(is_shown and not is_told)

    def _show_clock(self, state: RosterRow) -> None:
        floor = state.floor
        self._clock.setVisible(floor is not None)
        self._has_clock = floor is not None
        self._show_note()
        is_late = floor is not None and floor.is_last_minute
        self._late.setVisible(is_late)
        if floor is not None:
            self._clock.setText(formats.short_clock(floor.remaining_s))
            tone = "warn" if is_late else "accent"
            if self._clock.property("tone") != tone:
                self._clock.setProperty("tone", tone)
                self._clock.style().polish(self._clock)

    def _show_verb(self, state: VerbState | None) -> None:
        self._button.setVisible(state is not None)
        if state is None:
            return
        self._button.set_label(words.word(words.VERBS, state.verb))
        reason = "" if state.obstacle is None else words.word(words.OBSTACLES, state.obstacle)
        self._button.set_available(
            is_available=state.is_enabled, reason=reason, is_answered=state.is_answered
        )
        self._button.set_armed(is_armed=state.is_armed)

    def _on_pressed(self) -> None:
        self.pressed.emit(self.key)

    def _on_activated(self, key: str) -> None:
        if self._button.isEnabled() and self._button.isVisible():
            self.pressed.emit(key)


def _desks(state: RosterRow) -> str:
    """How many PCs of the site are in the session, where it is more than the one."""
    if not state.companions:
        return ""
    return translate("Session", "{count} máy").format(count=1 + state.companions)


def _note(state: RosterRow) -> str:
    place = translate("Session", "Phòng này") if state.is_own else state.site_name
    parts = list[str]()
    if state.side is not None:
        parts.append(words.word(words.SIDES, state.side))
    if state.presence is not Presence.HERE:
        parts.append(words.word(words.PRESENCES, state.presence))
    elif state.is_locked:
        parts.append(translate("Session", "khóa micro"))
    if state.hand is not None:
        parts.append(formats.hour_with_seconds(state.hand.raised_at))
        parts.append(state.hand.reason)
    elif state.presence is not Presence.HERE or state.is_locked:
        pass
    elif state.has_hand_up:
        parts.append(translate("Session", "xin nói"))
    elif state.quality is not None:
        line = translate("Session", "đường truyền {word}")
        parts.append(line.format(word=quality_text(state.quality)))
    parts += (_recorder(state), _desks(state), place if place != state.label else "")
    return " · ".join(part for part in parts if part)


def _recorder(state: RosterRow) -> str:
    """That the recording of a site stands still; that it goes on its picture shows."""
    is_faulty = state.recording is RecordingWord.FAULT
    return recording_text(RecordingWord.FAULT) if is_faulty else ""


def _short_note(state: RosterRow) -> str:
    """What fits beside a button.

    Of a hand whose site is there, for whom and since when; its reason stands below the queue. Of
    a site whose line does its name, of another one how its line is.
    """
    hand = state.hand
    if state.presence is not Presence.HERE or state.is_locked:
        return _note(state)
    if hand is None:
        return _line_or_place(state)
    return " · ".join(
        (words.word(words.SIDES, hand.side), formats.hour_with_seconds(hand.raised_at))
    )


def _line_or_place(state: RosterRow) -> str:
    line = state.quality
    if state.has_hand_up or state.is_own or line is None or line.quality in _DOES:
        place = translate("Session", "Phòng này") if state.is_own else state.site_name
        asks = translate("Session", "xin nói") if state.has_hand_up else ""
        parts = (asks, _desks(state), place if place != state.label else "")
        return " · ".join(part for part in parts if part)
    word = words.word(words.QUALITIES, line.quality)
    return translate("Session", "đường truyền {word}").format(word=word)


def _spoken(state: RosterRow) -> str:
    parts = [state.label, _note(state)]
    parts.append(
        translate("Session", "micro {word}").format(
            word=words.word(words.MICROPHONES, state.microphone)
        )
    )
    if state.is_speaking:
        parts.append(translate("Session", "đang nói"))
    return ", ".join(part for part in parts if part)
