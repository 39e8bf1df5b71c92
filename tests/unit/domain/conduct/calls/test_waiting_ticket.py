"""Who waits, why nobody is called, and in which order they are."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.conduct.calls.waiting_ticket import (
    CallFault,
    NotCalled,
    OtherSession,
    TicketAct,
    WaitingTicket,
    act_fault,
    acted,
    calling_order,
    is_called,
    waits,
)
from desktop.domain.ids import SessionId, SiteId, VisitId
from desktop.domain.reception.session import AHEAD_STATUSES, CALLED_STATUSES, OPEN_STATUSES
from desktop.domain.reception.status import SessionStatus
from tests.samples.receptions import a_plan

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)
TICKET = WaitingTicket(
    session_id=SessionId("s"),
    site_id=SiteId("commune"),
    visit_id=VisitId("v"),
    number=7,
    waits_since=NOW,
    is_here=True,
)
READY = SessionStatus.READY


@pytest.mark.parametrize("status", SessionStatus)
def test_somebody_waits_until_the_session_is_opened_or_given_up(status: SessionStatus) -> None:
    is_before = status in AHEAD_STATUSES | CALLED_STATUSES
    assert waits(TICKET, status) is is_before
    assert not waits(None, status)
    assert not waits(replace(TICKET, left_at=NOW), status)
    assert not is_called(TICKET, status)
    assert is_called(replace(TICKET, called_at=NOW), status) is is_before


@pytest.mark.parametrize("status", SessionStatus)
def test_of_other_sessions_only_one_that_goes_on_takes_the_chair(status: SessionStatus) -> None:
    other = OtherSession(status=status, number=5, is_called=False)
    fault = act_fault(TicketAct.CALL, TICKET, READY, [other])
    takes_it = status in OPEN_STATUSES and status is not SessionStatus.PAUSED
    assert fault == (NotCalled(fault=CallFault.NOT_CLOSED, number=5) if takes_it else None)


def test_the_worst_comes_first() -> None:
    goes_on = OtherSession(status=SessionStatus.IN_SESSION, number=None, is_called=False)
    called = OtherSession(status=READY, number=4, is_called=True)
    away = replace(TICKET, is_here=False)

    def fault(*others: OtherSession) -> NotCalled | None:
        return act_fault(TicketAct.CALL, away, READY, others)

    assert fault(called, goes_on) == NotCalled(fault=CallFault.NOT_CLOSED)
    assert fault(called) == NotCalled(fault=CallFault.CALLED, number=4)
    assert fault() == NotCalled(fault=CallFault.NOT_HERE)
    nobody = act_fault(TicketAct.CALL, None, READY, [goes_on])
    assert nobody == NotCalled(fault=CallFault.NOT_WAITING)


@pytest.mark.parametrize("act", [TicketAct.WARN, TicketAct.WITHDRAW])
def test_a_warning_and_its_withdrawal_need_nothing_but_a_ticket(act: TicketAct) -> None:
    goes_on = OtherSession(status=SessionStatus.IN_SESSION, number=5, is_called=True)
    assert act_fault(act, replace(TICKET, is_here=False), READY, [goes_on]) is None


@given(acts=st.lists(st.sampled_from(TicketAct)))
def test_the_first_moment_stands_and_a_withdrawal_takes_both_back(acts: list[TicketAct]) -> None:
    ticket, now = TICKET, NOW
    for act in acts:
        now += timedelta(seconds=1)
        before, ticket = ticket, acted(ticket, act, now)
        assert acted(ticket, act, now + timedelta(seconds=9)) == ticket
        if act is TicketAct.WITHDRAW:
            assert ticket == TICKET
        else:
            assert ticket.warned_at in (before.warned_at, now)
            assert ticket.called_at in (before.called_at, now)


@given(order=st.permutations(range(6)))
def test_the_order_is_the_same_whoever_sorts(order: list[int]) -> None:
    hour = timedelta(hours=1)
    rows = [
        (
            replace(a_plan(), id=SessionId(f"s{n}"), scheduled_start=NOW + hour * (n // 3)),
            None if n % 3 == 2 else replace(TICKET, waits_since=NOW - hour * (1 + n % 3)),
        )
        for n in range(6)
    ]
    found = sorted((rows[n] for n in order), key=lambda one: calling_order(*one))
    assert [plan.id for plan, _ in found] == ["s1", "s0", "s2", "s4", "s3", "s5"]
