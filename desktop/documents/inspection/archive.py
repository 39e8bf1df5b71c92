"""DOCX and XLSX by what their archive holds; archives built to do harm are refused, unopened."""

import struct
import unicodedata
import zipfile
import zlib
from typing import BinaryIO

from desktop.documents.codes import PaperCode
from desktop.documents.inspection.file_kind import FileKind
from desktop.domain.errors import PaperRefused

MAX_ENTRIES = 4_096
MAX_DIRECTORY_BYTES = 4 * 1024 * 1024
MAX_UNPACKED_BYTES = 1024 * 1024 * 1024
MAX_RATIO = 100
SMALL_ENTRY_BYTES = 1024 * 1024
"""Below this a high ratio is ordinary: short XML full of repetitions."""
MAX_TYPES_BYTES = 1024 * 1024

_END = b"PK\x05\x06"
_END_FORMAT = struct.Struct("<4s4H2LH")
_ZIP64_LOCATOR = b"PK\x06\x07"
_ZIP64_LOCATOR_BYTES = 20  # APPNOTE 4.3.15: it stands right before the end record
_MAX_COMMENT_BYTES = 65_535
_TYPES = "[Content_Types].xml"
_MAIN_PARTS = {"word/document.xml": FileKind.DOCX, "xl/workbook.xml": FileKind.XLSX}
_MACRO_MARK = b"macroenabled"
_IS_ENCRYPTED = 0x1
_BAD_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})


def office_kind(untrusted_file: BinaryIO, shown_name: str) -> FileKind:
    """DOCX or XLSX. Raises: PaperRefused."""
    data = {"name": shown_name}
    _check_directory(untrusted_file, data)
    try:
        with zipfile.ZipFile(untrusted_file) as archive:
            return _kind(archive, data)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError) as error:
        raise PaperRefused(PaperCode.DAMAGED, data) from error


def _check_directory(untrusted_file: BinaryIO, data: dict[str, str]) -> None:
    """Before zipfile reads a directory into memory, its declared size must be decent.

    ZIP64 has a second end record, which zipfile believes instead of this one. No paper that we
    take needs it, so an archive with one is refused.
    """
    size = untrusted_file.seek(0, 2)
    tail_bytes = _MAX_COMMENT_BYTES + _END_FORMAT.size + _ZIP64_LOCATOR_BYTES
    tail_start = max(0, size - tail_bytes)
    untrusted_file.seek(tail_start)
    tail = untrusted_file.read()
    position = tail.rfind(_END)
    if position < 0 or len(tail) - position < _END_FORMAT.size:
        raise PaperRefused(PaperCode.DAMAGED, data)
    _, _, _, _, entries, directory_bytes, _, _ = _END_FORMAT.unpack_from(tail, position)
    has_zip64 = tail.startswith(_ZIP64_LOCATOR, max(0, position - _ZIP64_LOCATOR_BYTES))
    if has_zip64 or entries > MAX_ENTRIES or directory_bytes > MAX_DIRECTORY_BYTES:
        raise PaperRefused(PaperCode.HARMFUL_ARCHIVE, data)


def _kind(archive: zipfile.ZipFile, data: dict[str, str]) -> FileKind:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:  # the end record may say fewer than the directory holds
        raise PaperRefused(PaperCode.HARMFUL_ARCHIVE, data)
    names = {entry.filename for entry in entries}
    is_harmful = len(names) != len(entries) or any(_is_harmful(entry) for entry in entries)
    if is_harmful or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise PaperRefused(PaperCode.HARMFUL_ARCHIVE, data)
    if any(entry.flag_bits & _IS_ENCRYPTED for entry in entries):
        raise PaperRefused(PaperCode.LOCKED, data)
    kind = next((kind for part, kind in _MAIN_PARTS.items() if part in names), None)
    if kind is None or _TYPES not in names:
        raise PaperRefused(PaperCode.KIND_NOT_TAKEN, data)
    if _has_macros(archive, names):
        raise PaperRefused(PaperCode.MACROS, data)
    return kind


def _is_harmful(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename
    if name.startswith("/") or ".." in name.split("/") or ":" in name or "\\" in name:
        return True
    if "\\" in entry.orig_filename or "\0" in entry.orig_filename:
        return True
    if any(unicodedata.category(char) in _BAD_CATEGORIES for char in name):
        return True
    is_large = entry.file_size > SMALL_ENTRY_BYTES
    return is_large and entry.file_size > MAX_RATIO * max(1, entry.compress_size)


def _has_macros(archive: zipfile.ZipFile, names: set[str]) -> bool:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return True
    with archive.open(_TYPES) as types:
        return _MACRO_MARK in types.read(MAX_TYPES_BYTES).lower()
