"""`verify` says whole or not, for people and for scripts."""

import argparse
import json
from pathlib import Path

import pytest

from desktop.app.commands.verify import run
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.recording.part import PartEnd
from tests.samples.recordings import SESSION, a_head, write_part

pytestmark = pytest.mark.unit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / SESSION
    one = write_part(folder, a_head(1), end=PartEnd.PAUSED)
    write_part(folder, a_head(2, one))
    return folder


def told(folder: Path, capsys: pytest.CaptureFixture[str], *, as_json: bool) -> tuple[int, str]:
    code = run(argparse.Namespace(folder=folder, json=as_json))
    return code, capsys.readouterr().out


def test_a_whole_one_is_called_whole_with_its_gaps(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = told(folder, capsys, as_json=False)
    assert code == ExitCode.OK
    assert said.splitlines()[-1] == "whole"
    assert "gap:" in said
    code, said = told(folder, capsys, as_json=True)
    answer = json.loads(said)
    assert (code, answer["is_whole"], len(answer["parts"])) == (ExitCode.OK, True, 2)
    assert answer["gaps"][0]["why"] == "paused"


def test_what_is_missing_changed_or_not_closed_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "0002.rrec"
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    code, said = told(folder, capsys, as_json=False)
    assert code == ExitCode.FAILED
    assert "0002.rrec: 2 pieces, 2.0 s, broken at piece 2" in said
    assert "not closed" in said
    assert said.splitlines()[-1] == "NOT whole"
    (folder / "0001.rrec").unlink()
    assert "missing: part 1" in told(folder, capsys, as_json=False)[1]


def test_an_empty_or_absent_folder_is_no_recording(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = told(tmp_path, capsys, as_json=False)
    assert (code, said) == (ExitCode.FAILED, "no part of a recording is here\n")
    assert told(tmp_path / "no", capsys, as_json=False)[0] == ExitCode.FAILED


def test_a_disk_that_cannot_be_read_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("desktop.app.commands.verify.read_recording", refuse)
    assert run(argparse.Namespace(folder=folder, json=False)) == ExitCode.FAILED
    assert "Permission denied" in capsys.readouterr().err
