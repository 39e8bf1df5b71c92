"""Xuất biên bản from a dossier on home: of a session whose room was left, or is entered later."""

from pathlib import Path

from desktop.domain.enums import Viewing
from desktop.domain.events import ActionFailed, Event, MinutesExported
from desktop.domain.ids import SessionId
from desktop.domain.rights import Right
from desktop.presenters.home_state import ExportOffer
from desktop.presenters.message import Message, MessageCode, Tone
from desktop.presenters.report_talk import person_may
from desktop.presenters.services import Services


class MinutesExport:
    """One export at a time, and what became of it."""

    def __init__(self, *, services: Services) -> None:
        self._access = services.access
        self._minutes = services.minutes
        self._views = services.views
        self._under_way: SessionId | None = None
        self._told: tuple[SessionId, Message] | None = None

    def start(self) -> None:
        """The screen is shown: an outcome that came while another was shown is not waited for."""
        self._under_way = None
        self._told = None

    def forget(self) -> None:
        """The dossier is closed, or another one is opened."""
        self._told = None

    def begin(self, session_id: SessionId, path: Path) -> None:
        """Write the minutes of this session, if that can be done now."""
        if self.offer(session_id) is ExportOffer.READY:
            self._under_way = session_id
            self._told = None
            self._views.note(session_id, Viewing.MINUTES_EXPORT)
            self._minutes.export(session_id, path)

    def take(self, event: Event) -> bool:
        """Take in an outcome; False: the event is none of this export's."""
        session_id = self._under_way
        if session_id is None:
            return False
        match event:
            case MinutesExported(session_id=exported, path=path) if exported == session_id:
                data: dict[str, str | int] = {"name": path.name}
                told = Message(code=MessageCode.MINUTES_EXPORTED, tone=Tone.OK, data=data)
            case ActionFailed(action="export"):
                told = Message(code=event.code, tone=Tone.DANGER, data=dict(event.data))
            case _:
                return False
        self._under_way = None
        self._told = session_id, told
        return True

    def offer(self, session_id: SessionId) -> ExportOffer:
        """What the button of this dossier can do now."""
        if not person_may(self._access, Right.EXPORT_MINUTES):
            return ExportOffer.NOT_ALLOWED
        if self._under_way is not None:
            return ExportOffer.UNDER_WAY
        has_lines = any(line.text.strip() for line in self._minutes.lines(session_id))
        return ExportOffer.READY if has_lines else ExportOffer.NOTHING

    def message(self, session_id: SessionId) -> Message | None:
        """What became of the last export of this session."""
        if self._told is None or self._told[0] != session_id:
            return None
        return self._told[1]
