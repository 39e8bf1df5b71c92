"""The probes of a room: sound through it, its camera, this PC's encoder, a killed recording."""

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typing_extensions import override

from desktop.devices.practice import NO_LOUDSPEAKER, TEST_PERSON, TEST_VOICE
from desktop.domain.clock import SystemClock
from desktop.domain.devices.device import ENGINE_ROLES, Device, DeviceRole
from desktop.domain.room.events import RoomMeasured
from desktop.domain.room.measurements import (
    CheckCode,
    CheckLimits,
    NextStep,
    OfficerMicrophoneFault,
    RoomFacts,
    SoundFacts,
)
from desktop.domain.room.room_check import judge
from desktop.media.engine.picture import Picture
from desktop.media.engine.probes.camera_probe import CameraProbe
from desktop.media.engine.probes.encoder_probe import encoder_ms
from desktop.media.engine.probes.room_probe import RoomProbe
from desktop.media.engine.probes.take_probe import TakeProbe
from desktop.media.engine.publisher import PicturesOut
from desktop.media.engine.sound.sound_probe import SoundProbe
from desktop.media.engine.sound_block import BLOCK_S, BLOCK_SAMPLES
from desktop.media.pipe.events import EngineEvent
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S, wait_until
from tests.rigs.desk.simulated_room import RoomPlan, as_int16, simulate
from tests.samples.devices import CARDS

pytestmark = pytest.mark.unit

SILENCE = np.zeros(BLOCK_SAMPLES, np.int16)
BLOCKS = 500


# ---- sound --------------------------------------------------------------------------------------


def measured(
    probe: SoundProbe | None = None,
    *,
    delay_blocks: int = 5,
    gain: float = 0.2,
    noise: float = 20.0,
    has_loudspeaker: bool = True,
) -> SoundFacts | None:
    """A room whose echo comes so many blocks later; every card stamps its blocks in its own way."""
    probe = probe or SoundProbe()
    chance = np.random.default_rng(3)
    found: list[SoundFacts | None] = []
    limit_s = 5.0 if has_loudspeaker else 0.5
    thread = threading.Thread(target=lambda: found.append(probe.measure(limit_s)))
    before = probe._run
    thread.start()
    while probe._run is before:
        pass
    played = [SILENCE] * delay_blocks
    for number in range(BLOCKS):
        now_s = 100.0 + number * BLOCK_S
        if has_loudspeaker:
            played.append(probe.play(SILENCE, now_s + chance.uniform(-0.002, 0.002)))
        heard = played[number].astype(np.float64) * gain if has_loudspeaker else np.zeros(480)
        heard += chance.normal(0.0, noise, BLOCK_SAMPLES) if noise else 0.0
        probe.hear(np.rint(heard).astype(np.int16), now_s + chance.uniform(-0.002, 0.002))
    thread.join()
    return found[0]


def test_the_delay_and_the_level_of_the_rooms_echo() -> None:
    facts = measured(delay_blocks=12, gain=0.1)
    assert facts is not None
    assert facts.echo_delay_ms == pytest.approx(120.0, abs=1.5)
    louder = measured(delay_blocks=4, gain=0.2)
    assert louder is not None
    assert louder.echo_delay_ms == pytest.approx(40.0, abs=1.5)
    assert facts.echo_dbfs is not None
    assert louder.echo_dbfs is not None
    assert louder.echo_dbfs - facts.echo_dbfs == pytest.approx(6.0, abs=0.5)
    assert facts.floor_dbfs == pytest.approx(-64.3, abs=1.0)
    assert not facts.is_dead


def test_a_loudspeaker_that_is_not_heard() -> None:
    facts = measured(gain=0.0)
    assert facts is not None
    assert facts.echo_delay_ms is facts.echo_dbfs is None
    assert facts.is_taken
    assert not facts.is_dead


def test_a_microphone_of_zeros_is_dead() -> None:
    facts = measured(gain=0.0, noise=0.0)
    assert facts is not None
    assert facts.is_dead
    assert facts.floor_dbfs == -96.0


