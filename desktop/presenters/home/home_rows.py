"""Rows of the home screen: which sessions, in which order, with which verb. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from desktop.domain.case import Case
from desktop.domain.deadlines import LOCAL_ZONE
from desktop.domain.enums import GateKind, ParticipantRole, SiteRole
from desktop.domain.gate import Gate, GateState, gate_state
from desktop.domain.ids import SiteId
from desktop.domain.session import JOINABLE_STATUSES, OVER_STATUSES, SessionPlan, site_role
from desktop.domain.text import folded
from desktop.presenters.home_state import GateCell, HomePeriod, HomeRow, HomeVerb

WEEK_DAYS = 7


def local_day(instant: datetime) -> date:
    """The day in Hai Phong of an aware instant."""
    return instant.astimezone(LOCAL_ZONE).date()


def is_in_period(plan: SessionPlan, period: HomePeriod, today: date) -> bool:
    """Whether a session belongs to the list; one that still runs from yesterday is today's."""
    day = local_day(plan.scheduled_start)
    if day < today:
        return plan.status in JOINABLE_STATUSES and today - day == timedelta(days=1)
    if period is HomePeriod.TODAY:
        return day == today
    return day < today + timedelta(days=WEEK_DAYS)


def row_order(row: HomeRow) -> tuple[date, bool, datetime]:
    """Day by day, flagged cases first, then by time."""
    return (local_day(row.starts_at), not row.flags, row.starts_at)


def build_row(
    plan: SessionPlan,
    case: Case | None,
    *,
    own_site_id: SiteId,
    central_site_name: str,
    now: datetime,
    may_join: bool,
) -> HomeRow:
    """One row. now: the city's time, aware. may_join: the person may enter sessions at all."""
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
        own_role=site_role(plan, own_site_id) or SiteRole.COMPONENT,
        status=plan.status,
        gates=tuple(gate_cell(gate, now) for gate in plan.gates),
        verb=row_verb(plan) if may_join else HomeVerb.OPEN_DOSSIER,
        is_practice=plan.is_practice,
    )


def gate_cell(gate: Gate, now: datetime) -> GateCell:
    """One gate at `now`."""
    state = gate_state(gate, now)
    is_ahead = state is GateState.AHEAD
    return GateCell(
        kind=gate.kind,
        state=state,
        due_at=gate.due_at,
        remaining_s=int((gate.due_at - now).total_seconds()) if is_ahead else None,
        is_practice=gate.is_practice,
    )


def row_verb(plan: SessionPlan) -> HomeVerb:
    """Vào phòng when seats are open, Thử ngay while a trial is still to come, else Mở hồ sơ."""
    if plan.status in JOINABLE_STATUSES:
        return HomeVerb.ENTER
    trial = next((gate for gate in plan.gates if gate.kind is GateKind.TRIAL), None)
    is_ahead = plan.status not in OVER_STATUSES
    if is_ahead and trial is not None and trial.passed_at is None:
        return HomeVerb.TEST_NOW
    return HomeVerb.OPEN_DOSSIER


def matches(search: str, texts: Iterable[str]) -> bool:
    """Whether every word of the search is in the texts, marks and case aside."""
    haystack = folded(" ".join(texts))
    return all(word in haystack for word in folded(search).split())


def missing_trial(plans: Iterable[SessionPlan], now: datetime) -> Gate | None:
    """The first trial gate that is overdue."""
    for plan in plans:
        for gate in plan.gates:
            if gate.kind is GateKind.TRIAL and gate_state(gate, now) is GateState.OVERDUE:
                return gate
    return None
