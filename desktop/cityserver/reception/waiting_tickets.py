"""Hàng chờ: a ticket for who waits for a session today, and the chair's call of it.

A ticket follows from the visit that a site took in: its contents name the case that a session of
the day receives. Nobody types it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from desktop.cityserver.access.callers import Person, actor_of
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.reception.own_session import own_session
from desktop.cityserver.reception.scheduling import Planned
from desktop.cityserver.rooms.conditions import last_checks
from desktop.cityserver.store.audit import Action, Entry, note
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.live_states import load_live
from desktop.cityserver.store.records.records import sessions, sessions_at, site_kinds
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.contract.problem import ProblemCode
from desktop.contract.records.reception import SessionBody
from desktop.contract.scheduling import PlanAnswer, PlanFaultOut, WaitingRequest
from desktop.domain.access.rights import Right, may_in_session, scope_at
from desktop.domain.casework.intake import visit_day
from desktop.domain.casework.visit import Visit, VisitStatus
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.waiting_ticket import (
    NOBODY_WAITS,
    NotCalled,
    OtherSession,
    TicketAct,
    WaitingTicket,
    act_fault,
    acted,
    is_called,
    waits,
)
from desktop.domain.directory.site import SiteRole
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.session import AHEAD_STATUSES, CALLED_STATUSES, OPEN_STATUSES
from desktop.domain.reception.status import SessionStatus
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import VISIT, WAITING_TICKET

_QUEUED = frozenset({VisitStatus.WAITING, VisitStatus.CALLED, VisitStatus.IN_RECEPTION})


def follow_visit(
    session: DatabaseSession,
    writer: RecordWriter,
    visit_id: str,
    body: Mapping[str, Any],
    now: datetime,
) -> frozenset[SessionId]:
    """The tickets that follow from a visit; returns the sessions of those that changed.

    Who came first for a session keeps its ticket. Call it in the transaction of the visit.
    """
    visit: Visit = VISIT.codec.read(body, id=visit_id)
    cases = {case_id for case_id in _cases_of(writer, visit) if case_id}
    day = visit_day(visit, LOCAL_ZONE)
    changed = set[SessionId]()
    is_placed = visit.status not in _QUEUED
    for row in sessions_at(session, visit.owner_site_id, AHEAD_STATUSES | CALLED_STATUSES):
        plan = SessionBody.model_validate(row.body)
        is_today = plan.scheduled_start.astimezone(LOCAL_ZONE).date() == day
        is_its = not is_placed and is_today and not cases.isdisjoint(plan.case_ids)
        session_id = SessionId(row.entity_id)
        former = find_ticket(writer, session_id)
        ticket = _ticket_of(visit, session_id, former) if is_its else _left(visit, former, now)
        is_placed = is_placed or (is_its and ticket is not None and ticket.visit_id == visit.id)
        if ticket is not None and ticket != former:
            _save(writer, _with_room(session, ticket))
            changed.add(session_id)
    return frozenset(changed)


def follow_seat(
    session: DatabaseSession, session_id: SessionId, connected: Iterable[SiteId]
) -> None:
    """A room came into the session's channel or left it. Call it in the same transaction."""
    writer = RecordWriter(session)
    former = find_ticket(writer, session_id)
    if former is None:
        return
    ticket = replace(former, is_here=former.site_id in set(connected))
    if ticket != former:
        _save(writer, _with_check(session, ticket))


def warn_following(
    session: DatabaseSession, closing_id: SessionId, central_site_id: SiteId, now: datetime
) -> frozenset[SessionId]:
    """A session came to its last step: whoever is next at its chair is told, and nobody presses.

    Returns the session of that ticket; none where nobody waits, or somebody was told already. Call
    it in the transaction of the step.
    """
    writer = RecordWriter(session)
    waiting: list[tuple[tuple[datetime, datetime, str], WaitingTicket]] = []
    for row in sessions(session, AHEAD_STATUSES | CALLED_STATUSES):
        plan = SessionBody.model_validate(row.body)
        ticket, status = find_ticket(writer, SessionId(row.entity_id)), SessionStatus(plan.status)
        is_today = _day(plan.scheduled_start) == _day(now)
        is_its = plan.central_site_id == central_site_id and row.entity_id != closing_id
        if is_today and is_its and ticket is not None and waits(ticket, status):
            order = (plan.scheduled_start, ticket.waits_since, row.entity_id)
            waiting.append((order, ticket))
    if not waiting or any(one.warned_at or one.called_at for _, one in waiting):
        return frozenset()
    _, following = min(waiting, key=lambda one: one[0])
    _save(writer, _with_check(session, acted(following, TicketAct.WARN, now)))
    return frozenset({following.session_id})


def _day(at: datetime) -> date:
    return at.astimezone(LOCAL_ZONE).date()


def find_ticket(writer: RecordWriter, session_id: SessionId) -> WaitingTicket | None:
    """Who waits for a session; also one who left."""
    row = writer.find(EntityKind.WAITING_TICKET, session_id)
    ticket: WaitingTicket | None = None if row is None else WAITING_TICKET.codec.read(row.body)
    return ticket


