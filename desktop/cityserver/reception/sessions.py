"""Sessions for the city's administration: plan, gates, calling rooms, postponing, cancelling.

As in admin/city.py every function takes an opened `Database` and commits before it returns; rooms
see it at their next pull. What is refused changes nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.cityserver.reception.calendar import working_days
from desktop.cityserver.reception.dossiers import enter_papers, lacking_faults, lacks_of_session
from desktop.cityserver.reception.plan_faults import Around, plan_faults, readable
from desktop.cityserver.reception.schedule_file import (
    PlannedSession,
    Schedule,
    body_of,
    days_of,
    papers_of,
)
from desktop.cityserver.secrets.pins import Pins
from desktop.cityserver.store.access import people
from desktop.cityserver.store.audit import Action, note_command
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.records.records import every_site, sessions, sessions_with
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.cityserver.store.tables.people import UserRow
from desktop.contract.records.reception import GateBody, SessionBody
from desktop.domain.access.kdf_cost import PRODUCT_KDF_COST
from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import CaseFlag
from desktop.domain.errors import ReceptionError
from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.domain.papers.dossier import CasePaper
from desktop.domain.reception.calendar_table import changed_table
from desktop.domain.reception.deadlines import CALLED_BEFORE, gate_due_times
from desktop.domain.reception.gate import GateKind, Leave, needs_leave
from desktop.domain.reception.planning import PlanFault
from desktop.domain.reception.scheduling import ObstacleKind
from desktop.domain.reception.session import (
    OVER_STATUSES,
    PLANNED_STATUSES,
    TAKING_STATUSES,
    SessionPlan,
    can_move,
    status_after_gates,
)
from desktop.domain.reception.status import SessionStatus
from desktop.domain.reception.working_days import WorkingDays
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import GATE, SESSION

SETTABLE = (SessionStatus.CONNECTING, SessionStatus.POSTPONED, SessionStatus.CANCELLED)
"""What the administration makes of a session; all else is the work of its gates and rooms."""

MAX_TEXT_CHARACTERS = 250


class SessionRefused(ReceptionError):
    """Nothing was changed. word: why, for scripts; subject: the id it is about.

    count: how many there were, where there were too many.
    """

    def __init__(self, word: str, subject: str = "", *, count: int = 0) -> None:
        super().__init__(word, subject)
        self.word = word
        self.subject = subject
        self.count = count


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A gate that was passed. evidence: what proves it, never empty."""

    kind: GateKind
    at: datetime
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEntry:
    """One session as the administration sees it: no title and no name."""

    id: str
    body: SessionBody


def list_sessions(database: Database, *, with_over: bool = False) -> tuple[SessionEntry, ...]:
    """Sessions by their beginning; those that are over only when asked for."""
    with database.read() as session:
        found = [
            SessionEntry(id=row.entity_id, body=SessionBody.model_validate(row.body))
            for row in sessions(session)
        ]
    shown = found if with_over else [one for one in found if not _is_over(one.body)]
    return tuple(sorted(shown, key=lambda one: (one.body.scheduled_start, one.id)))


def plan_sessions(
    database: Database,
    schedule: Schedule,
    *,
    now: datetime,
    replaces: bool,
    meant: frozenset[ObstacleKind] = frozenset(),
) -> tuple[SessionEntry, ...]:
    """Write the cases and sessions of a document, all of them or none.

    replaces: over what is there with the same id. A gate that was passed stays so while its hour
    stays the same. meant: what is in the way of clerks, and is no slip here.

    Raises:
        SessionRefused: exists, begun, no_unit, no_case, or a word of PlanFault, as clerks hear it;
            no_dossier and no_participants about the site that owes them.
    """
    with database.write() as session:
        writer = RecordWriter(session)
        for case in schedule.cases:
            _check_new(writer, "case", case.id, replaces=replaces)
        cases = {case.id for case in schedule.cases}
        entering = papers_of(schedule, now)
        around = _around(session, writer, schedule, now)
        planned = []
        for one in schedule.sessions:
            _check_new(writer, "session", one.id, replaces=replaces)
            _check_cases(writer, one, cases)
            body = _planned(writer, one, around.table)
            plan = SESSION.codec.of_body(body, id=one.id)
            _check_plan(plan, around, meant)
            _check_lacks(writer, plan, schedule, entering)
            around = replace(around, others={**around.others, plan.id: plan})
            planned.append((one.id, body))
        for case in schedule.cases:
            _write(writer, "case", case.id, body_of(case).model_dump(mode="json"))
        entered = list(enter_papers(writer, entering))
        for session_id, body in planned:
            _write(writer, "session", session_id, body.model_dump(mode="json"))
        written = [*(("case", one) for one in sorted(cases)), *entered]
        note_command(
            session, Action.PUT_RECORD, *written, *(("session", one) for one, _ in planned)
        )
    return tuple(SessionEntry(id=session_id, body=body) for session_id, body in planned)


