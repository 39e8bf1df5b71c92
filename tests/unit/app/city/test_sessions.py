"""Sessions by commands: what was typed works, what is wrong is said and changes nothing."""

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.app import main
from desktop.app.city.sessions import _SENTENCES
from desktop.cityserver.admin.city import open_city, put_record
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.reception import sessions
from desktop.cityserver.reception.plan_faults import FAULTS
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.clock import SystemClock
from tests.rigs.city.running_city_server import (
    CASE,
    COMMUNE,
    HQ,
    LEADER,
    PIN,
    case_body,
    seed_city,
    session_body,
)
from tests.rigs.desk.terminal import Terminal

pytestmark = pytest.mark.unit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    seed_city(tmp_path)
    with open_city(CityServerConfig(folder=tmp_path / "city")) as database:
        put_record(database, "case", CASE, case_body() | {"flags": []})
    return tmp_path / "city"


SOON = ("--odd-time", "--late-notice")
"""The document's session begins in 90 minutes, whatever hour it is."""


def run(folder: Path, command: str, *options: str) -> int:
    return main.main([command, "--folder", str(folder), *options])


def write_document(folder: Path, **changes: Any) -> str:
    start = SystemClock().now() + timedelta(minutes=90)
    body = session_body(HQ, (COMMUNE,), is_practice=False)
    body |= {"id": "planned", "scheduled_start": start.isoformat(), "title": "Tên của vụ việc"}
    body |= {"scheduled_end": (start + timedelta(hours=1)).isoformat()}
    del body["gates"], body["status"]
    path = folder.parent / "schedule.json"
    path.write_text(json.dumps({"sessions": [body | changes]}), encoding="utf-8")
    return str(path)


def test_a_session_goes_from_the_document_to_its_rooms_being_called(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(folder, "city-schedule", write_document(folder), *SOON) == ExitCode.OK
    pin_file = folder.parent / "pin"
    pin_file.write_text(PIN, encoding="utf-8")
    one = ("--session", "planned")
    told = ("--leader", LEADER, "--reason", "Công dân ở đảo, tàu chậm")
    for gate in ("notice", "trial"):
        assert run(folder, "city-session", *one, "--pass-gate", gate, "--evidence", "x") == 0
    assert run(folder, "city-session", *one, "--call") == ExitCode.FAILED
    file = ("--pin-file", str(pin_file))
    assert run(folder, "city-session", *one, "--allow-late", "notice", *told, *file) == 0
    monkeypatch.setattr(sys, "stdin", Terminal())
    asked: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return PIN

    monkeypatch.setattr("getpass.getpass", ask)
    assert run(folder, "city-session", *one, "--allow-late", "trial", *told) == ExitCode.OK
    assert len(asked) == 1
    capsys.readouterr()
    assert run(folder, "city-session", *one, "--call", "--json") == ExitCode.OK
    facts = json.loads(capsys.readouterr().out)
    assert (facts["session_id"], facts["status"]) == ("planned", "connecting")
    assert facts["gates"]["trial"]["allowed_by"] == LEADER


def test_a_trial_that_was_never_made_is_left_by_a_leader(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "city-schedule", write_document(folder), *SOON) == ExitCode.OK
    pin_file = folder.parent / "pin"
    pin_file.write_text(PIN, encoding="utf-8")
    told = ("--leader", LEADER, "--reason", "Công dân ở đảo, tàu chậm", "--pin-file", str(pin_file))
    one = ("--session", "planned")
    for gate, code in (("notice", ExitCode.FAILED), ("trial", ExitCode.OK)):
        assert run(folder, "city-session", *one, "--allow-late", gate, *told) == code
    capsys.readouterr()
    assert run(folder, "city-sessions") == ExitCode.OK
    assert "trial=left" in capsys.readouterr().out


def test_the_list_holds_ids_hours_and_gates_and_no_title(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder, "city-schedule", write_document(folder), *SOON)
    capsys.readouterr()
    assert run(folder, "city-sessions") == ExitCode.OK
    told = capsys.readouterr().out
    (line,) = (line for line in told.splitlines() if line.startswith("planned"))
    assert "scheduled" in line
    assert "notice=–(" in line
    assert "Tên của vụ việc" not in told
    assert run(folder, "city-sessions", "--all", "--json") == ExitCode.OK
    assert len(json.loads(capsys.readouterr().out)["sessions"]) == 6


def test_a_gate_that_was_passed_earlier_is_noted_with_its_hour_in_hai_phong(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder, "city-schedule", write_document(folder), *SOON)
    options = ("--session", "planned", "--pass-gate", "notice", "--evidence", "TB 15", "--json")
    capsys.readouterr()
    assert run(folder, "city-session", *options, "--at", "2026-11-20T09:30") == ExitCode.OK
    facts = json.loads(capsys.readouterr().out)
    assert facts["gates"]["notice"]["passed_at"] == "2026-11-20T09:30:00+07:00"


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--pass-gate", "notice"], ExitCode.FAILED, "Evidence is empty"),
        (["--allow-late", "notice"], ExitCode.BAD_USAGE, "--leader is needed"),
        (["--call"], ExitCode.FAILED, "Not allowed in its present state. planned"),
    ],
)
def test_mistakes_are_said(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    code: ExitCode,
    words: str,
) -> None:
    run(folder, "city-schedule", write_document(folder), *SOON)
    assert run(folder, "city-session", "--session", "planned", *options) == code
    assert words in capsys.readouterr().err


