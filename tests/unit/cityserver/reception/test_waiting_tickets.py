"""A ticket follows from the visit of the day; the chair's desk warns, calls and takes back."""

import json
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from desktop.cityserver.access.callers import Person, Room
from desktop.cityserver.admin.city import put_record
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.reception.waiting_tickets import (
    WaitingTickets,
    find_ticket,
    follow_seat,
    follow_visit,
    warn_following,
)
from desktop.cityserver.rooms.room_checks import RoomReports
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.live_states import save_live
from desktop.cityserver.store.records.writer import RecordWriter
from desktop.cityserver.store.rooms import rooms
from desktop.contract.operations import OperationIn
from desktop.contract.problem import ProblemCode
from desktop.contract.scheduling import PlanAnswer, WaitingRequest
from desktop.domain.access.person import Role
from desktop.domain.casework.visit import VisitStatus
from desktop.domain.conduct.calls.waiting_ticket import WaitingTicket
from desktop.domain.ids import CaseId, PetitionId, SessionId, SiteId, UserId, VisitId
from desktop.domain.room.measurements import Overall
from desktop.mapping.operations import operation_of
from desktop.mapping.records import kind_of
from desktop.sync.traffic.room_checks import body_of
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import (
    AGENCY,
    CASE,
    COMMUNE,
    CONNECTING_SESSION,
    ELSEWHERE,
    HQ,
    LATER_SESSION,
    OTHER_CASE,
    SESSION,
    STRICT_SESSION,
    session_body,
)
from tests.samples.casework import COMPLAINT, INTAKE, NOW
from tests.samples.checks import GOOD_ROOM, a_report

pytestmark = pytest.mark.unit

FIRST = SessionId(CONNECTING_SESSION)
"""Of the sessions of HQ and COMMUNE at one hour the first by its id."""
CONTENT = replace(COMPLAINT, owner_site_id=COMMUNE, case_id=CaseId(CASE))
VISIT = replace(
    INTAKE.visit, owner_site_id=COMMUNE, status=VisitStatus.WAITING, arrived_at=NOW, ticket_no=7
)
CLERK = (HQ, Role.HQ_CLERK)


class Queue:
    """The queue of a city, as rooms and headquarters use it."""

    def __init__(self, city: Database, clock: FakeClock) -> None:
        self.city, self.clock = city, clock
        self._operations = Operations(database=city, clock=clock, follow_visit=follow_visit)
        self._tickets = WaitingTickets(database=city, clock=clock)
        self.touched: frozenset[SessionId] = frozenset()
        self._revisions: dict[str, int] = {}

    def take_in(self, *records: Any) -> None:
        """What a room sends of an intake."""
        for record in records:
            made = operation_of(
                kind_of(record),
                record.id,
                record,
                made_at=NOW,
                base_revision=self._revisions.get(record.id, 0),
            )
            one = OperationIn(
                id=made.id,
                kind=made.kind,
                entity_id=made.entity_id,
                base_revision=made.base_revision,
                body=dict(made.body),
                made_at=NOW,
            )
            who = Person(
                user_id=UserId("u"),
                role=Role.ROOM_OFFICER,
                site_id=record.owner_site_id,
                family_id="f",
            )
            pushed = self._operations.push(who, [one])
            verdict = pushed.answer.verdicts[0]
            assert verdict.verdict == "accepted", (record, verdict)
            self._revisions[record.id] = verdict.revision
            self.touched = pushed.touched

    def ticket(self, session_id: str = FIRST) -> WaitingTicket | None:
        with self.city.write() as session:
            return find_ticket(RecordWriter(session), SessionId(session_id))

    def act(self, act: str, session_id: str = FIRST, by: tuple[SiteId, Role] = CLERK) -> PlanAnswer:
        who = Person(user_id=UserId("c"), role=by[1], site_id=by[0], family_id="f", room_id="r")
        planned = self._tickets.act(who, SessionId(session_id), WaitingRequest(act=act))
        return planned.answer

    def connect(self, *site_ids: SiteId, session_id: str = FIRST) -> None:
        seats = [{"site_id": one, "is_connected": one in site_ids} for one in (HQ, COMMUNE)]
        document = json.dumps({"told": {"seats": seats}})
        with self.city.write() as session:
            save_live(session, SessionId(session_id), seq=1, document=document)
            follow_seat(session, SessionId(session_id), site_ids)

    def close_soon(
        self, *, session_id: str = SESSION, central_site_id: SiteId = HQ
    ) -> frozenset[SessionId]:
        """A session comes to its last step."""
        with self.city.write() as session:
            now = self.clock.now()
            return warn_following(session, SessionId(session_id), central_site_id, now)

    def put_session(self, session_id: str, **fields: Any) -> None:
        body = {**session_body(HQ, (COMMUNE,)), **fields}
        put_record(self.city, "session", session_id, body)