def pass_gate(
    database: Database, session_id: str, passed: Passed, *, now: datetime
) -> SessionEntry:
    """Note that a gate was passed; the session goes on as far as its gates count.

    Raises:
        SessionRefused: no_session, over, no_gate, passed_already, future, bad_evidence; of the
            notice no_dossier and no_participants, about the site that owes them.
    """
    evidence = passed.evidence.strip()
    if not 0 < len(evidence) <= MAX_TEXT_CHARACTERS:
        raise SessionRefused("bad_evidence", session_id)
    if passed.at > now:
        raise SessionRefused("future", session_id)

    def change(session: DatabaseSession, gate: GateBody) -> GateBody:
        if gate.passed_at is not None:
            raise SessionRefused("passed_already", session_id)
        return gate.model_copy(update={"passed_at": passed.at, "evidence": evidence})

    return _change_gate(database, session_id, passed.kind, change)


def let_late_gate_count(
    database: Database, session_id: str, leave: Leave, *, now: datetime
) -> SessionEntry:
    """A leader's leave for a gate that was passed after its hour, or a trial that was never made.

    Raises:
        SessionRefused: no_session, over, no_gate, not_late, bad_reason, no_leader, wrong_pin.
    """
    reason = leave.reason.strip()
    if not MIN_REASON_CHARACTERS <= len(reason) <= MAX_TEXT_CHARACTERS:
        raise SessionRefused("bad_reason", session_id)

    def change(session: DatabaseSession, gate: GateBody) -> GateBody:
        if not needs_leave(GATE.of_body(gate), now):
            raise SessionRefused("not_late", session_id)
        leader = _leader(session, leave)
        return gate.model_copy(
            update={
                "override_by": leader.user_id,
                "override_label": leader.display_name,
                "override_reason": reason,
                "override_at": now,
            }
        )

    return _change_gate(database, session_id, leave.kind, change)


def set_status(
    database: Database, session_id: str, target: SessionStatus, *, now: datetime
) -> SessionEntry:
    """Call the rooms of a session, postpone it or cancel it.

    Raises:
        SessionRefused: no_session, not_allowed_now, too_early.
    """
    with database.write() as session:
        writer = RecordWriter(session)
        body = _body(writer, session_id)
        if target not in SETTABLE or not can_move(SessionStatus(body.status), target):
            raise SessionRefused("not_allowed_now", session_id)
        if body.ending is not None:  # it was opened: another session continues it, if any
            raise SessionRefused("not_allowed_now", session_id)
        is_call = target is SessionStatus.CONNECTING
        if is_call and now < body.scheduled_start - CALLED_BEFORE:
            raise SessionRefused("too_early", session_id)
        body = body.model_copy(update={"status": target.value})
        _write(writer, "session", session_id, body.model_dump(mode="json"))
        note_command(session, Action.PUT_RECORD, ("session", session_id))
    return SessionEntry(id=session_id, body=body)


def call_due_sessions(database: Database, *, now: datetime) -> tuple[str, ...]:
    """Let rooms into every session whose trial was passed and whose hour is near. Returns ids."""
    with database.read() as session:
        rows = sessions(session, (SessionStatus.TRIAL_PASSED,))
        bodies = {row.entity_id: SessionBody.model_validate(row.body) for row in rows}
    due = [
        session_id
        for session_id, body in sorted(bodies.items())
        if body.scheduled_start - CALLED_BEFORE <= now < body.scheduled_end
    ]
    return tuple(one for one in due if _call(database, one, now=now))


def _call(database: Database, session_id: str, *, now: datetime) -> bool:
    try:
        set_status(database, session_id, SessionStatus.CONNECTING, now=now)
    except SessionRefused:
        return False  # called off, or called by somebody else, in this moment
    return True


def _check_new(writer: RecordWriter, kind: str, entity_id: str, *, replaces: bool) -> None:
    former = writer.find(kind, entity_id)
    if former is None:
        return
    if not replaces:
        raise SessionRefused("exists", entity_id)
    if kind == "session" and former.body["status"] not in PLANNED_STATUSES:
        raise SessionRefused("begun", entity_id)


def _around(
    session: DatabaseSession, writer: RecordWriter, schedule: Schedule, now: datetime
) -> Around:
    """What is there beside the document, with its days in the city's table."""
    own = {one.id for one in schedule.sessions}
    case_ids = {case_id for one in schedule.sessions for case_id in one.case_ids}
    rows = {
        row.entity_id: row
        for row in (*sessions(session, TAKING_STATUSES), *sessions_with(session, case_ids))
        if row.entity_id not in own
    }
    requested = (one for one in case_ids if writer.find(EntityKind.RECEPTION_REQUEST, one))
    return Around(
        others=readable(rows.values()),
        site_ids=frozenset(every_site(session)),
        table=changed_table(working_days(session), days_of(schedule)),
        now=now,
        requested=frozenset(requested),
    )


