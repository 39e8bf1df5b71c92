"""Sites whose engines have networks of their own, and one switch between them; packets counted.

Works inside a network namespace in which the caller may do everything (`OWN_NETWORK`). A site's
engine is started by a command that takes it into the site's own namespace; its desk and its city
stay outside, so that nothing but picture, sound and what they need passes the switch.
"""

import socket
import struct
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

SWITCH = "switch"
NETWORK = "198.18.7"
LOOK_S = 0.01
LIMIT_S = 10.0

_ETH_P_ALL = 3
_ETH_P_IP = 0x0800
_PACKET_OUTGOING = 4
_SOL_PACKET, _PACKET_STATISTICS = 263, 6
_HEADERS = 34
"""Ethernet, then IPv4 without options."""

_KEEPER = ("unshare", "--net", "sleep", "infinity")
_TICK_S = 0.1
_BUFFER_BYTES = 8_000_000


class PartedNetworks:
    """Thread: any. `arrived` counts what left the switch for a site, at the switch's own card."""

    def __init__(self, sites: Sequence[str]) -> None:
        self._sites = tuple(sites)
        self._keepers: dict[str, subprocess.Popen[bytes]] = {}
        self._watches: dict[str, CardWatch] = {}

    def start(self) -> None:
        """Make them, and begin to count."""
        _run("ip", "link", "set", "lo", "up")
        _run("ip", "link", "add", "name", SWITCH, "type", "bridge")
        _run("ip", "link", "set", SWITCH, "up")
        for number, site in enumerate(self._sites):
            self._part(number, site)

    def stop(self) -> None:
        """Their networks end with the last process in them."""
        for watch in self._watches.values():
            watch.stop()
        for keeper in self._keepers.values():
            keeper.kill()
            keeper.wait()

    def inside(self, site: str) -> tuple[str, ...]:
        """The beginning of a command that runs in the network of this site."""
        return ("nsenter", f"--net=/proc/{self._keepers[site].pid}/ns/net")

    def address(self, site: str) -> str:
        """Of this site."""
        return f"{NETWORK}.{self._sites.index(site) + 1}"

    def arrived(self, site: str) -> Counter[str]:
        """IPv4 packets that came to this site so far, by the address that sent them."""
        return self._watches[site].arrived()

    def lost(self) -> int:
        """Packets that were not counted; more than none: the counts are no counts."""
        return sum(one.lost() for one in self._watches.values())

    def _part(self, number: int, site: str) -> None:
        own, card, there = Path("/proc/self/ns/net").readlink(), f"card{number}", f"there{number}"
        keeper = subprocess.Popen(_KEEPER)
        self._keepers[site] = keeper
        limit_s = time.monotonic() + LIMIT_S
        while Path(f"/proc/{keeper.pid}/ns/net").readlink() == own:
            assert time.monotonic() < limit_s, "no network of its own"
            time.sleep(LOOK_S)
        _run("ip", "link", "add", "name", card, "type", "veth", "peer", "name", there)
        _run("ip", "link", "set", card, "master", SWITCH, "up")
        _run("ip", "link", "set", there, "netns", str(keeper.pid))
        inside = self.inside(site)
        _run(*inside, "ip", "link", "set", "lo", "up")
        _run(*inside, "ip", "addr", "add", f"{self.address(site)}/24", "dev", there)
        _run(*inside, "ip", "link", "set", there, "up")
        self._watches[site] = CardWatch(card)
        self._watches[site].start()


class CardWatch:
    """Counts what leaves a network card. Thread: `card-watch`; the counts may be asked on any."""

    def __init__(self, card: str) -> None:
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_ETH_P_ALL))
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER_BYTES)
        self._socket.settimeout(_TICK_S)
        self._socket.bind((card, _ETH_P_ALL))
        self._arrived: Counter[str] = Counter()
        self._lost = 0
        self._lock = threading.Lock()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="card-watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._is_over.set()
        self._thread.join()
        self._socket.close()

    def arrived(self) -> Counter[str]:
        with self._lock:
            return Counter(self._arrived)

    def lost(self) -> int:
        """The kernel forgets its count when it is asked."""
        told = self._socket.getsockopt(_SOL_PACKET, _PACKET_STATISTICS, 8)
        with self._lock:
            self._lost += struct.unpack("II", told)[1]
            return self._lost

    def _run(self) -> None:
        while not self._is_over.is_set():
            try:
                head, (_, protocol, way, *_) = self._socket.recvfrom(_HEADERS)
            except TimeoutError:
                continue
            if protocol == _ETH_P_IP and way == _PACKET_OUTGOING:
                with self._lock:
                    self._arrived[socket.inet_ntoa(head[26:30])] += 1


def _run(*command: str) -> None:
    subprocess.run(command, check=True)
