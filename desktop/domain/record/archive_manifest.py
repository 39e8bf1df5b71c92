"""The file of a session for the archive: what lies in it, and what this PC said of it. Pure.

Source: domain.md §9; features N22: it opens without this program, and proves itself.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from desktop.domain.ids import SessionId, SiteId

MAX_MANIFEST_BYTES: Final = 4 * 1024 * 1024
MAX_FILES: Final = 2_000
MAX_NAME: Final = 120
"""Characters of a file's name with its folder: the whole path must fit where it is opened."""
MAX_ARCHIVED_BYTES: Final = 64 * 1024 * 1024 * 1024
"""Of all files together, as they lie there unpacked."""

_PURPOSE: Final = b"reception-room session file 1\n"
"""The same key also signs recordings and copies: what is signed here can be nothing else."""
_CODE: Final = "PTCD-HS1:"
_NUMBER_DIGITS: Final = 8
_SHA256: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NAME: Final = re.compile(r"(?:[\w-][\w .-]*/)?[\w-][\w .-]*")


class ArchiveReader(StrEnum):
    """Whom a file is for. AUTHORITY: all that there is. CITIZEN: what was shown to the citizen."""

    AUTHORITY = "authority"
    CITIZEN = "citizen"


class ArchivedKind(StrEnum):
    """What a file in it is. TEXT: the lines as they were hashed and signed."""

    MINUTES = "minutes"
    TEXT = "text"
    COURSE = "course"
    SCHEMA = "schema"
    REGISTER = "register"
    PAPER = "paper"
    RECORDING = "recording"
    INDEX = "index"


class ArchiveFault(StrEnum):
    """What is wrong with one.

    UNREADABLE: it is none. CHANGED: a file is not what was put there, is missing, or was added.
    OTHER_TEXT: the lines are not those of the version that was signed. UNSIGNED: it was not signed
    by the key that it names. MISMATCHED: its certificate is of another key or site, or was not
    valid then. STRANGER: the authority asked about did not issue the certificate. OTHER_CODE: the
    code that was shown is of another one.
    """

    UNREADABLE = "unreadable"
    CHANGED = "changed"
    OTHER_TEXT = "other_text"
    UNSIGNED = "unsigned"
    MISMATCHED = "mismatched"
    STRANGER = "stranger"
    OTHER_CODE = "other_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedFile:
    """One file. name: with its folder, "/" between them. title: as people call it."""

    name: str
    kind: ArchivedKind
    title: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What belongs there and is not. why: Vietnamese, as it stands in the index too."""

    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveManifest:
    """What a file of a session says of itself.

    number: of the minutes, "" before they have one. version: of the minutes, 0 before one was
    frozen; version_sha256: what its printed pages are known by; text_sha256: of its lines. forms:
    which form in which version. program: its version.
    """

    session_id: SessionId
    session_code: str
    site_id: SiteId
    reader: ArchiveReader
    made_at: datetime
    made_by: str
    program: str
    number: str = ""
    version: int = 0
    version_sha256: str = ""
    text_sha256: str = ""
    forms: tuple[tuple[str, str], ...] = ()
    files: tuple[ArchivedFile, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class NotAnArchive(ValueError):
    """The bytes are no manifest of a session's file."""


def is_archive_name(untrusted: str) -> bool:
    """Whether a file may have this name: one folder at most, and it leads nowhere else."""
    return len(untrusted) <= MAX_NAME and _NAME.fullmatch(untrusted) is not None


def manifest_bytes(manifest: ArchiveManifest) -> bytes:
    """As it lies there, in one spelling alone."""
    told = asdict(manifest)
    told["made_at"] = manifest.made_at.isoformat()
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def manifest_from(untrusted: bytes) -> ArchiveManifest:
    """Raises: NotAnArchive."""
    try:
        told = json.loads(untrusted)
        manifest = ArchiveManifest(
            session_id=SessionId(str(told["session_id"])),
            session_code=str(told["session_code"]),
            site_id=SiteId(str(told["site_id"])),
            reader=ArchiveReader(told["reader"]),
            made_at=datetime.fromisoformat(told["made_at"]),
            made_by=str(told["made_by"]),
            program=str(told["program"]),
            number=str(told["number"]),
            version=int(told["version"]),
            version_sha256=str(told["version_sha256"]),
            text_sha256=str(told["text_sha256"]),
            forms=tuple((str(name), str(version)) for name, version in told["forms"]),
            files=tuple(map(_file_from, told["files"])),
            left_out=tuple(
                LeftOut(title=str(one["title"]), why=str(one["why"])) for one in told["left_out"]
            ),
        )
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        raise NotAnArchive from error
    if manifest.made_at.tzinfo is None or not _is_bounded(manifest.files):
        raise NotAnArchive
    return manifest


def archive_words(manifest: bytes) -> bytes:
    """The bytes that are signed."""
    return _PURPOSE + manifest


def archive_code(manifest: bytes) -> str:
    """What its QR code says: of other bytes it is another one."""
    return f"{_CODE}{sha256(manifest).hexdigest()}"


def archive_number(code: str) -> str:
    """As people name it, by its code."""
    return f"HS-{code.removeprefix(_CODE)[:_NUMBER_DIGITS].upper()}"


def _file_from(told: dict[str, Any]) -> ArchivedFile:
    return ArchivedFile(
        name=str(told["name"]),
        kind=ArchivedKind(told["kind"]),
        title=str(told["title"]),
        size_bytes=int(told["size_bytes"]),
        sha256=str(told["sha256"]),
    )


def _is_bounded(files: tuple[ArchivedFile, ...]) -> bool:
    """So many files, each under a name of its own, and of a size that somebody may read."""
    names = {one.name.casefold() for one in files}
    return (
        len(files) <= MAX_FILES
        and len(names) == len(files)
        and all(is_archive_name(one.name) for one in files)
        and all(_SHA256.fullmatch(one.sha256) and one.size_bytes >= 0 for one in files)
        and sum(one.size_bytes for one in files) <= MAX_ARCHIVED_BYTES
    )
