"""Redundant voice: repeats the very same SRTP packets a moment later.

A receiver that has a packet already drops the copy as a replay (RFC 3711 §3.3.2), so any receiver
is helped and none is confused.
"""

from collections import deque

from desktop.media.engine.peer.voice_doubling import VoiceDoubling

COPY_DELAY_S = 0.018

_MAX_WAITING = 20


class VoiceCopies:
    """Thread: media-loop."""

    def __init__(self) -> None:
        self._doubling = VoiceDoubling()
        self._waiting: deque[tuple[float, bytes]] = deque(maxlen=_MAX_WAITING)

    @property
    def is_on(self) -> bool:
        """Whether every packet goes twice now."""
        return self._doubling.is_on

    def note_line(
        self, *, loss: float, available_kbps: float | None, queue_s: float, now_s: float
    ) -> None:
        """As `VoiceDoubling.note_line`; copies that wait are dropped when doubling ends."""
        self._doubling.note_line(
            loss=loss, available_kbps=available_kbps, queue_s=queue_s, now_s=now_s
        )
        if not self.is_on:
            self._waiting.clear()

    def note_sent(self, packet: bytes, now_s: float) -> None:
        """A packet of the voice left for the first time."""
        if self.is_on:
            self._waiting.append((now_s + COPY_DELAY_S, packet))

    def due(self, now_s: float) -> list[bytes]:
        """Packets to send a second time now."""
        packets: list[bytes] = []
        while self._waiting and self._waiting[0][0] <= now_s:
            packets.append(self._waiting.popleft()[1])
        return packets
