"""The bus of workers on one PostgreSQL: NOTIFY, which keeps the order of commits.

Two connections of its own: one listens and holds the lock that says this worker lives, which
PostgreSQL lets go of by itself when the process dies; the other speaks.
"""

import asyncio
import contextlib
import logging
from collections import deque
from itertools import chain, islice

import psycopg
from psycopg import AsyncConnection
from typing_extensions import override

from desktop.cityserver.store.database.database import DatabaseSession
from desktop.cityserver.store.database.notify import driver_address, lock_holders, notify_with
from desktop.cityserver.workers.bus import (
    Bus,
    News,
    Receiver,
    dump_news,
    new_worker_number,
    parse_news,
)
from desktop.cityserver.workers.notify_chunks import ChunkHeader, Reassembler, cut
from desktop.domain.errors import ServerBusy
from desktop.domain.ids import new_id

logger = logging.getLogger(__name__)

CHANNEL = "reception_city"
_LOCKS = 5_297_061
"""First half of the key of the locks of workers; any number."""
CONNECT_S = 5
RETRY_S = 0.5
PING_S = 2.0
PING_LIMIT_S = 4.0
TELL_LIMIT_S = 10.0
"""For one batch, which waits for nothing but PostgreSQL's own locks."""
LOST_LINE_MS = 4_000
MAX_WAITING_PIECES = 20_000
"""Some 150 MB that PostgreSQL did not take."""
MAX_BATCH = 64
BUSY_RETRY_S = 1.0
_SAY = "SELECT pg_notify(%s, piece) FROM unnest(%s::text[]) AS piece"


class PostgresqlBus(Bus):
    """Thread: as Bus says."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._address = driver_address(url)
        self._name = new_id()
        self._receiver: Receiver | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._joiner = Reassembler(self._name)
        self._count = 0
        self._waiting: deque[list[str]] = deque()
        """Texts in pieces."""
        self._waiting_pieces = 0
        self._has_waiting = asyncio.Event()
        self._has_joined = asyncio.Event()

    @override
    async def start(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._tasks = [
            asyncio.create_task(self._listen_for_ever()),
            asyncio.create_task(self._speak_for_ever()),
        ]
        with contextlib.suppress(TimeoutError):  # a worker without others is better than none
            async with asyncio.timeout(CONNECT_S):
                await self._has_joined.wait()

    @override
    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    @override
    def check_joined(self) -> None:
        if not self._has_joined.is_set():
            raise ServerBusy(BUSY_RETRY_S)

    @override
    def publish(self, news: News) -> None:
        self.check_joined()
        if self._waiting_pieces >= MAX_WAITING_PIECES:
            raise ServerBusy(BUSY_RETRY_S)
        self._count += 1
        said = ChunkHeader(sender=self._name, number=self._count)
        pieces = cut(said, dump_news(news))
        self._waiting.append(pieces)
        self._waiting_pieces += len(pieces)
        self._has_waiting.set()

    @override
    def publish_with(self, session: DatabaseSession, news: News) -> None:
        pieces = cut(ChunkHeader(sender=self._name, number=0), dump_news(news))
        notify_with(session, CHANNEL, pieces)

    @override
    def workers(self, session: DatabaseSession) -> frozenset[int]:
        return lock_holders(session, _LOCKS)

    # ---- hearing ---------------------------------------------------------------------------

    async def _listen_for_ever(self) -> None:
        while True:
            try:
                async with await self._connect() as connection:
                    await self._join(connection)
                    while True:
                        await self._hear(connection)
            except (psycopg.Error, TimeoutError, OSError) as error:
                logger.warning("other workers not heard error=%s", type(error).__name__)
            finally:
                self._has_joined.clear()
            await asyncio.sleep(RETRY_S)

    async def _join(self, connection: AsyncConnection) -> None:
        # A new number: PostgreSQL may not have seen yet that the former connection broke.
        worker = new_worker_number()
        await connection.execute(
            "SELECT pg_advisory_lock(%s::int4, %s::int4)", (_LOCKS, worker), prepare=False
        )
        await connection.execute(f"LISTEN {CHANNEL}")
        self._worker = worker
        self._has_joined.set()
        logger.info("other workers heard worker=%d", worker)
        if self._receiver is not None:
            self._receiver.on_joined()

    async def _hear(self, connection: AsyncConnection) -> None:
        async for notification in connection.notifies(timeout=PING_S):
            whole = self._joiner.take(notification.payload)
            if whole is not None:
                self._tell(whole)
        # By the clock: giving up a question on a line that does not answer takes seconds more.
        limit = asyncio.get_running_loop().call_later(PING_LIMIT_S, self._has_joined.clear)
        try:
            async with asyncio.timeout(PING_LIMIT_S):
                await connection.execute("SELECT 1")
        finally:
            limit.cancel()

    def _tell(self, untrusted_text: str) -> None:
        if self._receiver is None:
            return
        try:
            news = parse_news(untrusted_text)
        except ValueError:
            logger.warning("another worker said what is not understood")  # of another version
            return
        try:
            self._receiver.on_news(news)
        except Exception:
            logger.exception("news of another worker failed kind=%s", type(news).__name__)

    # ---- speaking --------------------------------------------------------------------------

    async def _speak_for_ever(self) -> None:
        while True:
            try:
                async with await self._connect() as connection:
                    # What is said this way lives in memory alone: no disk has to be waited for.
                    async with asyncio.timeout(TELL_LIMIT_S):
                        await connection.execute("SET synchronous_commit TO off")
                    while True:
                        await self._speak(connection)
            except (psycopg.Error, TimeoutError, OSError) as error:
                logger.warning("other workers not told error=%s", type(error).__name__)
            await asyncio.sleep(RETRY_S)

    async def _speak(self, connection: AsyncConnection) -> None:
        self._has_waiting.clear()
        while self._waiting:
            # Whole texts in one transaction: nothing comes between their pieces.
            texts = list(islice(self._waiting, MAX_BATCH))
            pieces = list(chain.from_iterable(texts))
            async with asyncio.timeout(TELL_LIMIT_S):
                await connection.execute(_SAY, (CHANNEL, pieces))
            # Only now: after a broken connection they are said again, and heard once.
            for _ in texts:
                self._waiting.popleft()
            self._waiting_pieces -= len(pieces)
        await self._has_waiting.wait()

    async def _connect(self) -> AsyncConnection:
        return await AsyncConnection.connect(
            self._address,
            autocommit=True,
            connect_timeout=CONNECT_S,
            tcp_user_timeout=LOST_LINE_MS,
            keepalives_idle=5,
            keepalives_interval=2,
            keepalives_count=3,
        )
