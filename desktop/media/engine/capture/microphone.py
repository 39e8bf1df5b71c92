"""The sound of this room: a sound card, a spoken test voice, a tone, or silence."""

import logging
import math
import threading
import zlib
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from desktop.devices.backends.portaudio import PortAudio
from desktop.domain.clock import Clock
from desktop.domain.devices.device import Backend, Device
from desktop.media.engine.levels import peak
from desktop.media.engine.pacing import Pacer
from desktop.media.engine.sound.card import SoundCard
from desktop.media.engine.sound.cleaner import SoundCleaner
from desktop.media.engine.sound.sound_probe import ZERO_PEAK, SoundProbe
from desktop.media.engine.sound_block import BLOCK_S, BLOCK_SAMPLES, SAMPLE_RATE_HZ, Block

TONE_HZ = 440.0
TONE_PEAK = 8_000.0
JOIN_LIMIT_S = 1.0
_SLACK_BLOCKS = 20

logger = logging.getLogger(__name__)

TakeBlock = Callable[[Block], None]

TakeSound = Callable[[Block, Block], None]
"""A block, and the same before anything was done to it."""


class Microphone:
    """Gives a block to `take` every 10 ms, while open. Thread: open and close on one thread.

    Silence comes at the same pace: the track of a room never stops. What a sound card gives is
    cleaned of echo and noise, where there is a cleaner; practice sound stays as it is. card: what
    is open of the hardware.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        portaudio: PortAudio,
        cleaner: SoundCleaner | None,
        probe: SoundProbe,
        test_voice_path: Path,
        take: TakeSound,
    ) -> None:
        self.card = SoundCard(clock=clock)
        self._clock = clock
        self._portaudio = portaudio
        self._cleaner = cleaner
        self._probe = probe
        self._test_voice_path = test_voice_path
        self._take = take
        self._sounded_s = 0.0
        self._device: Device | None = None

    def open(self, device: Device | None, *, seed: str) -> None:
        """Listen to this device from now on; None is silence.

        seed: rooms with different seeds begin at different places of the test voice.

        Raises:
            DeviceError: the device refused; nothing is captured.
        """
        self.close()
        now_s = self.card.expect()
        if device != self._device:  # the same one opened again is still the silent one
            self._sounded_s = now_s
            self._probe.forget_speech()
        self._device = device
        if device is not None and device.backend is Backend.PORTAUDIO:
            if self._cleaner is not None:
                self._cleaner.open()
            self.card.hold(self._portaudio.open_microphone(device, self._hear))
            self.card.expect()  # the canceller's library may take its time
            return
        sound = self._practice_sound(device, seed)
        paced = PacedMicrophone(
            clock=self._clock, sound=sound, take=lambda block: self._take(block, block)
        )
        paced.start()
        self.card.stand_in(paced)

    def close(self) -> None:
        """Stop listening. Idempotent."""
        self.card.close()
        if self._cleaner is not None:
            self._cleaner.close()

    def zeros_s(self) -> float:
        """For how long hardware gave as good as zeros; 0 when no hardware is open.

        A living microphone has more noise. Zeros come from a switch on the device, or from a system
        that goes on calling after the device was pulled out (PulseAudio does).
        """
        return self._clock.monotonic() - self._sounded_s if self.card.is_open else 0.0

    def _hear(self, block: Block, age_s: float) -> None:
        now_s = self._clock.monotonic()
        loudest = peak(block)
        self.card.note_block(now_s, loudest)
        if loudest > ZERO_PEAK:
            self._sounded_s = now_s
        self._probe.hear(block, now_s - age_s)
        cleaner = self._cleaner
        self._take(block if cleaner is None else cleaner.clean(block, age_s), block)

    def _practice_sound(self, device: Device | None, seed: str) -> NDArray[np.int16]:
        address = device.address if device is not None else "silence"
        if address == "voice":
            return rolled(read_sound(self._test_voice_path), seed)
        if address == "tone":
            return tone()
        return np.zeros(BLOCK_SAMPLES, np.int16)


class PacedMicrophone:
    """Plays an endless loop of `sound` into `take`, 10 ms every 10 ms.

    As with a device, what this thread slept through is lost and the rest keeps its time.
    """

    def __init__(self, *, clock: Clock, sound: NDArray[np.int16], take: TakeBlock) -> None:
        self._clock = clock
        self._sound = sound
        self._take = take
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="microphone", daemon=True)

    def start(self) -> None:
        """Start the thread; `take` is called on it."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._is_stopping.set()
        self._thread.join(JOIN_LIMIT_S)

    def _run(self) -> None:
        pacer = Pacer(clock=self._clock, period_s=BLOCK_S, slack=_SLACK_BLOCKS)
        given = 0
        count = len(self._sound) // BLOCK_SAMPLES
        try:
            while pacer.wait(self._is_stopping):
                at = (given + pacer.skipped) % count
                self._take(self._sound[at * BLOCK_SAMPLES : (at + 1) * BLOCK_SAMPLES])
                given += 1
        except Exception:
            logger.exception("microphone stopped")


def read_sound(path: Path) -> NDArray[np.int16]:
    """A sound file as mono 48 kHz, cut to whole blocks; shape (n * 480,)."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE_HZ)
    pieces: list[NDArray[np.int16]] = []
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            pieces += [_samples(part) for part in resampler.resample(frame)]
    pieces += [_samples(part) for part in resampler.resample(None)]
    samples = np.concatenate(pieces)
    return samples[: len(samples) // BLOCK_SAMPLES * BLOCK_SAMPLES]


def rolled(sound: NDArray[np.int16], seed: str) -> NDArray[np.int16]:
    """The same loop, begun at a place that depends on the seed."""
    blocks = len(sound) // BLOCK_SAMPLES
    start = zlib.crc32(seed.encode()) % blocks
    return np.roll(sound, -start * BLOCK_SAMPLES)


def tone() -> NDArray[np.int16]:
    """One second of the test tone; TONE_HZ whole periods, so the loop has no click."""
    at_s = np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    return (TONE_PEAK * np.sin(2 * math.pi * TONE_HZ * at_s)).astype(np.int16)


def _samples(frame: av.AudioFrame) -> NDArray[np.int16]:
    return np.ascontiguousarray(frame.to_ndarray()[0], dtype=np.int16)
