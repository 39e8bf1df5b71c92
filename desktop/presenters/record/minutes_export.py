"""Xuất biên bản: the minutes of a session as a file; asked for in the session or on home."""

from pathlib import Path

from desktop.domain.casework.matter.case import Viewing
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import SessionId
from desktop.domain.record.events import MinutesExported
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone, failure_message
from desktop.presenters.view.message_code import MessageCode


class MinutesExport:
    """One export at a time, and what is told of its end.

    under_way: whose minutes are being written. path: the newest file.
    """

    def __init__(self, *, services: Services) -> None:
        self._minutes = services.minutes
        self._views = services.views
        self.under_way: SessionId | None = None
        self.path: Path | None = None

    def begin(self, session_id: SessionId, path: Path) -> None:
        """Write the minutes of this session; whoever asks knows that it may be done now."""
        self.under_way = session_id
        self._views.note(session_id, Viewing.MINUTES_EXPORT)
        self._minutes.export(session_id, path)

    def outcome(self, event: Event, session_id: SessionId) -> Message | None:
        """What the event tells of an export of this session; None: it tells of something else."""
        match event:
            case MinutesExported(session_id=exported, path=path) if exported == session_id:
                self.path = path
                data: dict[str, str | int] = {"name": path.name}
                told = Message(code=MessageCode.MINUTES_EXPORTED, tone=Tone.OK, data=data)
            case ActionFailed(action="export"):
                told = failure_message(event)
            case _:
                return None
        self.under_way = None
        return told
