"""Who conducts while nobody of the central site does: the named deputy, else nobody. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from desktop.cityserver.conduct.live.course.pauses import pause_session
from desktop.cityserver.conduct.live.live_state import Live
from desktop.domain.conduct.companion import conducts_beside
from desktop.domain.conduct.deputy import Deputy, next_deputy
from desktop.domain.ids import SiteId
from desktop.domain.reception.session import OPEN_STATUSES, can_move
from desktop.domain.reception.status import PauseReason, SessionStatus


def has_chair(live: Live, central_site_id: SiteId) -> bool:
    """Somebody of the central site conducts.

    A clerk at a companion desk conducts for the chair, and sees that the seat is not connected.
    """
    seat = live.told.seat(central_site_id)
    is_there = seat is not None and seat.is_connected
    return is_there or conducts_beside(live.told.companions or (), central_site_id)


def lacks_chair(live: Live, central_site_id: SiteId, deputies: Sequence[SiteId]) -> bool:
    """Nobody conducts, and something can be done about it.

    deputies: sites of named deputies, in their order. A session that is paused waits for one.
    """
    if live.told.status not in OPEN_STATUSES or has_chair(live, central_site_id):
        return False
    there = _there(live)
    if live.told.deputy is not None and live.told.deputy.site_id in there:
        return False
    can_pause = can_move(live.told.status, SessionStatus.PAUSED)
    return can_pause or next_deputy(deputies, there) is not None


def conduct_without_chair(
    live: Live, central_site_id: SiteId, deputies: Sequence[SiteId], now: datetime
) -> Live:
    """The right to conduct passes to a deputy who is there; else the city pauses the session."""
    if not lacks_chair(live, central_site_id, deputies):
        return live
    site_id = next_deputy(deputies, _there(live))
    if site_id is not None:
        return _with(live, Deputy(site_id=site_id, since=now))
    return pause_session(_with(live, None), PauseReason.TECHNICAL, now)


def follow_deputy(live: Live, central_site_id: SiteId) -> Live:
    """The right goes back as soon as the chair is there, and ends with the session."""
    is_over = live.told.status not in OPEN_STATUSES
    return _with(live, None) if is_over or has_chair(live, central_site_id) else live


def _there(live: Live) -> frozenset[SiteId]:
    """Sites whose desk is connected and can conduct: a program of before 0.4.0 cannot."""
    return frozenset(site_id for site_id, holder in live.holders if holder.can_depute)


def _with(live: Live, deputy: Deputy | None) -> Live:
    if live.told.deputy == deputy:
        return live
    return replace(live, told=replace(live.told, deputy=deputy))
