"""The blocks of a printed form, independent of its file format."""

from dataclasses import dataclass

from desktop.domain.papers.printed_page import PrintedPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Issuing body and number on the left, quốc hiệu and tiêu ngữ on the right.

    parent: the body above the issuing one, in regular letters. place_date: in italics below the
    motto, empty for forms without it (minutes).
    """

    issuer: tuple[str, ...]
    number: str
    nation: str
    motto: str
    parent: tuple[str, ...] = ()
    place_date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Motto:
    """Quốc hiệu and tiêu ngữ in the middle of the page, over a paper that no body issues."""

    nation: str
    motto: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressees:
    """Kính gửi, and whom the form is for, in the middle of the page."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A framed line that nobody can overlook."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """Type name in capitals, subject below, rule below that."""

    name: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A bold line that stays with what follows it.

    is_part: of the four parts I to IV. tail: ordinary text on the same line, when nothing
    follows.
    """

    text: str
    is_part: bool = False
    tail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A paragraph of running text. has_dots: places to write in by hand, so it is not stretched."""

    text: str
    stays_with_next: bool = False
    has_dots: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under column names.

    widths_mm: one per column. centred, small: columns set in the middle, in small letters.
    numeric: columns of counts, where a spreadsheet may reckon; phone numbers and codes stay text.
    struck: rows whose text is struck through, but in the columns of `unstruck`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths_mm: tuple[float, ...]
    centred: frozenset[int] = frozenset()
    small: frozenset[int] = frozenset()
    numeric: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    unstruck: frozenset[int] = frozenset()

    def is_struck(self, row: int, column: int) -> bool:
        """Whether the text of a cell is struck through."""
        return row in self.struck and column not in self.unstruck


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRow:
    """What photos are of, and the photos. jpegs: whole files; None: not on this PC."""

    text: str
    jpegs: tuple[bytes | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoAnnex:
    """Ảnh chụp kèm theo, on a page of its own behind the form. A spreadsheet leaves it out.

    missing: said of the photos of a row that cannot be shown; `count` is filled in.
    """

    title: str
    missing: str
    columns: tuple[str, str]
    rows: tuple[PhotoRow, ...]
    widths_mm: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBox:
    """Where one person signs. name: printed below the space, may be empty."""

    title: str
    hint: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """One row of boxes that never breaks over a page."""

    boxes: tuple[SignatureBox, ...]
    stays_with_next: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """Nơi nhận on the left, the signature on the right; never breaks over a page."""

    title: str
    recipients: tuple[str, ...]
    box: SignatureBox


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMark:
    """Of what a sheet of paper is a print: a code on every page says it.

    content_sha256: of the content that was frozen, 64 hexadecimal digits.
    """

    record_id: str
    version: int
    content_sha256: str

    def code(self, page: int, pages: int) -> str:
        """What stands in the code of one page. page: from 1."""
        return PrintedPage(
            record_id=self.record_id,
            version=self.version,
            content_sha256=self.content_sha256,
            page=page,
            pages=pages,
        ).code


Block = (
    Letterhead
    | Motto
    | Notice
    | Title
    | Addressees
    | Heading
    | Body
    | Table
    | PhotoAnnex
    | Signatures
    | SignOff
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A whole form.

    footer: on every page, empty for none. is_landscape: for wide tables. mark: a PDF says it in a
    code on every page, None for none.
    """

    title: str
    blocks: tuple[Block, ...]
    footer: str = ""
    is_landscape: bool = False
    mark: PageMark | None = None
