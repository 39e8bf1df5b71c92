"""Hits of a search in other sessions, beside the list of sessions: session and excerpt."""

from collections.abc import Collection, Iterator

from desktop.domain.casework.matter.case import Case, PetitionType
from desktop.domain.ids import CaseId, SessionId
from desktop.domain.reception.session import SessionPlan
from desktop.domain.record.events import SearchAnswered
from desktop.domain.record.search import SearchHit, excerpt
from desktop.domain.sync.operation import EntityKind
from desktop.presenters.home.home_state import HitPlace, HomeHit
from desktop.presenters.services.reception import ScheduleService

MOST_SHOWN = 20

_PLACES = {
    EntityKind.MINUTE_LINE: HitPlace.MINUTES,
    EntityKind.PAPER: HitPlace.PAPER,
}


def home_hits(
    answer: SearchAnswered,
    schedule: ScheduleService,
    *,
    listed: Collection[SessionId],
) -> tuple[tuple[HomeHit, ...], int]:
    """At most MOST_SHOWN, the newest session first, and how many more there are.

    Minutes and papers of a denunciation are found from its own session only. listed: sessions that
    the search found in the list above.
    """
    plans = {plan.id: plan for plan in schedule.sessions()}
    case_ids = {case_id for plan in plans.values() for case_id in plan.case_ids}
    cases = {case_id: schedule.case(case_id) for case_id in case_ids}
    found: dict[tuple[SessionId, str], tuple[SearchHit, SessionPlan]] = {}
    for hit in answer.hits:
        for plan in _plans_of(hit, plans):
            is_said = hit.kind not in _PLACES and plan.id in listed
            is_closed = hit.kind in _PLACES and _is_denunciation(plan, cases)
            if not is_said and not is_closed:
                # a session and its case are one find
                key = f"{hit.kind}-{hit.entity_id}" if hit.kind in _PLACES else ""
                found.setdefault((plan.id, key), (hit, plan))
    newest = sorted(found.values(), key=lambda one: one[1].scheduled_start, reverse=True)
    shown = tuple(_home_hit(hit, plan, answer.search) for hit, plan in newest[:MOST_SHOWN])
    return shown, max(0, len(newest) - MOST_SHOWN)


def _plans_of(hit: SearchHit, plans: dict[SessionId, SessionPlan]) -> Iterator[SessionPlan]:
    if hit.kind is EntityKind.CASE:
        yield from (plan for plan in plans.values() if hit.entity_id in plan.case_ids)
        return
    session_id = SessionId(hit.entity_id) if hit.kind is EntityKind.SESSION else hit.session_id
    plan = None if session_id is None else plans.get(session_id)
    if plan is not None:
        yield plan


def _is_denunciation(plan: SessionPlan, cases: dict[CaseId, Case | None]) -> bool:
    known = (cases[case_id] for case_id in plan.case_ids)
    return any(one is not None and one.petition_type is PetitionType.DENUNCIATION for one in known)


def _home_hit(hit: SearchHit, plan: SessionPlan, search: str) -> HomeHit:
    return HomeHit(
        key=f"{hit.kind}-{hit.entity_id}-{plan.id}",
        session_id=plan.id,
        starts_at=plan.scheduled_start,
        title=plan.title,
        place=_PLACES.get(hit.kind, HitPlace.CASE),
        excerpt=excerpt(hit.text, search),
    )
