"""A button of the side menu: icon beside its word, or above it where the menu is a narrow rail."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from typing_extensions import override

from desktop.ui.theme.optics import raised
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, key_cap_width, paint_key_cap

RAIL_WIDTH = 92
_HEIGHT = 54
_ICON_TOP = 5
_CAPTION_TOP = 28
_CAPTION_HEIGHT = 22
_TIGHT_ICON_TOP = 2
_TIGHT_CAPTION_TOP = 22
_TIGHT_CAPTION_HEIGHT = 19
_TIGHT_HEIGHT = 50
"""Below it icon and word stand closer together."""
_SMALL_ICON = 16
_SMALL_ICON_TOP = 1
_SMALL_CAPTION_TOP = 17
_SMALL_HEIGHT = 42
"""Below it the icon is smaller."""
_BADGE_HEIGHT = 22
_SMALL_BADGE_HEIGHT = 18
"""Clear of the word under it."""
LEAST_HEIGHT = 36
"""Below it the word would be cut."""


class RailButton(Button):
    """Takes both shapes; a badge says how many wait, red when one waits too long."""

    _is_rail = False
    _rail_text = ""
    _badge = 0
    _is_overdue = False

    def with_rail_text(self, text: str) -> "RailButton":
        """A shorter word for the rail; returns the button."""
        self._rail_text = text
        return self

    def show_as_rail(self, *, is_rail: bool) -> None:
        """Icon above the word, or beside it."""
        self._is_rail = is_rail
        self.updateGeometry()
        self.update()

    def show_badge(self, count: int, *, is_overdue: bool) -> None:
        """How many wait; 0 is not drawn."""
        self._badge, self._is_overdue = count, is_overdue
        self.update()

    @override
    def sizeHint(self) -> QSize:
        if not self._is_rail:
            return super().sizeHint()
        return QSize(self._theme.px(RAIL_WIDTH - 8), self._theme.px(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self._is_rail else super().minimumSizeHint()

    @override
    def _paint_content(self, painter: QPainter) -> None:
        if self._is_rail:
            self._paint_rail(painter)
        else:
            super()._paint_content(painter)
        self._paint_badge(painter)

    def _paint_rail(self, painter: QPainter) -> None:
        is_low = self.height() < self._theme.px(LEAST_HEIGHT)
        icon_side, above, below, height = self._rail_places()
        side = self._theme.px(icon_side)
        top = (self.height() - side) // 2 if is_low else self._theme.px(above)
        if self._icon is not None:
            pixmap = self._theme.icon(self._icon, self._ink(), icon_side, self.devicePixelRatioF())
            painter.drawPixmap((self.width() - side) // 2, top, pixmap)
        if is_low and self._icon is not None:
            return  # half a word says less than the icon alone
        font = self._theme.font(TextRole.CAPTION)
        painter.setFont(font)
        painter.setPen(self._theme.colour(self._ink()))
        text = self._rail_text or self.text()
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, self.width() - 2)
        box = QRectF(0, self._theme.px(below), self.width(), self._theme.px(height))
        painter.drawText(raised(box, font), Qt.AlignmentFlag.AlignCenter, shown)

    def _rail_places(self) -> tuple[int, int, int, int]:
        """Side and top of the icon, top and height of the word: closer where it is low."""
        if self.height() < self._theme.px(LEAST_HEIGHT):
            return self._icon_size(), 0, _CAPTION_TOP, _CAPTION_HEIGHT
        if self.height() < self._theme.px(_SMALL_HEIGHT):
            return _SMALL_ICON, _SMALL_ICON_TOP, _SMALL_CAPTION_TOP, _TIGHT_CAPTION_HEIGHT
        if self.height() < self._theme.px(_TIGHT_HEIGHT):
            return self._icon_size(), _TIGHT_ICON_TOP, _TIGHT_CAPTION_TOP, _TIGHT_CAPTION_HEIGHT
        return self._icon_size(), _ICON_TOP, _CAPTION_TOP, _CAPTION_HEIGHT

    def _paint_badge(self, painter: QPainter) -> None:
        if not self._badge:
            return
        text, margin = str(self._badge), self._theme.px(4 if self._is_rail else 12)
        is_small = self._is_rail and self.height() < self._theme.px(_SMALL_HEIGHT)
        width = key_cap_width(text, self._theme)
        height = self._theme.px(_SMALL_BADGE_HEIGHT if is_small else _BADGE_HEIGHT)
        rail_top = 0 if is_small else self._theme.px(2)
        top = rail_top if self._is_rail else (self.height() - height) / 2
        box = QRectF(self.width() - margin - width + 0.5, top + 0.5, width - 1, height - 1)
        if self._is_overdue:
            painter.fillRect(box, self._theme.colour("danger_tint"))
        token = "danger" if self._is_overdue else self._ink()
        paint_key_cap(painter, box, text, self._theme, token)
