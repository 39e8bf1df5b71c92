"""Where the system's browser brings the issuer's answer: one visit on loopback (RFC 8252 §7.3)."""

import contextlib
import hmac
import logging
import selectors
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from desktop.contract.access import REDIRECT_URI
from desktop.domain.clock import Clock
from desktop.domain.errors import AccessRefused
from desktop.sync.codes import AccessCode

logger = logging.getLogger(__name__)

HOST: Final = "127.0.0.1"
LOOK_S: Final = 0.2
SEND_S: Final = 1.0
MAX_HEAD_BYTES: Final = 8 * 1024
MAX_GUESTS: Final = 8
"""Browsers open lines ahead of need; of more than these the oldest goes."""
BACKLOG: Final = 32
MAX_FIELDS: Final = 16
_END: Final = b"\r\n\r\n"
_RECEIVED: Final = (
    "Đã nhận. Hãy quay lại chương trình phòng tiếp công dân và đóng trang này.",
    "Received. Go back to the reception room's program and close this page.",
)
_NOT_RECEIVED: Final = (
    "Chưa đăng nhập được. Hãy quay lại chương trình phòng tiếp công dân.",
    "Not signed in. Go back to the reception room's program.",
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Returned:
    """What the browser brought, untrusted. code: None when the issuer did not let in.

    issuer: the parameter `iss` of RFC 9207.
    """

    code: str | None
    issuer: str | None


@dataclass(slots=True, kw_only=True)
class _Guest:
    line: socket.socket
    head: bytes = b""


class LoopbackRedirect:
    """Listens until the right visit came. Thread: `wait` on one, `cancel` on any.

    Raises OSError when no port can be had.
    """

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._listener = _listen()
        self._news, self._bell = socket.socketpair()
        self._guests: list[_Guest] = []
        self.port: int = self._listener.getsockname()[1]

    def wait(self, state: str, limit_s: float) -> Returned | None:
        """What the browser brings; None after `cancel`.

        state: what must come back with it. Raises AccessRefused: ISSUER_LATE after limit_s,
        ISSUER_REFUSED for a visit with another state.
        """
        deadline_s = self._clock.monotonic() + limit_s
        with selectors.DefaultSelector() as selector:
            selector.register(self._listener, selectors.EVENT_READ)
            selector.register(self._news, selectors.EVENT_READ)
            while self._clock.monotonic() < deadline_s:
                for key, _ in selector.select(LOOK_S):
                    if key.fileobj is self._news:
                        return None
                    if key.fileobj is self._listener:
                        self._welcome(selector)
                    elif (found := self._hear(selector, key.data, state)) is not None:
                        return found
        raise AccessRefused(AccessCode.ISSUER_LATE)

    def cancel(self) -> None:
        """End `wait`, also one that has not begun."""
        with contextlib.suppress(OSError):
            self._bell.send(b"\0")

    def close(self) -> None:
        """Let go of the port and of every line. Idempotent."""
        for guest in self._guests:
            guest.line.close()
        self._guests = []
        for line in (self._listener, self._news, self._bell):
            line.close()

    # ---- guests ----------------------------------------------------------------------------

    def _welcome(self, selector: selectors.BaseSelector) -> None:
        try:
            line, _ = self._listener.accept()
        except OSError:
            return  # gone again
        line.settimeout(0)
        if len(self._guests) >= MAX_GUESTS:
            self._dismiss(selector, self._guests[0])
        guest = _Guest(line=line)
        self._guests.append(guest)
        selector.register(line, selectors.EVENT_READ, guest)

    def _hear(self, selector: selectors.BaseSelector, guest: _Guest, state: str) -> Returned | None:
        if guest not in self._guests:
            return None  # dismissed for another one in this same look
        try:
            piece = guest.line.recv(MAX_HEAD_BYTES)
        except BlockingIOError:
            return None
        except OSError:
            piece = b""
        guest.head += piece
        if piece and _END not in guest.head and len(guest.head) <= MAX_HEAD_BYTES:
            return None
        try:
            return self._answer(guest, state)
        finally:
            self._dismiss(selector, guest)

    def _dismiss(self, selector: selectors.BaseSelector, guest: _Guest) -> None:
        selector.unregister(guest.line)
        guest.line.close()
        self._guests.remove(guest)

    def _answer(self, guest: _Guest, state: str) -> Returned | None:
        """What this visit brings; None for one that is not the issuer's answer."""
        if _END not in guest.head or len(guest.head) > MAX_HEAD_BYTES:
            return None
        fields = _fields(guest.head, self.port)
        if fields is None or "state" not in fields:
            _say(guest.line, "404 Not Found", _NOT_RECEIVED)
            return None
        code = fields.get("code") or None
        is_right = hmac.compare_digest(fields["state"].encode(), state.encode())
        is_in = is_right and code is not None and "error" not in fields
        _say(guest.line, "200 OK", _RECEIVED if is_in else _NOT_RECEIVED)
        if not is_right:
            logger.warning("browser came back with another state")
            raise AccessRefused(AccessCode.ISSUER_REFUSED)
        return Returned(code=code if is_in else None, issuer=fields.get("iss"))


def _listen() -> socket.socket:
    """A free port of this PC, which no other program may take over meanwhile."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        exclusive: int | None = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
        if exclusive is not None:  # Windows lets others share a port unless told
            listener.setsockopt(socket.SOL_SOCKET, exclusive, 1)
        listener.bind((HOST, 0))
        listener.listen(BACKLOG)
        listener.settimeout(0)
    except BaseException:
        listener.close()
        raise
    return listener


def _fields(untrusted_head: bytes, port: int) -> dict[str, str] | None:
    """The query of the right address; None for any other question, or a field given twice."""
    lines = untrusted_head.partition(_END)[0].decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    hosts = [line[5:].strip() for line in lines[1:] if line[:5].lower() == "host:"]
    address = urlsplit(REDIRECT_URI.format(port=port))
    # the name it was called by: a page of elsewhere that got hold of 127.0.0.1 has its own
    if len(words) != 3 or words[0] != "GET" or hosts != [address.netloc]:  # noqa: PLR2004 - RFC 9112 §3
        return None
    path, _, query = words[1].partition("?")
    if path != address.path:
        return None
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict")
    except ValueError:
        return None
    fields = dict(pairs)
    return fields if len(fields) == len(pairs) else None


def _say(line: socket.socket, status: str, sentences: tuple[str, str]) -> None:
    """A page that loads nothing and tells nobody where it was."""
    vietnamese, english = sentences
    page = (
        '<!doctype html><html lang="vi"><meta charset="utf-8">'
        "<title>Phòng tiếp công dân trực tuyến</title>"
        f'<p>{vietnamese}</p><p lang="en">{english}</p></html>'
    ).encode()
    head = "\r\n".join(
        (
            f"HTTP/1.1 {status}",
            "Content-Type: text/html; charset=utf-8",
            f"Content-Length: {len(page)}",
            "Content-Security-Policy: default-src 'none'",
            "Referrer-Policy: no-referrer",
            "X-Content-Type-Options: nosniff",
            "Cache-Control: no-store",
            "Connection: close",
            "",
            "",
        )
    ).encode()
    with contextlib.suppress(OSError):
        line.settimeout(SEND_S)
        line.sendall(head + page)
        line.shutdown(socket.SHUT_WR)
