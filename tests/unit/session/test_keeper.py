import asyncio
import logging
from collections.abc import Callable

import pytest

from desktop.domain.events import ChannelChanged, Event, EventSink
from desktop.domain.ids import SessionId, SiteId
from desktop.session.conversation import Conversation, Told
from desktop.session.keeper import Keeper, Line, LineEnded, Program, Timing
from tests.fakes.event_recorder import EventRecorder
from tests.fakes.fake_clock import FakeClock

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


def build_keeper(events: EventRecorder, lines: list[FakeLine], emit: EventSink) -> Keeper:
    async def dial(_session_id: SessionId, _token: str) -> Line:
        if not lines:
            await asyncio.Event().wait()
        return lines.pop(0)

    async def ask_token(_refused: str | None) -> str:
        return "token"

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
        task = asyncio.create_task(keeper.keep(SessionId("session-1")))
        await asyncio.wait_for(is_down.wait(), 5)
        await end(task)

    asyncio.run(scene())
    assert events.of(ChannelChanged)[-1] == ChannelChanged(is_connected=False, attempt=1)
    assert "channel failed" in caplog.text


def test_goodbye_without_a_line_says_nothing() -> None:
    events = EventRecorder()
    asyncio.run(build_keeper(events, [], events).say_goodbye())
    assert events.events == ()


@pytest.mark.parametrize("is_stuck", [True, False])
def test_goodbye_on_a_dying_line_does_not_hold_anybody_up(
    caplog: pytest.LogCaptureFixture, *, is_stuck: bool
) -> None:
    events = EventRecorder()

    async def scene() -> None:
        line = FakeLine(LineEnded)
        keeper = build_keeper(events, [line], events)
        keeper._line = line
        line.is_stuck = is_stuck
        await asyncio.wait_for(keeper.say_goodbye(), 5)

    with caplog.at_level(logging.INFO):
        asyncio.run(scene())
    assert ("left without a line" in caplog.text) is is_stuck
