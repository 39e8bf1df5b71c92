"""`city-link-person`: whose an account at the issuer is."""

import json
from pathlib import Path

import pytest

from desktop.diagnostics.exit_codes import ExitCode
from tests.unit.app.city.test_people import run

pytestmark = pytest.mark.unit


def test_a_name_is_said_and_let_go(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    person = ("--user", "an")
    said = ("--issuer-name", "An.NV@city.example")
    assert run(folder, "city-link-person", *person, *said) == ExitCode.OK
    assert "an.nv@city.example (an)" in capsys.readouterr().out
    assert run(folder, "city-link-person", *person, *said, "--json") == ExitCode.OK
    facts = json.loads(capsys.readouterr().out)
    assert facts == {"user_id": "an", "issuer_name": "an.nv@city.example"}
    assert run(folder, "city-link-person", *person, "--forget") == ExitCode.OK
    assert run(folder, "city-link-person", *person, "--forget") == ExitCode.FAILED
    assert "no_link" not in capsys.readouterr().out


def test_what_cannot_be_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ("--issuer-name", "an.nv")
    assert run(folder, "city-link-person", "--user", "nobody", *said) == ExitCode.FAILED
    assert "No such person" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run(folder, "city-link-person", "--user", "an")
    with pytest.raises(SystemExit):
        run(folder, "city-link-person", "--user", "an", *said, "--forget")
