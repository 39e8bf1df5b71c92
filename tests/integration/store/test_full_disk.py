"""A disk that fills up while the officer types: nothing acknowledged is lost, minutes go on."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.errors import StorageError
from desktop.domain.sync.operation import EntityKind
from desktop.store.codes import StorageCode
from desktop.store.database import database
from desktop.store.database.connection import rows
from desktop.store.store import Store, open_store
from tests.fakes.fake_clock import FakeClock
from tests.rigs.desk.desk_sync import wait_until
from tests.rigs.line.namespaces import OWN_DISKS, can_have
from tests.rigs.system.full_disk import FullDisk
from tests.samples.store import KEY, LIMIT_S, TODAY, line_operation

pytestmark = [pytest.mark.integration, pytest.mark.torture]

RESERVE_BYTES = 1024 * 1024
FULL_AT_WRITES = 200
LINES_IN_RESERVE = 100
TEXT = "Công dân trình bày về việc bồi thường khi thu hồi đất. " * 10


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[FullDisk]:
    vfs = FullDisk(f"full-disk-{tmp_path.name}", tmp_path)
    yield vfs
    vfs.unregister()


def _open(disk: FullDisk, folder: Path, reserve_bytes: int = RESERVE_BYTES) -> Store:
    return open_store(folder, KEY, FakeClock(), reserve_bytes=reserve_bytes, vfs=disk.vfs_name)


def _write(store: Store, number: int) -> bool:
    """Whether the line was acknowledged."""
    operation = line_operation(f"{number} {TEXT}", f"line-{number}")
    error = store.items.record(operation, TODAY).exception(LIMIT_S)
    if error is None:
        return True
    assert isinstance(error, StorageError)
    assert error.code == StorageCode.DISK_FULL
    return False


def _kept(store: Store) -> set[str]:
    return {item.entity_id for item in store.items.list(EntityKind.MINUTE_LINE)}


def test_when_the_disk_is_full_the_reserve_keeps_hundreds_of_lines_and_papers_are_refused(
    disk: FullDisk, tmp_path: Path
) -> None:
    store = _open(disk, tmp_path / "room")
    disk.capacity_bytes = RESERVE_BYTES + 600_000
    number = 0
    while not store.is_disk_full:
        assert _write(store, number), "the first full disk is paid from the reserve"
        number += 1
    after = number
    paper = store.items.record(line_operation("đơn", "paper-1", EntityKind.PAPER), TODAY)
    while _write(store, number):
        number += 1

    assert isinstance(paper.exception(LIMIT_S), StorageError)
    assert number - after >= 100
    expected = {f"line-{each}" for each in range(number)}
    assert _kept(store) == expected

    disk.capacity_bytes = None
    assert _write(store, number)
    store.close()
    again = _open(disk, tmp_path / "room")
    assert _kept(again) == expected | {f"line-{number}"}
    again.close()


@pytest.mark.usefixtures("untraced")
def test_a_disk_that_is_full_at_any_write_loses_nothing_and_minutes_go_on(
    disk: FullDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "IDLE_CHECKPOINT_S", 0.02)
    for full_at in range(1, FULL_AT_WRITES + 1):
        folder = tmp_path / "room"
        store = _open(disk, folder)
        disk.writes, disk.fill_at_write = 0, full_at
        number = 0
        while not store.is_disk_full:
            assert _write(store, number), f"line {number} is lost, full at write {full_at}"
            number += 1
        after = number
        assert _refusal_of_a_paper(store) == {StorageCode.DISK_FULL}
        while number - after < LINES_IN_RESERVE:
            assert _write(store, number), f"{number - after} lines more, full at write {full_at}"
            number += 1

        disk.fill_at_write = disk.capacity_bytes = None
        wait_until(lambda: not store.is_disk_full, "the space is not seen")  # noqa: B023
        assert _write(store, number)
        assert _refusal_of_a_paper(store) == set()
        store.close()
        again = _open(disk, folder)
        assert _kept(again) == {f"line-{each}" for each in range(number + 1)}
        again.close()
        shutil.rmtree(folder)


def _refusal_of_a_paper(store: Store) -> set[str]:
    """Codes with which its bytes and its record are refused."""
    codes = set[str]()
    try:
        store.blobs.put(io.BytesIO(b"%PDF-1.7"), 1 << 20)
    except StorageError as error:
        codes.add(error.code)
    paper = store.items.record(line_operation("đơn", "paper-1", EntityKind.PAPER), TODAY)
    refused = paper.exception(LIMIT_S)
    if refused is not None:
        assert isinstance(refused, StorageError)
        codes.add(refused.code)
    return codes


@pytest.mark.skipif(not can_have(OWN_DISKS, "mount"), reason="needs namespaces of Linux")
def test_a_room_on_a_disk_filled_to_the_last_byte_works_starts_and_recovers(
    tmp_path: Path,
) -> None:
    program = [sys.executable, "-m", "tests.rigs.desk.full_room", str(tmp_path)]
    run = subprocess.run([*OWN_DISKS, *program], stdout=subprocess.PIPE, check=True)
    told = json.loads(run.stdout)

    assert told["lines_while_full"] == told["lines_at_a_full_start"] == 150
    assert told["paper_while_full"] == told["paper_at_a_full_start"] == StorageCode.DISK_FULL
    assert told["is_whole_while_full"]
    assert told["is_whole_at_a_full_start"]
    assert told["lines_without_reserve"] < 10_000
    assert (told["lines_with_space"], told["paper_with_space"]) == (20, "")
    assert told["is_whole_in_the_end"]


@pytest.mark.usefixtures("untraced")
def test_a_write_refused_anywhere_leaves_record_and_operation_together_or_not_at_all(
    disk: FullDisk, tmp_path: Path
) -> None:
    for failing in range(1, 41):
        folder = tmp_path / f"room-{failing}"
        store = _open(disk, folder, reserve_bytes=0)
        disk.writes, disk.fail_at_write = 0, failing
        acknowledged = {f"line-{number}" for number in range(8) if _write(store, number)}
        disk.fail_at_write = None
        assert _write(store, 99)
        store.close()

        again = _open(disk, folder, reserve_bytes=0)
        assert _kept(again) == acknowledged | {"line-99"}
        queued = again.database.read(
            lambda reader: {one[0] for one in rows(reader, "SELECT entity_id FROM outbox")}
        )
        assert queued == acknowledged | {"line-99"}
        again.close()
