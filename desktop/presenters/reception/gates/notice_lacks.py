"""What a flagged case lacks when its notice is to be noted: by the rule of its scheduling."""

from collections.abc import Callable

from desktop.domain.casework.matter.flags import Lacking, SiteLack, lacks_before_scheduling
from desktop.domain.directory.site import Site, SiteKind
from desktop.domain.ids import SiteId
from desktop.domain.reception.planning import PlanFault, PlanProblem
from desktop.domain.reception.session import SessionPlan
from desktop.presenters.reception.planning.plan_problems import problem_message
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

_LACKS = {
    PlanFault.NO_DOSSIER: MessageCode.NOTICE_NO_DOSSIER,
    PlanFault.NO_PARTICIPANTS: MessageCode.NOTICE_NO_PARTICIPANTS,
}
_FAULTS = {
    Lacking.DOSSIER: PlanFault.NO_DOSSIER,
    Lacking.PARTICIPANTS: PlanFault.NO_PARTICIPANTS,
}


def known_lacks(plan: SessionPlan, services: Services) -> tuple[PlanProblem, ...]:
    """As far as this PC knows, each thing once: a unit knows its own dossier alone."""
    own = services.schedule.own_site()
    there = {person.site_id for person in plan.participants}
    found = dict[SiteLack, None]()
    for case_id in plan.case_ids:
        case = services.schedule.case(case_id)
        if case is not None:
            found |= dict.fromkeys(
                lacks_before_scheduling(
                    case.flags,
                    plan.site_ids,
                    with_dossier=services.dossier.sites_with_dossier(case_id),
                    with_participants=there,
                )
            )
    is_all_known = own.kind is SiteKind.HEADQUARTERS
    return tuple(
        PlanProblem(fault=_FAULTS[one.what], subject=one.site_id)
        for one in found
        if is_all_known or one.what is Lacking.PARTICIPANTS or one.site_id == own.id
    )


def lack_message(problem: PlanProblem, find: Callable[[SiteId], Site | None]) -> Message:
    """What the notice waits for; every other reason in the sentence that it has of a plan."""
    code = _LACKS.get(problem.fault)
    if code is None:
        return problem_message(problem, find)
    site = find(SiteId(problem.subject))
    data = {"site": site.name} if site is not None else {}
    return Message(code=code, tone=Tone.DANGER, data=data)
