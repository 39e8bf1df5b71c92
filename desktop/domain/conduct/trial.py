"""The trial connection: what each site saw and heard of each other one (NĐ 154/2026 Đ23.1b).

It is a call of its own beside the session: no seat of the session, no minutes, no recording.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.session import TRIED_STATUSES, SessionPlan

FRESH: Final = timedelta(seconds=30)
"""How long what was seen and heard counts."""
MAX_ID_CHARACTERS: Final = 58
"""Of a session that can be tried: the id of its call is not longer than an id of the wire."""
_PREFIX: Final = "trial:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What this site makes of another one now: a picture that moves, speech that is heard."""

    of_site_id: SiteId
    sees: bool
    hears: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensed:
    """One direction of the trial, as the receiving site told it. at: aware, of the city."""

    by_site_id: SiteId
    of_site_id: SiteId
    sees: bool
    hears: bool
    at: datetime

    def is_fresh(self, now: datetime) -> bool:
        """Whether it still counts."""
        return now - self.at <= FRESH

    @property
    def is_good(self) -> bool:
        """Seen and heard."""
        return self.sees and self.hears


def trial_id(session_id: SessionId) -> SessionId | None:
    """The call in which a session is tried; None: its id is too long for one."""
    if len(session_id) > MAX_ID_CHARACTERS:
        return None
    return SessionId(f"{_PREFIX}{session_id}")


def may_be_tried(plan: SessionPlan) -> bool:
    """Its rooms were not called yet, and nobody has tried it with success."""
    is_tried = any(
        gate.kind is GateKind.TRIAL and gate.passed_at is not None for gate in plan.gates
    )
    is_ahead = plan.status in TRIED_STATUSES and bool(plan.gates)
    return is_ahead and not is_tried and trial_id(plan.id) is not None


def tried_session(call_id: SessionId) -> SessionId | None:
    """The session that a call tries; None: it is no trial."""
    if not call_id.startswith(_PREFIX):
        return None
    return SessionId(call_id.removeprefix(_PREFIX))


def directions(site_ids: Iterable[SiteId]) -> Iterator[tuple[SiteId, SiteId]]:
    """Every (receiving, sending) pair of sites."""
    sites = tuple(site_ids)
    yield from ((by, of) for by in sites for of in sites if by != of)


def missing_directions(
    sensed: Iterable[Sensed], site_ids: Iterable[SiteId], now: datetime
) -> tuple[tuple[SiteId, SiteId], ...]:
    """The (receiving, sending) pairs that are not seen and heard now, in the order of the sites."""
    good = {(one.by_site_id, one.of_site_id) for one in sensed if one.is_good and one.is_fresh(now)}
    return tuple(pair for pair in directions(site_ids) if pair not in good)


def with_sense(
    sensed: Iterable[Sensed], by_site_id: SiteId, told: Iterable[Sense], now: datetime
) -> tuple[Sensed, ...]:
    """With what this site says of the others in the place of what it said before."""
    others = tuple(one for one in sensed if one.by_site_id != by_site_id)
    fresh = (
        Sensed(
            by_site_id=by_site_id,
            of_site_id=one.of_site_id,
            sees=one.sees,
            hears=one.hears,
            at=now,
        )
        for one in told
        if one.of_site_id != by_site_id
    )
    return (*others, *fresh)


def trial_evidence(site_count: int, at: datetime) -> str:
    """The line that is kept with the gate when every direction was seen and heard."""
    return _evidence("Kết nối thử", site_count, at)


def connected_evidence(site_count: int, at: datetime) -> str:
    """The same of the gate before the opening."""
    return _evidence("Nối đủ các điểm cầu", site_count, at)


def _evidence(what: str, site_count: int, at: datetime) -> str:
    ways = site_count * (site_count - 1)
    hour = at.astimezone(LOCAL_ZONE)
    return (
        f"{what} {hour:%H:%M ngày %d/%m/%Y}: {site_count} điểm cầu, "
        f"{ways}/{ways} chiều thấy, {ways}/{ways} chiều nghe (máy đo)"
    )
