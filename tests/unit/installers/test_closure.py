"""Every library is where Windows looks for it, or the build stops."""

from pathlib import Path

import pytest

from installers.msi.closure import check_libraries, missing_libraries
from installers.msi.errors import BuildError
from tests.rigs.system.windows_program import program

pytestmark = pytest.mark.unit


def put(folder: Path, path: str, needs: str = "KERNEL32.dll") -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(program(needs=needs))


@pytest.mark.parametrize(
    ("library", "binary"),
    [
        ("runtime/tool.dll", "runtime/lib/soxr/soxr_ext.pyd"),
        ("runtime/lib/soxr/tool.dll", "runtime/lib/soxr/soxr_ext.pyd"),
        ("runtime/lib/numpy.libs/TOOL.dll", "runtime/lib/numpy/fft/transform.pyd"),
        ("runtime/lib/pikepdf.libs/TOOL.dll", "runtime/lib/pikepdf/transform.pyd"),
        ("runtime/lib/shiboken6/tool.dll", "runtime/lib/PySide6/plugins/platforms/qwindows.dll"),
    ],
)
def test_a_library_that_windows_finds_is_enough(tmp_path: Path, library: str, binary: str) -> None:
    put(tmp_path, library)
    put(tmp_path, binary, needs="Tool.dll")
    check_libraries(tmp_path)


@pytest.mark.parametrize(
    "library", ["runtime/lib/shiboken6/tool.dll", "tool.dll", "runtime/lib/other.dll"]
)
def test_a_library_elsewhere_is_missing(tmp_path: Path, library: str) -> None:
    put(tmp_path, library)
    put(tmp_path, "runtime/lib/soxr/soxr_ext.pyd", needs="tool.dll")
    assert list(missing_libraries(tmp_path)) == [("runtime/lib/soxr/soxr_ext.pyd", "tool.dll")]
    with pytest.raises(BuildError, match=r"soxr_ext\.pyd needs tool\.dll"):
        check_libraries(tmp_path)


@pytest.mark.parametrize("name", ["KERNEL32.dll", "api-ms-win-crt-heap-l1-1-0.dll"])
def test_windows_brings_its_own(tmp_path: Path, name: str) -> None:
    put(tmp_path, "ReceptionRoom.exe", needs=name)
    check_libraries(tmp_path)
