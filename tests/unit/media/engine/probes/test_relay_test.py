"""The burst through a relay: which ways are tried, who has the line first, what is closed."""

import dataclasses
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest
from typing_extensions import override

from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SiteId
from desktop.domain.media.call import IceServer, PeerStats
from desktop.domain.room.events import RelayMeasured
from desktop.domain.room.measurements import RelayFacts, RelayWay
from desktop.media.engine.peer.connection import ConnectionConfig, PeerConnection
from desktop.media.engine.picture import Picture
from desktop.media.engine.probes.relay_test import RelayTest
from desktop.media.engine.sound_block import BLOCK_SAMPLES
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_loop import run_in_fake_time
from tests.fakes.fake_media_connection import FakeConnection, fake_stats
from tests.fakes.fake_media_room import engine_options
from tests.patience import wait_in_loop

if TYPE_CHECKING:
    from desktop.media.pipe.events import EngineEvent

pytestmark = pytest.mark.unit

HOST = "127.0.0.1"
UDP, TCP = f"turn:{HOST}:3478?transport=udp", f"turn:{HOST}:3478?transport=tcp"
LOUD = np.full(BLOCK_SAMPLES, 5_000, np.int16)


class Looped(FakeConnection):
    """Sees what it sends, until it is silenced; refuses offers of a bad way."""

    is_silent = False
    is_refusing = False

    @override
    async def create_answer(self, untrusted_offer: str) -> str:
        if self.is_refusing:
            raise ProtocolError("bad_sdp")
        return await super().create_answer(untrusted_offer)

    @override
    def send_video(self, picture: Picture) -> None:
        super().send_video(picture)
        if not self.is_silent:
            self.voice = LOUD
            self.show(picture)
        else:
            self.voice = np.zeros_like(LOUD)

    @override
    async def stats(self, site_id: SiteId) -> PeerStats:
        return dataclasses.replace(fake_stats(site_id), loss=0.1, round_trip_s=0.08)


class Scene:
    def __init__(self, dead: tuple[str, ...] = (), refused: tuple[str, ...] = ()) -> None:
        self.made: list[Looped] = []
        self.told: list[EngineEvent] = []
        self.clock = FakeClock()
        self.is_in_call = False
        self._dead, self._refused = dead, refused
        self.test = RelayTest(
            clock=self.clock,
            options=engine_options("room"),
            connect=self.connect,
            tell=self.told.append,
            is_in_call=lambda: self.is_in_call,
        )

    def connect(self, config: ConnectionConfig) -> PeerConnection:
        url = config.ice_servers[0].urls[0]
        one = Looped(config)
        one.is_silent, one.is_refusing = url in self._dead, url in self._refused
        self.made.append(one)
        return one

    def ways(self) -> list[str]:
        return [one.config.ice_servers[0].urls[0] for one in self.made[::2]]

    async def until(self, condition: Callable[[], bool]) -> None:
        await wait_in_loop(condition)


def run(scene: Scene, story: Callable[[Scene], Awaitable[None]]) -> Scene:
    async def whole() -> None:
        await story(scene)
        await scene.test.stop()
        await scene.test.stop()

    run_in_fake_time(whole(), scene.clock)
    assert all(one.closed for one in scene.made)
    return scene


def server(*urls: str) -> IceServer:
    return IceServer(urls=urls, username="u", credential="c")


async def measured(scene: Scene) -> None:
    scene.test.begin((IceServer(urls=("stun:127.0.0.1",)), server(TCP, UDP, "nonsense")))
    await scene.until(lambda: bool(scene.told))


def facts(way: RelayWay) -> RelayMeasured:
    relay = RelayFacts(way=way, loss=0.1, round_trip_ms=40.0)
    return RelayMeasured(relay=relay, is_cut_short=False)


def test_the_first_way_that_works_is_told_and_no_other_is_tried() -> None:
    scene = run(Scene(), measured)
    assert scene.told == [facts(RelayWay.UDP)]
    assert scene.ways() == [UDP]
    assert all(one.config.relay_only and one.config.loopback_only for one in scene.made)


@pytest.mark.parametrize("scene", [Scene(dead=(UDP,)), Scene(refused=(UDP,))])
def test_a_way_that_is_dead_or_makes_no_sense_is_followed_by_the_next(scene: Scene) -> None:
    run(scene, measured)
    assert scene.told == [facts(RelayWay.TCP)]
    assert scene.ways() == [UDP, TCP]


def test_without_a_way_that_works_there_is_no_figure() -> None:
    scene = run(Scene(dead=(UDP, TCP)), measured)
    assert scene.told == [RelayMeasured(relay=None, is_cut_short=False)]


def test_a_way_that_ends_during_the_burst_is_none() -> None:
    async def story(scene: Scene) -> None:
        scene.test.begin((server(UDP),))
        await scene.until(lambda: len(scene.made) == 2 and bool(scene.made[1].pictures))
        for one in scene.made:
            one.is_silent = True
        await scene.until(lambda: bool(scene.told))

    assert run(Scene(), story).told == [RelayMeasured(relay=None, is_cut_short=False)]


def test_one_at_a_time_and_none_in_a_call() -> None:
    cut_short = RelayMeasured(relay=None, is_cut_short=True)

    async def story(scene: Scene) -> None:
        scene.is_in_call = True
        scene.test.begin((server(UDP),))
        assert scene.told == [cut_short]
        scene.is_in_call = False
        scene.test.begin((server(UDP),))
        scene.test.begin((server(UDP),))
        assert scene.told == [cut_short, cut_short]
        await scene.until(lambda: len(scene.told) == 3)
        scene.test.make_way()  # it is over: nothing more is told
        scene.test.begin((server(UDP),))
        await scene.until(lambda: len(scene.told) == 4)

    scene = run(Scene(), story)
    assert scene.told[2:] == [facts(RelayWay.UDP)] * 2


@pytest.mark.parametrize("has_begun", [True, False])
def test_a_call_and_the_engines_end_are_first(*, has_begun: bool) -> None:
    async def story(scene: Scene) -> None:
        scene.test.begin((server(UDP),))
        if has_begun:
            await scene.until(lambda: bool(scene.made))
        scene.test.make_way()
        scene.test.make_way()

    scene = run(Scene(), story)
    assert scene.told == [RelayMeasured(relay=None, is_cut_short=True)]


def test_a_measuring_that_fails_blames_no_relay(caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene()

    async def story(scene: Scene) -> None:
        scene.test._connect = fail
        await measured(scene)

    def fail(config: ConnectionConfig) -> PeerConnection:
        raise RuntimeError(config.relay_only)

    run(scene, story)
    assert scene.told == [RelayMeasured(relay=None, is_cut_short=True)]
    assert "relay not measured" in caplog.text
    caplog.clear()


def test_a_stopped_test_that_never_began_is_nothing() -> None:
    async def story(scene: Scene) -> None:
        await scene.test.stop()

    assert run(Scene(), story).told == []
