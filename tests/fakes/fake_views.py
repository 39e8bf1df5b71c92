"""Remembers who opened what; every session may hold a denunciation."""

from desktop.domain.casework.matter.case import Viewing
from desktop.domain.ids import SessionId


class FakeViews:
    """What it was told, each view once."""

    def __init__(self) -> None:
        self.noted: list[tuple[SessionId, Viewing]] = []

    def note(self, session_id: SessionId, what: Viewing) -> None:
        if (session_id, what) not in self.noted:
            self.noted.append((session_id, what))
