"""The engine's end of the pipe: commands in, events out, neither ever blocks the media loop."""

import contextlib
import logging
import queue
import threading
from collections.abc import Callable

from desktop.domain.media.events import LevelsChanged, StatsChanged
from desktop.media.pipe.commands import Command, EngineStart
from desktop.media.pipe.events import EngineEvent, Heartbeat
from desktop.media.pipe.parts import BrokenMessage
from desktop.media.pipe.pipe_end import EngineEnd

MAX_WAITING = 4_096
DROP_ABOVE = 256
JOIN_LIMIT_S = 1.0
POLL_S = 0.2

logger = logging.getLogger(__name__)


class EnginePipe:
    """Thread: `tell` any; `on_command` is called on pipe-reader, `on_broken` on any."""

    def __init__(self, end: EngineEnd) -> None:
        self._end = end
        self._outgoing: queue.Queue[EngineEvent | None] = queue.Queue(MAX_WAITING)
        self._is_broken = threading.Event()
        self._on_broken: Callable[[], None] = self._is_broken.set
        self._is_over = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, on_command: Callable[[Command], None], on_broken: Callable[[], None]) -> None:
        """Begin to read and write."""
        self._on_broken = on_broken
        for name, work in (
            ("pipe-reader", lambda: self._read(on_command)),
            ("pipe-writer", self._write),
        ):
            thread = threading.Thread(target=work, name=name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def tell(self, event: EngineEvent) -> None:
        """Queue an event; a desk that is far behind misses levels and figures, nothing else."""
        is_passing = isinstance(event, LevelsChanged | StatsChanged | Heartbeat)
        if is_passing and self._outgoing.qsize() > DROP_ABOVE:
            return
        try:
            self._outgoing.put_nowait(event)
        except queue.Full:
            self._on_broken()

    def stop(self) -> None:
        """Write what is queued and close."""
        with contextlib.suppress(queue.Full):
            self._outgoing.put_nowait(None)
        self._is_over.set()
        for thread in self._threads:
            thread.join(JOIN_LIMIT_S)
        self._end.close()

    def _read(self, on_command: Callable[[Command], None]) -> None:
        try:
            while not self._is_over.is_set():
                command = self._end.hear(POLL_S)
                if isinstance(command, EngineStart):
                    logger.warning("engine started twice")
                elif command is not None:
                    on_command(command)
        except BrokenMessage as error:
            logger.warning("command refused fault=%s", error.fault)
            self._on_broken()
        except (EOFError, OSError):
            self._on_broken()
        except Exception:
            logger.exception("pipe reader failed")
            self._on_broken()

    def _write(self) -> None:
        while (event := self._outgoing.get()) is not None:
            try:
                self._end.say(event)
            except BrokenMessage as error:
                kind = type(event).__name__
                logger.warning("event not sent kind=%s fault=%s", kind, error.fault)
            except (OSError, ValueError):
                self._on_broken()
                return
