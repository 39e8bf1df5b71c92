"""HttpCityApi against servers that behave badly; the good ones are in tests/integration/sync."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter
from typing_extensions import override

from desktop.contract.operations import OperationIn
from desktop.domain.clock import SystemClock
from desktop.domain.errors import AccessRefused, Offline, ProtocolError, ServerBusy, TimedOut
from desktop.sync.http import api as api_module
from desktop.sync.http.api import READ_TIMEOUT_S, HttpCityApi
from desktop.sync.http.call import SLOWEST_BYTES_PER_S
from desktop.sync.http.city_address import CityAddress, new_session
from desktop.sync.http.city_api import BlobState
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.city.city_room import operation
from tests.rigs.line.torn_line import TornLine, make_certificates

pytestmark = pytest.mark.unit

Answer = Callable[[BaseHTTPRequestHandler], None]
GOOD = b'{"contract_version": "1", "server_time": "2026-11-26T02:00:00Z", "epoch": "e"}'


class Server:
    """Answers every request the same way, and remembers what was asked."""

    def __init__(self) -> None:
        self.answer: Answer = _send(200, GOOD)
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _take(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                outer.asked.append((self.command, self.path, dict(self.headers)))
                outer.answer(self)

            def __getattr__(self, name: str) -> Callable[[], None]:
                """do_GET, do_POST and whatever else is asked."""
                if name.startswith("do_"):
                    return self._take
                raise AttributeError(name)

            @override
            def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
                """Says nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


