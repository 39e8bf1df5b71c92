"""Stored items read as records of the domain.

A record this program cannot read (a newer city's value of an enum, a damaged body) is passed
over and logged by its id; it stays in the store for a newer program.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar

from desktop.domain.record.minutes import LineVersion, MinuteLine
from desktop.domain.reports.unit_report import Receipt
from desktop.mapping.records import (
    AGENCY_CALLS,
    CASE,
    MINUTE_LINE,
    MINUTES_SIGNING,
    RECEIPT,
    ROOM_CONDITION,
    SESSION,
    SITE,
    WAITING_TICKET,
    RecordKind,
)
from desktop.store.records.items import StoredItem

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

logger = logging.getLogger(__name__)

T = TypeVar("T")
R = TypeVar("R", bound="DataclassInstance")

_OF_ITEM: Final[Mapping[str, Callable[[StoredItem], Any]]] = {
    "id": attrgetter("entity_id"),
    "revision": attrgetter("revision"),
    "storage": attrgetter("storage"),
}
"""Fields that do not travel and that every stored item knows."""


def readable(items: Iterable[StoredItem], convert: Callable[[StoredItem], T]) -> tuple[T, ...]:
    """The items that `convert` can read; the others are logged by id."""
    found = (read_item(item, convert) for item in items)
    return tuple(each for each in found if each is not None)


def read_item(item: StoredItem, convert: Callable[[StoredItem], T]) -> T | None:
    """One item, None (and a line in the log) when this program cannot read it."""
    try:
        return convert(item)
    except ValueError as error:
        # of a ValidationError only kind and id: its text would repeat personal data
        logger.warning(
            "record passed over kind=%s id=%s error=%s",
            item.kind,
            item.entity_id,
            type(error).__name__,
        )
        return None


def record_of(kind: RecordKind[R], item: StoredItem, **local: object) -> R:
    """An item as a record; id, revision and storage are the item's, `local` the rest.

    Raises ValueError when it cannot be read.
    """
    names = kind.codec.rules.local - local.keys()
    of_item = {name: _OF_ITEM[name](item) for name in names}
    return kind.codec.read(item.body, **of_item, **local)


site_of = partial(record_of, SITE)
case_of = partial(record_of, CASE)
session_of = partial(record_of, SESSION)
condition_of = partial(record_of, ROOM_CONDITION)
calls_of = partial(record_of, AGENCY_CALLS)
signing_of = partial(record_of, MINUTES_SIGNING)
ticket_of = partial(record_of, WAITING_TICKET)


def line_of(item: StoredItem) -> MinuteLine:
    """Raises ValueError when it cannot be read."""
    line = _line(item, item.body, None)
    if item.conflict_body is None:
        return line
    other = _line(item, item.conflict_body, None).version
    # equal while the city's version is still on its way: nothing to choose from yet
    return line if other == line.version else _line(item, item.body, other)


def receipt_of(item: StoredItem) -> Receipt:
    """Raises ValueError when it cannot be read."""
    lost = item.other_body
    other = None if lost is None else RECEIPT.codec.read(lost, other_answer=None).answer
    return record_of(RECEIPT, item, other_answer=other)


def _line(item: StoredItem, body: Mapping[str, Any], conflict: LineVersion | None) -> MinuteLine:
    return MINUTE_LINE.codec.read(
        body,
        id=item.entity_id,
        revision=item.revision,
        storage=item.storage,
        conflict=conflict,
        accepted_after=item.accepted_after,
        saved_at=item.made_at,
    )
