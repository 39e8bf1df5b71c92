"""Devices in use: chosen, lost, replaced, returned."""

import threading
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from desktop.devices.backends import portaudio as portaudio_module
from desktop.devices.backends.portaudio import PortAudio
from desktop.devices.catalogue import Catalogue
from desktop.devices.monitor import DeviceChange
from desktop.domain.devices.device import ENGINE_ROLES, Backend, Device, DeviceKind, DeviceRole
from desktop.domain.devices.events import DeviceLost, DeviceReturned, DevicesChanged
from desktop.domain.errors import DeviceError
from desktop.domain.ids import DeviceId
from desktop.domain.media.call import SILENCE_DBFS, EchoCancelling
from desktop.domain.room.measurements import OfficerMicrophoneFault
from desktop.media.engine.capture.camera import Camera, PictureSource
from desktop.media.engine.capture.microphone import Microphone
from desktop.media.engine.capture.microphone_mix import MicrophoneMix
from desktop.media.engine.devices.device_parts import DeviceParts
from desktop.media.engine.devices.device_set import DeviceSet
from desktop.media.engine.devices.device_watch import (
    CAMERA_OPENING_LIMIT_S,
    CAMERA_SILENT_LIMIT_S,
    GOOD_SPELL_S,
    IDLE_LOOK_S,
    LATE_LOOKS_S,
    LONGEST_WAIT_S,
    PROVED_S,
    SOUND_SILENT_LIMIT_S,
    DeviceWatch,
)
from desktop.media.engine.devices.opener import Opener
from desktop.media.engine.devices.slot import OFFICERS_BACK_OFF_S, ZEROS_LIMITS_S
from desktop.media.engine.levels import rms_dbfs
from desktop.media.engine.playout.loudspeaker import Loudspeaker
from desktop.media.engine.sound.chirp import make_signal
from desktop.media.engine.sound.sound_probe import SoundProbe, _Run
from desktop.media.pipe.commands import EngineStart
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_echo_canceller import Cancellers
from tests.fakes.fake_media_portaudio import FakeSoundDevice, FakeStream, entry, importer
from tests.fakes.fake_media_room import TEST_VOICE, wait_until

if TYPE_CHECKING:
    from desktop.media.pipe.events import EngineEvent

pytestmark = pytest.mark.unit

MICROPHONE, OFFICERS, LOUDSPEAKER, CAMERA = (
    DeviceRole.MICROPHONE,
    DeviceRole.OFFICER_MICROPHONE,
    DeviceRole.LOUDSPEAKER,
    DeviceRole.CAMERA,
)
CARD, LINE = DeviceRole.CAPTURE_CARD, DeviceRole.LINE_INPUT


class FakeCamera:
    """Keeps the source it shows."""

    def __init__(self) -> None:
        self.sources: list[PictureSource | None] = []
        self.silent = 0.0
        self.opening = 0.0
        self.has_picture = True

    def open(self, source: PictureSource) -> None:
        self.sources.append(source)
        self.silent = 0.0

    def close(self) -> None:
        self.sources.append(None)

    def silent_s(self) -> float:
        return self.silent

    def opening_s(self) -> float:
        return self.opening


class PluggedCameras:
    """The cameras of the PC, which a test plugs in and pulls out."""

    ends_streams = False
    has_failed = False

    def __init__(self) -> None:
        self.names: list[str] = []

    def devices(self) -> tuple[Device, ...]:
        return tuple(
            Device(
                id=DeviceId(f"v4l2:{name}"),
                kind=DeviceKind.CAMERA,
                name=name,
                backend=Backend.V4L2,
                address=name,
            )
            for name in self.names
        )


class FakeMonitor:
    """Tells a change when a test says so."""

    def __init__(self) -> None:
        self.news: DeviceChange | None = None
        self.is_listening = False
        self.is_started = False

    def start(self) -> None:
        self.is_started = True

    def take_change(self) -> DeviceChange | None:
        news, self.news = self.news, None
        return news

    def stop(self) -> None:
        self.is_started = False


class Room:
    """A rack with a fake sound library and a clock turned by hand."""

    def __init__(self, library: FakeSoundDevice, *, chooses_practice: bool = True) -> None:
        self.library = library
        self.clock = FakeClock()
        self.told: list[EngineEvent] = []
        self.blocks: list[np.ndarray] = []
        self.camera = FakeCamera()
        self.capture_card = FakeCamera()
        self.line: list[np.ndarray] = []
        self.cameras = PluggedCameras()
        backend = PortAudio()
        self.cancellers = Cancellers()
        cleaner = self.cancellers.cleaner(self.clock)
        self.officers_cancellers = Cancellers()
        officers_cleaner = self.officers_cancellers.cleaner(self.clock)
        self.mix = MicrophoneMix(take=self.blocks.append)
        options = EngineStart(
            test_voice_path=TEST_VOICE,
            test_caption="room",
            allows_hardware=True,
            ice_port_range=None,
            log_level=20,
            chooses_practice=chooses_practice,
        )
        self.probe = SoundProbe()
        self.monitor = FakeMonitor()
        cleaners = {MICROPHONE: cleaner, OFFICERS: officers_cleaner}
        microphone, officers = (
            Microphone(
                clock=self.clock,
                portaudio=backend,
                cleaner=cleaners[role],
                probe=probe,
                test_voice_path=TEST_VOICE,
                take=partial(self.mix.hear, role),
            )
            for role, probe in ((MICROPHONE, self.probe), (OFFICERS, SoundProbe()))
        )
        parts = DeviceParts(
            catalogue=Catalogue(backends=[self.cameras, backend]),
            monitor=self.monitor,
            camera=cast("Camera", self.camera),
            microphone=microphone,
            officer_microphone=officers,
            microphones=self.mix,
            loudspeaker=Loudspeaker(
                clock=self.clock,
                portaudio=backend,
                cleaners=cleaners.values(),
                probe=self.probe,
                mix=lambda: np.full(480, 500, np.int16),
            ),
            capture_card=cast("Camera", self.capture_card),
            line_input=Microphone(
                clock=self.clock,
                portaudio=backend,
                cleaner=None,
                probe=SoundProbe(),
                test_voice_path=TEST_VOICE,
                take=lambda block, _bare: self.line.append(block),
            ),
            cleaners=cleaners,
            sound_probe=self.probe,
        )
        opener = Opener(clock=self.clock, options=options, parts=parts, tell=self.told.append)
        watch = DeviceWatch(clock=self.clock, parts=parts, opener=opener)
        self.rack = DeviceSet(parts=parts, opener=opener, watch=watch)
        self.rack.begin()

    def in_use(self, kind: DeviceRole) -> str | None:
        device = dict(self.lists()[-1].in_use)[kind]
        return None if device is None else device.name

    def lists(self) -> list[DevicesChanged]:
        return [event for event in self.told if isinstance(event, DevicesChanged)]

    def gone(self) -> list[tuple[str, str | None]]:
        return [
            (event.lost.name, None if event.now is None else event.now.name)
            for event in self.told
            if isinstance(event, DeviceLost)
        ]

    def returned(self) -> list[str]:
        return [event.now.name for event in self.told if isinstance(event, DeviceReturned)]

    def streams(self) -> list[FakeStream]:
        return [stream for stream in self.library.streams if not stream.is_closed]

    def live(self, seconds: float, level: int = 100, dead: str = "") -> None:
        """Time passes, the devices that are open give and take sound; but for the dead one."""
        for _ in range(round(seconds / 0.25)):
            self.clock.advance(0.25)
            for stream in self.streams():
                name = self.library.query_devices()[stream.options["device"]]["name"]
                if name == dead:
                    continue
                if "mic" in name:
                    stream.capture(np.full((480, 1), level, np.int16))
                else:
                    stream.play(480)
            self.rack.check()


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> FakeSoundDevice:
    library = FakeSoundDevice(
        entry("mic 1", inputs=1), entry("mic 2", inputs=1), entry("box", outputs=2)
    )
    fake = SimpleNamespace(import_module=importer(library))
    monkeypatch.setattr(portaudio_module, "importlib", fake)
    return library


