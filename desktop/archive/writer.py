"""Writes the file of a session: whole, or not at all."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from desktop.archive.index_page import IndexFacts, index_page
from desktop.archive.layout import CODE_NAME, INDEX_NAME, MANIFEST_NAME, SIGNATURE_NAME
from desktop.domain.record.archive_manifest import (
    ArchivedFile,
    ArchivedKind,
    ArchiveManifest,
    archive_code,
    archive_words,
    manifest_bytes,
)
from desktop.domain.recording.seal import seal_bytes
from desktop.files.whole_zip import whole_zip
from desktop.recordings.sealing import RoomSigner, sealed_by

_BLOCK_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveEntry:
    """What is to lie there. open: its bytes; raises OSError, or what its owner raises."""

    name: str
    kind: ArchivedKind
    title: str
    open: Callable[[], AbstractContextManager[BinaryIO]]


def write_archive(
    path: Path,
    manifest: ArchiveManifest,
    entries: Iterable[ArchiveEntry],
    *,
    facts: tuple[tuple[str, str], ...],
    signer: RoomSigner,
    draw_code: Callable[[str], bytes],
) -> str:
    """The ZIP at `path`; returns its code. Takes as long as its papers are heavy.

    manifest: without its files. facts: of the head of its page. draw_code: a PNG of the code.
    Raises OSError, what an entry raises, and what the signer raises; then nothing new lies there.
    """
    with whole_zip(path, zipfile.ZIP_DEFLATED) as file:
        files = [_put(file, one) for one in entries]
        told = IndexFacts(
            facts=facts, manifest=MANIFEST_NAME, signature=SIGNATURE_NAME, code=CODE_NAME
        )
        page = index_page(manifest, files, told)
        file.writestr(INDEX_NAME, page)
        files.append(_index(page))
        return _seal(file, replace(manifest, files=tuple(files)), signer, draw_code)


def _put(file: zipfile.ZipFile, entry: ArchiveEntry) -> ArchivedFile:
    digest, size = hashlib.sha256(), 0
    with entry.open() as source, file.open(entry.name, "w", force_zip64=True) as target:
        while block := source.read(_BLOCK_BYTES):
            digest.update(block)
            size += len(block)
            target.write(block)
    return ArchivedFile(
        name=entry.name,
        kind=entry.kind,
        title=entry.title,
        size_bytes=size,
        sha256=digest.hexdigest(),
    )


def _index(page: bytes) -> ArchivedFile:
    return ArchivedFile(
        name=INDEX_NAME,
        kind=ArchivedKind.INDEX,
        title=INDEX_NAME,
        size_bytes=len(page),
        sha256=hashlib.sha256(page).hexdigest(),
    )


def _seal(
    file: zipfile.ZipFile,
    manifest: ArchiveManifest,
    signer: RoomSigner,
    draw_code: Callable[[str], bytes],
) -> str:
    told = manifest_bytes(manifest)
    seal = sealed_by(signer, archive_words(told))
    code = archive_code(told)
    file.writestr(MANIFEST_NAME, told)
    file.writestr(SIGNATURE_NAME, seal_bytes(seal))
    file.writestr(CODE_NAME, draw_code(code))
    return code
