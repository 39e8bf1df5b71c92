import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError
from functools import partial
from pathlib import Path

import apsw
import pytest

from desktop.domain.errors import StorageError
from desktop.store.codes import StorageCode
from desktop.store.database import database as database_module
from desktop.store.database.connection import open_connection, rows, storage_error
from desktop.store.database.database import Database
from desktop.store.database.reserve import Reserve
from tests.patience import wait_until
from tests.samples.store import KEY, LIMIT_S, RESERVE_BYTES

pytestmark = pytest.mark.unit


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = _database(tmp_path)
    opened.open()
    yield opened
    opened.close()


def _database(folder: Path, key: bytes = KEY) -> Database:
    reserve = Reserve(folder=folder, size_bytes=RESERVE_BYTES)
    return Database(folder=folder, key=key, reserve=reserve)


def _remember(name: str, writer: apsw.Connection) -> str:
    writer.execute("INSERT INTO memory VALUES (?, 'x')", (name,))
    return threading.current_thread().name


def _names(database: Database) -> list[str]:
    return database.read(lambda reader: [one[0] for one in rows(reader, "SELECT name FROM memory")])


def test_writes_run_on_the_writer_thread_and_are_seen_once_their_future_is_done(
    database: Database,
) -> None:
    told: list[str] = []
    future = database.write(lambda writer: _remember("a", writer), told.append)

    assert future.result(LIMIT_S) == "store-writer"
    assert _names(database) == ["a"]
    assert told == ["store-writer"]


def test_a_write_that_fails_leaves_nothing_behind(database: Database) -> None:
    def work(writer: apsw.Connection) -> None:
        _remember("a", writer)
        raise LookupError

    with pytest.raises(LookupError):
        database.write(work).result(LIMIT_S)
    assert _names(database) == []
    assert database.write(lambda writer: _remember("b", writer)).result(LIMIT_S)


def test_a_wrong_statement_is_a_storage_error_for_writer_and_reader(database: Database) -> None:
    with pytest.raises(StorageError) as failed:
        database.write(lambda writer: rows(writer, "SELECT * FROM nothing")).result(LIMIT_S)
    assert failed.value.code == StorageCode.NOT_WRITTEN
    with pytest.raises(StorageError):
        database.read(lambda reader: rows(reader, "SELECT * FROM nothing"))


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(StorageError):
        database.read(lambda reader: _remember("a", reader))


def test_a_cancelled_write_is_not_carried_out(database: Database) -> None:
    started, go_on = threading.Event(), threading.Event()

    def slow(_writer: apsw.Connection) -> None:
        started.set()
        go_on.wait(LIMIT_S)

    first = database.write(slow)
    started.wait(LIMIT_S)
    second = database.write(lambda writer: _remember("a", writer))
    assert second.cancel()
    go_on.set()
    first.result(LIMIT_S)
    database.write(lambda writer: _remember("b", writer)).result(LIMIT_S)

    assert _names(database) == ["b"]
    with pytest.raises(CancelledError):
        second.result(LIMIT_S)


