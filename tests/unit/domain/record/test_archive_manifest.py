"""What the file of a session says of itself, and the code it is known by."""

import json
from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.record.archive_manifest import (
    MAX_ARCHIVED_BYTES,
    MAX_FILES,
    MAX_NAME,
    ArchivedFile,
    ArchivedKind,
    ArchiveManifest,
    ArchiveReader,
    LeftOut,
    NotAnArchive,
    archive_code,
    archive_number,
    archive_words,
    is_archive_name,
    manifest_bytes,
    manifest_from,
)
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

FILE = ArchivedFile(
    name="bien-ban/bien-ban.pdf",
    kind=ArchivedKind.MINUTES,
    title="Biên bản (PDF)",
    size_bytes=12,
    sha256="ab" * 32,
)
MANIFEST = ArchiveManifest(
    session_id=SessionId("session-1"),
    session_code="HP-2026-0001",
    site_id=SiteId("site-commune"),
    reader=ArchiveReader.AUTHORITY,
    made_at=NOON,
    made_by="Cán bộ Mẫu",
    program="0.8.0",
    number="12",
    version=2,
    version_sha256="cd" * 32,
    text_sha256="ef" * 32,
    forms=(("minutes", "1"),),
    files=(FILE, replace(FILE, name="index.html", kind=ArchivedKind.INDEX)),
    left_out=(LeftOut(title="3. Đơn", why="Không chiếu."),),
)


def test_a_manifest_comes_back_as_it_was() -> None:
    told = manifest_bytes(MANIFEST)
    assert manifest_from(told) == MANIFEST
    assert "Biên bản" in told.decode()


def test_it_is_known_by_its_bytes() -> None:
    told, other = manifest_bytes(MANIFEST), manifest_bytes(replace(MANIFEST, number="13"))
    assert archive_code(told) == archive_code(told)
    assert archive_code(told) != archive_code(other)
    assert archive_number(archive_code(told)).startswith("HS-")
    assert archive_words(told).endswith(told)
    assert archive_words(told) != told


@pytest.mark.parametrize(
    "change",
    [
        {"files": None},
        {"files": [{"name": "a"}]},
        {"made_at": "2026-12-01T08:00:00"},
        {"made_at": "never"},
        {"reader": "anybody"},
        {"version": "two"},
        {"left_out": [1]},
        {"forms": ["minutes"]},
    ],
    ids="-".join,
)
def test_what_is_none_is_refused(change: dict[str, Any]) -> None:
    told = json.loads(manifest_bytes(MANIFEST)) | change
    with pytest.raises(NotAnArchive):
        manifest_from(json.dumps(told).encode())


@pytest.mark.parametrize("untrusted", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000])
def test_bytes_that_are_none_are_refused(untrusted: bytes) -> None:
    with pytest.raises(NotAnArchive):
        manifest_from(untrusted)


@pytest.mark.parametrize(
    "files",
    [
        (replace(FILE, name="../outside.pdf"),),
        (FILE, replace(FILE, name=FILE.name.upper())),
        (replace(FILE, sha256="ab"),),
        (replace(FILE, size_bytes=-1),),
        (replace(FILE, size_bytes=MAX_ARCHIVED_BYTES + 1),),
        tuple(replace(FILE, name=f"tai-lieu/{n}.pdf") for n in range(MAX_FILES + 1)),
    ],
    ids=["outside", "twice", "no hash", "negative", "too large", "too many"],
)
def test_files_that_nobody_may_read_are_refused(files: tuple[ArchivedFile, ...]) -> None:
    with pytest.raises(NotAnArchive):
        manifest_from(manifest_bytes(replace(MANIFEST, files=files)))


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("index.html", True),
        ("tai-lieu/01-don-khieu-nai.pdf", True),
        ("/etc/passwd", False),
        ("..", False),
        ("tai-lieu/../x", False),
        ("a/b/c", False),
        ("C:\\x", False),
        (".an", False),
        ("", False),
        ("a" * MAX_NAME, True),
        ("a" * (MAX_NAME + 1), False),
    ],
)
def test_a_name_leads_nowhere_else(name: str, is_one: bool) -> None:
    assert is_archive_name(name) is is_one
