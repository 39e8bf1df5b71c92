"""A cabinet tells which file takes how much of it."""

import struct

import pytest

from installers.msi.errors import BuildError
from installers.msi.packed import packed_files
from tests.rigs.system.cabinet import FRAME, cabinet

pytestmark = pytest.mark.unit

HEAD = 8  # of a record


def test_a_file_takes_its_share_of_each_record() -> None:
    files = [("small", FRAME // 4), ("large", FRAME), ("empty", 0), ("last", FRAME // 4)]
    found = packed_files(cabinet(files, [[92, 42]]))
    assert [(one.name, one.size_bytes) for one in found] == files
    assert [one.packed_bytes for one in found] == [25.0, 75.0 + 25.0, 0.0, 25.0]


def test_all_shares_are_all_records() -> None:
    files = [("a", 3), ("b", 40_000), ("c", 25_000), ("d", 30_000), ("e", 1)]
    records = [[900, 800], [700]]
    found = packed_files(cabinet(files, records))
    whole = sum(one + HEAD for folder in records for one in folder)
    assert sum(one.packed_bytes for one in found) == pytest.approx(whole)


def test_a_folder_without_a_record_takes_nothing() -> None:
    (only,) = packed_files(cabinet([("empty", 0)], [[]]))
    assert only.packed_bytes == 0


@pytest.mark.parametrize("size", [0, 20, 60, 200])
def test_a_cabinet_that_was_cut_is_refused(size: int) -> None:
    whole = cabinet([("a", 100)], [[300]])
    with pytest.raises(BuildError, match="cannot be read"):
        packed_files(whole[:size])


def test_a_record_outside_of_the_cabinet_is_refused() -> None:
    whole = bytearray(cabinet([("a", 100)], [[300]]))
    struct.pack_into("<I", whole, 36, len(whole))
    with pytest.raises(BuildError, match="cannot be read"):
        packed_files(bytes(whole))
