"""A real encrypted store, and the papers service upon it."""

import os
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from desktop.documents.context import PapersContext
from desktop.documents.intake.intake import IntakeLimits
from desktop.documents.papers import Papers
from desktop.documents.preview.process import WorkerCommand
from desktop.domain.clock import SystemClock
from desktop.domain.ids import DocumentId, SessionId, SiteId
from desktop.domain.papers.paper import Paper
from desktop.store.store import Store, open_store
from tests.rigs.desk.event_recorder import EventRecorder

OWN = SiteId("commune")
SESSION = SessionId("session-1")
LIMITS = IntakeLimits(stable_s=0.15, poll_s=0.02, give_up_s=1.0)


class PaperRoom:
    """Papers, their store, and what they ask of others."""

    def __init__(
        self, store: Store, folder: Path, worker: WorkerCommand, limits: IntakeLimits
    ) -> None:
        self.store = store
        self.folder = folder
        self.events = EventRecorder()
        self.wakes = 0
        self.asked: list[DocumentId] = []
        self.fetched: dict[DocumentId, Future[None]] = {}
        desk = PapersContext(
            store=store,
            own_site_id=OWN,
            clock=SystemClock(),
            emit=self.events,
            wake_sync=self._wake,
            worker=worker,
        )
        self.papers = Papers(desk=desk, fetch_blob=self._fetch, limits=limits)

    def drop(self, name: str, data: bytes, *, age_s: float = 60.0) -> Path:
        """A file that has rested since `age_s`."""
        path = self.folder / name
        path.write_bytes(data)
        rested_since = path.stat().st_mtime - age_s
        os.utime(path, (rested_since, rested_since))
        return path

    def listed(self) -> tuple[Paper, ...]:
        return self.papers.papers(SESSION)

    def _wake(self) -> None:
        self.wakes += 1

    def _fetch(self, document_id: DocumentId) -> Future[None]:
        self.asked.append(document_id)
        return self.fetched.setdefault(document_id, Future())


@pytest.fixture
def worker() -> WorkerCommand:
    return WorkerCommand()


@pytest.fixture
def limits() -> IntakeLimits:
    """For files that have long rested; a test of one being written takes more patient ones."""
    return LIMITS


@pytest.fixture
def room(tmp_path: Path, worker: WorkerCommand, limits: IntakeLimits) -> Iterator[PaperRoom]:
    (tmp_path / "inbox").mkdir()
    store = open_store(tmp_path / "store", bytes(32), SystemClock(), reserve_bytes=1_000_000)
    room = PaperRoom(store, tmp_path / "inbox", worker, limits)
    room.papers.start()
    yield room
    room.papers.stop()
    assert store.close()
