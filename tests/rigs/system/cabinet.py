"""A cabinet laid out by hand, for what reads one. Layout: Microsoft's [MS-CAB]."""

import struct
from collections.abc import Sequence

FRAME = 32_768


def cabinet(files: Sequence[tuple[str, int]], records: Sequence[Sequence[int]]) -> bytes:
    """Files of (name, size), in one folder for each list of packed sizes; the bytes are zeros.

    A file begins the next folder when it does not fit into the frames of this one.
    """
    rows, folder, start = b"", 0, 0
    sizes = [0] * len(records)
    for name, size in files:
        if start + size > FRAME * len(records[folder]):
            folder, start = folder + 1, 0
        rows += struct.pack("<IIHHHH", size, start, folder, 0, 0, 0) + name.encode() + b"\0"
        start += size
        sizes[folder] = start
    files_at = 36 + 8 * len(records)
    data, folders = b"", b""
    for packed, size in zip(records, sizes, strict=True):
        folders += struct.pack("<IHH", files_at + len(rows) + len(data), len(packed), 1)
        for index, one in enumerate(packed):
            unpacked = min(FRAME, size - FRAME * index)
            data += struct.pack("<IHH", 0, one, unpacked) + bytes(one)
    whole = files_at + len(rows) + len(data)
    counts = (len(records), len(files), 0, 0, 0)
    head = struct.pack("<4sIIIIIBBHHHHH", b"MSCF", 0, whole, 0, files_at, 0, 3, 1, *counts)
    return head + folders + rows + data
