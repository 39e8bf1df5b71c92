"""A city that takes in recordings, and a room's that is on its way."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.cityserver.access.callers import Room
from desktop.cityserver.access.room_ca import RoomCa, check_request, ensure_room_ca
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.papers.blobs import Progress, Sender
from desktop.cityserver.recording.files import FolderFiles
from desktop.cityserver.recording.receipts import RecordingReceipts
from desktop.cityserver.recording.taking import PartName, RecordingParts
from desktop.cityserver.store.database.database import Database
from desktop.contract.recording import PartProgress, RecordingReceipt
from desktop.store.store import Store, open_store
from desktop.sync.access.room_identity import RoomIdentity
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import COMMUNE, SESSION
from tests.samples.city_recordings import RoomRecording, a_recording, sha256_of
from tests.samples.recordings import BEGAN_AT
from tests.samples.store import KEY, RESERVE_BYTES

ROOM = Room(room_id="pc-1", site_id=COMMUNE)


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """What takes in, and what tells of it."""

    parts: RecordingParts
    receipts: RecordingReceipts
    folder: Path
    database: Database

    def send(
        self, recording: RoomRecording, *, room: Room = ROOM, session_id: str = SESSION
    ) -> None:
        """Everything, whole."""
        for number, data in recording.parts():
            self.send_part(number, data, room=room, session_id=session_id)

    def send_part(
        self, number: int, data: bytes, *, room: Room = ROOM, session_id: str = SESSION
    ) -> PartProgress:
        part = PartName(session_id=session_id, number=number, sha256=sha256_of(data))
        blobs = self.parts.sending(room, part, len(data))

        if blobs is None:
            return PartProgress(offset=len(data), is_complete=True)
        append = blobs.append

        async def come() -> Progress:
            return await append(
                part.sha256,
                offset=0,
                length=len(data),
                body=_whole(data),
                sender=Sender(site_id=room.site_id),
            )

        assert asyncio.run(come()).is_complete
        return self.parts.take(room, part)

    def end(self, recording: RoomRecording, *, has_key: bool = True) -> RecordingReceipt:
        return self.receipts.end(ROOM, SESSION, recording.end(has_key=has_key))


async def _whole(data: bytes) -> AsyncIterator[bytes]:
    yield data


@pytest.fixture
def ca(config: CityServerConfig) -> RoomCa:
    return ensure_room_ca(config.folder, BEGAN_AT)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "store", KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    yield opened
    opened.close()


@pytest.fixture
def signer(store: Store, ca: RoomCa) -> RoomIdentity:
    """The key of the PC, with the city's certificate."""
    identity = RoomIdentity(memory=store.memory)
    key = check_request(identity.request())
    identity.take(ca.issue(key, room_id="pc-1", site_id=COMMUNE, now=BEGAN_AT))
    return identity


@pytest.fixture
def recorded(tmp_path: Path, signer: RoomIdentity) -> RoomRecording:
    """Sealed."""
    return a_recording(tmp_path / "room", SESSION, COMMUNE, signer=signer)


@pytest.fixture
def taking(config: CityServerConfig, city: Database, clock: FakeClock, ca: RoomCa) -> City:
    files = FolderFiles(config.recording_folder)
    return City(
        parts=RecordingParts(
            database=city, clock=clock, files=files, open_folder=config.open_recording_folder
        ),
        receipts=RecordingReceipts(
            database=city, clock=clock, files=files, authority=ca.pem.encode
        ),
        folder=config.recording_folder,
        database=city,
    )
