"""Backing up and restoring by commands: what happened is said, with a code a script can use."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from desktop.app import main
from desktop.app.city import backups as city_backups
from desktop.cityserver.admin.city import open_city
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.store.database.folder_lock import hold_folder
from desktop.cityserver.store.meta import read_epoch
from desktop.cityserver.store.records.records import newest_revision
from desktop.diagnostics.exit_codes import ExitCode
from tests.rigs.city.running_city_server import seed_city

pytestmark = pytest.mark.unit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    seed_city(tmp_path)
    return tmp_path / "city"


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    path = tmp_path / "backups"
    path.mkdir()
    return path


def back_up(folder: Path, to: Path, *options: str) -> int:
    return main.main(["city-backup", "--folder", str(folder), "--to", str(to), *options])


def restore(folder: Path, source: Path, *options: str) -> int:
    return main.main(["city-restore", "--folder", str(folder), "--from", str(source), *options])


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_backup_comes_back_on_another_server(
    folder: Path, backups: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert back_up(folder, backups, "--json") == ExitCode.OK
    made = told(capsys)
    assert made["safe_revision"] == made["revision"] > 0
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    assert restore(fresh, backups, "--json") == ExitCode.OK
    restored = told(capsys)
    assert (restored["name"], restored["put_aside"]) == (made["name"], None)
    assert main.main(["city-rooms", "--folder", str(fresh)]) == ExitCode.OK


def test_a_person_reads_what_was_done(
    folder: Path, backups: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert back_up(folder, backups, "--keep", "3") == ExitCode.OK
    assert "Đã sao lưu" in capsys.readouterr().out
    assert restore(folder, backups, "--replace") == ExitCode.OK
    assert "city.db.replaced-" in capsys.readouterr().out


@pytest.mark.parametrize("keep", ["0", "-1", "many", "1001"])
def test_how_many_stay_is_a_number(folder: Path, backups: Path, keep: str) -> None:
    with pytest.raises(SystemExit) as left:
        back_up(folder, backups, f"--keep={keep}")
    assert left.value.code == ExitCode.BAD_USAGE


def test_what_is_missing_is_named_and_not_made(
    folder: Path, backups: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "nowhere"
    assert back_up(folder, nowhere) == ExitCode.MISSING_PREREQUISITE
    assert back_up(backups, backups, "--json") == ExitCode.MISSING_PREREQUISITE
    assert restore(folder, nowhere, "--replace") == ExitCode.MISSING_PREREQUISITE
    assert restore(folder, backups, "--replace") == ExitCode.MISSING_PREREQUISITE
    assert "nowhere" in capsys.readouterr().err
    assert not nowhere.exists()
    assert not (backups / "city.db").exists()


def test_data_is_replaced_only_when_that_is_meant(
    folder: Path, backups: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back_up(folder, backups)
    capsys.readouterr()
    assert restore(folder, backups, "--json") == ExitCode.FAILED
    assert told(capsys) == {"refused": "data_there"}


def test_a_running_server_is_not_restored_under(
    folder: Path, backups: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back_up(folder, backups)
    capsys.readouterr()
    with hold_folder(folder):
        assert back_up(folder, backups) == ExitCode.OK
        capsys.readouterr()
        assert restore(folder, backups, "--replace", "--json") == ExitCode.ROOM_TAKEN
    assert told(capsys) == {"refused": "in_use"}


def test_a_damaged_backup_is_refused(
    folder: Path, backups: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back_up(folder, backups, "--json")
    name = told(capsys)["name"]
    (backups / name / "city.db").write_bytes(b"")
    assert restore(folder, backups, "--replace", "--json") == ExitCode.STORE_UNREADABLE
    assert told(capsys) == {"refused": "damaged_backup"}


def test_damaged_papers_of_the_city_are_named(
    folder: Path, backups: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"{number:064x}" for number in range(7)]
    (folder / "blobs" / "00").mkdir()
    for name in names:
        (folder / "blobs" / "00" / name).write_bytes(b"something else")
    assert back_up(folder, backups) == ExitCode.FAILED
    out = capsys.readouterr().out
    assert names[4] in out
    assert names[5] not in out
    assert back_up(folder, backups, "--json") == ExitCode.FAILED
    assert told(capsys)["damaged_papers"] == names


def test_another_database_has_its_own_tools(
    folder: Path, backups: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = "postgresql+psycopg://city@localhost/city"
    assert back_up(folder, backups, "--database-url", url, "--json") == ExitCode.FAILED
    assert told(capsys) == {"refused": "not_sqlite"}


@pytest.mark.parametrize(
    ("fault", "word"),
    [(OSError(28, "No space left on device"), "disk"), (sqlite3.OperationalError(), "not_copied")],
)
def test_a_disk_that_refuses_is_said(
    folder: Path,
    backups: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    fault: Exception,
    word: str,
) -> None:
    if isinstance(fault, sqlite3.Error):
        fault.sqlite_errorname = "SQLITE_FULL"

    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(city_backups, "make_backup", fail)
    assert back_up(folder, backups, "--json") == ExitCode.FAILED
    assert told(capsys) == {"refused": word}


def test_a_city_that_was_put_back_by_other_tools_begins_anew(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_city(CityServerConfig(folder=folder)) as city, city.read() as session:
        before, known = read_epoch(session), newest_revision(session)
    assert main.main(["city-new-epoch", "--folder", str(folder), "--json"]) == ExitCode.OK
    epoch = told(capsys)["epoch"]
    with open_city(CityServerConfig(folder=folder)) as city, city.read() as session:
        assert read_epoch(session) == epoch != before
        assert newest_revision(session) >= known + 2**32
    assert main.main(["city-new-epoch", "--folder", str(folder)]) == ExitCode.OK
    assert "passwords, accounts, PINs, revoked rooms" in capsys.readouterr().out
    nowhere = str(tmp_path / "nowhere")
    assert main.main(["city-new-epoch", "--folder", nowhere]) == ExitCode.MISSING_PREREQUISITE
