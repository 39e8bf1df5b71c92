"""Any order of what sites do, of cuts and of restarts: in the end every client has the same."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.cityserver.admin.city import put_record
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live.live_state import NotDone
from desktop.cityserver.conduct.live.rules import StateMessage
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.contract.channel.conduct import (
    OpenSession,
    PauseSession,
    ResumeSession,
    SetStep,
)
from desktop.contract.channel.floor import (
    AskFloor,
    GiveFloor,
    LockMicrophone,
    LowerHands,
    MoveHand,
)
from desktop.contract.channel.help_call import CallHelp, TakeHelpCall
from desktop.contract.channel.media import SetMedia
from desktop.contract.channel.messages import ROOM_MESSAGE
from desktop.contract.channel.stage import PresentPage
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.live.session_facts import SessionFacts
from desktop.session.line.outgoing import text_of
from desktop.session.seat.conversation import Conversation, Told
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.hub_seats import connection_of, new_hub
from tests.rigs.city.running_city_server import AGENCY, COMMUNE, HQ, paper_body, session_body

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from desktop.cityserver.conduct.connection import Connection

pytestmark = pytest.mark.unit

SITES = (HQ, COMMUNE, AGENCY)
NUMBERS = count(1)
"""A session of its own for each example: they share one city."""


@dataclass(frozen=True, slots=True)
class Say:
    """A site says something, whatever it has heard by then."""

    site_id: SiteId
    message: StateMessage


@dataclass(frozen=True, slots=True)
class Hear:
    """A site takes in what was told it until now."""

    site_id: SiteId


@dataclass(frozen=True, slots=True)
class Cut:
    """The line of a site breaks: what was on its way to it is lost."""

    site_id: SiteId


@dataclass(frozen=True, slots=True)
class Dial:
    """A site dials again; is_new: it is another program, which remembers nothing."""

    site_id: SiteId
    is_new: bool


@dataclass(frozen=True, slots=True)
class Kill:
    """The city is killed and started again."""


Event = Say | Hear | Cut | Dial | Kill

LABELS = st.sampled_from(("", "Công dân A", "Công dân B"))
HANDS = st.integers(1, 6)
MESSAGES: st.SearchStrategy[StateMessage] = st.one_of(
    st.builds(
        AskFloor,
        has_hand_up=st.booleans() | st.just(value=True),
        speaker=LABELS,
        side=st.sampled_from(("", "citizens", "agency")),
        reason=st.sampled_from(("", "Làm rõ")),
    ),
    st.builds(
        GiveFloor,
        site_id=st.sampled_from((*SITES, None)),
        hand=st.none() | HANDS,
        turn_s=st.sampled_from((60, 300)),
    ),
    st.builds(LowerHands, hand=st.none() | HANDS),
    st.builds(MoveHand, hand=HANDS, place=st.integers(0, 4)),
    st.builds(LockMicrophone, site_id=st.sampled_from(SITES), is_locked=st.booleans()),
    st.builds(SetMedia, is_microphone_on=st.booleans(), is_camera_on=st.booleans()),
    st.builds(
        SetStep,
        step=st.sampled_from(("roll_call", "announcements", "presentation", "questions")),
    ),
    st.builds(PresentPage, document_id=st.just("paper") | st.none(), page=st.integers(1, 2),
              page_count=st.just(2), title=st.just("Bản đồ")),
    st.just(PauseSession(reason="break")),
    st.just(ResumeSession()),
    st.just(CallHelp()),
    st.builds(TakeHelpCall, site_id=st.sampled_from(SITES)),
)  # fmt: skip
PLACES = st.sampled_from(SITES)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Say, PLACES, MESSAGES),
    st.builds(Say, PLACES, MESSAGES),
    st.builds(Say, st.just(HQ), MESSAGES),
    st.builds(Hear, PLACES),
    st.builds(Cut, PLACES),
    st.builds(Dial, PLACES, st.booleans()),
    st.just(Kill()),
)


class Client:
    """The real ends of a channel: what a desk holds of the session, without its line."""

    def __init__(self, site_id: SiteId, session_id: SessionId, clock: FakeClock) -> None:
        self._site_id, self.session_id, self._clock = site_id, session_id, clock
        self._connection: Connection | None = None
        self._seat: AbstractAsyncContextManager[None] | None = None
        self._killed: list[AbstractAsyncContextManager[None] | None] = []
        self._programs = count()
        self.begin()

    def begin(self) -> None:
        """A program that remembers nothing."""
        self.program = f"{self._site_id}-{next(self._programs)}"
        self.facts = SessionFacts(
            session_id=self.session_id,
            own_site_id=self._site_id,
            clock=self._clock,
            planned_status=SessionStatus.READY,
            clock_offset_s=0.0,
        )
        told = Told(emit=self.facts.on_event, changes_available=lambda: None)
        self._conversation = Conversation(own_site_id=self._site_id, clock=self._clock, told=told)
        self._conversation.begin(self.session_id)

    async def dial(self, hub: Hub) -> None:
        self._connection = connection_of(self._site_id, self.session_id)
        self._seat = hub.seat(self._connection, self.program)
        await self._seat.__aenter__()
        first, *others = await self._connection.next_texts()
        welcome = self._conversation.read_welcome(first)
        assert welcome is not None
        self._conversation.on_welcome(welcome)
        self._conversation.tell_live()
        for text in others:
            self._conversation.on_frame(text)

    async def cut(self) -> None:
        seat, self._seat, self._connection = self._seat, None, None
        self._conversation.on_line_down()
        if seat is not None:
            await seat.__aexit__(None, None, None)

    def lose_city(self) -> None:
        """It was killed: nobody gives the seat back, then or later."""
        self._killed.append(self._seat)
        self._seat, self._connection = None, None
        self._conversation.on_line_down()

    async def hear(self) -> None:
        if self._connection is not None and self._connection._waiting:
            for text in await self._connection.next_texts():
                self._conversation.on_frame(text)

    async def say(self, hub: Hub, message: StateMessage) -> None:
        self._conversation.command(message)
        while (sent := self._conversation.next_message()) is not None:
            told = ROOM_MESSAGE.validate_json(text_of(sent))
            if self._connection is None or not isinstance(told, StateMessage):
                continue
            try:
                await hub.carry_out(self._connection, told)
            except NotDone:
                continue

    @property
    def live(self) -> LiveSession:
        assert self.facts.live is not None
        return self.facts.live


async def play(city: Database, clock: FakeClock, events: Sequence[Event]) -> list[LiveSession]:
    """What every client holds in the end, when all of them are there again."""
    session_id = SessionId(f"session-{next(NUMBERS)}")
    put_record(city, "session", session_id, session_body(HQ, (COMMUNE, AGENCY)))
    paper = paper_body(COMMUNE, "c" * 64, 10, session_id=session_id, cleared_for_display=True)
    with city.write() as session:
        record = Record(kind="paper", entity_id=f"paper-{session_id}", body=paper)
        RecordWriter(session).save(record)
    hub = new_hub(city, clock)
    clients = {site_id: Client(site_id, session_id, clock) for site_id in SITES}
    for client in clients.values():
        await client.dial(hub)
    await clients[HQ].say(hub, OpenSession())
    for event in events:
        clock.advance(0.25)
        if isinstance(event, Kill):
            for client in clients.values():
                client.lose_city()
            hub = new_hub(city, clock)
        else:
            await one_of(clients[event.site_id], hub, event)
    for client in clients.values():
        await client.cut()
        await client.dial(hub)
    for client in clients.values():
        await client.hear()
    return [client.live for client in clients.values()]


async def one_of(client: Client, hub: Hub, event: Say | Hear | Cut | Dial) -> None:
    """What happens at one site."""
    match event:
        case Say():
            await client.say(hub, _of_session(event.message, client.session_id))
        case Hear():
            await client.hear()
        case Cut():
            await client.cut()
        case Dial():
            await client.cut()
            if event.is_new:
                client.begin()
            await client.dial(hub)


def _of_session(message: StateMessage, session_id: SessionId) -> StateMessage:
    if isinstance(message, PresentPage) and message.document_id is not None:
        return message.model_copy(update={"document_id": f"paper-{session_id}"})
    return message


@pytest.mark.timeout(1_800)
@settings(
    max_examples=max(10, settings().max_examples // 2),  # an example is a whole session
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(events=st.lists(EVENTS, max_size=30))
def test_queue_step_page_and_hands_are_equal_at_every_client(
    city: Database, clock: FakeClock, events: list[Event]
) -> None:
    first, *others = asyncio.run(play(city, clock, events))
    assert first.queue is not None
    for other in others:
        assert other.queue == first.queue
        assert (other.step, other.stage, other.status) == (first.step, first.stage, first.status)
        assert other.speaking_site_id == first.speaking_site_id
        assert other.help_calls == first.help_calls
        assert hands(other) == hands(first)
    up = {one.site_id for one in first.queue.hands}
    assert {site_id for site_id, has_hand in hands(first).items() if has_hand} == up
    open_ones = {seat.site_id for seat in first.seats if seat.is_microphone_on}
    assert open_ones <= set(first.queue.heard)
    assert len({one.number for one in first.queue.hands}) == len(first.queue.hands)


def hands(live: LiveSession) -> dict[SiteId, bool]:
    return {seat.site_id: seat.has_hand_up for seat in live.seats}


def test_hands_survive_a_killed_city_and_desks_that_were_started_anew(
    city: Database, clock: FakeClock
) -> None:
    story: list[Event] = [
        Say(AGENCY, AskFloor(has_hand_up=True, speaker="Sở Xây dựng", side="agency")),
        Say(COMMUNE, AskFloor(has_hand_up=True, speaker="Công dân A", side="citizens")),
        Say(HQ, MoveHand(hand=2, place=0)),
        Kill(),
        Dial(HQ, True),
        Dial(COMMUNE, True),
        Dial(AGENCY, True),
        Say(COMMUNE, AskFloor(has_hand_up=True, speaker="Công dân B", side="citizens")),
    ]
    for live in asyncio.run(play(city, clock, story)):
        assert live.queue is not None
        assert [(one.number, one.speaker) for one in live.queue.hands] == [
            (2, "Công dân A"),
            (1, "Sở Xây dựng"),
            (3, "Công dân B"),
        ]
