"""A database that is damaged, cut or gone: made anew from copy, rows and journal."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.errors import StorageError
from desktop.domain.sync.operation import EntityKind, Operation
from desktop.files import durable
from desktop.store.codes import StorageCode
from desktop.store.database.connection import open_connection
from desktop.store.database.keys import derive_keys
from desktop.store.database.numbered_files import numbered
from desktop.store.recovery import recovery as recovery_module
from desktop.store.recovery.copies import KEPT_COPIES, Copies
from desktop.store.recovery.rebuild import NOT_FROM_A_COPY
from desktop.store.rows.transfer_rows import NO_SESSION
from desktop.store.store import Store, open_store
from desktop.sync.access.memory import _GRANT as GRANT_NOTE
from tests.fakes.fake_clock import FakeClock
from tests.samples.store import (
    ALL,
    KEY,
    LIMIT_S,
    RESERVE_BYTES,
    TODAY,
    accepted,
    change,
    line_operation,
    upload,
)

pytestmark = pytest.mark.unit

PAGE_BYTES = 4096
TEXT = "Công dân trình bày về việc bồi thường khi thu hồi đất. " * 8


class Room:
    """A store that is closed, damaged and opened again."""

    def __init__(self, base: Path) -> None:
        self.folder = base / "room"
        self.base = base / "second disk" / "copies"
        self.copies_folder = self.base / derive_keys(KEY).label
        self.database = self.folder / "store.db"
        self.store: Store | None = None

    def open(self, key: bytes = KEY) -> Store:
        self.close()
        self.store = open_store(
            self.folder,
            key,
            FakeClock(),
            copies_folder=self.base,
            reserve_bytes=RESERVE_BYTES,
        )
        return self.store

    def close(self) -> None:
        store, self.store = self.store, None
        if store is not None:
            store.close()

    def opened(self) -> Store:
        assert self.store is not None
        return self.store

    def write(self, *numbers: int, mark: str = "") -> None:
        for number in numbers:
            operation = line_operation(f"{mark}{number} {TEXT}", f"line-{number:05d}")
            self.opened().items.record(operation, TODAY).result(LIMIT_S)

    def copy(self) -> Path:
        copies = self.opened().copies
        assert copies is not None
        return copies.make()

    def lines(self) -> dict[str, str]:
        found = self.opened().items.list(EntityKind.MINUTE_LINE)
        return {one.entity_id: str(one.body["text"]).split()[0] for one in found}

    def waiting(self) -> list[str]:
        return sorted(operation.entity_id for operation in self.take())

    def take(self) -> tuple[Operation, ...]:
        return self.opened().outbox.take(ALL, ALL).result(LIMIT_S)

    def send_all(self, first_revision: int) -> None:
        """The city accepts what waits."""
        judged = [accepted(one, first_revision + at) for at, one in enumerate(self.take())]
        self.opened().outbox.settle(judged).result(LIMIT_S)

    def damage(self, table: str) -> None:
        """One leaf page in the middle of a table."""
        keys = derive_keys(KEY)
        connection = open_connection(self.database, keys.database, is_read_only=True)
        sql = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path"
        pages = [int(page) - 1 for (page,) in connection.execute(sql, (table,))]
        connection.close()
        self.damage_pages(pages[len(pages) // 2])

    def set_aside(self) -> list[Path]:
        return list(self.folder.glob("damaged-*"))

    def damage_pages(self, *pages: int) -> None:
        with self.database.open("r+b") as file:
            for page in pages:
                file.seek(page * PAGE_BYTES + 100)
                file.write(b"\xff" * 64)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    room.open()
    yield room
    room.close()


def test_a_whole_database_is_left_alone(room: Room) -> None:
    room.write(1, 2)
    room.copy()
    assert room.open().recovery is None
    assert sorted(room.lines()) == ["line-00001", "line-00002"]


def test_a_database_that_is_gone_costs_nothing_that_was_typed(room: Room) -> None:
    room.write(1, 2)
    room.copy()
    room.write(2, 3, mark="new-")
    room.close()
    shutil.rmtree(room.folder)
    recovery = room.open().recovery
    assert recovery is not None
    assert (recovery.replayed, recovery.salvaged, recovery.lost) == (2, 0, ())
    assert room.set_aside() == []
    assert recovery.copy_made_at is not None
    assert room.lines() == {"line-00001": "1", "line-00002": "new-2", "line-00003": "new-3"}
    assert room.open().recovery is None


def test_before_the_first_copy_the_journal_alone_is_enough(room: Room) -> None:
    room.write(1, 2)
    room.open()
    room.write(3)
    room.close()
    room.database.unlink()
    recovery = room.open().recovery
    assert recovery is not None
    assert recovery.copy_made_at is None
    assert sorted(room.lines()) == ["line-00001", "line-00002", "line-00003"]
    assert room.waiting() == ["line-00001", "line-00002", "line-00003"]


@pytest.mark.parametrize("page", [0, 1, 2])
def test_a_damaged_first_page_is_no_wrong_key(room: Room, page: int) -> None:
    room.write(*range(50))
    room.copy()
    room.write(50)
    room.close()
    room.damage_pages(page)
    recovery = room.open().recovery
    assert recovery is not None
    (aside,) = room.set_aside()
    assert (aside / "store.db").stat().st_size > PAGE_BYTES
    assert len(room.lines()) == 51


def test_a_wrong_key_touches_nothing(room: Room) -> None:
    room.write(1)
    room.copy()
    room.close()
    before = sorted(room.folder.iterdir())
    with pytest.raises(StorageError) as caught:
        room.open(bytes(32))
    assert caught.value.code == StorageCode.WRONG_KEY
    assert sorted(room.folder.iterdir()) == before
    room.open()
    assert list(room.lines()) == ["line-00001"]


def test_damage_without_a_folder_for_copies_is_only_told(room: Room) -> None:
    room.write(*range(50))
    room.close()
    room.damage_pages(3)
    with pytest.raises(StorageError) as caught:
        open_store(room.folder, KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    assert caught.value.code == StorageCode.DAMAGED


def test_without_copy_and_journal_what_can_be_read_is_kept_and_the_rest_named(room: Room) -> None:
    room.write(*range(600))
    room.close()
    shutil.rmtree(room.copies_folder)
    pages = room.database.stat().st_size // PAGE_BYTES
    room.damage_pages(pages // 3, pages // 2)
    recovery = room.open().recovery
    assert recovery is not None
    found = room.lines()
    assert len(found) >= 570
    assert all(text == str(int(line.removeprefix("line-"))) for line, text in found.items())
    missing = {f"line-{number:05d}" for number in range(600)} - set(found)
    assert {entity for _, entity in recovery.lost} == missing


def test_readable_rows_are_newer_than_the_copy(room: Room) -> None:
    room.write(*range(300))
    room.copy()
    room.write(*range(300), mark="new-")
    room.close()
    for path in numbered(room.copies_folder, "journal", ".journal"):
        path.unlink()
    room.damage_pages(room.database.stat().st_size // PAGE_BYTES // 2)
    recovery = room.open().recovery
    assert recovery is not None
    texts = list(room.lines().values())
    assert len(texts) == 300  # the copy holds what the damage took, in its older words
    assert sum(text.startswith("new-") for text in texts) >= 250
    assert recovery.lost == ()


def test_what_the_city_has_is_not_sent_again_and_what_waits_is(room: Room) -> None:
    store = room.opened()
    room.write(1, 2)
    room.copy()
    first, second = room.take()
    store.outbox.settle((accepted(first, 1), accepted(second, 2))).result(LIMIT_S)
    room.write(3)
    room.close()
    room.database.unlink()
    room.open()
    assert room.lines()["line-00003"] == "3"
    assert "line-00003" in room.waiting()


def test_a_paper_waits_for_its_upload_again(room: Room) -> None:
    operation = line_operation("Đơn", "paper-1", EntityKind.PAPER)
    room.opened().items.record(operation, TODAY, upload("paper-1")).result(LIMIT_S)
    room.close()
    room.database.unlink()
    room.open()
    assert [one.document_id for one in room.opened().transfers.waiting()] == ["paper-1"]


def test_an_older_word_in_the_journal_never_wins_over_a_newer_one(room: Room) -> None:
    room.write(1, mark="old-")
    room.copy()
    room.write(1, mark="mid-")
    room.write(1, mark="new-")
    room.close()
    room.database.unlink()
    room.open()
    assert room.lines() == {"line-00001": "new-1"}


def test_what_the_city_changed_after_our_write_is_kept(room: Room) -> None:
    room.write(1, mark="ours-")
    store = room.opened()
    (sent,) = room.take()
    store.outbox.settle((accepted(sent, 1),)).result(LIMIT_S)
    store.pulled.apply([change("city 1", 2, "line-00001")], "cursor", is_last=True).result(LIMIT_S)
    room.copy()
    room.close()
    room.database.unlink()
    room.open()
    assert room.lines() == {"line-00001": "city"}
    assert room.waiting() == []


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"x" * 9_000), Path.unlink])
def test_a_copy_that_is_not_whole_gives_way_to_the_one_before(
    room: Room, damage: Callable[[Path], object]
) -> None:
    room.write(1)
    room.copy()
    room.write(2)
    damage(room.copy())
    room.close()
    room.database.unlink()
    room.open()
    assert sorted(room.lines()) == ["line-00001", "line-00002"]


def test_a_start_that_dies_in_the_middle_begins_again(room: Room) -> None:
    room.write(1, 2)
    room.close()
    room.database.rename(room.database.with_name("store.db.fresh"))
    (room.folder / "store.db.fresh-wal").write_bytes(b"of another time")
    room.open()
    assert sorted(room.lines()) == ["line-00001", "line-00002"]


# ---- what the city must not be told ---------------------------------------------------------


def test_what_was_replaced_since_the_copy_is_not_sent_again(room: Room) -> None:
    room.write(*range(200), mark="old-")
    room.copy()
    room.write(*range(200), mark="new-")
    room.send_all(first_revision=1)
    room.close()
    room.damage("outbox")
    room.open()
    assert not [one for one in room.take() if str(one.body["text"]).startswith("old-")]
    assert {text.split("-")[0] for text in room.lines().values()} == {"new"}


@pytest.mark.parametrize("has_journal", [True, False])
def test_what_waited_on_a_bad_page_of_the_outbox_waits_again(
    room: Room, *, has_journal: bool
) -> None:
    room.write(*range(200))
    room.close()
    if not has_journal:
        shutil.rmtree(room.copies_folder)
    room.damage("outbox")
    recovery = room.open().recovery
    assert recovery is not None
    assert recovery.lost == ()
    assert room.waiting() == sorted(room.lines()) == [f"line-{n:05d}" for n in range(200)]


def test_bytes_on_a_bad_page_are_sent_again(room: Room) -> None:
    for number in range(120):
        operation = line_operation("Đơn", f"paper-{number:03d}", EntityKind.PAPER)
        room.opened().items.record(operation, TODAY, upload(operation.entity_id)).result(LIMIT_S)
        cleared = line_operation("Đơn, được trình chiếu", operation.entity_id, EntityKind.PAPER)
        room.opened().items.record(cleared, TODAY).result(LIMIT_S)
    room.close()
    room.damage("transfer")
    room.open()
    assert len(room.opened().transfers.waiting()) == 120


def test_what_the_city_wrote_after_the_copy_comes_again(room: Room) -> None:
    room.write(*range(200), mark="mine-")
    room.send_all(first_revision=1)
    room.copy()
    theirs = [change(f"theirs {n}", 1_000 + n, f"line-{n:05d}") for n in range(200)]
    room.opened().pulled.apply(theirs, "new cursor", is_last=True).result(LIMIT_S)
    room.close()
    room.damage("item")
    store = room.open()
    assert store.pulled.position().cursor != "new cursor"  # what follows the copy is pulled again
    store.pulled.apply(theirs, "new cursor", is_last=True).result(LIMIT_S)
    assert set(room.lines().values()) == {"theirs"}
    assert room.waiting() == []


def test_an_accepted_word_of_ours_does_not_replace_the_citys_newer_one(room: Room) -> None:
    room.write(*range(200), mark="mine-")
    room.send_all(first_revision=1)
    theirs = [change(f"theirs {n}", 1_000 + n, f"line-{n:05d}") for n in range(200)]
    room.opened().pulled.apply(theirs, "cursor", is_last=True).result(LIMIT_S)
    room.copy()
    room.close()
    room.damage("item")
    room.open()
    assert set(room.lines().values()) == {"theirs"}
    assert room.waiting() == []


def test_a_clash_stays_a_clash(room: Room) -> None:
    room.write(1, mark="mine-")
    store = room.opened()
    store.pulled.apply([change("theirs", 5, "line-00001")], "cursor", is_last=True).result(LIMIT_S)
    room.copy()
    room.write(1, mark="mine-again-")
    room.close()
    room.database.unlink()
    item = room.open().items.get(EntityKind.MINUTE_LINE, "line-00001")
    assert item is not None
    assert item.conflict_body is not None
    assert item.body["text"] == "theirs"
    assert str(item.conflict_body["text"]).startswith("mine-again-1")
    assert room.waiting() == []


def test_a_settled_clash_is_over(room: Room) -> None:
    room.write(1, mark="mine-")
    store = room.opened()
    store.pulled.apply([change("theirs", 5, "line-00001")], "cursor", is_last=True).result(LIMIT_S)
    room.copy()
    store.items.settle(line_operation("chosen", "line-00001")).result(LIMIT_S)
    room.close()
    room.database.unlink()
    item = room.open().items.get(EntityKind.MINUTE_LINE, "line-00001")
    assert item is not None
    assert (item.body["text"], item.conflict_body) == ("chosen", None)
    assert room.waiting() == ["line-00001"]


def test_a_word_that_was_taken_back_is_the_last_word(room: Room) -> None:
    room.write(1, mark="x-")
    room.send_all(first_revision=1)
    room.copy()
    room.write(1, mark="y-")
    room.send_all(first_revision=2)
    room.write(1, mark="x-")
    room.close()
    room.database.unlink()
    room.open()
    assert room.lines() == {"line-00001": "x-1"}
    assert room.waiting() == ["line-00001"]


def test_an_older_state_signs_nobody_in(room: Room) -> None:
    for name in (GRANT_NOTE, "focal_draft"):
        room.opened().memory.keep(name, "of then").result(LIMIT_S)
    room.copy()
    room.close()
    room.database.unlink()
    store = room.open()
    assert store.memory.recall(GRANT_NOTE) is None
    assert store.memory.recall("focal_draft") == "of then"
    assert NOT_FROM_A_COPY == (GRANT_NOTE,)


# ---- other ways to lose a database ----------------------------------------------------------


def test_an_empty_file_is_a_database_that_is_gone(room: Room) -> None:
    room.write(1, 2)
    room.copy()
    room.close()
    room.database.write_bytes(b"")
    recovery = room.open().recovery
    assert recovery is not None
    assert recovery.is_certain
    assert sorted(room.lines()) == ["line-00001", "line-00002"]


def test_another_key_neither_reads_copies_nor_lets_them_go(room: Room) -> None:
    room.write(1)
    room.copy()
    room.close()
    room.database.unlink()
    other = bytes(reversed(KEY))
    assert room.open(other).recovery is None
    for _ in range(KEPT_COPIES + 1):
        room.copy()
    room.close()
    room.database.unlink()
    room.open()
    assert list(room.lines()) == ["line-00001"]


def test_a_log_that_is_cut_or_gone_is_made_up_from_the_journal(room: Room, tmp_path: Path) -> None:
    room.write(*range(5))
    killed = tmp_path / "killed"
    shutil.copytree(room.folder, killed)  # with its log, as a kill leaves it
    room.close()
    shutil.rmtree(room.folder)
    shutil.copytree(killed, room.folder)
    log = room.database.with_name("store.db-wal")
    content = bytearray(log.read_bytes())
    content[len(content) // 2] ^= 0x40
    log.write_bytes(content)
    recovery = room.open().recovery
    assert recovery is not None
    assert recovery.replayed >= 1
    assert len(room.lines()) == len(room.waiting()) == 5
    assert room.open().recovery is None


def test_a_scanner_that_holds_the_new_file_costs_a_start_and_no_text(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.write(*range(300))
    room.close()
    shutil.rmtree(room.copies_folder)
    room.damage("item")
    swap = Path.replace

    def held(path: Path, target: Path) -> Path:
        if path.name == recovery_module.READY_NAME:
            raise PermissionError
        return swap(path, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(durable, "TRY_S", 0.0)
    with pytest.raises(StorageError) as caught:
        room.open()
    assert caught.value.code == StorageCode.NOT_WRITTEN
    monkeypatch.setattr(Path, "replace", swap)
    recovery = room.open().recovery
    assert recovery is not None
    assert not recovery.is_certain
    assert len(room.lines()) == 300


def test_without_a_copy_or_with_a_damaged_journal_nothing_is_promised(room: Room) -> None:
    room.write(1)
    room.close()
    room.database.unlink()
    recovery = room.open().recovery
    assert recovery is not None
    assert not recovery.is_certain
    room.copy()
    room.write(2)
    room.close()
    path = numbered(room.copies_folder, "journal", ".journal")[-1]
    path.write_bytes(path.read_bytes()[:-1])
    room.database.unlink()
    recovery = room.open().recovery
    assert recovery is not None
    assert not recovery.is_certain


# ---- copies ---------------------------------------------------------------------------------


def test_seven_copies_are_kept_with_the_journals_after_the_oldest(room: Room) -> None:
    made = []
    for number in range(KEPT_COPIES + 2):
        room.write(number)
        made.append(room.copy())
    assert numbered(room.copies_folder, "store", ".db") == made[-KEPT_COPIES:]
    journals = numbered(room.copies_folder, "journal", ".journal")
    assert len(journals) == KEPT_COPIES
    assert {path.suffix for path in room.copies_folder.iterdir()} == {".db", ".journal"}
    copies = room.opened().copies
    assert copies is not None


def test_a_copy_is_encrypted_and_a_store_of_its_own(room: Room, tmp_path: Path) -> None:
    room.write(1)
    path = room.copy()
    assert b"SQLite format" not in path.read_bytes()
    assert "Công dân".encode() not in path.read_bytes()
    other = tmp_path / "other"
    other.mkdir()
    shutil.copyfile(path, other / "store.db")
    store = open_store(other, KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    assert len(store.items.list(EntityKind.MINUTE_LINE)) == 1
    store.close()


def test_no_copy_is_made_on_a_disk_without_room(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.write(1)
    monkeypatch.setattr(
        "desktop.store.recovery.copies.shutil.disk_usage",
        lambda _: shutil._ntuple_diskusage(9, 8, 1),
    )
    with pytest.raises(StorageError) as caught:
        room.copy()
    assert caught.value.code == StorageCode.DISK_FULL
    room.write(2)
    assert numbered(room.copies_folder, "store", ".db") == []


def test_a_folder_that_takes_nothing_is_an_error_of_storage(room: Room, tmp_path: Path) -> None:
    (tmp_path / "wall").write_text("no folder")
    copies = room.opened().copies
    assert copies is not None
    blocked = Copies(
        database=room.opened().database,
        journal=copies._journal,
        folder=tmp_path / "wall" / "copies",
        key=copies._key,
    )
    with pytest.raises(StorageError) as caught:
        blocked.make()
    assert caught.value.code == StorageCode.NOT_WRITTEN


def test_a_damaged_source_gives_no_copy(room: Room) -> None:
    room.write(*range(300))
    room.open()
    room.damage_pages(room.database.stat().st_size // PAGE_BYTES // 2)
    with pytest.raises(StorageError) as caught:
        room.copy()
    assert caught.value.code == StorageCode.DAMAGED
    assert numbered(room.copies_folder, "store", ".db") == []


def test_photos_of_a_sheet_wait_for_their_uploads_again(room: Room) -> None:
    operation = line_operation("", "sheet-1", EntityKind.READINESS_SHEET)
    photos = [replace(upload(name), session_id=NO_SESSION) for name in ("photo-1", "photo-2")]
    room.opened().items.record(operation, None, *photos).result(LIMIT_S)
    room.close()
    room.database.unlink()
    room.open()
    assert sorted(room.opened().transfers.waiting(), key=lambda one: one.document_id) == photos
