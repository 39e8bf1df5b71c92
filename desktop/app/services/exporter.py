"""Writes files for the officer on a thread of its own, one at a time."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import UserFacingError
from desktop.domain.events import ActionFailed, Event, EventSink
from desktop.forms.codes import FormCode
from desktop.forms.writer import Destination

STOP_LIMIT_S = 4.0
MAX_WAITING = 8

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One file to write.

    action: the name in ActionFailed. write: puts the file at `path`, may take seconds, raises
    UserFacingError; returns what is told then, unless that is known before: `done`.
    """

    action: str
    path: Path
    write: Callable[[], Event | None]
    done: Event | None = None


class Exporter:
    """The thread `export`. Thread: any; outcomes come as events on `export`."""

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self._wanted: queue.Queue[Export | None] = queue.Queue(MAX_WAITING)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to write."""
        self._thread = threading.Thread(target=self._run, name="export", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the file that is being written."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._wanted.put(None, timeout=STOP_LIMIT_S)
            thread.join(STOP_LIMIT_S)

    def add(self, export: Export) -> None:
        """Write this one after those that wait; too many of them are refused. Returns at once."""
        try:
            self._wanted.put_nowait(export)
        except queue.Full:
            self._fail(export, not_written(export.path, "too_many"))

    def _run(self) -> None:
        while (export := self._wanted.get()) is not None:
            try:
                done = export.write() or export.done
            except UserFacingError as error:
                self._fail(export, error)
            except Exception:
                logger.exception("export failed action=%s", export.action)
                self._fail(export, not_written(export.path, "unexpected"))
            else:
                if done is not None:
                    self._emit(done)

    def _fail(self, export: Export, error: UserFacingError) -> None:
        self._emit(ActionFailed(action=export.action, code=error.code, data=error.data))


def not_written(path: Destination, error: str) -> UserFacingError:
    """The file is not there; error: why, for the log's reader."""
    return UserFacingError(FormCode.NOT_WRITTEN, {"name": path.name, "error": error})
