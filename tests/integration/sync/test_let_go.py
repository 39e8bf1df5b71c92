"""A room lets go of a recording while the city, with its own rules and disk, says what it has.

Both ends are real; between them is no line, and the clock is turned by hand: it takes a month.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.app.main import main
from desktop.cityserver.access.callers import Room
from desktop.cityserver.admin.city import open_city
from desktop.cityserver.admin.recordings import hold_recordings, release_recordings
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.papers.blobs import Sender
from desktop.cityserver.recording.deciding import Decider
from desktop.cityserver.recording.files import FolderFiles
from desktop.cityserver.recording.receipts import RecordingReceipts
from desktop.cityserver.recording.taking import PartName, RecordingParts
from desktop.cityserver.store.database.database import Database
from desktop.contract.recording import PartProgress, RecordingEndIn, RecordingReceipt
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SessionId
from desktop.recordings.facts import told_recording
from desktop.recordings.reading import read_recording
from desktop.store.store import Store, open_store
from desktop.sync.access.room_identity import RoomIdentity
from desktop.sync.http.city_api import PartAddress
from desktop.sync.recording.kept import Receipts, RecordingHours
from desktop.sync.recording.purge import AGAIN_S, RecordingPurge
from desktop.sync.recording.uploads import LOOK_S, RecordingUploads
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import COMMUNE, LEADER, PIN, SESSION, seed_city
from tests.samples.city_recordings import RoomRecording, a_recording
from tests.samples.store import KEY, RESERVE_BYTES

pytestmark = pytest.mark.integration

PC = Room(room_id="pc-1", site_id=COMMUNE)
MONTH = 30
WHO = Decider(user_id=LEADER, pin=PIN)


class NoLine:
    """RecordingsApi of this PC without HTTP between it and the city."""

    def __init__(self, parts: RecordingParts, receipts: RecordingReceipts) -> None:
        self._parts = parts
        self._receipts = receipts

    def progress(self, room_token: str, part: PartAddress) -> PartProgress:
        return self._parts.progress(PC, _named(part))

    def append(
        self, room_token: str, part: PartAddress, *, offset: int, total_bytes: int, data: bytes
    ) -> PartProgress:
        try:
            blobs = self._parts.sending(PC, _named(part), total_bytes)
            if blobs is None:
                return PartProgress(offset=total_bytes, is_complete=True)
            append = blobs.append(
                part.sha256,
                offset=offset,
                length=total_bytes,
                body=_whole(data),
                sender=Sender(site_id=COMMUNE),
            )
            came = asyncio.run(append)
            if not came.is_complete:
                return PartProgress(offset=came.offset, is_complete=False)
            return self._parts.take(PC, _named(part))
        except Rejected as rejected:
            raise ProtocolError(rejected.code) from rejected

    def end(self, room_token: str, session_id: SessionId, end: RecordingEndIn) -> RecordingReceipt:
        return self._receipts.end(PC, session_id, end)

    def receipt(self, room_token: str, session_id: SessionId) -> RecordingReceipt:
        return self._receipts.receipt(PC, session_id)


class Ends:
    """A room with a sealed recording, and its city."""

    def __init__(self, root: Path, city: Database, config: CityServerConfig, store: Store) -> None:
        self.clock = FakeClock()
        self.city = city
        self.folder = config.recording_folder / "pc-1" / SESSION
        self._store = store
        self.recording: RoomRecording = a_recording(
            root / "recordings", SESSION, COMMUNE, signer=RoomIdentity(memory=store.memory)
        )
        files = FolderFiles(config.recording_folder)
        parts = RecordingParts(
            database=city, clock=self.clock, files=files, open_folder=config.open_recording_folder
        )
        receipts = RecordingReceipts(
            database=city, clock=self.clock, files=files, authority=lambda: None
        )
        self._api = NoLine(parts, receipts)
        self._root = root / "recordings"
        self.uploads = self.start()

    def start(self) -> RecordingUploads:
        """The program begins anew."""
        memory = self._store.memory
        receipts = Receipts(memory=memory)
        self.uploads = RecordingUploads(
            api=self._api,
            roots=(self._root,),
            receipts=receipts,
            hours=RecordingHours(hours=None, memory=memory, clock=self.clock),
            clock=self.clock,
            room_token=lambda: "token",
            is_over=lambda _session_id: False,
            has_key=lambda _session_id: True,
            purge=RecordingPurge(
                api=self._api,
                receipts=receipts,
                memory=memory,
                clock=self.clock,
                after_days=MONTH,
            ),
        )
        return self.uploads

    def run(self, *, after: timedelta = timedelta()) -> None:
        self.clock.advance(after.total_seconds())
        while True:
            self.uploads.look()
            due_s = self.uploads.due_at_s()
            if due_s is None or due_s > self.clock.monotonic():
                return
            self.uploads.move()

    def parts_here(self) -> int:
        return len(list(self.recording.folder.glob("*.rrec")))


def _named(part: PartAddress) -> PartName:
    return PartName(session_id=part.session_id, number=part.number, sha256=part.sha256)


async def _whole(data: bytes) -> AsyncIterator[bytes]:
    yield data


@pytest.fixture
def ends(tmp_path: Path) -> Iterator[Ends]:
    seed_city(tmp_path)
    config = CityServerConfig(folder=tmp_path / "city")
    store = open_store(tmp_path / "room", KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    with open_city(config) as city:
        yield Ends(tmp_path / "room", city, config, store)
    store.close()


def test_a_month_with_a_hold_and_a_bad_disk_at_the_city(ends: Ends) -> None:
    before = read_recording(ends.recording.folder)
    ends.run()
    assert ends.uploads.on_way() == ()
    hold_recordings(ends.city, SESSION, WHO, "tòa án yêu cầu")
    ends.run(after=timedelta(days=MONTH, minutes=1))
    ends.run(after=timedelta(minutes=2))
    assert ends.parts_here() == 3  # held
    release_recordings(ends.city, SESSION, WHO)

    spoilt = ends.folder / "0002.rrec"
    spoilt.write_bytes(spoilt.read_bytes()[:-1] + b"!")
    ends.run(after=timedelta(seconds=AGAIN_S))
    assert ends.parts_here() == 3  # the city has just found that it lost one
    ends.run(after=timedelta(seconds=LOOK_S))
    assert main(["verify", str(ends.folder)]) == ExitCode.OK  # it was sent again
    ends.start()
    ends.run(after=timedelta(seconds=AGAIN_S))
    assert ends.parts_here() == 0
    assert told_recording(ends.recording.folder) == before
    assert main(["verify", str(ends.folder)]) == ExitCode.OK
    ends.start()
    ends.run(after=timedelta(days=MONTH))
    assert ends.uploads.on_way() == ()


def test_a_recording_that_was_altered_in_the_room_is_never_let_go(ends: Ends) -> None:
    ends.recording.flip(2)
    ends.run()
    ends.start()
    ends.run(after=timedelta(days=10 * MONTH))
    assert ends.parts_here() == 3
    (told,) = ends.uploads.on_way()
    assert "refused" in told.faults
