"""A sealed copy is what was sealed, or says what of it is not."""

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.app.commands.verify_copy import run
from desktop.cityserver.access.room_ca import RoomCa, check_request, ensure_room_ca
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.recording.sealed_copy import CopiedPart, CopyFault, CopyStatement
from desktop.files import whole_zip
from desktop.recordings.sealed_copy import (
    SIGNATURE_NAME,
    STATEMENT_NAME,
    CopyLook,
    look_at_copy,
    write_copy,
)
from desktop.store.store import Store
from desktop.sync.access.room_identity import RoomIdentity
from tests.samples.recordings import BEGAN_AT, SITE
from tests.unit.domain.recording.test_sealed_copy import STATEMENT

pytestmark = pytest.mark.unit

MADE = replace(STATEMENT, site_id=SITE, made_at=BEGAN_AT)
Change = Callable[[dict[str, bytes]], None]


@pytest.fixture
def ca(tmp_path: Path) -> RoomCa:
    return ensure_room_ca(tmp_path, BEGAN_AT)


@pytest.fixture
def signer(store: Store, ca: RoomCa) -> RoomIdentity:
    identity = RoomIdentity(memory=store.memory)
    key = check_request(identity.request())
    identity.take(ca.issue(key, room_id="pc-1", site_id=SITE, now=BEGAN_AT))
    return identity


def webm(part: CopiedPart) -> bytes:
    return f"webm of part {part.number}".encode() * 1_000


def made(path: Path, signer: RoomIdentity, statement: CopyStatement = MADE) -> str:
    return write_copy(
        path, statement, open_part=webm, signer=signer, draw_code=lambda text: text.encode()
    )


@pytest.fixture
def copy(tmp_path: Path, signer: RoomIdentity) -> Path:
    path = tmp_path / "copy.zip"
    made(path, signer)
    return path


def changed(copy: Path, change: Change) -> CopyLook:
    """Look at one of which somebody changed the files."""
    with zipfile.ZipFile(copy) as file:
        content = {name: file.read(name) for name in file.namelist()}
    change(content)
    other = copy.with_name("other.zip")
    with zipfile.ZipFile(other, "w") as file:
        for name, data in content.items():
            file.writestr(name, data)
    return look_at_copy(other)


def test_a_copy_is_whole_signed_and_known_by_its_code(
    tmp_path: Path, signer: RoomIdentity, ca: RoomCa
) -> None:
    path = tmp_path / "copy.zip"
    path.write_text("what was there before")
    code = made(path, signer)
    look = look_at_copy(path, authority=ca.pem.encode(), code=code)
    assert (look.fault, look.code, look.room_id, look.is_vouched) == (None, code, "pc-1", True)
    assert look.statement is not None
    assert look.statement.decision == MADE.decision
    assert all(one.sha256 for one in look.statement.parts)
    with zipfile.ZipFile(path) as file:
        assert file.read("phan-0003.webm") == webm(MADE.parts[1])
        assert code in file.read("doc-truoc.txt").decode("utf-8-sig")
    assert [one.name for one in tmp_path.glob("copy*")] == ["copy.zip"]
    assert look_at_copy(path, code="PTCD-BN1:other").fault is CopyFault.OTHER_CODE


def test_a_part_that_was_changed_swapped_or_taken_away_is_named(copy: Path) -> None:
    first, third = "phan-0001.webm", "phan-0003.webm"

    def change(content: dict[str, bytes]) -> None:
        content[first] = content[first][:-1] + b"x"

    def swap(content: dict[str, bytes]) -> None:
        content[first], content[third] = content[third], content[first]

    def take_away(content: dict[str, bytes]) -> None:
        del content[third]

    wanted: tuple[tuple[Change, tuple[str, ...]], ...] = (
        (change, (first,)),
        (swap, (first, third)),
        (take_away, (third,)),
    )
    for act, names in wanted:
        look = changed(copy, act)
        assert (look.fault, look.changed) == (CopyFault.CHANGED, names)


def test_another_decision_or_another_signature_is_not_signed(
    copy: Path, tmp_path: Path, store: Store
) -> None:
    def decide(content: dict[str, bytes]) -> None:
        content[STATEMENT_NAME] = content[STATEMENT_NAME].replace(b"12/Q", b"13/Q")

    assert changed(copy, decide).fault is CopyFault.UNSIGNED
    bare = tmp_path / "bare.zip"
    store.memory.remember("another", "x")
    made(bare, RoomIdentity(memory=store.memory))
    with zipfile.ZipFile(bare) as file:
        signature = file.read(SIGNATURE_NAME)

    def sign(content: dict[str, bytes]) -> None:
        content[SIGNATURE_NAME] = signature
        content[STATEMENT_NAME] += b" "

    assert changed(copy, sign).fault is CopyFault.UNSIGNED


