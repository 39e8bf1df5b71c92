"""The words of a DOCX and the cells of an XLSX, read inside the preview worker, without rights.

What is read is what a reader needs to know a paper by: paragraphs, tables, sheets. Pictures, heads,
feet, notes and the numbers of lists are not. Nothing is calculated: a cell shows the value that the
file keeps, a formula without one is shown itself.
"""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring

from desktop.documents.inspection.file_kind import FileKind

MAX_PART_BYTES: Final = 32 * 1024 * 1024
MAX_CHARACTERS: Final = 1_000_000
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 256
CUT_MARK: Final = "[…]"
"""Stands where reading stopped: the rest is in the file alone."""


class OfficeBroken(Exception):
    """It is no such document, or larger than we read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A paragraph. is_strong: all of it is bold."""

    text: str
    is_strong: bool = False
    is_centred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A table. is_sheet: the first row and the first column name columns and rows."""

    rows: tuple[tuple[str, ...], ...]
    is_sheet: bool = False


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


Block = Words | Cells | NewPage


def read_office(untrusted_data: bytes, kind: FileKind) -> tuple[Block, ...]:
    """All that is shown of it, at most MAX_CHARACTERS. Raises: OfficeBroken."""
    read = _document if kind is FileKind.DOCX else _workbook
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted_data)) as archive:
            return tuple(_limited(read(archive)))
    except (zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError) as error:
        raise OfficeBroken from error
    except (NotImplementedError, EOFError, RecursionError, OverflowError, RuntimeError) as error:
        raise OfficeBroken from error


def _limited(blocks: Iterator[Block]) -> Iterator[Block]:
    left = MAX_CHARACTERS
    for block in blocks:
        left -= _length(block)
        if left < 0:
            yield Words(text=CUT_MARK)
            return
        yield block


def _length(block: Block) -> int:
    match block:
        case Words(text=text):
            return len(text) + 1
        case Cells(rows=rows):
            return sum(len(cell) + 1 for row in rows for cell in row)
        case NewPage():
            return 1


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    with archive.open(name) as part:
        data = part.read(MAX_PART_BYTES + 1)
    if len(data) > MAX_PART_BYTES:
        raise OfficeBroken
    return fromstring(data)  # noqa: S314 - this process has no rights, little memory and 8 s


def _name(element: Element) -> str:
    """Without its namespace: transitional and strict documents differ in it alone."""
    return element.tag.rpartition("}")[2]


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _name(child) == name)


def _child(element: Element | None, name: str) -> Element | None:
    return None if element is None else next(_children(element, name), None)


def _value(element: Element | None, name: str) -> str:
    """An attribute, whatever its namespace."""
    found = {} if element is None else element.attrib
    return next((said for key, said in found.items() if key.rpartition("}")[2] == name), "")


def _tidy(text: str) -> str:
    """As it can be drawn: composed letters, no control or direction marks."""
    composed = unicodedata.normalize("NFC", text.replace("\t", "    "))
    return "".join(
        one for one in composed if one == "\n" or not unicodedata.category(one).startswith("C")
    )


# ---- DOCX (ISO/IEC 29500-1 §17) ----------------------------------------------------------------

_PAGE: Final = "\f"
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "p": "\n"}
"""A paragraph in a paragraph is one of a text box."""
_PASSED_OVER: Final = frozenset(
    {"del", "moveFrom", "delText", "instrText", "rPr", "pPr", "Fallback", "pict"}
)


def _document(archive: zipfile.ZipFile) -> Iterator[Block]:
    body = _child(_part(archive, "word/document.xml"), "body")
    if body is None:
        raise OfficeBroken
    return _blocks(body)


def _blocks(parent: Element) -> Iterator[Block]:
    for child in parent:
        match _name(child):
            case "p":
                yield from _paragraph(child)
            case "tbl":
                rows = tuple(_table_rows(child))
                if rows:
                    yield Cells(rows=rows)
            case "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml":
                yield from _blocks(child)
            case _:
                pass


def _paragraph(element: Element) -> Iterator[Block]:
    about = _child(element, "pPr")
    mark = "• " if _child(about, "numPr") is not None else ""
    is_centred = _value(_child(about, "jc"), "val") == "center"
    if _child(about, "pageBreakBefore") is not None:
        yield NewPage()
    is_strong = _is_bold(element)
    for place, text in enumerate("".join(_said(element)).split(_PAGE)):
        if place:
            yield NewPage()
        yield Words(text=_tidy(mark + text), is_strong=is_strong, is_centred=is_centred)


def _said(element: Element) -> Iterator[str]:
    for child in element:
        match _name(child):
            case "t":
                yield child.text or ""
            case "br" if _value(child, "type") == "page":
                yield _PAGE
            case name if name not in _PASSED_OVER:
                yield _SIGNS.get(name, "")
                yield from _said(child)


def _is_bold(element: Element) -> bool:
    runs = [run for run in _children(element, "r") if "".join(_said(run)).strip()]
    return bool(runs) and all(_is_on(_child(_child(run, "rPr"), "b")) for run in runs)


def _is_on(switch: Element | None) -> bool:
    return switch is not None and _value(switch, "val") not in {"0", "false", "off"}


def _table_rows(table: Element) -> Iterator[tuple[str, ...]]:
    for row in _children(table, "tr"):
        cells = tuple(_cell_text(cell) for cell in _children(row, "tc"))
        if cells:
            yield cells[:MAX_COLUMNS]


def _cell_text(cell: Element) -> str:
    said = []
    for block in _blocks(cell):
        match block:
            case Words(text=text):
                said.append(text)
            case Cells(rows=rows):
                said.extend(" | ".join(row) for row in rows)
            case NewPage():
                pass
    return "\n".join(said)


# ---- XLSX (ISO/IEC 29500-1 §18) ----------------------------------------------------------------

_DATES: Final = frozenset({14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47})
"""Built-in formats of days and hours (§18.8.30)."""
_PERCENTS: Final = frozenset({9, 10})
_NOT_A_PATTERN: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_IN_A_DATE: Final = re.compile(r"[ymdhs]", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_DIGITS: Final = 15
"""A spreadsheet keeps no more of a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What cells refer to. formats: of each style, "d" for a day, "%" for a share, "" else."""

    strings: Sequence[str]
    formats: Sequence[str]
    begins: datetime


def _workbook(archive: zipfile.ZipFile) -> Iterator[Block]:
    root = _part(archive, "xl/workbook.xml")
    book = _Book(
        strings=_strings(archive),
        formats=_formats(archive),
        begins=_first_day(_child(root, "workbookPr")),
    )
    parts = _relations(archive)
    sheets = _child(root, "sheets")
    for place, sheet in enumerate(() if sheets is None else _children(sheets, "sheet")):
        if place:
            yield NewPage()
        yield Words(text=_tidy(_value(sheet, "name")), is_strong=True)
        part = parts.get(_value(sheet, "id"), "")
        if part in archive.NameToInfo:
            yield from _sheet(_part(archive, part), book)


def _first_day(about: Element | None) -> datetime:
    is_1904 = _value(about, "date1904") in {"1", "true"}
    return datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - of a wall


def _relations(archive: zipfile.ZipFile) -> Mapping[str, str]:
    name = "xl/_rels/workbook.xml.rels"
    if name not in archive.NameToInfo:
        return {}
    return {
        _value(one, "Id"): _target(_value(one, "Target"))
        for one in _children(_part(archive, name), "Relationship")
    }


def _target(said: str) -> str:
    return said.removeprefix("/") if said.startswith("/") else f"xl/{said}"


def _strings(archive: zipfile.ZipFile) -> Sequence[str]:
    name = "xl/sharedStrings.xml"
    if name not in archive.NameToInfo:
        return ()
    return [_rich_text(one) for one in _children(_part(archive, name), "si")]


def _rich_text(element: Element) -> str:
    return "".join(
        child.text or "" if _name(child) == "t" else _rich_text(child)
        for child in element
        if _name(child) in {"t", "r"}
    )


def _formats(archive: zipfile.ZipFile) -> Sequence[str]:
    name = "xl/styles.xml"
    if name not in archive.NameToInfo:
        return ()
    root = _part(archive, name)
    own = _child(root, "numFmts")
    patterns = {
        int(_value(one, "numFmtId")): _value(one, "formatCode")
        for one in (() if own is None else own)
    }
    styles = _child(root, "cellXfs")
    numbers = (int(_value(one, "numFmtId") or 0) for one in (() if styles is None else styles))
    return [_format(number, patterns.get(number, "")) for number in numbers]


def _format(number: int, pattern: str) -> str:
    bare = _NOT_A_PATTERN.sub("", pattern)
    if number in _PERCENTS or "%" in bare:
        return "%"
    return "d" if number in _DATES or _IN_A_DATE.search(bare) else ""


def _sheet(root: Element, book: _Book) -> Iterator[Block]:
    data = _child(root, "sheetData")
    rows: dict[int, dict[int, str]] = {}
    is_cut = False
    for row in () if data is None else _children(data, "row"):
        number = int(_value(row, "r") or max(rows, default=0) + 1)
        cells = dict(_row_cells(row, book))
        is_cut = is_cut or (bool(cells) and len(rows) >= MAX_ROWS)
        if cells and len(rows) < MAX_ROWS:
            is_cut = is_cut or max(cells) >= MAX_COLUMNS
            rows[number] = {column: text for column, text in cells.items() if column < MAX_COLUMNS}
    width = max((max(cells, default=0) for cells in rows.values()), default=-1) + 1
    if width:
        head = ("", *(_letters(column) for column in range(width)))
        lines = (
            (str(number), *(cells.get(column, "") for column in range(width)))
            for number, cells in sorted(rows.items())
        )
        yield Cells(rows=(head, *lines), is_sheet=True)
    if is_cut:
        yield Words(text=CUT_MARK)


def _row_cells(row: Element, book: _Book) -> Iterator[tuple[int, str]]:
    following = 0
    for cell in _children(row, "c"):
        found = _REFERENCE.fullmatch(_value(cell, "r"))
        column = following if found is None else _column(found[1])
        following = column + 1
        text = _tidy(_cell_value(cell, book))
        if text:
            yield column, text


def _cell_value(cell: Element, book: _Book) -> str:
    if _value(cell, "t") == "inlineStr":
        inline = _child(cell, "is")
        return "" if inline is None else _rich_text(inline)
    value = _child(cell, "v")
    said = "" if value is None else value.text or ""
    if not said:
        formula = _child(cell, "f")
        return f"={formula.text}" if formula is not None and formula.text else ""
    match _value(cell, "t"):
        case "s":
            place = int(said)
            return book.strings[place] if 0 <= place < len(book.strings) else ""
        case "b":
            return "TRUE" if said == "1" else "FALSE"
        case "" | "n":
            return _number(said, _style(cell, book), book.begins)
        case _:
            return said


def _style(cell: Element, book: _Book) -> str:
    place = int(_value(cell, "s") or 0)
    return book.formats[place] if 0 <= place < len(book.formats) else ""


def _number(said: str, style: str, begins: datetime) -> str:
    try:
        number = float(said)
        if style == "d":
            return _moment(begins + timedelta(days=number), has_day=number >= 1)
    except (ValueError, OverflowError):
        return said
    shown = number * 100 if style == "%" else number
    text = f"{shown:.{_MOST_DIGITS}g}".replace(".", ",")
    return f"{text}%" if style == "%" else text


def _moment(at: datetime, *, has_day: bool) -> str:
    rounded = at + timedelta(seconds=0.5)
    hour = f"{rounded:%H:%M}"
    if not has_day:
        return hour
    day = f"{rounded:%d/%m/%Y}"
    return day if hour == "00:00" else f"{day} {hour}"


def _column(letters: str) -> int:
    """A is 0, Z 25, AA 26."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _letters(column: int) -> str:
    letters = ""
    left = column + 1
    while left > 0:
        left, place = divmod(left - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
