"""Devices are chosen once: the choice outlives the program, the port and a damaged note."""

from dataclasses import replace

import pytest

from desktop.app.chosen_devices import ChosenDevices, name_of
from desktop.domain.device import Backend, Device, DeviceKind
from desktop.domain.events import DevicesChanged
from desktop.domain.ids import DeviceId
from tests.fakes.fake_services import FakeMemory

pytestmark = pytest.mark.unit

KIND = DeviceKind.MICROPHONE


def micro(name: str, hardware: str = "") -> Device:
    return Device(
        id=DeviceId(f"portaudio:{name}"),
        kind=KIND,
        name=name,
        backend=Backend.PORTAUDIO,
        address=name,
        hardware=hardware,
    )


TABLE, CITIZEN = micro("Micro bàn", "h1"), micro("Micro công dân", "h2")


class Media:
    """Counts what it is asked."""

    def __init__(self, *present: Device, in_use: Device | None = None) -> None:
        self.present = present
        self.in_use = in_use
        self.asked: list[tuple[DeviceId, ...]] = []

    def devices(self) -> tuple[Device, ...]:
        return self.present

    def device_in_use(self, kind: DeviceKind) -> Device | None:
        return self.in_use if kind is KIND else None

    def select_devices(self, kind: DeviceKind, wanted: tuple[DeviceId, ...]) -> None:
        assert kind is KIND
        self.asked.append(wanted)


def test_a_choice_is_asked_for_at_every_start() -> None:
    memory = FakeMemory()
    media = Media(TABLE, CITIZEN, in_use=TABLE)
    ChosenDevices(memory=memory, media=media).choose(KIND, CITIZEN.id)
    assert media.asked == [(CITIZEN.id, TABLE.id)]

    later = Media()
    ChosenDevices(memory=memory, media=later).start()
    assert later.asked == [(CITIZEN.id, TABLE.id)]


def test_it_is_asked_for_by_the_id_it_has_now() -> None:
    memory = FakeMemory()
    ChosenDevices(memory=memory, media=Media(TABLE)).choose(KIND, TABLE.id)
    moved = replace(TABLE, id=DeviceId("portaudio:Micro (2- bàn)"), name="Micro (2- bàn)")
    media = Media()
    chosen = ChosenDevices(memory=memory, media=media)
    chosen.start()
    for _ in range(2):
        chosen.on_event(DevicesChanged(present=(CITIZEN, moved), in_use=()))
    assert media.asked == [(TABLE.id,), (moved.id,)]


def test_nothing_is_asked_before_anybody_chose() -> None:
    media = Media(TABLE)
    chosen = ChosenDevices(memory=FakeMemory(), media=media)
    chosen.start()
    chosen.on_event(DevicesChanged(present=(TABLE,), in_use=()))
    chosen.choose(KIND, DeviceId("not there"))
    chosen.choose(DeviceKind.CAMERA, TABLE.id)
    assert media.asked == []


def test_a_device_known_by_a_new_id_keeps_it_when_it_is_pulled_out() -> None:
    """The engine looks for what it lost as long as nobody asks for something else."""
    memory = FakeMemory()
    ChosenDevices(memory=memory, media=Media(TABLE)).choose(KIND, TABLE.id)
    moved = replace(TABLE, id=DeviceId("portaudio:Micro (2- bàn)"), name="Micro (2- bàn)")
    media = Media()
    chosen = ChosenDevices(memory=memory, media=media)
    chosen.on_event(DevicesChanged(present=(moved,), in_use=()))
    chosen.on_event(DevicesChanged(present=(CITIZEN,), in_use=()))
    assert media.asked == [(moved.id,)]
    later = Media()
    ChosenDevices(memory=memory, media=later).start()
    assert later.asked == [(moved.id,)]


def test_a_test_voice_is_chosen_for_this_run_only_and_stands_in_for_nobody() -> None:
    memory = FakeMemory()
    voice = replace(micro("Giọng thử"), is_practice=True)
    media = Media(TABLE, voice, in_use=TABLE)
    chosen = ChosenDevices(memory=memory, media=media)
    chosen.choose(KIND, TABLE.id)
    chosen.choose(KIND, voice.id)
    chosen.on_event(DevicesChanged(present=media.present, in_use=()))
    media.in_use = voice
    chosen.choose(KIND, TABLE.id)
    assert media.asked == [(TABLE.id,), (voice.id,), (TABLE.id,)]
    chosen.choose(KIND, voice.id)
    later = Media()
    ChosenDevices(memory=memory, media=later).start()
    assert later.asked == [(TABLE.id,)]


def test_a_practice_room_remembers_its_test_voice() -> None:
    memory = FakeMemory()
    voice = replace(micro("Giọng thử"), is_practice=True)
    media = Media(TABLE, voice)
    ChosenDevices(memory=memory, media=media, keeps_practice=True).choose(KIND, voice.id)
    later = Media()
    ChosenDevices(memory=memory, media=later, keeps_practice=True).start()
    assert later.asked == [(voice.id,)]


@pytest.mark.parametrize("damaged", ["", "{", "[1]", '[{"id": "x"}]', '{"id": "x"}', "null"])
def test_a_damaged_note_is_no_choice(damaged: str) -> None:
    memory = FakeMemory()
    memory.remember(name_of(KIND), damaged)
    media = Media(TABLE)
    chosen = ChosenDevices(memory=memory, media=media)
    chosen.start()
    assert media.asked == []
    chosen.choose(KIND, TABLE.id)
    assert media.asked == [(TABLE.id,)]
