from pathlib import Path

import pytest

from desktop.domain.errors import StorageError
from desktop.store.blobs.blobs import Blobs
from desktop.store.codes import StorageCode
from desktop.store.database.folder_lock import FolderLock
from desktop.store.store import Store, open_store
from tests.fakes.fake_clock import FakeClock
from tests.samples.store import KEY, RESERVE_BYTES, TODAY, line_operation

pytestmark = pytest.mark.unit


def _open(folder: Path, key: bytes = KEY) -> Store:
    return open_store(folder, key, FakeClock(), reserve_bytes=RESERVE_BYTES)


def test_two_stores_never_share_a_folder(folder: Path, store: Store) -> None:
    with pytest.raises(StorageError) as in_use:
        _open(folder)
    assert in_use.value.code == StorageCode.IN_USE

    store.close()
    _open(folder).close()


def test_a_settled_store_has_everything_on_the_disk(folder: Path, store: Store) -> None:
    store.memory.remember("where", "here")
    assert store.settle()
    assert store.database.read(
        lambda reader: list(reader.execute("SELECT value FROM memory WHERE name = 'where'"))
    ) == [("here",)]


def test_a_closed_store_does_not_settle(store: Store) -> None:
    store.close()
    assert not store.settle()


def test_a_store_that_could_not_be_opened_lets_go_of_the_folder(folder: Path) -> None:
    _open(folder).close()
    with pytest.raises(StorageError) as wrong:
        _open(folder, key=bytes(32))
    assert wrong.value.code == StorageCode.WRONG_KEY

    _open(folder).close()


def test_a_store_whose_papers_cannot_be_prepared_lets_go_of_everything(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_blobs: Blobs) -> None:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Blobs, "prepare", refuse)
        with pytest.raises(PermissionError):
            _open(folder)

    _open(folder).close()


def test_everything_written_is_there_after_a_restart(folder: Path, store: Store) -> None:
    for number in range(30):
        store.items.record(line_operation(str(number), f"line-{number}"), TODAY)
    assert store.close()

    again = _open(folder)
    assert again.outbox.counts().pending == 30
    again.close()


def test_a_lock_may_be_released_twice(tmp_path: Path) -> None:
    lock = FolderLock(folder=tmp_path)
    lock.acquire()
    lock.release()
    lock.release()
    lock.acquire()
    lock.release()
