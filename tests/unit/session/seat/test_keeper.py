import asyncio
import json
import logging
from collections.abc import Callable

import pytest
from typing_extensions import override

from desktop.contract.channel.seat import CloseCode
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.events import ChannelChanged, ChannelRefused, SeatInUse
from desktop.domain.errors import AccessRefused, ProtocolError
from desktop.domain.events import Event, EventSink
from desktop.domain.ids import SessionId, SiteId
from desktop.session.seat.conversation import Conversation, Told
from desktop.session.seat.keeper import AskToken, Keeper, Line, LineEnded, Program, Timing
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.desk.event_recorder import EventRecorder

pytestmark = pytest.mark.unit

WELCOME = """{"type": "welcome", "site_id": "commune", "server_time": "2026-11-26T05:00:00Z",
"ice_servers": [], "state": {"type": "state", "seq": 1, "status": "ready", "step": "opening",
"pause_reason": null, "opened_at": null, "seats": [], "speaking_site_id": null,
"floor_since": null, "stage": null}}"""


class FakeLine:
    """Welcomes, then does what it is told."""

    def __init__(self, on_receive: Callable[[], Exception]) -> None:
        self._on_receive = on_receive
        self._is_welcome_due = True
        self.sent: list[str] = []
        self.is_stuck = False

    async def send(self, text: str) -> None:
        self.sent.append(text)
        if self.is_stuck:
            await asyncio.Event().wait()

    async def receive(self) -> str:
        if self._is_welcome_due:
            self._is_welcome_due = False
            return WELCOME
        await asyncio.sleep(0)
        raise self._on_receive()

    async def close(self) -> None:
        pass


async def give_token(_refused: str | None) -> str:
    return "token"


def build_keeper(
    events: EventRecorder,
    lines: list[FakeLine],
    emit: EventSink,
    ask_token: AskToken = give_token,
) -> Keeper:
    async def dial(_session_id: SessionId, _token: str) -> Line:
        if not lines:
            await asyncio.Event().wait()
        return lines.pop(0)

    return Keeper(
        dial=dial,
        ask_token=ask_token,
        conversation=_conversation(events),
        emit=emit,
        clock=FakeClock(),
        program=Program(id="program-1", timing=Timing(jitter=lambda: 0.0, leave_s=0.05)),
    )


def _conversation(events: EventRecorder) -> Conversation:
    conversation = Conversation(
        own_site_id=SiteId("commune"),
        clock=FakeClock(),
        told=Told(emit=events, changes_available=lambda: None),
    )
    conversation.begin(SessionId("session-1"))
    return conversation


