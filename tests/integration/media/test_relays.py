"""Two rooms through a real coturn and nothing else: by UDP, by TCP, by TLS with a private CA."""

import asyncio
import contextlib
import dataclasses
import json
import re
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from desktop.cityserver.config.config import RelayPlan
from desktop.cityserver.rooms.relay_tickets import RelayTickets
from desktop.domain.clock import SystemClock
from desktop.domain.ids import SiteId
from desktop.domain.media.call import IceServer, MediaEngine, PeerStats
from desktop.media.engine.call.leg import MOST_RESTARTS
from desktop.media.engine.call.link_watchdog import GATHER_AGAIN_S
from desktop.media.engine.peer.connection import ConnectionConfig
from desktop.media.engine.relays import tls_forwarder as forwarder_module
from desktop.media.engine.relays.relays import Relays
from desktop.media.pipe.commands import EngineStart
from desktop.session.words.mapping import ice_servers_from
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_media_room import (
    MediaRelay,
    MediaRoom,
    engine_options,
    start_together,
    wait_until,
)
from tests.rigs.line.media_pair import FACTORIES, LIMITS, End, talk
from tests.rigs.line.relay_line import RelayLine
from tests.rigs.system.running_coturn import HOST, SECRET, RunningCoturn, has_coturn, make_city_pem

pytestmark = [
    pytest.mark.integration,
    pytest.mark.light,
    pytest.mark.skipif(not has_coturn(), reason="coturn is not installed"),
]

MakeRoom = Callable[..., MediaRoom]
ENGINES = [MediaEngine.AIORTC, MediaEngine.LIBWEBRTC]
WATCH_S = 2.0
JOIN_TRIES = 2
"""The faster one counts: other programs want the two cores too."""
A_RELAY_GIVES_UP_S = 32.0
"""How long a question to a silent relay is asked anew (RFC 8489, section 6.2.1: 63 times 0.5 s).

A join that waits for one waits that long; a quarter of it leaves room for a busy PC.
"""
LONG_GATHERING_S = 20.0

_DIRECT = re.compile(r"a=candidate:.* typ (?!relay).*\r\n")


@pytest.fixture(scope="module")
def coturn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCoturn]:
    folder = tmp_path_factory.mktemp("coturn")
    running = RunningCoturn(folder=folder, pem=make_city_pem(folder / "pem"))
    running.start()
    yield running
    running.stop()


def relayed(media_engine: MediaEngine, ca_file: Path | None) -> EngineStart:
    options = engine_options("relayed", media_engine=media_engine)
    return dataclasses.replace(options, relay_only=True, relay_ca_file=ca_file)


def meet(
    make_room: MakeRoom, options: EngineStart, *servers: IceServer
) -> tuple[tuple[MediaRoom, MediaRoom], MediaRelay, float]:
    """Two rooms that join; returns when the second one began."""
    rooms = make_room("left", options), make_room("right", options)
    relay = MediaRelay()
    relay.ice_servers = servers
    start_together(*rooms)
    began_s = [relay.join(room) for room in rooms]
    return rooms, relay, began_s[-1]


@contextlib.contextmanager
def silent_relay() -> Iterator[IceServer]:
    """It takes what it is sent, by UDP and by TCP, and never says a word."""
    with socket.create_server((HOST, 0)) as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
        port = tcp.getsockname()[1]
        udp.bind((HOST, port))
        urls = tuple(f"turn:{HOST}:{port}?transport={way}" for way in ("udp", "tcp"))
        yield IceServer(urls=urls, username="u", credential="c")


def far(coturn: RunningCoturn, line: RelayLine) -> IceServer:
    """The relay at the end of a line."""
    return dataclasses.replace(
        coturn.server("udp"), urls=(f"turn:{HOST}:{line.port}?transport=udp",)
    )


def relayed_alone(payload: str) -> str:
    """A signal as between two networks that let no other way through."""
    message = json.loads(payload)
    message["sdp"] = _DIRECT.sub("", message.get("sdp", ""))
    return json.dumps(message)


def has_met(rooms: tuple[MediaRoom, MediaRoom]) -> bool:
    return all(len(room.first_media) == 2 for room in rooms)


@pytest.mark.parametrize("media_engine", ENGINES, ids=str)
@pytest.mark.parametrize("way", ["udp", "tcp", "tls"])
def test_media_flows_through_the_relay_alone(
    make_room: MakeRoom, coturn: RunningCoturn, way: str, media_engine: MediaEngine
) -> None:
    options = relayed(media_engine, coturn.pem.ca)
    rooms, _, began_s = meet(make_room, options, coturn.server(way))
    wait_until(lambda: has_met(rooms), "picture and sound by the relay")
    join_ms = 1000 * (max(max(room.first_media.values()) for room in rooms) - began_s)
    print({"way": way, "engine": str(media_engine), "join_ms": round(join_ms)})

    def stats() -> list[PeerStats]:
        return [entry for room in rooms for entry in room.stats]

    # The first figures of a busy PC may come before ICE says which pair it took.
    wait_until(
        lambda: [bool(entry.path) for entry in stats()] == [True, True], "figures, and paths"
    )
    assert [entry.path for entry in stats()] == ["relay", "relay"]
    wait_until(lambda: all(entry.video_fps > 10.0 for entry in stats()), "pictures flow")


