"""The proxy between this PC and the city: what the setting says, and what `system` means now.

`system` is what urllib reads: the environment's proxies, else under Windows what the signed-in
account has set for the Internet. A proxy script (PAC, WPAD) is not read.
"""

import logging
import urllib.request
from typing import Final
from urllib.parse import SplitResult, urlsplit

from desktop.domain.loopback import is_loopback
from desktop.settings.model import (
    NO_PROXY,
    SYSTEM_PROXY,
    Settings,
    checked_proxy_address,
)

ANY_SCHEME: Final = "all"

logger = logging.getLogger(__name__)


def proxy_of(settings: Settings) -> str | None:
    """The URL that all connections to the city go through; None: none, and none on loopback.

    Ask once at a start, so that HTTP, the live channel and the room check take the same way. The
    system's may carry a login: never log it. Never raises; what the system says wrongly is logged
    and left out. Thread: any but MainThread (Windows may look up the host's name first).
    """
    if settings.server_url is None or settings.proxy == NO_PROXY:
        return None
    city = urlsplit(settings.server_url)
    if is_loopback(city.hostname or ""):
        return None
    if settings.proxy != SYSTEM_PROXY:
        return settings.proxy
    return _system_proxy(city)


def _system_proxy(city: SplitResult) -> str | None:
    try:
        untrusted_proxies = urllib.request.getproxies()
        untrusted_proxy = untrusted_proxies.get(city.scheme) or untrusted_proxies.get(ANY_SCHEME)
        if not untrusted_proxy or urllib.request.proxy_bypass(_host_and_port(city)):
            logger.info("system proxy none")
            return None
    except (OSError, ValueError) as error:  # a registry or a name that cannot be read
        logger.warning("system proxy not read error=%s", type(error).__name__)
        return None
    try:
        address = _checked(untrusted_proxy)
    except ValueError as error:
        # what stands before an @ may be a login, also in an address that is none
        unusable = untrusted_proxy.rpartition("@")[2]
        logger.warning("system proxy not usable, none used address=%s reason=%s", unusable, error)
        return None
    logger.info("system proxy address=%s", address)
    return untrusted_proxy


def _checked(untrusted_proxy: str) -> str:
    """The address without its login. Raises ValueError, whose words do not name it."""
    parts = urlsplit(untrusted_proxy)
    login, _, host = parts.netloc.rpartition("@")
    address = checked_proxy_address(parts._replace(netloc=host).geturl())
    if login and ":" not in login:
        message = "login without password"  # the live channel has no way to say that
        raise ValueError(message)
    return address


def _host_and_port(city: SplitResult) -> str:
    return city.netloc.rpartition("@")[2]
