"""A poor line between two ends on this PC, in user space: no root, no namespace, any system.

Every candidate of an end is represented by a UDP socket of ours on 127.0.0.1, and the other end
is told that socket's port (see candidates.py). A packet that comes to the representative of A
from a candidate of B therefore goes, when its time has come, from the representative of B to A:
each end sees the other at an address that it knows, whatever ICE tries, and a browser is an end
like every other. A candidate is known by its port: a socket that is bound to every address of the
PC (Chromium's) has another one on the way to us. Packets from other ports are dropped.
"""

import heapq
import random
import select
import socket
import threading
from dataclasses import dataclass, field
from enum import IntEnum

from desktop.domain.clock import Clock, SystemClock
from tests.bench.line.condition import Line, LineCondition

HEADER_BYTES = 28
"""IPv4 and UDP, which count on a line like everything else."""

MAX_REPRESENTATIVES = 256
HELD_BACK_S = (0.005, 0.030)
"""By how much a packet that others overtake is late."""

_LOOPBACK = "127.0.0.1"
_BUFFER_BYTES = 1 << 21
_LOOK_S = 0.01
_LARGEST_BYTES = 65_536
_JOIN_LIMIT_S = 2.0
_BUCKET_S = 0.1

Address = tuple[str, int]


class Side(IntEnum):
    """Whose candidate: the end that sends pictures, or the one that receives them."""

    SENDER = 0
    RECEIVER = 1


@dataclass(slots=True)
class WayCounters:
    """What became of the packets of one direction."""

    delivered: int = 0
    lost: int = 0
    overflown: int = 0
    too_large: int = 0


class Way:
    """One direction: loss, a bounded queue at a rate, then delay. Pure: times are given to it."""

    def __init__(self, *, seed: str) -> None:
        self.counters = WayCounters()
        self._chance = random.Random(seed)
        self._free_at_s = 0.0
        self._last_due_s = 0.0
        self._is_losing = False

    def due_s(self, size_bytes: int, condition: LineCondition, now_s: float) -> tuple[float, ...]:
        """When a packet of this size arrives: never, once, or twice."""
        size_bytes += HEADER_BYTES
        if condition.mtu and size_bytes > condition.mtu:
            self.counters.too_large += 1
            return ()
        if self._loses(condition):
            self.counters.lost += 1
            return ()
        begun_s = max(now_s, self._free_at_s) if condition.rate else now_s
        if (begun_s - now_s) * 1000 > condition.queue:
            self.counters.overflown += 1
            return ()
        if condition.rate:
            begun_s += size_bytes * 8 / (condition.rate * 1000)
            self._free_at_s = begun_s
        self.counters.delivered += 1
        due_s = begun_s + (condition.delay + self._chance.random() * condition.jitter) / 1000
        if self._chance.random() * 100 < condition.reorder:
            due_s += self._chance.uniform(*HELD_BACK_S)
        else:
            due_s = self._last_due_s = max(due_s, self._last_due_s)
        is_doubled = self._chance.random() * 100 < condition.duplicate
        return (due_s, due_s) if is_doubled else (due_s,)

    def _loses(self, condition: LineCondition) -> bool:
        """Independent losses, or Gilbert's: runs of `burst` packets on average."""
        share = condition.loss / 100
        if condition.burst <= 1.0 or share >= 1.0:
            return self._chance.random() < share
        leaves = 1 / condition.burst
        enters = leaves * share / (1 - share)
        self._is_losing = self._chance.random() < ((1 - leaves) if self._is_losing else enters)
        return self._is_losing


@dataclass(slots=True, kw_only=True)
class _Representative:
    """Stands for one candidate of one side. real: where it is reached, as last seen."""

    side: Side
    real: Address
    socket: socket.socket


@dataclass(order=True, slots=True)
class _Waiting:
    due_s: float
    number: int
    data: bytes = field(compare=False)
    way: Side = field(compare=False)
    out: socket.socket = field(compare=False)
    to: Address = field(compare=False)