def wanted(*names: str) -> tuple[DeviceId, ...]:
    return tuple(DeviceId(f"portaudio:ALSA:{name}") for name in names)


def opened(library: FakeSoundDevice, *microphones: str, chooses_practice: bool = True) -> Room:
    """All is open; of the microphones these are wanted, the first that is there."""
    room = Room(library, chooses_practice=chooses_practice)
    room.rack.select(MICROPHONE, wanted(*microphones))
    room.rack.open_all()
    return room


def no_paced_thread_is_left(room: Room) -> None:
    room.rack.close_elsewhere()
    room.rack.close_all()
    assert not {"microphone", "loudspeaker"} & {thread.name for thread in threading.enumerate()}


def test_a_card_is_cleaned_of_what_the_loudspeaker_plays_and_practice_sound_is_not(
    library: FakeSoundDevice,
) -> None:
    room = Room(library)
    room.rack.open_all()
    room.live(1.0, level=1_000)
    (canceller,) = room.cancellers.made[-1:]
    assert (room.blocks[-1] == 500).all()
    assert (canceller.played[-1] == 500).all()
    made = len(room.cancellers.made)
    room.rack.select(LOUDSPEAKER, (DeviceId("test:none"),))
    room.rack.select(LOUDSPEAKER, wanted("box"))
    assert len(room.cancellers.made) > made  # another path through the air
    room.rack.select(MICROPHONE, (DeviceId("test:tone"),))
    assert room.cancellers.told[-1] is EchoCancelling.IDLE
    made = len(room.cancellers.made)
    room.rack.refresh()
    assert len(room.cancellers.made) == made
    no_paced_thread_is_left(room)


def test_real_devices_are_chosen_before_practice_ones(library: FakeSoundDevice) -> None:
    room = Room(library)
    assert room.in_use(MICROPHONE) is None
    room.rack.open_all()
    room.rack.open_all()
    assert (room.in_use(MICROPHONE), room.in_use(LOUDSPEAKER)) == ("mic 1", "box")
    assert len(room.streams()) == 2
    no_paced_thread_is_left(room)
    assert room.in_use(MICROPHONE) is None
    assert room.streams() == []


def test_the_officers_choice_is_used_at_once_and_stays(library: FakeSoundDevice) -> None:
    room = Room(library)
    room.rack.open_all()
    room.rack.select(MICROPHONE, wanted("mic 2"))
    assert room.in_use(MICROPHONE) == "mic 2"
    count = len(library.streams)
    room.rack.select(MICROPHONE, wanted("mic 2", "mic 1"))
    assert len(library.streams) == count
    room.rack.refresh()
    assert room.in_use(MICROPHONE) == "mic 2"
    no_paced_thread_is_left(room)


def test_a_device_that_refuses_is_passed_over_and_told(library: FakeSoundDevice) -> None:
    library.refusing.add("mic 1")
    room = Room(library)
    room.rack.open_all()
    assert room.in_use(MICROPHONE) == "mic 2"
    assert room.gone() == [("mic 1", "mic 2")]
    no_paced_thread_is_left(room)


def test_in_a_real_session_no_test_voice_speaks_unasked(library: FakeSoundDevice) -> None:
    library.plugged.clear()
    room = Room(library, chooses_practice=False)
    room.rack.open_all()
    assert [room.in_use(role) for role in ENGINE_ROLES] == [None] * len(ENGINE_ROLES)
    room.rack.select(MICROPHONE, (DeviceId("test:tone"),))
    assert room.in_use(MICROPHONE) == "Âm thử 440 Hz"
    no_paced_thread_is_left(room)


def test_an_unplugged_microphone_becomes_silence_never_another_open_microphone(
    library: FakeSoundDevice,
) -> None:
    room = opened(library, "mic 1")
    room.live(1.0)
    library.plugged.pop(0)
    room.streams()[0].end()
    room.rack.check()
    assert room.gone() == [("mic 1", None)]
    assert room.in_use(MICROPHONE) is None
    assert room.in_use(LOUDSPEAKER) == "box"
    library.plugged.insert(0, entry("mic 1", inputs=1))
    room.live(6.0)
    assert room.in_use(MICROPHONE) == "mic 1"
    no_paced_thread_is_left(room)


def test_the_next_wanted_microphone_takes_over(library: FakeSoundDevice) -> None:
    room = opened(library, "mic 1", "mic 2")
    library.plugged.pop(0)
    room.clock.advance(SOUND_SILENT_LIMIT_S + 0.1)
    room.streams()[1].play(480)
    room.rack.check()
    assert room.gone() == [("mic 1", "mic 2")]
    assert room.in_use(MICROPHONE) == "mic 2"
    no_paced_thread_is_left(room)


def test_what_the_system_tells_is_acted_on_at_once(library: FakeSoundDevice) -> None:
    room = opened(library, "mic 1", "mic 2")
    library.plugged.pop(0)
    room.monitor.news = DeviceChange.COME
    room.rack.check()  # no stream has ended or fallen silent yet
    assert room.gone() == [("mic 1", "mic 2")]
    assert (room.in_use(MICROPHONE), room.in_use(LOUDSPEAKER)) == ("mic 2", "box")
    library.plugged.insert(0, entry("mic 1", inputs=1))
    room.monitor.news = DeviceChange.COME
    room.rack.check()
    assert room.in_use(MICROPHONE) == "mic 1"
    assert len(room.streams()) == 2
    no_paced_thread_is_left(room)


def plug(room: Room, library: FakeSoundDevice, *names: str) -> None:
    library.plugged[:0] = [entry(name, inputs=1) for name in names]
    room.monitor.news = DeviceChange.COME
    room.rack.check()


def unplug(room: Room, library: FakeSoundDevice, name: str) -> None:
    library.plugged[:] = [one for one in library.plugged if one["name"] != name]
    room.monitor.news = DeviceChange.GONE
    room.rack.check()


def test_the_best_that_is_there_is_used_whatever_came_and_went_before(
    library: FakeSoundDevice,
) -> None:
    room = opened(library, "mic 0", "mic 1", "mic 2")
    assert room.in_use(MICROPHONE) == "mic 1"
    plug(room, library, "mic 0")  # ranked before, and never there until now
    assert room.in_use(MICROPHONE) == "mic 0"
    unplug(room, library, "mic 0")
    unplug(room, library, "mic 1")
    assert room.in_use(MICROPHONE) == "mic 2"
    plug(room, library, "mic 0")  # not the one that was lost last
    assert room.in_use(MICROPHONE) == "mic 0"
    plug(room, library, "mic 1")
    assert room.in_use(MICROPHONE) == "mic 0"
    no_paced_thread_is_left(room)


