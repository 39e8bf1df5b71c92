"""Why the city has planned nothing, as messages: a sentence for each reason."""

from collections.abc import Callable
from datetime import date

from desktop.domain.directory.site import Site
from desktop.domain.ids import SiteId
from desktop.domain.reception.planning import PlanFault, PlanProblem
from desktop.domain.reception.session import MAX_SITES
from desktop.presenters.form.values import write_date
from desktop.presenters.view.message import Message, MessageValue, Tone
from desktop.presenters.view.message_code import MessageCode

_CODES: dict[PlanFault, MessageCode] = {
    PlanFault.PAST: MessageCode.PLAN_PAST,
    PlanFault.ENDS_BEFORE: MessageCode.PLAN_ENDS_BEFORE,
    PlanFault.TOO_LONG: MessageCode.PLAN_TOO_LONG,
    PlanFault.TOO_MANY_SITES: MessageCode.PLAN_TOO_MANY_SITES,
    PlanFault.SITE_TWICE: MessageCode.PLAN_SITE_TWICE,
    PlanFault.UNKNOWN_SITE: MessageCode.PLAN_UNKNOWN_SITE,
    PlanFault.UNKNOWN_CASE: MessageCode.PLAN_UNKNOWN_CASE,
    PlanFault.CHAIR_BUSY: MessageCode.PLAN_CHAIR_BUSY,
    PlanFault.SITE_BUSY: MessageCode.PLAN_SITE_BUSY,
    PlanFault.CASE_BUSY: MessageCode.PLAN_CASE_BUSY,
    PlanFault.REQUEST_PLANNED: MessageCode.PLAN_REQUEST_PLANNED,
    PlanFault.ODD_TIME: MessageCode.PLAN_ODD_TIME,
    PlanFault.UNKNOWN_YEAR: MessageCode.PLAN_UNKNOWN_YEAR,
    PlanFault.TOO_NEAR: MessageCode.PLAN_TOO_NEAR,
    PlanFault.NO_PARTICIPANTS: MessageCode.PLAN_NO_PARTICIPANTS,
    PlanFault.NO_DOSSIER: MessageCode.PLAN_NO_DOSSIER,
    PlanFault.BLOCKED_ONLINE: MessageCode.PLAN_BLOCKED_ONLINE,
    PlanFault.NOT_DECIDED: MessageCode.PLAN_NOT_DECIDED,
    PlanFault.FOREIGN_CENTRE: MessageCode.PLAN_FOREIGN_CENTRE,
    PlanFault.CHANGED: MessageCode.PLAN_CHANGED,
    PlanFault.BEGUN: MessageCode.PLAN_BEGUN,
    PlanFault.UNKNOWN: MessageCode.PLAN_UNKNOWN,
}
WHEN_MEANT = frozenset({PlanFault.ODD_TIME, PlanFault.UNKNOWN_YEAR})
"""Pressing again says that it is meant."""
_OF_A_SITE = frozenset(
    {
        PlanFault.CHAIR_BUSY,
        PlanFault.SITE_BUSY,
        PlanFault.UNKNOWN_SITE,
        PlanFault.NO_PARTICIPANTS,
        PlanFault.NO_DOSSIER,
        PlanFault.FOREIGN_CENTRE,
    }
)


def problem_message(problem: PlanProblem, find: Callable[[SiteId], Site | None]) -> Message:
    """One reason in its sentence. find: a site by its id; what is not known is left open."""
    data: dict[str, MessageValue] = {}
    if problem.fault in _OF_A_SITE:
        site = find(SiteId(problem.subject))
        if site is not None:
            data["site"] = site.name
    if problem.at is not None:
        data["at"] = problem.at
    match problem.fault:
        case PlanFault.TOO_NEAR:
            data["day"] = _day(problem.subject)
        case PlanFault.UNKNOWN_YEAR:
            data["year"] = problem.subject
        case PlanFault.TOO_MANY_SITES:
            data |= {"n": problem.subject, "max": MAX_SITES}
        case _:
            pass
    tone = Tone.WARN if problem.fault in WHEN_MEANT else Tone.DANGER
    return Message(code=_CODES[problem.fault], tone=tone, data=data)


def _day(text: str) -> str:
    """2026-12-15 as 15/12/2026; what is no day stays as it came."""
    try:
        return write_date(date.fromisoformat(text))
    except ValueError:
        return text