class WaitingTickets:
    """What who conducts does with tickets. Thread: any; waits for the disk."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def act(self, person: Person, session_id: SessionId, request: WaitingRequest) -> Planned:
        """Warn, call or take back; the same once more changes nothing.

        Raises Rejected: not_found, forbidden, bad_request for an unknown act.
        """
        if request.act not in set(TicketAct):
            raise Rejected(ProblemCode.BAD_REQUEST)
        act, now = TicketAct(request.act), self._clock.now()
        with self._database.write() as session:
            writer = RecordWriter(session)
            body, _ = own_session(writer, person, session_id)
            _check_right(session, person, body)
            former = find_ticket(writer, session_id)
            others = _others(session, writer, session_id, body.central_site_id)
            fault = act_fault(act, former, SessionStatus(body.status), others)
            if former is None or fault is not None:
                return Planned(answer=_refusal(fault or NOBODY_WAITS))
            ticket = acted(former, act, now)
            if ticket == former:
                return Planned(answer=PlanAnswer(revision=0, code=body.code))
            revision = _save(writer, _with_check(session, ticket))
            entry = Entry(
                action=Action.PUT_RECORD,
                actor=actor_of(person),
                kind=EntityKind.WAITING_TICKET,
                subject_id=session_id,
                outcome=act.value,
            )
            note(session, now, entry)
        answer = PlanAnswer(revision=revision, code=body.code)
        return Planned(answer=answer, touched=frozenset({session_id}))


def _cases_of(writer: RecordWriter, visit: Visit) -> Iterator[str | None]:
    for petition_id in visit.petition_ids:
        row = writer.find(EntityKind.PETITION, petition_id)
        if row is not None:
            yield row.body["case_id"]


def _ticket_of(
    visit: Visit, session_id: SessionId, former: WaitingTicket | None
) -> WaitingTicket | None:
    """The visit's ticket; the one that is there where somebody else waits already."""
    is_taken = former is not None and former.left_at is None and former.visit_id != visit.id
    if is_taken:
        return former
    is_same = former is not None and former.left_at is None
    return WaitingTicket(
        session_id=session_id,
        site_id=visit.owner_site_id,
        visit_id=visit.id,
        number=visit.ticket_no,
        waits_since=visit.arrived_at or visit.created_at,
        warned_at=former.warned_at if former is not None and is_same else None,
        called_at=former.called_at if former is not None and is_same else None,
        is_here=former is not None and former.is_here,
        checked_at=None if former is None else former.checked_at,
        overall=None if former is None else former.overall,
    )


def _left(visit: Visit, former: WaitingTicket | None, now: datetime) -> WaitingTicket | None:
    """Its ticket, when the visit has one that it waits with no longer."""
    if former is None or former.visit_id != visit.id or former.left_at is not None:
        return former
    return replace(former, left_at=now)


def _with_room(session: DatabaseSession, ticket: WaitingTicket) -> WaitingTicket:
    """With what the city knows of the room now."""
    document = load_live(session, ticket.session_id)
    seats = [] if document is None else json.loads(document)["told"]["seats"]
    connected = {one["site_id"] for one in seats if one["is_connected"]}
    return _with_check(session, replace(ticket, is_here=ticket.site_id in connected))


def _with_check(session: DatabaseSession, ticket: WaitingTicket) -> WaitingTicket:
    check = last_checks(session, (ticket.site_id,)).get(ticket.site_id)
    if check is None:
        return ticket
    return replace(ticket, checked_at=check.checked_at, overall=check.overall)


def _save(writer: RecordWriter, ticket: WaitingTicket) -> int:
    return writer.save(
        Record(
            kind=EntityKind.WAITING_TICKET,
            entity_id=ticket.session_id,
            session_id=ticket.session_id,
            body=WAITING_TICKET.codec.write(ticket),
        )
    )


def _others(
    session: DatabaseSession, writer: RecordWriter, session_id: SessionId, central_site_id: str
) -> Iterator[OtherSession]:
    """Sessions of the same central site that were opened, or whose rooms were called."""
    for row in sessions(session, OPEN_STATUSES | CALLED_STATUSES):
        if row.entity_id != session_id and row.body["central_site_id"] == central_site_id:
            status = SessionStatus(row.body["status"])
            ticket = find_ticket(writer, SessionId(row.entity_id))
            yield OtherSession(
                status=status,
                number=None if ticket is None else ticket.number,
                is_called=is_called(ticket, status),
            )


def _check_right(session: DatabaseSession, person: Person, body: SessionBody) -> None:
    """Who may open the session may call for it. Raises Rejected: forbidden."""
    is_central = person.site_id == body.central_site_id
    is_there = is_central or person.site_id in body.component_site_ids
    kind = site_kinds(session, (person.site_id,)).get(person.site_id)
    is_allowed = is_there and may_in_session(
        person.role,
        Right.OPEN_SESSION,
        site_role=SiteRole.CENTRAL if is_central else SiteRole.COMPONENT,
        is_practice=body.is_practice,
        scope=scope_at(kind),
    )
    if not is_allowed:
        raise Rejected(ProblemCode.FORBIDDEN)


def _refusal(fault: NotCalled) -> PlanAnswer:
    subject = "" if fault.number is None else str(fault.number)
    return PlanAnswer(revision=0, faults=(PlanFaultOut(word=fault.fault.value, subject=subject),))
