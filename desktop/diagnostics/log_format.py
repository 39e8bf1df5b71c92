"""The form of a log line: one event, one line, key=value, UTC, redacted."""

import logging
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePath
from types import TracebackType
from typing import Final

from typing_extensions import override

from desktop.diagnostics.redaction import redact

_LINE_LIMIT_CHARS: Final = 8_000
_FRAME_LIMIT: Final = 40
_CAUSE_LIMIT: Final = 5
# Messages of these are written by programmers. Others (ValueError, UnicodeError, pydantic's and
# parsers' errors) quote what they were given, and what they were given may be a citizen's words.
_QUOTES_NO_INPUT: Final = (
    TypeError, AttributeError, NameError, ImportError, AssertionError, RuntimeError, MemoryError,
    NotImplementedError, ReferenceError,
)  # fmt: skip


class LineFormatter(logging.Formatter):
    """`2026-11-26T05:00:00.123Z level=info process=desk thread=sync logger=desktop.x …`.

    process: the word that tells which of the program's processes wrote the line.
    """

    def __init__(self, *, process: str) -> None:
        super().__init__()
        self._process = process

    @override
    def format(self, record: logging.LogRecord) -> str:
        """One redacted line without line breaks, at most 8,000 characters. Thread: any."""
        at = datetime.fromtimestamp(record.created, UTC)
        head = (
            f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
            f" level={record.levelname.lower()} process={self._process}"
            f" thread={record.threadName} logger={record.name}"
        )
        parts = [head, record.getMessage()]
        if record.exc_info and record.exc_info[1] is not None:
            parts.append(f"exception={describe_exception(record.exc_info[1])}")
        # Addresses stay readable while someone debugs a call, and only then.
        is_debug = record.levelno <= logging.DEBUG
        # Cut twice: before, to bound the work; after, because a secret may stand at the cut.
        whole = " ".join(parts)[: 2 * _LINE_LIMIT_CHARS]
        text = _one_line(redact(whole, keeps_addresses=is_debug))
        return text if len(text) <= _LINE_LIMIT_CHARS else f"{text[:_LINE_LIMIT_CHARS]}…"


def describe_exception(error: BaseException) -> str:
    """Type, code or safe message, and frames of an error and its causes, on one line.

    File names are shortened to the last two parts; what an error quotes from its input is left out.
    """
    return " <- ".join(
        f"{type(one).__qualname__}{_detail(one)} at {_frames(one.__traceback__)}"
        for one in _with_causes(error)
    )


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    for _ in range(_CAUSE_LIMIT):
        if seen is None:
            return
        yield seen
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)


def _detail(error: BaseException) -> str:
    code = getattr(error, "code", None)
    if isinstance(code, str):
        return f"({code})"
    if isinstance(error, OSError):
        return f"(errno={error.errno} {error.strerror})"
    if isinstance(error, _QUOTES_NO_INPUT):
        return f"({error})"
    return ""


def _frames(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-_FRAME_LIMIT:]
    names = (
        f"{'/'.join(PurePath(frame.filename).parts[-2:])}:{frame.lineno}:{frame.name}"
        for frame in frames
    )
    return " > ".join(names) or "-"


def _one_line(text: str) -> str:
    return text.replace("\r", "\\r").replace("\n", "\\n")
