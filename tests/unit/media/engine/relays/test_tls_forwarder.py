"""The door to a relay in TLS: it passes everything on, trusts one authority, keeps its bounds."""

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from typing_extensions import override

from desktop.domain.media.call import IceServer
from desktop.media.engine.relays import tls_forwarder as forwarder_module
from desktop.media.engine.relays.ice_urls import parse_ice_url
from desktop.media.engine.relays.relays import Relays
from desktop.media.engine.relays.tls_forwarder import MAX_DOORS, TlsForwarder
from desktop.media.engine.relays.turn_frames import TurnFrames
from tests.patience import PATIENCE_S, wait_in_loop
from tests.rigs.system.running_coturn import Pem, make_city_pem

pytestmark = pytest.mark.unit

REFRESH = b"\x00\x04\x00\x00" + b"refreshes".ljust(16)
LAST = b"\x00\x04\x00\x00" + b"the last".ljust(16)
Talk = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class EchoInTls:
    """A server in TLS that says everything twice."""

    def __init__(self, pem: Pem) -> None:
        self._pem = pem
        self.visitors = 0
        self.port = 0

    async def __aenter__(self) -> "EchoInTls":
        trust = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        trust.load_cert_chain(self._pem.certificate, self._pem.key)
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=trust)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visitors += 1
        with contextlib.suppress(OSError):
            while data := await reader.read(65_536):
                writer.write(data * 2)
                await writer.drain()
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()

    def told(self, host: str = "localhost") -> tuple[IceServer, ...]:
        return told(self.port, host)


class StalledRelay:
    """A server in TLS that takes nothing before `reads` is set, and then until LAST."""

    def __init__(self, pem: Pem) -> None:
        self._pem = pem
        self.is_reached = threading.Event()
        self.reads = threading.Event()
        self.is_over = threading.Event()
        self.frames: list[bytes] = []

    def __enter__(self) -> "StalledRelay":
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8_192)
        self._listener.settimeout(PATIENCE_S)
        self._thread = threading.Thread(target=self._serve, name="relay")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.reads.set()
        self._thread.join()
        self._listener.close()

    def told(self) -> tuple[IceServer, ...]:
        return told(self._listener.getsockname()[1])

    def _serve(self) -> None:
        trust = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        trust.load_cert_chain(self._pem.certificate, self._pem.key)
        accepted, _ = self._listener.accept()
        accepted.settimeout(PATIENCE_S)
        cutter = TurnFrames()
        with trust.wrap_socket(accepted, server_side=True) as far:
            self.is_reached.set()
            self.reads.wait(6 * PATIENCE_S)
            while LAST not in self.frames and (data := far.recv(65_536)):
                self.frames += cutter.feed(data)
            self.is_over.set()


def told(port: int, host: str = "localhost") -> tuple[IceServer, ...]:
    url = f"turns:{host}:{port}?transport=tcp"
    return (IceServer(urls=(url,), username="u", credential="c"),)


def packet(number: int) -> bytes:
    """ChannelData with a piece of a picture."""
    return b"\x40\x01" + (1_200).to_bytes(2) + number.to_bytes(4) * 300


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Pem:
    return make_city_pem(tmp_path_factory.mktemp("pem"))


class Guests:
    """WebRTC stacks that come to a door."""

    def __init__(self) -> None:
        self._talks: list[Talk] = []

    async def visit(self, servers: tuple[IceServer, ...]) -> Talk:
        url = parse_ice_url(servers[0].urls[0])
        assert url is not None
        assert (url.scheme, url.host, url.transport) == ("turn", "127.0.0.1", "tcp")
        self._talks.append(await asyncio.open_connection(url.host, url.port))
        return self._talks[-1]

    async def go(self) -> None:
        for _, writer in self._talks:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()


def run(story: Callable[[Guests], Awaitable[None]]) -> None:
    async def whole() -> None:
        before = len(asyncio.all_tasks())
        guests = Guests()
        await asyncio.wait_for(story(guests), 6 * PATIENCE_S)
        await guests.go()
        await wait_in_loop(lambda: len(asyncio.all_tasks()) <= before)

    asyncio.run(whole())


