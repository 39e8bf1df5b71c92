"""Uploads by hash: every kept byte counts, the whole hash decides."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cityserver.papers.blobs import (
    Blobs,
    ChunkTooLarge,
    HashMismatch,
    Progress,
    Sender,
    WrongOffset,
)
from desktop.contract.version import MAX_UPLOAD_CHUNK_BYTES
from desktop.domain.ids import SiteId

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]

DATA = bytes(range(256)) * 40
HASH = hashlib.sha256(DATA).hexdigest()
SENDER = Sender(site_id=SiteId("commune"))


class Cut(Exception):
    """The line broke."""


async def body(*pieces: bytes, cut: bool = False) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
    if cut:
        raise Cut


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path)


async def append(blobs: Blobs, offset: int, *pieces: bytes, cut: bool = False) -> Progress:
    return await blobs.append(
        HASH, offset=offset, length=len(DATA), body=body(*pieces, cut=cut), sender=SENDER
    )


async def test_a_paper_in_one_piece_is_complete(blobs: Blobs) -> None:
    assert await append(blobs, 0, DATA) == Progress(offset=len(DATA), is_complete=True)
    assert blobs.path(HASH).read_bytes() == DATA
    assert blobs.progress(HASH).is_complete


async def test_nothing_is_known_of_an_unknown_paper(blobs: Blobs) -> None:
    assert blobs.progress(HASH) == Progress(offset=0, is_complete=False)


async def test_what_came_before_a_cut_is_kept_and_the_upload_goes_on(blobs: Blobs) -> None:
    with pytest.raises(Cut):
        await append(blobs, 0, DATA[:5_000], cut=True)
    assert blobs.progress(HASH) == Progress(offset=5_000, is_complete=False)
    assert (await append(blobs, 5_000, DATA[5_000:])).is_complete


async def test_a_new_process_goes_on_with_what_the_old_one_kept(
    blobs: Blobs, tmp_path: Path
) -> None:
    await append(blobs, 0, DATA[:100])
    assert (await append(Blobs(tmp_path), 100, DATA[100:])).is_complete


@pytest.mark.parametrize("offset", [0, 99, 101])
async def test_a_wrong_offset_is_told_the_right_one(blobs: Blobs, offset: int) -> None:
    await append(blobs, 0, DATA[:100])
    with pytest.raises(WrongOffset) as wrong:
        await append(blobs, offset, DATA[100:])
    assert wrong.value.offset == 100
    assert blobs.progress(HASH).offset == 100


async def test_a_complete_paper_takes_no_more_and_says_so(blobs: Blobs) -> None:
    await append(blobs, 0, DATA)
    assert (await append(blobs, len(DATA))).is_complete
    with pytest.raises(WrongOffset) as wrong:
        await append(blobs, 0, DATA)
    assert wrong.value.offset == len(DATA)


async def test_wrong_bytes_are_thrown_away_and_the_upload_begins_anew(blobs: Blobs) -> None:
    with pytest.raises(HashMismatch):
        await append(blobs, 0, DATA[:-1] + b"x")
    assert blobs.progress(HASH) == Progress(offset=0, is_complete=False)
    assert (await append(blobs, 0, DATA)).is_complete


async def test_more_bytes_than_promised_are_refused(blobs: Blobs) -> None:
    with pytest.raises(ChunkTooLarge):
        await append(blobs, 0, DATA, b"more")
    assert not blobs.progress(HASH).is_complete


async def test_a_chunk_beyond_the_limit_is_refused(blobs: Blobs) -> None:
    piece = bytes(1024 * 1024)
    with pytest.raises(ChunkTooLarge):
        await blobs.append(
            HASH,
            offset=0,
            length=2 * MAX_UPLOAD_CHUNK_BYTES,
            body=body(*[piece] * (MAX_UPLOAD_CHUNK_BYTES // len(piece) + 1)),
            sender=SENDER,
        )
    assert blobs.progress(HASH).offset <= MAX_UPLOAD_CHUNK_BYTES


async def test_a_newer_request_takes_over_from_a_dead_one(blobs: Blobs) -> None:
    is_waiting, may_go_on = asyncio.Event(), asyncio.Event()

    async def dead_line() -> AsyncIterator[bytes]:
        yield DATA[:50]
        is_waiting.set()
        await may_go_on.wait()
        yield DATA[50:]

    dead = asyncio.create_task(
        blobs.append(HASH, offset=0, length=len(DATA), body=dead_line(), sender=SENDER)
    )
    await is_waiting.wait()
    assert (await append(blobs, 0, DATA)).is_complete
    may_go_on.set()
    with pytest.raises(WrongOffset):
        await dead
    assert blobs.path(HASH).read_bytes() == DATA


async def test_a_newer_request_at_another_worker_takes_over(blobs: Blobs, tmp_path: Path) -> None:
    is_waiting, may_go_on = asyncio.Event(), asyncio.Event()

    async def dead_line() -> AsyncIterator[bytes]:
        yield DATA[:50]
        is_waiting.set()
        await may_go_on.wait()
        yield DATA[50:]

    dead = asyncio.create_task(
        blobs.append(HASH, offset=0, length=len(DATA), body=dead_line(), sender=SENDER)
    )
    await is_waiting.wait()
    await append(Blobs(tmp_path), 0, DATA[:70])
    may_go_on.set()
    with pytest.raises(WrongOffset) as wrong:
        await dead
    assert wrong.value.offset == 70
    assert (await append(blobs, 70, DATA[70:])).is_complete
    assert blobs.path(HASH).read_bytes() == DATA
    left = [path.name for path in (tmp_path / "turns").iterdir()]
    assert left == [f"{HASH[:2]}.lock"]


async def test_a_taken_over_request_is_told_where_the_newer_one_stands(blobs: Blobs) -> None:
    is_waiting, may_go_on = asyncio.Event(), asyncio.Event()

    async def slow_line() -> AsyncIterator[bytes]:
        is_waiting.set()
        await may_go_on.wait()
        yield DATA

    slow = asyncio.create_task(
        blobs.append(HASH, offset=0, length=len(DATA), body=slow_line(), sender=SENDER)
    )
    await is_waiting.wait()
    await append(blobs, 0, DATA[:70])
    may_go_on.set()
    with pytest.raises(WrongOffset) as wrong:
        await slow
    assert wrong.value.offset == 70


async def test_a_refusing_disk_loses_nothing_that_was_kept(
    blobs: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    await append(blobs, 0, DATA[:100])

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("desktop.cityserver.papers.blobs._append", refuse)
        with pytest.raises(OSError, match="space"):
            await append(blobs, 100, DATA[100:])
    assert (await append(blobs, 100, DATA[100:])).is_complete


@given(cuts=st.lists(st.tuples(st.integers(1, 4_000), st.booleans()), max_size=12))
async def test_any_pattern_of_cuts_ends_with_equal_bytes(
    cuts: Sequence[tuple[int, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    blobs = Blobs(tmp_path_factory.mktemp("blobs"))
    for size, is_cut in cuts:
        offset = blobs.progress(HASH).offset
        if offset + size >= len(DATA):
            break
        try:
            await append(blobs, offset, DATA[offset : offset + size], cut=is_cut)
        except Cut:
            assert blobs.progress(HASH).offset == offset + size
    offset = blobs.progress(HASH).offset
    assert (await append(blobs, offset, DATA[offset:])).is_complete
    assert blobs.path(HASH).read_bytes() == DATA


async def test_who_must_send_it_itself_sees_nothing_of_what_others_sent(blobs: Blobs) -> None:
    await append(blobs, 0, DATA)
    unit, other = SiteId("unit"), SiteId("other")
    assert blobs.progress(HASH, unit) == Progress(offset=0, is_complete=False)
    size = len(DATA)
    await blobs.append(
        HASH,
        offset=0,
        length=size,
        body=body(DATA[:100]),
        sender=Sender(site_id=unit, is_apart=True),
    )
    assert (blobs.progress(HASH, unit).offset, blobs.progress(HASH, other).offset) == (100, 0)
    done = await blobs.append(
        HASH,
        offset=100,
        length=size,
        body=body(DATA[100:]),
        sender=Sender(site_id=unit, is_apart=True),
    )
    assert done.is_complete
    assert blobs.path(HASH).read_bytes() == DATA
    assert blobs.progress(HASH).is_complete


async def test_the_hash_of_bytes_one_does_not_have_opens_nothing(blobs: Blobs) -> None:
    await append(blobs, 0, DATA)
    with pytest.raises(HashMismatch):
        await blobs.append(
            HASH,
            offset=0,
            length=len(DATA),
            body=body(bytes(len(DATA))),
            sender=Sender(site_id=SiteId("unit"), is_apart=True),
        )
    assert blobs.path(HASH).read_bytes() == DATA


async def test_a_damaged_paper_is_put_aside_and_may_be_sent_again(blobs: Blobs) -> None:
    await append(blobs, 0, DATA)
    assert not blobs.put_aside(HASH)
    blobs.path(HASH).write_bytes(DATA[:-1] + b"x")
    assert blobs.put_aside(HASH)
    assert blobs.progress(HASH) == Progress(offset=0, is_complete=False)
    assert blobs.lost() == (HASH,)
    assert (await append(blobs, 0, DATA)).is_complete
    assert blobs.lost() == ()
    assert blobs.path(HASH).read_bytes() == DATA


async def test_bytes_sent_apart_take_the_place_of_damaged_ones(blobs: Blobs) -> None:
    await append(blobs, 0, DATA)
    blobs.path(HASH).write_bytes(DATA[:-1] + b"x")
    await blobs.append(
        HASH,
        offset=0,
        length=len(DATA),
        body=body(DATA),
        sender=Sender(site_id=SiteId("unit"), is_apart=True),
    )
    assert blobs.path(HASH).read_bytes() == DATA
    (aside,) = blobs.path(HASH).parent.glob("*.damaged")
    assert aside.read_bytes() == DATA[:-1] + b"x"
