"""The journal: every write a second time, readable around whatever damage."""

import errno
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn, cast

import pytest
from typing_extensions import override

from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import rules_of
from desktop.store.database.numbered_files import numbered
from desktop.store.journal.journal import (
    START,
    Journal,
    JournalEntry,
    Place,
    place_from,
    read_journal,
)
from desktop.store.journal.journal_format import MAGIC, SALT_BYTES, build_cipher
from desktop.store.rows.transfer_rows import NO_SESSION
from tests.samples.loan import LENDING
from tests.samples.store import KEY, TODAY, line_operation, upload

pytestmark = pytest.mark.unit

HEADER = len(MAGIC) + SALT_BYTES


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(folder=tmp_path / "copies", key=KEY)
    yield journal
    journal.close()


def entry(text: str, line_id: str = "line-1") -> JournalEntry:
    return JournalEntry(operation=line_operation(text, line_id), session_id=TODAY)


def texts(folder: Path, since: Place = START, key: bytes = KEY) -> list[str]:
    entries = read_journal(folder, key, since).entries
    return [str(one.operation.body["text"]) for one in entries]


def file_of(folder: Path, number: int = 0) -> Path:
    return numbered(folder, "journal", ".journal")[number]


def test_what_was_written_is_read_as_it_was(journal: Journal, tmp_path: Path) -> None:
    paper = JournalEntry(
        operation=line_operation("Đơn", "paper-1", EntityKind.PAPER),
        session_id=TODAY,
        uploads=(upload("paper-1"),),
    )
    photos = tuple(replace(upload(name), session_id=NO_SESSION) for name in ("a", "b"))
    nowhere = JournalEntry(
        operation=line_operation("x", "sheet-1"), session_id=None, uploads=photos
    )
    journal.begin(1)
    for one in (entry("một"), paper, nowhere):
        journal.append(one)
    assert list(read_journal(tmp_path / "copies", KEY, START).entries)[1:] == [paper, nowhere]


def test_it_is_on_the_disk_before_it_is_closed_and_says_nothing_to_others(
    journal: Journal, tmp_path: Path
) -> None:
    journal.begin(1)
    journal.append(entry("Bà Mẫu trình bày"))
    folder = tmp_path / "copies"
    assert texts(folder) == ["Bà Mẫu trình bày"]
    assert "trình".encode() not in file_of(folder).read_bytes()
    journal.flush()


def test_files_follow_one_another_and_older_ones_can_be_left_out(
    journal: Journal, tmp_path: Path
) -> None:
    for number in (1, 2, 10):
        journal.begin(number)
        journal.append(entry(f"{number}"))
    assert texts(tmp_path / "copies") == ["1", "2", "10"]
    assert texts(tmp_path / "copies", since=Place(2, 0)) == ["2", "10"]


@pytest.mark.parametrize("key", [bytes(32), bytes(range(1, 33))])
def test_another_key_reads_nothing(journal: Journal, tmp_path: Path, key: bytes) -> None:
    journal.begin(1)
    journal.append(entry("một"))
    assert texts(tmp_path / "copies", key=key) == []


def test_a_torn_end_costs_the_last_entry(journal: Journal, tmp_path: Path) -> None:
    journal.begin(1)
    for text in ("một", "hai", "ba"):
        journal.append(entry(text))
    path = file_of(tmp_path / "copies")
    whole = path.read_bytes()
    for cut in range(1, 60):
        path.write_bytes(whole[:-cut])
        assert texts(tmp_path / "copies") == ["một", "hai"]


def test_one_flipped_bit_costs_at_most_what_it_hit(journal: Journal, tmp_path: Path) -> None:
    journal.begin(1)
    for number in range(5):
        journal.append(entry(f"{number}"))
    path = file_of(tmp_path / "copies")
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        damaged = bytearray(whole)
        damaged[place] ^= 0x10
        path.write_bytes(damaged)
        found = texts(tmp_path / "copies")
        assert set(found) < {"0", "1", "2", "3", "4"}
        assert found == sorted(found)


@pytest.mark.parametrize("content", [b"", b"RR", b"no journal of ours, but long enough"])
def test_what_is_no_journal_is_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "journal-000001.journal").write_bytes(content)
    (tmp_path / "journal-x.journal").write_bytes(content)
    (tmp_path / "journal-000002.journal").mkdir()
    assert texts(tmp_path) == []
    assert texts(tmp_path / "absent") == []


