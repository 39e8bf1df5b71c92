"""What presenters ask of papers."""

from pathlib import Path
from typing import Protocol

from desktop.domain.ids import DocumentId, SessionId
from desktop.domain.papers.paper import Paper


class PapersService(Protocol):
    """Papers of a session.

    Events: PapersChanged, PreviewReady, ScanTaken, ActionFailed("add_paper", "add_scan").
    """

    def papers(self, session_id: SessionId) -> tuple[Paper, ...]:
        """All papers of a session, in the order they were taken in."""
        ...

    def add_paper(self, session_id: SessionId, untrusted_path: Path) -> None:
        """Take in a file: probe, encrypt, keep, send."""
        ...

    def add_scan(self, session_id: SessionId, untrusted_path: Path) -> None:
        """Take in a scan of the signed minutes: as a paper, with what the codes on it say."""
        ...

    def request_preview(self, document_id: DocumentId, page: int, width: int) -> None:
        """Render a page (from 1) `width` pixels wide; fetches the bytes first if need be."""
        ...

    def attend(self, session_id: SessionId | None) -> None:
        """Be ready to draw the papers of this session at once; None: of none any more."""
        ...

    def expect(self, mimes: tuple[str, ...]) -> None:
        """Be ready to draw papers of these media types at once, the likeliest first."""
        ...

    def clear_for_display(self, document_id: DocumentId, *, is_cleared: bool) -> None:
        """Allow the paper on display 2, or take that back."""
        ...
