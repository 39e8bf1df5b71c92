"""The audit log as somebody at the city's terminal meets it."""

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.app import main
from desktop.cityserver.admin.city import open_city
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.secrets.audit_keys import KEY_FILE
from desktop.cityserver.store.audit import Action, Entry, note, read_head
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from desktop.domain.reception.deadlines import LOCAL_ZONE
from tests.rigs.city.running_city_server import seed_city

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audit")
    seed_city(folder)
    return folder / "city"


def run(action: str, folder: Path, *options: str) -> int:
    return main.main(["city-audit", action, "--folder", str(folder), *options])


def days(folder: Path, *options: str, first: int = 0, last: int = 1) -> int:
    """Export from so many days from today on."""
    today = SystemClock().now().astimezone(LOCAL_ZONE).date()
    period = [str(today + timedelta(days=first)), str(today + timedelta(days=last))]
    return run("export", folder, "--from", period[0], "--to", period[1], *options)


def test_a_whole_log_is_ok_and_tells_its_head(
    seeded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("verify", seeded, "--json") == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert told["broken"] is None
    assert run("verify", seeded, "--head", told["head"]) == ExitCode.OK
    assert capsys.readouterr().out == f"OK, {told['entries']} entries, head {told['head']}\n"


def test_a_head_that_is_not_there_is_said(seeded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", seeded, "--head", "3:" + "0" * 64) == ExitCode.FAILED
    assert capsys.readouterr().out.startswith("BROKEN at 3: ")


def test_the_first_broken_entry_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seed_city(tmp_path)
    config = CityServerConfig(folder=tmp_path / "city")
    with open_city(config) as database, database.write() as session:
        session.connection().exec_driver_sql("UPDATE audit SET outcome = 'x' WHERE seq = 4")
    assert run("verify", tmp_path / "city") == ExitCode.FAILED
    assert capsys.readouterr().out.startswith("BROKEN at 4: ")
    assert run("verify", tmp_path / "city", "--json") == ExitCode.FAILED
    broken = json.loads(capsys.readouterr().out)["broken"]
    assert broken == {"seq": 4, "fault": "changed"}


def test_an_alarm_is_told_until_it_was_looked_into(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed_city(tmp_path)
    folder = tmp_path / "city"
    with open_city(CityServerConfig(folder=folder)) as city, city.write() as session:
        note(session, SystemClock().now(), Entry(action=Action.MISS_ENTRY, subject_id="3"))
        seq = read_head(session).seq
    assert run("verify", folder) == ExitCode.FAILED
    told = capsys.readouterr().out
    assert told.startswith(f"BROKEN at {seq}: ")
    assert told.endswith(f" ({seq})\n")
    assert run("acknowledge", folder, "--entry", "1") == ExitCode.FAILED
    assert "No alarm of a room at this entry: 1" in capsys.readouterr().err
    assert run("acknowledge", folder, "--entry", str(seq)) == ExitCode.OK
    assert capsys.readouterr().out == "1 alarms acknowledged\n"
    assert run("verify", folder) == ExitCode.OK
    assert capsys.readouterr().out.endswith(", 1 acknowledged\n")
    assert run("verify", folder, "--json") == ExitCode.OK
    facts = json.loads(capsys.readouterr().out)
    assert (facts["alarms"], facts["acknowledged"]) == ([], 1)


def test_a_period_comes_as_a_table(
    seeded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert days(seeded) == ExitCode.OK
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert {"create_user", "put_record"} <= {row["action"] for row in rows}
    file = tmp_path / "audit.csv"
    assert days(seeded, "--output", str(file)) == ExitCode.OK
    written = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    assert capsys.readouterr().out == f"{len(written)} entries\n"
    assert len(written) == len(rows) + 1  # the first export is an entry


def test_other_days_are_left_out(seeded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert days(seeded, first=-9, last=-8) == ExitCode.OK
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_file_that_is_there_is_not_written_over(
    seeded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "audit.csv"
    file.write_text("mine")
    assert days(seeded, "--output", str(file)) == ExitCode.FAILED
    assert "audit.csv" in capsys.readouterr().err
    assert file.read_text() == "mine"


def test_a_period_that_ends_before_it_begins_is_refused(
    seeded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert days(seeded, first=1, last=-1) == ExitCode.BAD_USAGE
    assert "--from" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["verify", "--head", "3"], "not NUMBER:SEAL: 3"),
        (["export", "--from", "26/11", "--to", "2026-11-26"], "not a day as YYYY-MM-DD: 26/11"),
        ([], "ACTION"),
    ],
)
def test_mistakes_of_the_command_line_are_said(
    seeded: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    folder = ["--folder", str(seeded)] if arguments else []
    with pytest.raises(SystemExit):
        main.main(["city-audit", *arguments[:1], *folder, *arguments[1:]])
    assert words in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("verify", tmp_path / "nowhere") == ExitCode.MISSING_PREREQUISITE
    assert "nowhere" in capsys.readouterr().err


def test_a_wrong_folder_does_not_look_like_a_good_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("verify", tmp_path) == ExitCode.MISSING_PREREQUISITE
    assert capsys.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_key_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seed_city(tmp_path)
    (tmp_path / "city" / KEY_FILE).write_text("damaged")
    assert run("verify", tmp_path / "city") == ExitCode.STORE_UNREADABLE
    assert "no secret in the file" in capsys.readouterr().err
