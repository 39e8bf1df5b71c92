"""What stands in the way of a plan, as far as this desk knows; the city decides. Pure."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from desktop.domain.casework.matter.flags import Lacking, SiteLack, lacks_before_scheduling
from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.ids import CaseId, SessionId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE, gate_due_times
from desktop.domain.reception.gate import Gate, GateKind, GateState, gate_state
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
    earliest_lawful_day,
    free_starts,
    most_sites,
    obstacles,
)
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.working_days import SpecialDay, WorkingDays
from desktop.presenters.form.values import TIME_FORMAT, write_date
from desktop.presenters.reception.planning.plan_subjects import Subject, is_called
from desktop.presenters.reception.schedule_forms import PlanField
from desktop.presenters.reception.schedule_state import (
    ConditionRow,
    ConditionState,
    FreeTimes,
    GateRow,
    PassedGate,
    PlanCondition,
)

FREE_SHOWN = 6
"""Proposed starts."""
_DAYS_AHEAD = 7
"""In which free starts are looked for after the chosen day."""
_ONE_DAY = timedelta(days=1)
_LATE_NOTICE = Obstacle(kind=ObstacleKind.NOTICE_TOO_LATE).code
_FIELDS = {
    ObstacleKind.PAST: PlanField.START,
    ObstacleKind.CHAIR: PlanField.START,
    ObstacleKind.SITE: PlanField.START,
    ObstacleKind.NOTICE_TOO_LATE: PlanField.DAY,
    ObstacleKind.UNKNOWN_DAY: PlanField.DAY,
    ObstacleKind.HOLIDAY: PlanField.START,
    ObstacleKind.OUTSIDE_HOURS: PlanField.START,
}
"""Where an obstacle is drawn; what is not here is said by the conditions alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPlan:
    """A plan as it is typed now. subject: None when it waits no more.

    start, end: aware, None while they cannot be read. day: the chosen one. length: of the session.
    people: of its sites, chair and secretary too. has_lead: chair, title, secretary, and on whose
    behalf when that is asked. is_elsewhere: on a platform of somebody else.
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
    is_elsewhere: bool = False

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
    def is_placed(self) -> bool:
        """It has an hour and a central site: it can be held against the schedule."""
        return self.start is not None and self.central is not None

    @property
    def needs_notice(self) -> bool:
        """At another hour: the notice has to go out in time, not in practice."""
        former = self.subject.changed if self.subject is not None else None
        return former is None or not former.is_practice

    @property
    def has_gates(self) -> bool:
        """The notice has to go out in time: not in practice, nor once it has or need not."""
        former = self.subject.changed if self.subject is not None else None
        if former is None or not self.needs_notice:
            return self.needs_notice
        settled = {gate.kind for gate in former.gates if gate.passed_at or gate.override_by}
        return not (former.scheduled_start == self.start and GateKind.NOTICE in settled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a plan is judged by. now: aware. name_of: of a site. known: other sessions.

    with_dossier: sites of which an entry is in the index of a case. dossier_site: the only one
    whose dossier this PC knows; None: it knows all.
    """

    now: datetime
    table: WorkingDays
    name_of: Callable[[SiteId], str]
    known: tuple[SessionPlan, ...]
    with_dossier: Callable[[CaseId], Collection[SiteId]]
    dossier_site: SiteId | None


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
    def is_only_near(self) -> bool:
        """Nothing but its notice, which would be late, keeps the plan here."""
        return {one.condition for one in self.lacking} == {PlanCondition.NOTICE}

    def allowed(self) -> "Judgement":
        """Once a leader lets the notice be late."""
        others = (one for one in self.conditions if one.condition is not PlanCondition.NOTICE)
        return Judgement(
            faults=tuple(one for one in self.faults if one.code != _LATE_NOTICE),
            conditions=tuple(others),
        )

    @property
    def is_odd_time(self) -> bool:
        """Outside office hours, or on a day off."""
        hours = (one for one in self.conditions if one.condition is PlanCondition.OFFICE_HOURS)
        return any(one.state is ConditionState.ODD for one in hours)


def judge(plan: WrittenPlan, around: Around) -> Judgement:
    """Its faults and its conditions, the worst first."""
    if plan.subject is not None and is_called(plan.subject.changed):
        row = ConditionRow(condition=PlanCondition.NOT_CALLED, state=ConditionState.MISSING)
        return Judgement(faults=(), conditions=(row,))
    found = _obstacles(plan, around)
    rows = _conditions(plan, around, found)
    worst_first = {state: place for place, state in enumerate(ConditionState)}
    return Judgement(
        faults=tuple(_faults(plan, around, found)),
        conditions=tuple(sorted(rows, key=lambda one: worst_first[one.state])),
    )


