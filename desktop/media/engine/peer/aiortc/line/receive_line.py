"""Sends transport-wide feedback to the far end, paced."""

from collections.abc import Awaitable, Callable

from desktop.domain.clock import Clock
from desktop.media.engine.peer.aiortc.line.transport_feedback import ArrivalLog

SHORTEST_GAP_S = 0.05
LONGEST_GAP_S = 0.25

_MESSAGE_BITS = 68 * 8
_SHARE_OF_LINE = 0.05
_RATE_WINDOW_S = 0.5


class ReceiveLine:
    """One connection's way in. Thread: media-loop.

    send: an RTCP message to the far end. The gap between messages is such that they take a
    twentieth of what comes (libwebrtc's rule), so that they do not fill a narrow line.
    """

    def __init__(self, *, clock: Clock, send: Callable[[bytes], Awaitable[None]]) -> None:
        self.arrivals = ArrivalLog()
        self.own_ssrc = 0
        self._clock = clock
        self._send = send
        self._bytes = 0
        self._kbps = 0.0
        self._rated_at_s = clock.monotonic()
        self._told_at_s = clock.monotonic()
        self._their_ssrc = 0

    def note(self, *, untrusted_number: int, ssrc: int, size_bytes: int) -> None:
        """A numbered packet came."""
        self.arrivals.add(untrusted_number, self._clock.monotonic())
        self._their_ssrc = ssrc
        self._bytes += size_bytes

    async def step(self) -> None:
        """Look at the time; about a hundred times a second."""
        if not self.arrivals.has_numbers:
            return
        now_s = self._clock.monotonic()
        elapsed_s = now_s - self._rated_at_s
        if elapsed_s >= _RATE_WINDOW_S:
            self._kbps = self._bytes * 8 / 1000 / elapsed_s
            self._bytes, self._rated_at_s = 0, now_s
        if now_s - self._told_at_s < self._gap_s():
            return
        self._told_at_s = now_s
        for message in self.arrivals.take(ssrc=self.own_ssrc, media_ssrc=self._their_ssrc):
            await self._send(message)

    def _gap_s(self) -> float:
        wanted_s = _MESSAGE_BITS / (_SHARE_OF_LINE * 1000 * max(self._kbps, 1.0))
        return min(LONGEST_GAP_S, max(SHORTEST_GAP_S, wanted_s))
