"""Planning at the city for whoever asks over HTTP: one transaction decides, so two cannot collide.

Desks only show; what is refused here changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from desktop.cityserver.access.callers import Person, actor_of
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.reception.calendar import working_days
from desktop.cityserver.reception.dossiers import lacking_faults
from desktop.cityserver.reception.own_session import is_theirs, own_session
from desktop.cityserver.reception.plan_faults import Around, plan_fault, plan_faults, readable
from desktop.cityserver.reception.planned_cases import PlannedCases
from desktop.cityserver.reception.sessions import due_gates
from desktop.cityserver.store.audit import Action, Entry, note
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.records.need_to_know import denunciations_in
from desktop.cityserver.store.records.records import codes_of, every_site, sessions, sessions_with
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
from desktop.domain.conduct.trial import tried_session
from desktop.domain.ids import SessionId, UserId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.ending import plain_reason, reason_fault
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.participant import (
    are_named,
    are_seated,
    with_known_names,
    with_untold_citizens,
)
from desktop.domain.reception.planning import PlanFault
from desktop.domain.reception.scheduling import ODD_TIMES
from desktop.domain.reception.session import (
    PLANNED_STATUSES,
    TAKING_STATUSES,
    SessionPlan,
    can_move,
    was_broken_off,
)
from desktop.domain.reception.status import SessionStatus
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.codec import Unfit
from desktop.mapping.records import SESSION

_CODE_PREFIX = "TCDTT-31"
_NO_UNIT = "00000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a request did: the answer, and the sessions in which something is new."""

    answer: PlanAnswer
    touched: frozenset[SessionId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedNear:
    """A leader, proven, lets the notice of a session be late; at: when that was said."""

    leader: UserId
    label: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """One request, with who asks and what is there. continued: what it goes on with, if known.

    allowed: None without a leader's leave.
    """

    person: Person
    session_id: SessionId
    request: PlanRequest
    former: SessionBody | None
    revision: int
    continued: SessionPlan | None
    allowed: AllowedNear | None = None

    @property
    def draft(self) -> SessionDraft:
        return self.request.session


class Scheduling:
    """Plans, moves and calls off sessions. Thread: any; every method waits for the disk.

    is_practice: what is new in this city is practice.
    """

    def __init__(self, *, database: Database, clock: Clock, is_practice: bool) -> None:
        self._database = database
        self._clock = clock
        self._is_practice = is_practice

    def plan(
        self,
        person: Person,
        session_id: SessionId,
        request: PlanRequest,
        allowed: AllowedNear | None = None,
    ) -> Planned:
        """Write a session and the cases that are new, or say everything that keeps it from being.

        The same request again is answered as the first one was. allowed: its notice may be late.
        Raises Rejected: bad_request for what no desk asks, not_found for a denunciation's session
        that is kept from the person.
        """
        if tried_session(session_id) is not None:
            raise Rejected(ProblemCode.BAD_REQUEST)  # the id of a trial
        now = self._clock.now()
        with self._database.write() as session:
            writer = RecordWriter(session)
            wish = replace(_wish(writer, person, session_id, request), allowed=allowed)
            foreign = _foreign_centre(wish, writer)
            if foreign is not None:
                return _refused(plan_fault(PlanFault.FOREIGN_CENTRE, foreign))
            body = self._body(session, writer, wish)
            if wish.former == body:
                return Planned(answer=PlanAnswer(revision=wish.revision, code=body.code))
            cases = PlannedCases(session, writer, person, title=request.session.title)
            faults = tuple(_faults(writer, wish, body, cases, _around(session, wish, cases, now)))
            if faults:
                return _refused(*faults)
            written = list(cases.write(request.cases, now))
            new = body.model_dump(mode="json")
            revision = writer.save(Record(kind="session", entity_id=session_id, body=new))
            written.append(("session", session_id))
            actor = actor_of(person)
            note(
                session,
                now,
                *(
                    Entry(
                        action=Action.PUT_RECORD,
                        actor=actor,
                        kind=kind,
                        subject_id=one,
                        outcome="done" if allowed is None else PlanFault.TOO_NEAR.value,
                    )
                    for kind, one in written
                ),
            )
        answer = PlanAnswer(revision=revision, code=body.code)
        return Planned(answer=answer, touched=frozenset({session_id}))

    def needs_leave(self, person: Person, session_id: SessionId, request: PlanRequest) -> bool:
        """Whether nothing but its notice, which would be late, keeps it from being planned.

        Raises Rejected: as `plan`.
        """
        with self._database.read() as session:
            writer = RecordWriter(session)
            wish = _wish(writer, person, session_id, request)
            if _foreign_centre(wish, writer) is not None:
                return False
            body = self._body(session, writer, wish)
            if wish.former == body:
                return False
            cases = PlannedCases(session, writer, person, title=request.session.title)
            around = _around(session, wish, cases, self._clock.now())
            words = {one.word for one in _faults(writer, wish, body, cases, around)}
        return words == {PlanFault.TOO_NEAR}

    def call_off(self, person: Person, session_id: SessionId, request: CallOffRequest) -> Planned:
        """Postpone or cancel a session that was not opened; every site is told why.

        The same again changes nothing. Raises Rejected: not_found, forbidden, not_allowed_now,
        bad_request.
        """
        reason = plain_reason(request.reason)
        is_way = request.status in {SessionStatus.POSTPONED, SessionStatus.CANCELLED}
        if not is_way or reason_fault(reason) is not None:
            raise Rejected(ProblemCode.BAD_REQUEST)
        target = SessionStatus(request.status)
        now = self._clock.now()
        with self._database.write() as session:
            writer = RecordWriter(session)
            body, revision = own_session(writer, person, session_id)
            if (body.status, body.call_off_reason) == (target, reason):
                return Planned(answer=PlanAnswer(revision=revision, code=body.code))
            is_opened = body.ending is not None
            if is_opened or not can_move(SessionStatus(body.status), target):
                raise Rejected(ProblemCode.NOT_ALLOWED_NOW)
            changed = body.model_copy(update={"status": target.value, "call_off_reason": reason})
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

    def _body(self, session: DatabaseSession, writer: RecordWriter, wish: _Wish) -> SessionBody:
        """As it would be kept; what was passed of its gates stays passed while its hour stays.

        It stays practice or none, and its status begins anew: how far it has come follows from its
        gates. What who asks was not told stays. Raises Rejected.
        """
        former, draft = wish.former, wish.draft
        body = SessionBody(
            **draft.model_dump(),
            code=_free_code(session, writer, wish) if former is None else former.code,
            case_ids=tuple(one.id for one in wish.request.cases),
            gates=(),
            status=SessionStatus.SCHEDULED.value,
            is_practice=self._is_practice if former is None else former.is_practice,
        )
        try:
            SESSION.check({**body.model_dump(mode="json"), "component_site_ids": []})
        except Unfit as unfit:
            raise Rejected(ProblemCode.BAD_REQUEST, detail=str(unfit)) from None
        plan = SESSION.codec.of_body(body, id=wish.session_id)
        if not are_seated(plan.participants, plan.central_site_id, plan.component_site_ids):
            raise Rejected(ProblemCode.BAD_REQUEST, detail="participants: seats, or one chair")
        if not are_named(plan.participants):
            raise Rejected(ProblemCode.BAD_REQUEST, detail="participants: names")
        origin = wish.continued
        if former is not None:
            origin = SESSION.codec.of_body(former, id=wish.session_id)
        if origin is not None:
            is_secret = bool(denunciations_in(session, [origin.id]))
            body = _with_untold(wish, plan, origin, is_secret=is_secret)
        return _allowed(due_gates(body, former, table=working_days(session)), wish.allowed)


def _wish(
    writer: RecordWriter, person: Person, session_id: SessionId, request: PlanRequest
) -> _Wish:
    """Raises Rejected: not_found."""
    if not writer.is_known_to(session_id, person.user_id):
        raise Rejected(ProblemCode.NOT_FOUND)
    row = writer.find(EntityKind.SESSION, session_id)
    origin = request.session.continues_session_id
    before = None if origin is None else writer.find(EntityKind.SESSION, origin)
    is_known = before is not None and writer.is_known_to(before.entity_id, person.user_id)
    return _Wish(
        person=person,
        session_id=session_id,
        request=request,
        former=None if row is None else SessionBody.model_validate(row.body),
        revision=0 if row is None else row.revision,
        continued=(
            SESSION.codec.read(before.body, id=before.entity_id)
            if before is not None and is_known
            else None
        ),
    )


def _allowed(body: SessionBody, allowed: AllowedNear | None) -> SessionBody:
    """With the leave at its notice, which is late already, and was not allowed before."""
    if allowed is None:
        return body
    said = {
        "override_by": allowed.leader,
        "override_label": allowed.label,
        "override_reason": allowed.reason,
        "override_at": allowed.at,
    }
    gates = tuple(
        gate.model_copy(update=said)
        if gate.kind == GateKind.NOTICE and gate.passed_at is None and not gate.override_by
        else gate
        for gate in body.gates
    )
    return body.model_copy(update={"gates": gates})


def _with_untold(
    wish: _Wish, plan: SessionPlan, origin: SessionPlan, *, is_secret: bool
) -> SessionBody:
    """What stays of the session before: of a denunciation (is_secret) a name behind its alias.

    Without a seat in it a site was told neither its title nor its citizens, nor the address of a
    meeting elsewhere. Raises Rejected.
    """
    people, title, address = plan.participants, plan.title, plan.conference_address
    if is_secret:
        people = with_known_names(people, origin.participants)
    if wish.person.site_id not in origin.site_ids:
        people = with_untold_citizens(people, origin.participants, plan.site_ids)
        title = origin.title if title == origin.code else title
        is_same = wish.former is not None and plan.platform == origin.platform
        address = address or (origin.conference_address if is_same else "")
    plan = replace(plan, title=title, participants=people, conference_address=address)
    try:
        body: SessionBody = SESSION.codec.body(plan)
    except Unfit as unfit:
        raise Rejected(ProblemCode.BAD_REQUEST, detail=str(unfit)) from None
    return body


def _around(session: DatabaseSession, wish: _Wish, cases: PlannedCases, now: datetime) -> Around:
    """Of other sessions those that take something now, and those that receive one of its cases."""
    case_ids = [one.id for one in wish.request.cases]
    rows = {
        row.entity_id: row
        for row in (*sessions(session, TAKING_STATUSES), *sessions_with(session, case_ids))
        if row.entity_id != wish.session_id
    }
    return Around(
        others=readable(rows.values()),
        site_ids=frozenset(every_site(session)),
        table=working_days(session),
        now=now,
        requested=frozenset(one.id for one in wish.request.cases if cases.is_requested(one)),
        needs_notice=wish.former is None or not wish.former.is_practice,
    )


def _faults(
    writer: RecordWriter, wish: _Wish, body: SessionBody, cases: PlannedCases, around: Around
) -> Iterator[PlanFaultOut]:
    """Everything that keeps it from being planned."""
    if wish.former is not None and wish.former.status not in PLANNED_STATUSES:
        yield plan_fault(PlanFault.BEGUN)
    elif wish.request.base_revision != wish.revision or not _goes_on_lawfully(wish):
        yield plan_fault(PlanFault.CHANGED)
    else:
        plan = SESSION.codec.of_body(body, id=wish.session_id)
        yield from _odd_cases(wish, cases)
        known = (one for one in wish.request.cases if cases.is_known(one))
        yield from lacking_faults(writer, plan, ((one.id, cases.flags_of(one)) for one in known))
        meant = ODD_TIMES if wish.request.is_odd_time_meant else ()
        yield from plan_faults(plan, around, meant=meant)


def _goes_on_lawfully(wish: _Wish) -> bool:
    """Another session is gone on with only when it was broken off."""
    if wish.draft.continues_session_id is None:
        return True
    return wish.continued is not None and was_broken_off(wish.continued)


def _odd_cases(wish: _Wish, cases: PlannedCases) -> Iterator[PlanFaultOut]:
    for planned in wish.request.cases:
        fault = cases.fault(planned)
        if fault is not None:
            yield plan_fault(fault, planned.request_id or planned.id)


def _free_code(session: DatabaseSession, writer: RecordWriter, wish: _Wish) -> str:
    """TCDTT-31-<unit>-<day>-<number>, unique in the city (domain.md §4.1)."""
    site = writer.find(EntityKind.SITE, wish.draft.central_site_id)
    unit = "" if site is None else str(site.body["unit_code"])
    day = wish.draft.scheduled_start.astimezone(LOCAL_ZONE).strftime("%Y%m%d")
    prefix = f"{_CODE_PREFIX}-{unit or _NO_UNIT}-{day}-"
    taken = codes_of(session, EntityKind.SESSION, prefix)
    numbers = (f"{prefix}{number:02d}" for number in count(1))
    return next(code for code in numbers if code not in taken)


def _foreign_centre(wish: _Wish, writer: RecordWriter) -> str | None:
    """The centre that keeps the person from planning: who may not plan at all is told no more.

    A seat is none: what another site's chair receives is taken over by nobody.
    """
    former = () if wish.former is None else (wish.former.central_site_id,)
    centres = (*former, wish.draft.central_site_id)
    return next((one for one in centres if not is_theirs(wish.person, writer, one)), None)


def _refused(*faults: PlanFaultOut) -> Planned:
    return Planned(answer=PlanAnswer(revision=0, faults=faults))
