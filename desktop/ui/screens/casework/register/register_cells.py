"""Twelve columns on one screen: how wide each is, and texts that break their lines in them.

Where there is no room for columns, each stands on a line of its own behind its name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole

_SHARES = (70, 106, 136, 128, 174, 92, 70, 110, 84, 114, 114, 120)
"""Of the width, in the order of the form."""
_CENTRED = frozenset({6, 8})
_STRONG = frozenset({0})
_NARROW = 1_000
"""Width of the design below which there are no columns."""
_PAD = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A text that is laid out, and where it is drawn. tone: a token's name."""

    layout: QTextLayout
    at: QPointF
    tone: str


def has_columns(theme: Theme, width: int) -> bool:
    """Whether twelve of them can be read side by side."""
    return width >= theme.px(_NARROW)


def column_edges(width: int) -> tuple[tuple[float, float], ...]:
    """Left and right of each column."""
    whole = sum(_SHARES)
    ends = [width * one / whole for one in accumulate(_SHARES)]
    return tuple(zip((0.0, *ends), ends, strict=False))


def laid_out(text: str, font: QFont, width: float, *, is_centred: bool = False) -> QTextLayout:
    """A text in lines of this width; a word that is longer is broken."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if is_centred:
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0.0, top))
        top += line.height()
    layout.endLayout()
    return layout


def height_of(layout: QTextLayout) -> float:
    """Of all its lines."""
    return float(layout.boundingRect().height())


class Cells:
    """The texts of one row, or of the head, laid out for a width. Thread: MainThread."""

    def __init__(self, theme: Theme, names: Sequence[str]) -> None:
        self._theme = theme
        self._names = names
        self.cells: tuple[Cell, ...] = ()
        self.height = self.columns_height = 0
        self._made: object = None

    def lay_out_head(self, width: int) -> None:
        """Names of the columns with their numbers; nothing where there are no columns."""
        if self._is_made(width):
            return
        if not has_columns(self._theme, width):
            self.cells, self.height, self.columns_height = (), 0, 0
            return
        texts = [f"{name}\n({place})" for place, name in enumerate(self._names, start=1)]
        font = self._theme.font(TextRole.CAPTION)
        self._put_columns(width, texts, [font] * len(texts), ["ink2"] * len(texts), ())

    def lay_out_row(
        self,
        width: int,
        texts: Sequence[str],
        remarks: Sequence[tuple[str, str]],
        *,
        is_struck: bool,
    ) -> None:
        """The cells of a row, and what is said below them."""
        if self._is_made(width, tuple(texts), tuple(remarks), is_struck):
            return
        tone = "ink3" if is_struck else "ink"
        fonts = [self._font(place, is_struck=is_struck) for place in range(len(texts))]
        if has_columns(self._theme, width):
            self._put_columns(width, texts, fonts, [tone] * len(texts), remarks)
        else:
            self._put_lines(width, texts, fonts, tone, remarks)

    def paint(self, painter: QPainter, width: int, height: int) -> None:
        """Every text in its tone, and hairlines between the columns as far as they reach."""
        if self.columns_height:
            has_remarks = self.height > self.columns_height + self._theme.px(_PAD)
            bottom = self.columns_height if has_remarks else height
            for left, _ in column_edges(width)[1:]:
                painter.fillRect(QRectF(left, 0, 1, bottom), self._theme.colour("line"))
        for one in self.cells:
            painter.setPen(self._theme.colour(one.tone))
            one.layout.draw(painter, one.at)

    # ---- inside ----------------------------------------------------------------------------

    def _is_made(self, *made_of: object) -> bool:
        """The very same was laid out last, at this scale."""
        former, self._made = self._made, (self._theme.scale, *made_of)
        return former == self._made

    def _font(self, place: int, *, is_struck: bool) -> QFont:
        font = self._theme.font(TextRole.SMALL_STRONG if place in _STRONG else TextRole.SMALL)
        font.setStrikeOut(is_struck)
        return font

    def _put_columns(
        self,
        width: int,
        texts: Sequence[str],
        fonts: Sequence[QFont],
        tones: Sequence[str],
        remarks: Sequence[tuple[str, str]],
    ) -> None:
        pad, found, bottom = self._theme.px(_PAD), list[Cell](), 0.0
        edges = column_edges(width)
        for place, (left, right) in enumerate(edges):
            layout = laid_out(
                texts[place], fonts[place], right - left - 2 * pad, is_centred=place in _CENTRED
            )
            found.append(Cell(layout=layout, at=QPointF(left + pad, pad), tone=tones[place]))
            bottom = max(bottom, pad + height_of(layout))
        self.columns_height = round(bottom)
        self._put_remarks(found, remarks, edges[1][0] + pad, width - pad, bottom)

    def _put_lines(
        self,
        width: int,
        texts: Sequence[str],
        fonts: Sequence[QFont],
        tone: str,
        remarks: Sequence[tuple[str, str]],
    ) -> None:
        pad, found, top = self._theme.px(_PAD), list[Cell](), float(self._theme.px(_PAD))
        self.columns_height = 0
        for name, text, font in zip(self._names, texts, fonts, strict=True):
            if not text:
                continue
            layout = laid_out(f"{name}: {text}", font, width - 4 * pad)
            found.append(Cell(layout=layout, at=QPointF(2 * pad, top), tone=tone))
            top += height_of(layout)
        self._put_remarks(found, remarks, 2 * pad, width - 2 * pad, top)

    def _put_remarks(
        self,
        found: list[Cell],
        remarks: Sequence[tuple[str, str]],
        left: float,
        right: float,
        top: float,
    ) -> None:
        font = self._theme.font(TextRole.SMALL)
        for text, tone in remarks:
            layout = laid_out(text, font, right - left)
            found.append(Cell(layout=layout, at=QPointF(left, top), tone=tone))
            top += height_of(layout)
        self.cells, self.height = tuple(found), round(top + self._theme.px(_PAD))
