"""Silent calls for help, between the wire's words and the domain's."""

from desktop.contract.channel.help_call import HelpCallState
from desktop.domain.conduct.calls.help_call import MAX_HELP_CALLS, HelpCall, HelpCalls
from desktop.domain.ids import SiteId
from desktop.session.words.misfit import Misfit


def help_calls_from(untrusted: tuple[HelpCallState, ...] | None) -> HelpCalls | None:
    """Who asked, and who sees to it; None: this city passes none on. Raises: Misfit."""
    if untrusted is None:
        return None
    if len(untrusted) > MAX_HELP_CALLS:
        raise Misfit("help_calls")
    return tuple(map(_help_call_from, untrusted))


def _help_call_from(untrusted: HelpCallState) -> HelpCall:
    """Raises: Misfit."""
    if (untrusted.taken_by is None) != (untrusted.taken_at is None):
        raise Misfit("taken")
    if any(at is not None and at.tzinfo is None for at in (untrusted.at, untrusted.taken_at)):
        raise Misfit("naive time")
    return HelpCall(
        site_id=SiteId(untrusted.site_id),
        at=untrusted.at,
        taken_by=None if untrusted.taken_by is None else SiteId(untrusted.taken_by),
        taken_at=untrusted.taken_at,
    )
