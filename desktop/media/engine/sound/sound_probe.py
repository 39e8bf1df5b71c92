"""Plays the chirps through the room's loudspeaker and keeps what its microphone hears meanwhile."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from desktop.domain.room.measurements import SoundFacts
from desktop.media.engine.levels import peak
from desktop.media.engine.sound.chirp import (
    MAX_DELAY_S,
    Samples,
    chirp_starts,
    dbfs,
    find_echo,
    floor_dbfs,
    make_signal,
)
from desktop.media.engine.sound.gain import power
from desktop.media.engine.sound.timeline import Timeline
from desktop.media.engine.sound_block import BLOCK_SAMPLES, Block

AFTER_S = MAX_DELAY_S + 0.3
ZERO_PEAK = 4
"""The mixers of operating systems add a step or two of noise to nothing (measured: PulseAudio)."""

SPEAKER_LASTS_S = 0.6
"""After the loudspeaker's last sound the room still rings; the same as in `sound/gain.py`."""

_MOST_BLOCKS = 1_000
_SPEECH_BLOCKS = 10
_SPEECH_OVER_FLOOR_DB = 12.0
_PLAYED_POWER = (32_767.0 * 10 ** (-50 / 20)) ** 2
"""-50 dBFS: any voice of another site is louder, and what is softer comes back as no speech."""


@dataclass(slots=True)
class _Run:
    """One measurement. Times are monotonic, of the first sample of each block."""

    signal: Samples
    played_at_s: list[float] = field(default_factory=list)
    heard: list[Block] = field(default_factory=list)
    heard_at_s: list[float] = field(default_factory=list)


class SoundProbe:
    """Between loudspeaker and microphone, always; idle it costs nothing.

    Thread: `play` the loudspeaker's, `hear` the microphone's, the rest one other.
    """

    def __init__(self) -> None:
        self._run: _Run | None = None
        self._is_over = threading.Event()
        self._loudest_rms = 0.0
        self._power = 0.0
        self._blocks = 0
        self._played_at_s = float("-inf")

    @property
    def is_measuring(self) -> bool:
        """Chirps are played and listened for. Thread: any."""
        return self._run is not None

    # ---- sound ----------------------------------------------------------------------------------

    def play(self, block: Block, plays_at_s: float) -> Block:
        """What the loudspeaker shall play at that moment: this, or the next of the signal."""
        run = self._run
        if run is None:
            if power(block) > _PLAYED_POWER:
                self._played_at_s = plays_at_s
            return block
        self._played_at_s = plays_at_s
        at = len(run.played_at_s) * BLOCK_SAMPLES
        if at >= len(run.signal):
            return np.zeros_like(block)
        run.played_at_s.append(plays_at_s)
        return run.signal[at : at + BLOCK_SAMPLES]

    def hear(self, block: Block, heard_at_s: float) -> None:
        """What the microphone heard then, before anything is done to it."""
        run = self._run
        if run is None:
            self._note_speech(block, heard_at_s)
            return
        if len(run.heard) < _MOST_BLOCKS:
            run.heard.append(block.copy())
            run.heard_at_s.append(heard_at_s)
        is_played = len(run.played_at_s) * BLOCK_SAMPLES >= len(run.signal)
        if is_played and heard_at_s > run.played_at_s[-1] + AFTER_S:
            self._is_over.set()

    def forget_speech(self) -> None:
        """Another microphone was opened."""
        self._loudest_rms = self._power = 0.0
        self._blocks = 0

    # ---- measuring ------------------------------------------------------------------------------

    def measure(
        self, limit_s: float, is_wanted: Callable[[], bool] = lambda: True
    ) -> SoundFacts | None:
        """Play, listen, and say what came back; blocks for about four seconds.

        is_wanted: asked once more when a `give_up` would be heard. Returns None when it is not,
        or when the microphone gave nothing at all in `limit_s`.
        """
        self._is_over.clear()
        run = self._run = _Run(make_signal())
        if is_wanted():
            self._is_over.wait(limit_s)
        self._run = None
        return self._facts(run) if run.heard else None

    def give_up(self) -> None:
        """End a measurement that runs, with what was heard so far; the next block is the room's."""
        self._run = None
        self._is_over.set()

    def _facts(self, run: _Run) -> SoundFacts:
        heard = np.concatenate(run.heard)
        is_dead = peak(heard) <= ZERO_PEAK
        heard_at = Timeline(run.heard_at_s)
        echo = None
        first_chirp = chirp_starts()[0]
        if run.played_at_s:
            played_at = Timeline(run.played_at_s)
            chirps_at_s = [played_at.at_s(sample) for sample in chirp_starts()]
            first_chirp = heard_at.sample_at(chirps_at_s[0])
            echo = None if is_dead else find_echo(heard, heard_at, chirps_at_s)
        floor = floor_dbfs(heard, first_chirp)
        speech = dbfs(self._loudest_rms)
        return SoundFacts(
            echo_delay_ms=None if echo is None else echo.delay_ms,
            echo_dbfs=None if echo is None else echo.dbfs,
            floor_dbfs=floor,
            speech_dbfs=speech if speech > floor + _SPEECH_OVER_FLOOR_DB else None,
            is_dead=is_dead,
            is_taken=bool(run.played_at_s),
        )

    def _note_speech(self, block: Block, heard_at_s: float) -> None:
        """The loudest tenth of a second that was heard outside measurements.

        What the loudspeaker says is no talker of this room: by its echo, every room would be one
        where nobody can be interrupted.
        """
        if heard_at_s < self._played_at_s + SPEAKER_LASTS_S:
            self._power, self._blocks = 0.0, 0
            return
        samples = block.astype(np.float32)
        self._power += float(samples @ samples)
        self._blocks += 1
        if self._blocks == _SPEECH_BLOCKS:
            rms = (self._power / (_SPEECH_BLOCKS * BLOCK_SAMPLES)) ** 0.5
            self._loudest_rms = max(self._loudest_rms, rms)
            self._power, self._blocks = 0.0, 0
