"""What stands in the way of a plan, as far as this desk knows; the city decides. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from desktop.domain.faults import FaultData, FaultKind, FieldFault
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE, gate_due_times
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.participant import (
    Participant,
    ParticipantRole,
    sites_without_people,
)
from desktop.domain.reception.scheduling import (
    ODD_TIMES,
    Booking,
    Obstacle,
    ObstacleKind,
    booking_of,
    chair_key,
    free_starts,
    obstacles,
)
from desktop.domain.reception.session import MAX_SITES, SessionPlan
from desktop.domain.reception.working_days import SpecialDay, WorkingDays
from desktop.presenters.form.values import TIME_FORMAT, write_date
from desktop.presenters.reception.plan_subjects import Subject
from desktop.presenters.reception.schedule_forms import PlanField
from desktop.presenters.reception.schedule_state import (
    ConditionRow,
    ConditionState,
    GateRow,
    PlanCondition,
)
from desktop.presenters.view.message import MessageCode

FREE_SHOWN = 6
"""Proposed starts."""
_DAYS_AHEAD = 7
"""In which free starts are looked for after the chosen day."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPlan:
    """A plan as it is typed now. subject: None when it waits no more.

    start, end: aware, None while they cannot be read. day: the chosen one. length: of the session.
    people: of its sites, chair and secretary too. has_lead: chair, title, secretary, and on whose
    behalf when that is asked.
    """

    subject: Subject | None
    session_id: SessionId
    title: str
    day: date | None
    start: datetime | None
    length: timedelta
    chair: str
    has_lead: bool
    central: SiteId | None
    components: tuple[SiteId, ...]
    people: tuple[Participant, ...]

    @property
    def site_ids(self) -> tuple[SiteId, ...]:
        """All of its sites, the central one first."""
        return (*((self.central,) if self.central is not None else ()), *self.components)

    @property
    def chair_name(self) -> str:
        """Of who presides: as among the people of the plan, where the name may be longer."""
        chairs = (one for one in self.people if one.role is ParticipantRole.CHAIR)
        return next((one.full_name for one in chairs), self.chair)

    @property
    def has_gates(self) -> bool:
        """The notice has to go out in time: not in practice, nor once it has for this hour."""
        former = self.subject.changed if self.subject is not None else None
        if former is None:
            return True
        passed = {gate.kind for gate in former.gates if gate.passed_at is not None}
        stays = former.scheduled_start == self.start and GateKind.NOTICE in passed
        return not (former.is_practice or stays)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a plan is judged by. now: aware. name_of: of a site. known: other sessions."""

    now: datetime
    table: WorkingDays
    name_of: Callable[[SiteId], str]
    known: tuple[SessionPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Everything that the screen says of a plan. faults: at its fields."""

    faults: tuple[FieldFault, ...]
    conditions: tuple[ConditionRow, ...]

    @property
    def lacking(self) -> tuple[ConditionRow, ...]:
        """What keeps the plan here."""
        return tuple(one for one in self.conditions if one.state is ConditionState.MISSING)

    @property
    def is_odd_time(self) -> bool:
        """Outside office hours, or on a day off."""
        hours = (one for one in self.conditions if one.condition is PlanCondition.OFFICE_HOURS)
        return any(one.state is ConditionState.ODD for one in hours)


def judge(plan: WrittenPlan, around: Around) -> Judgement:
    """Its faults and its conditions, the worst first."""
    found = _obstacles(plan, around)
    rows = _conditions(plan, around, found)
    worst_first = {state: place for place, state in enumerate(ConditionState)}
    return Judgement(
        faults=tuple(_faults(plan, around, found)),
        conditions=tuple(sorted(rows, key=lambda one: worst_first[one.state])),
    )


def gates(start: datetime, around: Around) -> tuple[GateRow, ...]:
    """The three gates of a session that begins then."""
    due = gate_due_times(
        start, holidays=around.table.holidays, swapped_workdays=around.table.swapped_workdays
    )
    today = around.now.astimezone(LOCAL_ZONE).date()
    return tuple(
        GateRow(
            kind=kind,
            due_at=due[kind],
            working_days=_working_days_until(due[kind].date(), today, around.table),
            is_past=due[kind] < around.now,
        )
        for kind in GateKind
    )


