"""Whether a request comes from a page that this server itself has served, and over what."""

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

LOOPBACK_NAME = "localhost"


def is_own_page(connection: HTTPConnection) -> bool:
    """Whether the Origin is the host that was asked, by https, or by http on this PC.

    A browser names the origin in every POST and every WebSocket (RFC 6454 §7, RFC 6455 §4.1); a
    page of another host cannot hide its own. A proxy in front must pass `Host` on as it came.
    """
    untrusted = connection.headers.getlist("origin")
    host = connection.headers.get("host", "")
    if len(untrusted) != 1 or not host:
        return False
    try:
        origin = urlsplit(untrusted[0])
        is_here = origin.netloc.lower() == host.lower()
    except ValueError:
        return False
    is_safe = origin.scheme == "https" or (origin.scheme == "http" and is_this_pc(host))
    return is_here and is_safe


def is_this_pc(host: str) -> bool:
    """Whether a `Host` names the PC of the browser itself, as in practice mode."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == LOOPBACK_NAME or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
