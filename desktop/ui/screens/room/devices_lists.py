"""The ranked lists of devices and screens: a section for each role, a row for each device."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.devices.device import DeviceRole
from desktop.presenters.room.devices_state import (
    DeviceMark,
    DeviceRow,
    DisplayMark,
    DisplayRow,
    RoleField,
)
from desktop.ui.screens.room.devices_texts import DISPLAY_MARKS, MARKS, ROLES, note_of, word
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import column, panel, row, rule
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.rows.folding_row import FoldingRow
from desktop.ui.widgets.text import WrappedLabel, make_label, make_paragraph, set_text

_ICONS = {
    DeviceRole.CAMERA: Icon.CAMERA,
    DeviceRole.DOCUMENT_CAMERA: Icon.DOCUMENT,
    DeviceRole.MICROPHONE: Icon.MICROPHONE,
    DeviceRole.OFFICER_MICROPHONE: Icon.MICROPHONE,
    DeviceRole.LOUDSPEAKER: Icon.SPEAKER,
    DeviceRole.CAPTURE_CARD: Icon.CAMERA,
    DeviceRole.LINE_INPUT: Icon.MICROPHONE,
}
_TONES = {
    DeviceMark.IN_USE: "ok",
    DeviceMark.READY: "ok",
    DeviceMark.CITIZENS: "accent",
    DisplayMark.IN_USE: "ok",
    DisplayMark.OFFICER: "accent",
}
_ROW_HEIGHT = 44
_PLACE_WIDTH = 20
_NARROW = 480
"""Below this width the buttons stand under the name."""

UP, DOWN, REMOVE, USE = "up", "down", "remove", "use"


class DeviceLine(QWidget):
    """One row.

    pressed(str, str): the key of the row and which button: up, down, remove or use.
    """

    pressed = Signal(str, str)

    def __init__(self, theme: Theme, name: str, key: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._key = key
        self._line = rule()
        self._place = make_label("", TextRole.BODY_STRONG, "ink2")
        self._place.setFixedWidth(theme.px(_PLACE_WIDTH))
        self._name = WrappedLabel(theme, TextRole.BODY)
        self._badge = Badge(theme)
        self.buttons = {
            UP: Button(theme, f"{name}-up", translate("Devices", "Lên")),
            DOWN: Button(theme, f"{name}-down", translate("Devices", "Xuống")),
            REMOVE: Button(theme, f"{name}-remove", translate("Devices", "Bỏ")),
            USE: Button(theme, f"{name}-use", translate("Devices", "Dùng")),
        }
        outer = column(theme, self)
        outer.addWidget(self._line)
        words = row(theme, gap=8)
        words.addWidget(self._place)
        words.addWidget(self._name, 1)
        words.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        presses = row(theme, gap=8)
        presses.addStretch(1)
        for verb, button in self.buttons.items():
            button.set_size(ButtonSize.SMALL)
            button.setProperty("verb", verb)
            button.clicked.connect(self._on_pressed)
            presses.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        folding = FoldingRow(theme, words, presses, narrow=_NARROW)
        folding.setContentsMargins(theme.px(20), theme.px(4), theme.px(12), theme.px(4))
        outer.addWidget(folding)
        self.setMinimumHeight(theme.px(_ROW_HEIGHT))

    def show_device(self, device: DeviceRow, *, is_first: bool, is_alone: bool) -> None:
        """is_alone: there is no order to change."""
        is_chosen = device.place > 0
        is_away = device.mark is DeviceMark.AWAY
        badge = word(MARKS, device.mark)
        tone = _TONES.get(device.mark, "ink2")
        self._show(device.name, badge, tone, is_first=is_first, is_away=is_away)
        set_text(self._place, str(device.place) if is_chosen else "")
        for verb, is_shown, is_available in (
            (UP, is_chosen and not is_alone, device.can_rise),
            (DOWN, is_chosen and not is_alone, device.can_sink),
            (REMOVE, is_chosen, True),
            (USE, not is_chosen, True),
        ):
            self._show_button(verb, device.name, is_shown=is_shown, is_available=is_available)

    def show_display(self, display: DisplayRow, *, is_first: bool) -> None:
        """A screen of this PC."""
        size = f"{display.width} × {display.height}"
        is_away = display.mark is DisplayMark.AWAY
        self._show(
            display.name if is_away else f"{display.name} · {size}",
            word(DISPLAY_MARKS, display.mark),
            _TONES.get(display.mark, "ink2"),
            is_first=is_first,
            is_away=is_away,
        )
        set_text(self._place, "1" if display.is_chosen else "")
        can_use = not display.is_chosen and display.mark is not DisplayMark.OFFICER
        for verb, is_shown in (
            (UP, False),
            (DOWN, False),
            (REMOVE, display.is_chosen),
            (USE, can_use),
        ):
            self._show_button(verb, display.name, is_shown=is_shown, is_available=True)

    def take_focus(self, verb: str) -> bool:
        """To this button, or to another one of the row that can be pressed."""
        for button in (self.buttons[verb], *self.buttons.values()):
            if button.isEnabled() and not button.isHidden():
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _show(self, name: str, badge: str, tone: str, *, is_first: bool, is_away: bool) -> None:
        self._line.setVisible(not is_first)
        self._name.set_text(name, "ink3" if is_away else "ink")
        self._badge.show_state(badge, tone)
        self._badge.setVisible(bool(badge))

    def _show_button(self, verb: str, name: str, *, is_shown: bool, is_available: bool) -> None:
        button = self.buttons[verb]
        button.setVisible(is_shown)
        button.setEnabled(is_available)
        button.setAccessibleName(f"{button.text()}: {name}")

    def _on_pressed(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.pressed.emit(self._key, str(button.property("verb")))


class Lines(QWidget):
    """Keeps a line for each key, so that lines change their place and keep the keyboard.

    pressed(str, str): as of the line.
    """

    pressed = Signal(str, str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._lines: dict[str, DeviceLine] = {}
        self._layout: QVBoxLayout = column(theme, self)

    def keep(self, keys: Sequence[str]) -> list[DeviceLine]:
        """Exactly these, in this order."""
        for gone in set(self._lines) - set(keys):
            line = self._lines.pop(gone)
            line.hide()
            line.deleteLater()
        for place, key in enumerate(keys):
            if key not in self._lines:
                line = DeviceLine(self._theme, f"{self._name}-{key}", key)
                line.pressed.connect(self.pressed)
                self._lines[key] = line
            if self._layout.indexOf(self._lines[key]) != place:
                self._layout.insertWidget(place, self._lines[key])
        self.setVisible(bool(keys))
        return [self._lines[key] for key in keys]

    def take_focus(self, key: str, verb: str) -> bool:
        """To a button of the line of this key."""
        return key in self._lines and self._lines[key].take_focus(verb)


class Section(QFrame):
    """A sheet: what for, how it is, and the rows."""

    def __init__(self, theme: Theme, name: str, icon: Icon, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("panel", "sheet")
        self._light = Light(theme, 18, LightState.WORKING)
        self._note = make_paragraph("", TextRole.BODY, "ink2")
        layout = column(theme, self, margins=(1, 1, 1, 4))
        head = row(theme, gap=12, margins=(20, 8, 12, 8))
        head.addWidget(IconLabel(theme, icon, 20, "ink2"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(make_label(title, TextRole.BODY_STRONG), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._light, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._note, 1)
        layout.addLayout(head)
        self.body = column(theme)
        layout.addLayout(self.body)

    def show_note(self, light: LightState, text: str) -> None:
        """How it is."""
        self._light.set_state(light)
        set_text(self._note, text)


class RoleSection(Section):
    """The devices of one role.

    pressed(str, str, str): the role, a device's id, and which button.
    """

    pressed = Signal(str, str, str)

    def __init__(self, theme: Theme, role: DeviceRole) -> None:
        super().__init__(theme, f"role-{role}", _ICONS[role], word(ROLES, role))
        self._role = role
        self._field: RoleField | None = None
        self._focus_after: tuple[str, str] | None = None
        self._top = rule()
        self._chosen = Lines(theme, f"{role}-chosen")
        self._caption = panel("sunken")
        line = row(theme, self._caption, margins=(20, 2, 12, 2))
        line.addWidget(make_label(translate("Devices", "Chưa chọn"), TextRole.SMALL, "ink2"))
        self._offered = Lines(theme, f"{role}-offered")
        for part in (self._top, self._chosen, self._caption, self._offered):
            self.body.addWidget(part)
        self._chosen.pressed.connect(self._on_pressed)
        self._offered.pressed.connect(self._on_pressed)

    def show_field(self, field: RoleField) -> None:
        """Draws the lists; the keyboard stays with the device it was on."""
        if field == self._field:
            return
        self._field = field
        self.show_note(*note_of(field.role, field.note))
        self._fill(self._chosen, field.rows)
        self._fill(self._offered, field.offered)
        self._top.setVisible(bool(field.rows))
        self._caption.setVisible(bool(field.offered))
        if self._focus_after is not None:
            key, verb = self._focus_after
            self._focus_after = None
            if not (self._chosen.take_focus(key, verb) or self._offered.take_focus(key, verb)):
                self._focus_first(field)

    def _focus_first(self, field: RoleField) -> None:
        """The device is gone with its row."""
        for one in (*field.rows, *field.offered):
            if self._chosen.take_focus(one.id, REMOVE) or self._offered.take_focus(one.id, USE):
                return

    @staticmethod
    def _fill(lines: Lines, rows: tuple[DeviceRow, ...]) -> None:
        for place, (line, one) in enumerate(
            zip(lines.keep([one.id for one in rows]), rows, strict=True)
        ):
            line.show_device(one, is_first=not place, is_alone=len(rows) == 1)

    def _on_pressed(self, key: str, verb: str) -> None:
        self._focus_after = key, verb
        self.pressed.emit(self._role.value, key, verb)


class DisplaySection(Section):
    """The screens of this PC.

    chosen(str): the key of a screen; forgotten: whichever is found.
    """

    chosen = Signal(str)
    forgotten = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "displays", Icon.MONITOR, translate("Devices", "Màn hình 2"))
        self._lines = Lines(theme, "display")
        self._lines.pressed.connect(self._on_pressed)
        self.body.addWidget(rule())
        self.body.addWidget(self._lines)
        self._focus_after = ""

    def show_displays(self, rows: tuple[DisplayRow, ...]) -> None:
        """Draws every screen."""
        self.show_note(*_display_note(rows))
        lines = self._lines.keep([one.key for one in rows])
        for place, (line, one) in enumerate(zip(lines, rows, strict=True)):
            line.show_display(one, is_first=not place)
        key, self._focus_after = self._focus_after, ""
        if key:
            self._lines.take_focus(key, REMOVE)

    def _on_pressed(self, key: str, verb: str) -> None:
        self._focus_after = key
        if verb == USE:
            self.chosen.emit(key)
        else:
            self.forgotten.emit()


def _display_note(rows: tuple[DisplayRow, ...]) -> tuple[LightState, str]:
    chosen = next((one for one in rows if one.is_chosen), None)
    if sum(one.mark is not DisplayMark.AWAY for one in rows) <= 1:
        text = translate("Devices", "chỉ có một màn hình; cắm cáp HDMI rồi bấm F5")
        return LightState.LOWER, text
    if chosen is None:
        text = translate("Devices", "chưa chọn, đang dùng màn hình tìm thấy đầu tiên")
        return LightState.INFO, text
    if chosen.mark is DisplayMark.IN_USE:
        return LightState.GOOD, translate("Devices", "sẵn sàng")
    return LightState.LOWER, translate(
        "Devices", "màn hình đã chọn chưa dùng được, tạm dùng màn khác"
    )