@pytest.mark.parametrize("listed_after_s", [0.5, 2.0])
def test_a_device_that_is_told_of_before_it_is_listed_is_used_all_the_same(
    library: FakeSoundDevice, listed_after_s: float
) -> None:
    room = opened(library, "mic 1", "mic 2")
    room.monitor.is_listening = True
    for _ in range(8):  # what was lost so often is not looked for soon
        unplug(room, library, "mic 1")
        room.live(1.0)
        room.monitor.news = DeviceChange.COME
        room.live(listed_after_s)
        assert room.in_use(MICROPHONE) == "mic 2"
        library.plugged.insert(0, entry("mic 1", inputs=1))
        room.live(LATE_LOOKS_S[-1])
        assert room.in_use(MICROPHONE) == "mic 1"
    no_paced_thread_is_left(room)


def test_one_that_never_comes_costs_two_more_looks(library: FakeSoundDevice) -> None:
    room = opened(library, "mic 1", "mic 2")
    room.monitor.is_listening = True
    before = library.restarts
    plug(room, library, "mic 3")  # nothing is missed
    room.live(10.0)
    assert library.restarts == before + 1
    unplug(room, library, "mic 1")
    room.live(10.0)
    assert library.restarts == before + 2
    plug(room, library, "mic 4")
    room.live(60.0)
    assert library.restarts == before + 3 + len(LATE_LOOKS_S)
    no_paced_thread_is_left(room)


def test_one_that_a_look_at_zeros_lists_is_returned_to(library: FakeSoundDevice) -> None:
    room = opened(library, "mic 1", "mic 2")
    room.monitor.is_listening = True
    for _ in range(3):
        unplug(room, library, "mic 1")
        plug(room, library, "mic 1")
    unplug(room, library, "mic 1")
    library.plugged.insert(0, entry("mic 1", inputs=1))
    room.live(ZEROS_LIMITS_S[0] + 1.0, level=0)
    assert room.in_use(MICROPHONE) == "mic 1"
    no_paced_thread_is_left(room)


def test_nobody_loses_half_a_sentence_to_a_microphone_that_is_back(
    library: FakeSoundDevice,
) -> None:
    room = opened(library, "mic 1", "mic 2")
    unplug(room, library, "mic 1")
    room.live(1.0, level=5_000)
    plug(room, library, "mic 1")
    room.live(3.0, level=5_000)
    assert room.in_use(MICROPHONE) == "mic 2"
    room.live(1.5)
    assert room.in_use(MICROPHONE) == "mic 1"
    no_paced_thread_is_left(room)


def test_a_speaker_without_a_pause_is_interrupted_in_the_end(library: FakeSoundDevice) -> None:
    room = opened(library, "mic 1", "mic 2")
    unplug(room, library, "mic 1")
    room.live(1.0, level=5_000)
    plug(room, library, "mic 1")
    room.live(LONGEST_WAIT_S - 2.0, level=5_000)
    assert room.in_use(MICROPHONE) == "mic 2"
    room.live(3.0, level=5_000)
    assert room.in_use(MICROPHONE) == "mic 1"
    no_paced_thread_is_left(room)


def test_silence_is_no_voice_to_wait_for(library: FakeSoundDevice) -> None:
    room = opened(library, "mic 1")
    room.live(1.0, level=5_000)
    unplug(room, library, "mic 1")
    assert room.in_use(MICROPHONE) is None
    plug(room, library, "mic 1")
    assert room.in_use(MICROPHONE) == "mic 1"
    no_paced_thread_is_left(room)


def test_what_is_gone_again_before_the_pause_is_not_waited_for(library: FakeSoundDevice) -> None:
    room = opened(library, "mic 1", "mic 2")
    unplug(room, library, "mic 1")
    room.live(1.0, level=5_000)
    plug(room, library, "mic 1")
    unplug(room, library, "mic 1")
    room.live(3.0)
    assert room.in_use(MICROPHONE) == "mic 2"
    no_paced_thread_is_left(room)


def test_what_is_plugged_in_while_nothing_is_open_is_listed(library: FakeSoundDevice) -> None:
    room = Room(library)
    library.plugged.append(entry("mic 3", inputs=1))
    room.monitor.news = DeviceChange.COME
    room.rack.check()
    (newest,) = [event for event in room.told if isinstance(event, DevicesChanged)][-1:]
    assert "mic 3" in {device.name for device in newest.present}
    assert room.streams() == []
    assert room.monitor.is_started
    room.rack.end()
    assert not room.monitor.is_started


def test_a_microphone_of_zeros_that_is_gone_is_found_out(library: FakeSoundDevice) -> None:
    room = opened(library, "mic 1")
    room.live(1.0)
    library.plugged.pop(0)
    room.live(ZEROS_LIMITS_S[0] - 1.0, level=0)
    assert room.gone() == []
    room.live(1.5, level=0)
    assert room.gone() == [("mic 1", None)]
    no_paced_thread_is_left(room)


def test_a_microphone_switched_off_at_itself_is_looked_at_ever_more_seldom(
    library: FakeSoundDevice,
) -> None:
    room = Room(library)
    room.rack.open_all()
    before = library._initialized, len(library.streams)
    room.live(120.0, level=0)
    assert room.gone() == []
    assert len(library.streams) - before[1] <= 2 * len(ZEROS_LIMITS_S)
    assert room.in_use(MICROPHONE) == "mic 1"
    room.live(1.0, level=50)
    assert rms_dbfs(room.blocks[-1]) > SILENCE_DBFS
    no_paced_thread_is_left(room)


def test_a_camera_that_fails_or_hangs_becomes_a_card(library: FakeSoundDevice) -> None:
    room = Room(library, chooses_practice=False)
    room.rack.select(CAMERA, (DeviceId("lavfi:testsrc2"),))
    room.rack.open_all()
    assert room.in_use(CAMERA) == "testsrc2"
    room.rack.report_camera_failure(CAMERA, DeviceError("testsrc2", "gone"))
    room.rack.check()
    assert room.gone() == [("testsrc2", None)]
    assert room.in_use(CAMERA) is None
    room.live(2.0)
    assert room.in_use(CAMERA) == "testsrc2"
    room.live(GOOD_SPELL_S)
    room.camera.silent = CAMERA_SILENT_LIMIT_S + 0.1
    room.rack.check()
    assert len(room.gone()) == 2
    no_paced_thread_is_left(room)


def test_a_camera_may_take_its_time_to_open_but_not_for_ever(library: FakeSoundDevice) -> None:
    room = Room(library, chooses_practice=False)
    room.rack.select(CAMERA, (DeviceId("lavfi:testsrc2"),))
    room.rack.open_all()
    room.camera.opening = CAMERA_OPENING_LIMIT_S - 0.1
    room.rack.check()
    assert room.gone() == []
    room.camera.opening = CAMERA_OPENING_LIMIT_S + 0.1
    room.rack.check()
    assert room.gone() == [("testsrc2", None)]
    no_paced_thread_is_left(room)


