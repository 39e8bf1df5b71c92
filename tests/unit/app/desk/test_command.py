"""The sub-commands with windows start again when the officer asked for it."""

from pathlib import Path
from typing import ClassVar

import pytest

import desktop.app.desk.command
import desktop.app.practice.command
from desktop.app.main import main
from desktop.app.own_command import own_command
from desktop.diagnostics.exit_codes import ExitCode

pytestmark = pytest.mark.unit


class Windows:
    """In place of a program with windows: the officer presses one button."""

    is_to_start_again: ClassVar[bool] = True

    def __init__(self, **_parts: object) -> None:
        pass

    def run(self) -> int:
        return ExitCode.OK


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, ...]]:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name))
    commands: list[tuple[str, ...]] = []

    def start_again(command: tuple[str, ...]) -> int:
        commands.append(command)
        return ExitCode.OK

    for module in (desktop.app.desk.command, desktop.app.practice.command):
        monkeypatch.setattr(module, "DeskProgram", Windows)
        monkeypatch.setattr(module, "start_again", start_again)
    return commands


def test_the_room_is_opened_with_the_same_settings(
    started: list[tuple[str, ...]], tmp_path: Path
) -> None:
    assert main(["desk"]) == ExitCode.OK
    assert main(["desk", "--settings", str(tmp_path / "own.toml")]) == ExitCode.OK
    assert started == [
        own_command("desk"),
        own_command("desk", "--settings", str(tmp_path / "own.toml")),
    ]


def test_practice_goes_on_with_what_is_there(
    started: list[tuple[str, ...]], tmp_path: Path
) -> None:
    """What was asked for once, to delete everything, is not asked for again."""
    folder = str(tmp_path / "practice")
    asked = ["--site", "hq", "--folder", folder, "--language", "en", "--test-devices"]
    assert main(["practice", "--reset", *asked]) == ExitCode.OK
    assert main(["practice", "--folder", folder]) == ExitCode.OK
    assert started == [
        own_command("practice", *asked),
        own_command("practice", "--site", "commune", "--folder", folder),
    ]


def test_who_leaves_has_left(
    started: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Windows, "is_to_start_again", False)
    assert main(["desk"]) == ExitCode.OK
    assert main(["practice", "--folder", str(tmp_path / "practice")]) == ExitCode.OK
    assert started == []
