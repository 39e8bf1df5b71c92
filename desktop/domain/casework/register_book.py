"""The register as a PC has it: which rows are asked for, in which order, and how many there are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register import RegisterEntry, without_person
from desktop.domain.ids import RegisterEntryId
from desktop.domain.sync.operation import RecordStorage, is_nowhere
from desktop.domain.text import folded

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRow:
    """A row as it may be shown and printed.

    number: None until the city has given it. is_restricted: neither name nor content is here, as it
    is a denunciation, or what it tells of has become one. storage: of its newest text. is_at_city:
    the city has some text of it. other: what was written here and lost a clash. replaced_by: the
    row that took its place.
    """

    entry: RegisterEntry
    number: int | None
    is_restricted: bool
    storage: RecordStorage
    is_at_city: bool
    other: RegisterEntry | None = None
    replaced_by: RegisterEntryId | None = None

    @property
    def is_refused(self) -> bool:
        """The city never had it, and would not have it."""
        return is_nowhere(self.storage, is_at_city=self.is_at_city)


class SlipKind(StrEnum):
    """A paper that a row becomes. GUIDANCE: phiếu hướng dẫn. TRANSFER: phiếu chuyển đơn."""

    GUIDANCE = "guidance"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterQuery:
    """What is looked for. month: of the reception in that year, None for the whole book."""

    year: int
    month: int | None = None
    petition_type: PetitionType | None = None
    search: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCounts:
    """Of a book, and of the rows that were asked for.

    rows, struck: of the whole book. visits, people: of what was asked for and is not struck out; of
    people as many as each row says. waiting: rows of the book that have no number yet.
    """

    rows: int = 0
    struck: int = 0
    waiting: int = 0
    visits: int = 0
    people: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRows:
    """rows: the newest first."""

    rows: tuple[KnownRow, ...] = ()
    counts: RegisterCounts = RegisterCounts()


def restricted(row: KnownRow) -> KnownRow:
    """Without what a denunciation must not tell, in the text that lost a clash too."""
    other = None if row.other is None else without_person(row.other)
    return replace(row, entry=without_person(row.entry), is_restricted=True, other=other)


def slips_of(row: KnownRow) -> tuple[SlipKind, ...]:
    """The slips of a row: of nothing that is struck out, and of nobody whose name is not here.

    What this unit takes on itself is not passed on.
    """
    entry = row.entry
    if entry.is_struck or row.is_restricted or entry.is_restricted:
        return ()
    guided = (SlipKind.GUIDANCE,) if entry.guided_to else ()
    is_passed_on = bool(entry.handled_by) and not entry.within_competence
    return (*guided, SlipKind.TRANSFER) if is_passed_on else guided


def searched_text(entry: RegisterEntry) -> str:
    """Folded words, each behind a space: all that somebody may look for, also of a struck row."""
    told = (entry.name_address, entry.id_document, entry.summary, entry.request)
    handled = (entry.resolved_by, entry.guided_to, entry.handled_by, entry.follow_up, entry.note)
    words = search_words("\n".join((*told, *handled, entry.struck_reason)))
    return "".join(f" {word}" for word in words)


def search_words(search: str) -> tuple[str, ...]:
    """Folded; with each of them a word begins in a row that is found."""
    return tuple(_WORD.findall(folded(search)))


def is_found(entry: RegisterEntry, text: str, query: RegisterQuery, words: tuple[str, ...]) -> bool:
    """Whether a row is asked for. text, words: of `searched_text` and `search_words`."""
    return (
        entry.year == query.year
        and (query.month is None or _is_in(entry.reception_date, query.year, query.month))
        and (query.petition_type is None or entry.petition_type is query.petition_type)
        and all(f" {word}" in text for word in words)
    )


def newest_rows_first(rows: Iterable[KnownRow]) -> tuple[KnownRow, ...]:
    """What has no number yet, then by number."""
    return tuple(sorted(rows, key=_place, reverse=True))


def in_book_order(rows: Iterable[KnownRow]) -> tuple[KnownRow, ...]:
    """As they are printed: by number, what has none yet at the end."""
    return tuple(sorted(rows, key=_place))


def counts_of_book(book: Iterable[KnownRow]) -> RegisterCounts:
    """Of all rows of a year, whatever is asked for."""
    rows = struck = waiting = 0
    for row in book:
        rows += 1
        struck += row.entry.is_struck
        waiting += row.number is None
    return RegisterCounts(rows=rows, struck=struck, waiting=waiting)


def counts_of(book: RegisterCounts, found: Iterable[KnownRow]) -> RegisterCounts:
    """With what was asked for. book: of the year."""
    counted = [row.entry for row in found if not row.entry.is_struck]
    return replace(
        book,
        visits=len({one.visit_id for one in counted}),
        people=sum(one.same_content_count for one in counted),
    )


def _is_in(day: date, year: int, month: int) -> bool:
    return (day.year, day.month) == (year, month)


def _place(row: KnownRow) -> tuple[bool, int, date, str]:
    entry = row.entry
    return row.number is None, row.number or 0, entry.reception_date, entry.id
