"""The call in which a session is tried: what its sites see and hear of each other. Pure."""

from dataclasses import replace
from datetime import datetime

from desktop.cityserver.conduct.live_state import Live, NotDone, seat_of
from desktop.contract.channel.trial import SenseSites
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.trial import Sense, missing_directions, with_sense
from desktop.domain.ids import SiteId


def sense(live: Live, site_id: SiteId, message: SenseSites, now: datetime) -> Live:
    """What a seat sees and hears now; what it says of who has no seat is not kept."""
    seat_of(live, site_id)
    told = (
        Sense(of_site_id=SiteId(one.site_id), sees=one.sees, hears=one.hears)
        for one in message.sites
        if live.told.seat(SiteId(one.site_id)) is not None
    )
    sensed = with_sense(live.told.sensed, site_id, told, now)
    return replace(live, told=replace(live.told, sensed=sensed))


def check_passed(live: Live, site_ids: frozenset[SiteId], now: datetime) -> None:
    """Refuse what was not measured: every site is there, sees and hears every other one.

    Raises:
        NotDone: not_allowed_now.
    """
    there = {seat.site_id for seat in live.told.seats if seat.is_connected}
    is_complete = there == site_ids and len(site_ids) > 1
    if not is_complete or missing_directions(live.told.sensed, site_ids, now):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
