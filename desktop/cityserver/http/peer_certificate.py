"""The certificate that the other end of a connection has shown in TLS, and who says so.

Either this server speaks TLS itself, or a proxy on this machine did and tells of it in a header;
by default neither, and then nothing that a caller sends can look like a certificate.
"""

import binascii
import ipaddress
import ssl
from asyncio import BaseTransport
from typing import Final
from urllib.parse import unquote_to_bytes

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from desktop.cityserver.config.config import CertificateSource

PROXY_HEADER: Final = "x-ssl-client-cert"
"""PEM, percent-encoded: nginx's $ssl_client_escaped_cert."""
MAX_HEADER_CHARS: Final = 8_192
UNREADABLE: Final = b""
"""Something was shown, and it is no certificate."""
_SCOPE_KEY: Final = "reception.certificate"


def with_certificate(app: ASGIApp, transport: BaseTransport) -> ASGIApp:
    """The same application, told what was shown when this connection began."""
    tls = transport.get_extra_info("ssl_object")
    shown = None if tls is None else tls.getpeercert(binary_form=True)

    async def told(scope: Scope, receive: Receive, send: Send) -> None:
        scope[_SCOPE_KEY] = shown
        await app(scope, receive, send)

    return told


def certificate_of(connection: HTTPConnection, source: CertificateSource) -> bytes | None:
    """What the other end has shown, DER; None: nothing, or nobody is there to check it."""
    match source:
        case CertificateSource.TLS:
            shown: bytes | None = connection.scope.get(_SCOPE_KEY)
            return shown
        case CertificateSource.PROXY:
            return _told_by_proxy(connection)
        case CertificateSource.NOBODY:
            return None


def _told_by_proxy(connection: HTTPConnection) -> bytes | None:
    untrusted = connection.headers.getlist(PROXY_HEADER)
    if untrusted in ([], [""]):
        return None
    if len(untrusted) > 1 or len(untrusted[0]) > MAX_HEADER_CHARS or not is_near(connection):
        return UNREADABLE
    try:
        return ssl.PEM_cert_to_DER_cert(unquote_to_bytes(untrusted[0]).decode("ascii"))
    except (ValueError, binascii.Error):
        return UNREADABLE


def is_near(connection: HTTPConnection) -> bool:
    """Whether the other end is on this machine."""
    host = "" if connection.client is None else connection.client.host
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
