"""Xuất biên bản from a dossier on home: of a session whose room was left, or is entered later."""

from pathlib import Path

from desktop.domain.access.rights import Right
from desktop.domain.events import Event
from desktop.domain.ids import SessionId
from desktop.presenters.home.home_state import ExportOffer
from desktop.presenters.record.minutes_export import MinutesExport
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message


class DossierExport:
    """What the button of a dossier can do, and what became of it."""

    def __init__(self, *, services: Services) -> None:
        self._access = services.access
        self._minutes = services.minutes
        self._export = MinutesExport(services=services)
        self._told: tuple[SessionId, Message] | None = None

    def start(self) -> None:
        """The screen is shown: an outcome that came while another was shown is not waited for."""
        self._export.under_way = None
        self._told = None

    def forget(self) -> None:
        """The dossier is closed, or another one is opened."""
        self._told = None

    def begin(self, session_id: SessionId, path: Path) -> None:
        """Write the minutes of this session, if that can be done now."""
        if self.offer(session_id) is ExportOffer.READY:
            self._told = None
            self._export.begin(session_id, path)

    def take(self, event: Event) -> bool:
        """Take in an outcome; False: the event is none of this export's."""
        session_id = self._export.under_way
        if session_id is None:
            return False
        message = self._export.outcome(event, session_id)
        if message is None:
            return False
        self._told = session_id, message
        return True

    def offer(self, session_id: SessionId) -> ExportOffer:
        """What the button of this dossier can do now."""
        if not person_may(self._access, Right.EXPORT_MINUTES):
            return ExportOffer.NOT_ALLOWED
        if self._export.under_way is not None:
            return ExportOffer.UNDER_WAY
        has_lines = any(line.text.strip() for line in self._minutes.lines(session_id))
        return ExportOffer.READY if has_lines else ExportOffer.NOTHING

    def message(self, session_id: SessionId) -> Message | None:
        """What became of the last export of this session."""
        if self._told is None or self._told[0] != session_id:
            return None
        return self._told[1]
