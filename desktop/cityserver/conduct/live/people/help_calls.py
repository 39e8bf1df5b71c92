"""A silent call for help, in the live state. Pure."""

from dataclasses import replace
from datetime import datetime

from desktop.cityserver.conduct.live.live_state import Live, NotDone, seat_of
from desktop.contract.channel.help_call import CallHelp, TakeHelpCall
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.calls.help_call import HelpCalls, with_help_call, with_taken
from desktop.domain.ids import SiteId
from desktop.domain.reception.session import ENDED_STATUSES

HelpMessage = CallHelp | TakeHelpCall
"""What desks say of it; guests say and hear nothing of it."""


def keep_help(live: Live, message: HelpMessage, site_id: SiteId, now: datetime) -> Live:
    """A site asks, or sees to what another one asked for.

    Raises:
        NotDone: of a site that has no seat, of a session that is over, or of what nobody asks for.
    """
    seat_of(live, site_id)
    if live.told.status in ENDED_STATUSES:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    calls = live.told.help_calls or ()
    if isinstance(message, CallHelp):
        return _with(live, with_help_call(calls, site_id, now))
    taken = with_taken(calls, SiteId(message.site_id), site_id, now)
    if taken is None:
        raise NotDone(ProblemCode.NOT_FOUND)
    return _with(live, taken)


def _with(live: Live, calls: HelpCalls) -> Live:
    return replace(live, told=replace(live.told, help_calls=calls))
