"""The seam to the library that cancels echo and noise in the microphone's sound."""

from collections.abc import Callable
from typing import Protocol

from desktop.media.engine.sound_block import Block

MIN_DELAY_MS = 0
MAX_DELAY_MS = 500


class EchoCanceller(Protocol):
    """One room: one loudspeaker, one microphone. Thread: one at a time.

    It learns the room while it works. After a change of device, and after any stop of a stream,
    a new one is made.
    """

    def process(self, heard: Block, played: Block) -> Block:
        """The next 10 ms without echo and noise, at an even level.

        heard: what the microphone gave. played: what the loudspeaker was given, the next block
        of an unbroken row; zeros when nothing was. Returns a block of its own memory.

        Raises:
            RuntimeError: the library refused.
        """
        ...

    def set_delay_ms(self, delay_ms: int) -> None:
        """From `played` being heard in the room to its part in `heard`; MIN to MAX_DELAY_MS.

        A hint: the right value makes the start faster by a quarter of a second.
        """
        ...


OpenEchoCanceller = Callable[[], EchoCanceller]
"""Raises ImportError or OSError when the library is missing, RuntimeError when it refuses."""
