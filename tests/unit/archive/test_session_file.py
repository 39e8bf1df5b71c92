"""The file of a session is what was put there, or says what of it is not."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

import pytest
from typing_extensions import override

from desktop.archive import writer
from desktop.archive.layout import CODE_NAME, INDEX_NAME, MANIFEST_NAME, SIGNATURE_NAME
from desktop.archive.verifier import ArchiveLook, look_at_archive
from desktop.archive.writer import ArchiveEntry, write_archive
from desktop.cityserver.access.room_ca import RoomCa, check_request, ensure_room_ca
from desktop.domain.record.archive_manifest import (
    ArchivedKind,
    ArchiveFault,
    ArchiveManifest,
    ArchiveReader,
    manifest_bytes,
    manifest_from,
)
from desktop.store.store import Store
from desktop.sync.access.room_identity import RoomIdentity
from tests.samples.recordings import BEGAN_AT, SITE
from tests.unit.domain.record.test_archive_manifest import MANIFEST

pytestmark = pytest.mark.unit

TEXT = b'[["line-1","site","2026-12-01T01:00:00+00:00","A","statement","Toi de nghi."]]'
FACTS = (("Buổi tiếp", "HP-2026-0001"), ("Nội dung", "Bồi thường <đất> & nhà"))
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


def entry(name: str, kind: ArchivedKind, data: bytes) -> ArchiveEntry:
    return ArchiveEntry(name=name, kind=kind, title=f"Tệp {name}", open=lambda: io.BytesIO(data))


ENTRIES = (
    entry("bien-ban/bien-ban.pdf", ArchivedKind.MINUTES, b"%PDF-1.7 " * 900),
    entry("bien-ban/nguyen-van.json", ArchivedKind.TEXT, TEXT),
    entry("tai-lieu/01-don-khieu-nai.pdf", ArchivedKind.PAPER, b"%PDF-1.4 " * 500),
    entry("dien-bien/dien-bien.json", ArchivedKind.COURSE, b"{}"),
    entry("dien-bien/mo-ta.json", ArchivedKind.SCHEMA, b"{}"),
)


def manifest(**changes: object) -> ArchiveManifest:
    """Of the room of the signer; its version is that of TEXT."""
    made = replace(MANIFEST, site_id=SITE, made_at=BEGAN_AT, files=())
    return replace(made, text_sha256=sha256(TEXT).hexdigest(), **changes)  # type: ignore[arg-type]


def made(path: Path, signer: RoomIdentity, **changes: object) -> str:
    return write_archive(
        path,
        manifest(**changes),
        ENTRIES,
        facts=FACTS,
        signer=signer,
        draw_code=lambda text: text.encode(),
    )


@pytest.fixture
def whole(tmp_path: Path, signer: RoomIdentity) -> Path:
    path = tmp_path / "ho-so.zip"
    made(path, signer)
    return path


def content_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def changed(path: Path, change: Change) -> ArchiveLook:
    """Look at one of which somebody changed the files."""
    content = content_of(path)
    change(content)
    other = path.with_name("other.zip")
    with zipfile.ZipFile(other, "w") as file:
        for name, data in content.items():
            file.writestr(name, data)
    return look_at_archive(other)


def test_one_is_whole_signed_and_known_by_its_code(
    tmp_path: Path, signer: RoomIdentity, ca: RoomCa
) -> None:
    path = tmp_path / "ho-so.zip"
    code = made(path, signer)
    look = look_at_archive(path, authority=ca.pem.encode(), code=code)
    assert (look.fault, look.code, look.room_id, look.is_vouched) == (None, code, "pc-1", True)
    assert look.manifest is not None
    assert [one.name for one in look.manifest.files] == [
        *(one.name for one in ENTRIES),
        INDEX_NAME,
    ]
    assert content_of(path)[CODE_NAME] == code.encode()
    assert not list(tmp_path.glob("*.part"))


def test_unpacked_it_is_the_same(tmp_path: Path, whole: Path) -> None:
    folder = tmp_path / "unpacked"
    shutil.unpack_archive(whole, folder)
    assert look_at_archive(folder) == look_at_archive(whole)
    (folder / "bien-ban" / "them.pdf").write_bytes(b"x")
    look = look_at_archive(folder)
    assert (look.fault, look.added) == (ArchiveFault.CHANGED, ("bien-ban/them.pdf",))


def test_a_link_in_an_unpacked_one_is_no_file_of_it(tmp_path: Path, whole: Path) -> None:
    folder = tmp_path / "unpacked"
    shutil.unpack_archive(whole, folder)
    moved = (folder / ENTRIES[0].name).rename(tmp_path / "elsewhere.pdf")
    (folder / ENTRIES[0].name).symlink_to(moved)
    assert look_at_archive(folder).fault is ArchiveFault.UNREADABLE


def _flip(name: str, place: int) -> Change:
    def change(content: dict[str, bytes]) -> None:
        data = bytearray(content[name])
        data[place] ^= 1
        content[name] = bytes(data)

    return change


def _drop(name: str) -> Change:
    def change(content: dict[str, bytes]) -> None:
        del content[name]

    return change


def _put(name: str, data: bytes) -> Change:
    def change(content: dict[str, bytes]) -> None:
        content[name] = data

    return change


def _swap(one: str, other: str) -> Change:
    def change(content: dict[str, bytes]) -> None:
        content[one], content[other] = content[other], content[one]

    return change


def _in_manifest(key: str, value: object) -> Change:
    def change(content: dict[str, bytes]) -> None:
        told = json.loads(content[MANIFEST_NAME])
        told[key] = value
        content[MANIFEST_NAME] = json.dumps(told).encode()

    return change


def _unlist(content: dict[str, bytes]) -> None:
    """A paper goes, from the list as well."""
    told = manifest_from(content[MANIFEST_NAME])
    del content[ENTRIES[2].name]
    files = tuple(one for one in told.files if one.name != ENTRIES[2].name)
    content[MANIFEST_NAME] = manifest_bytes(replace(told, files=files))


PDF, LINES, PAPER = ENTRIES[0].name, ENTRIES[1].name, ENTRIES[2].name
PLANTED: dict[str, tuple[Change, ArchiveFault]] = {
    "first byte of the minutes": (_flip(PDF, 0), ArchiveFault.CHANGED),
    "last byte of the minutes": (_flip(PDF, -1), ArchiveFault.CHANGED),
    "a byte of the lines": (_flip(LINES, 9), ArchiveFault.CHANGED),
    "a byte of a paper": (_flip(PAPER, 100), ArchiveFault.CHANGED),
    "a byte of the page": (_flip(INDEX_NAME, 40), ArchiveFault.CHANGED),
    "a byte of the course": (_flip("dien-bien/dien-bien.json", 0), ArchiveFault.CHANGED),
    "a paper is gone": (_drop(PAPER), ArchiveFault.CHANGED),
    "the minutes are gone": (_drop(PDF), ArchiveFault.CHANGED),
    "the page is gone": (_drop(INDEX_NAME), ArchiveFault.CHANGED),
    "a paper is added": (_put("tai-lieu/02-don.pdf", b"x"), ArchiveFault.CHANGED),
    "a file is added at the top": (_put("doc.txt", b"x"), ArchiveFault.CHANGED),
    "a paper is longer": (_put(PAPER, b"%PDF-1.4 " * 501), ArchiveFault.CHANGED),
    "a paper is shorter": (_put(PAPER, b"%PDF-1.4 " * 499), ArchiveFault.CHANGED),
    "a paper is empty": (_put(PAPER, b""), ArchiveFault.CHANGED),
    "two files changed places": (_swap(PDF, PAPER), ArchiveFault.CHANGED),
    "another session": (_in_manifest("session_id", "session-2"), ArchiveFault.UNSIGNED),
    "another hour": (_in_manifest("made_at", "2026-12-02T08:00:00+07:00"), ArchiveFault.UNSIGNED),
    "nothing is left out": (_in_manifest("left_out", []), ArchiveFault.UNSIGNED),
    "a paper is in no list": (_unlist, ArchiveFault.UNSIGNED),
    "another signature": (_flip(SIGNATURE_NAME, -10), ArchiveFault.UNREADABLE),
    "no signature": (_drop(SIGNATURE_NAME), ArchiveFault.UNREADABLE),
    "no list": (_drop(MANIFEST_NAME), ArchiveFault.UNREADABLE),
    "a list of megabytes": (_put(MANIFEST_NAME, b" " * 5_000_000), ArchiveFault.UNREADABLE),
}


@pytest.mark.parametrize("what", PLANTED)
def test_every_planted_change_is_found(whole: Path, what: str) -> None:
    change, fault = PLANTED[what]
    found = changed(whole, change).fault
    if what == "another signature":
        assert found in {ArchiveFault.UNREADABLE, ArchiveFault.UNSIGNED}
    else:
        assert found is fault


def test_what_is_changed_missing_or_added_is_named(whole: Path) -> None:
    def change(content: dict[str, bytes]) -> None:
        _flip(PDF, 3)(content)
        _drop(PAPER)(content)
        _put("la.txt", b"x")(content)

    look = changed(whole, change)
    assert (look.changed, look.missing, look.added) == ((PDF,), (PAPER,), ("la.txt",))


def test_one_of_another_room_or_city_is_told(
    tmp_path: Path, signer: RoomIdentity, whole: Path
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    other_city = ensure_room_ca(folder, BEGAN_AT)
    look = look_at_archive(whole, authority=other_city.pem.encode())
    assert (look.fault, look.is_vouched) == (ArchiveFault.STRANGER, False)
    elsewhere = tmp_path / "elsewhere.zip"
    made(elsewhere, signer, site_id="another-site")
    assert look_at_archive(elsewhere).fault is ArchiveFault.MISMATCHED
    assert look_at_archive(whole, code="PTCD-HS1:00").fault is ArchiveFault.OTHER_CODE


def test_lines_of_another_version_are_told(tmp_path: Path, signer: RoomIdentity) -> None:
    path = tmp_path / "ho-so.zip"
    write_archive(
        path,
        replace(manifest(), text_sha256="00" * 32),
        ENTRIES,
        facts=FACTS,
        signer=signer,
        draw_code=lambda text: text.encode(),
    )
    assert look_at_archive(path).fault is ArchiveFault.OTHER_TEXT


def test_a_file_of_the_same_name_twice_is_none(tmp_path: Path, whole: Path) -> None:
    other = tmp_path / "twice.zip"
    shutil.copy(whole, other)
    with zipfile.ZipFile(other, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr(PDF, b"another one")
    assert look_at_archive(other).fault is ArchiveFault.UNREADABLE


@pytest.mark.parametrize("untrusted", [b"", b"PK", b"%PDF-1.7", b"\0" * 4_096])
def test_what_is_no_file_of_a_session_is_told(tmp_path: Path, untrusted: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(untrusted)
    assert look_at_archive(path).fault is ArchiveFault.UNREADABLE


class Links(HTMLParser):
    """Every address that the page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in {"href", "src"}]


