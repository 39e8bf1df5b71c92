from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync.traffic.plan import IDLE_POLL_S, Facts, Step, next_step

pytestmark = pytest.mark.unit

QUIET = Facts(
    now_s=100.0,
    retry_at_s=0.0,
    is_known=True,
    has_token=True,
    refresh_at_s=500.0,
    update_room_at_s=900.0,
    must_pull_first=False,
    pull_at_s=110.0,
    has_operations=False,
    move_at_s=None,
)


def test_with_nothing_to_do_it_rests_until_the_next_thing_is_due() -> None:
    plan = next_step(QUIET)

    assert (plan.step, plan.rest_s) == (Step.REST, 10.0)
    assert next_step(replace(QUIET, move_at_s=103.0)).rest_s == 3.0
    assert next_step(replace(QUIET, pull_at_s=900.0)).rest_s == IDLE_POLL_S


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        ({"is_known": False}, Step.PROBE),
        ({"update_room_at_s": 100.0}, Step.UPDATE_ROOM),
        ({"refresh_at_s": 0.0}, Step.REFRESH),
        ({"must_pull_first": True}, Step.PULL),
        ({"has_operations": True}, Step.PUSH),
        ({"pull_at_s": 0.0}, Step.PULL),
        ({"move_at_s": 0.0}, Step.MOVE),
        ({"report_at_s": 0.0}, Step.REPORT),
        ({"report_at_s": 0.0, "has_token": False}, Step.REPORT),
        ({"record_at_s": 0.0}, Step.RECORD),
        ({"record_at_s": 0.0, "has_token": False}, Step.RECORD),
    ],
)
def test_each_thing_is_done_when_it_alone_is_due(changes: dict[str, Any], step: Step) -> None:
    assert next_step(replace(QUIET, **changes)).step is step


def test_words_go_before_papers_and_ours_before_the_others() -> None:
    busy = replace(QUIET, has_operations=True, pull_at_s=0.0, move_at_s=0.0)

    assert next_step(busy).step is Step.PUSH
    assert next_step(replace(busy, has_operations=False)).step is Step.PULL
    assert next_step(replace(busy, has_operations=False, pull_at_s=200.0)).step is Step.MOVE


def test_a_room_check_waits_for_words_and_goes_before_papers() -> None:
    busy = replace(QUIET, has_operations=True, report_at_s=0.0, move_at_s=0.0)

    assert next_step(busy).step is Step.PUSH
    assert next_step(replace(busy, has_operations=False)).step is Step.REPORT
    assert next_step(replace(QUIET, has_token=False, report_at_s=107.0)).rest_s == 7.0


def test_a_recording_goes_when_nothing_else_is_due() -> None:
    busy = replace(QUIET, move_at_s=0.0, report_at_s=0.0, record_at_s=0.0)

    assert next_step(busy).step is Step.REPORT
    assert next_step(replace(busy, report_at_s=None)).step is Step.MOVE
    assert next_step(replace(busy, report_at_s=None, move_at_s=101.0)).step is Step.RECORD
    assert next_step(replace(busy, has_token=False)).step is Step.REPORT
    assert next_step(replace(QUIET, record_at_s=103.0)).rest_s == 3.0
    assert next_step(replace(QUIET, has_token=False, record_at_s=104.0)).rest_s == 4.0


def test_after_a_failure_nothing_is_tried_before_its_time() -> None:
    plan = next_step(replace(QUIET, retry_at_s=104.0, is_known=False, has_operations=True))

    assert (plan.step, plan.rest_s) == (Step.REST, 4.0)


def test_without_a_person_nothing_of_the_room_is_exchanged() -> None:
    facts = replace(QUIET, has_token=False, refresh_at_s=None, has_operations=True, move_at_s=0.0)

    assert next_step(facts).step is Step.REST


@given(
    facts=st.builds(
        Facts,
        now_s=st.just(100.0),
        retry_at_s=st.sampled_from([0.0, 101.0]),
        is_known=st.booleans(),
        has_token=st.booleans(),
        refresh_at_s=st.sampled_from([None, 0.0, 105.0]),
        update_room_at_s=st.sampled_from([0.0, 106.0]),
        must_pull_first=st.booleans(),
        pull_at_s=st.sampled_from([0.0, 102.0]),
        has_operations=st.booleans(),
        move_at_s=st.sampled_from([None, 0.0, 103.0]),
        record_at_s=st.sampled_from([None, 0.0, 104.0]),
    )
)
def test_it_never_rests_for_ever_nor_without_reason(facts: Facts) -> None:
    plan = next_step(facts)

    if plan.step is Step.REST:
        assert 0.0 < plan.rest_s <= IDLE_POLL_S
    else:
        assert facts.retry_at_s <= facts.now_s
        assert plan.step is Step.PROBE or facts.is_known
        assert plan.step not in {Step.PUSH, Step.PULL, Step.MOVE} or facts.has_token
        assert plan.step is not Step.PUSH or not facts.must_pull_first
