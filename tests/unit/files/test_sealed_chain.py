"""A sealed chain is read as it was written, and nothing else is taken for it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.files.sealed_chain import (
    KEY_BYTES,
    MAX_HEAD_BYTES,
    ChainBroken,
    ChainTorn,
    ChainWriter,
    Piece,
    read_head,
    read_pieces,
)

pytestmark = pytest.mark.unit

KEY = bytes(range(KEY_BYTES))
HEAD = b'{"of":"a test"}'
PIECES = [(b"one", b"first piece"), (b"two", b""), (b"three", b"x" * 1_000)]


def written(path: Path) -> Path:
    writer = ChainWriter(path, key=KEY, head=HEAD)
    for mark, plain in PIECES:
        writer.put(mark, plain)
    assert writer.written_bytes == path.stat().st_size
    writer.close()
    writer.close()
    return path


def test_what_was_written_is_read_with_the_key_and_checked_without(tmp_path: Path) -> None:
    path = written(tmp_path / "chain")
    with path.open("rb") as file:
        assert read_head(file) == HEAD
    assert [(one.mark, one.plain) for one in read_pieces(path, key=KEY)] == PIECES
    checked = list(read_pieces(path))
    assert [(one.mark, one.plain) for one in checked] == [(mark, None) for mark, _ in PIECES]
    assert [one.number for one in checked] == [0, 1, 2]


def test_nothing_plain_lies_on_the_disk_and_no_two_files_are_alike(tmp_path: Path) -> None:
    one, other = written(tmp_path / "one"), written(tmp_path / "other")
    assert b"first piece" not in one.read_bytes()
    assert one.read_bytes() != other.read_bytes()


def test_no_file_is_written_over(tmp_path: Path) -> None:
    path = written(tmp_path / "chain")
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        ChainWriter(path, key=KEY, head=HEAD)
    assert path.read_bytes() == before


def test_a_file_cut_anywhere_gives_its_whole_pieces_and_says_that_it_is_torn(
    tmp_path: Path,
) -> None:
    whole = written(tmp_path / "chain").read_bytes()
    ends = []
    size = 0
    writer = ChainWriter(tmp_path / "ends", key=KEY, head=HEAD)
    for mark, plain in PIECES:
        size = writer.written_bytes
        ends.append(size)
        writer.put(mark, plain)
    writer.close()
    cut = tmp_path / "cut"
    for length in range(ends[0], len(whole)):
        cut.write_bytes(whole[:length])
        found: list[Piece] = []
        complete = sum(length >= end for end in [*ends[1:], len(whole)])
        if length in ends:
            found.extend(read_pieces(cut, key=KEY))
        else:
            with pytest.raises(ChainTorn) as torn:
                found.extend(read_pieces(cut, key=KEY))
            assert torn.value.piece == complete
        assert len(found) == complete
    for length in range(ends[0]):
        cut.write_bytes(whole[:length])
        with pytest.raises(ChainBroken) as broken:
            list(read_pieces(cut))
        assert broken.value.piece == -1


def test_no_changed_byte_goes_unseen_though_no_key_is_there(tmp_path: Path) -> None:
    whole = bytearray(written(tmp_path / "chain").read_bytes())
    path = tmp_path / "changed"
    for at in range(len(whole)):
        whole[at] ^= 0x01
        path.write_bytes(whole)
        with pytest.raises((ChainBroken, ChainTorn)):
            list(read_pieces(path))
        whole[at] ^= 0x01


def swapped(pieces: list[bytes]) -> bytes:
    return b"".join([pieces[0], pieces[2], pieces[1], *pieces[3:]])


def dropped(pieces: list[bytes]) -> bytes:
    return b"".join([*pieces[:2], *pieces[3:]])


def doubled(pieces: list[bytes]) -> bytes:
    return b"".join([*pieces[:2], pieces[1], *pieces[2:]])


@pytest.mark.parametrize("change", [swapped, dropped, doubled])
def test_pieces_that_are_swapped_dropped_or_doubled_are_seen(
    tmp_path: Path, change: Callable[[list[bytes]], bytes]
) -> None:
    path = tmp_path / "chain"
    writer = ChainWriter(path, key=KEY, head=HEAD)
    ends = [writer.written_bytes]
    for mark, plain in PIECES:
        writer.put(mark, plain)
        ends.append(writer.written_bytes)
    writer.close()
    whole = path.read_bytes()
    starts = [0, *ends]
    pieces = [whole[begin:end] for begin, end in zip(starts, ends, strict=False)]
    path.write_bytes(change(pieces))
    with pytest.raises(ChainBroken):
        list(read_pieces(path))


def test_a_wrong_key_opens_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "chain")
    with pytest.raises(ChainBroken) as broken:
        list(read_pieces(path, key=bytes(KEY_BYTES)))
    assert broken.value.piece == 0


def test_a_chain_that_was_made_anew_without_the_key_is_seen_with_it(tmp_path: Path) -> None:
    path = tmp_path / "forged"
    writer = ChainWriter(path, key=bytes(KEY_BYTES), head=HEAD)
    writer.put(b"one", b"other words")
    writer.close()
    assert len(list(read_pieces(path))) == 1
    with pytest.raises(ChainBroken):
        list(read_pieces(path, key=KEY))


def test_lengths_that_nobody_writes_are_refused_before_memory_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "chain"
    path.write_bytes(b"RRCHAIN1" + (MAX_HEAD_BYTES + 1).to_bytes(4, "big"))
    with pytest.raises(ChainBroken):
        list(read_pieces(path))
    path = written(tmp_path / "good")
    start = path.read_bytes()
    begin = 8 + 4 + len(HEAD) + 8
    path.write_bytes(start[:begin] + b"\xff" * 8)
    with pytest.raises(ChainBroken) as broken:
        list(read_pieces(path))
    assert broken.value.piece == 0


def test_a_disk_that_refuses_the_start_leaves_no_open_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise OSError("no room")

    monkeypatch.setattr("desktop.files.sealed_chain.sync_folder", refuse)
    with pytest.raises(OSError, match="no room"):
        ChainWriter(tmp_path / "chain", key=KEY, head=HEAD)
    assert not (tmp_path / "chain").exists()  # without its head it is none, and takes no number


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file grows beyond some kilobytes, as on a disk that is full."""
    resource = pytest.importorskip("resource")
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, former[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, former)


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_refuses_a_piece_and_lets_go_of_the_file(tmp_path: Path) -> None:
    writer = ChainWriter(tmp_path / "chain", key=KEY, head=HEAD)
    writer.put(b"one", b"first piece")
    chain = writer.chain
    for _ in range(2):
        with pytest.raises(OSError):  # noqa: PT011 - each system has its own number
            writer.put(b"two", bytes(20_000))
    assert writer.chain == chain
    writer.close()
    pieces, read = list[Piece](), read_pieces(tmp_path / "chain", key=KEY)
    with pytest.raises(ChainTorn):
        pieces.extend(read)
    assert [one.plain for one in pieces] == [b"first piece"]
