"""State of the synchronisation: connectivity, counts, delays between tries."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import SessionId

FIRST_DELAY_S = 1.0


MAX_DELAY_S = 300.0


class Connectivity(StrEnum):
    """Whether the city server answers."""

    ONLINE = "online"
    OFFLINE = "offline"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One thing that the city did not take. reason: the city's word, machine-readable."""

    entity_id: str
    reason: str


class RecordingWay(StrEnum):
    """How far the recording of a session came.

    WAITING: it is sent after everything else, and never beside a call. CITY_FULL: the city has no
    room for it. NOT_TAKEN: the city takes none, or not this one. FAULTY: it is there, and something
    is wrong with it.
    """

    WAITING = "waiting"
    SENDING = "sending"
    CITY_FULL = "city_full"
    NOT_TAKEN = "not_taken"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingOnWay:
    """A closed recording of this PC that the city has not whole. faults: words of ReceiptFault."""

    session_id: SessionId
    size_bytes: int
    sent_bytes: int
    way: RecordingWay
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """What is not yet at the city. oldest_pending_at is None when nothing waits.

    refused_operations: and papers and photos of reports that could not be sent. pending_views:
    notes for the city's audit log; nobody's work, so they are not among the operations.

    clock_offset_s: the city's clock minus the clock of this PC. held_until: all that waits are
    papers, and they may be sent from this hour on. refusals: what was refused, oldest first.
    recordings: counted in none of these; they go when nothing else waits.
    """

    connectivity: Connectivity
    pending_operations: int
    pending_papers: int
    pending_bytes: int
    refused_operations: int
    oldest_pending_at: datetime | None
    confirmed_at: datetime | None
    clock_offset_s: float
    held_until: datetime | None = None
    pending_views: int = 0
    refusals: tuple[Refusal, ...] = ()
    recordings: tuple[RecordingOnWay, ...] = ()

    @property
    def is_all_sent(self) -> bool:
        """No work of people waits and none was refused."""
        return not (self.pending_operations or self.pending_papers or self.refused_operations)


def backoff_s(attempt: int, jitter: float, *, cap_s: float = MAX_DELAY_S) -> float:
    """Full jitter: seconds to wait before retry number `attempt` (from 0).

    jitter: uniform in [0, 1). Returns at least a tenth of FIRST_DELAY_S, at most `cap_s`.
    """
    ceiling = min(cap_s, FIRST_DELAY_S * 2.0 ** min(attempt, 30))
    return max(FIRST_DELAY_S / 10, ceiling * jitter)
