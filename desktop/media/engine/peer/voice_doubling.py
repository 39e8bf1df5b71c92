"""When to send the voice twice: where packets are lost and the line has room for it.

A second copy makes one lost packet of ten into one of a hundred, which the error correction of the
next packet mends: PESQ 4.1 instead of 3.3 (aiortc) or 3.0 (libwebrtc) at 10 % loss (measured). It
costs 30 to 55 kbit/s. How it is sent is the matter of each implementation.

A voice on a narrow line may go twice as well when it is made small enough: 16 kbit/s, of which
libwebrtc makes 42 on the line in long packets, and 61 in short ones.
"""

VOICE_HEADS_KBPS = 24
"""Fifty packets a second with their IPv4, UDP, RTP and SRTP heads."""

LEAN_HEADS_KBPS = 8
"""Seventeen packets a second."""

DOUBLE_LOSS = 0.02
HOLD_S = 20.0
ROOM_KBPS = 250.0
LEAST_ROOM_KBPS = 180.0
CALM_QUEUE_S = 0.05
NARROW_LOSS = 0.05
NARROW_KBPS = 16
FULL_QUEUE_S = 0.2
SETTLE_S = 8.0
"""What fills a line in the first seconds are the pictures that were sent before."""

COOL_S = 30.0
"""After a line turned out to be too narrow for a voice that goes twice."""


class VoiceDoubling:
    """Thread: media-loop."""

    def __init__(self) -> None:
        self.is_on = False
        self._until_s = 0.0
        self._not_before_s = 0.0
        self._narrow_since_s = 0.0

    def note_line(
        self,
        *,
        loss: float,
        available_kbps: float | None,
        queue_s: float,
        now_s: float,
        is_narrow: bool = False,
    ) -> None:
        """Look at the line. Loss from a full line is made worse by sending more.

        loss: of our packets, in [0, 1]. available_kbps: None means that nobody said. queue_s: how
        much longer than at best a packet is on its way. is_narrow: there is room for little more
        than a voice, and one that goes twice is kept to NARROW_KBPS.
        """
        room_kbps = 0.0 if available_kbps is None else available_kbps
        if is_narrow:
            self._note_narrow(loss, queue_s, now_s)
            return
        if loss >= DOUBLE_LOSS and room_kbps >= ROOM_KBPS and queue_s < CALM_QUEUE_S:
            self._until_s = now_s + HOLD_S
        self.is_on = now_s < self._until_s and room_kbps >= LEAST_ROOM_KBPS
        if not self.is_on:
            self._until_s = 0.0
        self._narrow_since_s = now_s

    def _note_narrow(self, loss: float, queue_s: float, now_s: float) -> None:
        """What such a line carries nobody knows before it is tried."""
        was_on = self.is_on
        if was_on and queue_s >= FULL_QUEUE_S and now_s - self._narrow_since_s >= SETTLE_S:
            self._not_before_s = now_s + COOL_S
        if loss >= NARROW_LOSS and queue_s < CALM_QUEUE_S:
            self._until_s = now_s + HOLD_S
        self.is_on = self._not_before_s <= now_s < self._until_s
        if not was_on:
            self._narrow_since_s = now_s
