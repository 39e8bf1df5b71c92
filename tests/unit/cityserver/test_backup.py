"""Backups: what counts was read back; a restore is whole or did not happen."""

import hashlib
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.cityserver.access import Access, Room
from desktop.cityserver.admin import issue_enrol_code, open_city, put_record
from desktop.cityserver.backup import restoring
from desktop.cityserver.backup.folder import BackupFolder
from desktop.cityserver.backup.making import BackupMade, make_backup
from desktop.cityserver.backup.manifest import MANIFEST_FILE
from desktop.cityserver.backup.restoring import (
    DamagedBackup,
    DataThere,
    NoBackup,
    Restored,
    restore_backup,
)
from desktop.cityserver.config import CityServerConfig
from desktop.cityserver.folder_lock import FolderTaken, hold_folder
from desktop.cityserver.pins import Pins
from desktop.cityserver.problems import Rejected
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.meta import read_backed_up_at, read_epoch, read_safe_revision
from desktop.cityserver.store.records import find_record, newest_revision
from desktop.cityserver.store.snapshot import (
    DamagedDatabase,
    NotAFile,
    copy_database,
    database_file,
    inspect_database,
)
from desktop.cityserver.store.writer import Record, RecordWriter
from tests.fakes.fake_clock import FakeClock
from tests.fakes.running_city_server import COMMUNE, OFFICER, PIN, case_body

pytestmark = pytest.mark.unit


