"""Pieces: what a page is filled with, from its head to its foot."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from desktop.forms.pdf.lines import RULE_PT, Line, draw_lines, height_of

_FEWEST = 2
"""Lines of a paragraph that stand on a page of their own: no widow, no orphan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece(ABC):
    """What stands on one page, or is cut where a page ends.

    before_pt: free above it, but at the head of a page; after_pt: free below it.
    keeps_with_next: it is never the last one on its page. begins_page: nothing stands above it.
    """

    before_pt: float = 0.0
    after_pt: float = 0.0
    keeps_with_next: bool = False
    begins_page: bool = False

    @property
    @abstractmethod
    def height_pt(self) -> float:
        """The whole of it, without what is free above and below."""

    @property
    def least_pt(self) -> float:
        """The smallest part of it that may begin at the foot of a page."""
        return self.height_pt

    @property
    def repeated(self) -> "Piece | None":
        """What stands above it again, when it begins a page."""
        return None

    def cut(self, room_pt: float) -> tuple[Self, Self] | None:
        """What fits into a room, and the rest; None: it is not cut."""
        return None

    @abstractmethod
    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Put it onto the page. left: of the page's text; top: of the piece, from its foot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Piece):
    """Lines below each other; a page may end between them."""

    lines: tuple[Line, ...]
    width_pt: float

    @property
    @override
    def height_pt(self) -> float:
        return height_of(self.lines)

    @property
    @override
    def least_pt(self) -> float:
        """Two lines; three are not divided."""
        is_whole = len(self.lines) < 2 * _FEWEST
        return height_of(self.lines if is_whole else self.lines[:_FEWEST])

    @override
    def cut(self, room_pt: float) -> tuple[Self, Self] | None:
        """At least two lines on each page."""
        fitting = min(_fitting(self.lines, room_pt), len(self.lines) - _FEWEST)
        if fitting < _FEWEST:
            return None
        first = replace(self, lines=self.lines[:fitting], after_pt=0.0, keeps_with_next=False)
        return first, replace(self, lines=self.lines[fitting:])

    @override
    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        draw_lines(self.lines, canvas, left, top, self.width_pt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Lines in one part of a piece. x_pt: from its left; is_low: they stand at its foot."""

    x_pt: float
    width_pt: float
    lines: tuple[Line, ...]
    is_low: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside(Piece):
    """Stacks beside each other, never cut. least_height_pt: it is as high at least."""

    stacks: tuple[Stack, ...]
    least_height_pt: float = 0.0

    @property
    @override
    def height_pt(self) -> float:
        """Of the highest stack."""
        return max(self.least_height_pt, *(height_of(one.lines) for one in self.stacks))

    @override
    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        for one in self.stacks:
            spare = self.height_pt - height_of(one.lines) if one.is_low else 0.0
            draw_lines(one.lines, canvas, left + one.x_pt, top - spare, one.width_pt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Piece):
    """A row of cells in lines. head: the row that stands above it on every page.

    x_pt: of its left edge from the margin; pad_pt: free beside a cell's lines; gap_pt: above and
    below them; may_break: it is cut at the foot of a page, else only where no page holds it.
    """

    cells: tuple[tuple[Line, ...], ...]
    widths_pt: tuple[float, ...]
    x_pt: float
    pad_pt: float
    gap_pt: float
    head: "Row | None" = None
    least_height_pt: float = 0.0
    may_break: bool = False

    @property
    @override
    def repeated(self) -> "Row | None":
        """The column names."""
        return self.head

    @property
    @override
    def height_pt(self) -> float:
        """Of the highest cell."""
        highest = max(height_of(lines) for lines in self.cells)
        return max(highest + 2 * self.gap_pt, self.least_height_pt)

    @property
    @override
    def least_pt(self) -> float:
        """All of it, or its first lines."""
        if not self.may_break:
            return self.height_pt
        return 2 * self.gap_pt + max(height_of(lines[:_FEWEST]) for lines in self.cells)

    @override
    def cut(self, room_pt: float) -> tuple[Self, Self] | None:
        """Each cell where the room ends."""
        counts = [_fitting(lines, room_pt - 2 * self.gap_pt) for lines in self.cells]
        first = tuple(lines[:count] for lines, count in zip(self.cells, counts, strict=True))
        rest = tuple(lines[count:] for lines, count in zip(self.cells, counts, strict=True))
        if not any(first) or not any(rest):
            return None
        return (
            replace(self, cells=first, least_height_pt=0.0, keeps_with_next=False),
            replace(self, cells=rest, least_height_pt=0.0),
        )

    @override
    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """The cells, and the lines around them."""
        height_pt = self.height_pt
        x = left + self.x_pt
        canvas.setLineWidth(RULE_PT)
        for lines, width_pt in zip(self.cells, self.widths_pt, strict=True):
            canvas.rect(x, top - height_pt, width_pt, height_pt)
            room_pt = width_pt - 2 * self.pad_pt
            draw_lines(lines, canvas, x + self.pad_pt, top - self.gap_pt, room_pt)
            x += width_pt


def _fitting(lines: Sequence[Line], room_pt: float) -> int:
    """How many of the lines fit."""
    used_pt = 0.0
    for count, line in enumerate(lines):
        used_pt += line.height_pt
        if used_pt > room_pt:
            return count
    return len(lines)
