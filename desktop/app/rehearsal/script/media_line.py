"""A line between two engines on one PC that can be cut, mended, replaced and made poor.

Every UDP address that one engine tells the other is replaced by a port here; what comes in goes
on to the real one, from the port that stands for the sender. Nothing passes while it is cut.
"""

import contextlib
import json
import random
import re
import selectors
import socket
import threading
import time

HOST = "127.0.0.1"
PACKET_BYTES = 2_048
TICK_S = 0.1
BURST_S = 0.25

_CANDIDATE = re.compile(
    r"(?P<head>a=candidate:\S+ 1 udp \d+ )127\.0\.0\.1 (?P<port>\d+)(?P<tail> typ host)",
    re.IGNORECASE,
)


class CutLine:
    """Thread: `line` carries the packets; every method may be called on any thread."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._lock = threading.Lock()
        self._stand_ins: dict[int, socket.socket] = {}
        self._dead: set[int] = set()
        self._is_cut = False
        self._loss = 0.0
        self._carries_kbps: float | None = None
        self._credit_bytes = 0.0
        self._credited_s = time.monotonic()
        self._dice = random.Random(7)
        self._is_over = threading.Event()
        self.carried = 0
        self.largest_bytes = 0
        self._thread = threading.Thread(target=self._run, name="line")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._is_over.set()
        self._thread.join()
        for one in self._stand_ins.values():
            one.close()
        self._selector.close()

    def cut(self) -> None:
        self._is_cut = True

    def mend(self) -> None:
        self._is_cut = False

    def lose(self, share: float) -> None:
        """Drop this share of all packets, in both directions."""
        self._loss = share

    def narrow(self, kbps: float | None) -> None:
        """Drop what goes beyond this rate, both directions together; None: wide again."""
        self._carries_kbps = kbps
        self._credit_bytes = 0.0

    def change_addresses(self) -> None:
        """What was agreed on so far never works again; new addresses do."""
        with self._lock:
            self._dead |= set(self._stand_ins)

    def bend(self, payload: str) -> str:
        """A signal with our ports instead of theirs."""
        message = json.loads(payload)
        message["sdp"] = _CANDIDATE.sub(self._stand_in_for, message.get("sdp", ""))
        return json.dumps(message)

    def _stand_in_for(self, found: re.Match[str]) -> str:
        port = self._port_for(int(found["port"]))
        return f"{found['head']}{HOST} {port}{found['tail']}"

    def _port_for(self, real_port: int) -> int:
        with self._lock:
            known = self._stand_ins.get(real_port)
            if known is None:
                known = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                known.bind((HOST, 0))
                known.setblocking(False)
                self._stand_ins[real_port] = known
                self._selector.register(known, selectors.EVENT_READ, real_port)
            port: int = known.getsockname()[1]
            return port

    def _run(self) -> None:
        while not self._is_over.is_set():
            for key, _ in self._selector.select(TICK_S):
                self._carry(key.fileobj, key.data)  # type: ignore[arg-type]

    def _carry(self, stand_in: socket.socket, real_port: int) -> None:
        with contextlib.suppress(BlockingIOError, ConnectionError):
            while True:
                packet, (_, sender_port) = stand_in.recvfrom(PACKET_BYTES)
                if self._is_cut or {real_port, sender_port} & self._dead:
                    continue
                # A sender that told no address yet: its answer is still on the way.
                source = self._stand_ins.get(sender_port)
                if source is not None and self._passes(len(packet)):
                    source.sendto(packet, (HOST, real_port))
                    self.carried += 1
                    self.largest_bytes = max(self.largest_bytes, len(packet))

    def _passes(self, size: int) -> bool:
        """A policer with the burst of a quarter of a second, then dice."""
        kbps = self._carries_kbps
        if kbps is not None:
            now_s = time.monotonic()
            earned = (now_s - self._credited_s) * kbps * 125
            self._credited_s = now_s
            self._credit_bytes = min(self._credit_bytes + earned, kbps * 125 * BURST_S)
            if self._credit_bytes < size:
                return False
            self._credit_bytes -= size
        return self._dice.random() >= self._loss
