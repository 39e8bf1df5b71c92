"""Loudspeakers without hardware, and the beat they keep."""

import threading
from pathlib import Path

import numpy as np
import pytest
from typing_extensions import override

from desktop.devices.backends.portaudio import PortAudio
from desktop.devices.practice import NO_LOUDSPEAKER, addressed_device
from desktop.domain.clock import SystemClock
from desktop.domain.device import Device, DeviceKind
from desktop.domain.errors import DeviceError
from desktop.domain.ids import DeviceId
from desktop.media.engine.capture.microphone import PacedMicrophone
from desktop.media.engine.pacing import Pacer
from desktop.media.engine.playout.loudspeaker import Loudspeaker, PacedLoudspeaker
from desktop.media.engine.probes.sound_probe import SoundProbe
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_echo_canceller import Cancellers
from tests.fakes.fake_media_room import recorded, recording_began_s, wait_until

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


@pytest.mark.parametrize("device", [None, NO_LOUDSPEAKER])
def test_nowhere_still_takes_a_hundred_blocks_a_second(device: Device | None) -> None:
    source = Source()
    speaker = loudspeaker(source)
    began_s = SystemClock().monotonic()
    speaker.open(device)
    wait_until(lambda: source.count >= 50, "half a second")
    elapsed_s = SystemClock().monotonic() - began_s
    assert speaker.silent_s() == 0.0
    speaker.close()
    speaker.close()
    assert elapsed_s >= 0.45
    assert source.count <= elapsed_s * 100 + 15


def test_a_file_gets_every_block_and_says_when_it_began(tmp_path: Path) -> None:
    path = tmp_path / "heard.pcm"
    source = Source()
    speaker = loudspeaker(source)
    before_s = SystemClock().monotonic()
    speaker.open(file_device(path))
    wait_until(lambda: source.count >= 20, "sound")
    speaker.close()
    samples = recorded(path)
    assert len(samples) == source.count * 480
    assert samples[::480].tolist() == list(range(1, source.count + 1))
    assert before_s <= recording_began_s(path) <= before_s + 5.0


class SleepyClock(SystemClock):
    """As if the whole program slept for a while."""

    slept_s = 0.0

    @override
    def monotonic(self) -> float:
        return super().monotonic() + self.slept_s


def test_a_place_in_the_file_is_time_also_after_a_long_sleep(tmp_path: Path) -> None:
    path, clock, taken = tmp_path / "heard.pcm", SleepyClock(), list[int]()

    def mix() -> np.ndarray:
        taken.append(len(taken) + 1)
        if len(taken) == 10:
            clock.slept_s = 1.0
        return np.full(480, len(taken), np.int16)

    speaker = PacedLoudspeaker(clock=clock, mix=mix, path=path)
    speaker.start()
    wait_until(lambda: len(taken) >= 20, "sound")
    speaker.stop()
    blocks = recorded(path)[::480].tolist()
    silent = blocks.count(0)
    assert 95 <= silent <= 105
    assert blocks == [*range(1, 11), *[0] * silent, *range(11, len(taken) + 1)]


def test_the_test_voice_goes_on_in_time_after_a_long_sleep() -> None:
    clock, heard = SleepyClock(), list[int]()
    sound = np.repeat(np.arange(500, dtype=np.int16), 480)

    def take(block: np.ndarray) -> None:
        heard.append(int(block[0]))
        if len(heard) == 10:
            clock.slept_s = 1.0

    microphone = PacedMicrophone(clock=clock, sound=sound, take=take)
    microphone.start()
    wait_until(lambda: len(heard) >= 20, "sound")
    microphone.stop()
    assert heard[:10] == list(range(10))
    assert 105 <= heard[10] <= 115
    assert heard[10:] == list(range(heard[10], heard[10] + len(heard) - 10))


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeviceError):
        loudspeaker(Source()).open(file_device(tmp_path / "missing" / "heard.pcm"))


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