def _send(status: int, body: bytes = b"", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def _cut(handler: BaseHTTPRequestHandler) -> None:
    """The line breaks in the middle of the body."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"{")
    handler.close_connection = True


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def api(server: Server) -> Iterator[HttpCityApi]:
    made = HttpCityApi(address=CityAddress(base_url=server.url), clock=SystemClock())
    yield made
    made.close()


def test_version_and_token_go_with_every_request(server: Server, api: HttpCityApi) -> None:
    api.server_info()
    server.answer = _send(204)
    api.sign_out("secret")

    first, second = server.asked
    assert first[2]["X-Reception-Contract"] == "1"
    assert "Authorization" not in first[2]
    assert (second[0], second[1], second[2]["Authorization"]) == (
        "POST",
        "/v1/access/sign-out",
        "Bearer secret",
    )


def test_a_city_of_another_version_is_not_spoken_with(server: Server, api: HttpCityApi) -> None:
    server.answer = _send(200, GOOD.replace(b'"1"', b'"2"'))

    with pytest.raises(ProtocolError) as other:
        api.server_info()
    assert other.value.code == "wrong_version"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"epoch": 5}', b"\xff\xfe"])
def test_an_answer_outside_the_contract_is_malformed(
    server: Server, api: HttpCityApi, body: bytes
) -> None:
    server.answer = _send(200, body)

    with pytest.raises(ProtocolError) as malformed:
        api.server_info()
    assert malformed.value.code == "malformed"


def test_an_answer_without_end_is_not_read_to_the_end(
    server: Server, api: HttpCityApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_module, "MAX_PROBLEM_BYTES", 10)
    server.answer = _send(400, b"x" * 1_000)

    with pytest.raises(ProtocolError) as oversized:
        api.server_info()
    assert oversized.value.code == "oversized"


def test_a_city_that_sends_elsewhere_is_not_followed(server: Server, api: HttpCityApi) -> None:
    server.answer = _send(302, Location="http://example.invalid/")

    with pytest.raises(ProtocolError) as redirected:
        api.server_info()
    assert redirected.value.code == "redirected"
    assert len(server.asked) == 1


def test_a_line_that_breaks_is_offline(server: Server, api: HttpCityApi) -> None:
    server.answer = _cut

    with pytest.raises(Offline):
        api.server_info()


def test_a_city_that_is_not_there_is_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    api = HttpCityApi(address=CityAddress(base_url=f"http://127.0.0.1:{port}"), clock=SystemClock())

    with pytest.raises(Offline):
        api.server_info()
    api.close()


def test_a_city_that_says_nothing_times_out(
    server: Server, api: HttpCityApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_module, "READ_TIMEOUT_S", 0.05)
    go_on = threading.Event()
    server.answer = lambda _handler: (go_on.wait(PATIENCE_S), None)[1]

    with pytest.raises(TimedOut):
        api.server_info()
    go_on.set()


def test_a_city_that_answers_drop_by_drop_times_out(server: Server) -> None:
    clock = FakeClock()
    api = HttpCityApi(address=CityAddress(base_url=server.url), clock=clock)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        clock.advance(100.0)
        _send(200, GOOD)(handler)

    server.answer = drip
    assert api.server_info().epoch == "e", "only the reading of the body is limited"

    class LateClock(FakeClock):
        calls = 0

        @override
        def monotonic(self) -> float:
            self.calls += 1
            return 100.0 * self.calls

    late = HttpCityApi(address=CityAddress(base_url=server.url), clock=LateClock())
    with pytest.raises(TimedOut):
        late.server_info()
    late.close()
    api.close()


def test_a_connection_that_cannot_be_trusted_is_told_apart(server: Server) -> None:
    url = server.url.replace("http://", "https://")
    api = HttpCityApi(address=CityAddress(base_url=url), clock=SystemClock())

    with pytest.raises(ProtocolError) as untrusted:
        api.server_info()
    assert untrusted.value.code == "tls"
    api.close()


def test_an_address_that_is_none_is_a_fault_of_ours() -> None:
    api = HttpCityApi(address=CityAddress(base_url="nonsense"), clock=SystemClock())

    with pytest.raises(ProtocolError) as wrong:
        api.server_info()
    assert wrong.value.code == "request"
    api.close()


def test_proxies_come_from_the_settings_and_never_from_the_environment(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    direct = HttpCityApi(address=CityAddress(base_url=server.url), clock=SystemClock())
    assert direct.server_info().epoch == "e"
    direct.close()

    proxied = HttpCityApi(
        address=CityAddress(
            base_url="http://city.invalid", proxy=server.url, ca_file=Path("ca.pem")
        ),
        clock=SystemClock(),
    )
    assert proxied.server_info().epoch == "e"
    assert server.asked[-1][1] == "http://city.invalid/v1/server"
    proxied.close()


def test_a_closed_api_is_offline(server: Server, api: HttpCityApi) -> None:
    api.server_info()
    api.close()

    with pytest.raises(Offline):
        api.server_info()
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "error"), [(401, AccessRefused), (503, ServerBusy), (404, ProtocolError)]
)
def test_refusals_without_a_document_are_understood(
    server: Server, api: HttpCityApi, status: int, error: type[Exception]
) -> None:
    server.answer = _send(status, Retry_After="3")

    with pytest.raises(error):
        api.changes("token", "c")


def test_why_a_paper_is_refused_is_told_by_the_answer_with_a_document(
    server: Server, api: HttpCityApi
) -> None:
    def refuse(handler: BaseHTTPRequestHandler) -> None:
        problem = b'{"title": "", "status": 403, "code": "certificate_refused"}'
        _send(403, b"" if handler.command == "HEAD" else problem)(handler)

    server.answer = refuse
    assert api.blob_state("token", "ab" * 32) == BlobState(is_complete=False, offset=0)
    with pytest.raises(AccessRefused) as refused:
        api.append_blob("token", "ab" * 32, offset=0, total_bytes=3, data=b"abc")
    assert refused.value.code == "D-115"

    server.answer = _send(401)
    with pytest.raises(AccessRefused) as signed_out:
        api.blob_state("token", "ab" * 32)
    assert signed_out.value.code == "D-107"


def test_a_certificate_that_cannot_be_shown_now_is_tried_again_later() -> None:
    class Unshowable:
        def version(self) -> str:
            return "1"

        def show_in(self, context: ssl.SSLContext) -> None:
            raise PermissionError

    address = CityAddress(base_url="https://127.0.0.1:9")
    api = HttpCityApi(address=address, clock=SystemClock(), certificate=Unshowable())
    with pytest.raises(Offline):
        api.officers("token")
    api.close()


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 413])
def test_who_refuses_a_paper_without_saying_why_is_not_believed(
    server: Server, api: HttpCityApi, status: int
) -> None:
    server.answer = _send(status, b"<html>blocked</html>")
    with pytest.raises(ServerBusy):
        api.append_blob("token", "ab" * 32, offset=0, total_bytes=3, data=b"abc")
    with pytest.raises(ServerBusy):
        api.read_blob("token", "ab" * 32, offset=0, max_bytes=3)


def test_a_long_push_gets_the_time_that_a_thin_line_takes_for_it(
    server: Server, api: HttpCityApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits_s: list[float] = []

    class Noting(HTTPAdapter):
        @override
        def send(self, *given: Any, **named: Any) -> requests.Response:
            limits_s.append(named["timeout"][1])
            return super().send(*given, **named)

    def noted_session(*given: Any) -> requests.Session:
        session = new_session(*given)
        session.mount("http://", Noting())
        return session

    monkeypatch.setattr(api_module, "new_session", noted_session)
    line = OperationIn.model_validate(operation("minute_line", "line-1", {"text": "a" * 9_000}))
    server.answer = _send(200, b'{"epoch": "e", "verdicts": []}')
    assert api.push("token", [line]).epoch == "e"
    server.answer = _send(200, GOOD)
    api.server_info()
    sent_bytes = int(server.asked[0][2]["Content-Length"])
    assert sent_bytes > 9_000
    assert limits_s == [READ_TIMEOUT_S + sent_bytes / SLOWEST_BYTES_PER_S, READ_TIMEOUT_S]


def test_what_the_city_says_of_a_paper_is_checked(server: Server, api: HttpCityApi) -> None:
    server.answer = _send(200, Upload_Complete="?0", Upload_Offset="-5")
    with pytest.raises(ProtocolError):
        api.blob_state("token", "ab" * 32)

    server.answer = _send(204)
    with pytest.raises(ProtocolError):
        api.append_blob("token", "ab" * 32, offset=0, total_bytes=3, data=b"abc")

    server.answer = _send(206, b"abc", Content_Range="bytes 0-2/*")
    with pytest.raises(ProtocolError):
        api.read_blob("token", "ab" * 32, offset=0, max_bytes=3)

    server.answer = _send(206, b"abcd", Content_Range="bytes 0-3/9")
    with pytest.raises(ProtocolError) as oversized:
        api.read_blob("token", "ab" * 32, offset=0, max_bytes=3)
    assert oversized.value.code == "oversized"


class AskedClock(FakeClock):
    """Tells when somebody has looked at it."""

    def __init__(self) -> None:
        super().__init__()
        self.is_asked = threading.Event()

    @override
    def monotonic(self) -> float:
        now_s = super().monotonic()
        self.is_asked.set()
        return now_s


def test_the_moving_of_a_paper_is_timed_without_the_wait_for_the_city(server: Server) -> None:
    clock = AskedClock()
    api = HttpCityApi(address=CityAddress(base_url=server.url), clock=clock)

    def late(handler: BaseHTTPRequestHandler) -> None:
        clock.advance(30.0)
        handler.send_response(206)
        handler.send_header("Content-Range", "bytes 0-2/9")
        handler.send_header("Content-Length", "3")
        handler.end_headers()
        handler.wfile.write(b"ab")
        handler.wfile.flush()
        assert clock.is_asked.wait(PATIENCE_S)  # the head has come
        clock.advance(2.0)
        handler.wfile.write(b"c")

    server.answer = late
    part = api.read_blob("token", "ab" * 32, offset=0, max_bytes=3)
    api.close()
    assert (part.data, part.moving_s) == (b"abc", 2.0)


@contextmanager
def _listening(answer: bytes) -> Iterator[int]:
    """The port of one who takes the first words of a handshake, answers this and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def hang_up() -> None:
            caller, _ = listener.accept()
            with caller:
                caller.recv(4096)
                caller.sendall(answer)

        thread = threading.Thread(target=hang_up)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


@pytest.mark.parametrize("answer", [b"", b"\x16\x03\x03\x00\x7a\x02"])
def test_a_line_that_breaks_in_the_middle_of_a_handshake_is_offline(answer: bytes) -> None:
    with _listening(answer) as port:
        api = HttpCityApi(
            address=CityAddress(base_url=f"https://127.0.0.1:{port}"), clock=SystemClock()
        )
        with pytest.raises(Offline):
            api.server_info()
        api.close()


def test_who_speaks_no_tls_is_not_trusted() -> None:
    with _listening(b"HTTP/1.1 200 OK\r\n\r\n") as port:
        api = HttpCityApi(
            address=CityAddress(base_url=f"https://127.0.0.1:{port}"), clock=SystemClock()
        )
        with pytest.raises(ProtocolError) as refused:
            api.server_info()
        assert refused.value.code == "tls"
        api.close()


def test_a_city_with_a_certificate_of_another_authority_is_not_trusted(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("ours", "theirs")]
    for folder in folders:
        folder.mkdir()
    ours, theirs = (make_certificates(folder) for folder in folders)
    with TornLine(9, theirs).running() as line:
        url = f"https://127.0.0.1:{line.port}"
        api = HttpCityApi(
            address=CityAddress(base_url=url, ca_file=ours.ca_file), clock=SystemClock()
        )
        with pytest.raises(ProtocolError) as refused:
            api.server_info()
        assert refused.value.code == "tls"
        api.close()
