"""Lượt nói: every site of the session in its fixed place; the row is the control."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.roster_state import MicrophoneWord, Presence, RosterRow
from desktop.presenters.verb import VerbState
from desktop.ui import formats, words
from desktop.ui.panels.tile_words import quality_text
from desktop.ui.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.icon_label import IconLabel
from desktop.ui.widgets.layout import column, panel, row
from desktop.ui.widgets.light import Light, LightState
from desktop.ui.widgets.row_list import RowControl, RowList
from desktop.ui.widgets.text import ElidedLabel, make_label

_MICROPHONES = {
    MicrophoneWord.OPEN: (Icon.MICROPHONE, "accent"),
    MicrophoneWord.OFF: (Icon.MICROPHONE_OFF, "ink3"),
    MicrophoneWord.WAITING: (Icon.MICROPHONE_OFF, "ink3"),
}
_PRESENCES = {
    Presence.HERE: "ink2",
    Presence.AWAY: "warn",
    Presence.NOT_YET: "ink3",
}


class QueuePanel(QWidget):
    """The speaking queue.

    row_pressed(str): the button of a row, or Enter on it; the site's id.
    """

    row_pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("queuePanel")
        self._theme = theme
        layout = column(theme, self, gap=6)
        caption = row(theme, margins=(12, 0, 12, 0))
        title = translate("Session", "Lượt nói")
        caption.addWidget(make_label(title, TextRole.SMALL_STRONG, "ink2"))
        caption.addStretch(1)
        self._clock_caption = make_label("", TextRole.SMALL_MEDIUM, "ink2")
        caption.addWidget(self._clock_caption)
        layout.addLayout(caption)
        sheet = panel("sheet")
        self._rows = RowList(theme, "queueRows")
        column(theme, sheet, margins=(1, 1, 1, 1)).addWidget(self._rows)
        layout.addWidget(sheet)

    def show_rows(self, rows: tuple[RosterRow, ...]) -> None:
        """Draws the sites."""
        self._rows.keep([str(one.site_id) for one in rows], self._make)
        floor = next((one.floor for one in rows if one.floor is not None), None)
        is_over = floor is not None and floor.remaining_s < 0
        over, left = translate("Session", "quá giờ"), translate("Session", "còn lại")
        self._clock_caption.setText("" if floor is None else over if is_over else left)
        for place, one in enumerate(rows, start=1):
            control = self._rows.row(str(one.site_id))
            if isinstance(control, _QueueRow):
                control.show_row(one, is_last=place == len(rows))

    def _make(self, key: str) -> RowControl:
        control = _QueueRow(self._theme, key)
        control.pressed.connect(self.row_pressed)
        return control


class _QueueRow(RowControl):
    """Number, microphone, name and site, clock, hand, verb."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"queue-{key}")
        self._number = ElidedLabel(theme, TextRole.BODY_STRONG, "ink2", has_figures=True)
        self._number.setFixedWidth(theme.px(14))
        self._microphone = IconLabel(theme, Icon.MICROPHONE, 20)
        self._name = ElidedLabel(theme, TextRole.BODY_STRONG)
        self._note = ElidedLabel(theme, TextRole.SMALL, "ink2")
        self._hand = IconLabel(theme, Icon.HAND, 20, "accent")
        self._late = Light(theme, 18, LightState.LOWER)
        self._clock = make_label("", TextRole.QUEUE_CLOCK)
        self._clock.setProperty("figures", "true")
        self._button = Button(theme, f"queueButton-{key}", "", size=ButtonSize.SMALL)
        self._button.clicked.connect(self._on_pressed)
        self.activated.connect(self._on_activated)
        layout = row(theme, self, gap=8, margins=(12, 6, 10, 6))
        self.setMinimumHeight(theme.px(60))
        names = column(theme)
        names.addWidget(self._name)
        names.addWidget(self._note)
        for widget in (self._number, self._microphone):
            layout.addWidget(widget)
        layout.addLayout(names, 1)
        for trailing in (self._late, self._clock, self._hand, self._button):
            layout.addWidget(trailing, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_row(self, state: RosterRow, *, is_last: bool) -> None:
        self.set_look(is_selected=state.is_speaking, has_line=not is_last)
        self._number.set_text(str(state.number))
        icon, tone = _MICROPHONES[state.microphone]
        self._microphone.set_icon(icon, tone)
        self._name.set_text(state.label or state.site_name)
        self._note.set_text(_note(state), _PRESENCES[state.presence])
        self._hand.setVisible(state.has_hand_up)
        self._show_clock(state)
        self._show_verb(state.verb)
        self.setAccessibleName(_spoken(state))

    def _show_clock(self, state: RosterRow) -> None:
        floor = state.floor
        self._clock.setVisible(floor is not None)
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
        self._button.set_available(is_available=state.is_enabled, reason=reason)
        self._button.set_armed(is_armed=state.is_armed)

    def _on_pressed(self) -> None:
        self.pressed.emit(self.key)

    def _on_activated(self, key: str) -> None:
        if self._button.isEnabled() and self._button.isVisible():
            self.pressed.emit(key)


def _note(state: RosterRow) -> str:
    place = translate("Session", "Phòng ta") if state.is_own else state.site_name
    parts = [place if place != state.label else ""]
    if state.presence is not Presence.HERE:
        parts.append(words.word(words.PRESENCES, state.presence))
    elif state.has_hand_up:
        parts.append(translate("Session", "xin nói"))
    elif state.quality is not None:
        line = translate("Session", "đường truyền {word}")
        parts.append(line.format(word=quality_text(state.quality)))
    return " · ".join(part for part in parts if part)


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