def test_what_only_a_newer_program_knows_is_passed_over(tmp_path: Path) -> None:
    cipher = build_cipher(KEY, bytes(SALT_BYTES))
    sealed = [cipher.seal(0, b'{"kind": "hologram"}'), cipher.seal(1, b"[1]"), cipher.seal(2, b"x")]
    (tmp_path / "journal-000001.journal").write_bytes(cipher.header + b"".join(sealed))
    assert texts(tmp_path) == []


def test_a_kind_is_known_by_the_table_that_is_handed_in(journal: Journal, tmp_path: Path) -> None:
    journal.begin(1)
    loan = replace(entry("kính"), operation=replace(line_operation("kính"), kind="loan"))
    journal.append(loan)
    reading = read_journal(tmp_path / "copies", KEY, START)
    assert (reading.entries, reading.unread) == ((), 1)
    reading = read_journal(tmp_path / "copies", KEY, START, rules_of(LENDING))
    assert (reading.entries, reading.unread) == ((loan,), 0)


def test_a_folder_that_cannot_be_written_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "copies").write_text("a file stands where the folder should be")
    journal = Journal(folder=tmp_path / "copies", key=KEY)
    journal.begin(1)
    journal.append(entry("một"))
    journal.flush()
    assert caplog.text.count("journal not written") == 1


class FullDisk(BytesIO):
    """A file that takes no more."""

    @override
    def write(self, _data: Any) -> NoReturn:
        raise OSError(errno.ENOSPC, "full")

    @override
    def fileno(self) -> int:
        raise OSError(errno.EIO, "gone")


@pytest.mark.parametrize("does_flush", [True, False])
def test_a_disk_that_fills_up_ends_the_journal_and_nothing_else(
    journal: Journal, tmp_path: Path, caplog: pytest.LogCaptureFixture, *, does_flush: bool
) -> None:
    journal.begin(1)
    journal.append(entry("một"))
    cast("Any", journal)._file.close()
    cast("Any", journal)._file = FullDisk()
    if does_flush:
        journal.flush()
    journal.append(entry("hai"))
    journal.append(entry("ba"))
    assert texts(tmp_path / "copies") == ["một"]
    assert caplog.text.count("journal not written") == 1
    journal.begin(2)
    journal.append(entry("bốn"))
    assert texts(tmp_path / "copies") == ["một", "bốn"]


def test_a_place_is_found_again(journal: Journal, tmp_path: Path) -> None:
    assert journal.place_after == journal.place == Place(0, 0)
    journal.begin(3)
    journal.append(entry("một"))
    place = journal.place
    assert place == Place(3, 1)
    assert journal.place_after == Place(3, 2)
    assert place_from(place.as_text()) == place
    journal.append(entry("hai"))
    journal.begin(4)
    journal.append(entry("ba"))
    folder = tmp_path / "copies"
    assert texts(folder, since=place) == ["hai", "ba"]
    reading = read_journal(folder, KEY, place)
    assert reading.is_whole_from(3)
    file_of(folder).unlink()
    assert not read_journal(folder, KEY, place).is_whole_from(3)


@pytest.mark.parametrize("text", ["", "3", "x:1", "1:", ":", "-1:2"])
def test_what_is_no_place(text: str) -> None:
    assert place_from(text) is None


def test_what_cannot_be_read_is_counted(journal: Journal, tmp_path: Path) -> None:
    journal.begin(1)
    journal.append(entry("một"))
    path = file_of(tmp_path / "copies")
    path.write_bytes(path.read_bytes()[:-1])
    reading = read_journal(tmp_path / "copies", KEY, START)
    assert (reading.unread, reading.is_whole_from(1)) == (1, False)


class ShortDisk(BytesIO):
    """Takes a part of what it is given and says so only in its answer."""

    is_gone = False

    @override
    def write(self, data: Any) -> int:
        return super().write(data[: len(data) // 2])

    @override
    def close(self) -> None:
        was_gone, self.is_gone = self.is_gone, True
        if not was_gone:
            raise OSError(errno.EIO, "gone")
        super().close()


def test_a_part_of_an_entry_ends_the_journal(
    journal: Journal, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    journal.begin(1)
    cast("Any", journal)._file.close()
    cast("Any", journal)._file = ShortDisk()
    journal.append(entry("một"))
    journal.append(entry("hai"))
    assert journal.place == Place(1, 0)
    assert caplog.text.count("journal not written") == 1
    assert texts(tmp_path / "copies") == []
