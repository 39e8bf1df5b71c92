"""A Windows binary that does nothing, with what the build reads of one."""

import struct

_ADDRESS = 0x1000
_OFFSET = 0x400
_FOLDERS = 16


def program(*, certificate_bytes: int = 0, needs: str = "TOOL.dll") -> bytes:
    """A 64-bit binary that imports two names from a library and is of version 1.2.3.4."""
    names = ("First", "Second")
    body = bytearray(0x600)
    imports, lookup, library, resources = 0x000, 0x080, 0x180, 0x200
    struct.pack_into("<IIIII", body, imports, _ADDRESS + lookup, 0, 0, _ADDRESS + library, 0)
    body[library : library + len(needs) + 1] = needs.encode() + b"\0"
    place = library + 32
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
