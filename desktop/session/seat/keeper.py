"""Keeps one seat connected: dials, says hello, talks, dials again, until it is left or refused."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import NoReturn, Protocol

from desktop.contract.channel.seat import CloseCode, Hello, Leave, Ping, Welcome
from desktop.contract.version import CHANNEL_PING_S, CHANNEL_SILENCE_S
from desktop.domain.clock import Clock
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.events import ChannelChanged, ChannelRefused, SeatInUse, SeatTaken
from desktop.domain.errors import AccessRefused, ProtocolError, RetryableError
from desktop.domain.events import Event, EventSink
from desktop.domain.ids import SessionId
from desktop.session.line.outgoing import text_of
from desktop.session.line.redial import next_attempt, redial_delay_s
from desktop.session.seat.conversation import Conversation
from desktop.session.words.misfit import Misfit

REFUSALS: dict[int, str] = {
    CloseCode.NOT_SIGNED_IN: "K-140",
    CloseCode.NO_SEAT: "K-143",
    CloseCode.NO_SESSION: "K-144",
    CloseCode.WRONG_VERSION: "K-146",
    CloseCode.NO_ROOM_BESIDE: "K-147",
}
"""Close codes after which dialling again is useless, and what the officer is told."""

NO_COMPANIONS = "K-148"
"""A city of before 0.4.0 takes no companion desk in."""

MAX_NONCE = 2**31
STANDSTILL_S = 1.0
"""So late nobody had listened: a laptop slept, or the PC had no time at all."""

logger = logging.getLogger(__name__)


class LineEnded(Exception):
    """The line is over. close_code: the server's word for it, None when it gave none."""

    def __init__(self, close_code: int | None = None) -> None:
        super().__init__(close_code)
        self.close_code = close_code


class Line(Protocol):
    """One open WebSocket. Thread: session-channel."""

    async def send(self, text: str) -> None:
        """One text frame. Raises: LineEnded."""
        ...

    async def receive(self) -> str | bytes:
        """The next frame. Raises: LineEnded."""
        ...

    async def close(self) -> None:
        """End politely, within a fraction of a second."""
        ...


Dial = Callable[[SessionId, str], Awaitable[Line]]
"""Opens a line for a session with a token, in bounded time. Raises: LineEnded."""

