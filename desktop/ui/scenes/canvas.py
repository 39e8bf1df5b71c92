"""Painting for every scene: lengths of the design, scaled to the height of the screen."""

from dataclasses import dataclass
from typing import Required, TypedDict, Unpack

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from desktop.ui.theme.fonts import text_font
from desktop.ui.theme.optics import raised
from desktop.ui.theme.theme import Theme

DESIGN_HEIGHT = 1080.0
DESIGN_MIN_WIDTH = 1440.0
UPRIGHT_WIDTH, UPRIGHT_MIN_HEIGHT = 1080.0, 1440.0
"""Of a screen that hangs upright: its shorter side is as long as that of one that lies."""
MARGIN = 48.0
LEGIBLE_PX = 7.0
"""In the miniature smaller texts are drawn as bars; on a screen of 1080 lines 23 is the least."""

_SMALLEST_UNIT = 0.05
_CLOCK_CHARACTERS = frozenset("0123456789:+")
_REGULAR = 400
_LEFT = Qt.AlignmentFlag.AlignLeft


class Lettering(TypedDict, total=False):
    """How a text is painted. px: its height in the design. tone: a colour's name."""

    px: Required[float]
    weight: int
    tone: str
    flags: Qt.AlignmentFlag


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """`Lettering`, whole."""

    px: float
    weight: int = _REGULAR
    tone: str = "on_night"
    flags: Qt.AlignmentFlag = _LEFT


def unit_of(width: int, height: int) -> float:
    """Logical pixels per pixel of the design: 1080 of them along the shorter side of the screen."""
    if height > width:
        return max(_SMALLEST_UNIT, min(width / UPRIGHT_WIDTH, height / UPRIGHT_MIN_HEIGHT))
    return max(_SMALLEST_UNIT, min(height / DESIGN_HEIGHT, width / DESIGN_MIN_WIDTH))


class Canvas:
    """Paints texts at places of the design; the width follows the shape of the screen."""

    def __init__(self, painter: QPainter, theme: Theme, width: int, height: int) -> None:
        self.painter = painter
        self.theme = theme
        self.unit = unit_of(width, height)
        self.width = width / self.unit
        self.height = height / self.unit
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)

    @property
    def is_upright(self) -> bool:
        """Whether it is higher than wide: what stands side by side elsewhere has two lines."""
        return self.height > self.width

    def rect(self, left: float, top: float, width: float, height: float) -> QRectF:
        """A box of the design in logical pixels."""
        unit = self.unit
        return QRectF(left * unit, top * unit, width * unit, height * unit)

    def text(self, box: QRectF, text: str, **lettering: Unpack[Lettering]) -> None:
        """One line in a box of logical pixels, shortened where it does not fit.

        Clocks and counters get figures of one width.
        """
        look = _Look(**lettering)
        if look.px * self.unit < LEGIBLE_PX:
            self._bar(box, text, look)
            return
        font = self._apply(text, look)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, round(box.width()))
        wanted = look.flags | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        self.painter.drawText(raised(box, font), wanted, shown)

    def paragraph(self, box: QRectF, text: str, **lettering: Unpack[Lettering]) -> float:
        """Lines from the top of a box; returns the height they took, of the design."""
        look = _Look(**lettering)
        if look.px * self.unit < LEGIBLE_PX:
            line = QRectF(box.left(), box.top(), box.width(), look.px * self.unit * 1.5)
            self._bar(line, text, look)
            return look.px * 1.5
        self._apply(text, look)
        wanted = look.flags | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        taken = self.painter.boundingRect(box, wanted, text)
        self.painter.drawText(box, wanted | Qt.TextFlag.TextDontClip, text)
        return taken.height() / self.unit

    def height_of(self, text: str, width: float, *, px: float) -> float:
        """Height that a paragraph of this width takes, of the design."""
        metrics = QFontMetrics(self._font(text, px, _REGULAR))
        room = QRectF(0, 0, width * self.unit, 0).toRect()
        flags = int(_LEFT | Qt.TextFlag.TextWordWrap)
        return metrics.boundingRect(room, flags, text).height() / self.unit

    def width_of(self, text: str, *, px: float, weight: int = 400) -> float:
        """Width of a text, in pixels of the design."""
        return QFontMetrics(self._font(text, px, weight)).horizontalAdvance(text) / self.unit

    def line(self, left: float, top: float, width: float, height: float = 1) -> None:
        """A hairline in the colour of the night."""
        box = self.rect(left, top, width, height)
        box.setHeight(max(1.0, box.height()))
        box.setWidth(max(1.0, box.width()))
        self.painter.fillRect(box, self.theme.colour("night_line"))

    def _apply(self, text: str, look: _Look) -> QFont:
        """The painter writes in this font and colour from now on."""
        font = self._font(text, look.px, look.weight)
        self.painter.setFont(font)
        self.painter.setPen(self.theme.colour(look.tone))
        return font

    def _bar(self, box: QRectF, text: str, look: _Look) -> None:
        height = max(2.0, look.px * self.unit * 0.45)
        width = min(box.width(), len(text) * look.px * self.unit * 0.5)
        left = box.left()
        if look.flags & Qt.AlignmentFlag.AlignRight:
            left = box.right() - width
        elif look.flags & Qt.AlignmentFlag.AlignHCenter:
            left = box.center().x() - width / 2
        colour = self.theme.colour(look.tone)
        colour.setAlphaF(0.75 if look.weight > _REGULAR else 0.4)
        bar = QRectF(left, box.center().y() - height / 2, width, height)
        self.painter.fillRect(bar, colour)

    def _font(self, text: str, px: float, weight: int) -> QFont:
        is_clock = bool(text) and set(text) <= _CLOCK_CHARACTERS
        return text_font(max(1.0, px * self.unit), weight, has_figures=is_clock)
