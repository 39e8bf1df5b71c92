"""TLS to the city: how requests shows this PC's certificate, and why a handshake failed."""

import ssl
from typing import Any, Final

from requests.adapters import HTTPAdapter
from typing_extensions import override

from desktop.sync.city_api import ClientCertificate

_CUTS: Final = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)
_EOF: Final = "UNEXPECTED_EOF_WHILE_READING"
"""OpenSSL's reason, which the ssl module does not always give a class of its own."""


class ShowingAdapter(HTTPAdapter):
    """Connections that show the certificate as it was when this was made.

    What this end trusts is not decided here: requests adds it to each connection, as always.
    """

    def __init__(self, certificate: ClientCertificate) -> None:
        # no authority of the system is in it, which a pinned city could not be told from
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        certificate.show_in(self._context)
        super().__init__()

    @override
    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, ssl_context=self._context, **options)

    @override
    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        return super().proxy_manager_for(proxy, ssl_context=self._context, **options)


def is_cut(error: BaseException) -> bool:
    """The line broke in the middle of a handshake; any other reason is a city not to be trusted."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, _CUTS) or _EOF in str(cause):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
