"""A recording that stands still is told with a sound until somebody has seen it, and noted."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.reception.status import SessionStatus
from desktop.domain.recording.disk import SOUND_ALONE_BELOW_BYTES
from desktop.domain.recording.events import RecordingTold
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room

pytestmark = pytest.mark.unit

MIB = 1024**2


@pytest.fixture
def open_room(room: Room) -> Room:
    room.fake.channel.status_at_join = SessionStatus.IN_SESSION
    room.open()
    room.pass_time(2.0)
    return room


def message(room: Room, code: str) -> Message:
    return next(one for one in room.state.banners if one.code == code)


def texts(room: Room) -> list[str]:
    return [line.text for line in room.fake.minutes.saves]


def is_alarm(room: Room) -> bool:
    return room.state.is_alarm


def see(room: Room, code: str) -> None:
    room.session.act_on_message(message(room, code))


def test_while_bytes_come_nothing_is_said(open_room: Room) -> None:
    open_room.pass_time(30.0)
    assert not is_alarm(open_room)
    assert texts(open_room) == []


def test_what_stands_still_is_told_until_it_is_seen_and_noted_once(open_room: Room) -> None:
    open_room.is_recorder_hanging = True
    open_room.pass_time(4.0)
    assert is_alarm(open_room)
    assert message(open_room, MessageCode.RECORDING_STOPPED).tone is Tone.DANGER
    open_room.pass_time(20.0)
    assert is_alarm(open_room)
    (line,) = texts(open_room)
    assert "bị gián đoạn từ" in line
    see(open_room, MessageCode.RECORDING_STOPPED)
    assert not is_alarm(open_room)
    assert MessageCode.RECORDING_STOPPED not in open_room.banner_codes()


def test_who_may_not_write_minutes_is_told_and_writes_nothing() -> None:
    room = Room(role=Role.LEADER)
    room.fake.channel.status_at_join = SessionStatus.IN_SESSION
    room.open()
    room.pass_time(1.0)
    room.is_recorder_hanging = True
    room.pass_time(4.0)
    assert is_alarm(room)
    assert texts(room) == []


def test_when_bytes_come_again_the_part_and_the_seconds_are_said(open_room: Room) -> None:
    open_room.is_recorder_hanging = True
    open_room.pass_time(6.0)
    open_room.is_recorder_hanging = False
    open_room.pass_time(0.5)
    assert MessageCode.RECORDING_STOPPED not in open_room.banner_codes()
    told = message(open_room, MessageCode.RECORDING_RESUMED)
    assert told.data["part"] == 1
    assert isinstance(told.data["seconds"], int)
    assert 5 <= told.data["seconds"] <= 8
    assert is_alarm(open_room)  # nobody has seen that it stood still
    see(open_room, MessageCode.RECORDING_RESUMED)
    assert not is_alarm(open_room)
    assert "không ghi được từ" in texts(open_room)[-1]


def test_a_pause_takes_the_fault_away_but_not_its_line(open_room: Room) -> None:
    open_room.is_recorder_hanging = True
    open_room.pass_time(4.0)
    paused = SessionStatus.PAUSED
    open_room.fake.channel.change(lambda live: replace(live, status=paused))
    open_room.deliver()
    assert not is_alarm(open_room)
    assert MessageCode.RECORDING_RESUMED not in open_room.banner_codes()
    assert len(texts(open_room)) == 1


@pytest.mark.parametrize(
    ("free_bytes", "code"),
    [
        (SOUND_ALONE_BELOW_BYTES - 1, MessageCode.SOUND_ALONE_NO_ROOM),
        (SOUND_ALONE_BELOW_BYTES, MessageCode.SOUND_ALONE),
        (None, MessageCode.SOUND_ALONE),
    ],
)
def test_a_picture_that_is_given_up_is_said_with_its_cause(
    open_room: Room, free_bytes: int | None, code: str
) -> None:
    told = open_room.recorded()
    bare = replace(told, has_picture=False, free_bytes=free_bytes)
    open_room.tell(grown(bare, 1))
    open_room.tell(grown(bare, 2))
    assert code in open_room.banner_codes()
    assert not is_alarm(open_room)
    assert len([one for one in texts(open_room) if "chỉ ghi âm" in one]) == 1
    open_room.tell(grown(told, 3))
    assert code not in open_room.banner_codes()
    assert "ghi hình trở lại" in texts(open_room)[-1]


def test_a_desk_started_anew_says_again_that_it_lacks_the_picture_and_writes_it_once(
    open_room: Room,
) -> None:
    told = open_room.recorded()
    bare = replace(told, has_picture=False)
    open_room.tell(grown(bare, 1))
    open_room.restart()  # the session is entered again by itself
    open_room.is_recorder_hanging = True  # its seconds are those that are told below
    for seconds in (2, 3):
        open_room.tell(grown(bare, seconds))
    assert MessageCode.SOUND_ALONE in open_room.banner_codes()
    assert len([one for one in texts(open_room) if "chỉ ghi âm" in one]) == 1
    open_room.tell(grown(told, 4))
    assert "ghi hình trở lại" in texts(open_room)[-1]


def test_the_disk_is_told_of_at_thirty_minutes_and_again_at_ten(open_room: Room) -> None:
    told = open_room.recorded()
    base = replace(told, recorded_s=600.0, written_bytes=600 * MIB)
    for number, (minutes, is_told) in enumerate(
        ((31, False), (30, True), (29, False), (10, True), (20, False), (40, False), (30, True))
    ):
        free = SOUND_ALONE_BELOW_BYTES + minutes * 60 * MIB
        open_room.tell(replace(base, written_bytes=base.written_bytes + number, free_bytes=free))
        codes = open_room.banner_codes()
        assert (MessageCode.DISK_FULL_SOON in codes) is is_told, minutes
        if is_told:
            see(open_room, MessageCode.DISK_FULL_SOON)


def test_what_is_not_seen_goes_when_there_is_room_again(open_room: Room) -> None:
    base = replace(open_room.recorded(), recorded_s=600.0, written_bytes=600 * MIB)
    open_room.tell(replace(base, free_bytes=SOUND_ALONE_BELOW_BYTES))
    assert MessageCode.DISK_FULL_SOON in open_room.banner_codes()
    open_room.tell(grown(base, 1))
    assert MessageCode.DISK_FULL_SOON not in open_room.banner_codes()


def test_the_second_disk_is_said_once_and_so_is_the_first_again(open_room: Room) -> None:
    told = open_room.recorded()
    other = replace(told, is_on_second=True)
    for count in (1, 2):
        open_room.tell(grown(other, count))
    assert MessageCode.ON_SECOND_DISK in open_room.banner_codes()
    assert not is_alarm(open_room)
    assert len([one for one in texts(open_room) if "ổ đĩa thứ hai" in one]) == 1
    open_room.restart()
    open_room.is_recorder_hanging = True
    open_room.tell(grown(other, 3))
    assert len([one for one in texts(open_room) if "ổ đĩa thứ hai" in one]) == 1
    open_room.tell(grown(told, 4))
    assert MessageCode.ON_SECOND_DISK not in open_room.banner_codes()
    assert "ổ đĩa thứ nhất" in texts(open_room)[-1]


def grown(told: RecordingTold, count: int) -> RecordingTold:
    return replace(told, written_bytes=told.written_bytes + count)
