"""Conclusions as a PC has them: which are asked for, how pressing they are, in which order."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.casework.conclusions.conclusion import ConclusionItem, ItemStatus
from desktop.domain.ids import CaseId, SiteId
from desktop.domain.sync.operation import RecordStorage, is_nowhere
from desktop.domain.text import matches


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownItem:
    """An item as this PC has it.

    storage: of its newest text. is_at_city: the city has some text of it. other: what was written
    here and lost a clash.
    """

    item: ConclusionItem
    storage: RecordStorage = RecordStorage.CITY
    is_at_city: bool = True
    other: ConclusionItem | None = None

    @property
    def is_refused(self) -> bool:
        """The city never had it, and would not have it."""
        return is_nowhere(self.storage, is_at_city=self.is_at_city)


class Pressing(StrEnum):
    """How pressing an item is, in the order of the list.

    DRAFT: something of it is not said yet. SOON: due within the days that are looked ahead.
    RESULT: done, and the citizen was not told yet. LATER: also one without a day. OVER: finished,
    or struck out.
    """

    OVERDUE = "overdue"
    DRAFT = "draft"
    SOON = "soon"
    RESULT = "result"
    LATER = "later"
    OVER = "over"


class ItemsShown(StrEnum):
    """Which are looked for."""

    OPEN = "open"
    FINISHED = "finished"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemQuery:
    """What is looked for. agency: as it is called in the items, "" for every one."""

    shown: ItemsShown = ItemsShown.OPEN
    agency: str = ""
    search: str = ""


def is_overdue(item: ConclusionItem, today: date) -> bool:
    """Quá hạn: computed, never kept. today: in Hai Phong."""
    return item.is_waited_for and item.deadline is not None and item.deadline < today


def pressing(item: ConclusionItem, today: date, soon: date) -> Pressing:
    """How pressing it is. soon: the last day that is looked ahead to."""
    if not item.is_open:
        return Pressing.OVER
    if item.status is ItemStatus.DRAFT:
        return Pressing.DRAFT
    if not item.is_waited_for:
        return Pressing.RESULT
    if is_overdue(item, today):
        return Pressing.OVERDUE
    is_soon = item.deadline is not None and item.deadline <= soon
    return Pressing.SOON if is_soon else Pressing.LATER


def in_order(
    items: Iterable[KnownItem], today: date, soon: date
) -> tuple[tuple[KnownItem, Pressing], ...]:
    """Each with how pressing it is: overdue first, then by day; what is over the newest first."""
    order = list(Pressing)
    made = [(one, pressing(one.item, today, soon)) for one in items]

    def place(row: tuple[KnownItem, Pressing]) -> tuple[int, int, str]:
        item, how = row[0].item, row[1]
        day = (item.deadline or date.max).toordinal()
        return order.index(how), -day if how is Pressing.OVER else day, item.id

    return tuple(sorted(made, key=place))


def is_found(item: ConclusionItem, query: ItemQuery, also: Iterable[str] = ()) -> bool:
    """Whether an item is asked for. also: what its case is called, for the search."""
    is_wanted = query.shown is ItemsShown.ALL or item.is_open is (query.shown is ItemsShown.OPEN)
    is_theirs = not query.agency or item.agency == query.agency
    told = (item.task, item.agency, item.co_agencies, item.contact_person, item.notice_number)
    return is_wanted and is_theirs and matches(query.search, (*told, *also))


def items_to_notify(items: Iterable[ConclusionItem], giver: SiteId) -> tuple[ConclusionItem, ...]:
    """Of a session the tasks that this unit tells in a notice, as they were given.

    What is not whole yet is nobody's task, and what was struck out is none.
    """
    told = (
        one
        for one in items
        if one.giving_site_id == giver
        and one.status is not ItemStatus.DRAFT
        and not one.struck_reason
    )
    return tuple(sorted(told, key=lambda one: (one.created_at, one.id)))


def open_items_of(
    items: Iterable[ConclusionItem], case_ids: AbstractSet[CaseId]
) -> tuple[ConclusionItem, ...]:
    """What these cases still wait for, by day; drafts are nobody's promise yet."""
    found = (
        one
        for one in items
        if one.case_id in case_ids and one.is_open and one.status is not ItemStatus.DRAFT
    )
    return tuple(sorted(found, key=lambda one: (one.deadline or date.max, one.id)))
