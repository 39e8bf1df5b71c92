"""Windows binaries are read without trust, the launcher's own C compiler apart."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from installers.msi.errors import BuildError
from installers.msi.portable_executable import FileVersion, PortableExecutable

pytestmark = pytest.mark.unit

_ADDRESS = 0x1000
_OFFSET = 0x400
_FOLDERS = 16


def program(*, certificate_bytes: int = 0, names: tuple[str, ...] = ("First", "Second")) -> bytes:
    """A 64-bit binary that imports names from TOOL.dll and says that it is version 1.2.3.4."""
    body = bytearray(0x600)
    imports, lookup, library, resources = 0x000, 0x080, 0x180, 0x200
    struct.pack_into("<IIIII", body, imports, _ADDRESS + lookup, 0, 0, _ADDRESS + library, 0)
    body[library : library + 9] = b"TOOL.dll\0"
    place = library + 16
    for index, name in enumerate(names):
        struct.pack_into("<Q", body, lookup + 8 * index, _ADDRESS + place)
        body[place + 2 : place + 3 + len(name)] = name.encode() + b"\0"
        place += 3 + len(name)
    struct.pack_into("<Q", body, lookup + 8 * len(names), (1 << 63) | 7)
    _put_version(body, resources)
    head = bytearray(_OFFSET)
    head[:2] = b"MZ"
    struct.pack_into("<I", head, 0x3C, 0x80)
    head[0x80:0x84] = b"PE\0\0"
    struct.pack_into("<HH", head, 0x84, 0x8664, 1)
    optional = 0x98
    struct.pack_into("<H", head, 0x94, 112 + 8 * _FOLDERS)
    struct.pack_into("<H", head, optional, 0x20B)
    struct.pack_into("<I", head, optional + 108, _FOLDERS)
    folders = {1: (_ADDRESS + imports, 40), 2: (_ADDRESS + resources, 0x200)}
    folders[4] = (0x900, certificate_bytes)
    for number, pair in folders.items():
        struct.pack_into("<II", head, optional + 112 + 8 * number, *pair)
    section = optional + 112 + 8 * _FOLDERS
    struct.pack_into("<IIII", head, section + 8, len(body), _ADDRESS, len(body), _OFFSET)
    return bytes(head + body)


def _put_version(body: bytearray, root: int) -> None:
    for level, number in enumerate((16, 1, 1033)):
        folder = root + 24 * level
        struct.pack_into("<HH", body, folder + 12, 0, 1)
        below = 24 * (level + 1) | (0x8000_0000 if level < 2 else 0)
        struct.pack_into("<II", body, folder + 16, number, below)
    fixed = struct.pack("<IIII", 0xFEEF04BD, 0x10000, 1 << 16 | 2, 3 << 16 | 4)
    text = fixed + "Translation".encode("utf-16-le") + b"\0\0"
    text += b"\0" * (-len(text) % 4) + struct.pack("<HH", 0x42A, 1200)
    struct.pack_into("<II", body, root + 72, _ADDRESS + root + 88, len(text))
    body[root + 88 : root + 88 + len(text)] = text


def test_imports_are_read_by_name() -> None:
    assert PortableExecutable(program()).imports() == {"tool.dll": ("First", "Second")}


def test_the_version_and_its_language_are_read() -> None:
    expected = FileVersion(version="1.2.3.4", language=0x42A)
    assert PortableExecutable(program()).version() == expected


@pytest.mark.parametrize("size", [0, 8])
def test_a_signature_is_noticed(size: int) -> None:
    assert PortableExecutable(program(certificate_bytes=size)).is_signed is (size > 0)


def test_what_is_no_program_is_refused() -> None:
    for data in (b"", b"MZ", b"text of some kind" * 40):
        with pytest.raises(BuildError):
            PortableExecutable(data)


@given(st.integers(0, len(program()) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_program_never_hangs_and_never_fails_otherwise(place: int, junk: bytes) -> None:
    data = bytearray(program())
    data[place : place + len(junk)] = junk
    try:
        read = PortableExecutable(bytes(data))
        read.imports()
        read.version()
    except BuildError:
        pass
