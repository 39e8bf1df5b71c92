"""Retransmission: on request within a budget; unasked where a round trip takes too long.

On a line of 600 ms there and back a lost packet that is asked for comes far too late. There every
packet of the picture is sent twice, the second time a moment later, as an ordinary retransmission
(RFC 4588), which any receiver understands, until a line has shown for a while that it loses
nothing. And where much is lost, what is sent again when asked
goes twice, for what is lost a second time comes too late.
"""

from collections import deque

BUDGET_SHARE = 0.3
"""Of the target may go into packets that are asked for again."""

COPY_ROUND_TRIP_S = 0.25
COPY_LOSS = 0.003
COPY_DELAY_S = 0.025
COPY_HOLD_S = 20.0
"""A line that loses one packet of a hundred seems clean for seconds."""

TWICE_LOSS = 0.04
TWICE_DELAY_S = 0.008
PACKET_BYTES = 1_250

_BURST_S = 0.5
_LOSS_INERTIA_S = 5.0
_MAX_COPIES_WAITING = 500
_MAX_REMEMBERED = 2_048
_SHORTEST_REPEAT_S = 0.015


class Resender:
    """Decides; the patch sends. Thread: media-loop."""

    def __init__(self) -> None:
        self.is_copying = False
        self._tokens = 0.0
        self._filled_at_s: float | None = None
        self._repeated_s: dict[int, float] = {}
        self._copies: deque[tuple[float, int]] = deque()
        self._seconds: deque[tuple[float, int]] = deque()
        self._copies_until_s: float | None = None
        self._loss = 0.0
        self._looked_at_s: float | None = None

    def allows(self, number: int, *, target_kbps: float, round_trip_s: float, now_s: float) -> bool:
        """May this packet be sent again now, when it is asked for? Counts as sent."""
        rate = BUDGET_SHARE * target_kbps * 1000 / 8
        most = max(rate * _BURST_S, 4.0 * PACKET_BYTES)
        if self._filled_at_s is None:
            self._tokens = most
        else:
            self._tokens = min(most, self._tokens + rate * (now_s - self._filled_at_s))
        self._filled_at_s = now_s
        last_s = self._repeated_s.get(number)
        wait_s = max(_SHORTEST_REPEAT_S, 0.6 * round_trip_s)
        if self._tokens < PACKET_BYTES or (last_s is not None and now_s - last_s < wait_s):
            return False
        self._tokens -= PACKET_BYTES
        self._note_repeat(number, now_s)
        if self._loss > TWICE_LOSS and self._tokens >= PACKET_BYTES:
            self._tokens -= PACKET_BYTES
            self._seconds.append((now_s + TWICE_DELAY_S, number))
        return True

    def note_line(self, *, loss: float, least_round_trip_s: float | None, now_s: float) -> None:
        """Look at the line, now and then."""
        elapsed_s = now_s - (self._looked_at_s if self._looked_at_s is not None else now_s)
        self._looked_at_s = now_s
        self._loss += min(1.0, elapsed_s / _LOSS_INERTIA_S) * (loss - self._loss)
        is_long = least_round_trip_s is not None and least_round_trip_s > COPY_ROUND_TRIP_S
        is_new = is_long and self._copies_until_s is None
        if is_new or max(loss, self._loss) > COPY_LOSS:
            self._copies_until_s = now_s + COPY_HOLD_S
        until_s = self._copies_until_s
        self.is_copying = is_long and until_s is not None and now_s < until_s
        if not self.is_copying:
            self._copies.clear()

    def note_sent(self, number: int, now_s: float) -> None:
        """A packet of the picture left for the first time."""
        if self.is_copying and len(self._copies) < _MAX_COPIES_WAITING:
            self._copies.append((now_s + COPY_DELAY_S, number))

    def copies(self, now_s: float) -> list[int]:
        """Sequence numbers to send a second time now."""
        numbers: list[int] = []
        for waiting in (self._seconds, self._copies):
            while waiting and waiting[0][0] <= now_s:
                numbers.append(waiting.popleft()[1])
                self._note_repeat(numbers[-1], now_s)
        return numbers

    def _note_repeat(self, number: int, now_s: float) -> None:
        self._repeated_s.pop(number, None)
        self._repeated_s[number] = now_s
        while len(self._repeated_s) > _MAX_REMEMBERED:
            del self._repeated_s[next(iter(self._repeated_s))]