def free_times(plan: WrittenPlan, around: Around) -> tuple[datetime, ...]:
    """When it could begin: on the chosen day first, then on the days after it."""
    if plan.day is None or not plan.site_ids:
        return ()
    noon = datetime(plan.day.year, plan.day.month, plan.day.day, 12, tzinfo=LOCAL_ZONE)
    draft = _booking(plan, noon, plan.site_ids[0])
    until = noon + (_DAYS_AHEAD + 1) * _ONE_DAY
    known = [one for one in _bookings(around) if one.end > noon - _ONE_DAY and one.start < until]
    found: list[datetime] = []
    for after in range(_DAYS_AHEAD + 1):
        day = plan.day + after * _ONE_DAY
        found += free_starts(draft, day, known, now=around.now, table=around.table)
        if len(found) >= FREE_SHOWN:
            break
    return tuple(found[:FREE_SHOWN])


def days_to_confirm(plan: WrittenPlan, around: Around) -> tuple[SpecialDay, ...]:
    """Days until the session that are not announced yet: its gates may still move."""
    if plan.day is None:
        return ()
    today = around.now.astimezone(LOCAL_ZONE).date()
    return around.table.days_to_confirm(today, plan.day)


# ---- inside --------------------------------------------------------------------------------


def _working_days_until(day: date, today: date, table: WorkingDays) -> int:
    days = (today + number * _ONE_DAY for number in range(1, (day - today).days + 1))
    return sum(map(table.is_working_day, days))


def _booking(plan: WrittenPlan, start: datetime, central: SiteId) -> Booking:
    return Booking(
        session_id=plan.session_id,
        start=start,
        end=start + plan.length,
        central_site_id=central,
        component_site_ids=plan.components,
        chair=chair_key(plan.chair_name),
    )


def _bookings(around: Around) -> Iterator[Booking]:
    found = map(booking_of, around.known)
    return (one for one in found if one is not None)


def _obstacles(plan: WrittenPlan, around: Around) -> tuple[Obstacle, ...]:
    if plan.start is None or plan.central is None:
        return ()
    return obstacles(
        _booking(plan, plan.start, plan.central),
        _bookings(around),
        now=around.now,
        table=around.table,
        has_gates=plan.has_gates,
    )


def _start_of(obstacle: Obstacle, around: Around) -> datetime | None:
    """When the other session of a collision begins."""
    starts = (one.scheduled_start for one in around.known if one.id == obstacle.session_id)
    return next(starts, None)


def _faults(plan: WrittenPlan, around: Around, found: Iterable[Obstacle]) -> Iterator[FieldFault]:
    for one in found:
        match one.kind:
            case ObstacleKind.PAST:
                yield _fault(PlanField.START, FaultKind.WRONG, MessageCode.PLAN_PAST)
            case ObstacleKind.CHAIR | ObstacleKind.SITE:
                yield from _taken(one, around)
            case ObstacleKind.NOTICE_TOO_LATE:
                day = write_date(one.day)
                code = MessageCode.PLAN_TOO_NEAR
                yield _fault(PlanField.DAY, FaultKind.WRONG, code, ("day", day))
            case ObstacleKind.UNKNOWN_DAY if one.day is not None:
                code, year = MessageCode.PLAN_UNKNOWN_YEAR, one.day.year
                yield _fault(PlanField.DAY, FaultKind.ODD, code, ("year", str(year)))
            case kind if kind in ODD_TIMES:
                yield _fault(PlanField.START, FaultKind.ODD, MessageCode.PLAN_ODD_TIME)
            case _:
                pass
    if not plan.components:
        yield FieldFault(field=PlanField.ADD_SITE, kind=FaultKind.MISSING)


