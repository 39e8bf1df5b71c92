"""A first look at a foreign file: what it is by its own bytes, and whether it may come in.

Only an allow-list of kinds passes, told by content: the PDF header at byte 0, JPEG, PNG, TIFF,
DOCX and XLSX by what their archive holds. The ending of the name must agree. Nothing is executed,
nothing is unpacked. Refusals are PaperRefused with a code of `documents/codes.py`.
"""

import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import BinaryIO

from desktop.documents.codes import PaperCode
from desktop.documents.inspection.archive import office_kind
from desktop.documents.inspection.file_kind import FileKind, Probed
from desktop.domain.errors import PaperRefused
from desktop.domain.papers.paper import MAX_PAPER_BYTES
from desktop.domain.text import normalised

HEAD_BYTES = 16
MAX_TITLE_CHARACTERS = 250
MAX_SHOWN_NAME_CHARACTERS = 120
MAX_OLE_SCAN_BYTES = 16 * 1024 * 1024
BYTES_PER_MB = 1_000_000

_PDF = re.compile(rb"%PDF-[12]\.\d")  # at byte 0 only: no polyglots
_PICTURES: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
)
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def look(path: Path) -> os.stat_result:
    """What the system says of a file, without opening it.

    Raises: PaperRefused: vanished, no permission, not a file, too large. Empty is not refused
    here: somebody may just have begun to write.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    _check_nature(path, found)
    return found


def open_untrusted(path: Path) -> BinaryIO:
    """The file, opened for reading, once its size and nature allow it; close it.

    Raises: PaperRefused.
    """
    if look(path).st_size == 0:
        raise _refusal(PaperCode.EMPTY, path)
    try:
        descriptor = os.open(path, os.O_RDONLY | _NEVER_WAIT)
    except OSError as error:
        raise _unreadable(path, error) from error
    file = os.fdopen(descriptor, "rb")
    try:
        _check_nature(path, os.fstat(descriptor))  # it may have been exchanged meanwhile
    except PaperRefused:
        file.close()
        raise
    return file


def probe(untrusted_file: BinaryIO, path: Path) -> Probed:
    """What the open file is; its position is 0 afterwards. Raises: PaperRefused."""
    try:
        kind = kind_of(untrusted_file, path)
        size_bytes = untrusted_file.seek(0, os.SEEK_END)
        untrusted_file.seek(0)
    except OSError as error:
        raise _unreadable(path, error) from error
    if path.suffix.lower() not in kind.extensions:
        right_name = shown_name(path.with_name(_stem(path) + kind.extensions[0]))
        data = {"name": shown_name(path), "right_name": right_name}
        raise PaperRefused(PaperCode.WRONG_NAME, data)
    return Probed(kind=kind, size_bytes=size_bytes, title=_title(path, kind))


def shown_name(path: Path) -> str:
    """The file's name as it may be shown: no control or direction marks, not too long."""
    return _visible(path.name)[:MAX_SHOWN_NAME_CHARACTERS]


def too_large_data(path: Path, size_bytes: int) -> dict[str, str | int]:
    """Values for the sentence of T-413."""
    return {
        "name": shown_name(path),
        "size_mb": size_bytes // BYTES_PER_MB,
        "max_mb": MAX_PAPER_BYTES // BYTES_PER_MB,
    }


_NEVER_WAIT: int = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _check_nature(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise _refusal(PaperCode.NOT_A_FILE, path)
    if found.st_size > MAX_PAPER_BYTES:
        raise PaperRefused(PaperCode.TOO_LARGE, too_large_data(path, found.st_size))


def kind_of(untrusted_file: BinaryIO, path: Path) -> FileKind:
    """What the bytes say, whatever the name says. Raises: PaperRefused, OSError."""
    untrusted_file.seek(0)
    head = untrusted_file.read(HEAD_BYTES)
    if not head:
        raise _refusal(PaperCode.EMPTY, path)
    if _PDF.match(head):
        return FileKind.PDF
    for magic, kind in _PICTURES:
        if head.startswith(magic):
            return kind
    if head.startswith(_ZIP):
        return office_kind(untrusted_file, shown_name(path))
    if head.startswith(_OLE) and _is_locked_office(untrusted_file):
        raise _refusal(PaperCode.LOCKED, path)
    raise _refusal(PaperCode.KIND_NOT_TAKEN, path)


def _is_locked_office(untrusted_file: BinaryIO) -> bool:
    """A DOCX with a password is an OLE file with this stream ([MS-OFFCRYPTO] §2.3)."""
    untrusted_file.seek(0)
    return _LOCKED_OFFICE in untrusted_file.read(MAX_OLE_SCAN_BYTES)


def _title(path: Path, kind: FileKind) -> str:
    title = normalised(_visible(_stem(path)))[:MAX_TITLE_CHARACTERS]
    return title or kind.name


def _stem(path: Path) -> str:
    return path.stem if path.suffix else path.name


def _visible(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) not in _INVISIBLE)


def _unreadable(path: Path, error: OSError) -> PaperRefused:
    # Antivirus programs make a file vanish, or unreadable, between the list and the click.
    if isinstance(error, PermissionError):
        return _refusal(PaperCode.NO_PERMISSION, path)
    return _refusal(PaperCode.VANISHED, path)


def _refusal(code: PaperCode, path: Path) -> PaperRefused:
    return PaperRefused(code, {"name": shown_name(path)})
