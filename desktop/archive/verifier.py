"""Looks at the file of a session, packed or unpacked: is it what was put there, and by whom?"""

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Protocol

from desktop.archive.layout import BESIDE, MANIFEST_NAME, SIGNATURE_NAME
from desktop.domain.papers.digital_signature import DigitalSignature
from desktop.domain.record.archive_manifest import (
    MAX_FILES,
    MAX_MANIFEST_BYTES,
    ArchivedFile,
    ArchivedKind,
    ArchiveFault,
    ArchiveManifest,
    NotAnArchive,
    archive_code,
    archive_words,
    manifest_from,
)
from desktop.domain.recording.seal import MAX_SEAL_BYTES, NotASeal, seal_from
from desktop.recordings.room_signature import is_issued_by, look_at_signature

MAX_SIGNED_BYTES: Final = 64 * 1024 * 1024
"""Of a larger PDF nobody looks at signatures."""
LookAtPdf = Callable[[bytes], tuple[DigitalSignature, ...] | None]
"""Its digital signatures; None: nobody can say."""
_PDF: Final = ".pdf"
_BLOCK_BYTES: Final = 1024 * 1024
_BROKEN: Final = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLook:
    """One that was looked at. fault: None: it is what was put there.

    code: of its manifest, "" where there is none that can be read. changed, missing, added: names
    of files. room_id: by its certificate. is_vouched: None: no authority was asked about.
    signatures: digital ones of its PDFs, with the file's name; unread: files of which nobody can
    say what signatures they have.
    """

    fault: ArchiveFault | None
    code: str = ""
    manifest: ArchiveManifest | None = None
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    room_id: str = ""
    is_vouched: bool | None = None
    signatures: tuple[tuple[str, DigitalSignature], ...] = ()
    unread: tuple[str, ...] = ()


class _Content(Protocol):
    """Files by name, "/" between folder and file."""

    def names(self) -> frozenset[str]:
        """Of all files, more than MAX_FILES of them are cut."""
        ...

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Raises KeyError, OSError, _BROKEN."""
        ...


def look_at_archive(
    path: Path,
    *,
    authority: bytes | None = None,
    code: str = "",
    look_at_pdf: LookAtPdf | None = None,
) -> ArchiveLook:
    """Every byte is read. path: a ZIP, or the folder that it was unpacked to.

    authority: certificates, PEM, of those who may vouch for rooms. code: as the QR code says, "":
    unknown. look_at_pdf: None: nobody looks at digital signatures. Raises OSError; ValueError: the
    authority is no PEM.
    """
    try:
        with _opened(path) as content:
            untrusted = _small(content, MANIFEST_NAME, MAX_MANIFEST_BYTES)
            manifest = manifest_from(untrusted)
            seal = seal_from(_small(content, SIGNATURE_NAME, MAX_SEAL_BYTES))
            there = content.names()
            listed = {one.name for one in manifest.files}
            missing = tuple(sorted(listed - there))
            added = tuple(sorted(there - listed - BESIDE))
            changed = tuple(
                one.name
                for one in manifest.files
                if one.name in there and not _is_as_listed(content, one)
            )
            signatures, unread = _signatures(content, manifest, there, look_at_pdf)
    except (*_BROKEN, NotAnArchive, NotASeal, KeyError):
        return ArchiveLook(fault=ArchiveFault.UNREADABLE)
    signed, room_id = look_at_signature(
        seal, archive_words(untrusted), manifest.site_id, manifest.made_at
    )
    is_vouched = None if authority is None else is_issued_by(seal.certificate, authority)
    found_code = archive_code(untrusted)
    faults = (
        None if signed is None else ArchiveFault(signed.value),
        ArchiveFault.CHANGED if changed or missing or added else None,
        ArchiveFault.OTHER_TEXT if not _is_signed_text(manifest) else None,
        ArchiveFault.STRANGER if is_vouched is False else None,
        ArchiveFault.OTHER_CODE if code and code != found_code else None,
    )
    return ArchiveLook(
        fault=next((one for one in faults if one is not None), None),
        code=found_code,
        manifest=manifest,
        changed=changed,
        missing=missing,
        added=added,
        room_id=room_id,
        is_vouched=is_vouched,
        signatures=signatures,
        unread=unread,
    )


def _signatures(
    content: _Content,
    manifest: ArchiveManifest,
    there: frozenset[str],
    look_at_pdf: LookAtPdf | None,
) -> tuple[tuple[tuple[str, DigitalSignature], ...], tuple[str, ...]]:
    """Of every PDF that is listed and there."""
    if look_at_pdf is None:
        return (), ()
    found: list[tuple[str, DigitalSignature]] = []
    unread: list[str] = []
    for one in manifest.files:
        if one.name not in there or not one.name.endswith(_PDF):
            continue
        signatures = None
        if one.size_bytes <= MAX_SIGNED_BYTES:
            signatures = look_at_pdf(_small(content, one.name, MAX_SIGNED_BYTES))
        if signatures is None:
            unread.append(one.name)
        else:
            found += [(one.name, signature) for signature in signatures]
    return tuple(found), tuple(unread)


def _is_signed_text(manifest: ArchiveManifest) -> bool:
    """The hash of the frozen version, which each page carries, is that of the lines that lie here.

    A citizen's has the pages alone.
    """
    texts = [one.sha256 for one in manifest.files if one.kind is ArchivedKind.TEXT]
    return not texts or not manifest.text_sha256 or texts == [manifest.text_sha256]


def _small(content: _Content, name: str, most: int) -> bytes:
    """Raises: KeyError, NotAnArchive: it is larger."""
    with content.open(name) as entry:
        found = entry.read(most + 1)
    if len(found) > most:
        raise NotAnArchive
    return found


def _is_as_listed(content: _Content, one: ArchivedFile) -> bool:
    """No more is read than it should have."""
    digest, size = hashlib.sha256(), 0
    try:
        with content.open(one.name) as entry:
            while size <= one.size_bytes and (block := entry.read(_BLOCK_BYTES)):
                digest.update(block)
                size += len(block)
    except _BROKEN:
        return False
    return size == one.size_bytes and digest.hexdigest() == one.sha256


@contextmanager
def _opened(path: Path) -> Iterator[_Content]:
    if path.is_dir():
        yield _Folder(path)
        return
    with zipfile.ZipFile(path) as file:
        yield _Zip(file)


class _Zip:
    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file

    def names(self) -> frozenset[str]:
        found = [one.filename for one in self._file.infolist() if not one.is_dir()]
        if len(set(found)) < len(found):
            raise NotAnArchive  # two files of one name: what a reader opens nobody knows
        return frozenset(found[: MAX_FILES * 2])

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        return self._file.open(name)


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> frozenset[str]:
        found = (one for one in self._root.rglob("*") if one.is_file())
        return frozenset(
            one.relative_to(self._root).as_posix()
            for _, one in zip(range(MAX_FILES * 2), found, strict=False)
        )

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A link leads out of the folder: it is none of its files."""
        path = self._root / name
        if path.is_symlink() or not path.is_file():
            raise KeyError(name)
        with path.open("rb") as stream:
            yield stream
