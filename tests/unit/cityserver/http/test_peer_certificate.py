"""Who may say what was shown in TLS."""

import ssl
from typing import Any
from urllib.parse import quote

import pytest
from starlette.requests import HTTPConnection

from desktop.cityserver.config.config import CertificateSource
from desktop.cityserver.http.peer_certificate import (
    MAX_HEADER_CHARS,
    PROXY_HEADER,
    UNREADABLE,
    certificate_of,
    with_certificate,
)
from tests.rigs.city.certified_city import self_signed

pytestmark = pytest.mark.unit

PEM = self_signed("room").pem
DER = ssl.PEM_cert_to_DER_cert(PEM)


def connection(*values: str, host: str | None = "127.0.0.1") -> HTTPConnection:
    scope: dict[str, Any] = {
        "type": "http",
        "headers": [(PROXY_HEADER.encode(), value.encode("latin-1")) for value in values],
        "client": None if host is None else (host, 1),
    }
    return HTTPConnection(scope)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (connection(), None),
        (connection(""), None),
        (connection(quote(PEM)), DER),
        (connection(quote(PEM), host="::1"), DER),
        (connection(quote(PEM), host="10.0.0.7"), UNREADABLE),
        (connection(quote(PEM), host="proxy"), UNREADABLE),
        (connection(quote(PEM), host=None), UNREADABLE),
        (connection(quote(PEM), quote(PEM)), UNREADABLE),
        (connection("%FF"), UNREADABLE),
        (connection("x"), UNREADABLE),
        (connection("A" * (MAX_HEADER_CHARS + 1)), UNREADABLE),
    ],
)
def test_a_proxy_on_this_machine_is_believed_once(
    asked: HTTPConnection, shown: bytes | None
) -> None:
    assert certificate_of(asked, CertificateSource.PROXY) == shown


@pytest.mark.parametrize("source", [CertificateSource.NOBODY, CertificateSource.TLS])
def test_a_header_says_nothing_where_no_proxy_was_configured(source: CertificateSource) -> None:
    assert certificate_of(connection(quote(PEM)), source) is None


class Line:
    """A transport with or without TLS."""

    def __init__(self, shown: bytes | None, *, has_tls: bool = True) -> None:
        self._shown, self._has_tls = shown, has_tls

    def get_extra_info(self, name: str) -> "Line | None":
        assert name == "ssl_object"
        return self if self._has_tls else None

    def getpeercert(self, *, binary_form: bool) -> bytes | None:
        assert binary_form
        return self._shown


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("line", "shown"), [(Line(DER), DER), (Line(None), None), (Line(DER, has_tls=False), None)]
)
async def test_each_request_of_a_connection_is_told_what_it_showed(
    line: Any, shown: bytes | None
) -> None:
    seen: list[bytes | None] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(certificate_of(HTTPConnection(scope), CertificateSource.TLS))

    told: Any = with_certificate(app, line)
    for _ in range(2):
        await told({"type": "http", "headers": []}, None, None)
    assert seen == [shown, shown]