@pytest.mark.parametrize("media_engine", ENGINES, ids=str)
def test_a_ticket_of_the_city_server_opens_the_relay_until_it_ends(
    make_room: MakeRoom, coturn: RunningCoturn, media_engine: MediaEngine
) -> None:
    plan = RelayPlan(turn_urls=(coturn.url("tcp"),), secret=SECRET, ttl_s=60)
    clock = FakeClock(SystemClock().now())
    tickets = RelayTickets(plan=plan, clock=clock)
    options = relayed(media_engine, coturn.pem.ca)
    fresh = ice_servers_from(tickets.servers_for(SiteId("left")))
    rooms, relay, _ = meet(make_room, options, *fresh)
    wait_until(lambda: has_met(rooms), "picture and sound by the relay")
    clock.advance(-61)
    relay.ice_servers = ice_servers_from(tickets.servers_for(SiteId("left")))
    for room in rooms:
        relay.leave(room)
        room.first_media.clear()
    for room in rooms:
        relay.join(room)
    time.sleep(2 * WATCH_S)
    assert [room.first_media for room in rooms] == [{}, {}]


@pytest.mark.parametrize("media_engine", ENGINES, ids=str)
def test_a_relay_whose_certificate_is_not_the_citys_is_not_used(
    make_room: MakeRoom, coturn: RunningCoturn, tmp_path: Path, media_engine: MediaEngine
) -> None:
    other = make_city_pem(tmp_path / "other")
    rooms, _, _ = meet(make_room, relayed(media_engine, other.ca), coturn.server("tls"))
    time.sleep(2 * WATCH_S)
    assert [room.first_media for room in rooms] == [{}, {}]
    assert all(room.is_up.is_set() for room in rooms)


@pytest.mark.parametrize("media_engine", ENGINES, ids=str)
def test_dead_and_refusing_relays_hardly_delay_a_join(
    make_room: MakeRoom, coturn: RunningCoturn, media_engine: MediaEngine
) -> None:
    options = engine_options("direct", media_engine=media_engine)
    dead = IceServer(
        urls=("turn:127.0.0.1:9?transport=udp", "turn:127.0.0.1:9?transport=tcp"),
        username="u",
        credential="c",
    )
    forged = coturn.server("udp", "tcp", secret="somebody else's")

    def join_ms(*servers: IceServer) -> float:
        rooms, _, began_s = meet(make_room, options, *servers)
        wait_until(lambda: has_met(rooms), "picture and sound")
        for room in rooms:
            room.stop()
        return 1000 * (max(max(room.first_media.values()) for room in rooms) - began_s)

    with silent_relay() as silent, RelayLine(coturn.port, delay_s=0.05) as line:
        tries = range(JOIN_TRIES)
        alone_ms = min(join_ms() for _ in tries)
        with_relays_ms = min(join_ms(dead, forged, silent, far(coturn, line)) for _ in tries)
    print({"engine": str(media_engine), "join_ms": [round(alone_ms), round(with_relays_ms)]})
    assert with_relays_ms - alone_ms <= 1_000 * A_RELAY_GIVES_UP_S / 4


@pytest.mark.parametrize("engine", sorted(FACTORIES))
def test_a_silent_relay_does_not_hold_up_what_a_live_one_has_told(
    coturn: RunningCoturn, engine: str
) -> None:
    async def offer_s(*servers: IceServer) -> float:
        connection = FACTORIES[engine](
            ConnectionConfig(
                ice_servers=servers,
                loopback_only=True,
                ice_port_range=None,
                limits=LIMITS,
                on_video=lambda _: None,
                on_state=lambda _: None,
                gather_limit_s=LONG_GATHERING_S,
            )
        )
        began_s = time.monotonic()
        try:
            assert " typ relay" in await connection.create_offer()
            return time.monotonic() - began_s
        finally:
            await connection.close()

    with silent_relay() as silent, RelayLine(coturn.port, delay_s=0.15) as line:
        took_s = asyncio.run(offer_s(silent, far(coturn, line)))
    print({"engine": engine, "offer_s": round(took_s, 2)})
    assert took_s < LONG_GATHERING_S / 2


