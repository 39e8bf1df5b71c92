"""A line between media engines on one PC that can be cut and mended.

Every UDP address that one engine tells another is replaced by a port here; what comes in goes on
to the real one, from the port that stands for the sender. Nothing passes while it is cut.
"""

import contextlib
import json
import re
import selectors
import socket
import threading
from collections import Counter

from desktop.domain.ids import SiteId

HOST = "127.0.0.1"
PACKET_BYTES = 2_048
TICK_S = 0.1

_CANDIDATE = re.compile(
    r"(?P<head>a=candidate:\S+ 1 udp \d+ )127\.0\.0\.1 (?P<port>\d+)(?P<tail> typ host)",
    re.IGNORECASE,
)


class MediaLine:
    """Thread: `media-line` carries the packets; every method may be called on any thread.

    carried: packets that passed; `arrived`: those that came to a site's engine.
    """

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._lock = threading.Lock()
        self._stand_ins: dict[int, socket.socket] = {}
        self._is_cut = False
        self._silent: SiteId | None = None
        self._is_over = threading.Event()
        self.carried = 0
        self._owners: dict[int, SiteId] = {}
        self._arrived: Counter[SiteId | None] = Counter()
        self._thread = threading.Thread(target=self._run, name="media-line", daemon=True)

    def start(self) -> None:
        """Begin to carry."""
        self._thread.start()

    def stop(self) -> None:
        """End; its ports are free again."""
        self._is_over.set()
        if self._thread.is_alive():
            self._thread.join()
        for one in self._stand_ins.values():
            one.close()
        self._selector.close()

    def cut(self) -> None:
        """Nothing passes any more."""
        self._is_cut = True

    def cut_from(self, site_id: SiteId) -> None:
        """What this site's engine sends reaches nobody; it hears the others."""
        self._silent = site_id

    def mend(self) -> None:
        """What is sent from now on passes."""
        self._is_cut, self._silent = False, None

    def arrived(self, site_id: SiteId) -> int:
        """Packets that came to the engine of this site so far."""
        return self._arrived[site_id]

    def bend(self, payload: str, site_id: SiteId | None = None) -> str:
        """A signal of an engine, with our ports instead of its own. site_id: whose it is."""
        message = json.loads(payload)
        sdp = message.get("sdp", "")
        if site_id is not None:
            self._owners |= {int(one["port"]): site_id for one in _CANDIDATE.finditer(sdp)}
        message["sdp"] = _CANDIDATE.sub(self._stand_in_for, sdp)
        return json.dumps(message)

    def _passes(self, size_bytes: int, ports: frozenset[int]) -> bool:
        """Whether a packet between these two ports comes through; tests have poorer lines."""
        return not self._is_cut

    def _stand_in_for(self, found: re.Match[str]) -> str:
        port = self._port_for(int(found["port"]))
        return f"{found['head']}{HOST} {port}{found['tail']}"

    def _port_for(self, real_port: int) -> int:
        with self._lock:
            known = self._stand_ins.get(real_port)
            if known is None:
                known = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                known.bind((HOST, 0))
                known.settimeout(0.0)
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
                # A sender that told no address yet: its answer is still on the way.
                source = self._stand_ins.get(sender_port)
                ports = frozenset({real_port, sender_port})
                is_silent = self._silent is not None and self._silent == self._owners.get(
                    sender_port
                )
                if source is not None and not is_silent and self._passes(len(packet), ports):
                    source.sendto(packet, (HOST, real_port))
                    self.carried += 1
                    self._arrived[self._owners.get(real_port)] += 1