def test_a_session_of_more_than_four_sites_is_refused_with_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_document(folder, component_site_ids=["a", "b", "c", COMMUNE])
    assert run(folder, "city-schedule", path, *SOON, "--json") == ExitCode.FAILED
    said = capsys.readouterr()
    assert json.loads(said.out) == {"refused": "too_many_sites"}
    wanted = "Buổi có 5 điểm cầu, nhiều hơn 4. Chưa xếp lịch. Bớt điểm cầu. (L-318)"
    assert wanted in said.err


@pytest.mark.parametrize("verb", ["--postpone", "--cancel"])
def test_a_session_is_called_off(folder: Path, verb: str) -> None:
    run(folder, "city-schedule", write_document(folder), *SOON)
    assert run(folder, "city-session", "--session", "planned", verb) == ExitCode.OK


def test_a_document_with_a_fault_is_not_taken(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_document(folder, title="x" * 251)
    assert run(folder, "city-schedule", path, "--json") == ExitCode.FAILED
    said = capsys.readouterr()
    assert json.loads(said.out) == {"refused": "bad_document"}
    assert "sessions.0.title" in said.err
    missing = str(folder / "nowhere.json")
    assert run(folder, "city-schedule", missing) == ExitCode.MISSING_PREREQUISITE
    assert run(folder, "city-schedule", write_document(folder), *SOON) == ExitCode.OK
    assert run(folder, "city-schedule", write_document(folder), *SOON) == ExitCode.FAILED
    assert run(folder, "city-schedule", write_document(folder), *SOON, "--replace") == ExitCode.OK


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01T09:30"])
def test_a_time_that_is_none_is_bad_usage(folder: Path, text: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run(folder, "city-session", "--session", "planned", "--pass-gate", "trial", "--at", text)
    assert ended.value.code == ExitCode.BAD_USAGE


def test_every_refusal_has_its_sentence() -> None:
    source = Path(sessions.__file__).read_text(encoding="utf-8")
    words = {part.split('"')[1] for part in source.split("SessionRefused(")[1:] if '"' in part[:3]}
    told = {one.value for one in FAULTS.values()} | {"case_busy", "request_planned"}
    told |= {"no_dossier", "no_participants"}
    assert words | told == set(_SENTENCES)


def test_a_clerks_obstacles_are_those_of_it_unless_they_are_meant(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "city-schedule", write_document(folder), "--odd-time") == ExitCode.FAILED
    assert "--late-notice" in capsys.readouterr().err
    path = write_document(folder, scheduled_start="2035-01-07T02:00:00Z",
                          scheduled_end="2035-01-07T03:00:00Z")  # fmt: skip
    assert run(folder, "city-schedule", path) == ExitCode.FAILED
    assert "--odd-time" in capsys.readouterr().err
    assert run(folder, "city-schedule", path, "--odd-time") == ExitCode.OK
