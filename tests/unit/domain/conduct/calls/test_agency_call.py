"""Calls of a session: who may be rung, what an answer does, who keeps a seat."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.conduct.calls.agency_call import (
    ACTIVE_STAGES,
    CALLING_STATUSES,
    IN_STAGES,
    MAX_CALLS,
    AgencyCall,
    CallFault,
    Calls,
    CallStage,
    CallSummary,
    CallTarget,
    Ring,
    accepted,
    active_call,
    all_sites,
    answer_fault,
    call_of,
    called_name,
    has_guest,
    has_left,
    is_listening,
    joined,
    left,
    let_go,
    refused,
    ring_fault,
    ringing,
    sites_with,
    taken_seats,
    was_let_go,
    withdrawn,
    without_answer,
    without_rings,
)
from desktop.domain.ids import CallId, SessionId, SiteId
from desktop.domain.reception.session import MAX_SITES, OPEN_STATUSES
from desktop.domain.reception.status import SessionStatus, Step
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

LATER = NOON + timedelta(seconds=20)
PLAN = (SiteId("hq"), SiteId("commune"))
RUNS = SessionStatus.IN_SESSION


def call(number: int = 1, stage: CallStage = CallStage.RINGING, site: str = "") -> AgencyCall:
    return AgencyCall(
        id=CallId(f"c{number}"),
        target=CallTarget.SITE,
        site_id=SiteId(site or f"agency-{number}"),
        name=f"Sở {number}",
        rung_at=NOON,
        stage=stage,
    )


@pytest.mark.parametrize("status", list(SessionStatus))
def test_it_rings_while_the_session_runs(status: SessionStatus) -> None:
    fault = ring_fault((), SiteId("a"), site_ids=PLAN, status=status)
    assert fault is (None if status in CALLING_STATUSES else CallFault.NOT_NOW)


def test_a_fifth_site_is_not_rung_and_a_ring_keeps_its_seat() -> None:
    calls: Calls = (call(1),)
    assert ring_fault(calls, SiteId("a"), site_ids=PLAN, status=RUNS) is None
    calls = (call(1), call(2, CallStage.LISTENING))
    fault = ring_fault(calls, SiteId("a"), site_ids=PLAN, status=RUNS)
    assert fault is CallFault.TOO_MANY_SITES
    calls = (call(1, CallStage.REFUSED), call(2, CallStage.LET_GO))
    assert ring_fault(calls, SiteId("a"), site_ids=PLAN, status=RUNS) is None


@pytest.mark.parametrize("stage", list(CallStage))
def test_who_is_rung_or_there_is_not_rung_again(stage: CallStage) -> None:
    calls = (call(1, stage),)
    fault = ring_fault(calls, SiteId("agency-1"), site_ids=PLAN, status=RUNS)
    assert fault is (CallFault.HAS_SEAT if stage in ACTIVE_STAGES else None)
    assert ring_fault((), PLAN[1], site_ids=PLAN, status=RUNS) is CallFault.HAS_SEAT


def test_calls_of_a_session_have_a_bound() -> None:
    calls = tuple(call(number, CallStage.REFUSED) for number in range(MAX_CALLS))
    fault = ring_fault(calls, SiteId("a"), site_ids=PLAN, status=RUNS)
    assert fault is CallFault.TOO_MANY_CALLS


@pytest.mark.parametrize("stage", list(CallStage))
def test_the_first_answer_counts(stage: CallStage) -> None:
    calls = (call(1, stage),)
    fault = answer_fault(calls, CallId("c1"), site_ids=PLAN, status=RUNS)
    assert fault is (None if stage is CallStage.RINGING else CallFault.NOT_NOW)


@pytest.mark.parametrize("status", list(SessionStatus))
def test_a_session_that_is_over_is_not_answered(status: SessionStatus) -> None:
    fault = answer_fault((call(),), CallId("c1"), site_ids=PLAN, status=status)
    assert fault is (None if status in OPEN_STATUSES else CallFault.NOT_NOW)


def test_an_answer_finds_its_call_and_a_free_seat() -> None:
    assert answer_fault((), CallId("c1"), site_ids=PLAN, status=RUNS) is CallFault.UNKNOWN
    grown = (*PLAN, SiteId("a"), SiteId("b"))
    fault = answer_fault((call(),), CallId("c1"), site_ids=grown, status=RUNS)
    assert fault is CallFault.TOO_MANY_SITES


def test_it_listens_first_and_joins_by_a_second_press() -> None:
    calls = accepted((call(1), call(2)), CallId("c1"), LATER)
    assert is_listening(calls, SiteId("agency-1"))
    assert not is_listening(calls, SiteId("agency-2"))
    calls = joined(calls, CallId("c1"), LATER)
    one = call_of(calls, CallId("c1"))
    assert one is not None
    assert (one.stage, one.answered_at, one.joined_at) == (CallStage.JOINED, LATER, LATER)
    assert not is_listening(calls, SiteId("agency-1"))
    assert call_of(calls, CallId("c2")) == call(2)


def test_what_is_over_says_when_and_why() -> None:
    (said,) = refused((call(),), CallId("c1"), "Đang có cuộc họp khác", LATER)
    assert (said.stage, said.reason) == (CallStage.REFUSED, "Đang có cuộc họp khác")
    assert (said.answered_at, said.ended_at, said.is_active) == (LATER, LATER, False)
    (gone,) = withdrawn((call(),), CallId("c1"), LATER)
    assert (gone.stage, gone.ended_at) == (CallStage.WITHDRAWN, LATER)


def test_nobody_answered_as_of_the_moment_at_which_it_stopped_ringing() -> None:
    calls = (call(1), replace(call(2), ring_s=300), call(3, CallStage.LISTENING))
    assert without_answer(calls, NOON + timedelta(seconds=59)) == calls
    over = without_answer(calls, NOON + timedelta(hours=1))
    assert [one.stage for one in over] == ["no_answer", "no_answer", "listening"]
    assert over[0].ended_at == NOON + timedelta(seconds=60)
    assert over[1].ended_at == NOON + timedelta(seconds=300)


def test_the_end_of_the_session_ends_what_rings_and_nothing_else() -> None:
    calls = without_rings((call(1), call(2, CallStage.JOINED)), LATER)
    assert [one.stage for one in calls] == ["withdrawn", "joined"]
    assert ringing(calls) == ()


def test_sites_of_a_session_follow_its_calls() -> None:
    calls: Calls = (call(1), call(2, CallStage.LISTENING), call(3, CallStage.JOINED))
    assert sites_with(calls, PLAN) == (*PLAN, "agency-2", "agency-3")
    calls = let_go(calls, CallId("c2"), LATER)
    assert was_let_go(calls, SiteId("agency-2"))
    assert sites_with(calls, (*PLAN, SiteId("agency-2"))) == (*PLAN, "agency-3")
    again = (*calls, call(4, CallStage.RINGING, "agency-2"))
    assert not was_let_go(again, SiteId("agency-2"))
    again = accepted(again, CallId("c4"), LATER)
    assert sites_with(again, PLAN) == (*PLAN, "agency-3", "agency-2")
    assert active_call(again, PLAN[0]) is None


def test_who_was_called_in_is_of_the_session_even_when_it_has_gone_again() -> None:
    calls: Calls = (
        call(1, CallStage.REFUSED),
        call(2, CallStage.JOINED),
        call(3, CallStage.LET_GO),
        call(4, CallStage.LISTENING, "agency-3"),
    )
    assert all_sites(calls, PLAN) == (*PLAN, "agency-2", "agency-3")
    assert [one.took_part for one in calls] == [False, True, True, True]
    assert all_sites((), PLAN) == PLAN


def test_who_leaves_is_gone_like_who_was_let_go_and_nobody_let_it_go() -> None:
    calls: Calls = (call(1, CallStage.JOINED), call(2, CallStage.JOINED))
    calls = let_go(left(calls, CallId("c1"), LATER), CallId("c2"), LATER)
    one, other = calls
    assert (one.stage, one.ended_at) == (other.stage, other.ended_at) == (CallStage.LET_GO, LATER)
    assert has_left(calls, SiteId("agency-1"))
    assert not has_left(calls, SiteId("agency-2"))
    assert not has_left(calls, PLAN[0])
    assert sites_with(calls, PLAN) == PLAN
    again = (*calls, call(4, CallStage.RINGING, "agency-1"))
    assert not has_left(again, SiteId("agency-1"))


@pytest.mark.parametrize("stage", list(CallStage))
def test_a_guest_is_there_from_its_answer_on(stage: CallStage) -> None:
    guest = replace(call(1, stage), target=CallTarget.GUEST)
    assert has_guest((call(2, CallStage.JOINED), guest)) is (stage in IN_STAGES)
    assert not has_guest((call(1, stage),))


STAGED = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(list(CallStage))), min_size=0, max_size=12
)


@given(STAGED)
def test_no_order_of_calls_lets_a_fifth_site_in(wanted: list[tuple[int, CallStage]]) -> None:
    calls: Calls = ()
    for number, (site, stage) in enumerate(wanted):
        site_id = SiteId(f"site-{site}")
        if ring_fault(calls, site_id, site_ids=PLAN, status=RUNS) is None:
            calls = (*calls, call(number, stage, site_id))
    assert len(taken_seats(calls, PLAN)) <= MAX_SITES
    assert set(sites_with(calls, PLAN)) >= set(PLAN)
    assert all(one.stage in ACTIVE_STAGES for one in calls if one.stage in IN_STAGES)


def test_a_ring_knows_when_nobody_has_answered() -> None:
    summary = CallSummary(
        session_code="TCDTT-31-11629-20261126-01",
        title="Bồi thường",
        petition_type=PetitionType.COMPLAINT,
        group_size=7,
        place="UBND xã An Lão",
        request="Đo lại diện tích",
        previous_result="",
        chair="Người chủ trì",
        site_names=("Trụ sở",),
        opened_at=NOON,
        step=Step.PRESENTATION,
    )
    ring = Ring(
        id=CallId("c1"),
        owner_site_id=SiteId("a"),
        session_id=SessionId("s"),
        rung_at=NOON,
        ring_s=60,
        stage=CallStage.RINGING,
        question="",
        summary=summary,
    )
    assert ring.rings_until == NOON + timedelta(seconds=60)


def test_who_was_called_is_named_as_it_was_called_last() -> None:
    first = call(1)
    again = replace(first, id=CallId("c2"), name="Sở Xây dựng, gọi lại")
    assert called_name((), first.site_id) is None
    assert called_name((first, again), first.site_id) == again.name
    assert called_name((first,), SiteId("agency-2")) is None
