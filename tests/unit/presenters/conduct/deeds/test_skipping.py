"""Bỏ qua một bước: the sheet, what it asks for, and what the steps say afterwards."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.reception.ending import ReasonFault
from desktop.domain.reception.status import Step
from desktop.presenters.conduct.deeds.skipping import SkipSheet
from desktop.presenters.conduct.steps_state import StepState
from desktop.presenters.conduct.verb import Obstacle, Verb
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import AGENCY
from tests.samples.steps import steps_to

pytestmark = pytest.mark.unit

REASON = "Thành phần đã kiểm tra từ trước"


def sheet(room: Room) -> SkipSheet:
    shown = room.state.skipping
    assert shown is not None
    return shown


def step(room: Room) -> Step:
    live = room.fake.channel.live()
    assert live is not None
    return live.step


def states(room: Room) -> dict[Step, StepState]:
    return {row.step: row.state for row in room.state.steps.rows}


@pytest.fixture
def asked(room: Room) -> Room:
    """An open session, the verb pressed."""
    room.open()
    room.session.press(Verb.SKIP_STEP)
    return room


def test_the_sheet_names_the_step_and_nothing_has_moved(asked: Room) -> None:
    assert sheet(asked) == SkipSheet(
        step=Step.ROLL_CALL, reason="", fault=None, obstacle=None, is_waiting=False
    )
    assert step(asked) is Step.OPENING


def test_a_step_is_left_out_for_a_reason_and_is_not_said_to_be_done(asked: Room) -> None:
    asked.session.skipping.edit_reason(f"  {REASON} ")
    asked.session.skipping.confirm()
    assert sheet(asked).is_waiting
    assert not sheet(asked).can_confirm
    asked.deliver()
    assert asked.state.skipping is None
    assert step(asked) is Step.ANNOUNCEMENTS
    assert states(asked)[Step.OPENING] is StepState.DONE
    assert states(asked)[Step.ROLL_CALL] is StepState.SKIPPED
    assert states(asked)[Step.PRESENTATION] is StepState.AHEAD
    live = asked.fake.channel.live()
    assert live is not None
    assert [one.reason for one in live.skipped or ()] == [REASON]
    asked.session.press(Verb.SKIP_STEP)
    assert (sheet(asked).step, sheet(asked).reason) == (Step.PRESENTATION, "")


@pytest.mark.parametrize(
    ("reason", "fault"),
    [("quá ngắn ", ReasonFault.TOO_SHORT), ("x" * 501, ReasonFault.TOO_LONG)],
)
def test_what_is_wrong_with_the_reason_is_told_after_the_press(
    asked: Room, reason: str, fault: ReasonFault
) -> None:
    asked.session.skipping.edit_reason(reason)
    assert sheet(asked).fault is None
    asked.session.skipping.confirm()
    asked.deliver()
    assert (sheet(asked).fault, step(asked)) == (fault, Step.OPENING)
    asked.session.skipping.edit_reason(REASON)
    assert sheet(asked).fault is None


def test_what_was_typed_stays_while_the_sheet_is_shut(asked: Room) -> None:
    asked.session.skipping.edit_reason(REASON)
    asked.session.skipping.close()
    assert asked.state.skipping is None
    asked.session.skipping.confirm()
    asked.deliver()
    assert step(asked) is Step.OPENING
    asked.session.press(Verb.SKIP_STEP)
    assert sheet(asked).reason == REASON


def test_the_sheet_shuts_when_the_session_goes_on_by_itself(asked: Room) -> None:
    asked.session.skipping.edit_reason(REASON)
    asked.fake.channel.set_step(Step.ROLL_CALL)
    asked.deliver()
    assert asked.state.skipping is None
    asked.session.press(Verb.SKIP_STEP)
    assert (sheet(asked).step, sheet(asked).reason) == (Step.ROLL_CALL, ""), "nobody was noted"
    asked.call_roll()
    assert asked.state.skipping is None
    asked.session.press(Verb.SKIP_STEP)
    assert (sheet(asked).step, sheet(asked).reason) == (Step.ANNOUNCEMENTS, "")


def test_without_the_city_it_cannot_be_done_and_the_text_stays(asked: Room) -> None:
    asked.session.skipping.edit_reason(REASON)
    asked.fake.channel.lose_city()
    asked.deliver()
    assert sheet(asked).obstacle is Obstacle.CITY_LOST
    asked.session.skipping.confirm()
    asked.deliver()
    assert not sheet(asked).is_waiting
    asked.fake.channel.reach_city()
    asked.deliver()
    assert (sheet(asked).obstacle, sheet(asked).reason) == (None, REASON)


def test_a_line_that_breaks_before_the_answer_lets_one_ask_again(asked: Room) -> None:
    asked.session.skipping.edit_reason(REASON)
    asked.fake.channel.is_connected = False  # the desk has not heard of it yet
    asked.session.skipping.confirm()
    assert sheet(asked).is_waiting
    asked.deliver()
    assert not sheet(asked).is_waiting


def test_a_conclusion_is_not_left_out(room: Room) -> None:
    room.open()
    for one in steps_to(Step.QUESTIONS):
        room.fake.channel.set_step(one)
    room.deliver()
    assert room.state.steps.skipped_step is None
    assert room.state.steps.skip_verb.obstacle is Obstacle.NOT_IN_THIS_STATE
    room.session.press(Verb.SKIP_STEP)
    assert room.state.skipping is None


def test_an_older_city_lets_no_step_be_left_out(room: Room) -> None:
    room.open()
    room.fake.channel.change(lambda live: replace(live, skipped=None))
    room.deliver()
    assert room.state.steps.skipped_step is None
    assert states(room)[Step.OPENING] is StepState.CURRENT


def test_before_the_opening_there_is_nothing_to_leave_out(room: Room) -> None:
    room.enter()
    assert room.session.skipping.next_skipped() is None


def test_who_may_not_set_steps_may_leave_none_out() -> None:
    room = Room(own_site_id=AGENCY, role=Role.AGENCY_USER)
    room.open()
    assert room.state.steps.skip_verb.obstacle is Obstacle.NO_RIGHT
