"""The call and its links, with a clock that is turned by hand and no network."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.call import (
    IceServer,
    PeerNumber,
    PeerState,
    PeerStats,
    QualityCause,
    Rung,
)
from desktop.domain.media.code_words import CodeWords, NoCodeWords
from desktop.media.engine.call.call import MAX_PEERS, Call
from desktop.media.engine.call.leg import MOST_RESTARTS
from desktop.media.engine.call.legs import LinkConfig
from desktop.media.engine.call.offer_pace import BURST
from desktop.media.engine.call.words_talk import WAIT_S
from desktop.media.engine.picture import Picture
from desktop.media.engine.publisher import track_of_site
from desktop.media.engine.quality.dispatch import PicturePlan
from desktop.media.engine.quality.rungs import VideoPolicy
from desktop.media.engine.signaling import (
    PictureNote,
    Signal,
    SignalKind,
    WordsNote,
    WordsStep,
    format_signal,
)
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_media_connection import (
    GARBAGE,
    KEY,
    FakeConnections,
    fake_stats,
    sdp_of,
    small_picture,
)

pytestmark = pytest.mark.unit

THEM = SiteId("them")
SESSION = SessionId("session")
OTHER_KEY = KEY.replace("0A", "0B")


class Owner:
    """Keeps what links tell."""

    def __init__(self) -> None:
        self.signals: list[tuple[SiteId, Signal]] = []
        self.notes: list[tuple[str, WordsNote]] = []
        self.pictures: list[Picture] = []
        self.states: list[PeerState] = []
        self.first: list[str] = []
        self.words: list[CodeWords | NoCodeWords] = []

    def on_signal(self, site_id: SiteId, signal: Signal) -> None:
        if signal.words is None:
            self.signals.append((site_id, signal))
        else:
            self.notes.append((signal.connection_id, signal.words))

    def on_picture(self, site_id: SiteId, picture: Picture) -> None:
        assert site_id == THEM
        self.pictures.append(picture)

    def on_state(self, site_id: SiteId, state: PeerState) -> None:
        self.states.append(state)

    def state(self) -> PeerState:
        return self.states[-1]

    def on_code_words(self, site_id: SiteId, words: CodeWords | NoCodeWords) -> None:
        assert site_id == THEM
        self.words.append(words)

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
            own_site_id=SiteId("us"),
            connect=self.connections,
            ice_servers=(),
            loopback_only=True,
            ice_port_range=None,
        )
        plan = PicturePlan(start_rung=Rung.P720, policy=VideoPolicy())
        self.call = Call(config=config, owner=self.owner, plan=plan)
        self.own, self.theirs = 2, 1
        self.carried = 0

    async def meet(self, own: int = 2, theirs: int = 1) -> None:
        self.own, self.theirs = own, theirs
        peers = (PeerNumber(site_id=THEM, media_number=theirs),)
        self.call.set_roster(own, peers, SESSION)
        await self.settle()

    async def settle(self) -> None:
        for _ in range(5):
            await asyncio.sleep(0)

    async def hear(
        self,
        kind: SignalKind,
        connection_id: str = "c",
        sdp: str = sdp_of("theirs"),
        **changes: Any,
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

    def send_picture(self) -> None:
        """What the camera and the loop do."""
        self.call.dispatch.cutter.cut(small_picture(self.clock.monotonic(), 1280, 720))
        self.call.send_video(self.call.dispatch.cutter.take())

    async def second(self, figures: PeerStats) -> PeerStats:
        """A second of pictures, then its figures."""
        for connection in self.connections.open():
            connection.figures = figures
        for _ in range(30):
            self.clock.advance(1 / 30)
            self.send_picture()
        (told,) = await self.call.stats()
        return told

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


async def connected(scene: Scene, *, can_restart_ice: bool = False) -> None:
    """Offered, answered, heard."""
    await scene.meet()
    offer = scene.owner.signals[-1][1]
    scene.connections.newest.can_restart_ice = can_restart_ice
    await scene.hear(SignalKind.ANSWER, offer.connection_id, can_restart_ice=can_restart_ice)
    scene.connections.newest.show(small_picture(scene.clock.monotonic()))
    await scene.step(0.1, is_heard=True)


def test_the_larger_number_offers() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=2, theirs=1)
        assert scene.said() == [SignalKind.OFFER]
        site, offer = scene.owner.signals[0]
        assert (site, offer.from_number, offer.to_number) == (THEM, 2, 1)
        await scene.hear(SignalKind.ANSWER, offer.connection_id, sdp_of("their answer"))
        assert scene.connections.newest.answers == [sdp_of("their answer")]

    assert run(story).said()[-1] is SignalKind.BYE


def test_the_smaller_number_waits_and_answers() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=1, theirs=2)
        assert scene.said() == []
        await scene.hear(SignalKind.OFFER, "theirs", sdp_of("their offer"))
        (_, answer) = scene.owner.signals[0]
        assert (answer.kind, answer.connection_id) == (SignalKind.ANSWER, "theirs")
        assert scene.connections.newest.offers == [sdp_of("their offer")]

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
        await scene.hear(SignalKind.ANSWER, offer.connection_id)
        new = scene.connections.newest
        scene.call.send_audio(np.ones(480, np.int16))
        scene.send_picture()
        assert len(old.blocks) == len(new.blocks) == 1
        assert (len(old.pictures), len(new.pictures)) == (1, 0)  # the voice goes first
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
        await scene.step(4.5)
        assert len(scene.connections.open()) == 2
        for _ in range(220):
            old.rtp_at_s = scene.clock.monotonic()
            await scene.step(0.05)
        assert scene.owner.state() is PeerState.CONNECTED
        assert scene.connections.open() == [old]  # and the attempt is let go after a while

    run(story)


def test_a_repair_that_the_other_side_needs_has_its_time_where_all_is_heard() -> None:
    """We answer and hear them, they do not hear us: only a new connection mends that."""

    async def story(scene: Scene) -> None:
        await scene.meet(own=1, theirs=2)
        await scene.hear(SignalKind.OFFER, "first")
        old = scene.connections.newest
        old.show(small_picture(scene.clock.monotonic()))
        await scene.step(20.0, is_heard=True)

        async def hear_the_old(seconds: float) -> None:
            for _ in range(round(seconds / 0.05)):
                old.rtp_at_s = scene.clock.monotonic()
                await scene.step(0.05)

        await scene.hear(SignalKind.OFFER, "second")
        repair = scene.connections.newest
        await hear_the_old(9.0)
        assert scene.connections.open() == [old, repair]
        await hear_the_old(1.5)
        assert scene.connections.open() == [old]
        await scene.hear(SignalKind.OFFER, "third")
        repair = scene.connections.newest
        await hear_the_old(2.0)
        repair.show(small_picture(scene.clock.monotonic()))
        await scene.step(0.1)
        assert scene.connections.open() == [repair]

    run(story)


def test_where_both_ends_can_ice_is_restarted_under_the_connection() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene, can_restart_ice=True)
        connection = scene.connections.newest
        await scene.step(4.5)
        assert scene.connections.made == [connection]
        offer = scene.owner.signals[-1][1]
        assert offer.kind is SignalKind.OFFER
        assert offer.connection_id == scene.owner.signals[0][1].connection_id
        assert (offer.attempt, offer.can_restart_ice) == (2, True)
        await scene.hear(SignalKind.ANSWER, offer.connection_id, sdp_of("new path"), attempt=2)
        assert connection.answers[-1] == sdp_of("new path")
        connection.show(small_picture(scene.clock.monotonic()))
        await scene.step(0.1, is_heard=True)
        assert scene.owner.state() is PeerState.CONNECTED

    run(story)


def test_a_line_that_is_cut_again_and_again_gets_a_fresh_connection_now_and_then() -> None:
    """libwebrtc keeps the sockets of every restart: 570 more after half an hour of such a line."""

    async def outage(scene: Scene, number: int) -> None:
        await scene.step(4.5)
        offer = scene.owner.signals[-1][1]
        assert offer.kind is SignalKind.OFFER, number
        await scene.hear(
            SignalKind.ANSWER, offer.connection_id, attempt=offer.attempt, can_restart_ice=True
        )
        scene.connections.newest.show(small_picture(scene.clock.monotonic()))
        for _ in range(12):
            await scene.step(1.0, is_heard=True)

    async def story(scene: Scene) -> None:
        await connected(scene, can_restart_ice=True)
        for number in range(12):
            scene.connections.newest.can_restart_ice = True
            await outage(scene, number)
        restarts = [one.ice_restarts for one in scene.connections.made]
        assert max(restarts) <= MOST_RESTARTS
        assert sum(restarts) >= 2 * MOST_RESTARTS
        assert len(scene.connections.open()) == 1

    run(story)


async def came_back_unanswered(scene: Scene) -> Signal:
    """A restart of ICE was offered, its answer was lost, and the old path speaks again."""
    await connected(scene, can_restart_ice=True)
    await scene.step(4.5)
    offer = scene.owner.signals[-1][1]
    assert (offer.kind, offer.attempt) == (SignalKind.OFFER, 2)
    await scene.step(3.0, is_heard=True)
    assert scene.owner.state() is PeerState.CONNECTED
    assert scene.owner.signals[-1][1] == offer
    return offer


def test_a_restart_whose_answer_is_lost_is_said_again_until_it_is_answered() -> None:
    """A connection that waits for an answer never sends the voice twice again."""

    async def story(scene: Scene) -> None:
        offer = await came_back_unanswered(scene)
        said = [signal for _, signal in scene.owner.signals]
        await scene.step(8.0, is_heard=True)
        assert [signal for _, signal in scene.owner.signals] == [*said, offer, offer]
        await scene.hear(SignalKind.ANSWER, offer.connection_id, sdp_of("at last"), attempt=2)
        assert scene.connections.newest.answers[-1] == sdp_of("at last")
        await scene.step(20.0, is_heard=True)
        assert len(scene.owner.signals) == len(said) + 2
        assert len(scene.connections.made) == 1

    run(story)


def test_a_restart_whose_answer_is_nonsense_is_not_said_again() -> None:
    async def story(scene: Scene) -> None:
        offer = await came_back_unanswered(scene)
        await scene.hear(SignalKind.ANSWER, offer.connection_id, sdp_of(GARBAGE), attempt=2)
        said = len(scene.owner.signals)
        await scene.step(20.0, is_heard=True)
        assert len(scene.owner.signals) == said

    run(story)


def test_an_answer_to_an_older_offer_is_void() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene, can_restart_ice=True)
        connection = scene.connections.newest
        await scene.step(8.0)
        assert connection.ice_restarts == 2
        leg_id = scene.owner.signals[-1][1].connection_id
        await scene.hear(SignalKind.ANSWER, leg_id, sdp_of("late"), attempt=2)
        await scene.hear(SignalKind.ANSWER, leg_id, sdp_of("right"), attempt=3)
        await scene.hear(SignalKind.ANSWER, leg_id, sdp_of("twice"), attempt=3)
        assert connection.answers[1:] == [sdp_of("right")]

    run(story)


def test_an_outage_that_outlasts_ice_restarts_gets_new_connections_too() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene, can_restart_ice=True)
        await scene.step(24.0)
        assert scene.connections.made[0].ice_restarts >= 3
        assert len(scene.connections.made) >= 3
        assert len(scene.connections.open()) == 2

    run(story)


def test_the_answering_side_takes_a_restart_on_the_same_connection() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=1, theirs=2)
        await scene.hear(SignalKind.OFFER, "first", can_restart_ice=True)
        connection = scene.connections.newest
        connection.show(small_picture(scene.clock.monotonic()))
        await scene.step(0.1)
        await scene.hear(SignalKind.OFFER, "first", sdp_of("new path"), attempt=2)
        assert connection.offers[-1] == sdp_of("new path")
        assert scene.owner.signals[-1][1].attempt == 2
        answers = scene.said().count(SignalKind.ANSWER)
        await scene.hear(SignalKind.OFFER, "first", sdp_of("new path"), attempt=2)
        assert len(connection.offers) == 2  # the same offer again: only the answer is repeated
        assert scene.said().count(SignalKind.ANSWER) == answers + 1
        await scene.hear(SignalKind.OFFER, "first", sdp_of("old"), attempt=1)
        assert scene.said().count(SignalKind.ANSWER) == answers + 1

    run(story)


def test_a_restart_of_a_connection_that_is_gone_is_refused_and_a_new_one_offered() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=1, theirs=2)
        await scene.hear(SignalKind.OFFER, "gone", attempt=2)
        refusal = scene.owner.signals[-1][1]
        assert (refusal.kind, refusal.connection_id) == (SignalKind.RESTART, "gone")
        assert scene.connections.made == []

    run(story)

    async def other_story(scene: Scene) -> None:
        await connected(scene, can_restart_ice=True)
        await scene.step(4.0)
        leg_id = scene.owner.signals[-1][1].connection_id
        assert len(scene.connections.made) == 1
        await scene.hear(SignalKind.RESTART, leg_id, "")
        assert len(scene.connections.made) == 2

    run(other_story)


def test_a_restart_with_another_key_is_refused() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=1, theirs=2)
        await scene.hear(SignalKind.OFFER, "first")
        scene.connections.newest.show(small_picture(scene.clock.monotonic()))
        await scene.step(0.1)
        await scene.hear(SignalKind.OFFER, "first", sdp_of("evil", OTHER_KEY), attempt=2)
        assert len(scene.connections.newest.offers) == 1
        assert scene.said()[-1] is SignalKind.RESTART

    run(story)


@pytest.mark.parametrize("sdp", ["v=0", sdp_of("two", KEY + "\r\n" + KEY.replace("0A", "0B"))])
def test_an_offer_without_exactly_one_key_is_refused(sdp: str) -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=1, theirs=2)
        await scene.hear(SignalKind.OFFER, "x", sdp)
        await scene.step(0.1)
        assert scene.said() == []
        assert scene.connections.open() == []

    run(story)


async def answer_with_words(scene: Scene) -> None:
    """What the other room does when it gets our commitment."""
    connection_id, commit = scene.owner.notes[-1]
    assert commit.step is WordsStep.COMMIT
    nonce = WordsNote(step=WordsStep.NONCE, commitment=commit.commitment, nonce=b"n" * 32)
    await scene.hear(SignalKind.WORDS, connection_id, words=nonce)
    await scene.step(0.1, is_heard=True)


def test_the_four_words_are_told_when_media_flows_and_again_only_for_other_keys() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        await answer_with_words(scene)
        await scene.step(0.5, is_heard=True)
        assert [note.step for _, note in scene.owner.notes] == [WordsStep.COMMIT, WordsStep.OPEN]
        (words,) = scene.owner.words
        assert not isinstance(words, NoCodeWords)
        await scene.step(4.5)
        leg_id = scene.owner.signals[-1][1].connection_id
        await scene.hear(SignalKind.ANSWER, leg_id, sdp_of("other PC", OTHER_KEY))
        scene.connections.newest.show(small_picture(scene.clock.monotonic()))
        await scene.step(0.1)
        assert scene.owner.words[1:] == [NoCodeWords.NOT_YET]
        await answer_with_words(scene)
        (last,) = scene.owner.words[2:]
        assert not isinstance(last, NoCodeWords)
        assert last != words

    run(story)


def test_a_room_that_answers_tells_its_number_for_one_commitment_only() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=1, theirs=2)
        commit = WordsNote(step=WordsStep.COMMIT, commitment=b"c" * 32)
        await scene.hear(SignalKind.WORDS, "theirs", words=commit)
        assert scene.owner.notes == []  # there is no such connection
        await scene.hear(SignalKind.OFFER, "theirs")
        scene.connections.newest.show(small_picture(scene.clock.monotonic()))
        await scene.hear(SignalKind.WORDS, "theirs", words=commit)
        (told,) = scene.owner.notes
        assert told[1].step is WordsStep.NONCE
        other = WordsNote(step=WordsStep.COMMIT, commitment=b"d" * 32)
        await scene.hear(SignalKind.WORDS, "theirs", words=other)
        await scene.step(0.1, is_heard=True)
        assert scene.owner.notes == [told]
        assert scene.owner.words == [NoCodeWords.MISMATCH]
        assert scene.owner.state() is PeerState.CONNECTED  # the call goes on

    run(story)


def test_a_room_of_the_version_before_can_be_called_and_has_no_words() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        await scene.step(WAIT_S + 1.0, is_heard=True)
        assert scene.owner.words == [NoCodeWords.NOT_OFFERED]
        assert scene.owner.state() is PeerState.CONNECTED
        scene.call.renew_silent()  # the channel was broken, and is back
        await scene.step(0.1, is_heard=True)
        await answer_with_words(scene)
        assert not isinstance(scene.owner.words[-1], NoCodeWords)

    run(story)


def test_when_the_channel_is_back_a_silent_link_acts_at_once_and_a_live_one_does_not() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        scene.call.renew_silent()
        await scene.settle()
        assert scene.said() == [SignalKind.OFFER]
        await scene.step(2.2)
        scene.call.renew_silent()
        await scene.settle()
        assert scene.said() == [SignalKind.OFFER, SignalKind.OFFER]

    run(story)


def test_an_offer_that_was_lost_is_said_again_when_the_other_side_asks() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        await scene.step(4.0)
        offer = scene.owner.signals[-1][1]
        await scene.hear(SignalKind.RESTART, "", "")
        assert scene.owner.signals[-1][1] == offer
        assert len(scene.connections.made) == 2
        await scene.step(2.5)
        await scene.hear(SignalKind.RESTART, "", "")
        assert scene.owner.signals[-1][1].connection_id != offer.connection_id

    run(story)


def test_an_offer_that_is_just_being_made_is_not_made_twice() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        await scene.step(2.9)
        scene.clock.advance(1.2)
        scene.call.step()
        await scene.hear(SignalKind.RESTART, "", "")  # the other end saw the same silence
        assert scene.said() == [SignalKind.OFFER, SignalKind.OFFER]
        assert len(scene.connections.made) == 2

    run(story)


def test_a_line_that_says_nothing_gets_no_pictures_until_it_speaks() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene, can_restart_ice=True)
        connection = scene.connections.newest
        wanted = connection.limits
        assert wanted.max_video_kbps > 0
        await scene.step(2.5)
        assert scene.owner.state() is PeerState.RECONNECTING
        assert connection.limits.max_video_kbps == 0
        (link,) = scene.call.links
        link.set_limits(wanted)
        assert connection.limits.max_video_kbps == 0
        connection.rtp_at_s = scene.clock.monotonic()
        await scene.step(0.05)
        assert connection.limits == wanted

    run(story)


def test_new_relays_are_for_connections_made_from_now_on() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        relays = (IceServer(urls=("turn:relay.example",), username="later"),)
        scene.call.set_ice_servers(relays)
        await scene.step(4.5)
        assert [one.config.ice_servers for one in scene.connections.made] == [(), relays]
        scene.call.set_roster(2, (PeerNumber(site_id=THEM, media_number=3),), SESSION)
        await scene.hear(SignalKind.OFFER, from_number=3)
        assert scene.connections.newest.config.ice_servers == relays

    run(story)


async def carry(left: Scene, right: Scene) -> None:
    """Every signal of both to the other, until nothing more is said."""
    for _ in range(20):
        for sender, receiver in ((left, right), (right, left)):
            for _, signal in sender.owner.signals[sender.carried :]:
                receiver.call.deliver(THEM, format_signal(signal))
            sender.carried = len(sender.owner.signals)
        await asyncio.sleep(0)


async def pass_together(left: Scene, right: Scene, seconds: float) -> None:
    """Two calls that hear nothing, looked at in the same moments."""
    for _ in range(round(seconds / 0.05)):
        for scene in (left, right):
            scene.clock.advance(0.05)
            scene.call.step()
        await carry(left, right)


def test_both_ends_acting_at_once_meet_on_one_connection() -> None:
    async def story() -> None:
        left, right = Scene(), Scene()
        await left.meet(own=2, theirs=1)
        await right.meet(own=1, theirs=2)
        await carry(left, right)
        for scene in (left, right):
            scene.connections.newest.show(small_picture(scene.clock.monotonic()))
        await pass_together(left, right, 30.0)
        assert len(left.connections.made) == len(right.connections.made) > 5
        offering, answering = left.connections.newest, right.connections.newest
        assert answering.offers == offering.offered
        assert offering.answers
        for scene in (left, right):
            scene.connections.newest.show(small_picture(scene.clock.monotonic()))
            await scene.step(0.1, is_heard=True)
            assert scene.owner.state() is PeerState.CONNECTED
            assert scene.connections.open() == [scene.connections.newest]
            scene.call.shut()
            await scene.call.wait_closed()

    asyncio.run(story())


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
        await scene.step(5.0, is_heard=True)
        for _ in range(5):
            await scene.hear(SignalKind.RESTART, "", "")
        assert len({signal.connection_id for _, signal in scene.owner.signals}) == 2
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
        await scene.step(3.0, is_heard=True)
        await scene.hear(SignalKind.RESTART)
        leg_id = scene.owner.signals[-1][1].connection_id
        assert len(scene.connections.open()) == 2
        await scene.hear(SignalKind.ANSWER, leg_id, sdp_of(GARBAGE))
        good.rtp_at_s = scene.clock.monotonic()
        await scene.step(0.1)
        assert scene.connections.open() == [good]

    run(story)

    async def other_story(scene: Scene) -> None:
        await scene.meet(own=1, theirs=2)
        await scene.hear(SignalKind.OFFER, "x", sdp_of(GARBAGE))
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
        them = PeerNumber(site_id=THEM, media_number=1)
        scene.call.set_roster(2, (them, *peers), SESSION)
        await scene.settle()
        assert len(scene.call.links) == MAX_PEERS
        wish = scene.call.dispatch.wish(THEM)
        assert wish is not None
        assert (wish.width, wish.height, wish.fps) == (640, 360, 30)
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
        scene.send_picture()

    run(story)


NARROW = replace(fake_stats(THEM), available_kbps=150.0, sent_kbps=145.0, round_trip_s=0.02)
WIDE = replace(NARROW, available_kbps=3_000.0, sent_kbps=1_000.0)


def test_a_narrow_line_gets_a_smaller_picture_and_lower_limits() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        connection = scene.connections.newest
        for _ in range(6):
            await scene.second(WIDE)
        assert (connection.pictures[-1].width, connection.pictures[-1].height) == (1280, 720)
        wide = connection.limits
        told = await scene.second(NARROW)
        assert told.sent_rung is Rung.P240
        assert connection.limits.max_video_kbps < wide.max_video_kbps
        count = len(connection.pictures)
        await scene.second(NARROW)
        assert connection.pictures[-1].height == 240
        assert len(connection.pictures) - count == pytest.approx(15, abs=1)

    run(story)


def test_a_line_for_the_voice_alone_gets_no_picture() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        for _ in range(8):
            await scene.second(replace(NARROW, available_kbps=40.0, sent_kbps=40.0))
        count = len(scene.connections.newest.pictures)
        await scene.second(NARROW)
        assert len(scene.connections.newest.pictures) == count
        assert scene.connections.newest.limits.max_video_kbps == 0

    run(story)


def test_the_other_end_is_told_what_it_gets_and_what_is_shown_of_it() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        scene.call.dispatch.set_tiles({track_of_site(THEM): 430})
        for _ in range(8):
            await scene.second(NARROW)
        site, signal = scene.owner.signals[-1]
        assert (site, signal.kind) == (THEM, SignalKind.PICTURE)
        assert (signal.from_number, signal.to_number) == (2, 1)
        assert signal.picture == PictureNote(
            wanted_lines=430, rung=Rung.P240, cause=QualityCause.THEIR_LINE
        )

    run(story)


def test_a_tile_of_the_other_end_bounds_what_it_gets() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        note = PictureNote(wanted_lines=170, rung=Rung.STILL, cause=QualityCause.SLOW_PC)
        await scene.hear(SignalKind.PICTURE, "", "", picture=note)
        told = await scene.second(WIDE)
        assert (told.sent_rung, told.sent_cause) == (Rung.P240, QualityCause.NONE)
        assert (told.their_rung, told.their_cause) == (Rung.STILL, QualityCause.SLOW_PC)

    run(story)


def test_a_word_about_pictures_of_a_seat_that_is_gone_is_dropped() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        note = PictureNote(wanted_lines=0)
        await scene.hear(SignalKind.PICTURE, "", "", picture=note, from_number=9)
        await scene.second(WIDE)
        wish = scene.call.dispatch.wish(THEM)
        assert wish is not None
        assert wish.height == 720

    run(story)


def test_an_early_word_about_pictures_does_not_push_an_early_offer_aside() -> None:
    async def story(scene: Scene) -> None:
        scene.own, scene.theirs = 1, 2
        await scene.hear(SignalKind.OFFER, "early", sdp_of("early"))
        await scene.hear(SignalKind.PICTURE, "", "")
        await scene.meet(own=1, theirs=2)
        assert scene.said() == [SignalKind.ANSWER]

    run(story)


def test_offers_that_come_too_fast_make_no_connections() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=1, theirs=2)
        for number in range(100):
            await scene.hear(SignalKind.OFFER, f"c{number}")
        assert len(scene.connections.made) == BURST
        await scene.step(60.0)
        await scene.hear(SignalKind.OFFER, "later")
        assert len(scene.connections.made) == BURST + 1
        assert len(scene.connections.newest.offers) == 1

    run(story)


def test_a_connection_takes_no_more_paths_than_an_honest_site_offers() -> None:
    async def story(scene: Scene) -> None:
        await scene.meet(own=1, theirs=2)
        for attempt in range(1, 50):
            await scene.hear(SignalKind.OFFER, "one", attempt=attempt)
            await scene.step(4.0, is_heard=True)
        (connection,) = scene.connections.made
        assert len(connection.offers) == MOST_RESTARTS + 1
        assert scene.said()[-1] is SignalKind.RESTART  # a new connection, please

    run(story)


def test_restarts_that_are_asked_too_fast_make_no_connections() -> None:
    async def story(scene: Scene) -> None:
        await connected(scene)
        leg_id = scene.owner.signals[0][1].connection_id
        for _ in range(100):
            await scene.hear(SignalKind.RESTART, leg_id, "")
        assert len(scene.connections.made) == 1 + BURST
        await scene.step(10.0, is_heard=True)
        await scene.hear(SignalKind.RESTART, leg_id, "")
        assert len(scene.connections.made) == 2 + BURST

    run(story)
