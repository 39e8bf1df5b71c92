"""What the live state keeps of the takes before the opening. Pure."""

from dataclasses import replace
from datetime import datetime

from desktop.cityserver.conduct.live.live_state import Live, NotDone
from desktop.contract.problem import ProblemCode
from desktop.domain.room.door_take import (
    SiteTake,
    TakeWord,
    lacking_takes,
    take_of,
    with_leave,
    with_told,
)


def keep_take(live: Live, told: SiteTake, *, made_at: datetime | None) -> Live:
    """A room told of its take; once the session was opened nobody asks any more."""
    if not _asks(live):
        return live
    takes = with_told(live.told.takes, told, made_at=made_at)
    return replace(live, told=replace(live.told, takes=takes))


def keep_leave(live: Live, leave: SiteTake) -> Live:
    """A leader lets a site come in without a take.

    Raises:
        NotDone: not_allowed_now, nothing is to be allowed.
    """
    former = take_of(live.told.takes, leave.site_id)
    is_good = former is not None and former.word is TakeWord.GOOD
    if is_good or not _asks(live):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    takes = with_leave(live.told.takes, leave)
    return replace(live, told=replace(live.told, takes=takes))


def lacks_take(live: Live) -> bool:
    """Whether a site that is here said that it cannot show that it records."""
    here = {seat.site_id for seat in live.told.seats if seat.is_connected}
    return _asks(live) and not here.isdisjoint(lacking_takes(live.told.takes))


def _asks(live: Live) -> bool:
    """Before the opening, where this program is to record."""
    return live.told.opened_at is None and not live.told.platform
