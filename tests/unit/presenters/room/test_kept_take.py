"""The last good take of a PC: kept wherever it was made, void with other devices or too old."""

from dataclasses import replace

import pytest

from desktop.domain.devices.device import DeviceKind, DeviceRole
from desktop.domain.events import Event
from desktop.domain.ids import DeviceId
from desktop.domain.room.door_take import TAKE_LASTS
from desktop.domain.room.events import RoomMeasured, TakeChanged
from desktop.domain.room.measurements import RoomFacts
from desktop.domain.room.take import Take, TakeStage
from desktop.presenters.room.kept_take import KEY, KeptTake
from tests.rigs.desk.desk_room import Room

pytestmark = pytest.mark.unit

GOOD = Take(stage=TakeStage.DONE, written_bytes=9, recorded_s=10.0, pictures=80, played_s=10.0)


def kept(room: Room) -> KeptTake:
    return KeptTake(media=room.fake.media, memory=room.fake.services.memory, clock=room.clock)


@pytest.mark.parametrize(
    "event",
    [TakeChanged(take=GOOD), RoomMeasured(facts=RoomFacts(take=GOOD))],
    ids=["trial or door", "room check"],
)
def test_a_good_take_is_kept_through_a_restart(room: Room, event: Event) -> None:
    assert kept(room).made_at is None
    room.tell(event)
    assert kept(room).made_at == room.clock.now()
    room.restart()
    assert kept(room).made_at == room.clock.now()
    room.clock.advance(TAKE_LASTS.total_seconds() + 1)
    assert kept(room).made_at is None


@pytest.mark.parametrize(
    "event",
    [
        TakeChanged(take=replace(GOOD, pictures=0)),
        TakeChanged(take=replace(GOOD, stage=TakeStage.PLAYING)),
        RoomMeasured(facts=RoomFacts(take=replace(GOOD, played_s=1.0))),
        RoomMeasured(facts=RoomFacts()),
    ],
)
def test_what_shows_less_is_not_kept(room: Room, event: Event) -> None:
    room.tell(event)
    assert kept(room).made_at is None


def test_another_microphone_was_not_in_the_take(room: Room) -> None:
    room.tell(TakeChanged(take=GOOD))
    room.fake.media.select_devices(DeviceRole.MICROPHONE, (DeviceId("Micro bàn 2"),))
    assert kept(room).made_at is None
    room.fake.media.select_devices(DeviceRole.MICROPHONE, ())
    assert kept(room).made_at == room.clock.now()


def test_a_device_that_is_just_being_opened_says_nothing_against_it(room: Room) -> None:
    present = room.fake.media.present
    room.tell(TakeChanged(take=GOOD))
    room.fake.media.present = tuple(one for one in present if one.kind is not DeviceKind.CAMERA)
    assert kept(room).made_at == room.clock.now()
    room.fake.media.present = ()
    room.tell(TakeChanged(take=GOOD))  # nothing is known of its devices
    room.fake.media.present = present
    assert kept(room).made_at == room.clock.now()


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"at": "x", "devices": {}}'])
def test_what_cannot_be_read_is_no_take(room: Room, text: str) -> None:
    room.fake.services.memory.remember(KEY, text)
    assert kept(room).made_at is None