def test_the_page_names_every_file_and_nothing_elsewhere(whole: Path) -> None:
    content = content_of(whole)
    page = content[INDEX_NAME].decode()
    links = Links()
    links.feed(page)
    names = {unquote(one) for one in links.found}
    assert names == set(content) - {INDEX_NAME}
    assert "Bồi thường &lt;đất&gt; &amp; nhà" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert "3. Đơn" in page  # what is left out


def test_the_page_of_a_citizen_says_whom_it_is_for(tmp_path: Path, signer: RoomIdentity) -> None:
    path = tmp_path / "ho-so.zip"
    made(path, signer, reader=ArchiveReader.CITIZEN)
    assert "Hồ sơ giao công dân" in content_of(path)[INDEX_NAME].decode()


def test_where_one_cannot_be_written_whole_nothing_lies_there(
    tmp_path: Path, signer: RoomIdentity
) -> None:
    path = tmp_path / "ho-so.zip"
    path.write_bytes(b"the former one")

    def fail() -> BinaryIO:
        raise OSError(28, "No space left on device")

    broken = replace(ENTRIES[2], open=fail)
    with pytest.raises(OSError, match="No space"):
        write_archive(
            path,
            manifest(),
            (*ENTRIES[:2], broken),
            facts=FACTS,
            signer=signer,
            draw_code=lambda text: text.encode(),
        )
    assert path.read_bytes() == b"the former one"
    assert [one.name for one in tmp_path.glob("ho-so*")] == ["ho-so.zip"]


def test_a_paper_is_never_whole_in_memory(
    tmp_path: Path, signer: RoomIdentity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_BLOCK_BYTES", 10)
    asked: list[int] = []

    class Counted(io.BytesIO):
        @override
        def read(self, size: int | None = -1) -> bytes:
            asked.append(-1 if size is None else size)
            return super().read(size)

    one = replace(ENTRIES[0], open=lambda: Counted(b"x" * 95))
    path = tmp_path / "ho-so.zip"
    write_archive(
        path, manifest(), (one,), facts=(), signer=signer, draw_code=lambda text: text.encode()
    )
    assert asked == [10] * 11
    assert content_of(path)[one.name] == b"x" * 95