async def end(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait({task})


def test_a_fault_of_ours_ends_the_line_and_is_dialled_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    events = EventRecorder()

    async def scene() -> None:
        is_down = asyncio.Event()

        def emit(event: Event) -> None:
            events(event)
            if event == ChannelChanged(is_connected=False, attempt=1):
                is_down.set()

        keeper = build_keeper(events, [FakeLine(ValueError)], emit)
        task = asyncio.create_task(keeper.keep(SessionId("session-1"), JoinWay.ASK))
        await asyncio.wait_for(is_down.wait(), PATIENCE_S)
        await end(task)

    asyncio.run(scene())
    assert events.of(ChannelChanged)[-1] == ChannelChanged(is_connected=False, attempt=1)
    assert "channel failed" in caplog.text


@pytest.mark.parametrize("answer", [ProtocolError("S-901"), ZeroDivisionError()])
def test_an_odd_answer_to_a_renewal_does_not_end_the_dialling(
    answer: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """As a portal of the building gives: its page instead of the city's word."""
    events, asked = EventRecorder(), list[str | None]()

    async def ask_token(refused: str | None) -> str:
        asked.append(refused)
        if len(asked) == 2:
            raise answer
        return "token"

    async def scene() -> None:
        is_up_again = asyncio.Event()

        def emit(event: Event) -> None:
            events(event)
            changes = events.of(ChannelChanged)
            if len(changes) > 1 and changes[-1].is_connected:
                is_up_again.set()

        def not_signed_in() -> Exception:
            return LineEnded(CloseCode.NOT_SIGNED_IN)

        lines = [FakeLine(not_signed_in), FakeLine(LineEnded)]
        keeper = build_keeper(events, lines, emit, ask_token)
        task = asyncio.create_task(keeper.keep(SessionId("session-1"), JoinWay.ASK))
        await asyncio.wait_for(is_up_again.wait(), PATIENCE_S)
        await end(task)

    asyncio.run(scene())
    told = [(one.is_connected, one.attempt) for one in events.of(ChannelChanged)]
    assert told[:4] == [(True, 0), (False, 1), (False, 1), (True, 0)]
    assert asked == [None, "token", "token"]
    assert ("channel failed" in caplog.text) == isinstance(answer, ZeroDivisionError)


def test_a_sign_in_that_ended_while_the_line_was_down_is_told_and_not_dialled_for_ever() -> None:
    events, asked = EventRecorder(), list[str | None]()

    async def ask_token(refused: str | None) -> str:
        asked.append(refused)
        if len(asked) > 1:
            raise AccessRefused("D-107")
        return "token"

    async def scene() -> None:
        keeper = build_keeper(events, [FakeLine(LineEnded)], events, ask_token)
        kept = keeper.keep(SessionId("session-1"), JoinWay.ASK)
        await asyncio.wait_for(kept, PATIENCE_S)

    asyncio.run(scene())
    assert asked == [None, None]
    assert [one.code for one in events.of(ChannelRefused)] == ["K-140"]


def test_goodbye_without_a_line_says_nothing() -> None:
    events = EventRecorder()
    asyncio.run(build_keeper(events, [], events).say_goodbye())
    assert events.events == ()


def test_goodbye_on_a_stuck_line_does_not_hold_anybody_up(
    caplog: pytest.LogCaptureFixture,
) -> None:
    events = EventRecorder()

    async def scene() -> None:
        line = FakeLine(LineEnded)
        line.is_stuck = True
        keeper = build_keeper(events, [line], events)
        keeper._line = line
        await asyncio.wait_for(keeper.say_goodbye(), PATIENCE_S)

    with caplog.at_level(logging.INFO):
        asyncio.run(scene())
    assert "left without a line" in caplog.text


def test_goodbye_waits_for_the_server_s_close_and_nothing_is_dialled_after_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    events = EventRecorder()

    class PoliteLine(FakeLine):
        """Closes when it is told that the seat is given back."""

        def __init__(self) -> None:
            super().__init__(LineEnded)
            self._is_left = asyncio.Event()

        @override
        async def send(self, text: str) -> None:
            await super().send(text)
            if "leave" in text:
                self._is_left.set()

        @override
        async def receive(self) -> str:
            if not self._is_welcome_due:
                await self._is_left.wait()
                raise LineEnded(1000)
            return await super().receive()

    async def scene() -> None:
        is_up = asyncio.Event()

        def emit(event: Event) -> None:
            events(event)
            is_up.set()

        keeper = build_keeper(events, [PoliteLine()], emit)
        task = asyncio.create_task(keeper.keep(SessionId("session-1"), JoinWay.ASK))
        await asyncio.wait_for(is_up.wait(), PATIENCE_S)
        await keeper.say_goodbye()
        await asyncio.wait_for(task, PATIENCE_S)

    with caplog.at_level(logging.INFO):
        asyncio.run(scene())
    assert "left without a line" not in caplog.text
    assert ChannelChanged(is_connected=False, attempt=1) not in events.events


class ClosingLine(FakeLine):
    """Closed by the city before any welcome."""

    def __init__(self, close_code: CloseCode) -> None:
        super().__init__(LineEnded)
        self._close_code = close_code

    @override
    async def receive(self) -> str:
        raise LineEnded(self._close_code)


def kept(way: JoinWay, *lines: FakeLine) -> EventRecorder:
    """What is told until the keeping ends, or the last line is used up and another is dialled."""
    events = EventRecorder()

    async def scene() -> None:
        is_out_of_lines = asyncio.Event()
        waiting = list(lines)

        async def dial(_session_id: SessionId, _token: str) -> Line:
            if not waiting:
                is_out_of_lines.set()
                await asyncio.Event().wait()
            return waiting.pop(0)

        keeper = build_keeper(events, [], events)
        keeper._dial = dial
        task = asyncio.create_task(keeper.keep(SessionId("session-1"), way))
        used_up = asyncio.create_task(is_out_of_lines.wait())
        await asyncio.wait({task, used_up}, return_when=asyncio.FIRST_COMPLETED)
        for each in (task, used_up):
            each.cancel()
        await asyncio.wait({task, used_up})

    asyncio.run(asyncio.wait_for(scene(), PATIENCE_S))
    return events


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (JoinWay.ASK, {"asks": True, "can_depute": True}),
        (JoinWay.TAKE, {"can_depute": True}),
        (JoinWay.BESIDE, {"is_beside": True, "can_depute": True}),
    ],
)
def test_a_hello_says_how_the_program_comes_in(way: JoinWay, said: dict[str, bool]) -> None:
    line = FakeLine(lambda: LineEnded(CloseCode.SEAT_TAKEN))
    events = kept(way, line)
    assert json.loads(line.sent[0]) == {"type": "hello", "program_id": "program-1", **said}
    assert events.of(ChannelChanged)[0].is_beside is (way is JoinWay.BESIDE)


def test_who_took_the_seat_asks_before_taking_it_once_more() -> None:
    first, second = FakeLine(LineEnded), ClosingLine(CloseCode.SEAT_IN_USE)
    events = kept(JoinWay.TAKE, first, second)
    assert "asks" not in first.sent[0]
    assert "asks" in second.sent[0]
    assert events.of(SeatInUse) == [SeatInUse()]
    assert events.of(ChannelChanged)[-1] == ChannelChanged(is_connected=False, attempt=0)


def test_a_companion_desk_comes_back_as_one() -> None:
    first, second = FakeLine(LineEnded), FakeLine(LineEnded)
    kept(JoinWay.BESIDE, first, second)
    assert all("is_beside" in line.sent[0] for line in (first, second))


@pytest.mark.parametrize("way", [JoinWay.ASK, JoinWay.TAKE])
def test_an_older_city_is_asked_for_the_seat_as_it_knows_it(way: JoinWay) -> None:
    asked, taken = ClosingLine(CloseCode.MALFORMED), FakeLine(LineEnded)
    events = kept(way, asked, taken)
    assert "can_depute" in asked.sent[0]
    assert json.loads(taken.sent[0]) == {"type": "hello", "program_id": "program-1"}
    assert events.of(ChannelRefused) == []


@pytest.mark.parametrize(
    ("close_code", "code"), [(CloseCode.MALFORMED, "K-148"), (CloseCode.NO_ROOM_BESIDE, "K-147")]
)
def test_a_companion_desk_never_takes_the_seat_instead(close_code: CloseCode, code: str) -> None:
    line, unused = ClosingLine(close_code), FakeLine(LineEnded)
    events = kept(JoinWay.BESIDE, line, unused)
    assert events.of(ChannelRefused) == [ChannelRefused(code=code)]
    assert unused.sent == []
