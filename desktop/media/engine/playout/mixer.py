"""All remote voices in one: summed, softly limited, each one measured."""

from collections.abc import Callable, Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from desktop.domain.ids import SiteId
from desktop.media.engine.levels import LevelMeter
from desktop.media.engine.sound_block import BLOCK_SAMPLES, Block

LIMIT_FROM = 24_000.0
"""About -3 dBFS; below that a sum stays as it is."""

_ROOM_ABOVE = 8_700.0

PullVoice = Callable[[], Block]


class Mixer:
    """Thread: `mix` on the sound card's thread, everything else on media-loop.

    heard: takes every block of every site that is heard, on the card's thread.
    """

    def __init__(self, *, heard: Callable[[SiteId, Block], None] | None = None) -> None:
        self._heard = heard
        self._voices: tuple[tuple[SiteId, PullVoice, LevelMeter | None], ...] = ()
        self._meters: dict[SiteId, LevelMeter] = {}

    def set_voices(
        self, voices: Mapping[SiteId, PullVoice], heard: Collection[SiteId] | None = None
    ) -> None:
        """Who can be heard from now on; of the others nothing is played or measured.

        heard: None, everybody. Those that are not heard are taken off their buffers all the same,
        so that with the floor they are heard at once, and not what they said before.
        """
        self._meters = {site: self._meters.get(site, LevelMeter()) for site in voices}
        # One assignment: the card's thread sees the old tuple or the new one.
        self._voices = tuple(
            (site, pull, self._meters[site] if heard is None or site in heard else None)
            for site, pull in voices.items()
        )

    def sites(self) -> set[SiteId]:
        """Whom `set_voices` named last."""
        return set(self._meters)

    def mix(self) -> Block:
        """The next 10 ms for the loudspeaker."""
        total = np.zeros(BLOCK_SAMPLES, np.float32)
        for site, pull, meter in self._voices:
            block = pull()
            if meter is not None:
                meter.add(block)
                total += block
                if self._heard is not None:
                    self._heard(site, block)
        return limited(total)

    def take_levels(self) -> dict[SiteId, float]:
        """Loudest block of each voice since the last call, dBFS."""
        return {site: meter.take() for site, meter in self._meters.items()}


def limited(total: NDArray[np.float32]) -> Block:
    """Into int16 without a hard edge: above LIMIT_FROM the curve bends (tanh)."""
    size = np.abs(total)
    loud = size > LIMIT_FROM
    if loud.any():
        bent = LIMIT_FROM + _ROOM_ABOVE * np.tanh((size[loud] - LIMIT_FROM) / _ROOM_ABOVE)
        total[loud] = np.sign(total[loud]) * bent
    return total.astype(np.int16)
