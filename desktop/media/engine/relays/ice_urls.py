"""Addresses of STUN and TURN servers (RFC 7064, RFC 7065), and which of them may be used."""

import ipaddress
import re
from dataclasses import dataclass

from desktop.domain.media.call import IceServer

MAX_URLS = 8
"""Of all servers together: every relay costs an allocation per connection."""

_URL = re.compile(
    r"(?P<scheme>stun|turn|turns):(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})"
    r"(?::(?P<port>\d{1,5}))?(?:\?transport=(?P<transport>udp|tcp))?"
)
_PORTS = {"stun": 3478, "turn": 3478, "turns": 5349}
_TRANSPORTS = {"stun": "udp", "turn": "udp", "turns": "tcp"}
_MAX_PORT = 65_535


@dataclass(frozen=True, slots=True, kw_only=True)
class IceUrl:
    """One address. scheme: stun, turn or turns (TURN in TLS). transport: udp or tcp."""

    scheme: str
    host: str
    port: int
    transport: str

    @property
    def is_relay(self) -> bool:
        """TURN, with or without TLS."""
        return self.scheme != "stun"

    @property
    def is_loopback(self) -> bool:
        """It is this PC, without asking anybody what a name means."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def text(self) -> str:
        """As a URL again."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        tail = f"?transport={self.transport}" if self.is_relay else ""
        return f"{self.scheme}:{host}:{self.port}{tail}"


def parse_ice_url(url: str) -> IceUrl | None:
    """None: not an address that an engine can use (TURN by DTLS, STUN by TLS, nonsense)."""
    found = _URL.fullmatch(url)
    if found is None:
        return None
    scheme = found["scheme"]
    parsed = IceUrl(
        scheme=scheme,
        host=found["host"].strip("[]"),
        port=int(found["port"] or _PORTS[scheme]),
        transport=found["transport"] or _TRANSPORTS[scheme],
    )
    is_known = (scheme, parsed.transport) not in {("stun", "tcp"), ("turns", "udp")}
    return parsed if is_known and 0 < parsed.port <= _MAX_PORT else None


def is_relay(server: IceServer) -> bool:
    """A relay is among its addresses."""
    parsed = [parse_ice_url(url) for url in server.urls]
    return any(url is not None and url.is_relay for url in parsed)


def usable_servers(servers: tuple[IceServer, ...], *, loopback_only: bool) -> tuple[IceServer, ...]:
    """Servers with the addresses that may be used, one address each, at most MAX_URLS.

    Relays without credentials are left out.
    loopback_only: only those on this PC, so that no packet leaves it.
    """
    usable: list[IceServer] = []
    for server in servers:
        for url in server.urls:
            parsed = parse_ice_url(url)
            if parsed is None or (loopback_only and not parsed.is_loopback):
                continue
            if parsed.is_relay and not (server.username and server.credential):
                continue  # libwebrtc makes no connection at all with such a relay
            usable.append(
                IceServer(
                    urls=(parsed.text(),), username=server.username, credential=server.credential
                )
            )
    return tuple(usable[:MAX_URLS])
