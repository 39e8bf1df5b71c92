"""The dossier of a case, as a rehearsal looks at it: whose is missing, and its page numbers."""

from collections.abc import Callable

from desktop.app.rehearsal.script.site import Site
from desktop.domain.ids import CaseId
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.reception.schedule_state import ConditionState, PlanCondition


def lacking(desk: DeskPresenter) -> tuple[str, ...]:
    """Sites that lack it, as the screen names them."""
    plan = desk.schedule.state().plan
    rows = () if plan is None else plan.conditions
    found = (one for one in rows if one.condition is PlanCondition.DOSSIER)
    return tuple(name for one in found if one.state is ConditionState.MISSING for name in one.names)


def holds(site: Site, case_id: CaseId, of_site: str) -> Callable[[], bool]:
    """Whether the dossier has something of a site, by the time it is asked."""
    return lambda: of_site in site.room.desk.dossier.sites_with_dossier(case_id)


def labels(site: Site, case_id: CaseId) -> dict[str, str]:
    """Page numbers that a site knows, by paper."""
    papers = site.room.desk.dossier.papers(case_id)
    return {one.paper.id: one.place.label for one in papers if one.place is not None}
