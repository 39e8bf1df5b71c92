"""Gọi hỗ trợ an ninh: a site asks, without a word, for people who keep order (ux.md §1.3, F11)."""

from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.ids import SiteId

MAX_HELP_CALLS = 32
"""Of one session that are kept with it; the audit log has all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCall:
    """A site asked. taken_by: the site where somebody sees to it, None while nobody does.

    at, taken_at: aware, of the city's clock.
    """

    site_id: SiteId
    at: datetime
    taken_by: SiteId | None = None
    taken_at: datetime | None = None


HelpCalls = tuple[HelpCall, ...]
"""Of one session, oldest first."""


def with_help_call(calls: HelpCalls, site_id: SiteId, at: datetime) -> HelpCalls:
    """A site asks. Once more before somebody sees to it changes nothing: it stands already.

    Never refused: where there are too many, the oldest that somebody saw to makes room.
    """
    if open_help_call(calls, site_id) is not None:
        return calls
    if len(calls) >= MAX_HELP_CALLS:
        over = next((one for one in calls if one.taken_by is not None), calls[0])
        calls = tuple(one for one in calls if one is not over)
    return (*calls, HelpCall(site_id=site_id, at=at))


def with_taken(
    calls: HelpCalls, site_id: SiteId, taken_by: SiteId, at: datetime
) -> HelpCalls | None:
    """Another site sees to it; None: this site asks for nothing, or for itself."""
    wanted = open_help_call(calls, site_id)
    if wanted is None or taken_by == site_id:
        return None
    taken = replace(wanted, taken_by=taken_by, taken_at=at)
    return tuple(taken if one is wanted else one for one in calls)


def open_help_call(calls: HelpCalls, site_id: SiteId) -> HelpCall | None:
    """What a site asks for and nobody sees to yet."""
    open_ones = (one for one in calls if one.site_id == site_id and one.taken_by is None)
    return next(open_ones, None)


def help_wanted(calls: HelpCalls, own_site_id: SiteId) -> HelpCall | None:
    """The oldest call of another site that nobody sees to yet."""
    wanted = (one for one in calls if one.site_id != own_site_id and one.taken_by is None)
    return next(wanted, None)
