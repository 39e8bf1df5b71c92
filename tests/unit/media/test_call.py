"""The call and its links, with a clock that is turned by hand and no network."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from desktop.domain.call import PeerNumber, PeerState
from desktop.domain.ids import SiteId
from desktop.media.engine.call import MAX_PEERS, Call
from desktop.media.engine.link import LinkConfig
from desktop.media.engine.picture import Picture
from desktop.media.engine.signaling import Signal, SignalKind, format_signal
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_media_connection import GARBAGE, FakeConnections, small_picture

pytestmark = pytest.mark.unit

THEM = SiteId("them")


class Owner:
    """Keeps what links tell."""

    def __init__(self) -> None:
        self.signals: list[tuple[SiteId, Signal]] = []
        self.pictures: list[Picture] = []
        self.states: list[PeerState] = []
        self.first: list[str] = []

    def on_signal(self, site_id: SiteId, signal: Signal) -> None:
        self.signals.append((site_id, signal))

    def on_picture(self, site_id: SiteId, picture: Picture) -> None:
        assert site_id == THEM
        self.pictures.append(picture)

    def on_state(self, site_id: SiteId, state: PeerState) -> None:
        self.states.append(state)

    def state(self) -> PeerState:
        return self.states[-1]

    def on_first_media(self, site_id: SiteId, kind: str, at_s: float) -> None:
        self.first.append(kind)


class Scene:
    """One call and everything around it."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.owner = Owner()
        self.connections = FakeConnections()
        config = LinkConfig(
            clock=self.clock,
            connect=self.connections,
            ice_servers=(),
            loopback_only=True,
            ice_port_range=None,
        )
        self.call = Call(config=config, owner=self.owner)
        self.own, self.theirs = 2, 1

    async def meet(self, own: int = 2, theirs: int = 1) -> None:
        self.own, self.theirs = own, theirs
        self.call.set_roster(own, (PeerNumber(site_id=THEM, media_number=theirs),))
        await self.settle()

    async def settle(self) -> None:
        for _ in range(5):
            await asyncio.sleep(0)

    async def hear(
        self, kind: SignalKind, connection_id: str = "c", sdp: str = "sdp", **changes: Any
    ) -> None:
        signal = Signal(
            kind=kind,
            connection_id=connection_id,
            from_number=self.theirs,
            to_number=self.own,
            sdp=sdp,
        )
        self.call.deliver(THEM, format_signal(replace(signal, **changes)))
        await self.settle()

    async def step(self, seconds: float, *, is_heard: bool = False) -> None:
        for _ in range(round(seconds / 0.05)):
            self.clock.advance(0.05)
            if is_heard:
                for connection in self.connections.open():
                    connection.rtp_at_s = self.clock.monotonic()
            self.call.step()
            await asyncio.sleep(0)

    def said(self) -> list[SignalKind]:
        return [signal.kind for _, signal in self.owner.signals]


def run(story: Callable[[Scene], Awaitable[None]]) -> Scene:
    async def whole() -> Scene:
        scene = Scene()
        await story(scene)
        scene.call.shut()
        await scene.call.wait_closed()
        assert scene.connections.open() == []
        assert all(one.closed == 1 for one in scene.connections.made)
        return scene

    return asyncio.run(whole())


async def connected(scene: Scene) -> None:
    """Offered, answered, heard."""
    await scene.meet()
    offer = scene.owner.signals[-1][1]
    await scene.hear(SignalKind.ANSWER, offer.connection_id, "their answer")
    scene.connections.newest.show(small_picture(scene.clock.monotonic()))
    await scene.step(0.1, is_heard=True)


def test_the_larger_number_offers() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=2, theirs=1)
        assert scene.said() == [SignalKind.OFFER]
        site, offer = scene.owner.signals[0]
        assert (site, offer.from_number, offer.to_number) == (THEM, 2, 1)
        await scene.hear(SignalKind.ANSWER, offer.connection_id, "their answer")
        assert scene.connections.newest.answers == ["their answer"]

    assert run(story).said()[-1] is SignalKind.BYE


