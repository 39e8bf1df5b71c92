"""Where log lines go: one rotating file per process, and the terminal for those who ask."""

import contextlib
import logging
import sys
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final, Self

from typing_extensions import override

from desktop.diagnostics.log_format import LineFormatter

logger = logging.getLogger(__name__)

LOG_FILE_LIMIT_BYTES: Final = 2 * 1024 * 1024
OLD_LOG_FILES: Final = 4  # five files of 2 MB in all
# Their debug and info lines carry headers, SDP, statement parameters and addresses of clients.
_CHATTY_LIBRARIES: Final = (
    "PIL", "aioice", "aiortc", "alembic", "asyncio", "charset_normalizer", "httpcore", "httpx",
    "keyring", "libav", "requests", "secretstorage", "sqlalchemy", "urllib3", "uvicorn",
    "uvicorn.access", "uvicorn.error", "websockets",
)  # fmt: skip


class _QuietFileHandler(RotatingFileHandler):
    """A rotating file that counts what it could not write instead of printing tracebacks."""

    lost_lines = 0

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        # A full disk must not fill the terminal, nor stop the program.
        self.lost_lines += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPlan:
    """Which process logs, where and how much.

    folder: made when it is missing; every room has its own (`settings/paths.py`).
    process: names the file, `<process>.log`; one live process per folder and name, because two
    programs that rotate one file lose lines: take the room's lock before starting the log.
    level: a level of `logging`. is_on_terminal: also write to standard error.
    """

    folder: Path
    process: str
    level: int = logging.INFO
    is_on_terminal: bool = False


class ProcessLog:
    """The log of this process from `start` to `stop`; a context manager. Thread: any."""

    def __init__(self, plan: LogPlan) -> None:
        self._plan = plan
        self._handlers: list[logging.Handler] = []
        self._level_before = logging.WARNING

    @property
    def path(self) -> Path:
        """The file being written."""
        return self._plan.folder / f"{self._plan.process}.log"

    @property
    def lost_lines(self) -> int:
        """Lines that could not be written, for instance on a full disk."""
        files = (one for one in self._handlers if isinstance(one, _QuietFileHandler))
        return sum(one.lost_lines for one in files)

    def start(self) -> None:
        """Begin to write. A folder that cannot be written leaves the terminal alone as the log."""
        root = logging.getLogger()
        self._level_before = root.level
        root.setLevel(self._plan.level)
        for name in _CHATTY_LIBRARIES:
            logging.getLogger(name).setLevel(logging.WARNING)
        logging.captureWarnings(capture=True)
        problem = self._add_file()
        if self._plan.is_on_terminal or problem is not None:
            self._add(logging.StreamHandler(sys.stderr))
        if problem is not None:
            logger.warning("log file cannot be written errno=%s", problem.errno)

    def stop(self) -> None:
        """Write what is left and let go of the file."""
        root = logging.getLogger()
        logging.captureWarnings(capture=False)
        for handler in self._handlers:
            root.removeHandler(handler)
            with contextlib.suppress(OSError):  # what a full disk refused is refused again here
                handler.close()
        self._handlers.clear()
        root.setLevel(self._level_before)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def _add_file(self) -> OSError | None:
        try:
            self._plan.folder.mkdir(parents=True, exist_ok=True)
            handler = _QuietFileHandler(
                self.path,
                maxBytes=LOG_FILE_LIMIT_BYTES,
                backupCount=OLD_LOG_FILES,
                encoding="utf-8",
                errors="backslashreplace",
            )
        except OSError as error:
            return error
        self._add(handler)
        return None

    def _add(self, handler: logging.Handler) -> None:
        handler.setFormatter(LineFormatter(process=self._plan.process))
        logging.getLogger().addHandler(handler)
        self._handlers.append(handler)
