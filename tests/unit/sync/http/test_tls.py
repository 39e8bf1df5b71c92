"""Whom a PC takes for its city: the system's store or the named file, and nobody besides."""

import asyncio
import select
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
import requests.adapters
from typing_extensions import override

from desktop.domain.clock import SystemClock
from desktop.domain.errors import Offline, ProtocolError
from desktop.domain.ids import SessionId, SiteId
from desktop.session.channel import ChannelSettings, WebSocketDialer
from desktop.session.seat.keeper import LineEnded
from desktop.sync.access.room_identity import ShownCertificate
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from tests.patience import PATIENCE_S
from tests.rigs.city.certified_city import self_signed
from tests.rigs.line.torn_line import Certificates, make_certificates

pytestmark = pytest.mark.unit

ANSWER = b'{"contract_version": "1", "server_time": "2026-11-26T02:00:00Z", "epoch": "e"}'
NO_SESSION = 4404
"""What the channel makes of this server's 404: the line was trusted, and the answer read."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # a WebSocket asks for it

    def do_GET(self) -> None:
        is_channel = self.path.endswith("/channel")
        self.send_response(404 if is_channel else 200)
        self.send_header("Content-Length", "0" if is_channel else str(len(ANSWER)))
        self.end_headers()
        if not is_channel:
            self.wfile.write(ANSWER)

    @override
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing."""


class Tunnel(BaseHTTPRequestHandler):
    """An office's proxy: leads to one place, and notes who was asked for."""

    asked: ClassVar[list[str]] = []

    def do_CONNECT(self) -> None:
        self.asked.append(self.path)
        host, _, port = self.path.partition(":")
        with socket.create_connection((host, int(port)), timeout=PATIENCE_S) as city:
            self.send_response(200)
            self.end_headers()
            ways = {self.connection: city, city: self.connection}
            while readable := select.select([*ways], [], [], 5.0)[0]:
                for end in readable:
                    if not (data := end.recv(65_536)):
                        return
                    ways[end].sendall(data)

    @override
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing."""


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    @override
    def handle_error(self, request: object, client_address: object) -> None:
        """A handshake that the other end ends is what these tests are about."""


@pytest.fixture
def files(tmp_path: Path) -> Certificates:
    return make_certificates(tmp_path)


@pytest.fixture
def url(files: Certificates) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files.server_file)
    server = QuietServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"https://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def proxy() -> Iterator[str]:
    Tunnel.asked.clear()
    server = QuietServer(("127.0.0.1", 0), Tunnel)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def system_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """OpenSSL's variables stand for roots that were rolled out; the store is empty at first."""
    store = tmp_path / "system.pem"
    store.touch()
    monkeypatch.setenv("SSL_CERT_FILE", str(store))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    return store


def shown() -> ShownCertificate:
    pair = self_signed("room")
    return ShownCertificate(pem=pair.pem, key=pair.key)


def ask(
    url: str, ca_file: Path | None = None, *, shows: bool = False, proxy: str | None = None
) -> None:
    """By HTTP, as a PC with a certificate or without one. Raises as CityApi."""
    certificate = shown() if shows else None
    address = CityAddress(base_url=url, ca_file=ca_file, proxy=proxy)
    api = HttpCityApi(address=address, clock=SystemClock(), certificate=certificate)
    try:
        if shows:
            api.relays("token")
        else:
            api.server_info()
    except ProtocolError as error:
        if shows and error.code == "malformed":
            return  # it was trusted: this server has one answer for everything
        raise
    finally:
        api.close()


def dial(url: str, ca_file: Path | None = None, proxy: str | None = None) -> int | None:
    """By the live channel: the code that the line ended with."""
    settings = ChannelSettings(
        base_url=url,
        own_site_id=SiteId("commune"),
        program_id="program",
        ca_file=ca_file,
        proxy=proxy,
    )
    with pytest.raises(LineEnded) as ended:
        asyncio.run(WebSocketDialer(settings).dial(SessionId("s"), "token"))
    return ended.value.close_code


@pytest.mark.parametrize("shows", [False, True])
def test_a_root_that_was_rolled_out_to_the_system_is_trusted_by_http_as_by_the_channel(
    *, shows: bool, url: str, files: Certificates, system_store: Path
) -> None:
    with pytest.raises(ProtocolError) as refused:
        ask(url, shows=shows)
    assert refused.value.code == "tls"
    assert dial(url) is None
    system_store.write_bytes(files.ca_file.read_bytes())
    ask(url, shows=shows)
    assert dial(url) == NO_SESSION


@pytest.mark.parametrize("shows", [False, True])
def test_no_bundle_of_a_library_is_trusted_besides_the_system(
    *,
    shows: bool,
    url: str,
    files: Certificates,
    system_store: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(files.ca_file))
    assert system_store.read_bytes() == b""
    with pytest.raises(ProtocolError) as refused:
        ask(url, shows=shows)
    assert refused.value.code == "tls"


@pytest.mark.parametrize("shows", [False, True])
def test_a_named_file_is_trusted_and_nothing_else(
    *, shows: bool, url: str, files: Certificates, system_store: Path, tmp_path: Path
) -> None:
    ask(url, files.ca_file, shows=shows)
    assert dial(url, files.ca_file) == NO_SESSION
    (tmp_path / "another").mkdir()
    another = make_certificates(tmp_path / "another")
    system_store.write_bytes(files.ca_file.read_bytes())
    with pytest.raises(ProtocolError) as refused:
        ask(url, another.ca_file, shows=shows)
    assert refused.value.code == "tls"
    assert dial(url, another.ca_file) is None


@pytest.mark.parametrize("shows", [False, True])
def test_behind_a_proxy_the_same_city_is_trusted_and_no_other(
    *, shows: bool, url: str, files: Certificates, system_store: Path, proxy: str
) -> None:
    with pytest.raises(ProtocolError) as refused:
        ask(url, shows=shows, proxy=proxy)
    assert refused.value.code == "tls"
    system_store.write_bytes(files.ca_file.read_bytes())
    ask(url, shows=shows, proxy=proxy)
    assert dial(url, proxy=proxy) == NO_SESSION
    assert Tunnel.asked == [url.removeprefix("https://")] * 3


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_sent(
    url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Offline):
        ask(url, tmp_path / "nowhere.pem")
    assert "certificates not usable" in caplog.text
    empty = tmp_path / "empty.pem"
    empty.write_text("no certificate")
    with pytest.raises(ProtocolError) as refused:
        ask(url, empty)
    assert refused.value.code == "tls"
