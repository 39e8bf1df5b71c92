"""The resume point: session and open line, kept so that a kill does no harm."""

import json
import logging
from dataclasses import dataclass

from desktop.domain.ids import MinuteLineId, SessionId
from desktop.presenters.services.desk import DeskMemory

logger = logging.getLogger(__name__)

_SESSION = "session"
_BESIDE = "session_beside"
_OPEN_LINE = "open_line"


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedLine:
    """The line that stood in the editor."""

    session_id: SessionId
    line_id: MinuteLineId


def remember_session(
    memory: DeskMemory, session_id: SessionId | None, *, is_beside: bool = False
) -> None:
    """The officer is in this session; None: in none. is_beside: at a companion desk."""
    memory.remember(_SESSION, session_id)
    memory.remember(_BESIDE, session_id if is_beside else None)


def recall_session(memory: DeskMemory) -> SessionId | None:
    """The session the officer was in when the program ended."""
    value = memory.recall(_SESSION)
    return SessionId(value) if value else None


def was_beside(memory: DeskMemory, session_id: SessionId) -> bool:
    """Whether the officer sat at a companion desk of this session when the program ended."""
    return memory.recall(_BESIDE) == session_id


def remember_line(memory: DeskMemory, line: RememberedLine | None) -> None:
    """The line in the editor; None: an untouched one."""
    if line is None:
        memory.remember(_OPEN_LINE, None)
        return
    memory.remember(_OPEN_LINE, json.dumps({"session": line.session_id, "line": line.line_id}))


def recall_line(memory: DeskMemory, session_id: SessionId) -> MinuteLineId | None:
    """The line of this session that stood in the editor, None when there is none."""
    value = memory.recall(_OPEN_LINE)
    if value is None:
        return None
    try:
        kept = json.loads(value)
        if kept["session"] != session_id:
            return None
        return MinuteLineId(str(kept["line"]))
    except (ValueError, KeyError, TypeError):
        # An older or damaged note: the lines themselves are safe in the store.
        logger.warning("open line note unreadable length=%d", len(value))
        return None
