"""The recordings that lie on this PC, each as far as it can be told without reading its bytes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop.domain.ids import SessionId
from desktop.domain.recording.receipt import ReceiptFault
from desktop.domain.sync.status import RecordingOnWay, RecordingWay


class ShelfWord(StrEnum):
    """Where a recording is, and how far on its way to the city.

    OPEN: it is not closed, or was not looked at yet. WAITING, SENDING, CITY_FULL, NOT_TAKEN: as
    `RecordingWay`. FAULTY: the city has it, and something is wrong. RECEIVED: the city has it
    whole. LET_GO: so it is, and this PC does not keep it any more. DESTROYED: the city has it no
    more, by decision of two people.
    """

    OPEN = "open"
    WAITING = "waiting"
    SENDING = "sending"
    CITY_FULL = "city_full"
    NOT_TAKEN = "not_taken"
    FAULTY = "faulty"
    RECEIVED = "received"
    LET_GO = "let_go"
    DESTROYED = "destroyed"


_WAYS: Final = {
    RecordingWay.WAITING: ShelfWord.WAITING,
    RecordingWay.SENDING: ShelfWord.SENDING,
    RecordingWay.CITY_FULL: ShelfWord.CITY_FULL,
    RecordingWay.NOT_TAKEN: ShelfWord.NOT_TAKEN,
    RecordingWay.FAULTY: ShelfWord.FAULTY,
}
NOT_SENT: Final = frozenset(
    {
        ShelfWord.OPEN,
        ShelfWord.WAITING,
        ShelfWord.SENDING,
        ShelfWord.CITY_FULL,
        ShelfWord.NOT_TAKEN,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CityWord:
    """What the city's last receipt said. at, purged_at: by its clock; purged_at: of a decision."""

    at: datetime
    faults: tuple[ReceiptFault, ...] = ()
    purged_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelvedRecording:
    """One session's recording. parts: how many files; missing: numbers between them without one.

    touched_at: when its newest file was written last, None without a file. is_let_go: the parts
    were here once, and the city has them. told: by the city, None before a receipt. purge_at: from
    when on this PC may let go of it, None: it keeps it, as far as is known now.
    """

    session_id: SessionId
    parts: int
    size_bytes: int
    missing: tuple[int, ...]
    touched_at: datetime | None
    has_key: bool
    is_let_go: bool = False
    told: CityWord | None = None
    purge_at: datetime | None = None


def missing_numbers(numbers: Iterable[int]) -> tuple[int, ...]:
    """From 1 to the greatest, those that are not there."""
    there = set(numbers)
    return tuple(number for number in range(1, max(there, default=0)) if number not in there)


def shelf_word(one: ShelvedRecording, on_way: RecordingOnWay | None) -> ShelfWord:
    """Where it is. on_way: as the sync tells it; it knows more than an older receipt."""
    if one.told is not None and one.told.purged_at is not None:
        return ShelfWord.DESTROYED
    if one.is_let_go:
        return ShelfWord.LET_GO
    if on_way is not None:
        return _WAYS[on_way.way]
    if one.told is None:
        return ShelfWord.OPEN
    return ShelfWord.FAULTY if one.told.faults else ShelfWord.RECEIVED


def shelf_faults(one: ShelvedRecording, on_way: RecordingOnWay | None) -> tuple[ReceiptFault, ...]:
    """What is wrong with it at the city."""
    if on_way is not None:
        return tuple(map(ReceiptFault, on_way.faults))
    return () if one.told is None else one.told.faults


def purge_at(told: CityWord | None, after_days: int | None) -> datetime | None:
    """From when on a room may let go of what the city told so of; None: it keeps it.

    after_days: the policy's delay behind the receipt, None without one.
    """
    if told is None or told.faults or after_days is None:
        return None
    return told.at + timedelta(days=after_days)


def sent_percent(on_way: RecordingOnWay | None) -> int:
    """Of its bytes; never 100 before the city has all."""
    if on_way is None or on_way.size_bytes <= 0:
        return 0
    return min(99, on_way.sent_bytes * 100 // on_way.size_bytes)


def by_session(on_way: Iterable[RecordingOnWay]) -> Mapping[SessionId, RecordingOnWay]:
    """Those that are on their way."""
    return {one.session_id: one for one in on_way}
