"""Crash handling: uncaught exceptions go to the log, native crashes to a file beside it."""

import faulthandler
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

logger = logging.getLogger(__name__)


class CrashRecorder:
    """Installs the hooks of one process and takes them back on `close`."""

    def __init__(self, folder: Path, process_name: str) -> None:
        self._path = folder / f"crash-{process_name}.txt"
        self._file: IO[bytes] | None = None
        self._previous = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Begin; the folder is made when it is missing."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("ab")
        faulthandler.enable(file=self._file)
        sys.excepthook = _log_uncaught
        threading.excepthook = _log_uncaught_in_thread

    def close(self) -> None:
        """Put the former hooks back."""
        sys.excepthook, threading.excepthook = self._previous
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logger.critical("uncaught exception", exc_info=(kind, error, trace))


def _log_uncaught_in_thread(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is None or issubclass(arguments.exc_type, SystemExit):
        return
    name = arguments.thread.name if arguments.thread else "?"
    logger.critical(
        "uncaught exception thread=%s",
        name,
        exc_info=(arguments.exc_type, arguments.exc_value, arguments.exc_traceback),
    )
