"""Reads what the build must know of a Windows binary: imports, version, whether it is signed.

Layout: Microsoft's "PE Format". Binaries of packages are untrusted input: whatever is malformed is
a BuildError, never an endless loop.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from installers.msi.errors import BuildError

SUFFIXES: Final = frozenset({".exe", ".dll", ".pyd"})
_PE32_PLUS: Final = 0x20B
_IMPORTS, _RESOURCES, _CERTIFICATES, _DELAYED = 1, 2, 4, 13
_RT_VERSION: Final = 16
_IS_FOLDER: Final = 0x8000_0000
_BY_NUMBER: Final = 1 << 63
_FIXED_SIGNATURE: Final = struct.pack("<I", 0xFEEF04BD)
_TRANSLATION: Final = "Translation".encode("utf-16-le")
_LIMIT: Final = 20_000  # rows of any table
_NAME_LIMIT: Final = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVersion:
    """What the File table of an installer asks for. language: an LCID, 1033 if none is told."""

    version: str
    language: int


@dataclass(frozen=True, slots=True)
class _Section:
    address: int
    size: int
    offset: int


class PortableExecutable:
    """One binary, 64 bit. Raises: BuildError."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        start = self._number("<I", 0x3C)
        if data[:2] != b"MZ" or data[start : start + 4] != b"PE\0\0":
            raise _malformed()
        count = self._number("<H", start + 6)
        optional = start + 24
        if self._number("<H", optional) != _PE32_PLUS:
            message = "not a 64-bit program"
            raise BuildError(message)
        self._folders = optional + 112
        self._folder_count = self._number("<I", optional + 108)
        table = optional + self._number("<H", start + 20)
        self._sections = [self._section(table + 40 * index) for index in range(count)]

    @classmethod
    def read(cls, path: Path) -> "PortableExecutable":
        """The binary at a path."""
        try:
            return cls(path.read_bytes())
        except BuildError as error:
            message = f"{path}: {error}"
            raise BuildError(message) from error

    @property
    def is_signed(self) -> bool:
        """It carries a certificate table; whether that is good is another matter."""
        return self._folder(_CERTIFICATES)[1] > 0

    def imports(self) -> dict[str, tuple[str, ...]]:
        """Imported names by library, in lower case; names by number are left out."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self._rows(_IMPORTS, 20, name_at=12):
            lookup = self._number("<I", row) or self._number("<I", row + 16)
            name = self._text(self._number("<I", row + 12))
            found[name.lower()] = tuple(self._imported(lookup))
        for row in self._rows(_DELAYED, 32, name_at=4):
            name = self._text(self._number("<I", row + 4))
            found.setdefault(name.lower(), ())
        return found

    def version(self) -> FileVersion | None:
        """Of the version resource, if there is one."""
        resource = self._version_resource()
        place = resource.find(_FIXED_SIGNATURE)
        if place < 0 or len(resource) < place + 16:
            return None
        high, low = struct.unpack_from("<II", resource, place + 8)
        numbers = (high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF)
        return FileVersion(version=".".join(map(str, numbers)), language=_language(resource))

    def _version_resource(self) -> bytes:
        address, size = self._folder(_RESOURCES)
        if not size:
            return b""
        root = self._offset(address)
        kinds = [place for number, place in self._entries(root) if number == _RT_VERSION]
        if not kinds:
            return b""
        place = kinds[0]
        for _level in range(2):  # name, then language
            if not place & _IS_FOLDER:
                raise _malformed()
            place = next(self._entries(root + (place & ~_IS_FOLDER)))[1]
        data_address, data_size = self._pair(root + place)
        start = self._offset(data_address)
        return self._data[start : start + data_size]

    def _entries(self, folder: int) -> Iterator[tuple[int, int]]:
        count = self._number("<H", folder + 12) + self._number("<H", folder + 14)
        if not 0 < count <= _LIMIT:
            raise _malformed()
        for index in range(count):
            yield self._pair(folder + 16 + 8 * index)

    def _rows(self, folder: int, size: int, *, name_at: int) -> Iterator[int]:
        address, length = self._folder(folder)
        if not length:
            return
        row = self._offset(address)
        for index in range(_LIMIT):
            if not self._number("<I", row + size * index + name_at):
                return
            yield row + size * index
        raise _malformed()

    def _imported(self, address: int) -> Iterator[str]:
        place = self._offset(address)
        for index in range(_LIMIT):
            value = self._number("<Q", place + 8 * index)
            if not value:
                return
            if not value & _BY_NUMBER:
                yield self._text((value & 0x7FFF_FFFF) + 2)
        raise _malformed()

    def _folder(self, index: int) -> tuple[int, int]:
        return self._pair(self._folders + 8 * index) if index < self._folder_count else (0, 0)

    def _section(self, place: int) -> _Section:
        size, address, raw_size, offset = struct.unpack_from("<IIII", self._cut(place + 8, 16))
        return _Section(address, max(size, raw_size), offset)

    def _offset(self, address: int) -> int:
        for section in self._sections:
            if section.address <= address < section.address + section.size:
                return address - section.address + section.offset
        raise _malformed()

    def _text(self, address: int) -> str:
        start = self._offset(address)
        end = self._data.find(b"\0", start, start + _NAME_LIMIT)
        if end < 0:
            raise _malformed()
        return self._data[start:end].decode("ascii", "replace")

    def _pair(self, place: int) -> tuple[int, int]:
        first, second = struct.unpack("<II", self._cut(place, 8))
        return first, second

    def _number(self, kind: str, place: int) -> int:
        (value,) = struct.unpack(kind, self._cut(place, struct.calcsize(kind)))
        return int(value)

    def _cut(self, place: int, size: int) -> bytes:
        part = self._data[place : place + size]
        if place < 0 or len(part) < size:
            raise _malformed()
        return part


def _language(resource: bytes) -> int:
    place = resource.find(_TRANSLATION)
    if place >= 0:
        # Key, its terminator, then padding to four bytes from the resource's start.
        value = (place + len(_TRANSLATION) + 2 + 3) & ~3
        if len(resource) >= value + 2:
            return int(struct.unpack_from("<H", resource, value)[0])
    return 1033


def _malformed() -> BuildError:
    return BuildError("not a well-formed Windows program")
