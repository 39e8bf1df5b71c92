import hashlib
import io
import os
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from desktop.domain.errors import PaperRefused, StorageError
from desktop.store.blobs import blobs as blobs_module
from desktop.store.blobs.blobs import Blobs
from desktop.store.blobs.format import CHUNK_BYTES, HEADER, TAG_BYTES, count_chunks, plain_size
from desktop.store.blobs.writer import BlobWriter
from desktop.store.codes import StorageCode
from tests.fakes.fake_clock import NOON, FakeClock

pytestmark = pytest.mark.unit

LIMIT = 10 * CHUNK_BYTES
SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 3 * CHUNK_BYTES + 7]


def _blobs(folder: Path, *, is_disk_full: bool = False) -> Blobs:
    made = Blobs(
        folder=folder,
        blobs_key=bytes(32),
        names_key=bytes(range(32)),
        clock=FakeClock(),
        is_disk_full=lambda: is_disk_full,
    )
    made.prepare()
    return made


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return _blobs(tmp_path / "papers")


def _put(blobs: Blobs, data: bytes) -> str:
    return blobs.put(io.BytesIO(data), LIMIT).sha256


def _read(blobs: Blobs, sha256: str) -> bytes:
    with blobs.open(sha256) as file:
        return file.read()


def _files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "papers").iterdir())


