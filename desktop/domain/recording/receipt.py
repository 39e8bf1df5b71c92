"""The city's receipt of a recording as a room keeps it, what is wrong by it, and when to purge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

RIGHT_SEAL: Final = "right"
NO_SEAL: Final = "none"
"""Of a recording that was never closed, or not yet sealed. Other words: SealFault."""


class ReceiptFault(StrEnum):
    """What a person has to know of a recording at the city, the gravest first.

    REFUSED: bytes did not check and were kept apart. DAMAGED: they are not what the city kept once.
    MISSING: parts are not there. UNLINKED: one does not follow the one before it. WRONG_SEAL: the
    seal is not this recording's. KEY_GONE: the room has no key to it. NOT_CLOSED: nothing says that
    it ends there. NO_SEAL: nothing says who wrote it.
    """

    REFUSED = "refused"
    DAMAGED = "damaged"
    MISSING = "missing"
    UNLINKED = "unlinked"
    WRONG_SEAL = "wrong_seal"
    KEY_GONE = "key_gone"
    NOT_CLOSED = "not_closed"
    NO_SEAL = "no_seal"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAtCity:
    """A receipt. received_at, told_at: by the city's clock. hashes: of parts, by number, SHA-256.

    missing, refused, damaged, unlinked: numbers of parts. is_held: it may be purged nowhere.
    purged_at: when two people at the city decided that it be destroyed; hashes are of what was.
    """

    received_at: datetime
    told_at: datetime
    hashes: Mapping[int, str]
    missing: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()
    damaged: tuple[int, ...] = ()
    unlinked: tuple[int, ...] = ()
    is_closed: bool
    is_whole: bool
    seal: str
    has_key: bool = True
    is_held: bool = False
    purged_at: datetime | None = None


def faults_of(kept: KeptAtCity) -> tuple[ReceiptFault, ...]:
    """Everything that is wrong, the gravest first; empty: nothing is.

    Of what was destroyed by decision nothing is wrong any more.
    """
    if kept.purged_at is not None:
        return ()
    fault = ReceiptFault
    found = {
        fault.REFUSED: bool(kept.refused),
        fault.DAMAGED: bool(kept.damaged),
        fault.MISSING: bool(kept.missing),
        fault.UNLINKED: bool(kept.unlinked),
        fault.WRONG_SEAL: kept.seal not in {RIGHT_SEAL, NO_SEAL},
        fault.KEY_GONE: not kept.has_key,
        fault.NOT_CLOSED: not kept.is_closed,
        fault.NO_SEAL: kept.is_closed and kept.seal == NO_SEAL,
    }
    return tuple(one for one in fault if found[one])


def may_purge(kept: KeptAtCity, here: Mapping[int, str], after_days: int | None) -> bool:
    """Whether the room's own bytes may go. Source: domain.md §9, 6.

    here: hashes of the parts as they lie in the room, by number. after_days: the policy's delay
    behind the receipt, by the city's clock; None: a room purges nothing. What was destroyed at
    the city by decision is destroyed here as well.
    """
    is_equal = bool(here) and dict(kept.hashes) == dict(here)
    if after_days is None or kept.is_held or not is_equal:
        return False
    if kept.purged_at is not None:
        return True
    is_due = kept.told_at - kept.received_at >= timedelta(days=after_days)
    return is_due and kept.is_whole and not faults_of(kept)
