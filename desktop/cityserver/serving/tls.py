"""TLS of a server that has no proxy in front of it: its own certificate, and those of rooms."""

import ssl
from typing import Final

from desktop.cityserver.access.room_ca import ensure_room_ca
from desktop.cityserver.config.config import CityServerConfig
from desktop.domain.clock import SystemClock

_NO_CHECK_TIME: Final = ssl.VerifyFlags(0x200000)
"""X509_V_FLAG_NO_CHECK_TIME, which Python's module has no name for."""


def build_tls(config: CityServerConfig) -> ssl.SSLContext:
    """What the server speaks. A room may show a certificate; another authority's ends the line.

    An expired one is let through here: the city looks at the time itself and answers with a
    problem document, where TLS could only hang up.

    Raises:
        OSError: a file cannot be read or is no certificate or key (ssl.SSLError is one).
        RoomCaUnreadable: as ensure_room_ca.
    """
    if config.tls is None:
        raise TypeError("no files of TLS")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(config.tls.certificate, config.tls.key)
    context.verify_mode = ssl.CERT_OPTIONAL
    context.load_verify_locations(cadata=ensure_room_ca(config.folder, SystemClock().now()).pem)
    context.verify_flags |= _NO_CHECK_TIME
    return context