@pytest.mark.parametrize("chooses_practice", [True, False])
def test_a_barred_device_is_never_opened(
    library: FakeSoundDevice, *, chooses_practice: bool
) -> None:
    """Here a microphone, for the fake room has two: nothing depends on the kind."""
    room = Room(library, chooses_practice=chooses_practice)
    first, second = wanted("mic 1", "mic 2")
    room.rack.open_all()
    assert room.in_use(MICROPHONE) == "mic 1"
    room.rack.select(MICROPHONE, (), (first,))
    assert room.in_use(MICROPHONE) == "mic 2"
    room.rack.select(MICROPHONE, (first,), (first, second))
    assert room.in_use(MICROPHONE) not in {"mic 1", "mic 2"}
    room.rack.select(MICROPHONE, (first,))
    assert room.in_use(MICROPHONE) == "mic 1"
    no_paced_thread_is_left(room)


def test_a_camera_that_is_off_is_closed_and_shows_the_card(library: FakeSoundDevice) -> None:
    room = Room(library)
    room.rack.set_camera(is_on=False)
    room.rack.set_camera(is_on=False)
    room.rack.open_all()
    shown = room.camera.sources[-1]
    room.rack.set_camera(is_on=True)
    assert room.camera.sources[-1] is not shown
    assert type(room.camera.sources[-1]) is not type(shown)
    room.camera.silent = 100.0
    room.rack.set_camera(is_on=False)
    room.camera.silent = 100.0
    room.rack.check()
    assert room.gone() == []
    no_paced_thread_is_left(room)


def test_nothing_is_watched_while_devices_are_closed(library: FakeSoundDevice) -> None:
    room = Room(library)
    room.clock.advance(100.0)
    room.rack.check()
    assert room.gone() == []


