"""Rows of the register as they are drawn, and what is typed for one. Pure."""

from collections.abc import Callable
from datetime import date

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.people.citizen import masked_number
from desktop.domain.casework.register import (
    HandledColumns,
    RegisterEntry,
    ToldColumns,
    with_handled,
)
from desktop.domain.casework.register_book import KnownRow
from desktop.domain.ids import RegisterEntryId
from desktop.presenters.casework.register.register_forms import RegisterField as F
from desktop.presenters.casework.register.register_state import (
    RegisterRowView,
    RowPlace,
    StruckView,
)
from desktop.presenters.form.spec import YES
from desktop.presenters.form.values import read_date, write_date

_BETWEEN = "; "

Find = Callable[[RegisterEntryId], KnownRow | None]


def row_view(row: KnownRow, find: Find, *, can_open: bool) -> RegisterRowView:
    """A row as the screen draws it. find: another row, of any year."""
    entry = row.entry
    return RegisterRowView(
        entry_id=entry.id,
        number=row.number,
        day=entry.reception_date,
        name_address=entry.name_address,
        numbers=tuple(masked_number(one) for one in entry.id_document.split(_BETWEEN) if one),
        summary=entry.summary,
        request=entry.request,
        petition_type=entry.petition_type,
        people=entry.same_content_count,
        resolved_by=entry.resolved_by,
        is_within=entry.within_competence,
        guided_to=entry.guided_to,
        handled_by=entry.handled_by,
        follow_up=entry.follow_up,
        note=entry.note,
        is_restricted=row.is_restricted,
        struck=_struck(row, find),
        replaces=None if entry.replaces_id is None else _place_of(find(entry.replaces_id)),
        is_refused=row.is_refused,
        has_clash=clash_of(row) is not None,
        can_open=can_open,
    )


def place_of(row: KnownRow) -> RowPlace:
    """Where it stands."""
    return RowPlace(year=row.entry.year, number=row.number)


def clash_of(row: KnownRow) -> HandledColumns | None:
    """What was written here and lost; of a row that is struck out there is nothing to choose."""
    if row.other is None or row.entry.is_struck:
        return None
    return handled_of(row.other)


def handled_of(entry: RegisterEntry) -> HandledColumns:
    """Columns 8 to 12 of a row, and its note."""
    return HandledColumns(
        resolved_by=entry.resolved_by,
        within_competence=entry.within_competence,
        guided_to=entry.guided_to,
        handled_by=entry.handled_by,
        follow_up=entry.follow_up,
        note=entry.note,
    )


def is_written(row: KnownRow, columns: HandledColumns) -> bool:
    """Whether the row says this by now."""
    return with_handled(row.entry, columns) == row.entry and row.other is None


def texts_of_handled(columns: HandledColumns) -> dict[str, str]:
    """As the form has them."""
    return {
        F.RESOLVED: columns.resolved_by,
        F.WITHIN: YES if columns.within_competence else "",
        F.GUIDED: columns.guided_to,
        F.HANDLED: columns.handled_by,
        F.FOLLOW_UP: columns.follow_up,
        F.NOTE: columns.note,
    }


def texts_of_told(entry: RegisterEntry) -> dict[str, str]:
    """As the form has them."""
    return {
        F.DATE: write_date(entry.reception_date),
        F.NAME: entry.name_address,
        F.NUMBER: entry.id_document,
        F.SUMMARY: entry.summary,
        F.REQUEST: entry.request,
        F.PETITION_TYPE: entry.petition_type,
        F.PEOPLE: str(entry.same_content_count),
    }


def handled_columns(words: Callable[[str], str]) -> HandledColumns:
    """What was typed. words: what stands in a field, as it is stored."""
    return HandledColumns(
        resolved_by=words(F.RESOLVED),
        within_competence=words(F.WITHIN) == YES,
        guided_to=words(F.GUIDED),
        handled_by=words(F.HANDLED),
        follow_up=words(F.FOLLOW_UP),
        note=words(F.NOTE),
    )


def told_columns(words: Callable[[str], str], people: int | None, today: date) -> ToldColumns:
    """What was typed; a day or a number that cannot be read is a fault of the form."""
    return ToldColumns(
        reception_date=read_date(words(F.DATE)) or today,
        name_address=words(F.NAME),
        id_document=words(F.NUMBER),
        summary=words(F.SUMMARY),
        request=words(F.REQUEST),
        petition_type=PetitionType(words(F.PETITION_TYPE)),
        same_content_count=people or 1,
    )


def _struck(row: KnownRow, find: Find) -> StruckView | None:
    entry = row.entry
    if entry.struck_out_at is None:
        return None
    return StruckView(
        at=entry.struck_out_at,
        by_name=entry.struck_by_name,
        reason=entry.struck_reason,
        replaced_by=None if row.replaced_by is None else _place_of(find(row.replaced_by)),
    )


def _place_of(row: KnownRow | None) -> RowPlace | None:
    return None if row is None else place_of(row)
