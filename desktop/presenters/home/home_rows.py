"""Rows of the home screen: which sessions, in which order, with which verb. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.domain.casework.matter.case import Case
from desktop.domain.conduct.trial import may_be_tried
from desktop.domain.directory.site import SiteRole
from desktop.domain.ids import SiteId
from desktop.domain.reception.gate import Gate, GateKind, GateState, gate_state
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.session import (
    JOINABLE_STATUSES,
    SessionPlan,
    site_role,
)
from desktop.presenters.home.home_state import HomePeriod, HomeRow
from desktop.presenters.view.gate_cell import gate_cell, local_day
from desktop.presenters.view.session_verb import session_verb

WEEK_DAYS = 7


def is_in_period(plan: SessionPlan, period: HomePeriod, today: date) -> bool:
    """Whether a session belongs to the list; one that still runs from yesterday is today's."""
    day = local_day(plan.scheduled_start)
    if day < today:
        return plan.status in JOINABLE_STATUSES and today - day == timedelta(days=1)
    if period is HomePeriod.TODAY:
        return day == today
    return period is HomePeriod.AHEAD or day < today + timedelta(days=WEEK_DAYS)


def row_order(row: HomeRow) -> tuple[date, bool, datetime]:
    """Day by day, flagged cases first, then by time."""
    return (local_day(row.starts_at), not row.flags, row.starts_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFacts:
    """What all rows share. now: the city's time, aware. is_offline: the city does not answer.

    may_join: the person may enter sessions at all.
    """

    now: datetime
    own_site_id: SiteId
    may_join: bool
    is_offline: bool


def build_row(
    plan: SessionPlan, case: Case | None, *, central_site_name: str, facts: RowFacts
) -> HomeRow:
    """One row. A session that was ended without signatures says how."""
    citizen = next(
        (
            person.label
            for role in (ParticipantRole.CITIZEN_REPRESENTATIVE, ParticipantRole.CITIZEN)
            for person in plan.participants
            if person.role is role
        ),
        "",
    )
    return HomeRow(
        session_id=plan.id,
        starts_at=plan.scheduled_start,
        title=plan.title,
        flags=case.flags if case else frozenset(),
        group_size=case.group_size if case else 0,
        citizen_label=citizen,
        chair_label=plan.chair_label,
        central_site_name=central_site_name,
        own_role=site_role(plan, facts.own_site_id) or SiteRole.COMPONENT,
        status=plan.status if plan.ending is None else plan.ending.status,
        gates=tuple(gate_cell(gate, facts.now, is_offline=facts.is_offline) for gate in plan.gates),
        verb=session_verb(plan, may_join=facts.may_join),
        is_practice=plan.is_practice,
    )


def missing_trial(plans: Iterable[SessionPlan], now: datetime) -> Gate | None:
    """The first trial gate that is overdue, of a session that can still be tried."""
    for plan in filter(may_be_tried, plans):
        for gate in plan.gates:
            if gate.kind is GateKind.TRIAL and gate_state(gate, now) is GateState.OVERDUE:
                return gate
    return None
