"""A room on a small disk of its own that another program fills to the last byte.

unshare --user --map-root-user --mount python -m tests.rigs.desk.full_room MOUNT_POINT
Says what happened as JSON.
"""

import io
import json
import logging
import subprocess
import sys
import time
from pathlib import Path

from desktop.domain.errors import StorageError
from desktop.domain.sync.operation import EntityKind
from desktop.store.database import database
from desktop.store.store import Store, open_store
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.samples.store import KEY, LIMIT_S, TODAY, line_operation

DISK_MIB = 16
RESERVE_BYTES = 2 * 1024 * 1024
TEXT = "Công dân trình bày về việc bồi thường khi thu hồi đất. " * 10


class FullRoom:
    """The room's folder, its copies and the other program's file, all on one disk."""

    def __init__(self, disk: Path) -> None:
        self._disk = disk
        self._filler = disk / "filler"
        self._count = 0

    def open(self) -> Store:
        return open_store(
            self._disk / "room",
            KEY,
            FakeClock(),
            copies_folder=self._disk / "copies",
            reserve_bytes=RESERVE_BYTES,
        )

    def fill(self) -> None:
        """Not one byte more."""
        with self._filler.open("ab", buffering=0) as file:
            for size in (1 << 20, 4096, 1):
                try:
                    while file.write(bytes(size)) == size:
                        continue
                except OSError:
                    continue

    def empty(self) -> None:
        self._filler.unlink()

    def write(self, store: Store, wanted: int) -> int:
        """Write lines until one is refused. Returns how many were acknowledged."""
        for written in range(wanted):
            line = line_operation(f"{self._count} {TEXT}", f"line-{self._count}")
            if store.items.record(line, TODAY).exception(LIMIT_S) is not None:
                return written
            self._count += 1
        return wanted

    def is_whole(self, store: Store) -> bool:
        """Every acknowledged line, with its words."""
        texts = {item.body["text"] for item in store.items.list(EntityKind.MINUTE_LINE)}
        return {f"{number} {TEXT}" for number in range(self._count)} <= texts


def paper(store: Store) -> str:
    """The code with which a paper is refused, empty when it is taken."""
    try:
        store.blobs.put(io.BytesIO(b"%PDF-1.7"), 1 << 20)
        store.items.record(line_operation("đơn", "p", EntityKind.PAPER), TODAY).result(LIMIT_S)
    except StorageError as error:
        return error.code
    return ""


def main(disk: Path) -> dict[str, object]:
    """Full while the room works, full when it starts, full without a reserve; then space again."""
    mount = ("mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", str(disk))
    subprocess.run(mount, check=True)
    database.IDLE_CHECKPOINT_S = 0.05
    told = dict[str, object]()
    room = FullRoom(disk)
    store = room.open()
    room.write(store, 20)
    room.fill()
    told["lines_while_full"] = room.write(store, 150)
    told["paper_while_full"] = paper(store)
    told["is_whole_while_full"] = room.is_whole(store)
    room.fill()
    told["lines_without_reserve"] = room.write(store, 10_000)
    store.close()
    room.fill()

    store = room.open()
    told["is_whole_at_a_full_start"] = room.is_whole(store)
    told["paper_at_a_full_start"] = paper(store)
    room.empty()
    limit_s = time.monotonic() + PATIENCE_S
    while store.is_disk_full and time.monotonic() < limit_s:
        time.sleep(0.01)
    told["lines_with_space"] = room.write(store, 20)
    told["paper_with_space"] = paper(store)
    store.close()

    room.fill()
    store = room.open()
    told["lines_at_a_full_start"] = room.write(store, 150)
    told["is_whole_in_the_end"] = room.is_whole(store)
    store.close()
    return told


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))) + "\n")