def test_the_smaller_number_waits_and_answers() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=1, theirs=2)
        assert scene.said() == []
        await scene.hear(SignalKind.OFFER, "theirs", "their offer")
        (_, answer) = scene.owner.signals[0]
        assert (answer.kind, answer.connection_id) == (SignalKind.ANSWER, "theirs")
        assert answer.sdp == "answer to their offer"

    run(story)


def test_states_and_first_media_are_told_once() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        connection = scene.connections.newest
        connection.audio_at_s = scene.clock.monotonic()
        await scene.step(0.2, is_heard=True)
        connection.show(small_picture(scene.clock.monotonic()))
        assert scene.owner.states == [PeerState.CONNECTING, PeerState.CONNECTED]
        assert sorted(scene.owner.first) == ["audio", "video"]
        assert len(scene.owner.pictures) == 2

    assert run(story).owner.states[-1] is PeerState.CLOSED


def test_a_silent_line_gets_a_new_connection_beside_the_old_one() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        old = scene.connections.newest
        await scene.step(2.5)
        assert scene.owner.state() is PeerState.RECONNECTING
        assert len(scene.connections.made) == 1
        await scene.step(2.0)
        assert len(scene.connections.open()) == 2
        offer = scene.owner.signals[-1][1]
        await scene.hear(SignalKind.ANSWER, offer.connection_id, "again")
        new = scene.connections.newest
        scene.call.send_audio(np.ones(480, np.int16))
        assert len(old.blocks) == len(new.blocks) == 1
        new.show(small_picture(scene.clock.monotonic()))
        await scene.step(0.1)
        assert scene.connections.open() == [new]
        assert scene.owner.state() is PeerState.CONNECTED
        assert scene.owner.first == ["video", "video"]
        old.show(small_picture(scene.clock.monotonic()))
        assert len(scene.owner.pictures) == 2

    run(story)


def test_a_line_that_stays_silent_is_tried_every_four_seconds_and_leaks_nothing() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        await scene.step(60.0)
        assert 12 <= len(scene.connections.made) <= 17
        assert len(scene.connections.open()) == 2

    run(story)


def test_an_old_line_that_speaks_again_is_kept() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        old = scene.connections.newest
        await scene.step(3.5)
        old.rtp_at_s = scene.clock.monotonic()
        await scene.step(0.1)
        assert scene.owner.state() is PeerState.CONNECTED
        assert old in scene.connections.open()

    run(story)


def test_the_answering_side_asks_for_a_new_offer() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=1, theirs=2)
        await scene.hear(SignalKind.OFFER, "first")
        scene.connections.newest.show(small_picture(scene.clock.monotonic()))
        await scene.step(4.5)
        assert scene.said() == [SignalKind.ANSWER, SignalKind.RESTART]
        await scene.hear(SignalKind.OFFER, "second")
        assert scene.said()[-1] is SignalKind.ANSWER
        assert len(scene.connections.open()) == 2

    run(story)


def test_restart_makes_one_new_offer_however_often_it_is_asked() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        for _ in range(5):
            await scene.hear(SignalKind.RESTART, "", "")
        assert scene.said() == [SignalKind.OFFER, SignalKind.OFFER]
        assert len(scene.connections.open()) == 2

    run(story)


def test_a_failed_attempt_is_let_go_at_once() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet()
        scene.connections.newest.fail()
        await scene.step(0.1)
        assert scene.connections.open() == []
        await scene.step(4.5)
        assert len(scene.connections.open()) == 1

    run(story)


def test_garbage_sdp_is_dropped_and_the_call_goes_on() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        good = scene.connections.newest
        await scene.hear(SignalKind.RESTART)
        await scene.hear(SignalKind.ANSWER, scene.owner.signals[-1][1].connection_id, GARBAGE)
        await scene.step(0.1, is_heard=True)
        assert scene.connections.open() == [good] or good.closed

    run(story)

    async def other_story(scene: Scene) -> None:
        await scene.meet(own=1, theirs=2)
        await scene.hear(SignalKind.OFFER, "x", GARBAGE)
        await scene.step(0.1)
        assert scene.said() == []
        assert scene.connections.open() == []

    run(other_story)