@pytest.fixture
def queue(city: Database, clock: FakeClock) -> Queue:
    return Queue(city, clock)


@pytest.fixture
def waiting(queue: Queue) -> Queue:
    """Somebody waits for the first session, in a room that is connected."""
    queue.take_in(CONTENT, VISIT)
    queue.connect(HQ, COMMUNE)
    return queue


def words(answer: PlanAnswer) -> list[tuple[str, str]]:
    return [(one.word, one.subject) for one in answer.faults]


def test_who_was_taken_in_for_a_case_of_the_day_waits_for_its_session(queue: Queue) -> None:
    queue.take_in(CONTENT, VISIT)
    assert queue.ticket() == WaitingTicket(
        session_id=FIRST, site_id=COMMUNE, visit_id=VISIT.id, number=7, waits_since=NOW
    )
    assert queue.touched == {FIRST}
    assert [queue.ticket(one) for one in (SESSION, STRICT_SESSION)] == [None, None]


@pytest.mark.parametrize(
    ("content", "visit"),
    [
        (replace(CONTENT, case_id=None), VISIT),
        (replace(CONTENT, case_id=CaseId(OTHER_CASE)), VISIT),
        (CONTENT, replace(VISIT, status=VisitStatus.IDENTIFIED)),
        (CONTENT, replace(VISIT, arrived_at=NOW - timedelta(days=1))),
        (
            replace(CONTENT, owner_site_id=ELSEWHERE),
            replace(VISIT, owner_site_id=ELSEWHERE),
        ),
    ],
    ids=["no case", "another case", "not yet in the queue", "another day", "another site"],
)
def test_who_waits_for_no_session_of_the_day_gets_no_ticket(
    queue: Queue, content: Any, visit: Any
) -> None:
    queue.take_in(content, visit)
    assert queue.ticket() is None
    assert queue.touched == frozenset()


def test_a_case_that_is_named_later_gives_a_ticket_with_the_same_visit(queue: Queue) -> None:
    queue.take_in(replace(CONTENT, case_id=None), VISIT)
    queue.take_in(CONTENT, VISIT)
    assert queue.ticket() is not None


def test_a_second_visit_leaves_the_first_its_place_and_has_it_after_the_first_left(
    waiting: Queue,
) -> None:
    second = replace(VISIT, id=VisitId("second"), ticket_no=8, arrived_at=NOW)
    waiting.take_in(second)
    first = waiting.ticket()
    assert first is not None
    assert first.number == 7
    waiting.take_in(replace(VISIT, status=VisitStatus.WITHDRAWN))
    left = waiting.ticket()
    assert left is not None
    assert left.left_at == waiting.clock.now()
    waiting.take_in(second)
    again = waiting.ticket()
    assert again is not None
    assert (again.number, again.left_at, again.is_here) == (8, None, True)