def test_everything_refused_is_silence_and_nowhere(
    library: FakeSoundDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.refusing |= {"mic 1", "mic 2", "box"}
    room = Room(library, chooses_practice=False)
    room.rack.open_all()
    assert [room.in_use(kind) for kind in (MICROPHONE, LOUDSPEAKER)] == [None, None]
    assert {lost for lost, _ in room.gone()} == {"mic 1", "box"}
    no_paced_thread_is_left(room)


def test_a_wanted_device_that_is_not_there_is_not_in_use(library: FakeSoundDevice) -> None:
    room = Room(library)
    room.rack.select(LOUDSPEAKER, wanted("missing"))
    room.rack.open_all()
    assert room.in_use(LOUDSPEAKER) == "box"
    assert all("missing" not in device.name for device in room.lists()[-1].present)
    no_paced_thread_is_left(room)


# ---- devices that fail again and again ----------------------------------------------------------


@pytest.mark.parametrize("others", [(), ("mic 2",)])
@pytest.mark.parametrize("level", [100, 8_000])
def test_a_device_that_is_there_and_refuses_costs_the_others_little(
    library: FakeSoundDevice, *, others: tuple[str, ...], level: int
) -> None:
    library.refusing.add("mic 1")
    room = opened(library, "mic 1", *others, chooses_practice=False)
    before = library.restarts
    room.live(60.0, level=level)
    assert library.restarts - before <= 4
    assert room.gone() == [("mic 1", others[0] if others else None)]
    library.refusing.clear()
    room.live(300.0)
    assert room.in_use(MICROPHONE) == "mic 1"
    no_paced_thread_is_left(room)


def test_a_second_microphone_that_refuses_costs_the_first_one_little(
    library: FakeSoundDevice,
) -> None:
    library.refusing.add("mic 2")
    room = two_microphones(library, "mic 2")
    before = library.restarts
    room.live(60.0)
    assert library.restarts - before <= 3
    assert room.gone() == [("mic 2", None)]
    no_paced_thread_is_left(room)


def test_a_device_that_opens_and_gives_nothing_costs_the_others_little(
    library: FakeSoundDevice,
) -> None:
    room = opened(library, "mic 1", "mic 2", chooses_practice=False)
    before = library.restarts
    room.live(60.0, dead="mic 1")
    assert library.restarts - before <= 2 * 5  # a look before and one after each of few tries
    assert room.gone() == [("mic 1", "mic 2")]
    assert room.in_use(MICROPHONE) == "mic 2"
    no_paced_thread_is_left(room)


def test_a_device_that_was_good_for_long_is_trusted_again(library: FakeSoundDevice) -> None:
    room = opened(library, "mic 1", "mic 2", chooses_practice=False)
    room.live(30.0, dead="mic 1")
    room.live(60.0)
    assert room.in_use(MICROPHONE) == "mic 1"
    room.live(GOOD_SPELL_S)
    room.live(1.0, dead="mic 1")
    assert room.gone() == [("mic 1", "mic 2")] * 2
    room.live(2.0)
    assert room.in_use(MICROPHONE) == "mic 1"
    no_paced_thread_is_left(room)


def test_one_that_was_plugged_in_again_has_all_its_tries_before_it(
    library: FakeSoundDevice,
) -> None:
    room = opened(library, "mic 1", "mic 2", chooses_practice=False)
    room.live(100.0, dead="mic 1")
    unplug(room, library, "mic 1")
    room.live(1.0)
    plug(room, library, "mic 1")
    assert room.in_use(MICROPHONE) == "mic 1"
    no_paced_thread_is_left(room)


def test_the_spare_that_comes_is_not_kept_waiting_by_one_that_refuses(
    library: FakeSoundDevice,
) -> None:
    library.refusing.add("mic 1")
    room = opened(library, "mic 1", "mic 3", chooses_practice=False)
    room.live(120.0)
    plug(room, library, "mic 3")
    assert room.in_use(MICROPHONE) == "mic 3"
    no_paced_thread_is_left(room)


@pytest.mark.parametrize("gives_picture", [True, False])
def test_a_camera_that_fails_again_and_again_is_opened_ever_more_seldom(
    library: FakeSoundDevice, *, gives_picture: bool
) -> None:
    room = Room(library, chooses_practice=False)
    room.camera.has_picture = gives_picture
    first, second = DeviceId("lavfi:testsrc2"), DeviceId("lavfi:smptebars")
    room.rack.select(CAMERA, (first, second))
    room.rack.open_all()
    opened = len(room.camera.sources)
    for _ in range(240):
        if room.in_use(CAMERA) == "testsrc2":
            room.rack.report_camera_failure(CAMERA, DeviceError("testsrc2", "gone"))
        room.live(0.25)
    assert room.gone() == [("testsrc2", "smptebars")]
    assert len(room.camera.sources) - opened <= 2 * 5
    room.live(300.0)  # its cable is mended, but a camera without a picture is not back
    room.live(GOOD_SPELL_S + 1.0)
    assert room.in_use(CAMERA) == "testsrc2"
    room.rack.report_camera_failure(CAMERA, DeviceError("testsrc2", "gone"))
    room.live(2.0)
    assert (room.in_use(CAMERA) == "testsrc2") is gives_picture
    no_paced_thread_is_left(room)


def test_a_camera_that_is_plugged_in_again_is_used_and_no_sound_stops(
    library: FakeSoundDevice,
) -> None:
    room = Room(library, chooses_practice=False)
    room.cameras.names = ["table", "wall"]
    room.rack.refresh()
    room.rack.select(CAMERA, (DeviceId("v4l2:table"),))
    room.rack.open_all()
    room.live(1.0)
    before = library.restarts
    room.cameras.names = ["wall"]
    room.rack.report_camera_failure(CAMERA, DeviceError("table", "gone"))
    room.live(20.0)
    assert (room.in_use(CAMERA), room.gone()) == ("wall", [("table", "wall")])
    room.cameras.names = ["table", "wall"]
    room.live(60.0)
    assert room.in_use(CAMERA) == "table"
    assert library.restarts == before
    no_paced_thread_is_left(room)


@pytest.mark.parametrize("others", [(), ("mic 2",)])
def test_where_the_system_tells_nothing_is_looked_for(
    library: FakeSoundDevice, *, others: tuple[str, ...]
) -> None:
    room = opened(library, "mic 1", *others)
    room.monitor.is_listening = True
    unplug(room, library, "mic 1")
    before = library.restarts
    room.live(600.0)
    assert library.restarts == before
    plug(room, library, "mic 1")
    assert room.in_use(MICROPHONE) == "mic 1"
    no_paced_thread_is_left(room)


def test_one_that_refuses_is_tried_again_where_the_system_tells_of_plugs(
    library: FakeSoundDevice,
) -> None:
    library.refusing.add("mic 1")
    room = opened(library, "mic 1", "mic 2")
    room.monitor.is_listening = True
    before = library.restarts
    room.live(10.0)
    library.refusing.clear()  # the other program let go of it
    room.live(20.0)
    assert room.in_use(MICROPHONE) == "mic 1"
    assert library.restarts == before
    no_paced_thread_is_left(room)


def test_what_is_gone_for_good_is_looked_for_seldom_and_never_in_a_talk(
    library: FakeSoundDevice,
) -> None:
    room = opened(library, "mic 1", "mic 2")
    pull_out(room, "mic 1")
    room.streams()[0].end()
    room.live(0.5, level=8_000)
    assert room.in_use(MICROPHONE) == "mic 2"
    before = library.restarts
    room.live(60.0, level=8_000)
    assert library.restarts == before
    room.live(600.0)
    assert library.restarts - before <= 6
    no_paced_thread_is_left(room)


def test_a_room_that_hears_nothing_is_helped_soon(library: FakeSoundDevice) -> None:
    room = opened(library, "mic 1")
    pull_out(room, "mic 1")
    room.streams()[0].end()
    room.live(600.0)
    library.plugged.append(entry("mic 1", inputs=1))
    room.live(5.0)
    assert room.in_use(MICROPHONE) == "mic 1"
    no_paced_thread_is_left(room)


@pytest.mark.parametrize("is_listening", [True, False])
def test_a_sound_library_that_does_not_start_once_leaves_no_room_deaf(
    library: FakeSoundDevice, *, is_listening: bool
) -> None:
    room = Room(library, chooses_practice=False)
    room.monitor.is_listening = is_listening
    room.rack.select(MICROPHONE, wanted("mic 1"))
    room.rack.open_all()
    library.does_start = False
    room.monitor.news = DeviceChange.COME
    room.clock.advance(0.25)
    room.rack.check()
    assert (room.in_use(MICROPHONE), room.in_use(LOUDSPEAKER)) == (None, None)
    assert room.gone() == [("mic 1", None), ("box", None)]
    library.does_start = True
    room.live(6.0)
    assert (room.in_use(MICROPHONE), room.in_use(LOUDSPEAKER)) == ("mic 1", "box")
    no_paced_thread_is_left(room)


def test_a_card_that_is_shut_while_it_is_said_to_be_in_use_is_replaced(
    library: FakeSoundDevice,
) -> None:
    room = opened(library, "mic 1", "mic 2", chooses_practice=False)
    microphones, driver = library.InputStream, "a driver"

    def fail(**_: object) -> FakeStream:
        raise OSError(driver)

    library.InputStream = fail  # type: ignore[method-assign]
    with pytest.raises(OSError, match="a driver"):
        room.rack.refresh()
    library.InputStream = microphones  # type: ignore[method-assign]
    room.live(1.0)
    assert room.gone() == [("mic 1", "mic 2")]
    assert room.in_use(MICROPHONE) == "mic 1"  # its next try is soon
    assert len(room.streams()) == 2
    no_paced_thread_is_left(room)


def test_what_waits_for_a_pause_is_not_looked_for_meanwhile(library: FakeSoundDevice) -> None:
    room = opened(library, "mic 1", "mic 2")
    unplug(room, library, "mic 1")
    room.live(1.0, level=5_000)
    plug(room, library, "mic 1")
    before = library.restarts
    room.live(LONGEST_WAIT_S - 2.0, level=5_000)
    assert library.restarts == before
    no_paced_thread_is_left(room)


def test_who_plugs_it_in_and_asks_for_a_look_has_it_used(library: FakeSoundDevice) -> None:
    pulled = library.plugged.pop(0)
    room = opened(library, "mic 1", chooses_practice=False)
    library.plugged.insert(0, pulled)
    room.rack.refresh()
    assert room.in_use(MICROPHONE) == "mic 1"
    no_paced_thread_is_left(room)


@pytest.mark.parametrize("is_asked", [True, False])
def test_where_nobody_chose_the_first_loudspeaker_and_camera_are_used_and_no_microphone(
    library: FakeSoundDevice, *, is_asked: bool
) -> None:
    library.plugged = []
    room = Room(library, chooses_practice=False)
    room.rack.open_all()
    room.cameras.names = ["table"]
    library.plugged = [entry("mic 1", inputs=1), entry("box", outputs=2)]
    room.monitor.news = None if is_asked else DeviceChange.COME
    if is_asked:
        room.rack.refresh()
    room.live(1.0)
    assert [room.in_use(role) for role in (CAMERA, LOUDSPEAKER)] == ["table", "box"]
    assert room.in_use(MICROPHONE) is None
    assert room.gone() == []
    no_paced_thread_is_left(room)


def test_news_without_end_are_looked_into_ever_three_seconds(library: FakeSoundDevice) -> None:
    room = Room(library)
    room.rack.open_all()
    before = library.restarts
    for _ in range(4 * 60):
        room.monitor.news = DeviceChange.COME
        room.live(0.25)
    assert 60 / IDLE_LOOK_S <= library.restarts - before <= 60 / IDLE_LOOK_S + 1
    room.live(5.0)
    before = library.restarts
    unplug(room, library, "mic 2")
    assert library.restarts == before + 1  # at once
    no_paced_thread_is_left(room)


def test_what_changes_something_is_looked_into_without_delay(library: FakeSoundDevice) -> None:
    room = opened(library, "mic 1", "mic 2")
    for _ in range(20):
        room.live(0.75)
        unplug(room, library, "mic 1")
        assert room.in_use(MICROPHONE) == "mic 2"
        room.live(0.5)
        plug(room, library, "mic 1")
        assert room.in_use(MICROPHONE) == "mic 1"
    no_paced_thread_is_left(room)


def test_the_officer_is_told_what_is_used_again_once_it_has_proved_itself(
    library: FakeSoundDevice,
) -> None:
    room = opened(library, "mic 0", "mic 1", "mic 2")
    room.live(10.0)
    assert room.returned() == []  # nothing was moved
    unplug(room, library, "mic 1")
    room.live(10.0)
    plug(room, library, "mic 1")
    room.live(PROVED_S - 0.5)
    assert room.returned() == []
    room.live(1.0)
    assert room.returned() == ["mic 1"]
    plug(room, library, "mic 0")  # better, and never there before
    room.live(PROVED_S + 10.0)
    assert room.returned() == ["mic 1", "mic 0"]
    unplug(room, library, "mic 0")
    assert room.gone() == [("mic 1", "mic 2"), ("mic 0", "mic 1")]
    plug(room, library, "mic 0")
    room.live(1.0)
    unplug(room, library, "mic 0")
    room.live(10.0)
    assert room.gone() == [("mic 1", "mic 2"), ("mic 0", "mic 1")]  # nobody was told of a return
    assert room.returned() == ["mic 1", "mic 0"]
    no_paced_thread_is_left(room)


def test_a_spare_that_will_not_open_again_when_the_best_comes_is_no_loss(
    library: FakeSoundDevice,
) -> None:
    room = opened(library, "mic 1", "mic 2", chooses_practice=False)
    unplug(room, library, "mic 1")
    room.live(5.0)
    library.refusing.add("mic 2")
    plug(room, library, "mic 1")
    before = library.restarts
    room.live(60.0)
    assert room.in_use(MICROPHONE) == "mic 1"
    assert (room.gone(), room.returned()) == ([("mic 1", "mic 2")], ["mic 1"])
    assert library.restarts == before  # nobody looks for the spare
    no_paced_thread_is_left(room)


def test_what_is_worse_than_now_is_not_looked_for(library: FakeSoundDevice) -> None:
    room = opened(library, "mic 1", "mic 2", chooses_practice=False)
    unplug(room, library, "mic 1")
    room.live(1.0, level=5_000)
    plug(room, library, "mic 1")  # and waits for a pause
    room.live(1.0, level=5_000)
    unplug(room, library, "mic 2")
    assert room.in_use(MICROPHONE) == "mic 1"
    before = library.restarts
    room.live(60.0)
    assert library.restarts == before
    no_paced_thread_is_left(room)


# ---- lent for a measurement ---------------------------------------------------------------------


def test_a_measurement_opens_what_is_closed_and_closes_it_again(library: FakeSoundDevice) -> None:
    room = Room(library)
    room.rack.set_camera(is_on=False)  # as a session leaves it
    room.rack.borrow()
    assert room.rack.in_use()[MICROPHONE] is not None
    assert not room.rack.shows_card
    assert room.rack.give_back()
    assert room.rack.in_use()[MICROPHONE] is None
    assert not room.rack.give_back()


def test_a_device_plugged_in_since_is_found_by_a_measurement(library: FakeSoundDevice) -> None:
    room = Room(library)
    library.plugged.append(entry("New mic", inputs=1))
    room.rack.select(MICROPHONE, wanted("New mic"))
    room.rack.borrow()
    found = room.rack.in_use()[MICROPHONE]
    assert found is not None
    assert found.name == "New mic"
    room.rack.give_back()


def test_who_opens_during_a_measurement_keeps_the_devices_and_the_camera_off(
    library: FakeSoundDevice,
) -> None:
    room = Room(library)
    room.rack.set_camera(is_on=False)
    room.rack.borrow()
    shown = len(room.camera.sources)
    room.rack.open_all()
    assert room.rack.shows_card
    assert len(room.camera.sources) == shown + 1
    assert not room.rack.give_back()
    assert room.rack.in_use()[MICROPHONE] is not None


def test_who_lets_go_during_a_measurement_waits_for_its_end(library: FakeSoundDevice) -> None:
    room = Room(library)
    room.rack.open_all()
    room.rack.borrow()
    assert not room.rack.let_go()
    assert room.rack.in_use()[MICROPHONE] is not None
    assert room.rack.give_back()
    assert room.rack.in_use()[MICROPHONE] is None
    room.rack.open_all()
    assert room.rack.let_go()


@pytest.mark.parametrize("is_speaker_test", [True, False])
def test_no_look_breaks_a_measurement_off(
    library: FakeSoundDevice, *, is_speaker_test: bool
) -> None:
    room = opened(library, "mic 0", "mic 1", "mic 2")
    library.refusing.add("mic 0")
    plug(room, library, "mic 0")
    room.live(0.5)
    before = library.restarts, len(library.streams)
    if is_speaker_test:
        room.probe._run = _Run(make_signal())
    else:
        room.rack.borrow()
    room.monitor.news = DeviceChange.COME
    room.rack.refresh()
    room.live(8.0)
    assert (library.restarts, len(library.streams)) == before
    library.refusing.clear()
    room.probe._run = None
    room.rack.give_back()
    room.live(0.25)
    assert library.restarts == before[0] + 1
    assert room.in_use(MICROPHONE) == "mic 0"
    no_paced_thread_is_left(room)


def test_a_camera_that_fails_is_replaced_during_a_measurement(library: FakeSoundDevice) -> None:
    room = Room(library, chooses_practice=False)
    room.cameras.names = ["table"]
    room.rack.refresh()
    room.rack.open_all()
    room.rack.borrow()
    room.rack.report_camera_failure(CAMERA, DeviceError("table", "gone"))
    room.live(2.0)
    assert (room.gone(), room.in_use(CAMERA)) == ([("table", None)], "table")
    no_paced_thread_is_left(room)


# ---- the officer's microphone -------------------------------------------------------------------


def two_microphones(
    library: FakeSoundDevice, *officers: str, citizens: tuple[str, ...] = ("mic 1",)
) -> Room:
    room = Room(library)
    room.rack.select(MICROPHONE, wanted(*citizens))
    room.rack.select(OFFICERS, wanted(*officers))
    room.rack.open_all()
    return room


def microphones(room: Room) -> tuple[str | None, str | None]:
    return room.in_use(MICROPHONE), room.in_use(OFFICERS)


def pull_out(room: Room, name: str) -> None:
    """It leaves the list; its stream goes on with zeros, as PulseAudio's do."""
    room.library.plugged = [one for one in room.library.plugged if one["name"] != name]


def live_with(room: Room, seconds: float, **levels: int) -> None:
    """As `Room.live`, each microphone with a level of its own: mic_1=3_000; else 100."""
    for _ in range(round(seconds / 0.25)):
        room.clock.advance(0.25)
        for stream in room.streams():
            name = str(library_name(room, stream)).replace(" ", "_")
            if "mic" in name:
                stream.capture(np.full((480, 1), levels.get(name, 100), np.int16))
            else:
                stream.play(480)
        room.rack.check()


def library_name(room: Room, stream: FakeStream) -> object:
    return room.library.query_devices()[stream.options["device"]]["name"]


def test_a_second_microphone_is_opened_only_when_somebody_chose_it(
    library: FakeSoundDevice,
) -> None:
    room = Room(library)
    room.rack.open_all()
    assert microphones(room) == ("mic 1", None)
    assert len(room.streams()) == 2
    room.rack.select(OFFICERS, wanted("mic 2"))
    assert microphones(room) == ("mic 1", "mic 2")
    assert len(room.streams()) == 3
    room.rack.select(OFFICERS, ())
    assert microphones(room) == ("mic 1", None)
    assert len(room.streams()) == 2
    no_paced_thread_is_left(room)


def test_both_are_cleaned_by_themselves_and_heard_in_one_block_for_each_of_the_citizens(
    library: FakeSoundDevice,
) -> None:
    room = two_microphones(library, "mic 2")
    live_with(room, 5.0, mic_1=1_000, mic_2=3_000)
    (citizens,) = room.cancellers.made[-1:]
    (officers,) = room.officers_cancellers.made[-1:]
    assert (citizens.played[-1] == 500).all()
    assert (officers.played[-1] == 500).all()
    assert len(room.blocks) == 20
    # 500 and 1500 after cleaning; each has its share of the loudness of both.
    assert room.blocks[-1][-1] == pytest.approx((500**2 + 1_500**2) / 2_500_000**0.5, rel=0.02)
    mixed, each = room.mix.take_levels()
    assert set(each) == {MICROPHONE, OFFICERS}
    assert each[OFFICERS] == pytest.approx(rms_dbfs(np.full(480, 1_500, np.int16)))
    assert mixed == pytest.approx(rms_dbfs(room.blocks[-1]), abs=0.5)
    no_paced_thread_is_left(room)


def test_one_microphone_in_both_lists_is_the_citizens(library: FakeSoundDevice) -> None:
    room = two_microphones(library, "mic 1")
    assert microphones(room) == ("mic 1", None)
    room.rack.select(OFFICERS, wanted("mic 1", "mic 2"))
    assert microphones(room) == ("mic 1", "mic 2")
    room.rack.select(MICROPHONE, wanted("mic 2"))
    assert microphones(room) == ("mic 2", "mic 1")
    assert len(room.streams()) == 3
    assert room.gone() == []
    no_paced_thread_is_left(room)


def test_what_nobody_chose_for_the_citizens_is_left_to_the_officer(
    library: FakeSoundDevice,
) -> None:
    room = Room(library)
    room.rack.open_all()
    room.rack.select(OFFICERS, wanted("mic 1"))
    assert microphones(room) == ("mic 2", "mic 1")
    pull_out(room, "mic 2")
    room.rack.refresh()
    room.rack.close_all()
    room.rack.open_all()
    assert microphones(room) == ("mic 1", None)
    assert room.rack.officer_microphone_fault() is None
    no_paced_thread_is_left(room)


def test_the_officers_is_pulled_out_and_the_citizens_goes_on(library: FakeSoundDevice) -> None:
    library.plugged.append(entry("mic 3", inputs=1))
    room = two_microphones(library, "mic 2", "mic 3")
    live_with(room, 1.0, mic_1=100, mic_2=100)
    pull_out(room, "mic 2")
    live_with(room, ZEROS_LIMITS_S[0] + 0.5, mic_1=100, mic_2=0)
    assert room.gone() == [("mic 2", "mic 3")]
    assert microphones(room) == ("mic 1", "mic 3")
    pull_out(room, "mic 3")
    live_with(room, ZEROS_LIMITS_S[0] + 0.5, mic_1=100, mic_3=0)
    assert room.gone()[1:] == [("mic 3", None)]
    assert microphones(room) == ("mic 1", None)
    assert room.rack.officer_microphone_fault() is OfficerMicrophoneFault.MISSING
    looks = len(library.streams)
    live_with(room, 20.0, mic_1=100)
    # Each look opens two streams anew and is heard by the others: seldom, not every five seconds.
    assert len(library.streams) - looks <= 2 * 3
    library.plugged.append(entry("mic 3", inputs=1))
    live_with(room, OFFICERS_BACK_OFF_S[-1] + 1.0, mic_1=100, mic_3=100)
    assert microphones(room) == ("mic 1", "mic 3")
    assert room.rack.officer_microphone_fault() is None
    no_paced_thread_is_left(room)


def test_the_citizens_is_pulled_out_and_the_officer_is_still_heard(
    library: FakeSoundDevice,
) -> None:
    room = two_microphones(library, "mic 2")
    live_with(room, 1.0, mic_1=100, mic_2=3_000)
    pull_out(room, "mic 1")
    live_with(room, ZEROS_LIMITS_S[0] + 0.5, mic_1=0, mic_2=3_000)
    assert room.gone() == [("mic 1", None)]
    assert microphones(room) == (None, "mic 2")
    # The citizens' place is silence at its own pace; here the test's thread hears it.
    live_with(room, 0.5, mic_2=3_000)
    wait_until(lambda: rms_dbfs(room.blocks[-1]) > -40.0, "the officer")
    no_paced_thread_is_left(room)


def test_the_citizens_next_choice_is_taken_from_the_officer(library: FakeSoundDevice) -> None:
    room = two_microphones(library, "mic 2", citizens=("mic 1", "mic 2"))
    live_with(room, 1.0, mic_1=100, mic_2=100)
    pull_out(room, "mic 1")
    live_with(room, ZEROS_LIMITS_S[0] + 0.5, mic_1=0, mic_2=100)
    assert microphones(room) == ("mic 2", None)
    library.plugged.insert(0, entry("mic 1", inputs=1))
    live_with(room, 6.0, mic_1=100, mic_2=100)
    assert microphones(room) == ("mic 1", "mic 2")
    no_paced_thread_is_left(room)


def test_a_citizens_microphone_that_refuses_leaves_no_microphone_open_twice(
    library: FakeSoundDevice,
) -> None:
    library.refusing.add("mic 1")
    room = two_microphones(library, "mic 2", citizens=("mic 1", "mic 2"))
    assert microphones(room) == ("mic 2", None)
    assert sum(library_name(room, one) == "mic 2" for one in room.streams()) == 1
    no_paced_thread_is_left(room)


def test_a_silent_second_microphone_is_told_to_the_room_check(library: FakeSoundDevice) -> None:
    room = Room(library)
    assert room.rack.officer_microphone_fault() is None
    room.rack.select(OFFICERS, wanted("mic 2"))
    assert room.rack.officer_microphone_fault() is OfficerMicrophoneFault.MISSING
    room.rack.borrow()
    opened = len(library.streams)
    live_with(room, ZEROS_LIMITS_S[0] + 1.0, mic_1=100, mic_2=0)
    assert room.rack.officer_microphone_fault() is OfficerMicrophoneFault.SILENT
    assert len(library.streams) == opened  # no look for it broke the measurement off
    live_with(room, 0.5, mic_1=100, mic_2=100)
    assert room.rack.officer_microphone_fault() is None
    room.rack.give_back()


def test_each_microphone_has_its_own_word_on_echo(library: FakeSoundDevice) -> None:
    room = two_microphones(library, "mic 2")
    room.rack.set_device_cancels(MICROPHONE, does=True)
    assert room.cancellers.told[-1] is EchoCancelling.DEVICE
    assert room.officers_cancellers.told[-1] is EchoCancelling.ON
    no_paced_thread_is_left(room)


def test_a_practice_voice_may_be_the_officers(library: FakeSoundDevice) -> None:
    room = Room(library, chooses_practice=False)
    room.rack.select(OFFICERS, (DeviceId("test:tone"),))
    room.rack.open_all()
    assert microphones(room) == ("mic 1", "Âm thử 440 Hz")
    live_with(room, 0.5, mic_1=100)
    wait_until(lambda: room.mix.take_levels()[1][OFFICERS] > -30.0, "the tone")
    no_paced_thread_is_left(room)


def test_for_a_recording_the_loudspeaker_alone_is_opened(library: FakeSoundDevice) -> None:
    room = Room(library)
    room.rack.open_loudspeaker()
    room.rack.open_loudspeaker()
    assert (room.in_use(MICROPHONE), room.in_use(LOUDSPEAKER)) == (None, "box")
    assert len(room.streams()) == 1
    assert room.camera.sources == []
    room.rack.refresh()  # a look at the hardware ends every stream
    assert len(room.streams()) == 1
    room.rack.close_loudspeaker()
    room.rack.close_loudspeaker()
    assert room.in_use(LOUDSPEAKER) is None
    no_paced_thread_is_left(room)


def test_who_opens_the_devices_meanwhile_keeps_the_loudspeaker(library: FakeSoundDevice) -> None:
    room = Room(library)
    room.rack.open_loudspeaker()
    room.rack.open_all()
    room.rack.close_loudspeaker()
    assert (room.in_use(MICROPHONE), room.in_use(LOUDSPEAKER)) == ("mic 1", "box")
    room.rack.open_loudspeaker()
    room.rack.close_loudspeaker()
    assert room.in_use(LOUDSPEAKER) == "box"
    no_paced_thread_is_left(room)


# ---- a session elsewhere ---------------------------------------------------------------------


def card(name: str) -> tuple[DeviceId, ...]:
    return (DeviceId(f"v4l2:{name}"),)


def elsewhere(library: FakeSoundDevice) -> Room:
    """A card and a line were chosen, and a session elsewhere is recorded."""
    library.plugged.append(entry("line mic", inputs=1))
    room = Room(library, chooses_practice=False)
    room.cameras.names = ["wall", "card"]
    room.rack.refresh()
    room.rack.select(CARD, card("card"))
    room.rack.select(LINE, wanted("line mic"))
    room.rack.open_elsewhere()
    return room


def test_for_a_session_elsewhere_nothing_else_than_what_was_chosen_for_it_is_opened(
    library: FakeSoundDevice,
) -> None:
    room = elsewhere(library)
    room.rack.open_elsewhere()
    assert [room.in_use(role) for role in ENGINE_ROLES] == [None] * 4 + ["card", "line mic"]
    assert len(room.streams()) == 1
    assert (len(room.capture_card.sources), room.camera.sources) == (1, [])
    room.live(0.5, level=700)
    assert (room.line[-1] == 700).all()
    assert (room.blocks, room.cancellers.made) == ([], [])  # as it is, and in no other place
    room.rack.close_elsewhere()
    room.rack.close_elsewhere()
    assert [room.in_use(role) for role in ENGINE_ROLES] == [None] * 6
    assert room.streams() == []
    no_paced_thread_is_left(room)


@pytest.mark.parametrize("chooses_practice", [False, True])
def test_where_nobody_chose_nothing_is_opened_for_a_session_elsewhere(
    library: FakeSoundDevice, *, chooses_practice: bool
) -> None:
    room = Room(library, chooses_practice=chooses_practice)
    room.cameras.names = ["wall"]
    room.rack.refresh()
    room.rack.open_elsewhere()
    room.live(5.0)
    assert [room.in_use(role) for role in ENGINE_ROLES] == [None] * 6
    assert (room.streams(), room.camera.sources) == ([], [])
    assert [one for one in room.capture_card.sources if one is not None] == []
    room.rack.select(LINE, wanted("mic 2"))  # chosen in the middle of it
    assert room.in_use(LINE) == "mic 2"
    room.rack.close_elsewhere()
    no_paced_thread_is_left(room)


def test_what_the_room_has_open_is_no_line_input(library: FakeSoundDevice) -> None:
    room = opened(library, "mic 1")
    room.rack.select(LINE, wanted("mic 1", "mic 2"))
    room.rack.open_elsewhere()
    assert (room.in_use(MICROPHONE), room.in_use(LINE)) == ("mic 1", "mic 2")
    room.rack.close_elsewhere()
    no_paced_thread_is_left(room)


def test_each_ends_by_itself_and_the_other_goes_on(library: FakeSoundDevice) -> None:
    room = elsewhere(library)
    room.rack.open_all()
    room.rack.close_elsewhere()
    assert (room.in_use(MICROPHONE), room.in_use(LINE)) == ("mic 1", None)
    room.rack.open_elsewhere()
    room.rack.close_all()
    assert (room.in_use(MICROPHONE), room.in_use(LINE)) == (None, "line mic")
    assert room.in_use(CARD) == "card"
    assert len(room.streams()) == 1
    room.rack.end()
    assert room.streams() == []
    no_paced_thread_is_left(room)


def test_a_card_that_is_pulled_out_is_told_and_taken_again(library: FakeSoundDevice) -> None:
    room = elsewhere(library)
    room.live(1.0)
    room.cameras.names = ["wall"]
    room.rack.report_camera_failure(CARD, DeviceError("card", "gone"))
    room.live(2.0)
    assert room.gone() == [("card", None)]  # the room's own camera never stands in for it
    assert room.in_use(CARD) is None
    assert room.capture_card.sources[-1] is None
    assert room.in_use(LINE) == "line mic"
    room.cameras.names = ["wall", "card"]
    room.live(6.0)
    assert room.in_use(CARD) == "card"
    room.live(PROVED_S + 1.0)
    assert room.returned() == ["card"]
    no_paced_thread_is_left(room)


def test_a_card_that_gives_no_picture_any_more_is_lost(library: FakeSoundDevice) -> None:
    room = elsewhere(library)
    room.rack.set_camera(is_on=False)  # of the room; a card has no such switch
    room.capture_card.silent = CAMERA_SILENT_LIMIT_S + 0.1
    room.cameras.names = []
    room.rack.check()
    assert room.gone() == [("card", None)]
    no_paced_thread_is_left(room)


def test_a_line_that_is_pulled_out_is_told_and_heard_again(library: FakeSoundDevice) -> None:
    room = elsewhere(library)
    room.live(1.0)
    unplug(room, library, "line mic")
    room.live(1.0)
    assert room.gone() == [("line mic", None)]
    heard = len(room.line)
    room.live(2.0)
    assert len(room.line) == heard  # no silence in its place: it is missed
    library.plugged.append(entry("line mic", inputs=1))
    room.live(8.0)
    assert room.in_use(LINE) == "line mic"
    assert len(room.line) > heard
    no_paced_thread_is_left(room)


def test_a_look_at_the_hardware_opens_the_line_again(library: FakeSoundDevice) -> None:
    room = elsewhere(library)
    room.rack.refresh()
    assert (room.in_use(LINE), len(room.streams())) == ("line mic", 1)
    room.rack.close_elsewhere()
    no_paced_thread_is_left(room)