def test_a_certificate_of_another_site_or_another_authority_is_said(
    tmp_path: Path, signer: RoomIdentity, copy: Path
) -> None:
    strange = tmp_path / "strange.zip"
    made(strange, signer, replace(MADE, site_id=STATEMENT.site_id.__class__("site-other")))
    assert look_at_copy(strange).fault is CopyFault.MISMATCHED
    other = tmp_path / "other-ca"
    other.mkdir()
    look = look_at_copy(copy, authority=ensure_room_ca(other, BEGAN_AT).pem.encode())
    assert (look.fault, look.is_vouched) == (CopyFault.STRANGER, False)
    with pytest.raises(ValueError, match="PEM"):
        look_at_copy(copy, authority=b"no PEM")


@pytest.mark.parametrize("name", [STATEMENT_NAME, SIGNATURE_NAME])
@pytest.mark.parametrize("content", [None, b"{}", b"x" * (4 * 1024 * 1024 + 1)])
def test_what_is_no_copy_is_called_so(copy: Path, name: str, content: bytes | None) -> None:
    def spoil(files: dict[str, bytes]) -> None:
        if content is None:
            del files[name]
        else:
            files[name] = content

    assert changed(copy, spoil).fault is CopyFault.UNREADABLE


def test_other_files_and_torn_ones_are_no_copies(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("no ZIP")
    assert look_at_copy(tmp_path / "text.zip").fault is CopyFault.UNREADABLE
    content = bytearray(copy.read_bytes())
    content[60] ^= 1  # within the first part: its checksum in the ZIP is wrong too
    (tmp_path / "torn.zip").write_bytes(content)
    assert look_at_copy(tmp_path / "torn.zip").changed == ("phan-0001.webm",)
    with pytest.raises(FileNotFoundError):
        look_at_copy(tmp_path / "nothing.zip")


def test_a_copy_that_cannot_be_finished_leaves_what_was_there(
    tmp_path: Path, signer: RoomIdentity, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "copy.zip"
    path.write_text("what was there before")

    def refuse(_path: Path) -> None:
        raise OSError("no room")

    monkeypatch.setattr(whole_zip, "sync_file", refuse)
    with pytest.raises(OSError, match="no room"):
        made(path, signer)
    assert path.read_text() == "what was there before"
    assert [one.name for one in tmp_path.glob("copy*")] == ["copy.zip"]


# ---- the command -----------------------------------------------------------------------------


def told(copy: Path, capsys: pytest.CaptureFixture[str], **asked: object) -> tuple[int, str, str]:
    values = {"file": copy, "authority": None, "code": None, "json": False}
    code = run(SimpleNamespace(**(values | asked)))  # type: ignore[arg-type]
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_says_whose_decision_it_was(
    copy: Path, capsys: pytest.CaptureFixture[str], ca: RoomCa, tmp_path: Path
) -> None:
    code, said, _ = told(copy, capsys)
    assert code == ExitCode.OK
    for words in ("12/QĐ-UBND", "for Công dân A", "left out: part 2", "the PC pc-1"):
        assert words in said
    assert said.splitlines()[-1] == "as it was sealed"
    pem = tmp_path / "ca.pem"
    pem.write_text(ca.pem)
    code, said, _ = told(copy, capsys, authority=pem, json=True)
    assert code == ExitCode.OK
    assert '"is_vouched": true' in said


def test_the_command_fails_with_what_is_wrong(
    copy: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, said, _ = told(copy, capsys, code="PTCD-BN1:other")
    assert (code, said.splitlines()[-1]) == (ExitCode.FAILED, "NOT as sealed: other_code")
    code, _, wrong = told(tmp_path / "nothing.zip", capsys)
    assert code == ExitCode.FAILED
    assert "nothing.zip" in wrong
    pem = tmp_path / "no.pem"
    pem.write_text("no PEM")
    code, _, wrong = told(copy, capsys, authority=pem)
    assert code == ExitCode.FAILED
    assert "no certificate in PEM" in wrong
    shutil.copy(pem, tmp_path / "text.zip")
    code, said, _ = told(tmp_path / "text.zip", capsys)
    assert (code, said.strip()) == (ExitCode.FAILED, "NOT as sealed: unreadable")
