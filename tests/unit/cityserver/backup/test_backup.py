"""Backups: what counts was read back."""

import hashlib
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.cityserver.backup.making import make_backup
from desktop.cityserver.backup.manifest import MANIFEST_FILE
from desktop.cityserver.papers.blobs import Blobs
from desktop.cityserver.store.database.folder_lock import FolderTaken
from desktop.cityserver.store.meta import read_backed_up_at
from desktop.cityserver.store.records.records import newest_revision
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.cityserver.store.snapshot import (
    DamagedDatabase,
    NotAFile,
    copy_database,
    database_file,
    inspect_database,
)
from tests.rigs.city.city_keeper import Keeper
from tests.rigs.city.running_city_server import case_body

pytestmark = pytest.mark.unit


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
    assert not keeper.paper(sha256).exists()
    assert keeper.paper(sha256).with_name(f"{sha256}.damaged").read_bytes() == b"0ne"


def test_a_paper_that_was_put_aside_is_told_until_it_comes_again(keeper: Keeper) -> None:
    sha256 = keeper.add_paper(b"one")
    keeper.paper(sha256).write_bytes(b"0ne")
    assert keeper.back_up().damaged == keeper.back_up().damaged == (sha256,)
    keeper.add_paper(b"one")
    made = keeper.back_up()
    assert (made.damaged, made.new_papers, made.manifest.papers) == ((), 1, {sha256: 3})


def test_a_paper_of_the_city_comes_back_from_an_earlier_backup(keeper: Keeper) -> None:
    sha256 = keeper.add_paper(b"one")
    assert keeper.back_up().mended == ()
    for rotten in (b"0ne", b"on"):
        keeper.paper(sha256).write_bytes(rotten)
        made = keeper.back_up()
        assert (made.mended, made.damaged, made.new_papers) == ((sha256,), (), 0)
        assert made.manifest.papers == {sha256: 3}
        assert keeper.paper(sha256).read_bytes() == b"one"
    kept = keeper.paper(sha256).parent.glob("*.damaged")
    assert sorted(path.read_bytes() for path in kept) == [b"0ne", b"on"]


def test_a_paper_that_comes_again_while_it_is_looked_at_is_taken(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = keeper.add_paper(b"one")
    keeper.paper(sha256).write_bytes(b"0ne")
    real = Blobs.put_aside

    def after_an_upload(blobs: Blobs, name: str) -> bool:
        keeper.add_paper(b"one")
        return real(blobs, name)

    monkeypatch.setattr(Blobs, "put_aside", after_an_upload)
    made = keeper.back_up()
    assert (made.damaged, made.manifest.papers) == ((), {sha256: 3})


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

    monkeypatch.setattr("desktop.cityserver.backup.making.replace_file", fail)
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
