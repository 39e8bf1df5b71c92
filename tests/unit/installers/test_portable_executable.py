"""Windows binaries are read without trust, the launcher's own C compiler apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from installers.msi.errors import BuildError
from installers.msi.portable_executable import FileVersion, PortableExecutable
from tests.rigs.system.windows_program import program

pytestmark = pytest.mark.unit


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