def test_signals_of_engines_that_are_gone_are_dropped() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=5, theirs=4)
        await scene.hear(SignalKind.BYE, from_number=3)
        await scene.hear(SignalKind.BYE, to_number=4)
        await scene.hear(SignalKind.ANSWER, "unknown connection")
        assert scene.owner.states == [PeerState.CONNECTING]
        assert scene.connections.newest.answers == []

    run(story)


def test_a_signal_before_its_roster_is_kept_until_the_roster_comes() -> None:
    async def story(scene: Scene) -> None:
        scene.own, scene.theirs = 1, 2
        await scene.hear(SignalKind.OFFER, "early")
        assert scene.said() == []
        await scene.meet(own=1, theirs=2)
        assert scene.said() == [SignalKind.ANSWER]

    run(story)


def test_early_signals_do_not_pile_up() -> None:
    async def story(scene: Scene) -> None:
        signal = Signal(kind=SignalKind.OFFER, connection_id="x", from_number=9, to_number=1)
        for number in range(50):
            scene.call.deliver(SiteId(f"site {number}"), format_signal(signal))
        assert len(scene.call._early) <= MAX_PEERS + 1
        await scene.meet()
        assert scene.call._early == {}

    run(story)


@pytest.mark.parametrize(("own", "theirs"), [(2, 3), (5, 1)])
def test_a_new_number_on_either_side_means_a_new_link(own: int, theirs: int) -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        old = scene.connections.newest
        await scene.meet(own=own, theirs=theirs)
        await scene.step(0.05)
        assert old.closed == 1
        assert scene.owner.states[-2:] == [PeerState.CLOSED, PeerState.CONNECTING]

    run(story)


def test_the_same_roster_again_changes_nothing() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        states = list(scene.owner.states)
        await scene.meet()
        assert scene.owner.states == states
        assert len(scene.connections.made) == 1

    run(story)


def test_a_site_that_says_bye_is_left_alone_until_it_is_numbered_anew() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        await scene.hear(SignalKind.BYE)
        assert scene.owner.state() is PeerState.CLOSED
        await scene.step(20.0)
        assert scene.connections.open() == []
        await scene.meet(own=2, theirs=7)
        await scene.hear(SignalKind.OFFER, "new")
        assert len(scene.connections.open()) == 1

    run(story)


def test_a_signal_out_of_place_is_dropped() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=2, theirs=1)
        await scene.hear(SignalKind.OFFER, "they may not offer")
        assert len(scene.connections.made) == 1

    run(story)


def test_no_signal_at_all_is_dropped() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet()
        scene.call.deliver(THEM, "nonsense")
        assert scene.owner.states == [PeerState.CONNECTING]

    run(story)


def test_more_sites_mean_a_smaller_picture_for_everyone() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet()
        wide = scene.connections.newest.limits.max_video_kbps
        peers = tuple(PeerNumber(site_id=SiteId(f"s{n}"), media_number=n) for n in range(3, 9))
        scene.call.set_roster(2, (PeerNumber(site_id=THEM, media_number=1), *peers))
        await scene.settle()
        assert len(scene.call.links) == MAX_PEERS
        assert (scene.call.plan.width, scene.call.plan.height) == (640, 360)
        assert scene.connections.made[0].limits.max_video_kbps < wide

    run(story)


def test_voice_comes_from_the_present_connection_and_figures_from_all() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet()
        (link,) = scene.call.links
        assert not link.pull_audio().any()
        await scene.hear(SignalKind.ANSWER, scene.owner.signals[-1][1].connection_id)
        connection = scene.connections.newest
        connection.voice = np.full(480, 5, np.int16)
        assert not link.pull_audio().any()
        connection.show(small_picture(scene.clock.monotonic()))
        assert link.pull_audio().all()
        assert [entry.site_id for entry in await scene.call.stats()] == [THEM]

    run(story)


def test_a_link_that_only_waits_has_no_figures() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=1, theirs=2)
        assert await scene.call.stats() == ()
        scene.call.send_video(small_picture(0.0))

    run(story)
