"""A line between a room and a relay on this PC: UDP that is lost, late, or cut."""

import heapq
import random
import select
import socket
import threading
import time
from dataclasses import dataclass, field

HOST = "127.0.0.1"
LOOK_S = 0.02
PACKET_BYTES = 2_048

Address = tuple[str, int]
Late = tuple[float, int, socket.socket, bytes, Address]
"""When it is due, its number, by which socket, what, to whom."""


@dataclass(slots=True)
class RelayLine:
    """Stands at `port` for the relay at `relay_port`, as a context manager.

    loss: share of packets, in each direction. delay_s: in each direction. is_cut: nothing passes.
    passed: packets that reached their end. Thread: `relay-line` carries; set fields on any.
    """

    relay_port: int
    loss: float = 0.0
    delay_s: float = 0.0
    is_cut: bool = False
    passed: int = 0
    _near: socket.socket = field(init=False)
    _far: dict[Address, socket.socket] = field(init=False, default_factory=dict)
    _waiting: list[Late] = field(init=False, default_factory=list)
    _chance: random.Random = field(init=False, default_factory=lambda: random.Random(5))
    _thread: threading.Thread = field(init=False)
    _is_over: threading.Event = field(init=False, default_factory=threading.Event)

    @property
    def port(self) -> int:
        port: int = self._near.getsockname()[1]
        return port

    def __enter__(self) -> "RelayLine":
        self._near = _socket()
        self._thread = threading.Thread(target=self._run, name="relay-line")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()
        for one in (self._near, *self._far.values()):
            one.close()

    def _run(self) -> None:
        number = 0
        while not self._is_over.is_set():
            client_of = {far: client for client, far in self._far.items()}
            readable, _, _ = select.select([self._near, *client_of], [], [], self._rest_s())
            for source in readable:
                data, sender = source.recvfrom(PACKET_BYTES)
                if self.is_cut or self._chance.random() < self.loss:
                    continue
                number += 1
                due_s = time.monotonic() + self.delay_s
                out, to = self._way_on(source, sender, client_of)
                late: Late = (due_s, number, out, data, to)
                heapq.heappush(self._waiting, late)
            self._deliver()

    def _way_on(
        self, source: socket.socket, sender: Address, client_of: dict[socket.socket, Address]
    ) -> tuple[socket.socket, Address]:
        if source is self._near:
            return self._towards_relay(sender), (HOST, self.relay_port)
        return self._near, client_of[source]

    def _towards_relay(self, client: Address) -> socket.socket:
        if client not in self._far:
            self._far[client] = _socket()
        return self._far[client]

    def _rest_s(self) -> float:
        if not self._waiting:
            return LOOK_S
        return min(LOOK_S, max(0.0, self._waiting[0][0] - time.monotonic()))

    def _deliver(self) -> None:
        while self._waiting and self._waiting[0][0] <= time.monotonic():
            _, _, out, data, to = heapq.heappop(self._waiting)
            out.sendto(data, to)
            self.passed += 1


def _socket() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind((HOST, 0))
    return made