def _full(*_arguments: Any) -> Any:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("size", SIZES)
def test_bytes_come_back_as_they_were(blobs: Blobs, tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    info = blobs.put(io.BytesIO(data), LIMIT)

    assert (info.sha256, info.size_bytes) == (hashlib.sha256(data).hexdigest(), size)
    assert _read(blobs, info.sha256) == data
    assert (blobs.has(info.sha256), blobs.size(info.sha256)) == (True, size)
    stored = _files(tmp_path)[0]
    assert info.sha256 not in stored.name
    assert plain_size(stored.stat().st_size) == size


def test_the_same_paper_twice_is_one_file(blobs: Blobs, tmp_path: Path) -> None:
    assert _put(blobs, b"a" * 1000) == _put(blobs, b"a" * 1000)
    assert len(_files(tmp_path)) == 1


def test_no_plain_byte_is_on_the_disk(blobs: Blobs, tmp_path: Path) -> None:
    _put(blobs, b"Kinh gui Chu tich" * 50_000)
    assert b"Kinh gui" not in _files(tmp_path)[0].read_bytes()


def test_any_stretch_can_be_read(blobs: Blobs) -> None:
    data = os.urandom(2 * CHUNK_BYTES + 500)
    with blobs.open(_put(blobs, data)) as file:
        for start in (0, 5, CHUNK_BYTES - 3, 2 * CHUNK_BYTES + 499, len(data)):
            file.seek(start)
            assert file.read(10) == data[start : start + 10]
            assert file.tell() == min(start + 10, len(data))
        file.seek(-4, os.SEEK_END)
        assert file.read() == data[-4:]
        file.seek(0)
        file.seek(3, os.SEEK_CUR)
        assert file.read(2) == data[3:5]


def test_a_paper_beyond_the_limit_is_refused_and_leaves_nothing(
    blobs: Blobs, tmp_path: Path
) -> None:
    with pytest.raises(PaperRefused) as refused:
        blobs.put(io.BytesIO(b"x" * 1001), 1000)

    assert refused.value.code == StorageCode.PAPER_TOO_LARGE
    assert _files(tmp_path) == []


def test_a_paper_on_a_full_disk_is_refused_and_leaves_nothing(
    blobs: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BlobWriter, "write", _full)
    with pytest.raises(StorageError) as refused:
        _put(blobs, b"x")
    assert refused.value.code == StorageCode.DISK_FULL
    assert _files(tmp_path) == []


def test_a_disk_that_fails_at_the_end_leaves_nothing(
    blobs: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", _broken)
    with pytest.raises(StorageError) as refused:
        _put(blobs, b"x")
    assert (refused.value.code, refused.value.data) == (StorageCode.NOT_WRITTEN, {"error": "EIO"})
    assert _files(tmp_path) == []


def _broken(*_arguments: Any) -> Any:
    raise OSError(5, "Input/output error")


def test_what_room_is_left_on_a_full_disk_is_not_for_papers(tmp_path: Path) -> None:
    blobs = _blobs(tmp_path / "papers", is_disk_full=True)

    for refuse in (lambda: _put(blobs, b"x"), lambda: blobs.continue_download("ab" * 32)):
        with pytest.raises(StorageError) as refused:
            refuse()
        assert refused.value.code == StorageCode.DISK_FULL
    assert _files(tmp_path) == []


def test_a_stream_that_breaks_leaves_nothing(blobs: Blobs, tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        @override
        def read(self, size: int | None = -1, /) -> bytes:
            raise RuntimeError(size)

    with pytest.raises(RuntimeError):
        blobs.put(Broken(), LIMIT)
    assert _files(tmp_path) == []


def test_a_paper_that_is_not_here_is_missing(blobs: Blobs) -> None:
    with pytest.raises(StorageError) as missing:
        blobs.open("00" * 32)
    assert missing.value.code == StorageCode.PAPER_MISSING
    assert not blobs.has("00" * 32)


DATA = bytes(range(256)) * 4096 + b"end"


def _flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    "place",
    [0, HEADER.size - 1, 9, HEADER.size, HEADER.size + CHUNK_BYTES + TAG_BYTES + 5, -1],
)
def test_one_flipped_bit_anywhere_is_noticed(blobs: Blobs, tmp_path: Path, place: int) -> None:
    sha256 = _put(blobs, DATA)
    _flip(_files(tmp_path)[0], place)

    with pytest.raises(StorageError) as damaged:
        _read(blobs, sha256)
    assert damaged.value.code == StorageCode.PAPER_DAMAGED


@given(place=st.integers(0, HEADER.size + 3000 + TAG_BYTES - 1), bit=st.integers(0, 7))
def test_no_bit_of_a_small_paper_can_be_changed(
    tmp_path_factory: pytest.TempPathFactory, place: int, bit: int
) -> None:
    folder = tmp_path_factory.mktemp("flip")
    blobs = _blobs(folder)
    sha256 = _put(blobs, b"x" * 3000)
    path = next(folder.iterdir())
    data = bytearray(path.read_bytes())
    data[place] ^= 1 << bit
    path.write_bytes(data)

    with pytest.raises(StorageError):
        _read(blobs, sha256)


@pytest.mark.parametrize(
    "length",
    [
        0,
        3,
        HEADER.size,
        HEADER.size + 10,
        HEADER.size + CHUNK_BYTES + TAG_BYTES,
        HEADER.size + CHUNK_BYTES + TAG_BYTES + 3,
        HEADER.size + 2 * (CHUNK_BYTES + TAG_BYTES) + 100,
        -1,
    ],
)
def test_a_file_cut_short_is_noticed_when_it_is_opened(
    blobs: Blobs, tmp_path: Path, length: int
) -> None:
    sha256 = _put(blobs, DATA)
    path = _files(tmp_path)[0]
    path.write_bytes(path.read_bytes()[:length])

    with pytest.raises(StorageError) as damaged:
        blobs.open(sha256)
    assert damaged.value.code == StorageCode.PAPER_DAMAGED


def test_a_file_swapped_for_another_is_noticed_when_it_is_opened(
    blobs: Blobs, tmp_path: Path
) -> None:
    one, other = _put(blobs, "đơn thứ nhất".encode()), _put(blobs, "đơn thứ hai".encode())
    first, second = _files(tmp_path)
    data = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(data)

    for sha256 in (one, other):
        with pytest.raises(StorageError):
            blobs.open(sha256)


def test_swapped_chunks_are_noticed(blobs: Blobs, tmp_path: Path) -> None:
    sha256 = _put(blobs, DATA)
    path = _files(tmp_path)[0]
    data = path.read_bytes()
    step = CHUNK_BYTES + TAG_BYTES
    first, second = HEADER.size, HEADER.size + step
    path.write_bytes(
        data[:first] + data[second : second + step] + data[first:second] + data[second + step :]
    )

    with pytest.raises(StorageError):
        _read(blobs, sha256)


def test_an_interrupted_download_goes_on_where_its_last_whole_chunk_ended(
    blobs: Blobs, tmp_path: Path
) -> None:
    data = os.urandom(3 * CHUNK_BYTES + 100)
    sha256 = hashlib.sha256(data).hexdigest()
    writer = blobs.continue_download(sha256)
    blobs.append(writer, data[: 2 * CHUNK_BYTES + 50])
    writer.pause()
    part = _files(tmp_path)[0]
    part.write_bytes(part.read_bytes() + b"torn")

    again = blobs.continue_download(sha256)
    assert again.size_bytes == 2 * CHUNK_BYTES
    blobs.append(again, data[again.size_bytes :])
    info = blobs.finish(again, sha256)

    assert (info.sha256, info.size_bytes) == (sha256, len(data))
    assert _read(blobs, sha256) == data
    assert len(_files(tmp_path)) == 1


@pytest.mark.parametrize("rubbish", [b"", b"short", b"x" * 100])
def test_a_part_that_is_rubbish_is_begun_anew(blobs: Blobs, tmp_path: Path, rubbish: bytes) -> None:
    sha256 = hashlib.sha256(b"paper").hexdigest()
    blobs.continue_download(sha256).pause()
    _files(tmp_path)[0].write_bytes(rubbish)

    writer = blobs.continue_download(sha256)
    blobs.append(writer, b"paper")
    blobs.finish(writer, sha256)
    assert _read(blobs, sha256) == b"paper"


def test_a_download_with_other_bytes_is_let_go(blobs: Blobs, tmp_path: Path) -> None:
    sha256 = hashlib.sha256(b"right").hexdigest()
    writer = blobs.continue_download(sha256)
    blobs.append(writer, b"wrong")

    with pytest.raises(StorageError) as damaged:
        blobs.finish(writer, sha256)
    assert damaged.value.code == StorageCode.PAPER_DAMAGED
    assert _files(tmp_path) == []


def test_a_download_of_what_came_meanwhile_is_let_go(blobs: Blobs, tmp_path: Path) -> None:
    sha256 = hashlib.sha256(b"paper").hexdigest()
    writer = blobs.continue_download(sha256)
    blobs.append(writer, b"paper")
    _put(blobs, b"paper")

    blobs.finish(writer, sha256)
    assert len(_files(tmp_path)) == 1


def test_a_download_on_a_full_disk_is_told(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = blobs.continue_download("ab" * 32)
    monkeypatch.setattr(writer, "_file", _FullFile(writer._file))
    with pytest.raises(StorageError) as full:
        blobs.append(writer, bytes(2 * CHUNK_BYTES))
    assert full.value.code == StorageCode.DISK_FULL
    writer.pause()
    monkeypatch.setattr(blobs_module, "continue_blob", _full)
    with pytest.raises(StorageError):
        blobs.continue_download("ab" * 32)


class _FullFile:
    def __init__(self, file: BinaryIO) -> None:
        self.close = file.close
        self.write = _full


def test_a_header_that_cannot_be_written_is_told(
    blobs: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_open = Path.open

    def full_disk(path: Path, *arguments: Any, **options: Any) -> Any:
        file = real_open(path, *arguments, **options)
        return _FullFile(file) if path.suffix == ".part" else file

    monkeypatch.setattr(Path, "open", full_disk)
    with pytest.raises(StorageError):
        _put(blobs, b"x")
    assert all(path.suffix == ".part" for path in _files(tmp_path))


def test_old_parts_are_swept_and_fresh_ones_stay(blobs: Blobs, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    for name, age in (("old.part", timedelta(days=8)), ("fresh.part", timedelta(days=6))):
        path = folder / name
        path.touch()
        moment = (NOON - age).timestamp()
        os.utime(path, (moment, moment))

    blobs.prepare()

    assert [path.name for path in folder.iterdir()] == ["fresh.part"]


def test_sizes_that_no_whole_file_has_are_known() -> None:
    assert plain_size(HEADER.size + TAG_BYTES) == 0
    assert plain_size(HEADER.size + TAG_BYTES - 1) is None
    assert plain_size(HEADER.size + CHUNK_BYTES + TAG_BYTES + 1) is None
    assert [count_chunks(size) for size in (0, 1, CHUNK_BYTES, CHUNK_BYTES + 1)] == [1, 1, 1, 2]


def _damaged(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.damaged"))


@pytest.mark.parametrize("place", [0, 9, HEADER.size + CHUNK_BYTES + TAG_BYTES + 5, -1])
def test_a_paper_that_is_found_damaged_is_put_aside_and_no_more_here(
    blobs: Blobs, tmp_path: Path, place: int
) -> None:
    sha256 = _put(blobs, DATA)
    path = _files(tmp_path)[0]
    _flip(path, place)
    rotten = path.read_bytes()

    with pytest.raises(StorageError):
        _read(blobs, sha256)

    assert not blobs.has(sha256)
    (aside,) = _damaged(path.parent)
    assert aside.read_bytes() == rotten


def test_a_reader_that_met_damage_reads_no_further(blobs: Blobs, tmp_path: Path) -> None:
    sha256 = _put(blobs, DATA)
    _flip(_files(tmp_path)[0], HEADER.size)
    with blobs.open(sha256) as file:
        for _ in range(2):
            with pytest.raises(StorageError) as damaged:
                file.read(10)
            assert damaged.value.code == StorageCode.PAPER_DAMAGED


@pytest.mark.parametrize("place", [0, HEADER.size + 5, -1])
def test_fresh_bytes_take_the_place_of_damaged_ones(
    blobs: Blobs, tmp_path: Path, place: int
) -> None:
    sha256 = _put(blobs, DATA)
    for times in (1, 2):
        path = next(one for one in _files(tmp_path) if not one.suffix)
        _flip(path, place)
        assert _put(blobs, DATA) == sha256
        assert _read(blobs, sha256) == DATA
        assert len(_damaged(path.parent)) == times


def test_a_download_takes_the_place_of_a_file_cut_short(blobs: Blobs, tmp_path: Path) -> None:
    sha256 = _put(blobs, DATA)
    path = _files(tmp_path)[0]
    path.write_bytes(path.read_bytes()[: HEADER.size + 3])
    writer = blobs.continue_download(sha256)
    blobs.append(writer, DATA)
    blobs.finish(writer, sha256)
    assert _read(blobs, sha256) == DATA


def test_a_sound_paper_is_not_touched_by_the_same_bytes(blobs: Blobs, tmp_path: Path) -> None:
    _put(blobs, DATA)
    path = _files(tmp_path)[0]
    before = (path.read_bytes(), path.stat().st_ino, path.stat().st_mtime_ns)
    _put(blobs, DATA)
    assert (path.read_bytes(), path.stat().st_ino, path.stat().st_mtime_ns) == before
    assert _files(tmp_path) == [path]


def test_who_still_reads_the_damaged_file_leaves_the_whole_one_alone(
    blobs: Blobs, tmp_path: Path
) -> None:
    sha256 = _put(blobs, DATA)
    _flip(_files(tmp_path)[0], HEADER.size)
    with blobs.open(sha256) as late:
        _put(blobs, DATA)
        with pytest.raises(StorageError):
            late.read()
    assert _read(blobs, sha256) == DATA


def test_a_damaged_paper_that_cannot_be_put_aside_is_told_all_the_same(
    blobs: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = _put(blobs, DATA)
    _flip(_files(tmp_path)[0], HEADER.size)
    monkeypatch.setattr(Path, "rename", _broken)
    with pytest.raises(StorageError) as damaged:
        _read(blobs, sha256)
    assert damaged.value.code == StorageCode.PAPER_DAMAGED
    assert _damaged(tmp_path / "papers") == []


def test_fresh_bytes_take_the_place_of_a_file_the_disk_cannot_read(
    blobs: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = _put(blobs, DATA)
    with monkeypatch.context() as bad_sector:
        bad_sector.setattr("desktop.store.blobs.reader._ChunkedFile.readinto", _broken)
        _put(blobs, DATA)
    assert len(_damaged(tmp_path / "papers")) == 1
    assert _read(blobs, sha256) == DATA