def test_a_visit_that_belongs_to_another_case_after_all_waits_no_longer(waiting: Queue) -> None:
    waiting.take_in(replace(CONTENT, case_id=CaseId(OTHER_CASE)), VISIT)
    left = waiting.ticket()
    assert left is not None
    assert left.left_at is not None
    waiting.take_in(VISIT)
    assert waiting.ticket() == left


def test_a_mended_visit_keeps_that_it_was_warned_and_called(waiting: Queue) -> None:
    waiting.act("warn")
    waiting.act("call")
    waiting.take_in(replace(VISIT, ticket_no=9))
    ticket = waiting.ticket()
    assert ticket is not None
    assert ticket.number == 9
    assert ticket.warned_at == ticket.called_at == waiting.clock.now()


def test_a_room_that_was_there_before_the_visit_is_there(queue: Queue) -> None:
    queue.connect(COMMUNE)
    queue.take_in(CONTENT, VISIT)
    ticket = queue.ticket()
    assert ticket is not None
    assert ticket.is_here


def test_a_room_comes_and_goes_and_its_check_is_told(queue: Queue, city: Database) -> None:
    queue.connect(AGENCY)
    assert queue.ticket() is None
    queue.take_in(CONTENT, VISIT)
    with city.write() as session:
        room_id = rooms.add_room(session, COMMUNE, "hash", queue.clock.now())
    report = body_of(a_report(GOOD_ROOM, queue.clock.now()))
    room = Room(room_id=room_id, site_id=COMMUNE)
    RoomReports(database=city, clock=queue.clock).take(room, report)
    queue.connect(HQ)
    unchanged = queue.ticket()
    assert unchanged is not None
    assert (unchanged.is_here, unchanged.overall) == (False, None)
    queue.connect(HQ, COMMUNE)
    ticket = queue.ticket()
    assert ticket is not None
    assert (ticket.is_here, ticket.overall) == (True, Overall.READY)
    assert ticket.checked_at == queue.clock.now()


def test_the_next_is_warned_called_and_taken_back(waiting: Queue) -> None:
    assert waiting.act("warn").revision > 0
    waiting.clock.advance(60)
    assert waiting.act("call").revision > 0
    called = waiting.ticket()
    assert called is not None
    assert called.called_at == waiting.clock.now()
    assert called.warned_at == waiting.clock.now() - timedelta(seconds=60)
    assert waiting.act("withdraw").revision > 0
    back = waiting.ticket()
    assert back is not None
    assert (back.warned_at, back.called_at) == (None, None)


def test_with_the_last_step_of_a_session_the_first_who_waits_for_its_chair_is_warned(
    waiting: Queue,
) -> None:
    later = SessionId("session-second")
    other = replace(VISIT, id=VisitId("other"), ticket_no=5)
    content = replace(CONTENT, id=PetitionId("content-2"), case_id=CaseId(OTHER_CASE))
    waiting.put_session(later, case_ids=[OTHER_CASE])
    waiting.take_in(content, replace(other, petition_ids=(content.id,)))
    assert waiting.ticket(later) is not None
    assert waiting.close_soon(central_site_id=AGENCY) == frozenset()
    assert waiting.close_soon(session_id=FIRST) == {later}
    waiting.act("withdraw", later)
    assert waiting.close_soon() == {FIRST}
    first, second = waiting.ticket(), waiting.ticket(later)
    assert first is not None
    assert second is not None
    assert (first.warned_at, second.warned_at) == (waiting.clock.now(), None)
    assert waiting.close_soon() == frozenset()


def test_nobody_is_warned_who_was_called_already_or_waits_on_another_day(waiting: Queue) -> None:
    waiting.act("call")
    assert waiting.close_soon() == frozenset()
    waiting.act("withdraw")
    waiting.clock.advance(86_400)
    assert waiting.close_soon() == frozenset()
    ticket = waiting.ticket()
    assert ticket is not None
    assert ticket.warned_at is None


