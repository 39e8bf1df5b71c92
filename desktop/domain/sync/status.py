"""Words and pure rules of sync: operations, verdicts, back-off, what is not yet sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from desktop.domain.ids import OperationId

FIRST_DELAY_S = 1.0
MAX_DELAY_S = 300.0


class EntityKind(StrEnum):
    """Kinds of records that travel."""

    SITE = "site"
    CASE = "case"
    SESSION = "session"
    MINUTE_LINE = "minute_line"
    PAPER = "paper"
    FOCAL_POINT = "focal_point"
    DIFFICULTY = "difficulty"
    READINESS_SHEET = "readiness_sheet"
    RECEIPT = "receipt"
    AGENCY = "agency"
    VIEW = "view"


class Verdict(StrEnum):
    """The server's answer to one operation; the same operation gets the same answer for ever."""

    ACCEPTED = "accepted"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One change made here. Frozen once written; a later edit is a new operation.

    id: the idempotency key. base_revision: the server revision the change was made on.
    body: JSON values only.
    """

    id: OperationId
    kind: EntityKind
    entity_id: str
    base_revision: int
    body: Mapping[str, Any]
    made_at: datetime


class Connectivity(StrEnum):
    """Whether the city server answers."""

    ONLINE = "online"
    OFFLINE = "offline"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """What is not yet at the city. oldest_pending_at is None when nothing waits.

    refused_operations: and papers and photos of reports that could not be sent. pending_views:
    notes for the city's audit log; nobody's work, so they are not among the operations.

    clock_offset_s: the city's clock minus the clock of this PC. held_until: all that waits are
    papers, and they may be sent from this hour on.
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
