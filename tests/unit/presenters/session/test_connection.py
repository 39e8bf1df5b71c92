"""Before the opening: a session's desk tells what it sees and hears, and says how far it is."""

from dataclasses import replace

import pytest

from desktop.domain.conduct.trial import Sense
from desktop.domain.ids import TrackId
from desktop.domain.media.call import I420Frame
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.session.sense_meter import SPOKEN_LEVELS
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room, picture_of, speech
from tests.samples.receptions import COMMUNE, HQ, a_plan

pytestmark = pytest.mark.unit


def called(room: Room, *, is_asked: bool = True) -> None:
    """Its rooms come; the gate before the opening is not passed."""
    plan = a_plan()
    gates = tuple(
        replace(one, passed_at=None) if one.kind is GateKind.CONNECTED else one
        for one in plan.gates
    )
    room.fake.schedule.plans = [
        replace(plan, status=SessionStatus.CONNECTING, component_site_ids=(COMMUNE,), gates=gates)
    ]
    room.fake.channel.status_at_join = SessionStatus.CONNECTING
    room.enter()
    room.fake.channel.change(lambda live: replace(live, takes_senses=is_asked, opened_at=None))
    room.fake.channel.put_seat(a_seat(HQ))
    room.tell(picture_of(HQ))


def they_move_and_speak(room: Room, seconds: int = 5) -> None:
    for second in range(seconds):
        data = bytes([second]) * (64 * 36 * 3 // 2)
        frame = I420Frame(width=64, height=36, data=data, number=second, made_at_s=0.0)
        room.fake.media.frames[TrackId(f"track-{HQ}")] = frame
        for _ in range(SPOKEN_LEVELS):
            room.tell(speech(-20.0, HQ))
        room.pass_time(1.0)


def told(room: Room) -> list[tuple[str, bool, bool]]:
    live = room.fake.channel.live()
    assert live is not None
    return [
        (one.of_site_id, one.sees, one.hears) for one in live.sensed if one.by_site_id == COMMUNE
    ]


def test_a_desk_tells_what_it_sees_and_hears_and_how_many_directions_are_good(room: Room) -> None:
    called(room)
    room.pass_time(1.5)
    assert told(room) == [(HQ, False, False)]
    (message,) = [one for one in room.state.banners if one.code == MessageCode.CONNECTION_LACKING]
    assert message.data == {"good": 0, "ways": 2}
    they_move_and_speak(room)
    assert told(room) == [(HQ, True, True)]
    room.fake.channel.put_sensed(HQ, Sense(of_site_id=COMMUNE, sees=True, hears=True))
    room.deliver()
    (message,) = [one for one in room.state.banners if one.code == MessageCode.CONNECTION_LACKING]
    assert message.data == {"good": 2, "ways": 2}
    room.fake.channel.put_seat(replace(a_seat(HQ), is_connected=False))
    room.deliver()
    (message,) = [one for one in room.state.banners if one.code == MessageCode.CONNECTION_LACKING]
    assert message.data == {"good": 0, "ways": 2}


def test_a_city_that_does_not_ask_is_told_nothing(room: Room) -> None:
    called(room, is_asked=False)
    they_move_and_speak(room)
    assert told(room) == []
    assert MessageCode.NOT_OPENED in room.banner_codes()


def test_once_it_is_ready_or_open_nothing_is_lacking(room: Room) -> None:
    called(room)
    room.fake.channel.change(lambda live: replace(live, status=SessionStatus.READY))
    room.deliver()
    assert MessageCode.NOT_OPENED in room.banner_codes()
    room.fake.channel.open_session()
    room.deliver()
    assert MessageCode.CONNECTION_LACKING not in room.banner_codes()
    they_move_and_speak(room)
    assert told(room) == []


def test_after_a_break_it_is_told_anew_and_not_before(room: Room) -> None:
    called(room)
    room.pass_time(1.5)
    room.fake.channel.lose_city()
    room.deliver()
    they_move_and_speak(room)
    assert told(room) == [(HQ, False, False)]
    room.fake.channel.reach_city()
    room.deliver()
    room.pass_time(1.5)
    assert told(room) == [(HQ, True, True)]


def test_a_component_site_may_be_heard_before_the_opening_and_is_muted_by_it(room: Room) -> None:
    called(room)
    room.session.toggle_microphone()
    room.deliver()
    assert room.fake.media.is_microphone_on
    room.fake.channel.change(lambda live: replace(live, status=SessionStatus.READY))
    room.fake.channel.open_session()
    room.deliver()
    assert not room.fake.media.is_microphone_on
