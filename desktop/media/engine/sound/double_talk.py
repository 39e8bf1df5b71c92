"""Can two rooms talk at the same time? How loud the loudspeaker is at the microphone. Pure numpy.

Measured (AEC3, synthetic Vietnamese speech): with the echo as loud as the talker, cancelling cuts
8 dB off the talker; with the echo 10 dB below, 2 to 4. No canceller mends a loudspeaker that is
turned up too far or stands beside the microphone: only people can, so they are told.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.domain.call import SILENCE_DBFS

WANTED_MARGIN_DB = 10.0
"""The echo should be this much below the talker."""

LEAST_MARGIN_DB = 0.0
"""Below this one cannot interrupt the other room at all."""

_FRAME = 960
_ACTIVE_WITHIN_DB = 30.0
_FULL_SCALE = 32_767.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkMargin:
    """Levels at the microphone, dBFS, of the time that is speech; noise taken off."""

    echo_dbfs: float
    talker_dbfs: float

    @property
    def margin_db(self) -> float:
        """How much louder the talker is than the echo."""
        return self.talker_dbfs - self.echo_dbfs

    @property
    def is_comfortable(self) -> bool:
        """Both rooms may talk at once."""
        return self.margin_db >= WANTED_MARGIN_DB

    @property
    def can_interrupt(self) -> bool:
        """A word into the other room's speech gets through, if cut."""
        return self.margin_db >= LEAST_MARGIN_DB


def talk_margin(
    *, echo: NDArray[np.int16], talker: NDArray[np.int16], noise: NDArray[np.int16]
) -> TalkMargin:
    """Compare three recordings of the bare microphone, each mono 48 kHz, at least 20 ms long.

    echo: only the loudspeaker speaks. talker: only a person in the room. noise: nobody.
    """
    floor = _power(_frames(noise))
    return TalkMargin(echo_dbfs=_speech_dbfs(echo, floor), talker_dbfs=_speech_dbfs(talker, floor))


def _speech_dbfs(sound: NDArray[np.int16], floor: float) -> float:
    """Mean level of the frames within 30 dB of the loudest (as ITU-T P.56 means it), no noise."""
    powers = np.mean(np.square(_frames(sound)), axis=1)
    active = powers[powers >= np.max(powers) * 10 ** (-_ACTIVE_WITHIN_DB / 10)]
    power = float(active.mean()) - floor
    if power <= 0.0:
        return SILENCE_DBFS
    return max(SILENCE_DBFS, 10 * float(np.log10(power)))


def _frames(sound: NDArray[np.int16]) -> NDArray[np.float64]:
    whole = sound[: len(sound) // _FRAME * _FRAME].reshape(-1, _FRAME)
    return whole.astype(np.float64) / _FULL_SCALE


def _power(frames: NDArray[np.float64]) -> float:
    return float(np.mean(np.square(frames)))
