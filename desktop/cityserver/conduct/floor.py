"""Raised hands and the floor of a running session."""

from dataclasses import replace
from datetime import datetime

from desktop.cityserver.conduct.live_state import Live, NotDone, seat_of, with_seat
from desktop.contract.problem import ProblemCode
from desktop.domain.ids import SiteId


def raise_hand(live: Live, site_id: SiteId, *, has_hand_up: bool) -> Live:
    """Ask for the floor, or no longer."""
    return with_seat(live, replace(seat_of(live, site_id), has_hand_up=has_hand_up))


def give_floor(live: Live, site_id: SiteId | None, now: datetime) -> Live:
    """Invite a site to speak; None ends the turn."""
    if site_id is None:
        return with_floor(live, None, None)
    if live.told.seat(site_id) is None:
        raise NotDone(ProblemCode.NOT_FOUND)
    if site_id == live.told.speaking_site_id:
        return live
    live = raise_hand(live, site_id, has_hand_up=False)
    return with_floor(live, site_id, now)


def with_floor(live: Live, site_id: SiteId | None, since: datetime | None) -> Live:
    """With the floor at this site since then."""
    return replace(live, told=replace(live.told, speaking_site_id=site_id, floor_since=since))
