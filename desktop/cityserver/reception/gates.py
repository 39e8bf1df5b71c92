"""The gates of a session over HTTP: the notice that went out, and a leader's leave.

The trial and the connection are noted by what rooms measured, never by what somebody typed; only
of a session on a platform of somebody else a person notes them, and the evidence says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.cityserver.access.access import Access
from desktop.cityserver.access.callers import Person, Room, actor_of
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.reception.dossiers import lacks_of_session
from desktop.cityserver.reception.own_session import own_session
from desktop.cityserver.reception.scheduling import Planned
from desktop.cityserver.reception.sessions import with_gates
from desktop.cityserver.store.access.people import find_user
from desktop.cityserver.store.audit import Action, Entry, note
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.records.records import find_record
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.contract.base import MAX_SHORT_CHARACTERS
from desktop.contract.problem import ProblemCode, Unmet
from desktop.contract.records.reception import GateBody, SessionBody
from desktop.contract.scheduling import LeaveRequest, NoticeRequest, PlanAnswer, WitnessRequest
from desktop.domain.access.person import Role
from desktop.domain.clock import Clock
from desktop.domain.conduct.line_soak import SOAK_RULES, SoakOf, soaks_evidence
from desktop.domain.conduct.trial import Doubt, doubts_evidence
from desktop.domain.faults import is_reason
from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.domain.reception.gate import GateKind, needs_leave
from desktop.domain.reception.platform import WITNESSED_GATES, witnessed_evidence
from desktop.domain.reception.session import AHEAD_STATUSES
from desktop.domain.reception.status import SessionStatus
from desktop.domain.sync.operation import EntityKind
from desktop.domain.text import normalised, plain_line
from desktop.mapping.records import GATE

CLOCK_LEEWAY = timedelta(minutes=5)
"""A PC whose clock is so much ahead may still say "now"."""

_DOUBT_CHARACTERS = 60
"""Of the evidence of a trial that people doubted, for who said what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedTrial:
    """What is kept of a trial: what was measured, and what people did not accept meanwhile.

    soaks: what the sites measured of their lines.
    """

    evidence: str
    doubts: tuple[Doubt, ...]
    soaks: tuple[SoakOf, ...]
    at: datetime


