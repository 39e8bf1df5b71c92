"""Two connections of this PC to each other, picture and sound each way."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from desktop.domain.clock import Clock
from desktop.media.engine.peer.connection import PeerConnection
from desktop.media.engine.picture import Picture
from desktop.media.engine.sound_block import BLOCK_S, BLOCK_SAMPLES

LOUD = 1_000
PICTURE_EVERY = 3
"""Blocks of sound between two pictures."""


@dataclass(slots=True)
class LoopEnd:
    """One of the two; pictures: what came; loud_s: when loud sound was pulled."""

    connection: PeerConnection
    pictures: list[Picture] = field(default_factory=list)
    loud_s: list[float] = field(default_factory=list)


class LoopBack:
    """make: a connection that hands its pictures to the given callable. Thread: media-loop."""

    def __init__(
        self, *, make: Callable[[Callable[[Picture], None]], PeerConnection], clock: Clock
    ) -> None:
        self._clock = clock
        self.ends = _made(make), _made(make)

    async def meet(self) -> None:
        """Offer and answer. Raises ProtocolError as the connections do."""
        left, right = (end.connection for end in self.ends)
        offer = await left.create_offer()
        answer = await right.create_answer(offer)
        await left.set_answer(answer)

    async def talk(
        self, draw: Callable[[int, float], Picture], goes_on: Callable[[], bool]
    ) -> None:
        """Picture and a tone each way, 100 times a second, as long as `goes_on`.

        draw: takes the number of the block and the time, monotonic seconds.
        """
        tone = (8_000 * np.sin(2 * np.pi * np.arange(BLOCK_SAMPLES) / 48)).astype(np.int16)
        began_s = self._clock.monotonic()
        step = 0
        while goes_on():
            now_s = self._clock.monotonic()
            for end in self.ends:
                if step % PICTURE_EVERY == 0:
                    end.connection.send_video(draw(step, now_s))
                end.connection.send_audio(tone)
                if np.abs(end.connection.pull_audio()).max() >= LOUD:
                    end.loud_s.append(now_s)
            step += 1
            await asyncio.sleep(max(0.0, began_s + step * BLOCK_S - self._clock.monotonic()))

    async def close(self) -> None:
        """Both, to the end, even when it is cancelled meanwhile. Idempotent."""
        closing = asyncio.gather(*(end.connection.close() for end in self.ends))
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            await closing
            raise


def _made(make: Callable[[Callable[[Picture], None]], PeerConnection]) -> LoopEnd:
    pictures: list[Picture] = []
    return LoopEnd(connection=make(pictures.append), pictures=pictures)
