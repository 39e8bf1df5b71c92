"""The room check: one press, by itself when it is due, and never in the way of a session."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.ids import SessionId
from desktop.domain.media.call import SELF_VIEW
from desktop.domain.media.events import TrackRemoved
from desktop.domain.room.events import RoomChecked, RoomReported
from desktop.presenters.room.room_check import AFTER_START_S, RUN_LIMIT_S
from desktop.presenters.room.room_check_state import RoomCheckViewState
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message import Tone
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room, own_picture
from tests.samples.checks import EMPTY_ROOM, GOOD_ROOM, POOR_ROOM, a_report
from tests.samples.receptions import SESSION, a_plan

pytestmark = pytest.mark.unit


@pytest.fixture
def room() -> Room:
    room = Room()
    room.desk.start()
    room.deliver()
    return room


def shown(room: Room) -> RoomCheckViewState:
    return room.view.room_check[-1]


def begun(room: Room) -> int:
    return room.fake.room_check.begun


def past_the_first(room: Room) -> None:
    """The check at the start of the program is over."""
    room.pass_time(AFTER_START_S + 1)
    room.tell(RoomChecked(report=a_report(GOOD_ROOM, room.clock.now())))


def test_before_the_first_check_the_screen_says_what_to_press(room: Room) -> None:
    room.desk.navigate(Screen.ROOM_CHECK)
    state = shown(room)
    assert state.items == ()
    assert not state.is_running
    assert state.message.code == MessageCode.ROOM_NOT_CHECKED


def test_a_good_room_leads_into_the_session_that_can_be_entered(room: Room) -> None:
    room.desk.navigate(Screen.ROOM_CHECK)
    assert shown(room).entry is None
    assert shown(room).support_phone == "0000 000 000"
    room.tell(RoomChecked(report=a_report(GOOD_ROOM, room.clock.now())))
    later = replace(a_plan(SessionId("later")), scheduled_start=NOON + timedelta(hours=2))
    room.fake.schedule.plans.append(later)
    room.desk.room_check.draw()
    entry = shown(room).entry
    assert entry is not None
    assert (entry.session_id, entry.starts_at) == (SESSION, a_plan().scheduled_start)
    room.desk.room_check.check()
    assert shown(room).entry is None, "what is being checked is not known yet"
    room.desk.room_check.enter()
    assert room.desk.pre_join is None
    room.tell(RoomChecked(report=a_report(GOOD_ROOM, room.clock.now())))
    room.desk.room_check.enter()
    assert room.view.pre_join[-1].session_id == SESSION


def test_a_bad_room_or_a_day_without_a_session_leads_nowhere(room: Room) -> None:
    room.desk.navigate(Screen.ROOM_CHECK)
    room.tell(RoomChecked(report=a_report(EMPTY_ROOM, room.clock.now())))
    assert shown(room).entry is None
    room.fake.schedule.plans = []
    room.tell(RoomChecked(report=a_report(GOOD_ROOM, room.clock.now())))
    assert shown(room).entry is None


def test_while_it_is_checked_no_older_verdict_is_said(room: Room) -> None:
    room.desk.navigate(Screen.ROOM_CHECK)
    room.tell(RoomChecked(report=a_report(POOR_ROOM, room.clock.now())))
    room.desk.room_check.check()
    assert shown(room).message.code == MessageCode.ROOM_CHECKING


def test_a_press_checks_once_and_the_report_is_drawn(room: Room) -> None:
    room.desk.navigate(Screen.ROOM_CHECK)
    room.desk.room_check.check()
    room.desk.room_check.check()
    assert begun(room) == 1
    assert shown(room).is_running
    room.tell(RoomChecked(report=a_report(POOR_ROOM, room.clock.now())))
    state = shown(room)
    assert not state.is_running
    assert (state.good, state.limited, state.failed) == (11, 3, 1)
    assert state.checked_at == room.clock.now()
    assert state.took_s == 11.6
    assert (state.message.code, state.message.tone) == (MessageCode.ROOM_LIMITED, Tone.WARN)


def test_the_screen_says_when_the_city_has_the_check_and_not_an_older_one(room: Room) -> None:
    report = a_report(GOOD_ROOM, room.clock.now())
    room.tell(RoomReported(checked_at=room.clock.now()))
    assert not shown(room).is_at_city
    room.tell(RoomChecked(report=report))
    room.tell(RoomReported(checked_at=report.checked_at))
    assert shown(room).is_at_city
    room.clock.advance(60)
    room.tell(RoomChecked(report=a_report(GOOD_ROOM, room.clock.now())))
    assert not shown(room).is_at_city


def test_yesterdays_check_is_not_todays(room: Room) -> None:
    room.tell(RoomChecked(report=a_report(GOOD_ROOM, room.clock.now())))
    room.clock.advance(24 * 3_600)
    room.desk.navigate(Screen.ROOM_CHECK)
    message = shown(room).message
    assert message is not None
    assert message.code == MessageCode.ROOM_NOT_CHECKED


@pytest.mark.parametrize(
    ("facts", "code"),
    [(GOOD_ROOM, MessageCode.ROOM_READY), (EMPTY_ROOM, MessageCode.ROOM_NOT_USABLE)],
)
def test_the_whole_room_has_a_sentence(room: Room, facts: object, code: MessageCode) -> None:
    room.tell(RoomChecked(report=a_report(facts, room.clock.now())))  # type: ignore[arg-type]
    message = shown(room).message
    assert message is not None
    assert message.code == code


def test_a_report_that_never_comes_is_waited_for_so_long(room: Room) -> None:
    past_the_first(room)
    room.desk.navigate(Screen.ROOM_CHECK)
    room.desk.room_check.check()
    room.pass_time(RUN_LIMIT_S - 1)
    assert shown(room).is_running
    room.pass_time(2)
    assert not shown(room).is_running
    before = begun(room)
    room.desk.room_check.check()
    assert begun(room) == before + 1


def test_the_preview_is_there_while_the_camera_is_open(room: Room) -> None:
    room.tell(own_picture())
    assert shown(room).preview_track_id == SELF_VIEW
    room.tell(TrackRemoved(track_id=SELF_VIEW))
    assert shown(room).preview_track_id is None


def test_it_checks_by_itself_soon_after_the_start_once(room: Room) -> None:
    room.pass_time(AFTER_START_S - 1)
    assert begun(room) == 0
    room.pass_time(2)
    assert begun(room) == 1
    room.tell(RoomChecked(report=a_report(GOOD_ROOM, room.clock.now())))
    room.pass_time(60)
    assert begun(room) == 1


def test_it_checks_30_10_and_2_minutes_before_a_session(room: Room) -> None:
    past_the_first(room)
    plan = next(one for one in room.fake.schedule.sessions() if one.id == SESSION)
    for minutes, expected in ((30, 2), (10, 3), (2, 4)):
        moment = plan.scheduled_start - timedelta(minutes=minutes)
        room.clock.advance((moment - room.clock.now()).total_seconds() - 2)
        room.desk.on_tick()
        assert begun(room) == expected - 1
        room.pass_time(4)
        assert begun(room) == expected
        room.tell(RoomChecked(report=a_report(GOOD_ROOM, room.clock.now())))


def test_a_session_is_never_disturbed(room: Room) -> None:
    room.enter()
    room.pass_time(AFTER_START_S + 60)
    assert begun(room) == 0


def test_a_clock_that_is_set_back_and_on_again_checks_no_more_than_once_a_moment(
    room: Room,
) -> None:
    past_the_first(room)
    room.clock.set_wall_clock(room.clock.now() - timedelta(hours=3))
    room.pass_time(5)
    assert begun(room) == 1