def _taken(obstacle: Obstacle, around: Around) -> Iterator[FieldFault]:
    """Named by the other session of the collision."""
    is_chair = obstacle.kind is ObstacleKind.CHAIR
    code = MessageCode.PLAN_CHAIR_BUSY if is_chair else MessageCode.PLAN_SITE_BUSY
    others = (one for one in around.known if one.id == obstacle.session_id)
    for other in others:
        site = around.name_of(obstacle.site_id or other.central_site_id)
        at = other.scheduled_start.astimezone(LOCAL_ZONE).strftime(TIME_FORMAT)
        yield _fault(PlanField.START, FaultKind.TAKEN, code, ("site", site), ("at", at))


def _fault(
    field: PlanField, kind: FaultKind, code: MessageCode, *data: tuple[str, str | int]
) -> FieldFault:
    named: FaultData = data
    return FieldFault(field=field, kind=kind, code=code, data=named)


def _conditions(
    plan: WrittenPlan, around: Around, found: tuple[Obstacle, ...]
) -> Iterator[ConditionRow]:
    subject = plan.subject
    if subject is None:
        yield ConditionRow(condition=PlanCondition.SUBJECT, state=ConditionState.MISSING)
    else:
        yield _row(PlanCondition.GROUND, is_met=subject.ground is not None)
        yield _row(PlanCondition.PROTECTION, is_met=not subject.is_protected)
    yield _row(PlanCondition.TITLE, is_met=bool(plan.title))
    yield from _conditions_of_time(plan, found)
    yield _row(PlanCondition.LEAD, is_met=plan.has_lead)
    yield from _conditions_of_others(around, found)
    is_number_lawful = bool(plan.components) and len(set(plan.site_ids)) <= MAX_SITES
    is_once = len(set(plan.site_ids)) == len(plan.site_ids)
    yield _row(
        PlanCondition.SITES, is_met=plan.central is not None and is_number_lawful and is_once
    )
    if subject is not None and subject.flags:
        lacking = tuple(map(around.name_of, sites_lacking(plan)))
        yield replace(_row(PlanCondition.PARTICIPANTS, is_met=not lacking), names=lacking)
        yield ConditionRow(condition=PlanCondition.DOSSIER, state=ConditionState.NOT_HERE)


def sites_lacking(plan: WrittenPlan) -> tuple[SiteId, ...]:
    """Sites of which nobody is invited."""
    return sites_without_people(plan.site_ids, plan.people)


def _conditions_of_time(plan: WrittenPlan, found: tuple[Obstacle, ...]) -> Iterator[ConditionRow]:
    kinds = {one.kind: one for one in found}
    is_ahead = plan.start is not None and ObstacleKind.PAST not in kinds
    yield _row(PlanCondition.TIME, is_met=is_ahead)
    if plan.start is None:
        return
    late = kinds.get(ObstacleKind.NOTICE_TOO_LATE)
    yield replace(
        _row(PlanCondition.NOTICE, is_met=late is None), day=late.day if late is not None else None
    )
    is_odd = bool(ODD_TIMES & kinds.keys())
    state = ConditionState.ODD if is_odd else ConditionState.MET
    yield ConditionRow(condition=PlanCondition.OFFICE_HOURS, state=state)


def _conditions_of_others(around: Around, found: tuple[Obstacle, ...]) -> Iterator[ConditionRow]:
    """Chair and sites are needed by nobody else at that time."""
    for condition, kind in (
        (PlanCondition.CHAIR_FREE, ObstacleKind.CHAIR),
        (PlanCondition.SITES_FREE, ObstacleKind.SITE),
    ):
        busy = [one for one in found if one.kind is kind]
        yield replace(
            _row(condition, is_met=not busy),
            names=tuple(around.name_of(one.site_id) for one in busy if one.site_id is not None),
            at=_start_of(busy[0], around) if busy else None,
        )


def _row(condition: PlanCondition, *, is_met: bool) -> ConditionRow:
    state = ConditionState.MET if is_met else ConditionState.MISSING
    return ConditionRow(condition=condition, state=state)
