"""A disk that fills up while the officer types: nothing acknowledged is lost, minutes go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.errors import StorageError
from desktop.domain.sync import EntityKind
from desktop.store.codes import StorageCode
from desktop.store.connection import rows
from desktop.store.store import Store, open_store
from tests.fakes.fake_clock import FakeClock
from tests.fakes.full_disk import FullDisk
from tests.fakes.store_samples import KEY, LIMIT_S, TODAY, line_operation

pytestmark = [pytest.mark.integration, pytest.mark.timeout(120)]

RESERVE_BYTES = 1024 * 1024
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
