"""A room's PC with minutes and papers that are nowhere else, as it was before its loss."""

import io
from dataclasses import dataclass
from pathlib import Path

from desktop.app.room.folders import RoomFolders
from desktop.domain.clock import Clock
from desktop.domain.ids import OperationId, UserId, new_id
from desktop.domain.sync.operation import EntityKind, Operation
from desktop.store.store import Store, open_store
from desktop.sync.access.memory import AccessMemory, Grant
from desktop.sync.access.pin_verifiers import PinVerifiers
from desktop.sync.access.room_identity import RoomIdentity
from tests.rigs.city.running_city_server import COMMUNE, paper_body
from tests.samples.kdf_cost import CHEAPEST_KDF_COST
from tests.samples.store import LIMIT_S, RESERVE_BYTES, TODAY, line_operation

LINES = tuple(f"Dòng {number}: công dân Nguyễn Văn Mẫu trình bày" for number in range(40))
PAPERS = tuple(f"%PDF-1.7 giấy tờ của công dân {number}".encode() * 500 for number in range(3))
ROOM_KEY = bytes(range(100, 132))
PIN = "246813"
PIN_SECRET = bytes(range(32, 64))
OFFICER = UserId("user-officer")


@dataclass(frozen=True, slots=True, kw_only=True)
class OldPc:
    """Where its records and copies lie."""

    folders: RoomFolders

    @property
    def files(self) -> list[Path]:
        """Every file that a thief would copy."""
        both = (self.folders.records, self.folders.copies)
        return [path for folder in both for path in folder.rglob("*") if path.is_file()]


def make_old_pc(folder: Path, clock: Clock, room_key: bytes = ROOM_KEY) -> OldPc:
    """Below the folders that the program itself would use; the last lines came after the copy."""
    folders = RoomFolders(
        records=folder / "rooms" / COMMUNE, copies=folder / "copies" / COMMUNE, logs=folder / "log"
    )
    store = open_store(
        folders.records, room_key, clock, copies_folder=folders.copies, reserve_bytes=RESERVE_BYTES
    )
    fill(store, clock)
    store.close()
    return OldPc(folders=folders)


def fill(store: Store, clock: Clock) -> None:
    """Minutes, papers, a PIN that works offline, a sign-in and a room token."""
    _write_lines(store, 0, len(LINES) // 2)
    for data in PAPERS:
        info = store.blobs.put(io.BytesIO(data), 1 << 20)
        body = paper_body(COMMUNE, info.sha256, info.size_bytes)
        operation = Operation(
            id=OperationId(new_id()),
            kind=EntityKind.PAPER,
            entity_id=new_id(),
            base_revision=0,
            body=body,
            made_at=clock.now(),
        )
        store.items.record(operation, TODAY).result(LIMIT_S)
    memory = AccessMemory(memory=store.memory)
    memory.keep_room_token("token of the old PC")
    RoomIdentity(memory=store.memory).request()
    memory.keep_grant(Grant(user_id=OFFICER, refresh_token="sign-in of the old PC"))
    PinVerifiers(memory=store.memory, clock=clock, secret=PIN_SECRET, cost=CHEAPEST_KDF_COST).keep(
        OFFICER, PIN
    )
    assert store.copies is not None
    store.copies.make()
    _write_lines(store, len(LINES) // 2, len(LINES))


def lines_of(store: Store) -> set[str]:
    """Texts of the minutes."""
    return {str(one.body["text"]) for one in store.items.list(EntityKind.MINUTE_LINE)}


def papers_of(store: Store) -> set[bytes]:
    """Bytes of the papers that the records name."""
    found = set()
    for one in store.items.list(EntityKind.PAPER):
        with store.blobs.open(str(one.body["sha256"])) as file:
            found.add(file.read())
    return found


def _write_lines(store: Store, first: int, end: int) -> None:
    for number in range(first, end):
        operation = line_operation(LINES[number], f"line-{number}")
        store.items.record(operation, TODAY).result(LIMIT_S)
