"""The server's only outgoing requests, to the issuer: bounded in size, time and number."""

import contextlib
import http.client
import logging
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode, urlsplit

from desktop.cityserver.config.issuer_plan import IssuerPlan, origin_of
from desktop.domain.errors import ReceptionError, ServerBusy

logger = logging.getLogger(__name__)

STEP_TIMEOUT_S = 5.0
ANSWER_LIMIT_S = 10.0
"""From the first byte sent to the last one read."""
MAX_ANSWER_BYTES = 256 * 1024
MAX_AT_ONCE = 4
TURN_S = 2.0
BUSY_RETRY_S = 5.0


class IssuerUnreachable(ReceptionError):
    """The issuer does not answer, or not as it should; word: one of ours, fit for a log."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Question:
    """What is asked of the issuer. form: sent by POST; None: asked by GET."""

    url: str
    form: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Reply:
    """What the issuer said. body: untrusted."""

    status: int
    body: bytes


class IssuerHttp(Protocol):
    """Carries questions to the issuer. Thread: any."""

    def fetch(self, question: Question) -> Reply:
        """Ask. Raises IssuerUnreachable; ServerBusy when too many ask already."""
        ...


class DirectIssuerHttp:
    """IssuerHttp over a connection for each question; follows nobody elsewhere, uses no proxy."""

    def __init__(self, plan: IssuerPlan) -> None:
        self._origin = plan.origin
        self._turns = threading.BoundedSemaphore(MAX_AT_ONCE)
        self._context = (
            ssl.create_default_context(cafile=plan.ca_file)
            if self._origin.scheme == "https"
            else None
        )

    def fetch(self, question: Question) -> Reply:
        """Waits TURN_S at most for its turn. Raises as IssuerHttp, for another origin too."""
        if origin_of(question.url) != self._origin:
            raise IssuerUnreachable("elsewhere")
        if not self._turns.acquire(timeout=TURN_S):
            raise ServerBusy(BUSY_RETRY_S)
        try:
            return self._fetch(question)
        except ssl.SSLError as error:
            raise IssuerUnreachable("tls") from error
        except (OSError, http.client.HTTPException) as error:
            raise IssuerUnreachable("no_answer") from error
        finally:
            self._turns.release()

    def _fetch(self, question: Question) -> Reply:
        connection, was_cut = self._connection(), threading.Event()
        lines: list[socket.socket] = []
        cut = threading.Timer(ANSWER_LIMIT_S, _cut, (connection, lines, was_cut))
        cut.daemon = True
        cut.start()
        try:
            self._send(connection, question)
            # the connection forgets it as soon as an answer says that it is the last one
            lines += [] if connection.sock is None else [connection.sock]
            with connection.getresponse() as response:
                body = response.read(MAX_ANSWER_BYTES + 1)
                is_torn = bool(response.length)
        finally:
            cut.cancel()
            connection.close()
        if len(body) > MAX_ANSWER_BYTES:
            raise IssuerUnreachable("oversized")
        if was_cut.is_set() or is_torn:  # what came of it would pass for all of it
            raise IssuerUnreachable("no_answer")
        return Reply(status=response.status, body=body)

    def _connection(self) -> http.client.HTTPConnection:
        host, port = self._origin.host, self._origin.port
        if self._context is None:
            return http.client.HTTPConnection(host, port, timeout=STEP_TIMEOUT_S)
        return http.client.HTTPSConnection(
            host, port, timeout=STEP_TIMEOUT_S, context=self._context
        )

    @staticmethod
    def _send(connection: http.client.HTTPConnection, question: Question) -> None:
        parts = urlsplit(question.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Accept": "application/json", "Connection": "close", **question.headers}
        if question.form is None:
            connection.request("GET", target, headers=headers)
            return
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST", target, urlencode(question.form), headers)


def _cut(
    connection: http.client.HTTPConnection, lines: list[socket.socket], was_cut: threading.Event
) -> None:
    """A drop every few seconds would never time out by itself."""
    was_cut.set()
    logger.warning("issuer cut limit_s=%.0f", ANSWER_LIMIT_S)
    line: socket.socket | None = lines[0] if lines else connection.sock
    if line is not None:
        with contextlib.suppress(OSError):
            # not TLS's own, which takes its state away from under who reads
            socket.socket.shutdown(line, socket.SHUT_RDWR)
