"""`verify` says whole or not, for people and for scripts."""

import argparse
import json
from pathlib import Path

import pytest

from desktop.app.commands.verify import run
from desktop.cityserver.access.room_ca import check_request, ensure_room_ca
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.ids import SiteId
from desktop.domain.recording.part import PartEnd, SiteLoss
from desktop.domain.recording.seal import SEAL_NAME
from desktop.recordings.facts import note_let_go
from desktop.recordings.reading import read_recording
from desktop.recordings.sealing import seal_recording
from desktop.store.store import Store
from desktop.sync.access.room_identity import RoomIdentity
from tests.samples.recordings import BEGAN_AT, KEY, SESSION, SITE, a_head, write_part

pytestmark = pytest.mark.unit


@pytest.fixture
def folder(tmp_path: Path, store: Store) -> Path:
    folder = tmp_path / SESSION
    one = write_part(folder, a_head(1), end=PartEnd.PAUSED)
    write_part(folder, a_head(2, one))
    seal_recording(folder, RoomIdentity(memory=store.memory), key=KEY)
    return folder


def told(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    *,
    as_json: bool,
    authority: Path | None = None,
    second: Path | None = None,
) -> tuple[int, str]:
    code = run(argparse.Namespace(folder=folder, second=second, json=as_json, authority=authority))
    return code, capsys.readouterr().out


def test_a_whole_one_is_called_whole_with_its_gaps(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = told(folder, capsys, as_json=False)
    assert code == ExitCode.OK
    assert said.splitlines()[-1] == "whole"
    assert "gap:" in said
    assert "lost of" not in said  # written by a version that did not count so
    code, said = told(folder, capsys, as_json=True)
    answer = json.loads(said)
    assert (code, answer["is_whole"], len(answer["parts"])) == (ExitCode.OK, True, 2)
    assert answer["gaps"][0]["why"] == "paused"
    assert answer["is_sealed"]


def test_what_is_lost_is_told_by_site_and_steers_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / SESSION
    lost = (
        SiteLoss(site_id=SITE, picture_ms=1_200, sound_ms=20),
        SiteLoss(site_id=SiteId("\x1b[2Jsite"), sound_ms=400),
    )
    write_part(folder, a_head(1), lost=lost)
    said = told(folder, capsys, as_json=False)[1]
    assert f"lost of {SITE}: picture 3.6 s, sound 0.1 s" in said
    assert "lost of '\\x1b[2Jsite': picture 0.0 s, sound 1.2 s" in said
    assert "\x1b" not in said
    answer = json.loads(told(folder, capsys, as_json=True)[1])
    assert [one["picture_ms"] for one in answer["lost"]] == [0, 3_600]
    assert len(answer["parts"][0]["lost"]) == 2


def test_by_whom_it_was_sealed_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], store: Store, tmp_path: Path
) -> None:
    ca = ensure_room_ca(tmp_path, BEGAN_AT)
    authority = tmp_path / "rooms.pem"
    authority.write_text(ca.pem, encoding="ascii")
    said = told(folder, capsys, as_json=False)[1].splitlines()
    assert said[-2] == "sealed by a key that no certificate names"
    code, text = told(folder, capsys, as_json=False, authority=authority)
    assert (code, text.splitlines()[-2:]) == (ExitCode.FAILED, ["seal: stranger", "whole"])
    identity = RoomIdentity(memory=store.memory)
    key = check_request(identity.request())
    identity.take(ca.issue(key, room_id="pc-1", site_id=SITE, now=BEGAN_AT))
    (folder / SEAL_NAME).unlink()
    seal_recording(folder, identity, key=KEY)
    code, text = told(folder, capsys, as_json=False, authority=authority)
    assert code == ExitCode.OK
    assert text.splitlines()[-2] == "sealed by the PC pc-1, which the authority vouches for"


def test_one_without_a_seal_is_not_called_good(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / SEAL_NAME).unlink()
    code, said = told(folder, capsys, as_json=False)
    assert (code, said.splitlines()[-1]) == (ExitCode.FAILED, "whole")
    assert "NOT sealed" in said
    (folder / SEAL_NAME).write_text("{}", encoding="ascii")
    assert "seal: unreadable" in told(folder, capsys, as_json=False)[1]


def test_an_authority_that_is_none_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    no_pem = tmp_path / "no.pem"
    no_pem.write_text("no certificate", encoding="ascii")
    for path, words in ((no_pem, "no certificate in PEM"), (tmp_path / "absent", "absent")):
        arguments = argparse.Namespace(folder=folder, second=None, json=False, authority=path)
        assert run(arguments) == ExitCode.FAILED
        assert words in capsys.readouterr().err


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


def test_one_that_the_room_let_go_is_to_be_verified_at_the_city(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note_let_go(folder, read_recording(folder))
    assert told(folder, capsys, as_json=False)[0] == ExitCode.OK  # its parts are still here
    for path in folder.glob("*.rrec"):
        path.unlink()
    code, said = told(folder, capsys, as_json=False)
    assert code == ExitCode.FAILED
    assert "2 parts were let go after the city's receipt: verify them there" in said


def test_a_disk_that_cannot_be_read_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("desktop.app.commands.verify.read_recording", refuse)
    asked = argparse.Namespace(folder=folder, second=None, json=False, authority=None)
    assert run(asked) == ExitCode.FAILED
    assert "Permission denied" in capsys.readouterr().err


def test_one_on_two_disks_is_verified_as_one(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = tmp_path / "second" / SESSION
    second.mkdir(parents=True)
    (folder / "0002.rrec").rename(second / "0002.rrec")
    code, _ = told(folder, capsys, as_json=False)
    assert code == ExitCode.FAILED
    code, said = told(folder, capsys, as_json=False, second=second)
    assert (code, said.splitlines()[-1]) == (ExitCode.OK, "whole")
