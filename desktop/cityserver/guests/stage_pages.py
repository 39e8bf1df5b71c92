"""Pictures of the pages on the stage, for guests: one for each session, as its desk drew it."""

import hashlib
from pathlib import Path

from desktop.domain.ids import DocumentId, SessionId
from desktop.files.durable import replace_file

KEPT_S = 24 * 3_600


class StagePages:
    """Files of one folder, of no use to anybody once the page is down. Thread: any.

    Who may see one is asked before (desktop/cityserver/guests/guests.py). Names are hashes: nothing
    of what came over the line is part of a path.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, session_id: SessionId, document_id: DocumentId, page: int, data: bytes) -> None:
        """In place of the picture that was kept of this session. Raises OSError."""
        path = self._path(session_id, document_id, page)
        self._folder.mkdir(parents=True, exist_ok=True)
        replace_file(path, data, is_synced=False)
        self._drop(session_id, path)
        self._sweep(path)

    def find(self, session_id: SessionId, document_id: DocumentId, page: int) -> Path | None:
        """Where the picture of this page lies, None when there is none."""
        path = self._path(session_id, document_id, page)
        return path if path.exists() else None

    def forget(self, session_id: SessionId) -> None:
        """Nothing of this session is shown any more."""
        self._drop(session_id, None)

    def _path(self, session_id: SessionId, document_id: DocumentId, page: int) -> Path:
        return self._folder / f"{_name(session_id)}-{_name(f'{document_id} {page}')}.png"

    def _sweep(self, newest: Path) -> None:
        """What was shown on a former day, by the clock of the disk."""
        oldest_s = newest.stat().st_mtime - KEPT_S
        for path in self._folder.iterdir():
            if path.stat().st_mtime < oldest_s:
                path.unlink(missing_ok=True)

    def _drop(self, session_id: SessionId, but: Path | None) -> None:
        for path in self._folder.glob(f"{_name(session_id)}-*"):
            if path != but:
                path.unlink(missing_ok=True)


def _name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
