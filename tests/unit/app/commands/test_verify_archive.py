"""`verify` of the file of a session says whole, or what is missing, changed or added."""

import argparse
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from desktop.app.commands.verify import run
from desktop.cityserver.access.room_ca import ensure_room_ca
from desktop.diagnostics.exit_codes import ExitCode
from desktop.store.store import Store
from desktop.sync.access.room_identity import RoomIdentity
from tests.samples.recordings import BEGAN_AT
from tests.unit.archive.test_session_file import PAPER, PDF, made

pytestmark = pytest.mark.unit


@pytest.fixture
def whole(tmp_path: Path, store: Store) -> Path:
    path = tmp_path / "ho-so.zip"
    made(path, RoomIdentity(memory=store.memory))
    return path


def told(
    path: Path, capsys: pytest.CaptureFixture[str], *, as_json: bool = False, **more: object
) -> tuple[int, str]:
    arguments = {"folder": path, "second": None, "authority": None, "code": None, **more}
    code = run(argparse.Namespace(json=as_json, **arguments))
    return code, capsys.readouterr().out


def test_a_whole_one_is_called_whole_packed_and_unpacked(
    tmp_path: Path, whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "unpacked"
    shutil.unpack_archive(whole, folder)
    code, said = told(whole, capsys)
    assert (code, said.splitlines()[-1]) == (ExitCode.OK, "whole")
    assert "left out: 3. Đơn: Không chiếu." in said
    assert "minutes version 2" in said
    assert "signed by a key that no certificate names" in said
    assert told(folder, capsys) == (code, said)
    code, said = told(whole, capsys, as_json=True)
    assert json.loads(said)["fault"] is None


def test_what_is_wrong_is_named(whole: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = whole.with_name("other.zip")
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            if name != PAPER:
                target.writestr(name, b"x" if name == PDF else source.read(name))
        target.writestr("them\x1b[2J.txt", b"x")
    code, said = told(other, capsys)
    assert code == ExitCode.FAILED
    assert f"changed: {PDF}" in said
    assert f"missing: {PAPER}" in said
    assert "added: 'them\\x1b[2J.txt'" in said
    assert said.splitlines()[-1] == "NOT whole: changed"


def test_what_is_none_or_cannot_be_asked_about_is_told(
    tmp_path: Path, whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.pem"
    text.write_text("no PEM")
    assert told(text, capsys) == (ExitCode.FAILED, "NOT whole: unreadable\n")
    assert told(whole, capsys, authority=text)[0] == ExitCode.FAILED
    assert told(whole, capsys, authority=tmp_path / "gone.pem")[0] == ExitCode.FAILED
    other = tmp_path / "ca"
    other.mkdir()
    pem = other / "ca.pem"
    pem.write_text(ensure_room_ca(other, BEGAN_AT).pem)
    code, said = told(whole, capsys, authority=pem)
    assert (code, said.splitlines()[-1]) == (ExitCode.FAILED, "NOT whole: stranger")
    code, said = told(whole, capsys, code="PTCD-HS1:00")
    assert (code, said.splitlines()[-1]) == (ExitCode.FAILED, "NOT whole: other_code")
