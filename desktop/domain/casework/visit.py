"""Lượt tiếp: one reception of a person or group, from the door to its outcome (domain.md §4.6)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from desktop.domain.ids import (
    CitizenId,
    DocumentId,
    GroupId,
    IdentityCheckId,
    PetitionId,
    SessionId,
    SiteId,
    StandingId,
    UserId,
    VisitId,
)


class VisitStatus(StrEnum):
    """Where a visit stands (domain.md §5)."""

    REGISTERED = "registered"
    ARRIVED = "arrived"
    IDENTIFYING = "identifying"
    IDENTIFIED = "identified"
    WAITING = "waiting"
    CALLED = "called"
    IN_RECEPTION = "in_reception"
    OUTCOME_RECORDED = "outcome_recorded"
    CLOSED = "closed"
    NO_SHOW = "no_show"
    WITHDRAWN = "withdrawn"
    REDIRECTED = "redirected"
    REFUSED = "refused"


class VisitOutcome(StrEnum):
    """Kết quả tiếp."""

    ACCEPTED = "accepted"
    GUIDED = "guided"
    FORWARDED = "forwarded"
    URGED_LOWER = "urged_lower"
    EXPLAINED = "explained"
    ANSWERED = "answered"
    SUPPLEMENT = "supplement"
    RETURNED = "returned"
    REFUSED = "refused"
    WANTS_LEADER = "wants_leader"


V = VisitStatus
_LEFT = frozenset({V.WITHDRAWN, V.REDIRECTED})
_LEFT_OR_REFUSED = _LEFT | {V.REFUSED}

_MOVES: dict[VisitStatus, frozenset[VisitStatus]] = {
    V.REGISTERED: _LEFT | {V.ARRIVED, V.NO_SHOW},
    V.ARRIVED: _LEFT_OR_REFUSED | {V.IDENTIFYING},
    V.IDENTIFYING: _LEFT_OR_REFUSED | {V.IDENTIFIED},
    V.IDENTIFIED: _LEFT_OR_REFUSED | {V.WAITING},
    V.WAITING: _LEFT_OR_REFUSED | {V.CALLED},
    V.CALLED: _LEFT_OR_REFUSED | {V.IN_RECEPTION, V.WAITING},
    V.IN_RECEPTION: frozenset({V.OUTCOME_RECORDED, V.REFUSED}),
    V.OUTCOME_RECORDED: frozenset({V.CLOSED}),
    V.CLOSED: frozenset(),
    V.NO_SHOW: frozenset(),
    V.WITHDRAWN: frozenset(),
    V.REDIRECTED: frozenset(),
    V.REFUSED: frozenset(),
}

FINAL_VISITS = frozenset(status for status, after in _MOVES.items() if not after)
"""Nothing follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit; fields are named as in domain.md §4.6.

    session_id: None while it waits for a session, and of a reception at the desk without one.
    ticket_no: from 1, of the site's day. visit_number: the how manieth reception in the matter,
    from 1. check_ids, standing_ids, group_id: of the people who came. papers_again: that were given
    at this visit and stood in the dossier already. Times: aware.
    """

    id: VisitId
    owner_site_id: SiteId
    created_at: datetime
    created_by: UserId
    session_id: SessionId | None
    ticket_no: int
    citizen_ids: tuple[CitizenId, ...]
    petition_ids: tuple[PetitionId, ...]
    status: VisitStatus = VisitStatus.REGISTERED
    arrived_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    visit_number: int = 1
    outcome: VisitOutcome | None = None
    check_ids: tuple[IdentityCheckId, ...] = ()
    standing_ids: tuple[StandingId, ...] = ()
    group_id: GroupId | None = None
    papers_again: tuple[DocumentId, ...] = ()


def can_visit_move(origin: VisitStatus, target: VisitStatus) -> bool:
    """Whether domain.md §5 lists this pair; others are refused and logged."""
    return target in _MOVES[origin]


def visit_moves(origin: VisitStatus) -> frozenset[VisitStatus]:
    """Where a visit may go from here."""
    return _MOVES[origin]


def may_visit_become(origin: VisitStatus, target: VisitStatus) -> bool:
    """Whether lawful moves lead from one to the other; none is needed for the same.

    A desk without a network makes several, and the city hears of the last alone.
    """
    reached = {origin}
    due = [origin]
    while due:
        new = _MOVES[due.pop()] - reached
        reached |= new
        due += new
    return target in reached


def are_times_in_order(visit: Visit, now: datetime) -> bool:
    """Nobody ends before they began or begins before they came, and nothing is ahead of `now`.

    A later time needs the earlier ones.
    """
    times = (visit.arrived_at, visit.started_at, visit.ended_at)
    known = [at for at in times if at is not None]
    has_gap = times[: len(known)] != tuple(known)
    return not has_gap and all(one <= other for one, other in pairwise([*known, now]))
