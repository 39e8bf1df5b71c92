"""Planning at the city for whoever asks over HTTP: one transaction decides, so two cannot collide.

Desks only show; what is refused here changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from desktop.cityserver.access.callers import Person, actor_of
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.reception.calendar import working_days
from desktop.cityserver.reception.own_session import is_theirs, own_session
from desktop.cityserver.reception.planned_cases import PlannedCases
from desktop.cityserver.reception.sessions import due_gates
from desktop.cityserver.store.audit import Action, Entry, note
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.records.need_to_know import denunciations_in, is_known_to
from desktop.cityserver.store.records.records import every_site, find_record, sessions
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.contract.problem import ProblemCode
from desktop.contract.records.reception import SessionBody
from desktop.contract.scheduling import (
    CallOffRequest,
    PlanAnswer,
    PlanFaultOut,
    PlanRequest,
    SessionDraft,
)
from desktop.domain.clock import Clock
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.participant import Participant, with_known_names
from desktop.domain.reception.planning import PlanFault
from desktop.domain.reception.scheduling import (
    Obstacle,
    ObstacleKind,
    booking_of,
    obstacles,
)
from desktop.domain.reception.session import (
    OVER_STATUSES,
    PLANNED_STATUSES,
    SessionPlan,
    can_move,
)
from desktop.domain.reception.status import SessionStatus
from desktop.domain.reception.working_days import WorkingDays
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.codec import Unfit
from desktop.mapping.records import CASE, SESSION

_CODE_PREFIX = "TCDTT-31"
_NO_UNIT = "00000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a request did: the answer, and the sessions in which something is new."""

    answer: PlanAnswer
    touched: frozenset[SessionId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """One request, with who asks and what is there. is_practice: the city holds nothing else."""

    person: Person
    session_id: SessionId
    request: PlanRequest
    former: SessionBody | None
    revision: int
    is_practice: bool

    @property
    def draft(self) -> SessionDraft:
        return self.request.session

    @property
    def site_ids(self) -> tuple[str, ...]:
        return (self.draft.central_site_id, *self.draft.component_site_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class _City:
    """What is there when a session is planned. others: every other session, by id."""

    writer: RecordWriter
    cases: PlannedCases
    others: Mapping[SessionId, SessionPlan]
    site_ids: frozenset[SiteId]
    table: WorkingDays
    now: datetime


class Scheduling:
    """Plans, moves and calls off sessions. Thread: any; every method waits for the disk."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def plan(self, person: Person, session_id: SessionId, request: PlanRequest) -> Planned:
        """Write a session and the cases that are new, or say everything that keeps it from being.

        The same request again is answered as the first one was. Raises Rejected: bad_request for a
        word outside its set, not_found for a denunciation's session that is kept from the person.
        """
        now = self._clock.now()
        with self._database.write() as session:
            writer = RecordWriter(session)
            if not writer.is_known_to(session_id, person.user_id):
                raise Rejected(ProblemCode.NOT_FOUND)
            row = writer.find(EntityKind.SESSION, session_id)
            former = None if row is None else SessionBody.model_validate(row.body)
            foreign = _foreign_centre(person, writer, request.session.central_site_id, former)
            if foreign is not None:
                fault = _fault(PlanFault.FOREIGN_CENTRE, foreign)
                return Planned(answer=PlanAnswer(revision=0, faults=(fault,)))
            table = working_days(session)
            others = {
                SessionId(one.entity_id): SESSION.codec.read(one.body, id=one.entity_id)
                for one in sessions(session)
                if one.entity_id != session_id
            }
            wish = _Wish(
                person=person,
                session_id=session_id,
                request=request,
                former=former,
                revision=0 if row is None else row.revision,
                is_practice=_is_of_practice(former, others.values()),
            )
            code = former.code if former is not None else _free_code(writer, wish, others.values())
            body = _body(wish, code, table, _aliased_people(session, wish))
            if former is not None and former == body:
                answer = PlanAnswer(revision=wish.revision, code=former.code)
                return Planned(answer=answer)
            cases = PlannedCases(session, writer, person, title=request.session.title)
            city = _City(
                writer=writer,
                cases=cases,
                others=others,
                site_ids=frozenset(every_site(session)),
                table=table,
                now=now,
            )
            faults = tuple(_faults(wish, body, city))
            if faults:
                return Planned(answer=PlanAnswer(revision=0, faults=faults))
            written = list(cases.write(request.cases, now))
            revision = writer.save(
                Record(kind="session", entity_id=session_id, body=body.model_dump(mode="json"))
            )
            written.append(("session", session_id))
            actor = actor_of(person)
            note(
                session,
                now,
                *(
                    Entry(action=Action.PUT_RECORD, actor=actor, kind=kind, subject_id=one)
                    for kind, one in written
                ),
            )
        answer = PlanAnswer(revision=revision, code=body.code)
        return Planned(answer=answer, touched=frozenset({session_id}))

    def call_off(self, person: Person, session_id: SessionId, request: CallOffRequest) -> Planned:
        """Postpone or cancel a session that was not opened; every site is told why.

        Raises Rejected: not_found, forbidden, not_allowed_now, bad_request.
        """
        if request.status not in {SessionStatus.POSTPONED, SessionStatus.CANCELLED}:
            raise Rejected(ProblemCode.BAD_REQUEST)
        target = SessionStatus(request.status)
        now = self._clock.now()
        with self._database.write() as session:
            writer = RecordWriter(session)
            body = own_session(writer, person, session_id)
            is_opened = body.ending is not None
            if is_opened or not can_move(SessionStatus(body.status), target):
                raise Rejected(ProblemCode.NOT_ALLOWED_NOW)
            changed = body.model_copy(
                update={"status": target.value, "call_off_reason": request.reason.strip()}
            )
            revision = writer.save(
                Record(kind="session", entity_id=session_id, body=changed.model_dump(mode="json"))
            )
            entry = Entry(
                action=Action.PUT_RECORD,
                actor=actor_of(person),
                kind="session",
                subject_id=session_id,
                outcome=target.value,
            )
            note(session, now, entry)
        answer = PlanAnswer(revision=revision, code=body.code)
        return Planned(answer=answer, touched=frozenset({session_id}))


def _body(
    wish: _Wish, code: str, table: WorkingDays, aliased: Iterable[Participant]
) -> SessionBody:
    """As it would be kept; what was passed of its gates stays passed while its hour stays.

    aliased: people whom who asks knows by an alias; they keep their names. Its status begins anew:
    how far it has come follows from its gates. Raises Rejected.
    """
    body = SessionBody(
        **wish.draft.model_dump(),
        code=code,
        case_ids=tuple(one.id for one in wish.request.cases),
        gates=(),
        status=SessionStatus.SCHEDULED.value,
        is_practice=wish.is_practice,
    )
    try:
        SESSION.check({**body.model_dump(mode="json"), "component_site_ids": []})
        for one in wish.request.cases:
            if one.body is not None:
                CASE.check(one.body.model_dump(mode="json"))
    except Unfit as unfit:
        raise Rejected(ProblemCode.BAD_REQUEST, detail=str(unfit)) from None
    plan = SESSION.codec.of_body(body, id=wish.session_id)
    named = replace(plan, participants=with_known_names(plan.participants, aliased))
    return due_gates(SESSION.codec.body(named), wish.former, table=table)


def _aliased_people(session: DatabaseSession, wish: _Wish) -> tuple[Participant, ...]:
    """Of the session as it was, or of the one that it goes on with, where a denouncer sits."""
    origin = wish.draft.continues_session_id if wish.former is None else wish.session_id
    row = None if origin is None else find_record(session, EntityKind.SESSION, origin)
    if origin is None or row is None or origin not in denunciations_in(session, [origin]):
        return ()
    if not is_known_to(session, origin, wish.person.user_id):
        return ()
    return SESSION.codec.read(row.body, id=origin).participants


def _faults(wish: _Wish, body: SessionBody, city: _City) -> Iterator[PlanFaultOut]:
    """Everything that keeps it from being planned."""
    if wish.former is not None and wish.former.status not in PLANNED_STATUSES:
        yield _fault(PlanFault.BEGUN)
    elif wish.request.base_revision != wish.revision:
        yield _fault(PlanFault.CHANGED)
    else:
        unknown = (one for one in wish.site_ids if one not in city.site_ids)
        yield from (_fault(PlanFault.UNKNOWN_SITE, one) for one in unknown)
        yield from _odd_cases(wish, city)
        yield from _in_the_way(wish, body, city)


def _odd_cases(wish: _Wish, city: _City) -> Iterator[PlanFaultOut]:
    for planned in wish.request.cases:
        fault = city.cases.fault(planned)
        if fault is not None:
            yield _fault(fault, planned.request_id or planned.id)


def _in_the_way(wish: _Wish, body: SessionBody, city: _City) -> Iterator[PlanFaultOut]:
    """By the rule that desks show too: time, sites, chair, notice; and cases of other sessions."""
    plan = SESSION.codec.read(body.model_dump(mode="json"), id=wish.session_id)
    draft = booking_of(plan)
    if draft is None:
        return
    others = [one for one in map(booking_of, city.others.values()) if one is not None]
    notice = next(gate for gate in plan.gates if gate.kind is GateKind.NOTICE)
    has_gates = notice.passed_at is None and not plan.is_practice
    found = obstacles(draft, others, now=city.now, table=city.table, has_gates=has_gates)
    soft = frozenset(_SOFT) if wish.request.is_odd_time_meant else frozenset[ObstacleKind]()
    faults = [_fault_of(one, city, len(wish.site_ids)) for one in found if one.kind not in soft]
    yield from dict.fromkeys(one for one in faults if one is not None)
    yield from _busy_cases(plan, city.others.values())


def _busy_cases(plan: SessionPlan, others: Iterable[SessionPlan]) -> Iterator[PlanFaultOut]:
    for other in others:
        is_apart = (
            other.scheduled_end <= plan.scheduled_start
            or plan.scheduled_end <= other.scheduled_start
        )
        if is_apart or other.status in OVER_STATUSES:
            continue
        for case_id in sorted(set(plan.case_ids) & set(other.case_ids)):
            yield _fault(PlanFault.CASE_BUSY, case_id, other.scheduled_start)


_FAULTS: Mapping[ObstacleKind, PlanFault] = {
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
}
"""What is not here is only pointed at by desks."""
_SOFT = (ObstacleKind.HOLIDAY, ObstacleKind.OUTSIDE_HOURS)


def _fault_of(obstacle: Obstacle, city: _City, site_count: int) -> PlanFaultOut | None:
    fault = _FAULTS.get(obstacle.kind)
    if fault is None:
        return None
    other = None if obstacle.session_id is None else city.others.get(obstacle.session_id)
    subject: str = obstacle.site_id or ""
    if fault is PlanFault.TOO_MANY_SITES:
        subject = str(site_count)
    elif fault is PlanFault.TOO_NEAR and obstacle.day is not None:
        subject = obstacle.day.isoformat()
    return _fault(fault, subject, other.scheduled_start if other is not None else None)


def _is_of_practice(former: SessionBody | None, others: Iterable[SessionPlan]) -> bool:
    """A session stays what it is; a city that knows practice alone is one of practice."""
    if former is not None:
        return former.is_practice
    known = [one.is_practice for one in others]
    return bool(known) and all(known)


def _free_code(writer: RecordWriter, wish: _Wish, others: Iterable[SessionPlan]) -> str:
    """TCDTT-31-<unit>-<day>-<number>, unique in the city (domain.md §4.1)."""
    site = writer.find(EntityKind.SITE, wish.draft.central_site_id)
    unit = "" if site is None else str(site.body["unit_code"])
    day = wish.draft.scheduled_start.astimezone(LOCAL_ZONE).strftime("%Y%m%d")
    prefix = f"{_CODE_PREFIX}-{unit or _NO_UNIT}-{day}-"
    taken = {one.code for one in others}
    numbers = (f"{prefix}{number:02d}" for number in count(1))
    return next(code for code in numbers if code not in taken)


def _foreign_centre(
    person: Person, writer: RecordWriter, wanted: str, former: SessionBody | None
) -> str | None:
    """The centre that keeps the person from planning: who may not plan at all is told no more.

    A seat is none: what another site's chair receives is taken over by nobody.
    """
    centres = (wanted,) if former is None else (former.central_site_id, wanted)
    return next((one for one in centres if not is_theirs(person, writer, one)), None)


def _fault(fault: PlanFault, subject: str = "", at: datetime | None = None) -> PlanFaultOut:
    return PlanFaultOut(word=fault.value, subject=subject, at=at)
