"""Sessions of one case: which is next, which are over, how often it was received."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.visit import VisitStatus
from desktop.domain.ids import CaseId, SessionId
from desktop.domain.reception.session import OPEN_STATUSES, OVER_STATUSES, SessionPlan
from desktop.domain.reception.sessions_of_case import (
    earlier_sessions,
    next_session,
    sessions_of_case,
    times_received,
)
from desktop.domain.reception.status import SessionStatus
from tests.fakes.fake_clock import NOON
from tests.samples.casework import VISIT
from tests.samples.receptions import CASE, a_plan

pytestmark = pytest.mark.unit

NOW = NOON


def plan(name: str, hours: float, status: SessionStatus = SessionStatus.NOTIFIED) -> SessionPlan:
    start = NOW + timedelta(hours=hours)
    return replace(
        a_plan(SessionId(name)),
        scheduled_start=start,
        scheduled_end=start + timedelta(minutes=90),
        status=status,
    )


def names(plans: tuple[SessionPlan, ...]) -> list[str]:
    return [one.id for one in plans]


def test_only_sessions_that_receive_the_case_are_its_own() -> None:
    other = replace(plan("other", 1), case_ids=(CaseId("x"),))
    assert names(sessions_of_case([plan("b", 2), other, plan("a", 1)], CASE)) == ["a", "b"]


def test_the_one_that_runs_comes_before_one_that_is_planned_earlier() -> None:
    running = plan("running", 3, SessionStatus.IN_SESSION)
    assert next_session([plan("soon", 1), running], NOW) == running


def test_one_that_nobody_opened_is_none_once_its_time_is_over() -> None:
    assert next_session([plan("missed", -3), plan("later", 30)], NOW) == plan("later", 30)
    assert next_session([plan("missed", -3)], NOW) is None
    called = plan("called", -3, SessionStatus.READY)
    assert next_session([called], NOW) == called


def test_what_was_refused_postponed_or_cancelled_was_not_received() -> None:
    every = [plan(str(one), -30, one) for one in SessionStatus]
    assert times_received(every) == 3
    assert {one.status for one in earlier_sessions(every)} == OVER_STATUSES


def test_a_visit_without_a_session_is_a_reception_and_one_in_a_session_is_that_session() -> None:
    held = plan("held", -30, SessionStatus.CLOSED)
    came = replace(VISIT, session_id=None, status=VisitStatus.CLOSED)
    visits = (
        came,
        replace(came, session_id=held.id),
        replace(came, status=VisitStatus.NO_SHOW),
        replace(came, status=VisitStatus.IN_RECEPTION),
    )
    assert times_received([held], visits) == 3


@given(
    st.lists(st.tuples(st.integers(-200, 200), st.sampled_from(list(SessionStatus))), max_size=8)
)
def test_none_is_both_next_and_earlier(drawn: list[tuple[int, SessionStatus]]) -> None:
    plans = [plan(f"s{n}", hours, status) for n, (hours, status) in enumerate(drawn)]
    ahead, earlier = next_session(plans, NOW), earlier_sessions(plans)
    assert ahead not in earlier
    assert [one.scheduled_start for one in earlier] == sorted(
        (one.scheduled_start for one in earlier), reverse=True
    )
    assert times_received(plans) <= len(earlier)
    if ahead is None:
        assert not any(one.status in OPEN_STATUSES for one in plans)
