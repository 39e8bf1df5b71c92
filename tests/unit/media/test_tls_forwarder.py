"""The door to a relay in TLS: it passes everything on, trusts one authority, keeps its bounds."""

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from desktop.domain.call import IceServer
from desktop.media.engine import tls_forwarder as forwarder_module
from desktop.media.engine.ice_urls import parse_ice_url
from desktop.media.engine.relays import Relays
from desktop.media.engine.tls_forwarder import MAX_DOORS, TlsForwarder
from tests.fakes.running_coturn import Pem, make_city_pem

pytestmark = pytest.mark.unit

WAIT_S = 5.0
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
        url = f"turns:{host}:{self.port}?transport=tcp"
        return (IceServer(urls=(url,), username="u", credential="c"),)


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
        await asyncio.wait_for(story(guests), 6 * WAIT_S)
        await guests.go()
        for _ in range(100):
            if len(asyncio.all_tasks()) <= before:
                break
            await asyncio.sleep(0.01)
        assert len(asyncio.all_tasks()) <= before

    asyncio.run(whole())


def test_everything_passes_both_ways_and_the_credentials_stay(pem: Pem) -> None:
    async def story(guests: Guests) -> None:
        forwarder = TlsForwarder(ca_file=pem.ca)
        async with EchoInTls(pem) as far:
            servers = forwarder.through(far.told())
            assert (servers[0].username, servers[0].credential) == ("u", "c")
            reader, writer = await guests.visit(servers)
            sent = bytes(range(256)) * 2_000
            writer.write(sent)
            heard = await asyncio.wait_for(reader.readexactly(2 * len(sent)), WAIT_S)
            assert sorted(heard) == sorted(sent * 2)
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
                await asyncio.wait_for(reader.readexactly(1), WAIT_S)
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
                await asyncio.wait_for(reader.readexactly(1), WAIT_S)
        await forwarder.close()

    run(story)


def test_a_dead_relay_ends_the_visit(pem: Pem) -> None:
    async def story(guests: Guests) -> None:
        forwarder = TlsForwarder(ca_file=pem.ca)
        async with EchoInTls(pem) as far:
            told = far.told("127.0.0.1")
        reader, _ = await guests.visit(forwarder.through(told))
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(reader.readexactly(1), WAIT_S)
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
    writer.write(b"x")
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        return await asyncio.wait_for(reader.readexactly(2), WAIT_S) == b"xx"
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
