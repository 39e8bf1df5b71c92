"""The way back from the browser: one visit counts, everything else is sent away."""

import socket
import threading
from collections.abc import Iterator

import pytest

from desktop.domain.clock import SystemClock
from desktop.domain.errors import AccessRefused
from desktop.sync.access import loopback_redirect as module
from desktop.sync.access.loopback_redirect import LoopbackRedirect, Returned
from tests.fakes.fake_browser import say
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.unit

STATE = "s" * 43


class Waiting:
    """A PC that waits on a thread."""

    def __init__(self) -> None:
        self.way_back = LoopbackRedirect(clock=SystemClock())
        self.port = self.way_back.port
        self.found: Returned | AccessRefused | None = None
        self._thread = threading.Thread(target=self._wait)

    def start(self, limit_s: float = 10.0) -> None:
        self._limit_s = limit_s
        self._thread.start()

    def _wait(self) -> None:
        try:
            self.found = self.way_back.wait(STATE, self._limit_s)
        except AccessRefused as refused:
            self.found = refused
        finally:
            self.way_back.close()

    def end(self) -> Returned | AccessRefused | None:
        self._thread.join(PATIENCE_S)
        assert not self._thread.is_alive()
        return self.found

    @property
    def is_waiting(self) -> bool:
        return self._thread.is_alive()

    def get(self, target: str, host: str | None = None) -> bytes:
        name = host or f"127.0.0.1:{self.port}"
        return say(self.port, f"GET {target} HTTP/1.1\r\nHost: {name}\r\n\r\n".encode())


@pytest.fixture
def waiting() -> Iterator[Waiting]:
    made = Waiting()
    yield made
    made.way_back.cancel()
    if made.is_waiting:
        made.end()
    made.way_back.close()


def test_the_right_visit_brings_the_code(waiting: Waiting) -> None:
    waiting.start()
    said = waiting.get(f"/sign-in?code=abc%2F1&state={STATE}&iss=https%3A%2F%2Fsso.example&x=")
    assert waiting.end() == Returned(code="abc/1", issuer="https://sso.example")
    head, _, page = said.decode().partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 200 OK\r\n")
    for rule in ("default-src 'none'", "no-referrer", "no-store", "nosniff", "Connection: close"):
        assert rule in head
    assert "Đã nhận" in page
    assert "abc" not in said.decode()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", waiting.port), 1.0)


@pytest.mark.parametrize("query", ["error=access_denied", "code=", "error=x&code=abc", ""])
def test_an_issuer_that_does_not_let_in_brings_no_code(waiting: Waiting, query: str) -> None:
    waiting.start()
    said = waiting.get(f"/sign-in?{query}&state={STATE}")
    assert waiting.end() == Returned(code=None, issuer=None)
    assert "Chưa đăng nhập được" in said.decode()


@pytest.mark.parametrize("state", ["", "t" * 43, STATE + "s", "%C3%A9"])
def test_another_state_ends_it(waiting: Waiting, state: str) -> None:
    waiting.start()
    waiting.get(f"/sign-in?code=abc&state={state}")
    found = waiting.end()
    assert isinstance(found, AccessRefused)
    assert found.code == "D-119"


@pytest.mark.parametrize(
    "target",
    [
        "/favicon.ico",
        "/",
        f"/sign-in/?code=a&state={STATE}",
        f"/other?code=a&state={STATE}",
        "/sign-in?code=a",
        "/sign-in",
        f"/sign-in?code=a&code=b&state={STATE}",
        f"/sign-in?code=a&state={STATE}&state={STATE}",
        f"/sign-in?code=%FF&state={STATE}",
        f"/sign-in?state={STATE}" + "&a=1" * 20,
        f"http://127.0.0.1/sign-in?code=a&state={STATE}",
    ],
)
def test_other_questions_are_sent_away_and_it_waits_on(waiting: Waiting, target: str) -> None:
    waiting.start()
    assert waiting.get(target).startswith(b"HTTP/1.1 404 Not Found\r\n")
    assert waiting.is_waiting
    waiting.get(f"/sign-in?code=abc&state={STATE}")
    assert waiting.end() == Returned(code="abc", issuer=None)


@pytest.mark.parametrize("host", ["localhost", "evil.example", "127.0.0.1", "127.0.0.1:1"])
def test_a_page_of_elsewhere_that_found_the_port_is_sent_away(waiting: Waiting, host: str) -> None:
    waiting.start()
    assert b" 404 " in waiting.get(f"/sign-in?code=abc&state={STATE}", host=host)
    assert waiting.is_waiting


@pytest.mark.parametrize(
    "head",
    [
        f"POST /sign-in?code=a&state={STATE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode(),
        b"\x16\x03\x01\x02\x00\r\n\r\n",
        b"\r\n\r\n",
    ],
)
def test_what_is_no_such_question_is_sent_away(waiting: Waiting, head: bytes) -> None:
    waiting.start()
    assert say(waiting.port, head).startswith(b"HTTP/1.1 404 ")
    assert waiting.is_waiting


def test_a_head_without_an_end_is_cut(waiting: Waiting) -> None:
    waiting.start()
    assert say(waiting.port, b"GET /" + b"x" * module.MAX_HEAD_BYTES) == b""
    assert waiting.is_waiting


def test_lines_that_say_nothing_keep_nobody_out(waiting: Waiting) -> None:
    waiting.start()
    silent = [
        socket.create_connection(("127.0.0.1", waiting.port), PATIENCE_S)
        for _ in range(module.MAX_GUESTS + 3)
    ]
    waiting.get(f"/sign-in?code=abc&state={STATE}")
    assert waiting.end() == Returned(code="abc", issuer=None)
    for line in silent:
        line.close()


def test_a_head_may_come_in_pieces(waiting: Waiting) -> None:
    waiting.start()
    with socket.create_connection(("127.0.0.1", waiting.port), PATIENCE_S) as line:
        line.sendall(f"GET /sign-in?code=abc&state={STATE} HTTP".encode())
        with socket.create_connection(("127.0.0.1", waiting.port), PATIENCE_S):
            line.sendall(f"/1.1\r\nhost: 127.0.0.1:{waiting.port}\r\n".encode())
            line.sendall(b"\r\n")
            assert waiting.end() == Returned(code="abc", issuer=None)


def test_a_line_that_is_gone_is_forgotten(waiting: Waiting) -> None:
    waiting.start()
    socket.create_connection(("127.0.0.1", waiting.port), PATIENCE_S).close()
    waiting.get(f"/sign-in?code=abc&state={STATE}")
    assert waiting.end() == Returned(code="abc", issuer=None)


def test_it_has_its_time(waiting: Waiting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_S", 0.01)
    waiting.start(0.02)
    found = waiting.end()
    assert isinstance(found, AccessRefused)
    assert found.code == "D-118"


@pytest.mark.parametrize("is_before", [True, False])
def test_it_is_cancelled_without_another_look(
    waiting: Waiting, monkeypatch: pytest.MonkeyPatch, is_before: bool
) -> None:
    monkeypatch.setattr(module, "LOOK_S", 3 * PATIENCE_S)  # whoever waits for that is not at an end
    if is_before:
        waiting.way_back.cancel()
    waiting.start(6 * PATIENCE_S)
    waiting.way_back.cancel()
    assert waiting.end() is None
    waiting.way_back.cancel()  # after the end: nothing


def test_it_listens_on_this_pc_alone(waiting: Waiting) -> None:
    listener = waiting.way_back._listener
    assert listener.getsockname() == ("127.0.0.1", waiting.port)
