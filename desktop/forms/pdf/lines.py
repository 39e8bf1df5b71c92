"""Lines: what a piece of a page is stacked of, each with its height, from the top."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from desktop.forms.layout.text_width import MM_PER_PT
from desktop.forms.pdf.faces import ASCENT, Look, drawable, width_pt

RULE_PT = 0.75
_AFTER_HYPHEN = re.compile("(?<=-)")
_STRUCK_AT = 0.27
"""Of the size: how far above its foot a struck line is struck."""


def points(mm: float) -> float:
    """Millimetres as points."""
    return mm / MM_PER_PT


class Side(Enum):
    """Where a line stands in its room."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    BOTH = "both"


class Line(Protocol):
    """Something as wide as its room. Coordinates: points; `top` counts from the page's foot."""

    @property
    def height_pt(self) -> float:
        """From its top to the top of the next."""
        ...

    def draw(self, canvas: Canvas, left: float, top: float, room_pt: float) -> None:
        """Put it onto the page."""
        ...


def height_of(lines: Sequence[Line]) -> float:
    """Of all of them, one below the other."""
    return sum(line.height_pt for line in lines)


def draw_lines(
    lines: Sequence[Line], canvas: Canvas, left: float, top: float, room_pt: float
) -> None:
    """One below the other."""
    for line in lines:
        line.draw(canvas, left, top, room_pt)
        top -= line.height_pt


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Nothing, of a height."""

    height_pt: float

    def draw(self, canvas: Canvas, left: float, top: float, room_pt: float) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of a length in the middle of its room."""

    length_pt: float
    height_pt: float = 3.0

    def draw(self, canvas: Canvas, left: float, top: float, room_pt: float) -> None:
        """At its foot."""
        start, y = left + (room_pt - self.length_pt) / 2, top - self.height_pt + RULE_PT
        canvas.setLineWidth(RULE_PT)
        canvas.line(start, y, start + self.length_pt, y)


Run = tuple[str, Look]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One line of text. runs: words and the spaces between them. is_last: of its paragraph."""

    runs: tuple[Run, ...]
    side: Side
    width_pt: float
    height_pt: float
    indent_pt: float = 0.0
    is_last: bool = True

    def draw(self, canvas: Canvas, left: float, top: float, room_pt: float) -> None:
        """A line on both sides is stretched between its words, but for the last one.

        Nor where words would stand farther apart than they are high: beside dots to write on.
        """
        spare = room_pt - self.indent_pt - self.width_pt
        gaps = sum(text.count(" ") for text, _ in self.runs)
        share = {Side.CENTRE: 0.5, Side.RIGHT: 1.0}.get(self.side, 0.0)
        x = left + self.indent_pt + share * spare
        size_pt = max((look.size_pt for _, look in self.runs), default=0.0)
        is_stretched = self.side is Side.BOTH and not self.is_last
        stretch = spare / gaps if is_stretched and 0 < spare < gaps * size_pt else 0.0
        y = top - ASCENT * size_pt
        text = canvas.beginText(x, y)
        text.setWordSpace(stretch)
        for run, look in self.runs:
            text.setFont(look.face, look.size_pt)
            text.textOut(run)
        text.setWordSpace(0)
        canvas.drawText(text)
        if any(look.is_struck for _, look in self.runs):
            canvas.setLineWidth(RULE_PT)
            canvas.line(x, y + _STRUCK_AT * size_pt, x + self.width_pt, y + _STRUCK_AT * size_pt)


def set_text(
    runs: Sequence[Run], room_pt: float, side: Side, *, indent_pt: float = 0.0
) -> tuple[TextLine, ...]:
    """The lines of a text; a word that is too long is cut. At least one line, also of nothing.

    indent_pt: of the first line. A line break in the text begins a new line.
    """
    return tuple(_lines(runs, room_pt, side, indent_pt))


def plain_text(text: str, look: Look, room_pt: float, side: Side) -> tuple[TextLine, ...]:
    """The lines of a text in one look."""
    return set_text(((text, look),), room_pt, side)


def fits(text: str, room_pt: float, look: Look) -> bool:
    """Whether every word of a text is whole in such a room."""
    return all(width_pt(word, look) <= room_pt for word in drawable(text).split())


def _lines(runs: Sequence[Run], room_pt: float, side: Side, indent_pt: float) -> Iterator[TextLine]:
    height_pt = max(look.line_pt for _, look in runs)
    line = _Open(room_pt - indent_pt)

    def closed(*, is_last: bool) -> TextLine:
        nonlocal line, indent_pt
        made = TextLine(
            runs=line.runs(),
            side=side,
            width_pt=line.width_pt,
            height_pt=height_pt,
            indent_pt=indent_pt,
            is_last=is_last,
        )
        line, indent_pt = _Open(room_pt), 0.0
        return made

    for word, look in _words(runs):
        if word == "\n":
            yield closed(is_last=True)
            continue
        pieces = (word,) if width_pt(word, look) <= room_pt else _pieces(word, look, room_pt)
        for piece in pieces:
            if not line.takes(piece, look):
                yield closed(is_last=False)
            line.add(piece, look)
    yield closed(is_last=True)


class _Open:
    """A line that is being filled."""

    def __init__(self, room_pt: float) -> None:
        self._room_pt = room_pt
        self._texts: list[Run] = []
        self.width_pt = 0.0

    def takes(self, word: str, look: Look) -> bool:
        """Whether there is room for one more word; the first one always is."""
        wider = self.width_pt + width_pt(f" {word}", look)
        return not self._texts or wider <= self._room_pt + _TOLERANCE_PT

    def add(self, word: str, look: Look) -> None:
        """At its end, after a space."""
        text = f" {word}" if self._texts else word
        self.width_pt += width_pt(text, look)
        if self._texts and self._texts[-1][1] == look:
            text = self._texts.pop()[0] + text
        self._texts.append((text, look))

    def runs(self) -> tuple[Run, ...]:
        return tuple(self._texts)


_TOLERANCE_PT = 0.01


def _words(runs: Sequence[Run]) -> Iterator[Run]:
    """The words and the line breaks, in their order."""
    for text, look in runs:
        for number, part in enumerate(drawable(text).split("\n")):
            if number:
                yield "\n", look
            for word in part.split():
                yield word, look


def _pieces(word: str, look: Look, room_pt: float) -> Iterator[str]:
    """A word that is too long ends behind a hyphen, or where its room ends."""
    piece = ""
    for part in _AFTER_HYPHEN.split(word):
        if piece and width_pt(piece + part, look) > room_pt:
            yield piece
            piece = ""
        for char in part:
            if piece and width_pt(piece + char, look) > room_pt:
                yield piece
                piece = ""
            piece += char
    yield piece
