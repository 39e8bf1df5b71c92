"""Sessions that receive one case: which is next, which are over, how often it was received."""

from collections.abc import Iterable
from datetime import datetime

from desktop.domain.casework.intake import has_come
from desktop.domain.casework.visit import Visit
from desktop.domain.ids import CaseId
from desktop.domain.reception.session import (
    CALLED_STATUSES,
    ENDED_STATUSES,
    OPEN_STATUSES,
    OVER_STATUSES,
    TAKING_STATUSES,
    SessionPlan,
)
from desktop.domain.reception.status import SessionStatus

_HELD = ENDED_STATUSES - {SessionStatus.REFUSED}
_RUNNING = OPEN_STATUSES | CALLED_STATUSES


def sessions_of_case(plans: Iterable[SessionPlan], case_id: CaseId) -> tuple[SessionPlan, ...]:
    """By scheduled start."""
    own = (plan for plan in plans if case_id in plan.case_ids)
    return tuple(sorted(own, key=lambda plan: (plan.scheduled_start, plan.id)))


def next_session(plans: Iterable[SessionPlan], now: datetime) -> SessionPlan | None:
    """The one that runs, else the first that is to come; now: aware.

    One that nobody opened is none any more once its time is over.
    """
    ahead = [
        plan
        for plan in plans
        if plan.status in TAKING_STATUSES and (plan.status in _RUNNING or plan.scheduled_end >= now)
    ]
    return min(
        ahead, key=lambda plan: (plan.status not in OPEN_STATUSES, plan.scheduled_start, plan.id),
        default=None,
    )  # fmt: skip


def earlier_sessions(plans: Iterable[SessionPlan]) -> tuple[SessionPlan, ...]:
    """Those that are over, the newest first."""
    over = (plan for plan in plans if plan.status in OVER_STATUSES)
    return tuple(sorted(over, key=lambda plan: (plan.scheduled_start, plan.id), reverse=True))


def times_received(plans: Iterable[SessionPlan], visits: Iterable[Visit] = ()) -> int:
    """How many of them were held, and how often somebody was received without a session.

    One that was refused, postponed or cancelled was not held. visits: of the case, at this unit; a
    visit in a session is that session.
    """
    held = sum(plan.status in _HELD for plan in plans)
    return held + sum(has_come(visit) and visit.session_id is None for visit in visits)
