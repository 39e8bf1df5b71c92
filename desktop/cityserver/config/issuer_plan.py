"""The issuer of office accounts (OpenID Connect) as the city's IT has set it."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

DEFAULT_NAME_CLAIM: Final = "preferred_username"
MAX_URL_CHARS: Final = 512
MAX_TITLE_CHARS: Final = 40
"""What the button of the sign-in screen has room for."""
_PORTS: Final = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Scheme, host and port of an address; nothing is asked of another one."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IssuerPlan:
    """url: exactly as its tokens say `iss`. client_secret: empty for a public client.

    name_claim: of the ID token, names the person. ca_file: PEM of the only authority that may vouch
    for the issuer's TLS; None: those of the system. title: how people call it, on the button that
    leads there; empty: as an office account.
    """

    url: str
    client_id: str
    client_secret: str = ""
    name_claim: str = DEFAULT_NAME_CLAIM
    ca_file: Path | None = None
    title: str = ""

    @property
    def origin(self) -> Origin:
        """Where all of it is asked."""
        origin = origin_of(self.url)
        if origin is None:
            raise ValueError("not an issuer")
        return origin


def origin_of(untrusted_url: str) -> Origin | None:
    """The origin of an address with TLS, or without on this machine; None for everything else."""
    if not (0 < len(untrusted_url) <= MAX_URL_CHARS and _is_plain(untrusted_url)):
        return None
    try:
        parts = urlsplit(untrusted_url)
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    if parts.scheme not in _PORTS or not host or "@" in parts.netloc or parts.fragment:
        return None
    if parts.scheme == "http" and not _is_this_machine(host):
        return None
    return Origin(scheme=parts.scheme, host=host, port=port or _PORTS[parts.scheme])


def is_issuer_url(untrusted_url: str) -> bool:
    """Whether it may name an issuer (OpenID Connect Discovery §3): no query."""
    return origin_of(untrusted_url) is not None and "?" not in untrusted_url


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text and "\\" not in text


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
