"""The verbs of the session, always in the same places; own microphone and camera first."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.presenters.conduct.verb import MediaSwitch, Obstacle, Verb, VerbState
from desktop.ui.texts import words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.text import ElidedLabel

_ICONS = {
    Verb.OPEN: Icon.PLAY,
    Verb.STOP_OPENING: Icon.STOP,
    Verb.STOP_RESUMING: Icon.STOP,
    Verb.GIVE_FLOOR: Icon.SPEAKING,
    Verb.END_TURN: Icon.HAND,
    Verb.ASK_FLOOR: Icon.HAND,
    Verb.LOWER_HAND: Icon.HAND,
    Verb.CONSULT: Icon.CONSULT,
    Verb.END_CONSULT: Icon.BACK,
    Verb.PAUSE: Icon.PAUSE,
    Verb.RESUME: Icon.PLAY,
    Verb.CONCLUDE: Icon.CONCLUDE,
    Verb.REOPEN: Icon.BACK,
    Verb.CLOSE: Icon.STOP,
    Verb.EXPORT: Icon.EXPORT,
    Verb.END: Icon.STOP,
    Verb.LEAVE: Icon.LEAVE,
    Verb.CALL_AGENCY: Icon.CALL_AGENCY,
    Verb.JOIN_IN: Icon.SPEAKING,
}
_PLACES = {
    Verb.OPEN: 0,
    Verb.JOIN_IN: 0,
    Verb.CALL_AGENCY: 2,
    Verb.STOP_OPENING: 0,
    Verb.STOP_RESUMING: 4,
    Verb.GIVE_FLOOR: 0,
    Verb.END_TURN: 1,
    Verb.ASK_FLOOR: 2,
    Verb.LOWER_HAND: 2,
    Verb.CONSULT: 3,
    Verb.END_CONSULT: 3,
    Verb.PAUSE: 4,
    Verb.RESUME: 4,
    Verb.CONCLUDE: 5,
    Verb.REOPEN: 5,
    Verb.CLOSE: 6,
    Verb.END: 6,
    Verb.EXPORT: 7,
}
"""LEAVE has its place in the header."""

_WEIGHTS = {Verb.GIVE_FLOOR: 1.7, Verb.END: 1.25}
"""How wide a verb is beside the others; its place and width never follow its words."""

_APART = 24
"""What ends the session stands apart from what only pauses it."""

_NOTE = 22
_KEYS = {
    **dict.fromkeys((Verb.GIVE_FLOOR, Verb.ASK_FLOOR, Verb.LOWER_HAND), "F7"),
    Verb.CALL_AGENCY: "Ctrl+K",
}
_GAP = 12
_HEIGHT = 48
_PER_ROW = 4


_OF_THE_CHAIR = frozenset({Verb.GIVE_FLOOR, Verb.OPEN, Verb.STOP_OPENING})
_OF_THE_HAND = frozenset({Verb.ASK_FLOOR, Verb.LOWER_HAND})
_WHILE_OPEN = _OF_THE_CHAIR | _OF_THE_HAND | {Verb.CLOSE, Verb.JOIN_IN}


class VerbGrid(QWidget):
    """Buttons of the verbs this officer has; those without the right are not shown.

    verb_pressed(str): a Verb; microphone_pressed; camera_pressed; height_changed: it wants more
    room or less.
    """

    verb_pressed = Signal(str)
    microphone_pressed = Signal()
    camera_pressed = Signal()
    height_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("verbGrid")
        self._theme = theme
        self._microphone = Button(
            theme, "microphoneButton", "", size=ButtonSize.LARGE, icon=Icon.MICROPHONE
        ).with_key("F4")
        self._camera = Button(theme, "cameraButton", "", size=ButtonSize.LARGE, icon=Icon.CAMERA)
        self._note = ElidedLabel(theme, TextRole.SMALL, "ink2")
        self._note.setParent(self)
        self._note.hide()
        self._buttons: dict[int, Button] = {}
        self._shown: tuple[int, ...] = ()
        self._has_media = True
        self._is_elsewhere = False
        self._looks: tuple[tuple[int, ...], bool, bool] | None = None
        for button in (self._microphone, self._camera):
            button.setParent(self)
        self._microphone.clicked.connect(self.microphone_pressed)
        self._camera.clicked.connect(self.camera_pressed)

    def show_microphone(self, switch: MediaSwitch, *, is_on: bool) -> None:
        """Own microphone: the button says what a press does."""
        off, on = translate("Session", "Tắt micro"), translate("Session", "Mở micro")
        if switch.after_pause is not None:
            off = translate("Session", "Giữ tắt micro")
            on = translate("Session", "Mở lại micro")
        self._set_elsewhere(is_elsewhere=switch.obstacle is Obstacle.ELSEWHERE)
        is_on = is_on if switch.after_pause is None else switch.after_pause
        icon = Icon.MICROPHONE_OFF if is_on else Icon.MICROPHONE
        self._microphone.set_label(off if is_on else on, icon)
        _show_switch(self._microphone, switch)

    def show_camera(self, switch: MediaSwitch, *, is_on: bool) -> None:
        """Own camera, in the same way."""
        off, on = translate("Session", "Tắt camera"), translate("Session", "Bật camera")
        if switch.after_pause is not None:
            off = translate("Session", "Giữ tắt camera")
            on = translate("Session", "Bật lại camera")
        is_on = is_on if switch.after_pause is None else switch.after_pause
        self._camera.set_label(off if is_on else on, Icon.CAMERA_OFF if is_on else Icon.CAMERA)
        _show_switch(self._camera, switch)

    def show_verbs(self, verbs: tuple[VerbState, ...]) -> None:
        """Draws the verbs; the hand is not shown to whoever gives the floor.

        Under the first verb that cannot be done stands why. Where nothing is said any more, the
        own microphone and camera are gone as well.
        """
        has_floor_right = any(
            one.verb in _OF_THE_CHAIR for one in verbs if one.obstacle is not Obstacle.NO_RIGHT
        )
        shown = []
        self._has_media = any(one.verb in _WHILE_OPEN for one in verbs)
        first = _first(verbs, has_floor_right=has_floor_right)
        for state in verbs:
            place = _PLACES.get(state.verb)
            is_hand = state.verb in (Verb.ASK_FLOOR, Verb.LOWER_HAND)
            is_hidden = state.obstacle is Obstacle.NO_RIGHT or (is_hand and has_floor_right)
            if place is None or is_hidden:
                continue
            shown.append(place)
            self._show_verb(place, state, is_first=state.verb is first)
            if state.verb is first:
                self._show_note(state)
        self._keep(shown)

    def wanted_height(self, width: int) -> int:
        """Height in logical pixels at this width."""
        rows = -(-len(self._all()) // self._per_row(width))
        note = 0 if self._note.isHidden() else self._theme.px(_NOTE)
        return rows * self._theme.px(_HEIGHT) + (rows - 1) * self._theme.px(_GAP) + note

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _set_elsewhere(self, *, is_elsewhere: bool) -> None:
        """On a platform of somebody else microphone and camera are none of this program's."""
        if is_elsewhere is not self._is_elsewhere:
            self._is_elsewhere = is_elsewhere
            self._keep(self._shown)

    def _show_verb(self, place: int, state: VerbState, *, is_first: bool) -> None:
        button = self._buttons.get(place)
        if button is None:
            button = Button(self._theme, f"verb{place}", "", size=ButtonSize.LARGE)
            button.setParent(self)
            button.clicked.connect(self._on_pressed)
            self._buttons[place] = button
        if is_first:
            button.set_role(ButtonRole.PRIMARY)
        else:
            is_end = state.verb in (Verb.CLOSE, Verb.END)
            button.set_role(ButtonRole.DESTRUCTIVE if is_end else ButtonRole.PLAIN)
        button.setProperty("verb", state.verb.value)
        button.setObjectName(f"verb-{state.verb}")
        label = words.word(words.VERBS, state.verb)
        if state.whom:
            label = translate("Session", "{verb}: {site}").format(verb=label, site=state.whom)
        button.set_label(label, _ICONS[state.verb])
        button.with_key(_KEYS.get(state.verb, ""))
        button.with_armed_text(
            words.word(words.ARMED, state.verb) if state.needs_two_presses else ""
        )
        reason = "" if state.obstacle is None else words.word(words.OBSTACLES, state.obstacle)
        button.set_available(
            is_available=state.is_enabled, reason=reason, is_answered=state.is_answered
        )
        button.set_armed(is_armed=state.is_armed)

    def _keep(self, places: Iterable[int]) -> None:
        shown = tuple(sorted(places))
        for place, button in self._buttons.items():
            button.setVisible(place in shown)
        has_media = self._has_media and not self._is_elsewhere
        for button in (self._microphone, self._camera):
            button.setVisible(has_media)
        looks = (shown, has_media, self._note.isHidden())
        if looks != self._looks:
            self._shown, self._looks = shown, looks
            self._arrange()
            self.height_changed.emit()

    def _show_note(self, state: VerbState) -> None:
        """That the city is lost stands over the pictures, and must not push them aside as well."""
        obstacle = None if state.obstacle is Obstacle.CITY_LOST else state.obstacle
        reason = "" if obstacle is None else words.word(words.OBSTACLES, obstacle)
        self._note.set_text(reason)
        self._note.setVisible(bool(reason))

    def _all(self) -> list[Button]:
        has_media = self._has_media and not self._is_elsewhere
        own = [self._microphone, self._camera] if has_media else []
        return own + [self._buttons[place] for place in self._shown]

    def _arrange(self) -> None:
        buttons = self._all()
        if not buttons:
            return
        rows = -(-len(buttons) // self._per_row(self.width()))
        in_row = -(-len(buttons) // rows)
        top = 0
        if not self._note.isHidden():
            top = self._theme.px(_NOTE)
            self._note.setGeometry(0, 0, self.width(), top)
        for start in range(0, len(buttons), in_row):
            self._arrange_row(buttons[start : start + in_row], top)
            top += self._theme.px(_HEIGHT) + self._theme.px(_GAP)

    def _arrange_row(self, buttons: list[Button], top: int) -> None:
        gap, height = self._theme.px(_GAP), self._theme.px(_HEIGHT)
        gaps = [gap + self._theme.px(_APART - _GAP) * _is_apart(one) for one in buttons[1:]]
        weights = [_WEIGHTS.get(_verb_of(one), 1.0) for one in buttons]
        unit = (self.width() - sum(gaps)) / sum(weights)
        left = 0.0
        for button, weight, after in zip(buttons, weights, (*gaps, 0), strict=True):
            button.setGeometry(QRect(round(left), top, round(unit * weight), height))
            left += unit * weight + after

    def _per_row(self, width: int) -> int:
        return _PER_ROW + 1 if width >= self._theme.px(760) else _PER_ROW

    def _on_pressed(self) -> None:
        self.verb_pressed.emit(str(self.sender().property("verb")))


def _show_switch(button: Button, switch: MediaSwitch) -> None:
    reason = "" if switch.obstacle is None else words.word(words.OBSTACLES, switch.obstacle)
    button.set_available(
        is_available=switch.is_enabled, reason=reason, is_answered=switch.is_answered
    )


def _first(verbs: tuple[VerbState, ...], *, has_floor_right: bool) -> Verb:
    """The one primary verb: close what is final, open, give the floor or ask for it, or export."""
    offered = [one.verb for one in verbs if one.obstacle is not Obstacle.NO_RIGHT]
    if Verb.EXPORT in offered:
        return Verb.CLOSE if Verb.CLOSE in offered else Verb.EXPORT
    if Verb.JOIN_IN in offered:
        return Verb.JOIN_IN
    wanted = _OF_THE_CHAIR if has_floor_right else _OF_THE_HAND
    return next((verb for verb in offered if verb in wanted), Verb.EXPORT)


def _verb_of(button: Button) -> Verb:
    told = button.property("verb")
    return Verb(told) if told else Verb.LEAVE


def _is_apart(button: Button) -> bool:
    return _verb_of(button) in (Verb.END, Verb.CLOSE)
