"""Two links whose only way is a relay far away, in a time that is turned by hand."""

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count

import pytest
from typing_extensions import override

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.call import IceServer, PeerNumber, PeerState
from desktop.domain.media.code_words import CodeWords, NoCodeWords
from desktop.media.engine.call.legs import LinkConfig
from desktop.media.engine.call.link import Link
from desktop.media.engine.call.words_talk import WordsTalk
from desktop.media.engine.peer.connection import ConnectionConfig, PeerConnection, SendLimits
from desktop.media.engine.picture import Picture
from desktop.media.engine.signaling import Signal, SignalKind
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_media_connection import FakeConnection

pytestmark = pytest.mark.unit

STEP_S = 0.05
LIMITS = SendLimits(max_video_kbps=500, start_video_kbps=300, min_video_kbps=80)
RELAY = (IceServer(urls=("turn:relay.example",), username="u", credential="c"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How long things take, in seconds.

    relay_s: until the relay has answered. silent: another server never does, and is waited for as
    long as may be. signal_s: a word to the other site. ice_s: ICE and DTLS, once both ends know
    each other's relayed address.
    """

    relay_s: float
    signal_s: float
    ice_s: float
    has_silent: bool = True


class Far:
    """Both links and the line between them. `is_open`: whether media pass."""

    def __init__(self, line: Line, servers: tuple[IceServer, ...] = RELAY) -> None:
        self.clock = FakeClock()
        self.line = line
        self.is_open = True
        self.states: dict[str, PeerState] = {}
        self.words: dict[str, CodeWords | NoCodeWords] = {}
        self.offered_at_s: list[float] = []
        self._began_at_s = self.clock.monotonic()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()
        self._live: list[FakeConnection] = []
        self.offering, self.answering = (
            Link(
                config=LinkConfig(
                    clock=self.clock,
                    own_site_id=SiteId(f"seat {own}"),
                    connect=self.connect,
                    ice_servers=servers,
                    loopback_only=False,
                    ice_port_range=None,
                ),
                own_number=own,
                peer=PeerNumber(site_id=SiteId(f"seat {3 - own}"), media_number=3 - own),
                limits=LIMITS,
                owner=_Owner(self, f"seat {own}"),
                talk=talk_of(own),
            )
            for own in (2, 1)
        )

    @property
    def passed_s(self) -> float:
        return self.clock.monotonic() - self._began_at_s

    def connect(self, config: ConnectionConfig) -> PeerConnection:
        return _FarConnection(self, config)

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._due, (self.clock.monotonic() + seconds, next(self._order), act))

    async def wait(self, seconds: float) -> None:
        over = asyncio.get_running_loop().create_future()
        self.later(seconds, lambda: None if over.done() else over.set_result(None))
        await over

    def carry(self, sender: str, signal: Signal) -> None:
        if signal.kind is SignalKind.OFFER:
            self.offered_at_s.append(self.passed_s)
        receiver = self.answering if sender == "seat 2" else self.offering
        self.later(self.line.signal_s, lambda: receiver.deliver(signal))

    def flow(self, connection: FakeConnection) -> None:
        if not connection.closed:
            self._live.append(connection)

    async def pass_by(self, seconds: float) -> None:
        until_s = self.clock.monotonic() + seconds
        while self.clock.monotonic() < until_s:
            self.clock.advance(STEP_S)
            while self._due and self._due[0][0] <= self.clock.monotonic():
                heapq.heappop(self._due)[2]()
            for connection in self._live if self.is_open else ():
                connection.rtp_at_s = self.clock.monotonic()
            for link in (self.offering, self.answering):
                link.step()
            for _ in range(8):
                await asyncio.sleep(0)


class _Owner:
    def __init__(self, far: Far, name: str) -> None:
        self._far, self._name = far, name

    def on_signal(self, site_id: SiteId, signal: Signal) -> None:
        self._far.carry(self._name, signal)

    def on_state(self, site_id: SiteId, state: PeerState) -> None:
        self._far.states[self._name] = state

    def on_picture(self, site_id: SiteId, picture: Picture) -> None: ...

    def on_code_words(self, site_id: SiteId, words: CodeWords | NoCodeWords) -> None:
        self._far.words[self._name] = words

    def on_first_media(self, site_id: SiteId, kind: str, at_s: float) -> None: ...


class _FarConnection(FakeConnection):
    """Carries media when the relay was there in time at both ends, which an SDP says."""

    def __init__(self, far: Far, config: ConnectionConfig) -> None:
        super().__init__(config)
        self._far = far

    @override
    async def create_offer(self, *, restarts_ice: bool = False) -> str:
        return await super().create_offer() + await self._gather()

    @override
    async def create_answer(self, untrusted_offer: str) -> str:
        answer = await super().create_answer(untrusted_offer) + await self._gather()
        self._meet(untrusted_offer, answer)
        return answer

    @override
    async def set_answer(self, untrusted_answer: str) -> None:
        await super().set_answer(untrusted_answer)
        self._meet(untrusted_answer, self._own)

    async def _gather(self) -> str:
        limit_s, line = self.config.gather_limit_s, self._far.line
        await self._far.wait(limit_s if line.has_silent else min(limit_s, line.relay_s))
        self._own = "relayed\r\n" if limit_s >= line.relay_s else ""
        return self._own

    def _meet(self, *descriptions: str) -> None:
        if all("relayed" in one for one in descriptions):
            self._far.later(self._far.line.ice_s, lambda: self._far.flow(self))


def talk_of(own: int) -> WordsTalk:
    sites = SiteId(f"seat {own}"), SiteId(f"seat {3 - own}")
    talk = WordsTalk(own_site_id=sites[0], their_site_id=sites[1])
    talk.pair(SessionId("session"), own, 3 - own)
    return talk


def run(far: Callable[[], Far], story: Callable[[Far], Awaitable[None]]) -> None:
    async def whole() -> None:
        scene = far()
        for link in (scene.offering, scene.answering):
            link.begin()
        await story(scene)
        for link in (scene.offering, scene.answering):
            link.shut()
            await link.wait_closed()

    asyncio.run(whole())


@pytest.mark.parametrize(
    ("line", "limit_s"),
    [
        (Line(relay_s=0.6, signal_s=0.1, ice_s=0.5), 16.0),
        (Line(relay_s=1.2, signal_s=0.3, ice_s=1.8), 18.0),
        (Line(relay_s=2.4, signal_s=0.6, ice_s=4.8), 24.0),
        (Line(relay_s=1.4, signal_s=0.3, ice_s=1.8, has_silent=False), 12.0),
        (Line(relay_s=0.4, signal_s=0.1, ice_s=0.5), 2.0),
    ],
    ids=["far", "satellite", "two satellites", "satellite, all answer", "near"],
)
def test_a_call_comes_about_and_stays(line: Line, limit_s: float) -> None:
    async def story(far: Far) -> None:
        await far.pass_by(limit_s)
        assert far.states == {"seat 1": PeerState.CONNECTED, "seat 2": PeerState.CONNECTED}
        offers = len(far.offered_at_s)
        await far.pass_by(30.0)
        assert far.states == {"seat 1": PeerState.CONNECTED, "seat 2": PeerState.CONNECTED}
        assert len(far.offered_at_s) == offers
        words = far.words["seat 1"]
        assert far.words["seat 2"] == words
        assert not isinstance(words, NoCodeWords)
        # And after an outage that the channel outlives.
        far.is_open = False
        far._live.clear()
        await far.pass_by(5.0)
        far.is_open = True
        await far.pass_by(limit_s + 3.0)
        assert far.states == {"seat 1": PeerState.CONNECTED, "seat 2": PeerState.CONNECTED}
        assert far.words == {"seat 1": words, "seat 2": words}  # the keys are the same

    run(lambda: Far(line), story)


@pytest.mark.parametrize("servers", [(), RELAY], ids=["no servers", "relays"])
def test_on_a_fast_line_a_new_attempt_begins_every_four_seconds(
    servers: tuple[IceServer, ...],
) -> None:
    async def story(far: Far) -> None:
        await far.pass_by(60.0)
        begun = sorted({round(at_s, 1) for at_s in far.offered_at_s})
        assert len(begun) >= 13

    line = Line(relay_s=0.05, signal_s=0.02, ice_s=3_600.0, has_silent=False)
    run(lambda: Far(line, servers), story)
