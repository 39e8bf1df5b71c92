"""A library with a stand-in refuses every call that FFmpeg knows of it, or the build stops."""

from pathlib import Path

import pytest

from installers.msi.errors import BuildError
from installers.msi.stand_ins import STAND_INS, replace_libraries, stand_in_source
from tests.rigs.system.windows_program import program

pytestmark = pytest.mark.unit

BY_PREFIX = {one.prefix: one.answers for one in STAND_INS}


def test_what_is_imported_is_exported_and_nothing_else() -> None:
    text = stand_in_source(
        {"first": "0", "second": "(void *)-1", "third": "0"}, {"second", "first"}
    )
    assert text.splitlines() == [
        "__declspec(dllexport) void *first(void) { return 0; }",
        "__declspec(dllexport) void *second(void) { return (void *)-1; }",
    ]


def test_a_function_that_nobody_has_looked_at_stops_the_build() -> None:
    with pytest.raises(BuildError, match="stands nowhere: added"):
        stand_in_source({"first": "0"}, {"first", "added"})


@pytest.mark.parametrize(
    ("prefix", "opens", "answer"),
    [
        ("libx264-", "x264_encoder_open_165", "0"),  # a handle
        ("libx265-", "x265_api_get_217", "0"),  # a table
        ("libsvtav1enc-", "svt_av1_enc_init_handle", "(void *)-1"),  # zero is success
        ("libdav1d-", "dav1d_open", "(void *)-1"),  # zero is success
        ("libvpl-", "MFXLoad", "0"),  # a handle
        ("libvpl-", "MFXCreateSession", "(void *)-1"),  # zero is success
        ("libwebp-", "WebPConfigInitInternal", "0"),  # zero is failure
        ("libwebpmux-", "WebPAnimEncoderOptionsInitInternal", "0"),  # zero is failure
        ("libvmaf-", "vmaf_init", "(void *)-1"),  # zero is success
    ],
)
def test_the_call_that_opens_fails_as_its_library_says(
    prefix: str, opens: str, answer: str
) -> None:
    assert BY_PREFIX[prefix][opens] == answer


def test_a_wheel_without_one_of_them_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"0 libraries libx264-\*"):
        replace_libraries(tmp_path)


def test_one_that_nothing_imports_is_to_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "libx264-165.dll").write_bytes(program())
    with pytest.raises(BuildError, match="it can be left out"):
        replace_libraries(tmp_path)


def test_a_wheel_that_asks_one_for_more_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "libx264-165.dll").write_bytes(program())
    (tmp_path / "avcodec-63.dll").write_bytes(program(needs="libx264-165.dll"))
    with pytest.raises(BuildError, match="stands nowhere: First, Second"):
        replace_libraries(tmp_path)
