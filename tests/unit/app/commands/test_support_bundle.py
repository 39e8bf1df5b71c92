import json
import zipfile
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop.app.commands import support_bundle
from desktop.app.commands.sandbox_facts import SandboxFacts
from desktop.app.commands.support_bundle import log_folders, run
from desktop.app.main import main
from desktop.diagnostics.exit_codes import ExitCode
from desktop.settings.paths import places_below

pytestmark = pytest.mark.unit


MEASURED = {"preview": {"held": "limits", "missing": "calls"}}


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """No processes for it: what they say is looked at in the tests of each."""

    def measure(*, preview_command: Sequence[str], engine_command: Sequence[str]) -> SandboxFacts:
        assert (preview_command[-1], engine_command[-1]) == ("preview-worker", "media-engine")
        return MEASURED

    monkeypatch.setattr(support_bundle, "measure_sandboxes", measure)


def test_the_bundle_lists_devices_and_what_it_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "bundle.zip"
    assert run(Namespace(output=target, settings=None)) == ExitCode.OK
    with zipfile.ZipFile(target) as bundle:
        assert "camera test" in bundle.read("devices.txt").decode()
        assert json.loads(bundle.read("sandbox.json")) == MEASURED
        names = bundle.namelist()
    said = capsys.readouterr().out
    assert all(name in said for name in names)


def test_the_named_settings_file_is_the_one_shown(tmp_path: Path) -> None:
    settings = tmp_path / "mine.toml"
    settings.write_text('language = "en"\n')
    target = tmp_path / "bundle.zip"
    run(Namespace(output=target, settings=settings))
    with zipfile.ZipFile(target) as bundle:
        shown = json.loads(bundle.read("settings.json"))
    assert shown["language"] == {"value": "en", "source": "user"}


def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    assert run(Namespace(output=blocker / "b.zip", settings=None)) == ExitCode.FAILED
    assert "cannot write" in capsys.readouterr().err


def test_logs_are_found_wherever_a_process_writes_them(tmp_path: Path) -> None:
    places = places_below(tmp_path)
    for folder in (places.log_folder / "room", places.data_folder / "practice" / "city" / "logs"):
        folder.mkdir(parents=True)
        (folder / "desk.log").write_text("")
    assert len(log_folders(places)) == 2


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["practice", "--help"], ["rehearse", "--help"], ["city-server", "--help"],
     ["desk", "--help"], ["support-bundle", "--help"], ["--version"]],
)  # fmt: skip
def test_every_sub_command_says_what_it_does(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    assert "reception-room" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["rehearse", "--sites", "5"], ["rehearse", "--seconds", "0"], ["practice", "--site", "mars"],
     ["city-server"], ["unknown"]],
)  # fmt: skip
def test_bad_usage_ends_with_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == ExitCode.BAD_USAGE
    assert "usage:" in capsys.readouterr().err