def gates(
    start: datetime, around: Around, former: SessionPlan | None = None
) -> tuple[GateRow, ...]:
    """The three gates of a session that begins then; of a former plan for that hour as they are."""
    due = gate_due_times(
        start, holidays=around.table.holidays, swapped_workdays=around.table.swapped_workdays
    )
    today = around.now.astimezone(LOCAL_ZONE).date()
    stays = former is not None and former.scheduled_start == start
    kept = {gate.kind: gate for gate in former.gates} if former is not None and stays else {}
    return tuple(
        GateRow(
            kind=kind,
            due_at=due[kind],
            working_days=_working_days_until(due[kind].date(), today, around.table),
            is_past=due[kind] < around.now,
            passed=_passed(kept.get(kind), around.now),
            leader=kept[kind].override_label if kind in kept else "",
            reason=kept[kind].override_reason if kind in kept else "",
        )
        for kind in GateKind
    )


def free_times(plan: WrittenPlan, around: Around) -> FreeTimes | None:
    """From the chosen day on, or the first lawful one after it; None: there is nothing to look for.

    Nobody is looked for at a site that is not chosen, nor on a day that cannot be read.
    """
    if plan.day is None or not plan.site_ids:
        return None
    first_day = plan.day
    if plan.needs_notice:
        first_day = max(plan.day, earliest_lawful_day(around.now, around.table))
    noon = datetime.combine(first_day, time(12), tzinfo=LOCAL_ZONE)
    draft = _booking(plan, noon, plan.site_ids[0])
    until = noon + (_DAYS_AHEAD + 1) * _ONE_DAY
    known = [one for one in _bookings(around) if one.end > noon - _ONE_DAY and one.start < until]
    found: list[datetime] = []
    for after in range(_DAYS_AHEAD + 1):
        day = first_day + after * _ONE_DAY
        found += free_starts(draft, day, known, now=around.now, table=around.table)
        if len(found) >= FREE_SHOWN:
            break
    return FreeTimes(first_day=first_day, starts=tuple(found[:FREE_SHOWN]))


def days_to_confirm(plan: WrittenPlan, around: Around) -> tuple[SpecialDay, ...]:
    """Days until the session that are not announced yet: its gates may still move."""
    if plan.day is None:
        return ()
    today = around.now.astimezone(LOCAL_ZONE).date()
    return around.table.days_to_confirm(today, plan.day)


def _passed(gate: Gate | None, now: datetime) -> PassedGate | None:
    state = None if gate is None else gate_state(gate, now)
    if gate is None or state is None or (gate.passed_at is None and state is not GateState.WAIVED):
        return None
    return PassedGate(
        at=gate.passed_at or gate.override_at,
        state=state,
        evidence=gate.evidence,
        leader=gate.override_label,
        reason=gate.override_reason,
    )


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
        is_elsewhere=plan.is_elsewhere,
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
        field = _FIELDS.get(one.kind)
        if field is not None:
            data = tuple(_named(one, around))
            yield FieldFault(field=field, kind=one.fault, code=one.code, data=data)
    if not plan.components:
        yield FieldFault(field=PlanField.ADD_SITE, kind=FaultKind.MISSING)


def _named(obstacle: Obstacle, around: Around) -> Iterator[tuple[str, str]]:
    """What the sentence of an obstacle names: a day, a year, or the other session."""
    if obstacle.kind is ObstacleKind.NOTICE_TOO_LATE:
        yield "day", write_date(obstacle.day)
    if obstacle.kind is ObstacleKind.UNKNOWN_DAY and obstacle.day is not None:
        yield "year", str(obstacle.day.year)
    for other in around.known:
        if other.id == obstacle.session_id:
            yield "site", around.name_of(obstacle.site_id or other.central_site_id)
            yield "at", other.scheduled_start.astimezone(LOCAL_ZONE).strftime(TIME_FORMAT)


