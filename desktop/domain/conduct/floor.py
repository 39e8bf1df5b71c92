"""The floor (lời được mời nói): who is heard, when it is given, and the clock of a turn."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.conduct.calls.agency_call import is_listening
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.directory.site import SiteRole
from desktop.domain.ids import SiteId
from desktop.domain.reception.session import CALLED_STATUSES, JOINABLE_STATUSES, OPEN_STATUSES
from desktop.domain.reception.status import SessionStatus

TURN_S = 300
"""A turn by default, policy; the clock warns and never cuts."""

LAST_MINUTE_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnClock:
    """Whole seconds of a turn; remaining_s below 0 is overtime."""

    elapsed_s: int
    remaining_s: int
    is_last_minute: bool


def may_open_microphone(
    role: SiteRole,
    own_site_id: SiteId,
    speaking_site_id: SiteId | None,
    status: SessionStatus,
) -> bool:
    """The microphone opens only with the floor; the central site conducts and may always speak.

    Before the opening there is no floor: every site may be heard, so that it is known whether it
    is. Source: NĐ 154/2026 Đ21, Đ23.1c.
    """
    has_floor = speaking_site_id == own_site_id
    return role is SiteRole.CENTRAL or has_floor or status in CALLED_STATUSES


def can_give_floor(status: SessionStatus) -> bool:
    """Whether somebody may be called, or thanked: in an open session that is not paused."""
    return status in OPEN_STATUSES and status is not SessionStatus.PAUSED


def can_ask_floor(status: SessionStatus) -> bool:
    """Whether hands go up and down and their order is changed: while sites may sit there."""
    return status in JOINABLE_STATUSES


def turn_lasts_s(live: LiveSession, now: datetime) -> float | None:
    """Seconds of the present turn, None while nobody speaks. now: aware, by the city's clock.

    Nobody can speak in a pause, and who waits for the consultation of others does not either:
    their time is not the speaker's.
    """
    if live.floor_since is None:
        return None
    pauses = [(one.at, one.ended_at or now) for one in live.pauses or ()]
    consultations = [(one.at, one.ended_at or now) for one in live.consultations or ()]
    counted, stood = live.floor_since, timedelta()
    for began, ended in sorted((*pauses, *consultations)):
        until = min(ended, now)
        stood += max(timedelta(), until - max(began, counted))
        counted = max(counted, until)
    return (now - live.floor_since - stood).total_seconds()


def heard_sites(live: LiveSession, unbound: Collection[SiteId]) -> tuple[SiteId, ...]:
    """Sites whose microphone the others play now.

    unbound: those of the chair and of the secretary, which need no floor and cannot be locked. In
    a consultation who consults needs no floor either, and nobody else is heard. Before the opening
    everybody is heard who is not locked; in a pause and after the end nobody, and at no time who
    was called in and still listens.
    Source: NĐ 154/2026 Đ21, Đ23.1c.
    """
    is_called = live.status in CALLED_STATUSES
    if not is_called and not can_give_floor(live.status):
        return ()
    locked = set(live.queue.locked if live.queue is not None else ())
    calls = live.calls or ()
    locked.update(seat.site_id for seat in live.seats if is_listening(calls, seat.site_id))
    needs_no_floor = is_called or live.consultation is not None
    return tuple(
        seat.site_id
        for seat in live.seats
        if not live.waits(seat.site_id)
        and (
            seat.site_id in unbound
            or (
                seat.site_id not in locked
                and (needs_no_floor or seat.site_id == live.speaking_site_id)
            )
        )
    )


def turn_clock(elapsed_s: float, *, turn_s: int = TURN_S) -> TurnClock:
    """The clock after `elapsed_s` of a turn; a clock that is set back counts as the beginning."""
    elapsed = max(0, int(elapsed_s))
    remaining = turn_s - elapsed
    return TurnClock(
        elapsed_s=elapsed, remaining_s=remaining, is_last_minute=remaining <= LAST_MINUTE_S
    )
