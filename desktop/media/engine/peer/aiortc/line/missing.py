"""NACK scheduling: which packets are missing and when to ask for each (RFC 4585 §6.2.1).

aiortc asks for a packet when it finds the hole and again only when it finds another hole. Here each
is asked for about every round trip until it comes, is given up by the buffer or was asked for
MAX_ASKS times. A question is said twice, for it may be lost itself; the sender answers it once.
"""

from dataclasses import dataclass

from aiortc.rtp import RtpPacket

from desktop.domain.clock import Clock

MAX_ASKS = 12
MAX_MISSING = 500
MAX_BEHIND = 2_500
MAX_ASKED_AT_ONCE = 150
FIRST_ROUND_TRIP_S = 0.1
SHORTEST_WAIT_S = 0.025
SAY_AGAIN_S = 0.012
LONGEST_WAIT_S = 1.0

_NUMBERS = 1 << 16


@dataclass(slots=True)
class _Hole:
    asks: int = 0
    asked_at_s: float = 0.0
    is_said_twice: bool = False


class MissingPackets:
    """Stands in for aiortc's NackGenerator. Thread: media-loop.

    `add` tells aiortc that there is nothing to ask for; asking is the work of who calls `due`.
    """

    def __init__(self, *, clock: Clock) -> None:
        self.missing: frozenset[int] = frozenset()
        self.ssrc = 0
        self.round_trip_s = FIRST_ROUND_TRIP_S
        self._clock = clock
        self._newest: int | None = None
        self._holes: dict[int, _Hole] = {}

    def add(self, packet: RtpPacket) -> bool:
        """A packet of the picture came, perhaps by retransmission."""
        self.ssrc = packet.ssrc
        if self._newest is None:
            self._newest = packet.sequence_number
            return False
        number = self._extend(packet.sequence_number)
        if number > self._newest:
            ahead = number - self._newest
            if ahead > MAX_MISSING:
                self._holes.clear()
            else:
                self._holes.update({lost: _Hole() for lost in range(self._newest + 1, number)})
            self._newest = number
            while len(self._holes) > MAX_MISSING:
                del self._holes[next(iter(self._holes))]
        elif self._newest - number > MAX_BEHIND:
            self._newest = number  # the sender, or somebody who only said so, began anew
            self._holes.clear()
        else:
            self._fill(number)
        return False

    def due(self) -> list[int]:
        """Sequence numbers to ask for now; they count as asked."""
        now_s = self._clock.monotonic()
        wait_s = min(LONGEST_WAIT_S, max(SHORTEST_WAIT_S, 1.1 * self.round_trip_s + 0.005))
        asked: list[int] = []
        for number, hole in list(self._holes.items()):
            if hole.asks >= MAX_ASKS:
                del self._holes[number]
            elif not hole.asks or now_s - hole.asked_at_s >= wait_s:
                hole.asks += 1
                hole.asked_at_s = now_s
                hole.is_said_twice = False
                asked.append(number % _NUMBERS)
            elif not hole.is_said_twice and now_s - hole.asked_at_s >= SAY_AGAIN_S:
                hole.is_said_twice = True
                asked.append(number % _NUMBERS)
            if len(asked) >= MAX_ASKED_AT_ONCE:
                break
        return sorted(asked)

    def forget_before(self, sequence_number: int) -> None:
        """The buffer went past this one: what is older is of no use any more."""
        if not self._holes:
            return
        origin = self._extend(sequence_number)
        for number in [lost for lost in self._holes if lost < origin]:
            del self._holes[number]

    def _extend(self, sequence_number: int) -> int:
        newest = self._newest or 0
        step = (sequence_number - newest + _NUMBERS // 2) % _NUMBERS - _NUMBERS // 2
        return newest + step

    def _fill(self, number: int) -> None:
        hole = self._holes.pop(number, None)
        if hole is not None and hole.asks == 1:
            sample_s = min(LONGEST_WAIT_S, self._clock.monotonic() - hole.asked_at_s)
            self.round_trip_s += 0.2 * (sample_s - self.round_trip_s)
