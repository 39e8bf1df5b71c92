"""Loudspeakers without hardware, and the beat they keep."""

import threading
from pathlib import Path

import numpy as np
import pytest
from typing_extensions import override

from desktop.devices.backends.portaudio import PortAudio
from desktop.devices.practice import NO_LOUDSPEAKER, addressed_device
from desktop.domain.clock import SystemClock
from desktop.domain.devices.device import Device, DeviceKind
from desktop.domain.errors import DeviceError
from desktop.domain.ids import DeviceId
from desktop.media.engine.capture.microphone import PacedMicrophone
from desktop.media.engine.pacing import Pacer
from desktop.media.engine.playout.loudspeaker import Loudspeaker, PacedLoudspeaker
from desktop.media.engine.sound.sound_probe import SoundProbe
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_echo_canceller import Cancellers
from tests.fakes.fake_media_room import recorded, recording_began_s
from tests.patience import PATIENCE_S, wait_until

pytestmark = pytest.mark.unit


class Source:
    """Blocks that say their number."""

    def __init__(self) -> None:
        self.count = 0

    def mix(self) -> np.ndarray:
        self.count += 1
        return np.full(480, self.count % 30_000, np.int16)


def loudspeaker(source: Source) -> Loudspeaker:
    clock = SystemClock()
    cleaner = Cancellers().cleaner(clock)
    return Loudspeaker(
        clock=clock, portaudio=PortAudio(), cleaners=(cleaner,), probe=SoundProbe(), mix=source.mix
    )


def file_device(path: Path) -> Device:
    device = addressed_device(DeviceId(f"file:{path}"), DeviceKind.LOUDSPEAKER)
    assert device is not None
    return device


class Beats(threading.Event):
    """Whoever waits for it until the next beat finds that the time has passed.

    At set beats, counted from 1, the whole program sleeps for a second.
    """

    def __init__(self, clock: FakeClock, *, count: int, sleeps_at: int | None = None) -> None:
        super().__init__()
        self._clock = clock
        self._left = count
        self._sleeps_at = None if sleeps_at is None else count - sleeps_at

    @override
    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        self._clock.advance(timeout)
        return self.is_set()

    def note_block(self) -> None:
        """A block was taken; the last one ends it."""
        self._left -= 1
        if self._left == self._sleeps_at:
            self._clock.advance(1.0)
        if self._left == 0:
            self.set()


@pytest.mark.parametrize("device", [None, NO_LOUDSPEAKER])
def test_nowhere_still_takes_blocks(device: Device | None) -> None:
    source = Source()
    speaker = loudspeaker(source)
    speaker.open(device)
    wait_until(lambda: source.count >= 3, "blocks")
    assert speaker.card.silent_s() == 0.0
    speaker.close()
    speaker.close()


def test_a_hundred_blocks_are_taken_a_second() -> None:
    clock, source = FakeClock(), Source()
    beats = Beats(clock, count=50)
    began_s = clock.monotonic()

    def mix() -> np.ndarray:
        beats.note_block()
        return source.mix()

    speaker = PacedLoudspeaker(clock=clock, mix=mix, path=None)
    speaker._is_stopping = beats
    speaker.start()
    speaker._thread.join(PATIENCE_S)
    assert source.count == 50
    assert clock.monotonic() - began_s == pytest.approx(0.5)


def test_a_file_gets_every_block_and_says_when_it_began(tmp_path: Path) -> None:
    path = tmp_path / "heard.pcm"
    source = Source()
    speaker = loudspeaker(source)
    before_s = SystemClock().monotonic()
    speaker.open(file_device(path))
    wait_until(lambda: source.count >= 20, "sound")
    begun_until_s = SystemClock().monotonic()
    speaker.close()
    blocks = recorded(path)[::480]
    # silence stands where a busy PC has slept over blocks
    assert blocks[blocks > 0].tolist() == list(range(1, source.count + 1))
    assert before_s <= recording_began_s(path) <= begun_until_s


def test_a_place_in_the_file_is_time_also_after_a_long_sleep(tmp_path: Path) -> None:
    path, clock, taken = tmp_path / "heard.pcm", FakeClock(), list[int]()
    beats = Beats(clock, count=20, sleeps_at=10)

    def mix() -> np.ndarray:
        taken.append(len(taken) + 1)
        beats.note_block()
        return np.full(480, len(taken), np.int16)

    speaker = PacedLoudspeaker(clock=clock, mix=mix, path=path)
    speaker._is_stopping = beats
    speaker.start()
    speaker._thread.join(PATIENCE_S)
    blocks = recorded(path)[::480].tolist()
    silent = blocks.count(0)
    assert silent in {99, 100}  # a beat of a hundredth is no exact number
    assert blocks == [*range(1, 11), *[0] * silent, *range(11, 21)]


def test_the_test_voice_goes_on_in_time_after_a_long_sleep() -> None:
    clock, heard = FakeClock(), list[int]()
    beats = Beats(clock, count=20, sleeps_at=10)
    sound = np.repeat(np.arange(500, dtype=np.int16), 480)

    def take(block: np.ndarray) -> None:
        heard.append(int(block[0]))
        beats.note_block()

    microphone = PacedMicrophone(clock=clock, sound=sound, take=take)
    microphone._is_stopping = beats
    microphone.start()
    microphone._thread.join(PATIENCE_S)
    assert heard[:10] == list(range(10))
    assert heard[10] in {109, 110}  # a beat of a hundredth is no exact number
    assert heard[10:] == list(range(heard[10], heard[10] + 10))


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    source = Source()
    speaker = loudspeaker(source)
    with pytest.raises(DeviceError):
        speaker.open(file_device(tmp_path / "missing" / "heard.pcm"))
    speaker.open(None)
    wait_until(lambda: source.count > 0, "another one plays")
    speaker.close()


def test_a_mixer_that_fails_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> np.ndarray:
        raise RuntimeError

    clock = SystemClock()
    cleaner = Cancellers().cleaner(clock)
    speaker = Loudspeaker(
        clock=clock, portaudio=PortAudio(), cleaners=(cleaner,), probe=SoundProbe(), mix=fail
    )
    speaker.open(None)
    wait_until(lambda: "loudspeaker stopped" in caplog.text, "logged")
    speaker.close()


def test_a_pacer_makes_up_short_delays_and_skips_long_ones() -> None:
    clock = FakeClock()
    pacer = Pacer(clock=clock, period_s=0.01, slack=5)
    stop = threading.Event()
    assert pacer.wait(stop)
    clock.advance(0.04)
    assert [pacer.wait(stop) for _ in range(3)] == [True] * 3  # at once, four beats behind
    clock.advance(10.0)
    assert pacer.wait(stop)
    assert pacer.skipped == pytest.approx(1_000, abs=3)
    assert pacer._due_s is not None
    assert clock.monotonic() < pacer._due_s <= clock.monotonic() + 0.01 + 1e-6  # on its beat


def test_a_pacer_ends_with_its_thread() -> None:
    pacer = Pacer(clock=FakeClock(), period_s=60.0, slack=5)
    stop = threading.Event()
    assert pacer.wait(stop)
    stop.set()
    assert not pacer.wait(stop)
    late = FakeClock()
    behind = Pacer(clock=late, period_s=0.01, slack=5)
    assert not behind.wait(stop)
