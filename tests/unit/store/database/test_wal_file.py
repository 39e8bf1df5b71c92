import errno
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.domain.sync.operation import EntityKind
from desktop.store.database import database
from desktop.store.database.wal_file import lengthen_log
from desktop.store.store import Store, open_store
from tests.fakes.fake_clock import FakeClock
from tests.samples.store import KEY, LIMIT_S, RESERVE_BYTES, TODAY, line_operation

pytestmark = pytest.mark.unit

SIZE_BYTES = 1_000_000


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "store.db-wal"
    path.write_bytes(b"what stands there")
    return path


def _write(store: Store, *numbers: int) -> None:
    for number in numbers:
        operation = line_operation(f"{number} Kính thưa", f"line-{number}")
        store.items.record(operation, TODAY).result(LIMIT_S)


def _lines(store: Store) -> set[str]:
    return {item.entity_id for item in store.items.list(EntityKind.MINUTE_LINE)}


def test_a_log_is_made_longer_by_real_zeros_and_what_stands_there_stays(log: Path) -> None:
    lengthen_log(log, SIZE_BYTES)

    content = log.read_bytes()
    assert content == b"what stands there".ljust(SIZE_BYTES, b"\0")
    assert log.stat().st_blocks * 512 >= SIZE_BYTES
    lengthen_log(log, SIZE_BYTES // 2)
    assert log.read_bytes() == content


def test_a_disk_with_little_room_keeps_it(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=2 * SIZE_BYTES))

    lengthen_log(log, SIZE_BYTES)

    assert log.read_bytes() == b"what stands there"


def test_what_could_not_be_flushed_is_given_back(
    log: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full_disk(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)

    lengthen_log(log, SIZE_BYTES)

    assert log.read_bytes() == b"what stands there"
    assert "log not made longer" in caplog.text


@pytest.mark.parametrize("is_known", [False, True], ids=["new", "opened again"])
def test_lines_are_written_into_a_lengthened_log_and_outlive_a_kill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_known: bool
) -> None:
    monkeypatch.setattr(database, "LOG_BYTES", SIZE_BYTES)
    room, killed = tmp_path / "room", tmp_path / "killed"
    if is_known:
        _open(room).close()
    store = _open(room)
    store.database.lengthen_log()
    _write(store, *range(20))
    assert (room / "store.db-wal").stat().st_size == SIZE_BYTES
    shutil.copytree(room, killed)
    _write(store, 20)
    store.close()

    for folder, count in ((killed, 20), (room, 21)):
        again = _open(folder)
        again.database.lengthen_log()
        assert _lines(again) == {f"line-{number}" for number in range(count)}
        _write(again, 99)
        again.close()


def test_a_log_killed_before_its_first_line_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LOG_BYTES", SIZE_BYTES)
    room, killed = tmp_path / "room", tmp_path / "killed"
    store = _open(room)
    _write(store, 1)
    store.close()
    store = _open(room)
    store.database.lengthen_log()
    assert store.settle()
    shutil.copytree(room, killed)
    store.close()

    again = _open(killed)
    assert _lines(again) == {"line-1"}
    again.close()


def test_a_full_disk_is_not_asked_for_a_longer_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LOG_BYTES", SIZE_BYTES)
    store = _open(tmp_path / "room")
    monkeypatch.setattr(store.database, "_is_disk_full", True)
    store.database.lengthen_log()
    assert store.settle()
    assert (tmp_path / "room" / "store.db-wal").stat().st_size < SIZE_BYTES
    store.close()


def _open(folder: Path) -> Store:
    return open_store(folder, KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
