"""The sites of a session as it is now: those of its plan, and those that were called in since."""

from desktop.domain.conduct.calls.agency_call import active_call, all_sites, sites_with
from desktop.domain.ids import SiteId
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.live.session_facts import SessionFacts


def site_name(context: SessionContext, facts: SessionFacts, site_id: SiteId) -> str:
    """Of who was called in while this desk sat here the name by which it was called."""
    call = active_call(facts.calls, site_id)
    known = context.site(site_id)
    return call.name if known is None and call is not None else context.site_name(site_id)


def seated_sites(context: SessionContext, facts: SessionFacts) -> tuple[SiteId, ...]:
    """Sites of the plan, and behind them those that were called in; without those let go."""
    return sites_with(facts.calls, context.plan.site_ids)


def invited_sites(context: SessionContext, facts: SessionFacts) -> tuple[SiteId, ...]:
    """The same, with those that were called in and have gone again."""
    return all_sites(facts.calls, context.plan.site_ids)
