"""The verbs of the session, always in the same places; own microphone and camera first."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.presenters.verb import Obstacle, Verb, VerbState
from desktop.ui import words
from desktop.ui.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize

_ICONS = {
    Verb.OPEN: Icon.PLAY,
    Verb.GIVE_FLOOR: Icon.SPEAKING,
    Verb.END_TURN: Icon.HAND,
    Verb.ASK_FLOOR: Icon.HAND,
    Verb.LOWER_HAND: Icon.HAND,
    Verb.CONSULT: Icon.CONSULT,
    Verb.PAUSE: Icon.PAUSE,
    Verb.RESUME: Icon.PLAY,
    Verb.CONCLUDE: Icon.CONCLUDE,
    Verb.REOPEN: Icon.BACK,
    Verb.CLOSE: Icon.STOP,
    Verb.END: Icon.STOP,
    Verb.LEAVE: Icon.LEAVE,
}
_PLACES = {
    Verb.OPEN: 0,
    Verb.GIVE_FLOOR: 0,
    Verb.END_TURN: 1,
    Verb.ASK_FLOOR: 2,
    Verb.LOWER_HAND: 2,
    Verb.CONSULT: 3,
    Verb.PAUSE: 4,
    Verb.RESUME: 4,
    Verb.CONCLUDE: 5,
    Verb.REOPEN: 5,
    Verb.CLOSE: 6,
    Verb.END: 6,
}
"""LEAVE has its place in the header."""

_F7_VERBS = frozenset({Verb.GIVE_FLOOR, Verb.ASK_FLOOR, Verb.LOWER_HAND})
_GAP = 12
_HEIGHT = 48
_PER_ROW = 4


class VerbGrid(QWidget):
    """Buttons of the verbs this officer has; those without the right are not shown.

    verb_pressed(str): a Verb; microphone_pressed; camera_pressed.
    """

    verb_pressed = Signal(str)
    microphone_pressed = Signal()
    camera_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("verbGrid")
        self._theme = theme
        self._microphone = Button(
            theme, "microphoneButton", "", size=ButtonSize.LARGE, icon=Icon.MICROPHONE
        ).with_key("F4")
        self._camera = Button(theme, "cameraButton", "", size=ButtonSize.LARGE, icon=Icon.CAMERA)
        self._buttons: dict[int, Button] = {}
        self._shown: tuple[int, ...] = ()
        for button in (self._microphone, self._camera):
            button.setParent(self)
        self._microphone.clicked.connect(self.microphone_pressed)
        self._camera.clicked.connect(self.camera_pressed)

    def show_media(self, *, is_microphone_on: bool, is_camera_on: bool) -> None:
        """Own microphone and camera: the button says what a press does."""
        close = translate("Session", "Tắt micro")
        open_text = translate("Session", "Mở micro")
        self._microphone.set_label(
            close if is_microphone_on else open_text,
            Icon.MICROPHONE_OFF if is_microphone_on else Icon.MICROPHONE,
        )
        off, on = translate("Session", "Tắt camera"), translate("Session", "Bật camera")
        self._camera.set_label(
            off if is_camera_on else on, Icon.CAMERA_OFF if is_camera_on else Icon.CAMERA
        )

    def show_verbs(self, verbs: tuple[VerbState, ...]) -> None:
        """Draws the verbs; the hand is not shown to whoever gives the floor."""
        has_floor_right = any(
            one.verb is Verb.GIVE_FLOOR or one.verb is Verb.OPEN
            for one in verbs
            if one.obstacle is not Obstacle.NO_RIGHT
        )
        shown = []
        for state in verbs:
            place = _PLACES.get(state.verb)
            is_hand = state.verb in (Verb.ASK_FLOOR, Verb.LOWER_HAND)
            is_hidden = state.obstacle is Obstacle.NO_RIGHT or (is_hand and has_floor_right)
            if place is None or is_hidden:
                continue
            shown.append(place)
            self._show_verb(place, state, is_first=place == (0 if has_floor_right else 2))
        self._keep(shown)

    def wanted_height(self, width: int) -> int:
        """Height in logical pixels at this width."""
        rows = -(-(2 + len(self._shown)) // self._per_row(width))
        return rows * self._theme.px(_HEIGHT) + (rows - 1) * self._theme.px(_GAP)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _show_verb(self, place: int, state: VerbState, *, is_first: bool) -> None:
        button = self._buttons.get(place)
        if button is None:
            button = Button(self._theme, f"verb{place}", "", size=ButtonSize.LARGE)
            button.setParent(self)
            button.clicked.connect(self._on_pressed)
            self._buttons[place] = button
        if state.verb in (Verb.CLOSE, Verb.END):
            button.set_role(ButtonRole.DESTRUCTIVE)
        else:
            button.set_role(ButtonRole.PRIMARY if is_first else ButtonRole.PLAIN)
        button.setProperty("verb", state.verb.value)
        button.setObjectName(f"verb-{state.verb}")
        button.set_label(words.word(words.VERBS, state.verb), _ICONS[state.verb])
        button.with_key("F7" if state.verb in _F7_VERBS else "")
        button.with_armed_text(
            words.word(words.ARMED, state.verb) if state.needs_two_presses else ""
        )
        reason = "" if state.obstacle is None else words.word(words.OBSTACLES, state.obstacle)
        button.set_available(is_available=state.is_enabled, reason=reason)
        button.set_armed(is_armed=state.is_armed)

    def _keep(self, places: Iterable[int]) -> None:
        shown = tuple(sorted(places))
        for place, button in self._buttons.items():
            button.setVisible(place in shown)
        if shown != self._shown:
            self._shown = shown
            self._arrange()

    def _arrange(self) -> None:
        buttons = [self._microphone, self._camera]
        buttons += [self._buttons[place] for place in self._shown]
        per_row = self._per_row(self.width())
        rows = -(-len(buttons) // per_row)
        gap, height = self._theme.px(_GAP), self._theme.px(_HEIGHT)
        in_row = -(-len(buttons) // rows)
        for number, button in enumerate(buttons):
            line, place = divmod(number, in_row)
            count = min(in_row, len(buttons) - line * in_row)
            width = (self.width() - (count - 1) * gap) / count
            button.setGeometry(
                QRect(round(place * (width + gap)), line * (height + gap), round(width), height)
            )

    def _per_row(self, width: int) -> int:
        return _PER_ROW + 1 if width >= self._theme.px(760) else _PER_ROW

    def _on_pressed(self) -> None:
        self.verb_pressed.emit(str(self.sender().property("verb")))
