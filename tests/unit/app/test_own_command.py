"""Another start of this program."""

import subprocess
import sys

import pytest

from desktop.app.own_command import own_command, start_again
from desktop.diagnostics.exit_codes import ExitCode

pytestmark = pytest.mark.unit


def test_the_command_is_this_program() -> None:
    assert own_command("practice", "--site", "hq") == (
        sys.executable,
        "-m",
        "desktop",
        "practice",
        "--site",
        "hq",
    )


def test_the_new_process_does_not_end_with_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(
        subprocess, "Popen", lambda command, **options: started.append((command, options))
    )
    assert start_again(("program", "desk")) == ExitCode.OK
    ((command, options),) = started
    assert command == ("program", "desk")
    assert options["start_new_session"]


def test_a_start_that_fails_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_command: object, **_options: object) -> None:
        raise FileNotFoundError("program")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert start_again(("program",)) == ExitCode.FAILED
    assert "hãy mở lại chương trình" in capsys.readouterr().out
