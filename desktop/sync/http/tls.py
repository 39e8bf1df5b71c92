"""TLS to the city: whom requests trusts, what it shows, and why a handshake failed."""

import ssl
from pathlib import Path
from typing import Any, Final

from requests.adapters import HTTPAdapter
from typing_extensions import override

from desktop.sync.http.city_api import ClientCertificate

_CUTS: Final = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)
_EOF: Final = "UNEXPECTED_EOF_WHILE_READING"
"""OpenSSL's reason, which the ssl module does not always give a class of its own."""


def city_trust(ca_file: Path | None) -> ssl.SSLContext:
    """Who may be the city: whom this file names and nobody else; None: whom the system trusts.

    The system's store has the roots that a domain rolls out. The live channel makes the same
    (`session/channel.py`). Raises OSError: the file cannot be read (ssl.SSLError is one).
    """
    return ssl.create_default_context(cafile=ca_file)


class CityAdapter(HTTPAdapter):
    """Connections that trust the city by `city_trust`, and show a certificate as it was now.

    Raises OSError as `city_trust`, and when the certificate cannot be shown.
    """

    def __init__(self, ca_file: Path | None, certificate: ClientCertificate | None) -> None:
        self._context = city_trust(ca_file)
        self._of_proxy = city_trust(ca_file)  # it has no business with the certificate
        if certificate is not None:
            certificate.show_in(self._context)
        super().__init__()

    @override
    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, ssl_context=self._context, **options)

    @override
    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        contexts = {"ssl_context": self._context, "proxy_ssl_context": self._of_proxy}
        return super().proxy_manager_for(proxy, **contexts, **options)

    @override
    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """The context alone decides: requests would add the bundle of certifi to it."""
        conn.cert_reqs = "CERT_REQUIRED"


def is_cut(error: BaseException) -> bool:
    """The line broke in the middle of a handshake; any other reason is a city not to be trusted."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, _CUTS) or _EOF in str(cause):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
