"""A thread with its own asyncio loop: work is handed in, the end is bounded in time."""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from typing import Any

logger = logging.getLogger(__name__)


class LoopThread:
    """Runs one coroutine on a loop of its own until it is told to stop. Methods: any thread."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._main: asyncio.Task[None] | None = None

    def start(self, main: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Begin; does nothing when it already runs."""
        with self._lock:
            if self._thread is not None:
                return
            self._loop = asyncio.new_event_loop()
            self._main = self._loop.create_task(main())
            arguments = (self._loop, self._main)
            self._thread = threading.Thread(
                target=_run, args=arguments, name=self._name, daemon=True
            )
            self._thread.start()

    def call(self, work: Callable[[], None]) -> bool:
        """Do this on the loop soon; False when the loop does not run (any more)."""
        with self._lock:
            if self._loop is None:
                return False
            self._loop.call_soon_threadsafe(work)
            return True

    def stop(self, limit_s: float) -> bool:
        """Cancel the coroutine and wait; False when it is late."""
        with self._lock:
            loop, main, thread = self._loop, self._main, self._thread
            self._loop = self._main = self._thread = None
            if loop is None or main is None or thread is None:
                return True
            loop.call_soon_threadsafe(main.cancel)
        thread.join(limit_s)
        return not thread.is_alive()


def _run(loop: asyncio.AbstractEventLoop, main: asyncio.Task[None]) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(main)
    except asyncio.CancelledError:
        logger.debug("loop told to stop")
    except Exception:
        logger.exception("loop failed thread=%s", threading.current_thread().name)
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        asyncio.set_event_loop(None)
        loop.close()
