"""Badges: at most four words on their tint; and the key cap as a widget."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme.icons import Icon
from desktop.ui.theme.optics import drop_px, raised
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import key_cap_width, paint_key_cap

_TINTS = {
    "ink2": "off_tint",
    "ok": "ok_tint",
    "warn": "warn_tint",
    "danger": "danger_tint",
    "accent": "accent_tint",
}
_HEIGHT = 24
_SMALL_HEIGHT = 20
_LEAST_WIDTH = 56
_CAP_HEIGHT = 22


class Badge(QWidget):
    """A state in a word or two. tone: ink2 (neutral), ok, warn, danger or accent."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        tone: str = "ink2",
        icon: Icon | None = None,
        *,
        is_small: bool = False,
        is_beside_button: bool = False,
    ) -> None:
        super().__init__()
        self._is_beside_button = is_beside_button
        self._theme = theme
        self._text = text
        self._tone = tone
        self._icon = icon
        self._height = _SMALL_HEIGHT if is_small else _HEIGHT
        self._role = TextRole.KEY if is_small else TextRole.SMALL_MEDIUM
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def text(self) -> str:
        """The words on it."""
        return self._text

    def show_state(self, text: str, tone: str, icon: Icon | None = None) -> None:
        """Change words, tint and icon; nothing happens when they are the same."""
        if (text, tone, icon) == (self._text, self._tone, self._icon):
            return
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(self._role))
        width = metrics.horizontalAdvance(self._text) + 2 * self._padding() + 2
        if self._icon is not None:
            width += self._theme.px(16) + self._theme.px(6)
        height = max(self._theme.px(self._height), metrics.height())
        return QSize(width, height + 2 * self._drop())

    @override
    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._theme.px(_LEAST_WIDTH)), hint.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.colour(_TINTS[self._tone]))
        has_border = self._theme.tokens.state_border_px > 1
        painter.setPen(QPen(self._theme.colour(self._tone), 2) if has_border else Qt.PenStyle.NoPen)
        box = QRectF(self.rect()).adjusted(0, 2 * self._drop(), 0, 0)
        painter.drawRoundedRect(box, self._theme.px(4), self._theme.px(4))
        left = self._padding()
        if self._icon is not None:
            pixmap = self._theme.icon(self._icon, self._tone, 16, self.devicePixelRatioF())
            painter.drawPixmap(left, round(box.center().y() - self._theme.px(16) / 2), pixmap)
            left += self._theme.px(16) + self._theme.px(6)
        painter.setPen(self._theme.colour(self._tone))
        font = self._theme.font(self._role)
        painter.setFont(font)
        rect = raised(QRectF(left, box.top(), self.width() - left, box.height()), font)
        room = round(rect.width()) - self._padding() + 1
        shown = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)

    def _drop(self) -> int:
        """A badge stands beside labels, whose text looks low: it is drawn as low as they are."""
        return 0 if self._is_beside_button else drop_px(self._theme.scale)

    def _padding(self) -> int:
        return self._theme.px(6 if self._height == _SMALL_HEIGHT else 8)


class KeyCap(QWidget):
    """A key of the keyboard, beside the word for what it does."""

    def __init__(self, theme: Theme, key: str, tone: str = "ink2") -> None:
        super().__init__()
        self._theme = theme
        self._key = key
        self._tone = tone
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        height = self._theme.px(_CAP_HEIGHT) + 2 * drop_px(self._theme.scale)
        return QSize(key_cap_width(self._key, self._theme), height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        low = 2 * drop_px(self._theme.scale)
        box = QRectF(self.rect()).adjusted(0.5, low + 0.5, -0.5, -0.5)
        paint_key_cap(QPainter(self), box, self._key, self._theme, self._tone)