class SessionGates:
    """Notes gates. Thread: any; every method waits for the disk, `allow_late` for a key too."""

    def __init__(self, *, database: Database, clock: Clock, access: Access) -> None:
        self._database = database
        self._clock = clock
        self._access = access

    def note_notice(self, person: Person, session_id: SessionId, request: NoticeRequest) -> Planned:
        """The notice of a session went out. Noted anew, the later word stands; the log has both.

        The same again changes nothing. Raises Rejected: not_found, forbidden, not_allowed_now of a
        session that is over or opened, and of a flagged case that lacks dossier or participants,
        with what it lacks; bad_request for an hour to come or without evidence.
        """
        evidence = normalised(request.evidence)
        now = self._clock.now()
        if not evidence or request.passed_at > now + CLOCK_LEEWAY:
            raise Rejected(ProblemCode.BAD_REQUEST)
        passed_at = min(request.passed_at, now)

        def change(gate: GateBody, body: SessionBody) -> GateBody:
            if gate.passed_at == passed_at and gate.evidence == evidence:
                return gate
            said = {
                "passed_at": passed_at,
                "evidence": evidence,
                "is_practice": body.is_practice,
            }
            return _without_late_leave(gate).model_copy(update=said)

        return self._change(person, session_id, GateKind.NOTICE, change)

    def witness(self, person: Person, session_id: SessionId, request: WitnessRequest) -> Planned:
        """A person notes what nobody measures: a session elsewhere was tried, or is connected.

        Now is when it counts as passed; the first word stands. Raises Rejected: as `note_notice`;
        bad_request for another gate or without words, not_allowed_now of a session that makes its
        call here, and of sites said to be connected before its rooms were called.
        """
        words = plain_line(request.words)
        if request.kind not in WITNESSED_GATES or not words:
            raise Rejected(ProblemCode.BAD_REQUEST)
        kind = GateKind(request.kind)
        now = self._clock.now()
        with self._database.read() as session:
            user = find_user(session, person.user_id)
        evidence = witnessed_evidence(words, "" if user is None else user.display_name)

        def change(gate: GateBody, body: SessionBody) -> GateBody:
            is_early = kind is GateKind.CONNECTED and body.status != SessionStatus.CONNECTING
            if body.platform is None or is_early:
                raise Rejected(ProblemCode.NOT_ALLOWED_NOW)
            if gate.passed_at is not None:
                return gate
            said = {"passed_at": now, "evidence": evidence, "is_practice": body.is_practice}
            return gate.model_copy(update=said)

        return self._change(person, session_id, kind, change)

    def allow_late(self, person: Person, session_id: SessionId, request: LeaveRequest) -> Planned:
        """A leader of this room's list lets a late gate count, or a trial that was never made.

        The leader is known by the PIN, beside whoever is signed in. Raises Rejected: as
        `note_notice`, not_allowed_now for a gate that needs no leave, and wrong_pin,
        too_many_attempts.
        """
        reason = normalised(request.reason)
        if request.kind not in set(GateKind) or not is_reason(reason):
            raise Rejected(ProblemCode.BAD_REQUEST)
        kind = GateKind(request.kind)
        with self._database.read() as session:
            body, _ = own_session(RecordWriter(session), person, session_id)
            self._check_needs_leave(_gate(body, kind))
        room = Room(room_id=person.room_id, site_id=person.site_id)
        leader = self._access.prove(room, UserId(request.leader), request.pin)
        if leader.role != Role.LEADER:
            raise Rejected(ProblemCode.FORBIDDEN)

        def change(gate: GateBody, _body: SessionBody) -> GateBody:
            self._check_needs_leave(gate)
            return gate.model_copy(
                update={
                    "override_by": leader.user_id,
                    "override_label": leader.display_name,
                    "override_reason": reason,
                    "override_at": self._clock.now(),
                }
            )

        return self._change(person, session_id, kind, change)

    def note_trial(self, person: Person, session_id: SessionId, passed: PassedTrial) -> Planned:
        """The sites of a session saw and heard each other. The first time stands.

        Nobody types the evidence. Raises Rejected: as `note_notice`.
        """
        with self._database.read() as session:
            said = [(one, _who(session, one)) for one in passed.doubts]
            soaks = [(one, _worst_of(session, one)) for one in passed.soaks]
        evidence = passed.evidence
        room = MAX_SHORT_CHARACTERS - len(evidence) - (_DOUBT_CHARACTERS if said else 0)
        evidence += soaks_evidence(soaks, SOAK_RULES, room)
        evidence += doubts_evidence(said, MAX_SHORT_CHARACTERS - len(evidence))

        def change(gate: GateBody, body: SessionBody) -> GateBody:
            if gate.passed_at is not None:
                return gate
            return gate.model_copy(
                update={
                    "passed_at": passed.at,
                    "evidence": evidence,
                    "is_practice": body.is_practice,
                }
            )

        return self._change(person, session_id, GateKind.TRIAL, change)

    def note_connected(self, session_id: SessionId, evidence: str, at: datetime) -> bool:
        """Whether the sites of a called session saw and heard each other for the first time.

        It follows from what its rooms measured: nobody asks for it.
        """
        with self._database.write() as session:
            writer = RecordWriter(session)
            row = writer.find(EntityKind.SESSION, session_id)
            body = None if row is None else SessionBody.model_validate(row.body)
            if body is None or body.status != SessionStatus.CONNECTING:
                return False
            gates = tuple(
                gate.model_copy(
                    update={"passed_at": at, "evidence": evidence, "is_practice": body.is_practice}
                )
                if gate.kind == GateKind.CONNECTED and gate.passed_at is None
                else gate
                for gate in body.gates
            )
            if gates == body.gates:
                return False
            changed = with_gates(body, gates)
            writer.save(
                Record(kind="session", entity_id=session_id, body=changed.model_dump(mode="json"))
            )
            entry = Entry(
                action=Action.PUT_RECORD,
                kind="session",
                subject_id=session_id,
                outcome=GateKind.CONNECTED.value,
            )
            note(session, self._clock.now(), entry)
        return True

    # ---- inside ----------------------------------------------------------------------------

    def _change(
        self,
        person: Person,
        session_id: SessionId,
        kind: GateKind,
        change: Callable[[GateBody, SessionBody], GateBody],
    ) -> Planned:
        with self._database.write() as session:
            writer = RecordWriter(session)
            body, revision = own_session(writer, person, session_id)
            former = _gate(body, kind)
            gate = change(former, body)
            if gate == former:
                return Planned(answer=PlanAnswer(revision=revision, code=body.code))
            if kind is GateKind.NOTICE:
                _check_lacks(writer, session_id, body)
            gates = tuple(gate if one.kind == kind else one for one in body.gates)
            changed = with_gates(body, gates)
            revision = writer.save(
                Record(kind="session", entity_id=session_id, body=changed.model_dump(mode="json"))
            )
            self._note(session, person, session_id, kind)
        answer = PlanAnswer(revision=revision, code=body.code)
        return Planned(answer=answer, touched=frozenset({session_id}))

    def _note(
        self, session: DatabaseSession, person: Person, session_id: SessionId, kind: GateKind
    ) -> None:
        entry = Entry(
            action=Action.PUT_RECORD,
            actor=actor_of(person),
            kind="session",
            subject_id=session_id,
            outcome=kind.value,
        )
        note(session, self._clock.now(), entry)

    def _check_needs_leave(self, gate: GateBody) -> None:
        if not needs_leave(GATE.of_body(gate), self._clock.now()):
            raise Rejected(ProblemCode.NOT_ALLOWED_NOW)


