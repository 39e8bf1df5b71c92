"""The line that is read back: by who conducts or the secretary, in its step alone."""

from dataclasses import replace

import pytest

from desktop.cityserver.conduct.live.live_state import Live, NotDone, dump_live, parse_live
from desktop.cityserver.conduct.live.rules import apply, outcome_of
from desktop.cityserver.conduct.live.state_message import state_message
from desktop.contract.channel.conduct import SetStep
from desktop.contract.channel.minutes import ReadLine
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.conduct.read_back import ReadBack
from desktop.domain.ids import MinuteLineId, SessionId
from desktop.domain.reception.status import SessionStatus, Step
from desktop.session.words.mapping import live_session_from
from tests.fakes.fake_clock import NOON
from tests.unit.cityserver.conduct.live.people.test_roll_call import COMMUNE, OPEN, actor

pytestmark = pytest.mark.unit

READING = replace(
    OPEN, told=replace(OPEN.told, step=Step.READ_BACK, status=SessionStatus.MINUTES_REVIEW)
)
LINE = ReadLine(line_id="line-1")
MARKED = ReadBack(line_id=MinuteLineId("line-1"))


def read(live: Live, role: Role = Role.SECRETARY) -> Live:
    return apply(live, LINE, actor(role), NOON)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.HQ_CLERK, Role.LEADER])
def test_the_marked_line_is_told_to_every_site(role: Role) -> None:
    live = read(READING, role)
    assert live.told.read_back == MARKED
    told = live_session_from(SessionId("s"), state_message(live.told))
    assert told.read_back == MARKED
    assert parse_live(dump_live(live)) == live
    assert outcome_of(LINE) is None


def test_a_city_that_marks_lines_says_so_before_one_is_marked() -> None:
    told = live_session_from(SessionId("s"), state_message(READING.told))
    assert told.read_back == ReadBack()
    older = state_message(READING.told).model_copy(update={"read_back": None})
    assert live_session_from(SessionId("s"), older).read_back is None


@pytest.mark.parametrize(
    ("step", "status"),
    [
        (Step.CONCLUSION, SessionStatus.CONCLUDING),
        (Step.SIGNING, SessionStatus.MINUTES_REVIEW),
        (Step.READ_BACK, SessionStatus.PAUSED),
    ],
)
def test_nothing_is_marked_in_another_step_or_in_a_pause(step: Step, status: SessionStatus) -> None:
    live = replace(READING, told=replace(READING.told, step=step, status=status))
    with pytest.raises(NotDone) as refused:
        read(live)
    assert refused.value.code == ProblemCode.NOT_ALLOWED_NOW


@pytest.mark.parametrize("role", [Role.AGENCY_USER, Role.OBSERVER])
def test_nobody_else_moves_the_marker(role: Role) -> None:
    with pytest.raises(NotDone) as refused:
        read(READING, role)
    assert refused.value.code == ProblemCode.FORBIDDEN


def test_another_site_does_not_move_it() -> None:
    with pytest.raises(NotDone) as refused:
        apply(READING, LINE, actor(Role.SECRETARY, COMMUNE), NOON)
    assert refused.value.code == ProblemCode.FORBIDDEN


def test_who_goes_back_and_reads_again_begins_anew() -> None:
    back = apply(read(READING), SetStep(step="conclusion"), actor(Role.HQ_CLERK), NOON)
    assert back.told.step is Step.CONCLUSION
    assert back.told.read_back is None
    taken_back = apply(read(READING), ReadLine(line_id=None), actor(Role.HQ_CLERK), NOON)
    assert taken_back.told.read_back == ReadBack()
