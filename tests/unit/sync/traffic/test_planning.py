"""A plan on its way to the city: its word, its refusals, and what is said without it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.contract.scheduling import PlanFaultOut, TakeLeaveRequest, TakeRequest
from desktop.domain.conduct.calls.waiting_ticket import CallFault, TicketAct
from desktop.domain.conduct.events import TicketRefused, TicketTurned
from desktop.domain.errors import (
    AccessRefused,
    ProtocolError,
    ReceptionError,
    RetryableError,
    ServerBusy,
    TimedOut,
)
from desktop.domain.events import ActionFailed
from desktop.domain.ids import SessionId, UserId
from desktop.domain.reception.events import GateNoted, PlanRefused, SessionPlanned
from desktop.domain.reception.gate import GateKind, Leave
from desktop.domain.reception.notice import Delivery, Notice
from desktop.domain.reception.planning import NearLeave, PlanFault, PlanProblem
from desktop.domain.reception.status import SessionStatus
from desktop.domain.room.events import TakeNoted
from desktop.sync.codes import AccessCode, CallOffCode, GateCode, PlanCode, TakeCode, TicketCode
from desktop.sync.traffic.planning import SessionPlanner
from desktop.sync.traffic.with_token import PersonAtCity
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import FakeClock
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.plans import A_WISH
from tests.samples.receptions import HQ

pytestmark = pytest.mark.unit

TOKEN, RENEWED = "t1", "t2"
REASON = "Công dân xin đổi ngày vì ốm"
NOTICE = Notice(number="15/TB", day=date(2026, 11, 25), delivery=Delivery.POST)
LEAVE = Leave(kind=GateKind.TRIAL, leader=UserId("leader"), pin="246810", reason=REASON)


class Bench:
    """A planner between a fake city and recorded events; `tokens`: what it is given in turn."""

    def __init__(self) -> None:
        self.city = FakeCity(clock=FakeClock())
        self.city.access_tokens = {TOKEN: ("u", HQ), RENEWED: ("u", HQ)}
        self.api = FakeCityApi(self.city)
        self.events = EventRecorder()
        self.tokens: list[str | None] = [TOKEN, RENEWED]
        self.refused: list[str | None] = []
        self.wakes = 0
        self.renewals = 0
        self.no_renewal: ReceptionError | None = None
        person = PersonAtCity(
            api=self.api,
            current_token=self._token,
            renew=self._renew,
            wake=self._wake,
            emit=self.events,
        )
        self.planner = SessionPlanner(city=person, clock=self.city.clock)

    def _token(self, refused: str | None) -> str | None:
        self.refused.append(refused)
        return self.tokens.pop(0)

    def _renew(self) -> None:
        self.renewals += 1
        if self.no_renewal is not None:
            raise self.no_renewal

    def _wake(self) -> None:
        self.wakes += 1

    def failure(self) -> tuple[str, str]:
        failed = self.events.wait_for(ActionFailed)
        return failed.action, failed.code


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    made.planner.start()
    yield made
    assert made.planner.stop()


def test_what_the_city_has_planned_is_told_and_fetched(bench: Bench) -> None:
    bench.planner.plan(A_WISH)
    planned = bench.events.wait_for(SessionPlanned)
    assert (planned.session_id, planned.code) == (A_WISH.id, "CODE-01")
    assert bench.wakes == 1
    body = bench.city.body_of("session", A_WISH.id)
    assert body["component_site_ids"] == list(A_WISH.component_site_ids)
    assert len(body["participants"]) == len(A_WISH.participants)


def test_who_planned_is_told_at_once_which_denunciations_they_may_know(bench: Bench) -> None:
    bench.planner.plan(A_WISH)
    bench.events.wait_for(SessionPlanned)
    bench.planner.call_off(A_WISH.id, SessionStatus.POSTPONED, REASON)
    bench.events.wait_for(SessionPlanned, count=2)  # one after the other, on one thread
    assert bench.renewals == 1, "by calling off nobody comes on a list"


@pytest.mark.parametrize(
    "error", [RetryableError("gone"), ProtocolError("odd"), AccessRefused(AccessCode.SIGNED_OUT)]
)
def test_a_plan_stands_without_a_word_on_the_lists(bench: Bench, error: ReceptionError) -> None:
    bench.no_renewal = error
    bench.planner.plan(A_WISH)
    assert bench.events.wait_for(SessionPlanned).code == "CODE-01"
    assert bench.wakes == 1


def test_every_reason_against_it_is_told(bench: Bench) -> None:
    at = datetime(2026, 12, 15, 1, 30, tzinfo=UTC)
    bench.city.plan_faults = (
        PlanFaultOut(word="site_busy", subject="commune", at=at),
        PlanFaultOut(word="of a newer city"),
    )
    bench.planner.plan(A_WISH)
    assert bench.events.wait_for(PlanRefused).problems == (
        PlanProblem(fault=PlanFault.SITE_BUSY, subject="commune", at=at),
        PlanProblem(fault=PlanFault.UNKNOWN),
    )
    assert bench.wakes == 0


def test_a_session_is_called_off(bench: Bench) -> None:
    bench.city.put("session", A_WISH.id, {"status": "scheduled"})
    bench.planner.call_off(A_WISH.id, SessionStatus.POSTPONED, REASON)
    bench.events.wait_for(SessionPlanned)
    assert bench.city.body_of("session", A_WISH.id)["status"] == "postponed"


def test_a_plan_goes_with_a_leaders_leave_whose_pin_is_in_no_text(bench: Bench) -> None:
    leave = NearLeave(leader=UserId("leader"), pin="246810", reason=REASON)
    bench.planner.plan_near(A_WISH, leave)
    assert bench.events.wait_for(SessionPlanned).session_id == A_WISH.id
    ((given),) = bench.city.near_leaves
    assert (given.leader, given.pin, given.reason) == ("leader", "246810", REASON)
    assert leave.pin not in repr(leave) + repr(given)
    bench.tokens = [TOKEN, RENEWED]
    bench.planner.plan_near(A_WISH, replace(leave, pin=""))
    assert bench.failure() == ("plan_session", PlanCode.NOT_SPEAKABLE)


@pytest.mark.parametrize("is_notice", [True, False])
def test_what_a_gate_still_waits_for_is_told_by_name(bench: Bench, *, is_notice: bool) -> None:
    unmet = (("no_dossier", HQ), ("of_a_newer_city", ""))
    bench.api.failures = [ProtocolError("not_allowed_now", unmet=unmet)]
    if is_notice:
        bench.planner.note_notice(A_WISH.id, NOTICE)
    else:
        bench.planner.allow_late(A_WISH.id, LEAVE)
    refused = bench.events.wait_for(PlanRefused)
    assert refused.session_id == A_WISH.id
    assert refused.problems == (
        PlanProblem(fault=PlanFault.NO_DOSSIER, subject=HQ),
        PlanProblem(fault=PlanFault.UNKNOWN),
    )
    assert bench.wakes == 0


def test_a_notice_is_noted_with_its_line_of_evidence(bench: Bench) -> None:
    bench.city.put("session", A_WISH.id, {"status": "scheduled"})
    bench.planner.note_notice(A_WISH.id, NOTICE)
    noted = bench.events.wait_for(GateNoted)
    assert (noted.session_id, noted.kind, noted.code) == (A_WISH.id, GateKind.NOTICE, "CODE-01")
    assert bench.city.body_of("session", A_WISH.id)["evidence"] == NOTICE.evidence
    assert bench.wakes == 1


def test_a_leave_is_given_and_its_pin_is_in_no_text(bench: Bench) -> None:
    bench.city.put("session", A_WISH.id, {"status": "scheduled"})
    bench.planner.allow_late(A_WISH.id, LEAVE)
    assert bench.events.wait_for(GateNoted).kind is GateKind.TRIAL
    assert bench.city.body_of("session", A_WISH.id)["override_reason"] == REASON
    assert LEAVE.pin not in repr(LEAVE)


def test_a_wrong_pin_of_a_leader_is_told_with_what_is_left(bench: Bench) -> None:
    bench.api.failures = [AccessRefused(AccessCode.PIN_WRONG, {"left": 4})]
    bench.planner.allow_late(A_WISH.id, LEAVE)
    failed = bench.events.wait_for(ActionFailed)
    assert (failed.action, failed.code, failed.data) == (
        "allow_late", AccessCode.PIN_WRONG, {"left": 4},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (TimedOut(), GateCode.NOT_KNOWN),
        (ServerBusy(5.0), GateCode.NO_CITY),
        (ProtocolError("not_allowed_now"), GateCode.NOT_TAKEN),
    ],
)
def test_without_the_citys_word_no_gate_is_noted(
    bench: Bench, error: ReceptionError, code: GateCode
) -> None:
    bench.api.failures = [error]
    bench.planner.note_notice(A_WISH.id, NOTICE)
    assert bench.failure() == ("note_notice", code)


def test_what_does_not_fit_the_wire_stays_here(bench: Bench) -> None:
    bench.planner.note_notice(A_WISH.id, replace(NOTICE, number="1" * 400))
    assert bench.failure() == ("note_notice", GateCode.NOT_SPEAKABLE)
    bench.planner.allow_late(A_WISH.id, replace(LEAVE, pin=""))
    assert bench.events.wait_for(ActionFailed, 2).code == GateCode.NOT_SPEAKABLE


def test_an_old_token_is_renewed_once(bench: Bench) -> None:
    bench.api.failures = [AccessRefused(AccessCode.SIGNED_OUT)]
    bench.planner.plan(A_WISH)
    bench.events.wait_for(SessionPlanned)
    assert bench.refused == [None, TOKEN]


@pytest.mark.parametrize("tokens", [[None], [TOKEN, None]])
def test_who_is_not_signed_in_plans_nothing(bench: Bench, tokens: list[str | None]) -> None:
    bench.tokens = tokens
    bench.api.failures = [AccessRefused(AccessCode.SIGNED_OUT)]
    bench.planner.plan(A_WISH)
    assert bench.failure() == ("plan_session", AccessCode.SIGNED_OUT)


def test_who_may_not_is_told_so(bench: Bench) -> None:
    bench.api.failures = [AccessRefused(AccessCode.FORBIDDEN)]
    bench.planner.plan(A_WISH)
    assert bench.failure() == ("plan_session", AccessCode.FORBIDDEN)


def test_without_the_city_nothing_is_planned_and_that_is_said(bench: Bench) -> None:
    bench.api.is_reachable = False
    bench.planner.plan(A_WISH)
    assert bench.failure() == ("plan_session", PlanCode.NO_CITY)


def test_a_busy_city_is_no_answer_either(bench: Bench) -> None:
    bench.api.failures = [ServerBusy(5.0)]
    bench.planner.plan(A_WISH)
    assert bench.failure() == ("plan_session", PlanCode.NO_CITY)


def test_whose_answer_did_not_come_may_have_been_planned(bench: Bench) -> None:
    bench.api.failures = [TimedOut()]
    bench.planner.plan(A_WISH)
    assert bench.failure() == ("plan_session", PlanCode.NOT_KNOWN)


@pytest.mark.parametrize(
    ("failure", "code"),
    [(TimedOut(), CallOffCode.NOT_KNOWN), (ServerBusy(5.0), CallOffCode.NO_CITY)],
)
def test_of_a_session_that_is_called_off_no_plan_is_spoken(
    bench: Bench, failure: RetryableError, code: CallOffCode
) -> None:
    bench.api.failures = [failure]
    bench.planner.call_off(A_WISH.id, SessionStatus.CANCELLED, REASON)
    assert bench.failure() == ("call_off_session", code)


def test_what_the_city_does_not_take_is_said(bench: Bench) -> None:
    bench.planner.call_off(SessionId("nowhere"), SessionStatus.CANCELLED, REASON)
    assert bench.failure() == ("call_off_session", CallOffCode.NOT_TAKEN)


def test_what_does_not_fit_the_wire_is_not_asked(bench: Bench) -> None:
    bench.planner.plan(replace(A_WISH, title=""))
    assert bench.failure() == ("plan_session", PlanCode.NOT_SPEAKABLE)
    bench.planner.call_off(A_WISH.id, SessionStatus.CANCELLED, "ngắn")
    failed = bench.events.wait_for(ActionFailed, count=2)
    assert failed.code == CallOffCode.NOT_SPEAKABLE
    assert bench.api.calls == []


def test_the_next_is_called_and_the_ticket_fetched(bench: Bench) -> None:
    bench.planner.turn_ticket(A_WISH.id, TicketAct.CALL)
    turned = bench.events.wait_for(TicketTurned)
    assert (turned.session_id, turned.act) == (A_WISH.id, TicketAct.CALL)
    assert bench.city.turned == [(A_WISH.id, "call")]
    assert bench.wakes == 1


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (PlanFaultOut(word="not_closed", subject="5"), (CallFault.NOT_CLOSED, 5)),
        (PlanFaultOut(word="not_here"), (CallFault.NOT_HERE, None)),
        (PlanFaultOut(word="of_a_newer_city", subject="x"), (CallFault.NOT_WAITING, None)),
    ],
)
def test_why_nobody_is_called_is_told(
    bench: Bench, fault: PlanFaultOut, told: tuple[CallFault, int | None]
) -> None:
    bench.city.plan_faults = (fault,)
    bench.planner.turn_ticket(A_WISH.id, TicketAct.CALL)
    refused = bench.events.wait_for(TicketRefused)
    assert (refused.session_id, (refused.fault, refused.number)) == (A_WISH.id, told)
    assert bench.wakes == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (TimedOut(), TicketCode.NOT_KNOWN),
        (ServerBusy(1.0), TicketCode.NO_CITY),
        (ProtocolError("not_found"), TicketCode.NOT_TAKEN),
    ],
)
def test_without_an_answer_it_is_said_that_nobody_was_called(
    bench: Bench, error: ReceptionError, code: TicketCode
) -> None:
    bench.api.failures = [error]
    bench.planner.turn_ticket(A_WISH.id, TicketAct.WARN)
    assert bench.failure() == ("turn_ticket", code)


def test_a_gate_that_nobody_measured_goes_in_the_words_of_a_person(bench: Bench) -> None:
    bench.city.put("session", A_WISH.id, {"status": "scheduled"})
    bench.planner.witness(A_WISH.id, GateKind.TRIAL, "Thấy, nghe đủ các chiều")
    noted = bench.events.wait_for(GateNoted)
    assert (noted.session_id, noted.kind) == (A_WISH.id, GateKind.TRIAL)
    assert bench.city.body_of("session", A_WISH.id)["evidence"] == "Thấy, nghe đủ các chiều"
    bench.planner.witness(A_WISH.id, GateKind.TRIAL, "x" * 121)
    assert bench.failure() == ("witness_gate", GateCode.NOT_SPEAKABLE)


def test_the_address_of_a_meeting_is_sent_and_none_is_left_out(bench: Bench) -> None:
    bench.planner.plan(replace(A_WISH, platform="P", conference_address="987 6543 2100"))
    bench.events.wait_for(SessionPlanned)
    assert bench.city.body_of("session", A_WISH.id)["conference_address"] == "987 6543 2100"


def test_no_address_of_a_meeting_is_left_out(bench: Bench) -> None:
    bench.planner.plan(replace(A_WISH, platform="P"))
    bench.events.wait_for(SessionPlanned)
    assert "conference_address" not in bench.city.body_of("session", A_WISH.id)


@pytest.mark.parametrize(
    ("unknown", "code"),
    [
        ({"conference_address"}, PlanCode.NO_ADDRESS),
        ({"platform", "conference_address"}, PlanCode.NO_PLATFORM),
        ({"something_else"}, PlanCode.NOT_TAKEN),
    ],
)
def test_a_city_that_is_too_old_for_a_plan_is_told_as_that(
    bench: Bench, unknown: set[str], code: PlanCode
) -> None:
    bench.api.failures = [ProtocolError("bad_request", unknown=unknown)]
    bench.planner.plan(replace(A_WISH, platform="P", conference_address="987 6543 2100"))
    assert bench.failure() == ("plan_session", code)
    assert bench.wakes == 0


def test_a_platform_is_sent_by_name_and_none_as_nothing(bench: Bench) -> None:
    bench.planner.plan(replace(A_WISH, platform="Nền tảng của tỉnh"))
    bench.events.wait_for(SessionPlanned)
    assert bench.city.body_of("session", A_WISH.id)["platform"] == "Nền tảng của tỉnh"


def test_the_city_is_told_of_a_take_and_of_none(bench: Bench) -> None:
    at = datetime(2026, 12, 15, 1, 30, tzinfo=UTC)
    for number, made_at in enumerate((at, None), start=1):
        bench.planner.tell_take(A_WISH.id, made_at)
        told = bench.events.wait_for(TakeNoted, number)
        assert (told.session_id, told.made_at, told.is_waived) == (A_WISH.id, made_at, False)
    assert bench.city.takes == [
        (A_WISH.id, TakeRequest(made_at=at)),
        (A_WISH.id, TakeRequest()),
    ]


def test_a_leader_lets_a_site_come_in_without_a_take(bench: Bench) -> None:
    leave = NearLeave(leader=LEAVE.leader, pin=LEAVE.pin, reason=REASON)
    bench.planner.allow_without_take(A_WISH.id, leave)
    assert bench.events.wait_for(TakeNoted).is_waived
    request = TakeLeaveRequest(leader=leave.leader, pin=leave.pin, reason=REASON)
    assert bench.city.takes == [(A_WISH.id, request)]
    assert leave.pin not in repr(request)
    bench.planner.allow_without_take(A_WISH.id, replace(leave, pin=""))
    assert bench.failure() == ("allow_without_take", TakeCode.NOT_SPEAKABLE)


def test_an_older_city_knows_nothing_of_takes(bench: Bench) -> None:
    bench.api.failures = [ProtocolError("not_found")]
    bench.planner.tell_take(A_WISH.id, None)
    assert bench.failure() == ("tell_take", TakeCode.NOT_TAKEN)