def _gate(body: SessionBody, kind: GateKind) -> GateBody:
    """Of a session on its way to the opening. Raises Rejected."""
    gate = next((one for one in body.gates if one.kind == kind), None)
    if gate is None or body.status not in AHEAD_STATUSES:
        raise Rejected(ProblemCode.NOT_ALLOWED_NOW)
    return gate


def _without_late_leave(gate: GateBody) -> GateBody:
    """A leave for what was noted before goes with it; one that was given before that stays."""
    said_at, passed_at = gate.override_at, gate.passed_at
    if passed_at is None or (said_at is not None and said_at <= passed_at):
        return gate
    blank = {"override_by": None, "override_label": "", "override_reason": "", "override_at": None}
    return gate.model_copy(update=blank)


def _check_lacks(writer: RecordWriter, session_id: SessionId, body: SessionBody) -> None:
    """A flagged case stays where it is without dossier and participants (domain.md §6.5)."""
    lacks = lacks_of_session(writer, session_id, body)
    if lacks:
        unmet = (Unmet(word=one.word, subject=one.subject) for one in lacks)
        raise Rejected(ProblemCode.NOT_ALLOWED_NOW, unmet=unmet)


def _who(session: DatabaseSession, doubt: Doubt) -> str:
    """Who doubted which direction, by name."""
    user = None if doubt.user_id is None else find_user(session, doubt.user_id)
    name = "" if user is None else user.display_name
    by, of = (_site_name(session, one) for one in (doubt.by_site_id, doubt.of_site_id))
    return f"{name} ({by} nhận từ {of})"


def _worst_of(session: DatabaseSession, one: SoakOf) -> str:
    """The site of its worst minute, by name."""
    worst = one.soak.worst
    return "" if worst is None else _site_name(session, worst.site_id)


def _site_name(session: DatabaseSession, site_id: SiteId) -> str:
    row = find_record(session, EntityKind.SITE, site_id)
    return site_id if row is None else str(row.body["short_name"])