@pytest.mark.parametrize("media_engine", ENGINES, ids=str)
def test_two_rooms_meet_by_a_relay_that_is_far_away_beside_one_that_says_nothing(
    make_room: MakeRoom, coturn: RunningCoturn, media_engine: MediaEngine
) -> None:
    rooms = tuple(
        make_room(name, engine_options(name, media_engine=media_engine))
        for name in ("left", "right")
    )
    relay = MediaRelay()
    relay.bend = relayed_alone
    with silent_relay() as silent, RelayLine(coturn.port, delay_s=0.15) as line:
        relay.ice_servers = (silent, far(coturn, line))
        start_together(*rooms)
        began_s = [relay.join(room) for room in rooms][-1]
        wait_until(lambda: has_met((rooms[0], rooms[1])), "picture and sound by the relay", 20.0)
        join_s = max(max(room.first_media.values()) for room in rooms) - began_s
        for room in rooms:
            room.stop()
    print({"engine": str(media_engine), "join_s": round(join_s, 2)})


@pytest.mark.parametrize("media_engine", ENGINES, ids=str)
def test_a_relay_that_restarts_is_used_again(
    make_room: MakeRoom, tmp_path: Path, media_engine: MediaEngine
) -> None:
    relay = RunningCoturn(folder=tmp_path, pem=make_city_pem(tmp_path / "pem"))
    relay.start()
    try:
        options = relayed(media_engine, relay.pem.ca)
        rooms, _, _ = meet(make_room, options, relay.server("udp", "tcp"))
        wait_until(lambda: has_met(rooms), "picture and sound by the relay")
        relay.stop(kills=True)
        time.sleep(4.0)
        for room in rooms:
            room.first_media.clear()
            room.forget_pictures()
        relay.start()
        back_s = time.monotonic()
        wait_until(
            lambda: all(room.seen(other.site_id).arrived_s for room, other in (rooms, rooms[::-1])),
            "pictures by the relay again",
        )
        print({"relay_restart_back_s": round(time.monotonic() - back_s, 2)})
        assert time.monotonic() - back_s <= A_RELAY_GIVES_UP_S
    finally:
        relay.stop()


def test_every_restart_of_ice_passes_the_door_of_a_relay_in_tls(
    coturn: RunningCoturn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """libwebrtc stays at the door with every path that it ever had; here there are four places."""
    monkeypatch.setattr(forwarder_module, "MAX_VISITORS", 4)

    async def story() -> list[int]:
        relays = Relays(
            loopback_only=True, needs_relay=False, ca_file=coturn.pem.ca, tell=lambda _: None
        )
        left, right = (
            FACTORIES["libwebrtc"](
                ConnectionConfig(
                    ice_servers=servers,
                    loopback_only=True,
                    ice_port_range=None,
                    limits=LIMITS,
                    on_video=lambda _: None,
                    on_state=lambda _: None,
                    relay_only=bool(servers),
                    gather_limit_s=GATHER_AGAIN_S,
                )
            )
            for servers in (relays.reach((coturn.server("tls"),)), ())
        )
        ends = [End(connection=one) for one in (left, right)]
        relayed = []
        try:
            for number in range(1 + MOST_RESTARTS):
                offer = await left.create_offer(restarts_ice=number > 0)
                relayed.append(offer.count(" typ relay"))
                await left.set_answer(await right.create_answer(offer))
                since_s = time.monotonic()
                await talk(*ends, until=lambda since_s=since_s: _have_heard(ends, since_s))  # type: ignore[misc]
        finally:
            for end in ends:
                await end.connection.close()
            await relays.close()
        return relayed

    assert all(asyncio.run(story()))


def _have_heard(ends: list[End], since_s: float) -> bool:
    """Half a second after then, by the newest path."""
    heard_s = [end.connection.last_rtp_at_s() for end in ends]
    return all(at_s is not None and at_s > since_s + 0.5 for at_s in heard_s)


@pytest.mark.parametrize("media_engine", ENGINES, ids=str)
def test_joining_and_leaving_by_relays_leaves_nothing_open(
    make_room: MakeRoom, coturn: RunningCoturn, media_engine: MediaEngine
) -> None:
    """Doors, sockets, threads and allocations end with the call."""
    options = relayed(media_engine, coturn.pem.ca)
    rooms, relay, _ = meet(make_room, options, coturn.server("udp", "tcp", "tls"))
    counts: list[list[int]] = []
    for _ in range(4):
        wait_until(lambda: has_met(rooms), "picture and sound by the relay")
        for room in rooms:
            relay.leave(room)
            room.first_media.clear()
        time.sleep(WATCH_S)  # connections close, allocations are given back
        counts.append([_open_things(room) for room in rooms])
        for room in rooms:
            relay.join(room)
    print({"engine": str(media_engine), "sockets_and_threads": counts})
    # What is closing while it is counted makes a count smaller, now and then.
    before = [max(of_room) for of_room in zip(*counts[:-1], strict=True)]
    assert all(last <= most + 2 for most, last in zip(before, counts[-1], strict=True))


def _open_things(room: MediaRoom) -> int:
    process = psutil.Process(room.client.engine_pid)
    return len(process.net_connections()) + process.num_threads()
