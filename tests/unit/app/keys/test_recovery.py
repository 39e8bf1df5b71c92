"""A lost PC's room comes back on another one, whole, and nothing that is there is overwritten."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.app.keys import recovery
from desktop.app.keys.recovery import (
    Recovered,
    RecoveryFault,
    RecoveryRefused,
    RecoveryTask,
    recover_room,
)
from desktop.app.room.folders import RoomFolders
from desktop.domain.errors import AccessRefused, StorageError
from desktop.store.codes import StorageCode
from desktop.store.database.keys import derive_keys
from desktop.store.store import Store, open_store
from desktop.sync.access.memory import AccessMemory
from desktop.sync.access.pin_verifiers import PinVerifiers
from desktop.sync.access.room_identity import RoomIdentity
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import COMMUNE
from tests.rigs.desk.old_pc import (
    LINES,
    OFFICER,
    PAPERS,
    PIN,
    PIN_SECRET,
    ROOM_KEY,
    OldPc,
    lines_of,
    make_old_pc,
    papers_of,
)
from tests.samples.kdf_cost import CHEAPEST_KDF_COST
from tests.samples.store import RESERVE_BYTES

pytestmark = pytest.mark.unit

LABEL = derive_keys(ROOM_KEY).label
WHOLE = Recovered(
    lines=len(LINES),
    papers=len(PAPERS),
    missing_papers=0,
    unsent=len(LINES) + len(PAPERS),
    was_rebuilt=False,
    lost=0,
)


@pytest.fixture(autouse=True)
def small_reserve(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*given: object, **named: object) -> Store:
        return open_store(*given, **named, reserve_bytes=RESERVE_BYTES)  # type: ignore[arg-type]

    monkeypatch.setattr(recovery, "open_store", opened)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def old(tmp_path: Path, clock: FakeClock) -> OldPc:
    return make_old_pc(tmp_path / "old", clock)


@pytest.fixture
def task(tmp_path: Path) -> RecoveryTask:
    new = tmp_path / "new"
    return RecoveryTask(
        site_id=COMMUNE,
        room_key=ROOM_KEY,
        target=RoomFolders(new / "rooms" / COMMUNE, new / "copies" / COMMUNE, new / "log"),
        sources=(tmp_path / "old",),
        bind=(tmp_path / "bound").touch,
    )


@contextmanager
def opened(task: RecoveryTask, clock: FakeClock) -> Iterator[Store]:
    store = open_store(
        task.target.records,
        task.room_key,
        clock,
        copies_folder=task.target.copies,
        reserve_bytes=RESERVE_BYTES,
    )
    try:
        yield store
    finally:
        store.close()


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def refusal(task: RecoveryTask, clock: FakeClock) -> RecoveryFault:
    with pytest.raises(RecoveryRefused) as refused:
        recover_room(task, clock)
    return refused.value.fault


@pytest.mark.parametrize("place", [".", "rooms", f"rooms/{COMMUNE}"])
def test_records_come_back_whole_wherever_the_folder_is_pointed_at(
    old: OldPc, task: RecoveryTask, clock: FakeClock, tmp_path: Path, place: str
) -> None:
    before = everything(tmp_path / "old")
    task = replace(task, sources=(tmp_path / "old" / place,))
    assert recover_room(task, clock) == WHOLE
    assert (tmp_path / "bound").exists()
    with opened(task, clock) as store:
        assert lines_of(store) == set(LINES)
        assert papers_of(store) == set(PAPERS)
        assert store.recovery is None
    assert everything(tmp_path / "old") == before
    assert not list((tmp_path / "new").rglob("*.recovering"))


def test_copies_alone_give_every_line_and_name_the_papers_that_are_missing(
    old: OldPc, task: RecoveryTask, clock: FakeClock
) -> None:
    shutil.rmtree(old.folders.records)
    recovered = recover_room(task, clock)
    assert recovered == replace(WHOLE, missing_papers=len(PAPERS), was_rebuilt=True)
    with opened(task, clock) as store:
        assert lines_of(store) == set(LINES)
    assert list((task.target.copies / LABEL).glob("store-*.db"))


def test_a_damaged_database_is_made_anew_from_the_copies_beside_it(
    old: OldPc, task: RecoveryTask, clock: FakeClock
) -> None:
    database = old.folders.records / "store.db"
    database.write_bytes(b"x" * 4096 + database.read_bytes()[4096:])
    recovered = recover_room(task, clock)
    assert (recovered.lines, recovered.was_rebuilt, recovered.lost) == (len(LINES), True, 0)
    with opened(task, clock) as store:
        assert lines_of(store) == set(LINES)
        assert papers_of(store) == set(PAPERS)


def test_records_and_copies_may_come_from_two_disks(
    old: OldPc, task: RecoveryTask, clock: FakeClock, tmp_path: Path
) -> None:
    old.folders.copies.rename(tmp_path / "second disk")
    task = replace(task, sources=(old.folders.records, tmp_path / "second disk"))
    assert recover_room(task, clock) == WHOLE
    assert (task.target.copies / LABEL).is_dir()


def test_nobody_is_signed_in_on_the_new_pc_and_the_old_pc_s_token_is_not_taken_over(
    old: OldPc, task: RecoveryTask, clock: FakeClock
) -> None:
    recover_room(task, clock)
    with opened(task, clock) as store:
        memory = AccessMemory(memory=store.memory)
        assert memory.room_token() is None
        assert RoomIdentity(memory=store.memory).shown_now() is None
        assert store.memory.recall("access.room_key") is None
        assert memory.grant() is None


def test_no_pin_opens_on_the_new_pc_before_the_city_was_asked(
    old: OldPc, task: RecoveryTask, clock: FakeClock
) -> None:
    recover_room(task, clock)
    with opened(task, clock) as store:
        here = PinVerifiers(
            memory=store.memory, clock=clock, secret=b"n" * 32, cost=CHEAPEST_KDF_COST
        )
        for guess in (PIN, *(f"{number:06d}" for number in range(0, 1_000_000, 9_973))):
            with pytest.raises(AccessRefused) as refused:
                here.check(OFFICER, guess)
            assert refused.value.code == "D-106"
        on_the_old_pc = PinVerifiers(
            memory=store.memory, clock=clock, secret=PIN_SECRET, cost=CHEAPEST_KDF_COST
        )
        assert on_the_old_pc.check(OFFICER, PIN) == on_the_old_pc.offline_until(OFFICER)


def test_records_that_are_here_are_left_alone(
    old: OldPc, task: RecoveryTask, clock: FakeClock, tmp_path: Path
) -> None:
    recover_room(task, clock)
    before = everything(tmp_path / "new")
    assert refusal(task, clock) is RecoveryFault.RECORDS_HERE
    assert everything(tmp_path / "new") == before


@pytest.mark.parametrize("source", ["nothing", "other"])
def test_a_folder_without_this_room_is_told(
    task: RecoveryTask, clock: FakeClock, tmp_path: Path, source: str
) -> None:
    (tmp_path / "nothing").mkdir()
    copies = tmp_path / "other" / "ffffffff"
    copies.mkdir(parents=True)
    (copies / "store-000001.db").write_bytes(b"of another key")
    task = replace(task, sources=(tmp_path / source,))
    assert refusal(task, clock) is RecoveryFault.NOTHING_FOUND
    assert not (tmp_path / "new").exists()


def test_another_key_opens_nothing_and_changes_nothing(
    old: OldPc, task: RecoveryTask, clock: FakeClock, tmp_path: Path
) -> None:
    with pytest.raises(StorageError) as refused:
        recover_room(replace(task, room_key=b"o" * 32), clock)
    assert refused.value.code == StorageCode.WRONG_KEY
    assert not (tmp_path / "bound").exists()
    assert everything(tmp_path / "new") == {}


def test_a_keyring_that_refuses_leaves_the_pc_as_it_was(
    old: OldPc, task: RecoveryTask, clock: FakeClock, tmp_path: Path
) -> None:
    def bind() -> None:
        raise StorageError("D-204")

    with pytest.raises(StorageError):
        recover_room(replace(task, bind=bind), clock)
    assert everything(tmp_path / "new") == {}
    assert recover_room(task, clock) == WHOLE


def test_what_a_killed_attempt_left_is_no_hindrance(
    old: OldPc, task: RecoveryTask, clock: FakeClock
) -> None:
    records = task.target.records
    shutil.copytree(old.folders.records / "papers", records / "papers")
    (records / "store.db-wal").write_bytes(b"of a database that never arrived")
    records.with_name(f"{COMMUNE}.recovering").mkdir()
    assert recover_room(task, clock) == WHOLE
    with opened(task, clock) as store:
        assert lines_of(store) == set(LINES)
        assert papers_of(store) == set(PAPERS)


@pytest.mark.parametrize("is_database_left", [True, False])
def test_where_only_the_keyring_was_lost_the_records_stay_in_their_place(
    old: OldPc, task: RecoveryTask, clock: FakeClock, tmp_path: Path, *, is_database_left: bool
) -> None:
    if not is_database_left:
        (old.folders.records / "store.db").unlink()
    task = replace(task, target=old.folders, sources=())
    recovered = recover_room(task, clock)
    assert recovered == replace(WHOLE, was_rebuilt=not is_database_left)
    assert (tmp_path / "bound").exists()
    with opened(task, clock) as store:
        assert lines_of(store) == set(LINES)
        assert AccessMemory(memory=store.memory).room_token() is not None


def test_an_empty_pc_has_nothing_to_open_in_its_place(
    task: RecoveryTask, clock: FakeClock, tmp_path: Path
) -> None:
    assert refusal(replace(task, sources=()), clock) is RecoveryFault.NOTHING_FOUND
    assert not (tmp_path / "new").exists()


def test_a_copied_disk_shows_nothing_and_opens_with_no_key(old: OldPc, clock: FakeClock) -> None:
    disk = b"".join(path.read_bytes() for path in old.files)
    for secret in (*(line.encode() for line in LINES), *PAPERS, PIN.encode(), ROOM_KEY):
        assert secret[:40] not in disk
    for guess in (bytes(32), PIN.encode().ljust(32, b"\0"), PIN_SECRET):
        with pytest.raises(StorageError) as refused:
            open_store(old.folders.records, guess, clock, reserve_bytes=RESERVE_BYTES)
        assert refused.value.code == StorageCode.WRONG_KEY