def test_more_writes_than_the_queue_holds_are_refused_and_the_rest_kept(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    go_on = threading.Event()
    database.write(lambda _writer: go_on.wait(LIMIT_S))
    futures = [
        database.write(partial(_remember, str(number)))
        for number in range(database_module.MAX_QUEUED_WRITES + 5)
    ]
    go_on.set()
    failures = [future.exception(LIMIT_S) for future in futures]
    refused = [error for error in failures if error is not None]

    assert refused
    assert all(isinstance(error, StorageError) for error in refused)
    assert len(_names(database)) == len(futures) - len(refused)
    assert "write refused" in caplog.text


def test_after_close_writes_and_reads_are_refused_and_queued_writes_were_kept(
    tmp_path: Path,
) -> None:
    database = _database(tmp_path)
    database.open()
    futures = [database.write(partial(_remember, str(number))) for number in range(50)]
    assert database.close()
    assert database.close()

    assert all(future.done() and future.exception() is None for future in futures)
    with pytest.raises(StorageError) as closed:
        database.write(lambda writer: _remember("late", writer)).result(LIMIT_S)
    assert closed.value.code == StorageCode.CLOSED
    with pytest.raises(StorageError):
        _names(database)


def test_closing_waits_for_whoever_reads_and_names_whoever_is_late(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for limit_s, is_late in ((LIMIT_S, False), (0.05, True)):
        database = _database(tmp_path)
        database.open()
        reading, go_on = threading.Event(), threading.Event()

        def read(_reader: apsw.Connection, told: threading.Event, wait: threading.Event) -> None:
            told.set()
            wait.wait(LIMIT_S)

        slow = partial(read, told=reading, wait=go_on)
        reader = threading.Thread(target=database.read, args=(slow,))
        reader.start()
        reading.wait(LIMIT_S)
        closer = threading.Thread(target=database.close, args=(limit_s,))
        closer.start()
        if is_late:
            closer.join(LIMIT_S)
        go_on.set()
        reader.join(LIMIT_S)
        closer.join(LIMIT_S)

        assert ("store reader late" in caplog.text) is is_late


def test_a_writer_that_hangs_makes_close_return_in_time(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = _database(tmp_path)
    database.open()
    go_on = threading.Event()
    database.write(lambda _writer: go_on.wait(LIMIT_S))

    assert not database.close(timeout_s=0.05)
    assert "late" in caplog.text
    go_on.set()


def test_each_thread_reads_the_last_commit(database: Database) -> None:
    database.write(lambda writer: _remember("a", writer)).result(LIMIT_S)
    seen: list[list[str]] = []
    threads = [threading.Thread(target=lambda: seen.append(_names(database))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT_S)

    assert seen == [["a"]] * 4


def test_a_wrong_key_is_told_and_harms_nothing(tmp_path: Path) -> None:
    first = _database(tmp_path)
    first.open()
    first.write(lambda writer: _remember("a", writer)).result(LIMIT_S)
    first.close()

    with pytest.raises(StorageError) as wrong:
        _database(tmp_path, key=bytes(32)).open()

    assert wrong.value.code == StorageCode.WRONG_KEY
    again = _database(tmp_path)
    again.open()
    assert _names(again) == ["a"]
    again.close()


def test_nothing_readable_stands_in_the_file(tmp_path: Path) -> None:
    database = _database(tmp_path)
    database.open()
    database.write(lambda writer: _remember("tên rất riêng", writer)).result(LIMIT_S)
    database.close()

    data = b"".join(path.read_bytes() for path in tmp_path.glob("store.db*"))
    assert not data.startswith(b"SQLite format 3")
    assert "tên rất riêng".encode() not in data


def test_a_plain_sqlite_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    plain = apsw.Connection(str(path))
    plain.execute("CREATE TABLE memory (name TEXT, value TEXT)")
    plain.close()
    before = path.read_bytes()

    with pytest.raises(StorageError) as refused:
        _database(tmp_path).open()

    assert refused.value.code == StorageCode.NOT_ENCRYPTED
    assert path.read_bytes() == before


def test_a_damaged_page_is_noticed_at_the_start(tmp_path: Path) -> None:
    database = _database(tmp_path)
    database.open()
    for number in range(400):
        name = f"{number}" * 60
        database.write(partial(_remember, name))
    database.write(lambda _writer: None).result(LIMIT_S)
    database.close()
    path = tmp_path / "store.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)

    with pytest.raises(StorageError) as damaged:
        _database(tmp_path).open()
    assert damaged.value.code == StorageCode.DAMAGED


def test_a_folder_that_is_not_there_is_a_storage_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        open_connection(tmp_path / "nowhere" / "store.db", KEY)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (apsw.FullError(), StorageCode.DISK_FULL),
        (apsw.CorruptError(), StorageCode.DAMAGED),
        (apsw.NotADBError(), StorageCode.DAMAGED),
        (apsw.ConnectionClosedError(), StorageCode.CLOSED),
        (apsw.IOError(), StorageCode.NOT_WRITTEN),
    ],
)
def test_the_driver_s_errors_become_ours(error: apsw.Error, code: StorageCode) -> None:
    assert storage_error(error).code == code


def test_an_idle_writer_shortens_its_log_and_holds_the_reserve_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "IDLE_CHECKPOINT_S", 0.01)
    reserve = Reserve(folder=tmp_path, size_bytes=RESERVE_BYTES)
    database = Database(folder=tmp_path, key=KEY, reserve=reserve)
    database.open()
    reserve.release()
    database.write(lambda writer: _remember("a", writer)).result(LIMIT_S)
    monkeypatch.setattr(database, "_is_disk_full", True)
    database.write(lambda writer: _remember("b", writer)).result(LIMIT_S)
    wait_until(lambda: not database.is_disk_full)
    database.close()

    assert reserve.is_held


def test_a_read_inside_a_read_is_an_error_and_no_standstill(database: Database) -> None:
    with pytest.raises(StorageError):
        database.read(lambda _reader: _names(database))
    assert _names(database) == []
