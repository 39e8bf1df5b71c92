"""The thread of one seat: obeys orders to join and leave, and keeps the channel of that session."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from desktop.domain.clock import Clock
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.conduct.events import ChannelChanged
from desktop.domain.errors import TimedOut
from desktop.domain.events import EventSink
from desktop.domain.ids import SessionId
from desktop.session.line.loop_thread import LoopThread
from desktop.session.seat.conversation import Conversation
from desktop.session.seat.keeper import AskToken, Dial, Keeper, Program

TOKEN_TIMEOUT_S = 10.0
STOP_TIMEOUT_S = 4.0
MAX_ORDERS = 32

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """To join a session, and how."""

    session_id: SessionId
    way: JoinWay

    @property
    def is_beside(self) -> bool:
        """As a companion desk."""
        return self.way is JoinWay.BESIDE


class SeatThread:
    """Runs `session-channel`; `later` and the orders may come from any thread.

    access_token: as in SessionChannel.
    """

    def __init__(
        self,
        *,
        dial: Dial,
        access_token: Callable[[str | None], str | None],
        clock: Clock,
        emit: EventSink,
        program: Program,
        conversation: Conversation,
    ) -> None:
        self._dial = dial
        self._access_token = access_token
        self._clock = clock
        self._emit = emit
        self._program = program
        self._conversation = conversation
        self._thread = LoopThread("session-channel")
        self._orders: asyncio.Queue[Order | None] = asyncio.Queue(MAX_ORDERS)
        self._keeper: Keeper | None = None

    def start(self) -> None:
        """Begin to obey; nothing is dialled before an order."""
        self._thread.start(self._serve)

    def stop(self) -> None:
        """End within STOP_TIMEOUT_S."""
        if not self._thread.stop(STOP_TIMEOUT_S):
            logger.warning("channel is late to stop")

    def later(self, work: Callable[[], None]) -> None:
        """Do this on the seat's thread, and look there for what waits to be sent."""

        def work_and_wake() -> None:
            work()
            if self._keeper is not None:
                self._keeper.wake()

        if not self._thread.call(work_and_wake):
            logger.info("channel asked while it does not run")

    def order(self, order: Order | None) -> None:
        """Sit in this session from now on, None: in none. Thread: session-channel."""
        try:
            self._orders.put_nowait(order)
        except asyncio.QueueFull:
            logger.warning("too many orders to join and leave")

    async def _serve(self) -> None:
        threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="session-token")
        ask_token = _ask_on(threads, self._access_token)
        keeper = self._keeper = Keeper(
            dial=self._dial,
            ask_token=ask_token,
            conversation=self._conversation,
            emit=self._emit,
            clock=self._clock,
            program=self._program,
        )
        keeping: asyncio.Task[None] | None = None
        joined: Order | None = None
        try:
            while True:
                wanted = await self._orders.get()
                if keeping is not None and not keeping.done() and _is_same(wanted, joined):
                    continue
                if keeping is not None:
                    await keeper.say_goodbye()
                    await _end(keeping)
                self._conversation.begin(
                    None if wanted is None else wanted.session_id,
                    is_beside=wanted is not None and wanted.is_beside,
                )
                joined = wanted
                keeping = None if wanted is None else asyncio.create_task(_keep(keeper, wanted))
                if wanted is None:
                    self._emit(ChannelChanged(is_connected=False, attempt=0))
        finally:
            self._keeper = None
            if keeping is not None:
                await _end(keeping)
            threads.shutdown(wait=False, cancel_futures=True)


def _is_same(wanted: Order | None, joined: Order | None) -> bool:
    """Whether one sits so already."""
    if wanted is None or joined is None:
        return wanted is joined
    same_place = (wanted.session_id, wanted.is_beside) == (joined.session_id, joined.is_beside)
    return same_place and wanted.way is not JoinWay.TAKE


async def _keep(keeper: Keeper, order: Order) -> None:
    try:
        await keeper.keep(order.session_id, order.way)
    except Exception:
        logger.exception("keeping the seat failed session=%s", order.session_id)


async def _end(keeping: asyncio.Task[None]) -> None:
    keeping.cancel()
    await asyncio.wait({keeping})


def _ask_on(
    threads: ThreadPoolExecutor, access_token: Callable[[str | None], str | None]
) -> AskToken:
    async def ask(refused_token: str | None) -> str | None:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(TOKEN_TIMEOUT_S):
                return await loop.run_in_executor(threads, access_token, refused_token)
        except TimeoutError as error:
            raise TimedOut("access token") from error

    return ask