class Emulator:
    """Carries packets on a thread of its own from `start` to `stop`. Thread: any."""

    def __init__(self, *, line: Line, seed: int, clock: Clock | None = None) -> None:
        self._line = line
        self._clock = clock or SystemClock()
        self._ways = {side: Way(seed=f"{seed} {side.name}") for side in Side}
        self._by_port: dict[int, _Representative] = {}
        self._by_socket: dict[socket.socket, _Representative] = {}
        self._waiting: list[_Waiting] = []
        self._number = 0
        self._arrived: dict[Side, dict[int, int]] = {side: {} for side in Side}
        self._lock = threading.Lock()
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="line", daemon=True)

    def start(self) -> None:
        """Begin to carry."""
        self._thread.start()

    def stop(self) -> None:
        """Stop carrying and close every socket."""
        self._is_stopping.set()
        self._thread.join(_JOIN_LIMIT_S)
        for one in self._by_socket:
            one.close()

    def change(self, line: Line) -> None:
        """The line is like this from now on; what is under way arrives as it was sent."""
        self._line = line

    def represent(self, side: Side, real: Address) -> int:
        """The port at which the other side finds this candidate."""
        with self._lock:
            known = self._by_port.get(real[1])
            if known is None:
                if len(self._by_port) >= MAX_REPRESENTATIVES:
                    raise OverflowError(MAX_REPRESENTATIVES)
                known = _Representative(side=side, real=real, socket=_bound_socket())
                self._by_port[real[1]] = known
                self._by_socket = {**self._by_socket, known.socket: known}
            port: int = known.socket.getsockname()[1]
            return port

    def counters(self, side: Side) -> WayCounters:
        """Of the packets that this side sent."""
        return self._ways[side].counters

    def kbps_curve(self, side: Side, begun_s: float, seconds: int) -> list[int]:
        """What of this side's packets arrived in each second from `begun_s` (monotonic) on."""
        totals = [0] * seconds
        for bucket, size_bytes in self._arrived[side].items():
            second = int(bucket * _BUCKET_S - begun_s)
            if bucket * _BUCKET_S >= begun_s and second < seconds:
                totals[second] += size_bytes
        return [round(total * 8 / 1000) for total in totals]

    def _run(self) -> None:
        while not self._is_stopping.is_set():
            wait_s = _LOOK_S
            if self._waiting:
                wait_s = min(wait_s, max(0.0, self._waiting[0].due_s - self._clock.monotonic()))
            readable, _, _ = select.select(list(self._by_socket), [], [], wait_s)
            for one in readable:
                self._take(self._by_socket[one])
            self._deliver()

    def _take(self, representative: _Representative) -> None:
        while True:
            try:
                data, source = representative.socket.recvfrom(_LARGEST_BYTES)
            except OSError:  # empty, or an answer that a port was closed
                return
            sender = self._by_port.get(source[1])
            if sender is None or sender.side is representative.side:
                continue
            sender.real = source
            way = sender.side
            condition = self._line.up if way is Side.SENDER else self._line.down
            for due_s in self._ways[way].due_s(len(data), condition, self._clock.monotonic()):
                self._number += 1
                heapq.heappush(
                    self._waiting,
                    _Waiting(
                        due_s=due_s,
                        number=self._number,
                        data=data,
                        way=way,
                        out=sender.socket,
                        to=representative.real,
                    ),
                )

    def _deliver(self) -> None:
        now_s = self._clock.monotonic()
        while self._waiting and self._waiting[0].due_s <= now_s:
            packet = heapq.heappop(self._waiting)
            try:
                packet.out.sendto(packet.data, packet.to)
            except OSError:  # that end is gone
                continue
            buckets = self._arrived[packet.way]
            bucket = int(now_s / _BUCKET_S)
            buckets[bucket] = buckets.get(bucket, 0) + len(packet.data) + HEADER_BYTES


def _bound_socket() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
        made.setsockopt(socket.SOL_SOCKET, option, _BUFFER_BYTES)
    made.bind((_LOOPBACK, 0))
    made.setblocking(False)
    return made