def test_everything_passes_both_ways_and_the_credentials_stay(pem: Pem) -> None:
    async def story(guests: Guests) -> None:
        forwarder = TlsForwarder(ca_file=pem.ca)
        async with EchoInTls(pem) as far:
            servers = forwarder.through(far.told())
            assert (servers[0].username, servers[0].credential) == ("u", "c")
            reader, writer = await guests.visit(servers)
            sent = b""
            for number in range(400):  # 5 MB, many times what all buffers hold
                sent = b"".join(packet(number * 10 + one) for one in range(10))
                writer.write(sent)
                heard = await asyncio.wait_for(reader.readexactly(2 * len(sent)), PATIENCE_S)
                assert sorted(heard) == sorted(sent * 2)
            await forwarder.close()

    run(story)


def test_a_stalled_relay_loses_media_and_nothing_comes_seconds_late(
    pem: Pem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By UDP it is lost too; what is kept is said when the line is back, before new words."""

    sent = [packet(number) for number in range(5_000)]
    sent[2_500] = REFRESH
    sent.append(LAST)
    left_bytes, is_read = sum(map(len, sent)), asyncio.Event()

    class CountedFrames(TurnFrames):
        @override
        def feed(self, data: bytes) -> list[bytes]:
            nonlocal left_bytes
            left_bytes -= len(data)
            if not left_bytes:
                is_read.set()
            return super().feed(data)

    monkeypatch.setattr(forwarder_module, "TurnFrames", CountedFrames)

    async def story(guests: Guests) -> None:
        forwarder = TlsForwarder(ca_file=pem.ca)
        with StalledRelay(pem) as far:
            _, writer = await guests.visit(forwarder.through(far.told()))
            await asyncio.to_thread(far.is_reached.wait, PATIENCE_S)
            for frame in sent:
                writer.write(frame)
                await asyncio.wait_for(writer.drain(), PATIENCE_S)  # the door always reads
            await asyncio.wait_for(is_read.wait(), PATIENCE_S)
            far.reads.set()
            await asyncio.wait_for(asyncio.to_thread(far.is_over.wait), PATIENCE_S)
            await forwarder.close()
        kept_bytes = sum(map(len, far.frames))
        print({"sent_kb": sum(map(len, sent)) // 1_000, "kept_kb": kept_bytes // 1_000})
        assert 32_000 < kept_bytes < 300_000  # at 500 kbit/s less than 5 s, and not 160
        assert far.frames[:20] == [packet(number) for number in range(20)]
        assert far.frames[-2:] == [REFRESH, LAST]

    run(story)


def test_what_is_no_turn_ends_the_visit(pem: Pem) -> None:
    async def story(guests: Guests) -> None:
        forwarder = TlsForwarder(ca_file=pem.ca)
        async with EchoInTls(pem) as far:
            reader, writer = await guests.visit(forwarder.through(far.told()))
            writer.write(b"\xffGET / HTTP/1.1")
            with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
                await asyncio.wait_for(reader.readexactly(1), PATIENCE_S)
            await forwarder.close()

    run(story)


def test_a_relay_is_reached_by_one_door_however_often_it_is_told(pem: Pem) -> None:
    async def story(guests: Guests) -> None:
        forwarder = TlsForwarder(ca_file=pem.ca)
        async with EchoInTls(pem) as far:
            assert forwarder.through(far.told()) == forwarder.through(far.told())
            other = forwarder.through(far.told("127.0.0.1"))
            assert other != forwarder.through(far.told())
        await forwarder.close()
        await forwarder.close()

    run(story)


def test_servers_without_tls_stay_as_they_are(tmp_path: Path) -> None:
    told = tuple(
        IceServer(urls=(url,)) for url in ("stun:a:1", "turn:a:1?transport=udp", "turn:b:2")
    )
    assert TlsForwarder(ca_file=tmp_path / "unread.pem").through(told) == told


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_another_authority_is_not_trusted(pem: Pem, tmp_path: Path, host: str) -> None:
    stranger = make_city_pem(tmp_path)

    async def story(guests: Guests) -> None:
        forwarder = TlsForwarder(ca_file=stranger.ca)
        async with EchoInTls(pem) as far:
            reader, _ = await guests.visit(forwarder.through(far.told(host)))
            with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
                await asyncio.wait_for(reader.readexactly(1), PATIENCE_S)
            assert far.visitors == 0
        await forwarder.close()

    run(story)


def test_a_certificate_of_another_name_is_not_trusted(tmp_path: Path) -> None:
    elsewhere = make_city_pem(tmp_path, host="elsewhere.example")

    async def story(guests: Guests) -> None:
        forwarder = TlsForwarder(ca_file=elsewhere.ca)
        async with EchoInTls(elsewhere) as far:
            reader, _ = await guests.visit(forwarder.through(far.told()))
            with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
                await asyncio.wait_for(reader.readexactly(1), PATIENCE_S)
        await forwarder.close()

    run(story)


def test_a_dead_relay_ends_the_visit(pem: Pem) -> None:
    async def story(guests: Guests) -> None:
        forwarder = TlsForwarder(ca_file=pem.ca)
        async with EchoInTls(pem) as far:
            told = far.told("127.0.0.1")
        reader, _ = await guests.visit(forwarder.through(told))
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(reader.readexactly(1), PATIENCE_S)
        await forwarder.close()

    run(story)


@pytest.mark.parametrize("content", [None, b"no certificate"])
def test_without_a_readable_authority_the_relay_is_left_out(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)

    async def story(guests: Guests) -> None:
        forwarder = TlsForwarder(ca_file=path)
        told = (IceServer(urls=("turns:a:1",)), IceServer(urls=("turn:a:2",)))
        assert forwarder.through(told) == told[1:]
        await forwarder.close()

    run(story)


def test_there_is_an_end_to_doors(pem: Pem) -> None:
    async def story(guests: Guests) -> None:
        forwarder = TlsForwarder(ca_file=pem.ca)
        many = tuple(IceServer(urls=(f"turns:relay{n}:1",)) for n in range(MAX_DOORS + 3))
        assert len(forwarder.through(many)) == MAX_DOORS
        await forwarder.close()

    run(story)


async def echoes(talk: Talk) -> bool:
    """Whether a visit still passes things on."""
    reader, writer = talk
    writer.write(REFRESH)
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        return (
            await asyncio.wait_for(reader.readexactly(2 * len(REFRESH)), PATIENCE_S) == 2 * REFRESH
        )
    return False


def test_a_visitor_who_finds_every_place_taken_gets_that_of_the_stillest(
    pem: Pem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forwarder_module, "MAX_VISITORS", 4)

    async def story(guests: Guests) -> None:
        forwarder = TlsForwarder(ca_file=pem.ca)
        async with EchoInTls(pem) as far:
            servers = forwarder.through(far.told())
            old = [await guests.visit(servers) for _ in range(4)]
            for talk in (*old, old[0]):
                assert await echoes(talk)
            newest = await guests.visit(servers)
            assert await echoes(newest)
            assert [await echoes(talk) for talk in old] == [True, False, True, True]
            await forwarder.close()
            assert not await echoes(newest)

    run(story)


def test_practice_reaches_only_relays_on_this_pc(pem: Pem) -> None:
    async def story(guests: Guests) -> None:
        lacking: list[bool] = []
        relays = Relays(loopback_only=True, needs_relay=False, ca_file=pem.ca, tell=lacking.append)
        urls = ("turns:relay.example:443", "turn:127.0.0.1:1", "turns:[::1]:2")
        told = (IceServer(urls=urls, username="u", credential="c"),)
        reached = [one.urls[0] for one in relays.reach(told)]
        assert reached[0] == "turn:127.0.0.1:1?transport=udp"
        assert reached[1].startswith("turn:127.0.0.1:")
        assert len(reached) == 2
        assert lacking == [False]
        await relays.close()

    run(story)


@pytest.mark.parametrize(
    ("urls", "is_said"), [((), True), (("stun:127.0.0.1",), True), (("turn:127.0.0.1",), False)]
)
def test_a_policy_that_cannot_be_kept_is_told_and_in_the_log(
    caplog: pytest.LogCaptureFixture, urls: tuple[str, ...], *, is_said: bool
) -> None:
    told: list[bool] = []

    async def story(guests: Guests) -> None:
        relays = Relays(loopback_only=True, needs_relay=True, ca_file=None, tell=told.append)
        relays.reach((IceServer(urls=urls, username="u", credential="c"),))
        await relays.close()

    run(story)
    assert ("no relay is known" in caplog.text) == is_said
    assert told == [is_said]