def _conditions(
    plan: WrittenPlan, around: Around, found: tuple[Obstacle, ...]
) -> Iterator[ConditionRow]:
    subject = plan.subject
    if subject is None:
        yield ConditionRow(condition=PlanCondition.SUBJECT, state=ConditionState.MISSING)
    else:
        yield _row(PlanCondition.GROUND, is_met=subject.ground is not None)
        yield _protection(subject)
    yield _row(PlanCondition.TITLE, is_met=bool(plan.title))
    yield from _conditions_of_time(plan, around, found)
    yield _row(PlanCondition.LEAD, is_met=plan.has_lead)
    if plan.is_placed:
        yield from _conditions_of_others(plan, around, found)
    most = most_sites(is_elsewhere=plan.is_elsewhere)
    is_number_lawful = bool(plan.components) and len(set(plan.site_ids)) <= most
    is_once = len(set(plan.site_ids)) == len(plan.site_ids)
    sites = PlanCondition.SITES_ELSEWHERE if plan.is_elsewhere else PlanCondition.SITES
    yield _row(sites, is_met=plan.central is not None and is_number_lawful and is_once)
    if subject is not None and subject.flags:
        lacks = _lacks(plan, subject, around)
        people = _of_sites(lacks, Lacking.PARTICIPANTS)
        names = tuple(map(around.name_of, people))
        yield replace(_row(PlanCondition.PARTICIPANTS, is_met=not people), names=names)
        yield _dossier(_of_sites(lacks, Lacking.DOSSIER), around)


def _protection(subject: Subject) -> ConditionRow:
    if subject.is_protected is None:
        state = ConditionState.NOT_HERE
        return ConditionRow(condition=PlanCondition.PROTECTION, state=state)
    return _row(PlanCondition.PROTECTION, is_met=not subject.is_protected)


def _lacks(plan: WrittenPlan, subject: Subject, around: Around) -> tuple[SiteLack, ...]:
    """By the rule of the city, each thing once."""
    there = {person.site_id for person in plan.people}
    found = dict[SiteLack, None]()
    for case_id in subject.flagged:
        found |= dict.fromkeys(
            lacks_before_scheduling(
                subject.flags,
                plan.site_ids,
                with_dossier=around.with_dossier(case_id),
                with_participants=there,
            )
        )
    return tuple(found)


def _of_sites(lacks: Iterable[SiteLack], what: Lacking) -> tuple[SiteId, ...]:
    return tuple(one.site_id for one in lacks if one.what is what)


def sites_without_dossier(plan: WrittenPlan, around: Around) -> tuple[SiteId, ...]:
    """Sites of which no entry is in the index, as far as this PC knows."""
    if plan.subject is None:
        return ()
    return _of_sites(_lacks(plan, plan.subject, around), Lacking.DOSSIER)


def _dossier(lacking: tuple[SiteId, ...], around: Around) -> ConditionRow:
    """A unit knows its own dossier alone before the session; what others have, the city knows."""
    unknown = (
        ()
        if around.dossier_site is None
        else (one for one in lacking if one != around.dossier_site)
    )
    is_unknown = bool(lacking) and set(unknown) == set(lacking)
    row = _row(PlanCondition.DOSSIER, is_met=not lacking)
    state = ConditionState.NOT_HERE if is_unknown else row.state
    return replace(row, state=state, names=tuple(map(around.name_of, lacking)))


def sites_lacking(plan: WrittenPlan) -> tuple[SiteId, ...]:
    """Sites of which nobody is invited."""
    return sites_without_people(plan.site_ids, plan.people)


def _conditions_of_time(
    plan: WrittenPlan, around: Around, found: tuple[Obstacle, ...]
) -> Iterator[ConditionRow]:
    """Of the notice and of office hours only once day, hour and central site are there."""
    kinds = {one.kind: one for one in found}
    is_ahead = plan.start is not None and plan.start > around.now
    yield _row(PlanCondition.TIME, is_met=is_ahead)
    if not plan.is_placed:
        return
    late = kinds.get(ObstacleKind.NOTICE_TOO_LATE)
    yield replace(
        _row(PlanCondition.NOTICE, is_met=late is None), day=late.day if late is not None else None
    )
    is_odd = bool(ODD_TIMES & kinds.keys())
    state = ConditionState.ODD if is_odd else ConditionState.MET
    yield ConditionRow(condition=PlanCondition.OFFICE_HOURS, state=state)


def _conditions_of_others(
    plan: WrittenPlan, around: Around, found: tuple[Obstacle, ...]
) -> Iterator[ConditionRow]:
    """Chair and sites are needed by nobody else at that time."""
    looked_for = [(PlanCondition.SITES_FREE, ObstacleKind.SITE)]
    if plan.chair:
        looked_for.insert(0, (PlanCondition.CHAIR_FREE, ObstacleKind.CHAIR))
    for condition, kind in looked_for:
        busy = [one for one in found if one.kind is kind]
        yield replace(
            _row(condition, is_met=not busy),
            names=tuple(around.name_of(one.site_id) for one in busy if one.site_id is not None),
            at=_start_of(busy[0], around) if busy else None,
        )


def _row(condition: PlanCondition, *, is_met: bool) -> ConditionRow:
    state = ConditionState.MET if is_met else ConditionState.MISSING
    return ConditionRow(condition=condition, state=state)
