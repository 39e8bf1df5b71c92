"""Everything that is shipped is named, and nothing unknown is shipped."""

from pathlib import Path

import pytest

from installers.msi.contents import Package, packages
from installers.msi.database import parse_table, put_times
from installers.msi.errors import BuildError
from installers.msi.inner_libraries import inner_library
from installers.msi.launcher import SOURCES, resource_text
from installers.msi.notices import build_notices, packages_without_text
from installers.msi.tables import file_version, hash_row, package_code

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("av.libs/avcodec-63-2756d4ff.dll", "FFmpeg avcodec"),
        ("av.libs/libSvtAv1Enc-7a2b2046.dll", "stand-in for libsvtav1enc"),
        ("av.libs/libwebpmux-0b9545d8.dll", "stand-in for libwebpmux"),
        ("av.libs/libvpx-1-dd81d2b5.dll", "libvpx"),
        ("av.libs/libgcc_s_seh-1-3e3b83c1.dll", "GCC run-time library"),
        (
            "pikepdf.libs/qpdf30-14efc7eef6c9cae2095b94960308fa11.dll",
            "qpdf, with libjpeg-turbo, OpenSSL and zlib",
        ),
        ("av.libs/libx264-165-0f71f37c.dll", "stand-in for libx264"),
    ],
)
def test_libraries_inside_wheels_are_known(path: str, name: str) -> None:
    library = inner_library(path)
    assert library is not None
    assert library.name == name


def test_qt_is_named_by_its_own_package() -> None:
    assert inner_library("PySide6/Qt6Core.dll") is None


def test_a_library_that_nobody_has_looked_at_stops_the_build() -> None:
    with pytest.raises(BuildError, match="newcodec"):
        inner_library("av.libs/libnewcodec-1.dll")


def wheel(folder: Path, head: str, licence: str = "") -> None:
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(head + "\n\nAbout it.\n")
    if licence:
        (folder / "licenses").mkdir()
        (folder / "licenses" / "LICENSE").write_text(licence)


def test_packages_tell_their_licence_in_any_of_three_ways(tmp_path: Path) -> None:
    wheel(tmp_path / "a-1.dist-info", "Name: a\nVersion: 1\nLicense-Expression: MIT", "text of a")
    wheel(tmp_path / "b-2.dist-info", "Name: b\nVersion: 2\nLicense: BSD")
    classifier = "Classifier: License :: OSI Approved :: MIT License"
    wheel(tmp_path / "c-3.dist-info", f"Name: c\nVersion: 3\n{classifier}")
    found = list(packages(tmp_path))
    assert [(one.name, one.version, one.licence) for one in found] == [
        ("a", "1", "MIT"), ("b", "2", "BSD"), ("c", "3", "MIT License"),
    ]  # fmt: skip
    assert found[0].texts == (("LICENSE", "text of a"),)
    assert packages_without_text(found) == ("b", "c")


def test_notices_hold_every_text() -> None:
    package = Package(name="a", version="1", licence="MIT", texts=(("LICENSE", "text of a"),))
    text = build_notices([package])
    assert "a 1: MIT" in text
    assert "text of a" in text
    assert "LGPL-3.0" in text


def test_the_launcher_carries_the_version() -> None:
    text = (SOURCES / "launcher.rc.in").read_text(encoding="ascii")
    filled = resource_text(text, version="1.2.3", program="ReceptionRoom.exe")
    assert "FILEVERSION 1,2,3,0" in filled
    assert "@" not in filled


def test_the_launcher_starts_only_modules_of_the_program() -> None:
    text = (SOURCES / "launcher.c").read_text(encoding="utf-8")
    assert '#define OWN_PACKAGE L"desktop"' in text
    for word in ('L"-I"', 'L"-B"', "is_own_module(argv[2])", "SetDefaultDllDirectories"):
        assert word in text


def test_tables_are_read_and_a_broken_one_is_refused() -> None:
    text = "File\tSize\r\ns72\ti4\r\nFile\tFile\r\na\t1\r\nb\t2\r\n"
    assert parse_table(text) == [{"File": "a", "Size": "1"}, {"File": "b", "Size": "2"}]
    with pytest.raises(BuildError):
        parse_table(text + "c\r\n")


def test_times_of_a_summary_are_replaced() -> None:
    summary = bytearray(48)
    summary[44:48] = (48).to_bytes(4, "little")
    rows = (12, 32), (4, 44), (13, 48)
    summary += (60).to_bytes(4, "little") + len(rows).to_bytes(4, "little")
    for number, offset in rows:
        summary += number.to_bytes(4, "little") + offset.to_bytes(4, "little")
    summary += b"\x40\0\0\0" + b"\xff" * 8 + b"TEXT" + b"\x40\0\0\0" + b"\xff" * 8
    put_times(summary, 0)
    epoch = (11_644_473_600 * 10**7).to_bytes(8, "little")
    assert summary.count(epoch) == 2
    assert b"\xff" not in summary


def test_files_without_a_version_get_a_hash(tmp_path: Path) -> None:
    path = tmp_path / "a.pyc"
    path.write_bytes(b"abc")
    assert file_version(path) is None
    # RFC 1321, A.5: MD5 of "abc" is 900150983cd24fb0 d6963f7d28e17f72
    assert hash_row("f", b"abc") == {
        "File_": "f", "Options": "0", "HashPart1": "-1739587184", "HashPart2": "-1336946116",
        "HashPart3": "2101319382", "HashPart4": "1920983336",
    }  # fmt: skip


def test_the_package_code_follows_the_content_alone(tmp_path: Path) -> None:
    codes = []
    for folder, text in (("one", "a"), ("two", "a"), ("three", "b")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "file").write_text(text)
        codes.append(package_code(tmp_path / folder, ["file"], "1.0.0"))
    assert codes[0] == codes[1] != codes[2]
    assert package_code(tmp_path / "one", ["file"], "1.0.1") != codes[0]
