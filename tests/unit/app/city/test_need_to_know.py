"""Who may know of a denunciation, as a leader of the city sets it at a terminal."""

import json
from pathlib import Path

import pytest

from desktop.app import main
from desktop.cityserver.admin.city import open_city, put_record
from desktop.cityserver.config.config import CityServerConfig
from desktop.diagnostics.exit_codes import ExitCode
from tests.rigs.city.running_city_server import OFFICER, case_body, seed_city

pytestmark = pytest.mark.unit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    seed_city(tmp_path)
    case = {**case_body(), "code": "TC-1", "title": "Bí mật", "petition_type": "denunciation"}
    with open_city(CityServerConfig(folder=tmp_path / "city")) as database:
        put_record(database, "case", "case-secret", case)
    return tmp_path / "city"


def run(folder: Path, *options: str) -> int:
    return main.main(["city-need-to-know", "--folder", str(folder), *options])


def test_lists_hold_codes_and_ids_and_no_title(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder) == ExitCode.OK
    told = capsys.readouterr().out
    assert told.split() == ["TC-1", "case-secret", "–"]
    assert "Bí mật" not in told


def test_people_come_on_a_list_and_leave_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "--case", "TC-1", "--add", OFFICER, "--json") == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert told["denunciations"][0]["user_ids"] == [OFFICER]
    assert run(folder, "--case", "case-secret", "--remove", OFFICER) == ExitCode.OK
    assert capsys.readouterr().out.rstrip().endswith("–")


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--case", "case-1"], ExitCode.FAILED, "No such denunciation: case-1"),
        (["--case", "TC-1", "--add", "who"], ExitCode.FAILED, "No such person: who"),
        (["--add", OFFICER], ExitCode.BAD_USAGE, "need --case"),
    ],
)
def test_mistakes_are_said_and_change_nothing(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    code: ExitCode,
    words: str,
) -> None:
    assert run(folder, *options) == code
    assert words in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "nowhere") == ExitCode.MISSING_PREREQUISITE
    assert "nowhere" in capsys.readouterr().err


def test_a_wrong_folder_does_not_look_like_a_city_without_denunciations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite+pysqlite:///{tmp_path / 'nowhere.db'}"
    for options in ((), ("--database-url", url)):
        assert run(tmp_path, *options, "--json") == ExitCode.MISSING_PREREQUISITE
        assert json.loads(capsys.readouterr().out) == {"refused": "no_data"}
    assert list(tmp_path.iterdir()) == []


def test_a_city_without_denunciations_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed_city(tmp_path)
    assert run(tmp_path / "city") == ExitCode.OK
    assert capsys.readouterr().out == "no denunciations\n"