@pytest.mark.parametrize("act", ["warn", "call", "withdraw"])
def test_the_same_once_more_changes_nothing(waiting: Queue, act: str) -> None:
    waiting.act(act)
    before = waiting.ticket()
    waiting.clock.advance(5)
    assert waiting.act(act) == PlanAnswer(revision=0, code=session_body(HQ, ())["code"])
    assert waiting.ticket() == before


def test_nobody_is_called_without_a_ticket_or_after_the_opening(waiting: Queue) -> None:
    assert words(waiting.act("call", SESSION)) == [("not_waiting", "")]
    waiting.put_session(CONNECTING_SESSION, status="in_session")
    for act in ("warn", "call", "withdraw"):
        assert words(waiting.act(act)) == [("not_waiting", "")]


def test_a_room_that_is_not_connected_is_warned_and_not_called(queue: Queue) -> None:
    queue.take_in(CONTENT, VISIT)
    assert words(queue.act("call")) == [("not_here", "")]
    assert words(queue.act("warn")) == []


def test_nobody_is_called_while_another_session_of_the_chair_goes_on(waiting: Queue) -> None:
    waiting.put_session(SESSION, status="signed")
    assert words(waiting.act("call")) == [("not_closed", "")]
    waiting.put_session(SESSION, status="paused")
    assert words(waiting.act("call")) == []


def test_the_number_of_the_session_that_goes_on_is_told(waiting: Queue) -> None:
    other = replace(VISIT, id=VisitId("other"), ticket_no=5)
    waiting.put_session(CONNECTING_SESSION, status="in_session")
    waiting.take_in(other)
    waiting.connect(COMMUNE, session_id=LATER_SESSION)
    assert words(waiting.act("call", LATER_SESSION)) == [("not_closed", "7")]


def test_of_two_that_are_called_at_once_one_is(waiting: Queue) -> None:
    other = replace(VISIT, id=VisitId("other"), ticket_no=5)
    content = replace(CONTENT, id=PetitionId("content-2"), case_id=CaseId(OTHER_CASE))
    waiting.put_session("session-second", case_ids=[OTHER_CASE])
    waiting.take_in(content, replace(other, petition_ids=(content.id,)))
    waiting.connect(COMMUNE, session_id="session-second")
    for first, second in permutations((FIRST, "session-second")):
        assert words(waiting.act("call", first)) == []
        number = {FIRST: "7", "session-second": "5"}[first]
        assert words(waiting.act("call", second)) == [("called", number)]
        waiting.act("withdraw", first)


@pytest.mark.parametrize(
    ("by", "code"),
    [
        ((COMMUNE, Role.ROOM_OFFICER), ProblemCode.FORBIDDEN),
        ((HQ, Role.SECRETARY), ProblemCode.FORBIDDEN),
        ((AGENCY, Role.LEADER), ProblemCode.FORBIDDEN),
    ],
)
def test_who_does_not_conduct_calls_nobody(
    waiting: Queue, by: tuple[SiteId, Role], code: ProblemCode
) -> None:
    with pytest.raises(Rejected) as refused:
        waiting.act("call", by=by)
    assert refused.value.code == code
    ticket = waiting.ticket()
    assert ticket is not None
    assert ticket.called_at is None


def test_headquarters_without_a_seat_calls_for_nobody(waiting: Queue) -> None:
    with pytest.raises(Rejected) as refused:
        waiting.act("call", "session-elsewhere")
    assert refused.value.code == ProblemCode.FORBIDDEN


def test_an_unknown_act_and_an_unknown_session_are_refused(waiting: Queue) -> None:
    for act, session_id, code in (
        ("shout", FIRST, ProblemCode.BAD_REQUEST),
        ("call", "unknown", ProblemCode.NOT_FOUND),
    ):
        with pytest.raises(Rejected) as refused:
            waiting.act(act, session_id)
        assert refused.value.code == code