def _check_cases(writer: RecordWriter, planned: PlannedSession, cases: set[str]) -> None:
    for case_id in planned.case_ids:
        if case_id not in cases and writer.find("case", case_id) is None:
            raise SessionRefused("no_case", case_id)


def _check_plan(plan: SessionPlan, around: Around, meant: frozenset[ObstacleKind]) -> None:
    """By what clerks are held to."""
    fault = next(plan_faults(plan, around, meant=meant), None)
    if fault is None:
        return
    if fault.word == PlanFault.UNKNOWN_SITE:
        raise SessionRefused("no_unit", fault.subject)
    raise SessionRefused(fault.word, plan.id, count=len(plan.site_ids))


def _check_lacks(
    writer: RecordWriter, plan: SessionPlan, schedule: Schedule, entering: tuple[CasePaper, ...]
) -> None:
    """Of a flagged case dossier and participants of every site, as clerks are asked for."""
    new = {case.id: case.flags for case in schedule.cases}
    flags = ((one, map(CaseFlag, _flags_of(writer, new, one))) for one in plan.case_ids)
    fault = next(lacking_faults(writer, plan, flags, entering=entering), None)
    if fault is not None:
        raise SessionRefused(fault.word, fault.subject)


def _flags_of(
    writer: RecordWriter, new: Mapping[str, tuple[str, ...]], case_id: str
) -> tuple[str, ...]:
    row = writer.find("case", case_id)
    return new[case_id] if case_id in new or row is None else tuple(row.body["flags"])


def due_gates(
    body: SessionBody,
    former: SessionBody | None,
    *,
    table: WorkingDays,
) -> SessionBody:
    """With its three gates, those that were passed already among them while its hour stays."""
    is_same_hour = former is not None and former.scheduled_start == body.scheduled_start
    gates_before = former.gates if former is not None and is_same_hour else ()
    # By kind: one that was passed stays passed when the table of days has moved its due time.
    # What a leader said of it stays as well.
    kept = {gate.kind: gate for gate in gates_before if gate.passed_at or gate.override_by}
    due = gate_due_times(
        body.scheduled_start,
        holidays=table.holidays,
        swapped_workdays=table.swapped_workdays,
    )
    gates = tuple(
        kept.get(kind.value)
        or GateBody(
            kind=kind.value, due_at=due[kind], passed_at=None, evidence="", is_practice=False
        )
        for kind in GateKind
    )
    return with_gates(body, gates)


def _planned(writer: RecordWriter, planned: PlannedSession, table: WorkingDays) -> SessionBody:
    """With its gates."""
    former = writer.find("session", planned.id)
    return due_gates(
        SessionBody.model_validate(body_of(planned).model_dump()),
        None if former is None else SessionBody.model_validate(former.body),
        table=table,
    )


def _change_gate(
    database: Database,
    session_id: str,
    kind: GateKind,
    change: Callable[[DatabaseSession, GateBody], GateBody],
) -> SessionEntry:
    with database.write() as session:
        writer = RecordWriter(session)
        body = _body(writer, session_id)
        if _is_over(body):
            raise SessionRefused("over", session_id)
        if all(gate.kind != kind for gate in body.gates):
            raise SessionRefused("no_gate", session_id)
        lacks = lacks_of_session(writer, session_id, body) if kind is GateKind.NOTICE else ()
        if lacks:
            raise SessionRefused(lacks[0].word, lacks[0].subject)
        gates = tuple(change(session, gate) if gate.kind == kind else gate for gate in body.gates)
        body = with_gates(body, gates)
        _write(writer, "session", session_id, body.model_dump(mode="json"))
        note_command(session, Action.PUT_RECORD, ("session", session_id))
    return SessionEntry(id=session_id, body=body)


def _is_over(body: SessionBody) -> bool:
    return SessionStatus(body.status) in OVER_STATUSES


def with_gates(body: SessionBody, gates: Iterable[GateBody]) -> SessionBody:
    """With these gates, and gone on as far as they count."""
    gates = tuple(gates)
    status = status_after_gates(SessionStatus(body.status), map(GATE.of_body, gates))
    return body.model_copy(update={"gates": gates, "status": status.value})


def _leader(session: DatabaseSession, leave: Leave) -> UserRow:
    user = people.find_user(session, leave.leader)
    if user is None or user.role != Role.LEADER:
        raise SessionRefused("no_leader", leave.leader)
    if not Pins(cost=PRODUCT_KDF_COST).is_right(user.pin_hash, leave.pin):
        raise SessionRefused("wrong_pin", leave.leader)
    return user


def _body(writer: RecordWriter, session_id: str) -> SessionBody:
    row = writer.find("session", session_id)
    if row is None:
        raise SessionRefused("no_session", session_id)
    return SessionBody.model_validate(row.body)


def _write(writer: RecordWriter, kind: str, entity_id: str, body: dict[str, object]) -> None:
    writer.save(Record(kind=kind, entity_id=entity_id, body=body))