AskToken = Callable[[str | None], Awaitable[str | None]]
"""The token to use; the argument is one the server has just refused. May raise RetryableError,
ProtocolError or AccessRefused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Limits of a line, in seconds. jitter gives a number in [0, 1)."""

    jitter: Callable[[], float]
    ping_s: float = CHANNEL_PING_S
    silence_s: float = CHANNEL_SILENCE_S
    welcome_s: float = 4.0
    leave_s: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Which program of the site this is, and how patient it is."""

    id: str
    timing: Timing


_OUT: dict[int | None, Event] = {
    CloseCode.SEAT_TAKEN: SeatTaken(),
    CloseCode.SEAT_IN_USE: SeatInUse(),
}
"""What the end of a channel says of the seat that another PC has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a line ended. lasted_s: since the welcome, None when it never came."""

    close_code: int | None
    lasted_s: float | None


class Keeper:
    """One seat of one session. Thread: session-channel."""

    def __init__(
        self,
        *,
        dial: Dial,
        ask_token: AskToken,
        conversation: Conversation,
        emit: EventSink,
        clock: Clock,
        program: Program,
    ) -> None:
        self._dial = dial
        self._ask_token = ask_token
        self._conversation = conversation
        self._emit = emit
        self._clock = clock
        self._program_id = program.id
        self._timing = program.timing
        self._has_more = asyncio.Event()
        self._line: Line | None = None
        self._is_leaving = False
        self._has_ended = asyncio.Event()
        self._way = JoinWay.ASK
        self._is_old_city = False
        self._token: str | None = None
        self._refused_token: str | None = None

    def wake(self) -> None:
        """Something waits to be sent."""
        self._has_more.set()

    async def keep(self, session_id: SessionId, way: JoinWay) -> None:
        """Hold the seat, or the place beside it; ends when it is taken or refused, or cancelled."""
        attempt = 0
        self._is_leaving = False
        self._way, self._is_old_city = way, False
        while True:
            ended = await self._talk(session_id)
            if self._is_leaving:
                return
            if self._is_of_old_city(ended) and self._way is not JoinWay.BESIDE:
                self._is_old_city = True
                continue
            if ended.close_code == CloseCode.NOT_SIGNED_IN and self._can_renew():
                self._refused_token = self._token
                if ended.lasted_s is not None:
                    self._emit(ChannelChanged(is_connected=False, attempt=1))
                continue
            if (reason := self._reason_to_end(ended)) is not None:
                logger.warning("channel over close_code=%s", ended.close_code)
                self._emit(ChannelChanged(is_connected=False, attempt=0))
                self._emit(reason)
                return
            attempt = next_attempt(attempt, ended.lasted_s or 0.0)
            self._emit(ChannelChanged(is_connected=False, attempt=attempt))
            await asyncio.sleep(redial_delay_s(attempt, self._timing.jitter()))

    async def say_goodbye(self) -> None:
        """Give the seat back on purpose, if there is a line, and let the server close it."""
        line, self._is_leaving = self._line, True
        if line is None:
            return
        self._has_ended.clear()
        try:
            async with asyncio.timeout(self._timing.leave_s):
                while (message := self._conversation.next_message()) is not None:
                    await line.send(text_of(message))
                await line.send(text_of(Leave()))
                await self._has_ended.wait()
        except (LineEnded, TimeoutError):
            logger.info("left without a line")

    def _can_renew(self) -> bool:
        """The city refused the token that was shown, and none before it."""
        return self._token is not None and self._refused_token is None

    def _is_of_old_city(self, ended: Ended) -> bool:
        """It did not understand the hello: it knows seats alone, and that they are taken."""
        is_not_read = ended.close_code == CloseCode.MALFORMED and ended.lasted_s is None
        return is_not_read and not self._is_old_city

    def _hello(self) -> Hello:
        if self._is_old_city:
            return Hello(program_id=self._program_id)
        return Hello(
            program_id=self._program_id,
            asks=self._way is JoinWay.ASK,
            is_beside=self._way is JoinWay.BESIDE,
            can_depute=True,
        )

    def _reason_to_end(self, ended: Ended) -> Event | None:
        """What is told when dialling again is useless; None: it is worth another try."""
        if ended.close_code in _OUT:
            return _OUT[ended.close_code]
        if self._is_of_old_city(ended):
            return ChannelRefused(code=NO_COMPANIONS)
        code = REFUSALS.get(ended.close_code or 0)
        return None if code is None else ChannelRefused(code=code)

    async def _talk(self, session_id: SessionId) -> Ended:
        began_s = self._clock.monotonic()
        up_at_s: float | None = None
        line: Line | None = None
        try:
            line = await self._open(session_id)
            welcome = await self._greet(line)
            self._conversation.on_welcome(welcome)
            up_at_s = self._clock.monotonic()
            self._on_up(line, took_s=up_at_s - began_s)
            await self._exchange(line)
        except LineEnded as ended:
            lasted_s = None if up_at_s is None else self._clock.monotonic() - up_at_s
            logger.info(
                "channel down close_code=%s lasted_s=%.1f", ended.close_code, lasted_s or 0.0
            )
            return Ended(close_code=ended.close_code, lasted_s=lasted_s)
        except Misfit:
            logger.warning("welcome makes no sense")
            return Ended(close_code=None, lasted_s=None)
        except Exception:  # a fault of ours: the seat is worth another try
            logger.exception("channel failed")
            return Ended(close_code=None, lasted_s=None)
        finally:
            self._line = None
            self._has_ended.set()
            self._conversation.on_line_down()
            if line is not None:
                await line.close()

    def _on_up(self, line: Line, *, took_s: float) -> None:
        self._line = line
        self._refused_token = None
        logger.info("channel up took_ms=%.0f", took_s * 1_000)
        is_beside = self._way is JoinWay.BESIDE
        if not is_beside:
            self._way = JoinWay.ASK  # who takes it from here now is asked first, at a redial too
        self._emit(
            ChannelChanged(
                is_connected=True,
                attempt=0,
                is_beside=is_beside,
                is_elsewhere=self._conversation.is_elsewhere,
            )
        )
        self._conversation.tell_live()
        self.wake()

    async def _open(self, session_id: SessionId) -> Line:
        self._token = None
        try:
            self._token = await self._ask_token(self._refused_token)
        except AccessRefused as error:
            raise LineEnded(CloseCode.NOT_SIGNED_IN) from error
        except (
            RetryableError,
            ProtocolError,
        ) as error:  # a portal answered, perhaps
            raise LineEnded from error
        if self._token is None:
            # Signed in offline, there is no token until the city answers; but a token that was
            # refused and has no successor means that nobody is signed in any more.
            raise LineEnded(CloseCode.NOT_SIGNED_IN if self._refused_token else None)
        return await self._dial(session_id, self._token)

    async def _greet(self, line: Line) -> Welcome:
        try:
            async with asyncio.timeout(self._timing.welcome_s):
                self._conversation.city.ask()
                await line.send(text_of(self._hello()))
                while True:
                    welcome = self._conversation.read_welcome(await line.receive())
                    if welcome is not None:
                        return welcome
        except TimeoutError as error:
            raise LineEnded from error

    async def _exchange(self, line: Line) -> NoReturn:
        tasks = (
            asyncio.create_task(self._receive(line)),
            asyncio.create_task(self._send(line)),
            asyncio.create_task(self._ping(line)),
        )
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        ends = [outcome for outcome in outcomes if isinstance(outcome, LineEnded)]
        if not ends:
            failure = next(one for one in outcomes if isinstance(one, Exception))
            logger.error("channel failed", exc_info=failure)
            raise LineEnded from failure
        raise next((end for end in ends if end.close_code is not None), ends[0])

    async def _receive(self, line: Line) -> NoReturn:
        while True:
            untrusted_frame = await self._next_frame(line)
            self._conversation.on_frame(untrusted_frame)
            self.wake()

    async def _next_frame(self, line: Line) -> str | bytes:
        """Raises LineEnded after a silence. A PC that stood still did not listen: it looks anew."""
        loop = asyncio.get_running_loop()
        silence_s, began_s = self._timing.silence_s, loop.time()
        frame = asyncio.ensure_future(line.receive())
        try:
            await asyncio.wait({frame}, timeout=silence_s)
            stood_s = loop.time() - began_s - silence_s
            if not frame.done() and stood_s > STANDSTILL_S:
                logger.info("desk stood still channel stood_s=%.1f", stood_s)
                await asyncio.wait({frame}, timeout=STANDSTILL_S)
            if not frame.done():
                logger.warning("channel silent for_s=%.1f", silence_s)
                raise LineEnded
            return frame.result()
        finally:
            frame.cancel()
            await asyncio.gather(frame, return_exceptions=True)

    async def _send(self, line: Line) -> NoReturn:
        while True:
            self._has_more.clear()
            self._conversation.tell_number()
            message = self._conversation.next_message()
            if message is not None:
                await line.send(text_of(message))
                continue
            await self._wait_for_more(self._conversation.due_in_s())

    async def _wait_for_more(self, limit_s: float | None) -> None:
        try:
            async with asyncio.timeout(limit_s):
                await self._has_more.wait()
        except TimeoutError:
            return

    async def _ping(self, line: Line) -> NoReturn:
        nonce = 0
        while True:
            self._conversation.city.ask(nonce)
            await line.send(text_of(Ping(nonce=nonce)))
            nonce = (nonce + 1) % MAX_NONCE
            await asyncio.sleep(self._timing.ping_s)
