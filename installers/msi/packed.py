"""Reads a cabinet: which file takes how many packed bytes. Layout: Microsoft's [MS-CAB]."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from installers.msi.errors import BuildError

_HEAD: Final = struct.Struct("<4s4xI4xI4x2xHHHHH")
_FOLDER: Final = struct.Struct("<IHH")
_FILE: Final = struct.Struct("<IIHHHH")
_RECORD: Final = struct.Struct("<IHH")
_NAME_LIMIT: Final = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """A file of a cabinet.

    packed_bytes: its share of the records that it lies in; all shares together are the records.
    """

    name: str
    size_bytes: int
    packed_bytes: float


def packed_files(cabinet: bytes) -> list[PackedFile]:
    """Every file, in the cabinet's order. Raises: BuildError."""
    try:
        return list(_files(cabinet))
    except (struct.error, ValueError, IndexError) as error:
        message = f"the cabinet cannot be read: {error}"
        raise BuildError(message) from error


def _files(cabinet: bytes) -> Iterator[PackedFile]:
    mark, size, place, folder_count, file_count, flags, _set, _number = _HEAD.unpack_from(cabinet)
    if mark != b"MSCF" or size != len(cabinet) or flags:
        message = "not a whole cabinet of its own"
        raise ValueError(message)
    folders = [
        _packed_ends(cabinet, *_FOLDER.unpack_from(cabinet, _HEAD.size + _FOLDER.size * index)[:2])
        for index in range(folder_count)
    ]
    for _ in range(file_count):
        size_bytes, start, folder, *_ = _FILE.unpack_from(cabinet, place)
        place += _FILE.size
        end = cabinet.index(b"\0", place, place + _NAME_LIMIT)
        ends = folders[folder]
        packed_bytes = _packed_before(ends, start + size_bytes) - _packed_before(ends, start)
        name = cabinet[place:end].decode("ascii")
        yield PackedFile(name=name, size_bytes=size_bytes, packed_bytes=packed_bytes)
        place = end + 1


def _packed_ends(cabinet: bytes, place: int, count: int) -> list[tuple[int, int]]:
    """For the end of each record of a folder: (bytes unpacked, bytes packed) up to there."""
    sizes = []
    for _ in range(count):
        _sum, packed, unpacked = _RECORD.unpack_from(cabinet, place)
        place += _RECORD.size + packed
        sizes.append((unpacked, _RECORD.size + packed))
    unpacked_ends = accumulate((unpacked for unpacked, _ in sizes), initial=0)
    return list(zip(unpacked_ends, accumulate((one for _, one in sizes), initial=0), strict=True))


def _packed_before(ends: list[tuple[int, int]], place: int) -> float:
    # Every record but the last unpacks to the same number of bytes.
    index = min(place // ends[1][0], len(ends) - 2) if len(ends) > 1 else 0
    if not place:
        return 0.0
    (start, packed), (end, packed_end) = ends[index], ends[index + 1]
    return packed + (packed_end - packed) * (place - start) / (end - start)