class Keeper:
    """One city and its folder of backups."""

    def __init__(self, config: CityServerConfig, city: Database, folder: Path) -> None:
        self.config = config
        self.city = city
        self.folder = folder
        self.backups = BackupFolder(folder)
        self.clock = FakeClock()

    def back_up(self, keep: int = 14) -> BackupMade:
        self.clock.advance(3600.0)
        return make_backup(self.config, self.city, self.backups, keep=keep, clock=self.clock)

    def restore(self, name: str | None = None, *, may_replace: bool = True) -> Restored:
        self.city.close()
        restored = restore_backup(
            self.config, self.backups, name=name, may_replace=may_replace, clock=self.clock
        )
        self.city.open()
        return restored

    def add_paper(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.config.blob_folder / sha256[:2] / sha256
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return sha256

    def paper(self, sha256: str) -> Path:
        return self.config.blob_folder / sha256[:2] / sha256

    def write_case(self, name: str) -> int:
        return put_record(self.city, "case", name, case_body())

    def has_case(self, name: str) -> bool:
        with self.city.read() as session:
            return find_record(session, "case", name) is not None

    @property
    def safe_revision(self) -> int:
        with self.city.read() as session:
            return read_safe_revision(session)

    @property
    def epoch(self) -> str:
        with self.city.read() as session:
            return read_epoch(session)


def sign_in_room(keeper: Keeper, access: Access) -> Room:
    """A PC that was bound just now."""
    code = issue_enrol_code(keeper.city, COMMUNE, clock=keeper.clock)
    return access.room_of(access.enrol(code, COMMUNE))


@pytest.fixture
def keeper(config: CityServerConfig, city: Database, tmp_path: Path) -> Keeper:
    folder = tmp_path / "backups"
    folder.mkdir()
    return Keeper(config, city, folder)


def test_a_backup_holds_database_and_papers_with_their_hashes(keeper: Keeper) -> None:
    sha256 = keeper.add_paper(b"giay to")
    keeper.paper(sha256).with_name(f"{sha256}.part").write_bytes(b"not yet whole")
    revision = keeper.write_case("case-new")
    made = keeper.back_up()
    path = keeper.folder / made.name
    told = json.loads((path / MANIFEST_FILE).read_text())
    assert told["papers"] == {sha256: 7}
    assert told["revision"] == revision == made.manifest.revision
    assert told["epoch"] == keeper.epoch
    copy = path / "city.db"
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == told["database_sha256"]
    assert keeper.backups.paper(sha256).read_bytes() == b"giay to"
    with keeper.city.read() as session:
        assert read_backed_up_at(session) == keeper.clock.now()


def test_a_copy_holds_nothing_of_a_transaction_that_runs(keeper: Keeper, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with keeper.city.write() as session:
        before = newest_revision(session)
        writer = RecordWriter(session)
        writer.save(Record(kind="case", entity_id="case-half", body=case_body()))
        session.flush()
        copy_database(database_file(keeper.config.url), copy)
    assert inspect_database(copy).revision == before
    with keeper.city.read() as session:
        assert newest_revision(session) > before


def test_what_is_safe_is_in_every_backup_that_is_kept(keeper: Keeper) -> None:
    assert keeper.safe_revision == 0
    first = keeper.back_up(keep=2)
    assert keeper.safe_revision == first.manifest.revision > 0
    keeper.write_case("case-2")
    second = keeper.back_up(keep=2)
    assert keeper.safe_revision == first.manifest.revision
    keeper.write_case("case-3")
    keeper.back_up(keep=2)
    assert keeper.safe_revision == second.manifest.revision
    assert len(keeper.backups.backups()) == 2


def test_a_new_backup_adds_only_papers_that_are_new(keeper: Keeper) -> None:
    keeper.add_paper(b"one")
    assert keeper.back_up().new_papers == 1
    keeper.add_paper(b"two")
    made = keeper.back_up()
    assert (made.new_papers, len(made.manifest.papers)) == (1, 2)


def test_a_paper_that_rotted_in_the_backup_is_copied_anew(keeper: Keeper) -> None:
    sha256 = keeper.add_paper(b"one")
    keeper.back_up()
    keeper.backups.paper(sha256).write_bytes(b"0ne")
    assert keeper.back_up().new_papers == 1
    assert keeper.backups.paper(sha256).read_bytes() == b"one"


def test_a_paper_that_rotted_in_the_city_is_told_and_not_taken(keeper: Keeper) -> None:
    sha256 = keeper.add_paper(b"one")
    keeper.paper(sha256).write_bytes(b"0ne")
    made = keeper.back_up()
    assert made.damaged == (sha256,)
    assert made.manifest.papers == {}
    assert not keeper.backups.paper(sha256).exists()


def test_old_backups_go_with_papers_that_no_other_names(keeper: Keeper) -> None:
    old, common = keeper.add_paper(b"old"), keeper.add_paper(b"common")
    first = keeper.back_up(keep=1)
    keeper.paper(old).unlink()
    keeper.back_up(keep=1)
    assert not (keeper.folder / first.name).exists()
    assert not keeper.backups.paper(old).exists()
    assert keeper.backups.paper(common).exists()


def test_papers_stay_while_a_backup_cannot_be_read(keeper: Keeper) -> None:
    sha256 = keeper.add_paper(b"old")
    first = keeper.back_up(keep=1)
    (keeper.folder / first.name / MANIFEST_FILE).write_text('{"format": 2}')
    keeper.paper(sha256).unlink()
    keeper.back_up(keep=1)
    assert (keeper.folder / first.name).exists()
    assert keeper.backups.paper(sha256).exists()


def test_two_backups_of_one_second_have_two_names(keeper: Keeper) -> None:
    names = {
        make_backup(keeper.config, keeper.city, keeper.backups, keep=9, clock=keeper.clock).name
        for _ in range(3)
    }
    assert len(names) == 3


def test_a_killed_run_leaves_nothing_that_counts(keeper: Keeper) -> None:
    left = keeper.folder / "20200101-000000.part"
    left.mkdir()
    (left / "city.db").write_bytes(b"half")
    assert keeper.backups.backups() == ()
    keeper.back_up()
    assert not left.exists()


def test_a_backup_that_fails_leaves_the_earlier_ones(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = keeper.back_up()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop.cityserver.backup.making.write_durably", fail)
    with pytest.raises(OSError, match="No space"):
        keeper.back_up()
    assert [one.name for one in keeper.backups.backups()] == [first.name]
    assert {path.name for path in keeper.folder.iterdir()} == {first.name, "papers", "city.lock"}
    assert keeper.safe_revision == first.manifest.revision


def test_a_damaged_database_is_no_backup(keeper: Keeper) -> None:
    keeper.city.close()
    database = keeper.config.folder / "city.db"
    with sqlite3.connect(database) as connection:
        connection.execute("DELETE FROM meta")
    connection.close()
    with pytest.raises(DamagedDatabase):
        keeper.back_up()
    keeper.city.open()
    assert keeper.backups.backups() == ()


def test_only_a_file_is_copied(keeper: Keeper) -> None:
    keeper.config = replace(keeper.config, database_url="postgresql+psycopg://city@localhost/city")
    with pytest.raises(NotAFile):
        keeper.back_up()


def test_one_backup_at_a_time(keeper: Keeper) -> None:
    with keeper.backups.hold(), pytest.raises(FolderTaken):
        keeper.back_up()


class TestRestore:
    """The city lost its disk, or its data is wrong since yesterday."""

    def test_it_brings_back_that_day_in_a_new_epoch(self, keeper: Keeper) -> None:
        sha256 = keeper.add_paper(b"giay to")
        keeper.write_case("case-before")
        before = keeper.epoch
        keeper.back_up()
        keeper.write_case("case-after")
        keeper.paper(sha256).unlink()
        restored = keeper.restore()
        assert keeper.has_case("case-before")
        assert not keeper.has_case("case-after")
        assert keeper.paper(sha256).read_bytes() == b"giay to"
        assert keeper.epoch == restored.epoch != before
        assert keeper.safe_revision == 0

    def test_nothing_is_safe_while_a_backup_of_the_former_epoch_is_kept(
        self, keeper: Keeper
    ) -> None:
        keeper.back_up(keep=2)
        keeper.restore()
        keeper.back_up(keep=2)
        assert keeper.safe_revision == 0
        made = keeper.back_up(keep=2)
        assert keeper.safe_revision == made.manifest.revision

    def test_an_older_one_is_chosen_by_name(self, keeper: Keeper) -> None:
        first = keeper.back_up()
        keeper.write_case("case-later")
        keeper.back_up()
        assert keeper.restore(first.name).backup.name == first.name
        assert not keeper.has_case("case-later")
        with pytest.raises(NoBackup):
            keeper.restore("20200101-000000")

    def test_it_refuses_over_data_unless_told_and_then_puts_it_aside(self, keeper: Keeper) -> None:
        keeper.back_up()
        keeper.write_case("case-after")
        with pytest.raises(DataThere):
            keeper.restore(may_replace=False)
        keeper.city.open()
        assert keeper.has_case("case-after")
        restored = keeper.restore()
        assert restored.put_aside is not None
        with sqlite3.connect(restored.put_aside) as connection:
            cases = connection.execute("SELECT entity_id FROM entity WHERE kind = 'case'")
            assert ("case-after",) in cases.fetchall()
        connection.close()

    def test_papers_alone_are_data_too(self, keeper: Keeper, tmp_path: Path) -> None:
        keeper.add_paper(b"one")
        keeper.back_up()
        keeper.city.close()
        (keeper.config.folder / "city.db").unlink()
        with pytest.raises(DataThere):
            keeper.restore(may_replace=False)
        elsewhere = CityServerConfig(folder=tmp_path / "elsewhere")
        restore_backup(elsewhere, keeper.backups, name=None, may_replace=False, clock=keeper.clock)
        with open_city(elsewhere) as database, database.read() as session:
            assert newest_revision(session) > 0

    @pytest.mark.parametrize("what", ["database", "paper", "missing"])
    def test_one_wrong_byte_and_nothing_is_changed(self, keeper: Keeper, what: str) -> None:
        sha256 = keeper.add_paper(b"giay to")
        made = keeper.back_up()
        keeper.write_case("case-after")
        epoch = keeper.epoch
        if what == "database":
            copy = keeper.backups.database(made.name)
            data = bytearray(copy.read_bytes())
            data[len(data) // 2] ^= 1
            copy.write_bytes(data)
        elif what == "paper":
            keeper.backups.paper(sha256).write_bytes(b"giay t0")
        else:
            keeper.backups.paper(sha256).unlink()
        with pytest.raises(DamagedBackup) as damaged:
            keeper.restore()
        assert damaged.value.names == ("city.db",) if what == "database" else (sha256,)
        keeper.city.open()
        assert keeper.has_case("case-after")
        assert keeper.epoch == epoch

    @pytest.mark.parametrize("step", ["_stage_database", "_put_papers", "_put_aside"])
    def test_a_full_disk_in_the_middle_leaves_the_former_city(
        self, keeper: Keeper, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        keeper.back_up()
        keeper.write_case("case-after")

        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(restoring, step, fail)
        with pytest.raises(OSError, match="No space"):
            keeper.restore()
        keeper.city.open()
        assert keeper.has_case("case-after")
        assert not list(keeper.config.folder.glob("*.part"))

    def test_the_log_of_the_former_database_does_not_meet_the_new_one(self, keeper: Keeper) -> None:
        keeper.back_up()
        reader = sqlite3.connect(keeper.config.folder / "city.db")
        reader.execute("SELECT * FROM meta").fetchall()
        keeper.write_case("case-after")
        database = keeper.config.folder / "city.db"
        logs = {end: Path(f"{database}{end}").read_bytes() for end in ("-wal", "-shm")}
        keeper.city.close()
        reader.close()
        for end, data in logs.items():  # as a killed server leaves them
            Path(f"{database}{end}").write_bytes(data)
        keeper.restore()
        assert not keeper.has_case("case-after")

    def test_it_takes_the_place_of_a_database_that_cannot_be_read(self, keeper: Keeper) -> None:
        keeper.write_case("case-before")
        keeper.back_up()
        keeper.city.close()
        database = keeper.config.folder / "city.db"
        database.write_bytes(b"no database" * 500)
        Path(f"{database}-wal").write_bytes(b"no log" * 50)
        restored = keeper.restore()
        assert keeper.has_case("case-before")
        assert restored.put_aside is not None
        assert restored.put_aside.read_bytes().startswith(b"no database")

    def test_not_while_the_server_runs(self, keeper: Keeper) -> None:
        keeper.back_up()
        with hold_folder(keeper.config.folder), pytest.raises(FolderTaken):
            keeper.restore()

    def test_sign_ins_go_on_and_what_was_revoked_stays_so(self, keeper: Keeper) -> None:
        access = Access(database=keeper.city, clock=keeper.clock, pins=Pins())
        room = sign_in_room(keeper, access)
        gone = access.sign_in(room, OFFICER, PIN)
        person = access.person_of(gone.access_token)
        keeper.back_up()
        access.sign_out(person)
        late = access.sign_in(sign_in_room(keeper, access), OFFICER, PIN)

        assert keeper.restore().has_sign_ins

        assert access.person_of(late.access_token).user_id == OFFICER
        assert access.refresh(late.refresh_token).user_id == OFFICER
        with pytest.raises(Rejected):
            access.refresh(gone.refresh_token)

    @pytest.mark.parametrize("fault", ["gone", "damaged", "another"])
    def test_sign_ins_of_a_lost_database_are_those_of_the_backup(
        self, keeper: Keeper, fault: str
    ) -> None:
        access = Access(database=keeper.city, clock=keeper.clock, pins=Pins())
        early = access.sign_in(sign_in_room(keeper, access), OFFICER, PIN)
        keeper.back_up()
        late = access.sign_in(sign_in_room(keeper, access), OFFICER, PIN)
        keeper.city.close()
        database = keeper.config.folder / "city.db"
        if fault == "gone":
            database.unlink()
        elif fault == "damaged":
            database.write_bytes(b"no database" * 500)
        else:
            with sqlite3.connect(database) as connection:
                connection.execute("DROP TABLE token")
            connection.close()

        assert not keeper.restore().has_sign_ins

        assert access.refresh(early.refresh_token).user_id == OFFICER
        with pytest.raises(Rejected):
            access.person_of(late.access_token)

    def test_codes_that_waited_are_void(self, keeper: Keeper) -> None:
        code = issue_enrol_code(keeper.city, COMMUNE, clock=keeper.clock)
        keeper.back_up()
        access = Access(database=keeper.city, clock=keeper.clock, pins=Pins())
        access.enrol(code, COMMUNE)
        keeper.restore()
        with pytest.raises(Rejected):
            access.enrol(code, COMMUNE)
