"""A build says what takes the room, and stops when the installer is too large."""

from pathlib import PurePosixPath

import pytest

from installers.msi.errors import BuildError
from installers.msi.linted import target_paths
from installers.msi.packed import PackedFile
from installers.msi.sizes import SIZE_LIMIT_BYTES, check_size, part_of, parts_of, table

pytestmark = pytest.mark.unit

MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    ("path", "size_bytes", "part"),
    [
        ("ReceptionRoom.exe", 40_000, "launcher"),
        ("runtime/python313.zip", 4 * MEGABYTE, "CPython"),
        ("runtime/python313.dll", 6 * MEGABYTE, "CPython: python313.dll"),
        ("runtime/lib/av/frame.pyd", 9_000, "av"),
        ("runtime/lib/av.libs/libopus-0-0123456789abcdef0123456789abcdef.dll", 9_000, "av"),
        (
            "runtime/lib/av.libs/avcodec-63-0123456789abcdef0123456789abcdef.dll",
            MEGABYTE,
            "av: avcodec-63.dll",
        ),
        ("runtime/lib/wrtc.cp313-win_amd64.pyd", 8 * MEGABYTE, "wrtc: wrtc.pyd"),
        ("runtime/lib/sounddevice.pyc", 100, "sounddevice"),
        ("runtime/lib/numpy-2.5.5.dist-info/METADATA", 100, "licences, bill of materials"),
        ("licenses/sbom.cdx.json", 2 * MEGABYTE, "licences, bill of materials"),
        ("runtime/lib/desktop/app/main.pyc", 100, "desktop"),
        ("runtime/lib/desktop/_resources/fonts/a.ttf", 100, "desktop, resources"),
    ],
)
def test_a_file_belongs_to_its_package_and_a_large_library_to_itself(
    path: str, size_bytes: int, part: str
) -> None:
    assert part_of(PurePosixPath(path), size_bytes) == part


def packed(name: str, size_bytes: int, packed_bytes: float) -> PackedFile:
    return PackedFile(name=name, size_bytes=size_bytes, packed_bytes=packed_bytes)


def test_parts_stand_by_what_they_take_of_the_installer() -> None:
    paths = {
        "f1": PurePosixPath("runtime/lib/numpy/a.pyc"),
        "f2": PurePosixPath("runtime/lib/numpy/b.pyd"),
        "f3": PurePosixPath("runtime/lib/av/c.pyd"),
        "f4": PurePosixPath("licenses/LICENSE"),
    }
    sizes = ((900, 400), (800, 300.5), (700, 2_000_000), (100, 50))
    files = [packed(f"f{index}", *size) for index, size in enumerate(sizes, start=1)]
    parts = parts_of(files, paths)
    assert [(part.name, part.files, part.size_bytes, part.packed_bytes) for part in parts] == [
        ("av", 1, 700, 2_000_000),
        ("numpy", 2, 1_700, 700.5),
        ("licences, bill of materials", 1, 100, 50),
    ]
    lines = [line.split() for line in table(parts, package_bytes=2_500_000)]
    assert lines == [
        ["part", "files", "MB", "packed"],
        ["av", "1", "0.00", "2.00"],
        ["2", "smaller", "parts", "3", "0.00", "0.00"],
        ["all", "files", "4", "0.00", "2.00"],
        ["the", "installer's", "tables", "0", "0.00", "0.50"],
        ["installer", "2.50"],
    ]


def test_a_file_that_no_table_names_is_refused() -> None:
    with pytest.raises(BuildError, match="f1 is in the cabinet"):
        parts_of([packed("f1", 1, 1)], {})


def test_paths_are_read_from_the_tables() -> None:
    def folder(key: str, parent: str, name: str) -> dict[str, str]:
        return {"Directory": key, "Directory_Parent": parent, "DefaultDir": name}

    tables = {
        "Directory": [
            folder("TARGETDIR", "", "SourceDir"),
            folder("ProgramFiles64Folder", "TARGETDIR", "."),
            folder("INSTALLDIR", "ProgramFiles64Folder", "recept~1|ReceptionRoom"),
            folder("d1", "INSTALLDIR", "runtime"),
        ],
        "Component": [
            {"Component": "c1", "Directory_": "d1"},
            {"Component": "c2", "Directory_": "INSTALLDIR"},
        ],
        "File": [
            {"File": "f1", "Component_": "c1", "FileName": "python~1.zip|python313.zip"},
            {"File": "f2", "Component_": "c2", "FileName": "ReceptionRoom.exe"},
        ],
    }
    assert target_paths(tables) == {
        "f1": PurePosixPath("runtime/python313.zip"),
        "f2": PurePosixPath("ReceptionRoom.exe"),
    }


def test_an_installer_above_the_limit_stops_the_build() -> None:
    check_size(SIZE_LIMIT_BYTES)
    with pytest.raises(BuildError, match=r"135\.1 MB of 135"):
        check_size(SIZE_LIMIT_BYTES + 100_000)
