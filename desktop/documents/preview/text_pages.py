"""Lays words and tables of an office document out on pages and draws them, inside the worker."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.preview.office_text import (
    CUT_MARK,
    Block,
    Cells,
    NewPage,
    Words,
    read_office,
)
from desktop.documents.preview.pipe_format import fitted_size
from desktop.domain.papers.paper import PageImage
from desktop.files.resources import resource_path

MAX_TEXT_PAGES: Final = 1_000
WIDTH: Final = 1_000
HEIGHT: Final = 700
"""Units of a page: as broad and low as the place beside a case, so that it can be read there."""
LEAST_PIXELS: Final = 900
"""It is drawn as wide at least: the place is measured for upright pages."""
MARGIN: Final = 40
SIZE: Final = 22.0
LINE: Final = 32
PADDING: Final = 8
LEAST_COLUMN: Final = 60
WIDEST_COLUMN: Final = 420
_INK: Final = (20, 24, 28)
_RULE: Final = (170, 176, 182)
_FACES: Final = ("BeVietnamDesk-Regular.ttf", "BeVietnamDesk-SemiBold.ttf")


class _Full(Exception):
    """There are as many pages as are laid out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A line of words: its left top, in units."""

    x: float
    y: float
    text: str
    is_strong: bool


@dataclass(slots=True, kw_only=True)
class _Page:
    """What stands on it. rules: x0, y0, x1, y1."""

    runs: list[_Run] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


class Fonts:
    """Both faces, held in memory: no file is opened once the rights are given up."""

    def __init__(self) -> None:
        self._faces = tuple(resource_path("fonts", name).read_bytes() for name in _FACES)
        self._plain, self._strong = (self.at(SIZE, is_strong=one) for one in (False, True))
        self._widths: dict[tuple[str, bool], float] = {}

    def at(self, size: float, *, is_strong: bool) -> ImageFont.FreeTypeFont:
        """A face of this size in pixels."""
        face = io.BytesIO(self._faces[is_strong])
        layout = ImageFont.Layout.BASIC
        return ImageFont.truetype(face, max(1.0, size), layout_engine=layout)

    def width(self, text: str, *, is_strong: bool) -> float:
        """In units; words come again and again."""
        key = text, is_strong
        known = self._widths.get(key)
        if known is None:
            font = self._strong if is_strong else self._plain
            known = self._widths[key] = font.getlength(text)
        return known


class TextDocument:
    """The words of a DOCX or XLSX on pages of ours; they are not the pages of the document."""

    def __init__(self, untrusted_data: bytes, kind: FileKind, fonts: Fonts) -> None:
        """Raises: OfficeBroken."""
        self._fonts = fonts
        self._y = float(MARGIN)
        self._pages = [_Page()]
        try:
            self._lay(read_office(untrusted_data, kind))
        except _Full:
            mark = _Run(x=MARGIN, y=MARGIN, text=CUT_MARK, is_strong=False)
            self._pages.append(_Page(runs=[mark]))

    @property
    def page_count(self) -> int:
        """Pages in all."""
        return len(self._pages)

    def draw(self, page: int, width: int) -> PageImage:
        """Page `page` (from 1), about `width` pixels wide, or LEAST_PIXELS."""
        size = fitted_size(WIDTH, HEIGHT, max(width, LEAST_PIXELS))
        scale = size[0] / WIDTH
        image = Image.new("RGB", size, "white")
        pen = ImageDraw.Draw(image)
        fonts = [self._fonts.at(SIZE * scale, is_strong=one) for one in (False, True)]
        there = self._pages[page - 1]
        for x0, y0, x1, y1 in there.rules:
            pen.line((x0 * scale, y0 * scale, x1 * scale, y1 * scale), fill=_RULE)
        for run in there.runs:
            at = run.x * scale, run.y * scale
            pen.text(at, run.text, fill=_INK, font=fonts[run.is_strong])
        return PageImage(width=image.width, height=image.height, rgb=image.tobytes())

    # ---- laying out ------------------------------------------------------------------------

    def _lay(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            match block:
                case Words():
                    self._put_words(block)
                case Cells(is_sheet=True):
                    self._put_sheet(block.rows)
                case Cells():
                    self._put_table(block.rows)
                case NewPage():
                    if self._pages[-1].runs:
                        self._turn()

    @property
    def _inner(self) -> float:
        return float(WIDTH - 2 * MARGIN)

    def _turn(self) -> None:
        if len(self._pages) >= MAX_TEXT_PAGES:
            raise _Full
        self._pages.append(_Page())
        self._y = float(MARGIN)

    def _need(self, height: float) -> bool:
        """Whether a new page was begun for it."""
        has_room = self._y + height <= HEIGHT - MARGIN
        if not has_room and self._y > MARGIN:
            self._turn()
            return True
        return False

    def _put_words(self, words: Words) -> None:
        for line in self._wrapped(words.text, self._inner, is_strong=words.is_strong):
            self._put_line(words, line)

    def _put_line(self, words: Words, line: str) -> None:
        self._need(LINE)
        x = float(MARGIN)
        if words.is_centred:
            x += max(0.0, (self._inner - self._fonts.width(line, is_strong=words.is_strong)) / 2)
        if line:
            run = _Run(x=x, y=self._y, text=line, is_strong=words.is_strong)
            self._pages[-1].runs.append(run)
        self._y += LINE

    def _put_table(self, rows: Sequence[Sequence[str]]) -> None:
        """All columns side by side, as narrow as it takes."""
        columns = max(len(row) for row in rows)
        wanted = self._column_widths(rows, columns)
        shrink = min(1.0, self._inner / sum(wanted))
        widths = [width * shrink for width in wanted]
        for row in rows:
            self._put_row(row, widths, is_head=False)
        self._y += LINE / 2

    def _put_sheet(self, rows: Sequence[Sequence[str]]) -> None:
        """As many columns as the page is wide; those that are left follow below, from the top."""
        head, *lines = rows
        wanted = self._column_widths(rows, len(head))
        for part in _bands(wanted, self._inner):
            shown = [0, *part]
            widths = [wanted[column] for column in shown]
            names = [head[column] for column in shown]
            self._put_row(names, widths, is_head=True)
            for line in lines:
                cells = [line[column] for column in shown]
                self._put_row(cells, widths, is_head=False, repeat=names)
            self._y += LINE

    def _column_widths(self, rows: Sequence[Sequence[str]], columns: int) -> list[float]:
        widest = [float(LEAST_COLUMN)] * columns
        for row in rows:
            for column, cell in enumerate(row):
                if cell and widest[column] < WIDEST_COLUMN:
                    longest = max(cell.split("\n"), key=len)
                    width = self._fonts.width(longest[:200], is_strong=True) + 2 * PADDING
                    widest[column] = max(widest[column], min(width, WIDEST_COLUMN))
        return widest

    def _put_row(
        self,
        row: Sequence[str],
        widths: Sequence[float],
        *,
        is_head: bool,
        repeat: Sequence[str] = (),
    ) -> None:
        """A row that is taller than a page goes on on the next. repeat: the head of a new page."""
        cells = [
            self._wrapped(cell, width - 2 * PADDING, is_strong=is_head)
            for cell, width in zip(row, widths, strict=False)
        ]
        most = max(1, int((HEIGHT - 2 * MARGIN) / LINE) - 2)
        lines = max(len(cell) for cell in cells)
        for first in range(0, lines, most):
            part = [cell[first : first + most] for cell in cells]
            height = LINE * max(1, *(len(cell) for cell in part)) + PADDING
            if self._need(height) and repeat:
                self._put_row(repeat, widths, is_head=True)
            self._put_cells(part, widths, height, is_strong=is_head)

    def _put_cells(
        self, cells: Sequence[list[str]], widths: Sequence[float], height: float, *, is_strong: bool
    ) -> None:
        page, x = self._pages[-1], float(MARGIN)
        bottom = self._y + height
        for cell, width in zip(cells, widths, strict=False):
            for place, line in enumerate(cell):
                y = self._y + PADDING / 2 + place * LINE
                if line:
                    page.runs.append(_Run(x=x + PADDING, y=y, text=line, is_strong=is_strong))
            page.rules.append((x, self._y, x, bottom))
            x += width
        page.rules.append((x, self._y, x, bottom))
        page.rules.append((MARGIN, self._y, x, self._y))
        page.rules.append((MARGIN, bottom, x, bottom))
        self._y = bottom

    def _wrapped(self, text: str, room: float, *, is_strong: bool) -> list[str]:
        def width(words: str) -> float:
            return self._fonts.width(words, is_strong=is_strong)

        return [line for part in text.split("\n") for line in _broken(part, room, width)]


def _broken(text: str, room: float, width: Callable[[str], float]) -> Iterator[str]:
    """Lines of a paragraph; a word that is wider than a line is cut."""
    space = width(" ")
    line: list[str] = []
    taken = 0.0
    for word in text.split(" "):
        for piece in _pieces(word, room, width):
            needed = width(piece)
            if line and taken + space + needed > room:
                yield " ".join(line)
                line, taken = [], 0.0
            taken += needed + (space if line else 0.0)
            line.append(piece)
    yield " ".join(line)


def _pieces(word: str, room: float, width: Callable[[str], float]) -> Iterator[str]:
    if width(word) <= room:
        yield word
        return
    most = max(1, int(len(word) * room / width(word)) - 1)
    for first in range(0, len(word), most):
        yield word[first : first + most]


def _bands(widths: Sequence[float], room: float) -> Iterator[list[int]]:
    """Columns that fit side by side beside the first one, which names the rows."""
    band: list[int] = []
    taken = widths[0]
    for column in range(1, len(widths)):
        if band and taken + widths[column] > room:
            yield band
            band, taken = [], widths[0]
        band.append(column)
        taken += widths[column]
    yield band
