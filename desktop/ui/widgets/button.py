"""Buttons: primary, plain, quiet and destructive, with icon and key cap."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter
from typing_extensions import override

from desktop.ui.theme.icons import Icon
from desktop.ui.theme.optics import raised
from desktop.ui.theme.properties import set_property
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.text import set_tool_tip

_GAP = 8
_KEY_PADDING = 6
_KEY_HEIGHT = 22


class ButtonRole(StrEnum):
    """How loud a button is; one primary per region."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"
    DESTRUCTIVE = "destructive"
    NAVIGATION = "navigation"


class ButtonSize(StrEnum):
    """32 for tool bars, 40, and 48 for the main verb."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"


_HEIGHTS = {ButtonSize.SMALL: 32, ButtonSize.NORMAL: 40, ButtonSize.LARGE: 48}
_PADDINGS = {ButtonSize.SMALL: 12, ButtonSize.NORMAL: 16, ButtonSize.LARGE: 24}
_INK = {
    ButtonRole.PRIMARY: "on_accent",
    ButtonRole.PLAIN: "ink",
    ButtonRole.QUIET: "accent",
    ButtonRole.DESTRUCTIVE: "danger",
    ButtonRole.NAVIGATION: "ink2",
}


def join_buttons(buttons: Sequence["Button"], *, is_upright: bool = False) -> None:
    """Makes them look like one control: round at its two ends only. Those of a choice of few.

    is_upright: they stand one below the other.
    """
    first, last = ("top", "bottom") if is_upright else ("left", "right")
    for place, button in enumerate(buttons):
        joint = "middle"
        if len(buttons) == 1:
            joint = "only"
        elif place in (0, len(buttons) - 1):
            joint = last if place else first
        set_property(button, "segment", "true")
        set_property(button, "joint", joint)


class Button(QPushButton):
    """A push button. Qt's `clicked` tells a press.

    Without room it drops its key, then its icon, and then it breaks its words into two lines.
    Two-press: `set_armed(True)` fills it and shows the longer text, whose width is reserved.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        text: str = "",
        role: ButtonRole = ButtonRole.PLAIN,
        size: ButtonSize = ButtonSize.NORMAL,
        icon: Icon | None = None,
    ) -> None:
        super().__init__(text)
        self._theme = theme
        self._role = role
        self._size = size
        self._icon = icon
        self._is_icon_last = False
        self._key = ""
        self._armed_text = ""
        self._is_armed = False
        self._is_grey = False
        self._icon_token: str | None = None
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("role", role.value)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if role is ButtonRole.NAVIGATION:
            set_property(self, "navigation", "true")
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def with_key(self, key: str) -> "Button":
        """Shows the key that does the same; returns the button."""
        self._key = key
        self.setAccessibleDescription(key)
        self.updateGeometry()
        return self

    def with_icon_last(self) -> "Button":
        """Puts the icon behind the text; returns the button."""
        self._is_icon_last = True
        return self

    def with_armed_text(self, text: str) -> "Button":
        """The text of the second press ("Nhấn lần nữa để ..."); returns the button."""
        self._armed_text = text
        self.updateGeometry()
        return self

    def set_label(self, text: str, icon: Icon | None = None) -> None:
        """Another text, and another icon when one is given."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()
        if icon is not None and icon is not self._icon:
            self._icon = icon
            self.update()

    def set_role(self, role: ButtonRole) -> None:
        """Change how prominent it is; the style sheet draws it."""
        self._role = role
        set_property(self, "role", role.value)

    def set_size(self, size: ButtonSize) -> None:
        """Change its height."""
        if size is not self._size:
            self._size = size
            self.updateGeometry()

    def set_available(
        self, *, is_available: bool, reason: str = "", is_answered: bool = False
    ) -> None:
        """Enables or disables; the reason is read out as the description.

        is_answered: grey as well, but a press is told, since somebody says why it did nothing.
        """
        self.setEnabled(is_available or is_answered)
        self._is_grey = is_answered and not is_available
        set_property(self, "grey", str(self._is_grey).lower())
        self.setAccessibleDescription(self._key if is_available else reason)
        set_tool_tip(self, "" if is_available else reason)

    def set_armed(self, *, is_armed: bool) -> None:
        """The first of two presses was made (or the time for the second is over)."""
        if is_armed == self._is_armed:
            return
        self._is_armed = is_armed
        set_property(self, "armed", str(is_armed).lower())
        self.setAccessibleName(self._armed_text if is_armed else self.text())
        if is_armed:
            announce(self, self._armed_text)
        self.update()

    @property
    def is_grey(self) -> bool:
        """Whether it looks like a button that cannot be pressed."""
        return self._is_grey or not self.isEnabled()

    @property
    def is_armed(self) -> bool:
        """Whether the next press acts."""
        return self._is_armed

    @override
    def sizeHint(self) -> QSize:
        padding = self._theme.px(_PADDINGS[self._size])
        texts = (self.text(), self._armed_text)
        widest = max(self._text_width(text) for text in texts)
        has_text = bool(self.text())
        width = widest + self._icon_width(has_text=has_text) + self._key_width() + 2 * padding
        if not has_text:
            width = self._theme.px(_HEIGHTS[self._size])
        return QSize(width, self._theme.px(_HEIGHTS[self._size]))

    @override
    def minimumSizeHint(self) -> QSize:
        if not self.text():
            return self.sizeHint()
        padding = self._theme.px(8)
        widest = self._text_width(self.text())
        return QSize(widest + 2 * padding, self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self.setCursor(
                Qt.CursorShape.PointingHandCursor
                if self.isEnabled()
                else Qt.CursorShape.ArrowCursor
            )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        option.icon = QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        self._paint_content(painter)

    def _paint_content(self, painter: QPainter) -> None:
        is_navigation = self._role is ButtonRole.NAVIGATION
        text = self._armed_text if self._is_armed else self.text()
        margin = self._theme.px(12 if is_navigation else 6)
        room = self.width() - 2 * margin
        text_width = self._text_width(text)
        if text_width > room and (self._is_armed or self._has_two_lines()):
            self._paint_wrapped(painter, text, margin)
            return
        icon_width, key_width = self._extras(text, room - text_width)
        text_width = min(text_width, room)
        left = margin
        if not is_navigation:
            left = (self.width() - text_width - key_width - icon_width) // 2
        key_left = self.width() - margin - key_width if is_navigation else left + text_width
        key_left += self._theme.px(_GAP) + (0 if is_navigation else icon_width)
        if icon_width and not self._is_icon_last:
            self._paint_icon(painter, left)
            left += icon_width
        self._paint_text(painter, text, left, text_width)
        if icon_width and self._is_icon_last:
            self._paint_icon(painter, left + text_width + self._theme.px(_GAP))
        if key_width:
            self._paint_key(painter, key_left, key_width - self._theme.px(_GAP))

    def _extras(self, text: str, room: int) -> tuple[int, int]:
        """Widths of icon and key where there is room for them; the second press shows neither."""
        if self._is_armed:
            return 0, 0
        icon_width, key_width = self._icon_width(has_text=bool(text)), self._key_width()
        if icon_width + key_width <= room:
            return icon_width, key_width
        return (icon_width, 0) if icon_width <= room else (0, 0)

    def _paint_text(self, painter: QPainter, text: str, left: int, width: int) -> None:
        font = self._text_font()
        painter.setFont(font)
        painter.setPen(self._theme.colour(self._ink()))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width + 1)
        painter.drawText(
            raised(QRectF(left, 0, width + 2, self.height()), font),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            shown,
        )

    def _paint_wrapped(self, painter: QPainter, text: str, margin: int) -> None:
        painter.setFont(self._theme.font(TextRole.SMALL_STRONG))
        painter.setPen(self._theme.colour(self._ink()))
        box = QRectF(self.rect()).adjusted(margin, 0, -margin, 0)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box, flags | Qt.TextFlag.TextDontClip, text)

    def _has_two_lines(self) -> bool:
        """Whether words that do not fit in one line have a second one, rather than an end cut."""
        metrics = QFontMetrics(self._theme.font(TextRole.SMALL_STRONG))
        return self.height() >= 2 * metrics.height() and " " in self.text()

    def _paint_icon(self, painter: QPainter, left: int) -> None:
        if self._icon is None:
            return
        side = self._icon_size()
        pixmap = self._theme.icon(self._icon, self._ink(), side, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - self._theme.px(side)) // 2, pixmap)

    def _paint_key(self, painter: QPainter, left: int, width: int) -> None:
        height = self._theme.px(_KEY_HEIGHT)
        box = QRectF(left + 0.5, (self.height() - height) / 2 + 0.5, width - 1, height - 1)
        paint_key_cap(painter, box, self._key, self._theme, self._ink())

    def _ink(self) -> str:
        if self.is_grey:
            return "ink3"
        if self._is_armed:
            return "on_danger"
        if self.isCheckable() and self.isChecked():
            return "accent" if self._role is ButtonRole.NAVIGATION else "on_accent"
        return _INK[self._role]

    def _text_font(self) -> QFont:
        is_strong = self._role is ButtonRole.PRIMARY or self._is_armed or self.isChecked()
        if self._size is ButtonSize.SMALL:
            role = TextRole.SMALL_STRONG if is_strong else TextRole.SMALL_MEDIUM
        elif self._role is ButtonRole.NAVIGATION and not is_strong:
            role = TextRole.BODY
        else:
            role = TextRole.BODY_STRONG if is_strong else TextRole.BODY_MEDIUM
        return self._theme.font(role)

    def _text_width(self, text: str) -> int:
        # Measured in the strongest weight it may take: it never changes its width.
        role = TextRole.SMALL_STRONG if self._size is ButtonSize.SMALL else TextRole.BODY_STRONG
        return QFontMetrics(self._theme.font(role)).horizontalAdvance(text)

    def _icon_size(self) -> int:
        return 18 if self._size is ButtonSize.SMALL else 20

    def _icon_width(self, *, has_text: bool) -> int:
        if self._icon is None:
            return 0
        gap = 12 if self._role is ButtonRole.NAVIGATION else _GAP
        return self._theme.px(self._icon_size()) + (self._theme.px(gap) if has_text else 0)

    def _key_width(self) -> int:
        if not self._key:
            return 0
        return self._theme.px(_GAP) + key_cap_width(self._key, self._theme)


def key_cap_width(key: str, theme: Theme) -> int:
    """Width of a key cap in logical pixels."""
    metrics = QFontMetrics(theme.font(TextRole.KEY))
    return metrics.horizontalAdvance(key) + 2 * theme.px(_KEY_PADDING) + 2


def paint_key_cap(painter: QPainter, box: QRectF, key: str, theme: Theme, token: str) -> None:
    """A key as a small outlined cap in the colour of its surroundings."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(0.85)
    painter.setPen(theme.colour(token))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, theme.px(4), theme.px(4))
    painter.setFont(theme.font(TextRole.KEY))
    painter.drawText(raised(box, theme.font(TextRole.KEY)), Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()
