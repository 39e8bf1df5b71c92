"""Why a session is not planned: time, sites, chair and cases, against what is planned already."""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.cityserver.store.tables.records import EntityRow
from desktop.contract.scheduling import PlanFaultOut
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.planning import PlanFault, holds_its_cases
from desktop.domain.reception.scheduling import (
    Obstacle,
    ObstacleKind,
    booking_of,
    obstacles,
)
from desktop.domain.reception.session import OVER_STATUSES, SessionPlan
from desktop.domain.reception.working_days import WorkingDays
from desktop.mapping.codec import Unfit
from desktop.mapping.records import SESSION

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is there when a session is planned.

    others: other sessions that take something, or receive one of its cases. requested: of its
    cases those that are made of a request. needs_notice: False of practice that is planned anew.
    """

    others: Mapping[SessionId, SessionPlan]
    site_ids: Collection[SiteId]
    table: WorkingDays
    now: datetime
    requested: Collection[str] = ()
    needs_notice: bool = True


def plan_faults(
    plan: SessionPlan, around: Around, *, meant: Collection[ObstacleKind] = ()
) -> Iterator[PlanFaultOut]:
    """Everything that is in its way.

    plan: with its gates. meant: what whoever plans was told, and wants all the same.
    """
    yield from _in_the_way(plan, around, meant=meant)
    yield from _busy_cases(plan, around)
    unknown = (one for one in plan.site_ids if one not in around.site_ids)
    yield from (plan_fault(PlanFault.UNKNOWN_SITE, one) for one in unknown)


def plan_fault(fault: PlanFault, subject: str = "", at: datetime | None = None) -> PlanFaultOut:
    """One of them as it is told."""
    return PlanFaultOut(word=fault.value, subject=subject, at=at)


def readable(rows: Iterable[EntityRow]) -> dict[SessionId, SessionPlan]:
    """Sessions by id; one that no program reads any more keeps nobody from planning others."""
    found = {}
    for row in rows:
        session_id = SessionId(row.entity_id)
        try:
            found[session_id] = SESSION.codec.read(row.body, id=session_id)
        except Unfit as unfit:
            logger.warning("session not looked at session=%s faults=%s", session_id, unfit.faults)
    return found


def _in_the_way(
    plan: SessionPlan, around: Around, *, meant: Collection[ObstacleKind] = ()
) -> Iterator[PlanFaultOut]:
    """By the rule that desks show too."""
    draft = booking_of(plan)
    if draft is None:
        return
    others = [one for one in map(booking_of, around.others.values()) if one is not None]
    notice = next(gate for gate in plan.gates if gate.kind is GateKind.NOTICE)
    is_settled = notice.passed_at is not None or bool(notice.override_by)
    has_gates = not is_settled and around.needs_notice
    found = obstacles(draft, others, now=around.now, table=around.table, has_gates=has_gates)
    in_the_way = (one for one in found if one.kind not in meant)
    yield from dict.fromkeys(_fault_of(one, around, len(plan.site_ids)) for one in in_the_way)


def _busy_cases(plan: SessionPlan, around: Around) -> Iterator[PlanFaultOut]:
    """A case is in one place at a time; a request is received in one session."""
    for other in around.others.values():
        is_apart = (
            other.scheduled_end <= plan.scheduled_start
            or plan.scheduled_end <= other.scheduled_start
        )
        is_met = not is_apart and other.status not in OVER_STATUSES
        for case_id in sorted(set(plan.case_ids) & set(other.case_ids)):
            if case_id in around.requested and holds_its_cases(other, plan.continues_session_id):
                yield plan_fault(PlanFault.REQUEST_PLANNED, case_id, other.scheduled_start)
            elif is_met:
                yield plan_fault(PlanFault.CASE_BUSY, case_id, other.scheduled_start)


FAULTS: Mapping[ObstacleKind, PlanFault] = {
    ObstacleKind.ORDER: PlanFault.ENDS_BEFORE,
    ObstacleKind.TOO_LONG: PlanFault.TOO_LONG,
    ObstacleKind.PAST: PlanFault.PAST,
    ObstacleKind.SITES: PlanFault.SITE_TWICE,
    ObstacleKind.TOO_MANY_SITES: PlanFault.TOO_MANY_SITES,
    ObstacleKind.CHAIR: PlanFault.CHAIR_BUSY,
    ObstacleKind.SITE: PlanFault.SITE_BUSY,
    ObstacleKind.ROOM: PlanFault.SITE_BUSY,
    ObstacleKind.NOTICE_TOO_LATE: PlanFault.TOO_NEAR,
    ObstacleKind.HOLIDAY: PlanFault.ODD_TIME,
    ObstacleKind.OUTSIDE_HOURS: PlanFault.ODD_TIME,
    ObstacleKind.UNKNOWN_DAY: PlanFault.UNKNOWN_YEAR,
}


def _fault_of(obstacle: Obstacle, around: Around, site_count: int) -> PlanFaultOut:
    fault = FAULTS[obstacle.kind]
    other = None if obstacle.session_id is None else around.others.get(obstacle.session_id)
    subject: str = obstacle.site_id or ""
    if fault is PlanFault.TOO_MANY_SITES:
        subject = str(site_count)
    elif fault is PlanFault.TOO_NEAR and obstacle.day is not None:
        subject = obstacle.day.isoformat()
    elif fault is PlanFault.UNKNOWN_YEAR and obstacle.day is not None:
        subject = str(obstacle.day.year)
    return plan_fault(fault, subject, other.scheduled_start if other is not None else None)