def test_a_microphone_alone_still_has_its_noise() -> None:
    facts = measured(has_loudspeaker=False)
    assert facts is not None
    assert facts.echo_delay_ms is None
    assert -70.0 < facts.floor_dbfs < -60.0
    assert not facts.is_taken, "no device took what was to be played"


def test_a_microphone_that_gives_nothing_has_no_facts() -> None:
    assert SoundProbe().measure(0.05) is None


def test_idle_it_changes_no_sound_and_remembers_the_loudest_speech() -> None:
    probe = SoundProbe()
    block = np.full(BLOCK_SAMPLES, 3_277, np.int16)
    assert probe.play(block, 1.0) is block
    for _ in range(10):
        probe.hear(block, 2.0)
    facts = heard_once(probe)
    assert facts is not None
    assert facts.speech_dbfs == pytest.approx(-20.0, abs=0.1)
    probe.forget_speech()
    again = heard_once(probe)
    assert again is not None
    assert again.speech_dbfs is None


def test_what_the_loudspeaker_says_is_no_talker_of_this_room() -> None:
    probe = SoundProbe()
    voice = np.full(BLOCK_SAMPLES, 3_277, np.int16)
    for number in range(100):  # the other site speaks, and is heard 0.1 s later
        now_s = number * BLOCK_S
        probe.play(voice if number < 50 else SILENCE + 2, now_s)
        probe.hear(voice // 2 if number >= 10 else SILENCE, now_s)
    facts = heard_once(probe)
    assert facts is not None
    assert facts.speech_dbfs is None
    for number in range(200, 220):  # and somebody here answers
        probe.play(SILENCE + 2, number * BLOCK_S)
        probe.hear(voice, number * BLOCK_S)
    answered = heard_once(probe)
    assert answered is not None
    assert answered.speech_dbfs == pytest.approx(-20.0, abs=0.1)


@pytest.mark.parametrize(
    ("echo_dbfs", "step"),
    [(-20.0, NextStep.LOWER_VOLUME), (-30.0, NextStep.LOWER_VOLUME), (-40.0, NextStep.NONE)],
)
def test_the_check_warns_of_the_rooms_in_which_the_canceller_cuts_a_talker(
    echo_dbfs: float, step: NextStep
) -> None:
    """The rooms of the measurement (tests/bench/echo.py): talker at -23, voices played at -20."""
    plan = RoomPlan(delay_ms=50.0, echo_dbfs=echo_dbfs, far_s=2.0, both_s=2.0, near_s=6.0)
    talker = as_int16(simulate(plan).talker)
    probe = SoundProbe()
    for number in range(len(talker) // BLOCK_SAMPLES):
        block = talker[number * BLOCK_SAMPLES : (number + 1) * BLOCK_SAMPLES]
        probe.hear(block, number * BLOCK_S)
    facts = measured(probe, gain=10 ** ((echo_dbfs + 20.0) / 20))
    items = {item.code: item for item in judge(RoomFacts(sound=facts), CheckLimits())}
    assert items[CheckCode.SPEAKER_TO_MICROPHONE].next_step is step


def heard_once(probe: SoundProbe) -> SoundFacts | None:
    """A measurement that one block of as good as silence comes into."""

    def hear() -> None:
        while probe._run is None:
            pass
        probe.hear(SILENCE + 1, 1.0)
        probe.give_up()

    threading.Thread(target=hear).start()
    return probe.measure(10.0)


# ---- camera -------------------------------------------------------------------------------------


def a_picture(luma: np.ndarray) -> Picture:
    planes = np.vstack([luma, np.full((luma.shape[0] // 2, luma.shape[1]), 128, np.uint8)])
    height, width = luma.shape
    return Picture(planes=planes, width=width, height=height, made_at_s=0.0)


def watch(clock: FakeClock, pictures: list[np.ndarray], fps: float) -> CameraProbe:
    """A probe that has just seen these, after first pictures that were dark."""
    probe = CameraProbe(clock=clock)
    over = threading.Event()
    found = []
    thread = threading.Thread(target=lambda: found.append(probe.measure(over)))
    thread.start()
    while pictures and not probe._is_counting:
        probe.see(a_picture(np.zeros((360, 640), np.uint8)))
    probe._seen, probe._before = [], None  # the last dark one may have been counted
    for luma in pictures:
        probe.see(a_picture(luma))
        clock.advance(1 / fps)
    over.set()
    thread.join()
    probe.found = found[0]  # type: ignore[attr-defined]
    return probe


def test_a_camera_has_its_pace_and_its_light() -> None:
    lumas = [np.full((360, 640), 100 + number % 3, np.uint8) for number in range(50)]
    facts = watch(FakeClock(), lumas, 25.0).found  # type: ignore[attr-defined]
    assert facts.fps == pytest.approx(25.0, abs=0.1)
    assert facts.brightness == pytest.approx(101.0, abs=0.5)
    assert (facts.width, facts.height) == (640, 360)
    assert not facts.is_frozen


def test_a_camera_that_repeats_one_picture_is_frozen() -> None:
    facts = watch(FakeClock(), [np.full((360, 640), 90, np.uint8)] * 20, 30.0).found  # type: ignore[attr-defined]
    assert facts.is_frozen


@pytest.mark.parametrize("count", [0, 1])
def test_a_camera_that_gives_nothing_has_no_facts(count: int) -> None:
    lumas = [np.full((360, 640), 90, np.uint8)] * count
    assert watch(FakeClock(), lumas, 30.0).found is None  # type: ignore[attr-defined]


# ---- this PC ------------------------------------------------------------------------------------


class StepClock(FakeClock):
    """Every look takes 7 ms."""

    @override
    def monotonic(self) -> float:
        self.advance(0.007)
        return super().monotonic()


def test_the_time_of_the_encoder_is_that_of_one_picture() -> None:
    assert encoder_ms(StepClock()) == pytest.approx(7.0)


# ---- all of them --------------------------------------------------------------------------------


def short_take() -> TakeProbe:
    return TakeProbe(
        clock=SystemClock(),
        tell=lambda _event: None,
        pictures=PicturesOut(publish=lambda *_: None, end=lambda _track: None),
        take_s=0.05,
    )


def probe_room(
    tmp_path: Path,
    devices: dict[DeviceRole, Device | None],
    *,
    is_in_call: bool = False,
    shows_card: bool = False,
    officer_microphone: OfficerMicrophoneFault | None = None,
    gives_up: bool = True,
) -> RoomMeasured:
    told: list[EngineEvent] = []
    done = threading.Event()
    probe = RoomProbe(clock=SystemClock(), tell=told.append, take=short_take())
    for on_done in (done.set, pytest.fail):
        probe.begin(
            devices=devices,
            folder=tmp_path,
            shows_card=shows_card,
            is_in_call=lambda: is_in_call,
            on_done=on_done,
            officer_microphone=lambda: officer_microphone,
        )
    if gives_up:
        probe.stop()
    assert done.wait(PATIENCE_S)
    probe.stop()
    assert len(told) == 1
    assert isinstance(told[0], RoomMeasured)
    return told[0]


def test_who_hears_of_a_measurement_may_begin_the_next_one_at_once(tmp_path: Path) -> None:
    told: list[EngineEvent] = []
    done: list[bool] = []

    def tell(event: EngineEvent) -> None:
        told.append(event)
        if len(told) == 1:
            begin()

    def begin() -> None:
        probe.begin(
            devices=dict.fromkeys(ENGINE_ROLES),
            folder=tmp_path,
            shows_card=False,
            is_in_call=lambda: True,
            on_done=lambda: done.append(probe.is_running),
        )

    probe = RoomProbe(clock=SystemClock(), tell=tell, take=short_take())
    begin()
    wait_until(lambda: len(done) == 2)
    assert [type(event) for event in told] == [RoomMeasured, RoomMeasured]
    assert not probe.is_running


def test_practice_devices_are_no_cards_to_send_a_chirp_through(tmp_path: Path) -> None:
    devices: dict[DeviceRole, Device | None] = {
        DeviceRole.CAMERA: TEST_PERSON,
        DeviceRole.MICROPHONE: TEST_VOICE,
        DeviceRole.LOUDSPEAKER: NO_LOUDSPEAKER,
    }
    facts = probe_room(tmp_path, devices).facts
    assert facts.skipped == {CheckCode.SPEAKER_TO_MICROPHONE, CheckCode.MICROPHONE}
    assert facts.take is not None
    assert facts.encoder_ms is not None


def test_what_is_wrong_with_a_second_microphone_is_told(tmp_path: Path) -> None:
    silent = OfficerMicrophoneFault.SILENT
    facts = probe_room(tmp_path, dict.fromkeys(ENGINE_ROLES), officer_microphone=silent).facts
    assert facts.officer_microphone is silent


def test_a_camera_that_is_switched_off_is_not_called_frozen(tmp_path: Path) -> None:
    devices: dict[DeviceRole, Device | None] = {**dict.fromkeys(ENGINE_ROLES)}
    devices[DeviceRole.CAMERA] = TEST_PERSON
    facts = probe_room(tmp_path, devices, shows_card=True).facts
    assert facts.skipped == {CheckCode.CAMERA}


def test_a_measurement_that_nobody_wants_any_more_plays_nothing() -> None:
    probe = SoundProbe()
    assert probe.measure(5.0, lambda: False) is None


def test_a_call_is_not_disturbed(tmp_path: Path) -> None:
    facts = probe_room(tmp_path, CARDS, is_in_call=True).facts
    assert facts.skipped >= {
        CheckCode.SPEAKER_TO_MICROPHONE,
        CheckCode.MICROPHONE,
        CheckCode.ENCODER,
        CheckCode.TEST_RECORDING,
    }
    assert (facts.encoder_ms, facts.take, facts.sound) == (None, None, None)


UNHEARD = SoundFacts(
    echo_delay_ms=None, echo_dbfs=None, floor_dbfs=-60.0, speech_dbfs=None, is_dead=False
)
HEARD = replace(UNHEARD, echo_delay_ms=40.0, echo_dbfs=-30.0)
DEAD = replace(UNHEARD, is_dead=True)


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ([HEARD], HEARD),
        ([UNHEARD, HEARD], HEARD),
        ([UNHEARD, UNHEARD], UNHEARD),
        ([UNHEARD, None], UNHEARD),
        ([DEAD], DEAD),
        ([None], None),
    ],
)
def test_a_chirp_that_was_not_found_is_played_once_more(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: list[SoundFacts | None],
    found: SoundFacts | None,
) -> None:
    left = list(answers)
    monkeypatch.setattr(SoundProbe, "measure", lambda *_: left.pop(0))
    devices: dict[DeviceRole, Device | None] = {
        **dict.fromkeys(ENGINE_ROLES),
        DeviceRole.MICROPHONE: CARDS[DeviceRole.MICROPHONE],
        DeviceRole.LOUDSPEAKER: CARDS[DeviceRole.LOUDSPEAKER],
    }
    assert probe_room(tmp_path, devices, gives_up=False).facts.sound == found
    assert left == []


def test_a_call_that_begins_ends_the_chirp_at_once(tmp_path: Path) -> None:
    told: list[EngineEvent] = []
    done = threading.Event()
    probe = RoomProbe(clock=SystemClock(), tell=told.append, take=short_take())
    probe.begin(
        devices=CARDS,
        folder=tmp_path,
        shows_card=False,
        is_in_call=lambda: False,
        on_done=done.set,
    )
    voice = np.full(BLOCK_SAMPLES, 3_000, np.int16)
    wait_until(lambda: probe.sound.play(voice, 1.0) is not voice)
    probe.make_way()
    assert probe.sound.play(voice, 2.0) is voice
    assert done.wait(PATIENCE_S)
    (measured,) = told
    assert isinstance(measured, RoomMeasured)
    assert measured.facts == RoomFacts(is_cut_short=True)


def test_a_room_without_devices_has_no_facts_of_them(tmp_path: Path) -> None:
    facts = probe_room(tmp_path, dict.fromkeys(ENGINE_ROLES)).facts
    assert (facts.sound, facts.camera) == (None, None)
    assert not facts.skipped
