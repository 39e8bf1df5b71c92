"""The test of the loudspeaker alone: what it plays through, and to whom it gives way."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from desktop.devices.practice import NO_LOUDSPEAKER, TEST_VOICE
from desktop.domain.devices.device import Device, DeviceRole
from desktop.domain.room.events import SpeakerTested
from desktop.domain.room.loudspeaker_test import SpeakerTest, SpeakerVerdict
from desktop.domain.room.measurements import SoundFacts
from desktop.media.engine.probes.speaker_probe import SpeakerProbe
from desktop.media.engine.sound.sound_probe import SoundProbe
from desktop.media.engine.sound_block import BLOCK_SAMPLES
from desktop.media.pipe.events import EngineEvent
from tests.patience import PATIENCE_S
from tests.samples.devices import CARDS

pytestmark = pytest.mark.unit


class Room:
    """A probe whose sound is measured at once unless a test holds it."""

    def __init__(self) -> None:
        self.sound = SoundProbe()
        self.tests: list[SpeakerTest] = []
        self.is_told = threading.Event()
        self.is_in_call = False
        self.probe = SpeakerProbe(sound=self.sound, tell=self._hear)

    def _hear(self, event: EngineEvent) -> None:
        assert isinstance(event, SpeakerTested)
        self.tests.append(event.test)
        self.is_told.set()

    def begin(
        self,
        devices: dict[DeviceRole, Device | None] | None = None,
        *,
        is_room_probed: bool = False,
    ) -> None:
        self.probe.begin(
            devices=CARDS if devices is None else devices,
            is_in_call=lambda: self.is_in_call,
            is_room_probed=is_room_probed,
        )

    def wait_for_chirp(self) -> None:
        voice = np.full(BLOCK_SAMPLES, 3_000, np.int16)
        while self.sound.play(voice, 1.0) is voice:
            pass

    def verdict(self) -> SpeakerVerdict:
        assert self.is_told.wait(PATIENCE_S)
        self.probe.give_up()
        (test,) = self.tests
        return test.verdict


@pytest.fixture
def room() -> Iterator[Room]:
    room = Room()
    yield room
    room.probe.give_up()


def test_what_the_microphone_heard_is_told(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = SoundFacts(
        echo_delay_ms=48.0, echo_dbfs=-30.0, floor_dbfs=-65.0, speech_dbfs=None, is_dead=False
    )
    monkeypatch.setattr(room.sound, "measure", lambda *_: facts)
    room.begin()
    assert room.verdict() is SpeakerVerdict.CLEAR
    assert room.tests[0].delay_ms == 48.0


def test_who_hears_the_word_may_begin_another_test_at_once(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = SoundFacts(
        echo_delay_ms=48.0, echo_dbfs=-30.0, floor_dbfs=-65.0, speech_dbfs=None, is_dead=False
    )
    monkeypatch.setattr(room.sound, "measure", lambda *_: facts)
    hear, is_second = room._hear, threading.Event()

    def hear_and_begin(event: EngineEvent) -> None:
        hear(event)
        if len(room.tests) == 1:
            room.begin()
            assert is_second.wait(PATIENCE_S), "the thread of the first test still tells its word"
        else:
            is_second.set()

    room.probe._tell = hear_and_begin
    room.begin()
    assert is_second.wait(PATIENCE_S)
    assert [one.verdict for one in room.tests] == [SpeakerVerdict.CLEAR] * 2


def test_a_probe_that_fails_says_so(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> SoundFacts:
        raise RuntimeError

    monkeypatch.setattr(room.sound, "measure", fail)
    room.begin()
    assert room.verdict() is SpeakerVerdict.FAILED
    assert "speaker probe stopped" in caplog.text
    caplog.clear()


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({DeviceRole.LOUDSPEAKER: None}, SpeakerVerdict.NO_LOUDSPEAKER),
        ({DeviceRole.LOUDSPEAKER: NO_LOUDSPEAKER}, SpeakerVerdict.NO_LOUDSPEAKER),
        ({DeviceRole.MICROPHONE: None}, SpeakerVerdict.NO_MICROPHONE),
        ({DeviceRole.MICROPHONE: TEST_VOICE}, SpeakerVerdict.NO_MICROPHONE),
    ],
)
def test_without_two_sound_cards_nothing_is_played(
    room: Room, changed: dict[DeviceRole, Device | None], verdict: SpeakerVerdict
) -> None:
    room.begin({**CARDS, **changed})
    assert room.verdict() is verdict


def test_nothing_is_played_into_a_call_or_a_room_check(room: Room) -> None:
    room.begin(is_room_probed=True)
    assert room.tests.pop().verdict is SpeakerVerdict.ROOM_CHECKED
    room.is_in_call = True
    room.begin()
    assert room.verdict() is SpeakerVerdict.IN_CALL


def test_a_call_that_begins_has_its_loudspeaker_at_once(room: Room) -> None:
    room.begin()
    room.begin()
    room.wait_for_chirp()
    room.is_in_call = True
    room.probe.make_way()
    voice = np.full(BLOCK_SAMPLES, 3_000, np.int16)
    assert room.sound.play(voice, 2.0) is voice
    assert room.verdict() is SpeakerVerdict.IN_CALL


def test_a_room_check_ends_it_and_can_begin(room: Room) -> None:
    room.begin()
    room.wait_for_chirp()
    room.probe.give_up()
    assert room.verdict() is SpeakerVerdict.ROOM_CHECKED
    room.probe.make_way()
    room.is_told.clear()
    room.tests.clear()
    room.begin()
    room.probe.give_up()
    assert room.verdict() is SpeakerVerdict.ROOM_CHECKED
