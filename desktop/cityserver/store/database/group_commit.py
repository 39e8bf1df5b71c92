"""Group commit: requests that wait for the writer share the next transaction.

What a transaction costs by itself (its questions, its way to the disk) is paid once for them all.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

from desktop.domain.clock import Clock
from desktop.domain.errors import ServerBusy

TURN_LIMIT_S = 15.0
"""In all; with a transaction of its own to come a room still has its answer within its 30 s."""
BUSY_RETRY_S = 2.0

W = TypeVar("W")
R = TypeVar("R")


class GroupCommit(Generic[W, R]):
    """Thread: any; `run` waits.

    carry_out: takes what waits, oldest first, at most `limit` of them, and returns a result for
    each; either all of it was done or nothing. One thread at a time.
    """

    def __init__(
        self, carry_out: Callable[[Sequence[W]], Sequence[R]], *, limit: int, clock: Clock
    ) -> None:
        self._carry_out = carry_out
        self._clock = clock
        self._limit = limit
        self._turn = threading.Lock()
        self._lock = threading.Lock()
        self._waiting: list[tuple[W, Future[R]]] = []

    def run(self, work: W) -> R:
        """Have it done, perhaps together with others; what goes wrong with one is its own.

        Raises:
            ServerBusy: those before it take too long. It will not be done, unless it is being
                done at this moment.
        """
        mine: Future[R] = Future()
        with self._lock:
            self._waiting.append((work, mine))
        until_s = self._clock.monotonic() + TURN_LIMIT_S
        while not mine.done():
            if not self._turn.acquire(timeout=max(0.0, until_s - self._clock.monotonic())):
                self._leave(mine)
                break
            try:
                if not mine.done():
                    self._carry_out_next()
            finally:
                self._turn.release()
        return mine.result(0.0)

    def _leave(self, mine: Future[R]) -> None:
        """Wait no longer. Raises ServerBusy, unless it was done in this moment."""
        with self._lock:
            self._waiting = [one for one in self._waiting if one[1] is not mine]
        if not mine.done():
            raise ServerBusy(BUSY_RETRY_S)

    def _carry_out_next(self) -> None:
        with self._lock:
            batch, self._waiting = self._waiting[: self._limit], self._waiting[self._limit :]
        try:
            self._settle(batch)
        except Exception as error:  # noqa: BLE001 - the futures carry it
            if isinstance(error, ServerBusy) or len(batch) == 1:
                _fail(batch, error)
                return
            self._settle_each(batch)
        except BaseException as error:
            _fail(batch, error)
            raise

    def _settle(self, batch: Sequence[tuple[W, Future[R]]]) -> None:
        results = self._carry_out([work for work, _ in batch])
        for (_, future), result in zip(batch, results, strict=True):
            future.set_result(result)

    def _settle_each(self, batch: Sequence[tuple[W, Future[R]]]) -> None:
        """One after the other; a database that is busy is so for the rest as well."""
        for place, one in enumerate(batch):
            try:
                self._settle([one])
            except ServerBusy as error:
                _fail(batch[place:], error)
                return
            except Exception as error:  # noqa: BLE001 - the future carries it
                _fail([one], error)


def _fail(batch: Sequence[tuple[Any, Future[Any]]], error: BaseException) -> None:
    for _, future in batch:
        if not future.done():
            future.set_exception(error)
