"""Uploads of a room whose city is in memory, and a sealed recording that waits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.recording.seal import SEAL_NAME
from desktop.store.store import Store, open_store
from desktop.sync.recording.kept import Receipts, RecordingHours
from desktop.sync.recording.purge import RecordingPurge
from desktop.sync.recording.uploads import RecordingUploads
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import FakeClock
from tests.samples.city_recordings import RoomRecording, a_recording
from tests.samples.store import KEY, RESERVE_BYTES

HERE = SiteId("site-a")
SESSION = SessionId("session-1")


@dataclass(slots=True)
class Room:
    """over: sessions that are; keys: of recordings that are known here."""

    root: Path
    api: FakeCityApi
    store: Store
    clock: FakeClock
    over: set[str] = field(default_factory=set)
    lost_keys: set[str] = field(default_factory=set)
    token: str | None = "token"

    def uploads(
        self, hours: UploadWindow | None = None, after_days: int | None = None
    ) -> RecordingUploads:
        """As at a start."""
        memory = self.store.memory
        receipts = Receipts(memory=memory)
        return RecordingUploads(
            api=self.api.recordings,
            roots=(self.root,),
            receipts=receipts,
            hours=RecordingHours(hours=hours, memory=memory, clock=self.clock),
            clock=self.clock,
            room_token=lambda: self.token,
            is_over=lambda session_id: session_id in self.over,
            has_key=lambda session_id: session_id not in self.lost_keys,
            purge=RecordingPurge(
                api=self.api.recordings,
                receipts=receipts,
                memory=memory,
                clock=self.clock,
                after_days=after_days,
            ),
        )

    def run(self, uploads: RecordingUploads, steps: int = 100) -> int:
        """Move as long as something is due now. Returns how many steps it took."""
        for step in range(steps):
            uploads.look()
            due_s = uploads.due_at_s()
            if due_s is None or due_s > self.clock.monotonic():
                return step
            uploads.move()
        return steps


NewRecording = Callable[..., RoomRecording]


@pytest.fixture
def store(tmp_path: Path, clock: FakeClock) -> Iterator[Store]:
    opened = open_store(tmp_path / "store", KEY, clock, reserve_bytes=RESERVE_BYTES)
    yield opened
    opened.close()


@pytest.fixture
def room(tmp_path: Path, api: FakeCityApi, city: FakeCity, store: Store, clock: FakeClock) -> Room:
    city.rooms["token"] = HERE
    return Room(root=tmp_path / "recordings", api=api, store=store, clock=clock)


@pytest.fixture
def new_recording(room: Room) -> NewRecording:
    def make(session_id: str = SESSION, *, is_sealed: bool = True) -> RoomRecording:
        made = a_recording(room.root, session_id, HERE)
        if is_sealed:
            (made.folder / SEAL_NAME).write_text("a seal")
        return made

    return make
