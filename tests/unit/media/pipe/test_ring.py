"""The ring: latest wins, torn pictures are never seen, dead writers leave nothing."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.media.pipe import ring
from desktop.media.pipe.ring import RingReader, RingWriter, remove_abandoned_rings

pytestmark = pytest.mark.unit


@pytest.fixture
def writer() -> Iterator[RingWriter]:
    writer = RingWriter()
    writer.open()
    yield writer
    writer.close()


@pytest.fixture
def reader(writer: RingWriter) -> Iterator[RingReader]:
    reader = RingReader(writer.name)
    reader.open()
    yield reader
    reader.close()


def picture(value: int, width: int = 32, height: int = 16) -> bytes:
    return bytes([value % 256]) * (width * height * 3 // 2)


def test_an_empty_ring_has_no_picture(reader: RingReader) -> None:
    assert reader.read() is None


def test_the_newest_picture_is_read_and_drops_are_counted(
    writer: RingWriter, reader: RingReader
) -> None:
    for number in range(1, 6):
        assert writer.write(picture(number), 32, 16, float(number))
    frame = reader.read()
    assert frame is not None
    assert (frame.data, frame.width, frame.height) == (picture(5), 32, 16)
    assert (frame.number, frame.made_at_s) == (5, 5.0)
    assert reader.drops == 4
    again = reader.read()
    assert again is not None
    assert again.number == 5
    assert reader.drops == 4


@given(sizes=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), min_size=1, max_size=9))
def test_any_sequence_of_sizes_ends_with_the_last_picture(sizes: list[tuple[int, int]]) -> None:
    writer = RingWriter()
    writer.open()
    reader = RingReader(writer.name)
    reader.open()
    try:
        for number, (half_width, half_height) in enumerate(sizes, 1):
            width, height = 2 * half_width, 2 * half_height
            assert writer.write(picture(number, width, height), width, height, 0.0)
            frame = reader.read()
            assert frame is not None
            assert frame.data == picture(number, width, height)
        assert reader.drops == 0
    finally:
        reader.close()
        writer.close()


@pytest.mark.parametrize(
    ("data", "width", "height"),
    [
        (b"", 32, 16),
        (picture(1), 31, 16),
        (picture(1), 32, 18),
        (b"\x00" * (1922 * 1080 * 3 // 2), 1922, 1080),
    ],
)
def test_a_picture_that_does_not_fit_is_refused(
    writer: RingWriter, data: bytes, width: int, height: int
) -> None:
    assert not writer.write(data, width, height, 0.0)


def test_full_hd_fits(writer: RingWriter, reader: RingReader) -> None:
    data = picture(7, 1920, 1080)
    assert writer.write(data, 1920, 1080, 0.0)
    frame = reader.read()
    assert frame is not None
    assert frame.data == data


def test_a_reader_beside_a_fast_writer_never_sees_a_torn_picture(
    writer: RingWriter, reader: RingReader
) -> None:
    is_over = threading.Event()

    def write() -> None:
        number = 0
        while not is_over.is_set():
            number += 1
            writer.write(picture(number, 320, 180), 320, 180, 0.0)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        seen = 0
        while seen < 300:
            frame = reader.read()
            if frame is not None:
                assert frame.data == picture(frame.number, 320, 180)
                seen += 1
    finally:
        is_over.set()
        thread.join()


def test_a_writer_killed_in_the_middle_leaves_the_picture_before(
    writer: RingWriter, reader: RingReader
) -> None:
    writer.write(picture(1), 32, 16, 1.0)
    assert writer._memory is not None
    base = ring._slot_base(2)
    ring._SLOT.pack_into(writer._memory, base, 3, 2, 32, 16, 2.0, 768)  # odd: being written
    writer._memory[base + 64 : base + 164] = b"\xff" * 100
    frame = reader.read()
    assert frame is not None
    assert frame.data == picture(1)


def test_a_slot_that_is_being_written_is_not_read(writer: RingWriter, reader: RingReader) -> None:
    writer.write(picture(1), 32, 16, 1.0)
    assert writer._memory is not None
    ring._SEQUENCE.pack_into(writer._memory, ring._slot_base(1), 1)
    assert reader.read() is None


def test_close_removes_the_ring_and_is_idempotent(writer: RingWriter, reader: RingReader) -> None:
    path = ring._ring_path(writer.name)
    assert path.exists()
    assert path.stat().st_mode & 0o777 == 0o600
    writer.close()
    writer.close()
    assert not path.exists()
    reader.close()
    reader.close()
    assert reader.read() is None
    assert not writer.write(picture(1), 32, 16, 0.0)


@pytest.mark.parametrize(
    "name", ["", "other", "reception-room-ring-../x", "reception-room-ring-\\"]
)
def test_a_name_that_is_no_ring_is_refused(name: str) -> None:
    with pytest.raises((ValueError, OSError)):
        RingReader(name).open()


def test_a_missing_or_foreign_file_is_refused() -> None:
    with pytest.raises(OSError, match="No such file"):
        RingReader(ring.NAME_PREFIX + "missing").open()
    path = ring._ring_path(ring.NAME_PREFIX + f"foreign-{os.getpid()}")
    path.write_bytes(b"x" * 100)
    try:
        with pytest.raises(ValueError, match="foreign"):
            RingReader(path.name).open()
        with path.open("wb") as out:
            out.truncate(ring._RING_BYTES)
        with pytest.raises(ValueError, match="foreign"):
            RingReader(path.name).open()
    finally:
        path.unlink()


def test_a_ring_that_another_program_removes_meanwhile_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ring, "_ring_folder", lambda: _Gone(tmp_path))
    assert remove_abandoned_rings() == 0


class _Gone:
    """A folder whose file is gone between its listing and the look at it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def glob(self, _pattern: str) -> list[Path]:
        return [self._folder / "reception-room-ring-gone"]


def test_rings_fall_back_to_the_temporary_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ring, "_ring_folder", lambda: tmp_path)
    writer = RingWriter()
    writer.open()
    assert [path.name for path in tmp_path.iterdir()] == [writer.name]
    writer.close()
