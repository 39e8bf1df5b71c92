"""What the desk orders of the engine's voice: pieces of sound, and the end of them.

Kept for no engine that starts anew: a line that was cut off is not spoken from its middle.
"""

from collections.abc import Callable
from typing import Final

from desktop.media.pipe.commands import Command, SpeakPiece, StopSpeaking

PIECE_S: Final = 5
"""Below MAX_MESSAGE_BYTES at every rate; the longest line is 120 of them."""


class SpeechOrders:
    """Thread: any; returns at once. Told by SpeechTold, unless the engine is gone."""

    def __init__(self, *, send: Callable[[Command], None]) -> None:
        self._send = send

    def speak(self, order: int, rate_hz: int, samples: bytes) -> None:
        """Play this in place of what is spoken. samples: mono, 16 bit, little-endian, not empty."""
        step = 2 * PIECE_S * rate_hz
        for at in range(0, len(samples), step):
            piece = samples[at : at + step]
            is_last = at + step >= len(samples)
            self._send(SpeakPiece(order=order, rate_hz=rate_hz, samples=piece, is_last=is_last))

    def stop(self, order: int) -> None:
        """Nothing of this order is heard any more."""
        self._send(StopSpeaking(order=order))
