"""Parts that nobody finishes go after 30 days, and one site cannot begin them without end."""

import asyncio
import hashlib
import logging
import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from typing_extensions import override

from desktop.cityserver.papers import open_parts
from desktop.cityserver.papers.blobs import Blobs, Progress, Sender, WrongOffset
from desktop.cityserver.papers.open_parts import (
    KEPT,
    MAX_OPEN_BYTES,
    MAX_OPEN_PARTS,
    MIN_FREE_BYTES,
    OpenParts,
    StorageLow,
    TooManyOpen,
    sweep_daily,
)
from desktop.contract.version import MAX_UPLOAD_BYTES
from desktop.domain.ids import SiteId
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]

DATA = bytes(range(256)) * 4
HASH = hashlib.sha256(DATA).hexdigest()
COMMUNE, OTHER = SiteId("commune"), SiteId("other")


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path)


async def pieces(*data: bytes) -> AsyncIterator[bytes]:
    for one in data:
        yield one


async def send(
    blobs: Blobs,
    data: bytes,
    *,
    sha256: str = HASH,
    length: int = len(DATA),
    offset: int = 0,
    site: SiteId = COMMUNE,
) -> Progress:
    return await blobs.append(
        sha256, offset=offset, length=length, body=pieces(data), sender=Sender(site_id=site)
    )


def invented(number: int) -> str:
    return f"{number:064x}"


def grow_old(folder: Path, clock: FakeClock, age: timedelta) -> None:
    """Everything in the folder was touched so long ago."""
    touched_s = (clock.now() - age).timestamp()
    for path in folder.rglob("*.part"):
        os.utime(path, (touched_s, touched_s))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*.part")}


async def test_a_part_that_rested_for_thirty_days_goes_with_its_turn(
    blobs: Blobs, tmp_path: Path, clock: FakeClock
) -> None:
    await send(blobs, DATA[:100])
    grow_old(tmp_path, clock, KEPT + timedelta(minutes=1))
    assert blobs.open_parts.sweep(clock.now()) == 1
    assert names(tmp_path) == set()
    assert blobs.progress(HASH).offset == 0
    assert (await send(blobs, DATA)).is_complete


async def test_a_younger_part_stays_and_goes_on(
    blobs: Blobs, tmp_path: Path, clock: FakeClock
) -> None:
    await send(blobs, DATA[:100])
    grow_old(tmp_path, clock, KEPT - timedelta(minutes=1))
    assert blobs.open_parts.sweep(clock.now()) == 0
    assert (await send(blobs, DATA[100:], offset=100)).is_complete


async def test_whole_papers_and_damaged_ones_are_never_swept(
    blobs: Blobs, tmp_path: Path, clock: FakeClock
) -> None:
    await send(blobs, DATA)
    aside = blobs.path(HASH).with_name("00.damaged")
    aside.write_bytes(b"x")
    for path in (blobs.path(HASH), aside):
        os.utime(path, (0, 0))
    assert blobs.open_parts.sweep(clock.now()) == 0
    assert blobs.progress(HASH).is_complete
    assert aside.exists()


async def test_a_turn_that_was_left_without_a_part_goes(
    blobs: Blobs, tmp_path: Path, clock: FakeClock
) -> None:
    await send(blobs, DATA[:100])
    (tmp_path / HASH[:2] / f"{HASH}.part").unlink()
    grow_old(tmp_path, clock, KEPT + timedelta(minutes=1))
    assert blobs.open_parts.sweep(clock.now()) == 0
    assert names(tmp_path) == set()


async def test_an_upload_that_goes_on_while_it_is_swept_is_safe(
    blobs: Blobs, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await send(blobs, DATA[:100])
    grow_old(tmp_path, clock, KEPT + timedelta(minutes=1))
    looks = iter([0.0, clock.now().timestamp()])  # touched between the first look and the turn
    monkeypatch.setattr(open_parts, "_touched_s", lambda _files: next(looks))
    assert blobs.open_parts.sweep(clock.now()) == 0
    assert (await send(blobs, DATA[100:], offset=100)).is_complete


async def test_a_request_whose_part_was_swept_begins_anew(
    blobs: Blobs, tmp_path: Path, clock: FakeClock
) -> None:
    is_waiting, may_go_on = asyncio.Event(), asyncio.Event()

    async def sleeping() -> AsyncIterator[bytes]:
        is_waiting.set()
        await may_go_on.wait()
        yield DATA

    taking = asyncio.create_task(
        blobs.append(
            HASH, offset=0, length=len(DATA), body=sleeping(), sender=Sender(site_id=COMMUNE)
        )
    )
    await is_waiting.wait()
    grow_old(tmp_path, clock, KEPT + timedelta(minutes=1))
    blobs.open_parts.sweep(clock.now())
    may_go_on.set()
    with pytest.raises(WrongOffset) as wrong:
        await taking
    assert wrong.value.offset == 0
    assert (await send(blobs, DATA)).is_complete


async def test_invented_hashes_end_at_a_number(blobs: Blobs) -> None:
    for number in range(MAX_OPEN_PARTS):
        await send(blobs, b"x", sha256=invented(number), length=2)
    with pytest.raises(TooManyOpen):
        await send(blobs, b"x")
    assert not blobs.path(HASH).with_name(f"{HASH}.part").exists()
    assert (await send(blobs, DATA, site=OTHER)).is_complete


async def test_papers_wait_while_the_disk_has_room_for_words_only(
    blobs: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    await send(blobs, DATA[:100])
    with monkeypatch.context() as nearly_full:
        usage = SimpleNamespace(free=MIN_FREE_BYTES - 1)
        nearly_full.setattr("shutil.disk_usage", lambda _folder: usage)
        for data, offset, sha256 in ((DATA[100:], 100, HASH), (b"x", 0, invented(1))):
            with pytest.raises(StorageLow):
                await send(blobs, data, offset=offset, sha256=sha256, length=len(DATA))
        assert blobs.progress(HASH).offset == 100
    assert (await send(blobs, DATA[100:], offset=100)).is_complete


async def test_what_is_promised_ends_at_a_size(blobs: Blobs) -> None:
    for number in range(MAX_OPEN_BYTES // MAX_UPLOAD_BYTES):
        await send(blobs, b"x", sha256=invented(number), length=MAX_UPLOAD_BYTES)
    with pytest.raises(TooManyOpen):
        await send(blobs, b"x")


async def test_who_promises_more_later_promises_it_then(blobs: Blobs) -> None:
    for number in range(MAX_OPEN_BYTES // MAX_UPLOAD_BYTES - 1):
        await send(blobs, b"x", sha256=invented(number), length=MAX_UPLOAD_BYTES)
    await send(blobs, b"x", sha256=invented(98), length=3)
    await send(blobs, b"x", sha256=invented(99), length=3)
    await send(blobs, b"x", offset=1, sha256=invented(98), length=MAX_UPLOAD_BYTES - 3)
    with pytest.raises(TooManyOpen):
        await send(blobs, b"x", offset=1, sha256=invented(99), length=MAX_UPLOAD_BYTES)


async def test_what_was_begun_may_be_finished_and_makes_room(blobs: Blobs) -> None:
    await send(blobs, DATA[:100])
    for number in range(MAX_OPEN_PARTS - 1):
        await send(blobs, b"x", sha256=invented(number), length=2)
    with pytest.raises(TooManyOpen):
        await send(blobs, b"x", sha256=invented(999), length=2)
    assert (await send(blobs, DATA[100:], offset=100)).is_complete
    await send(blobs, b"x", sha256=invented(999), length=2)


async def test_swept_parts_make_room(blobs: Blobs, tmp_path: Path, clock: FakeClock) -> None:
    for number in range(MAX_OPEN_PARTS):
        await send(blobs, b"x", sha256=invented(number), length=2)
    grow_old(tmp_path, clock, KEPT + timedelta(minutes=1))
    assert blobs.open_parts.sweep(clock.now()) == MAX_OPEN_PARTS
    assert names(tmp_path) == set()
    assert (await send(blobs, DATA)).is_complete


async def test_a_mark_that_a_power_cut_emptied_is_written_again(
    blobs: Blobs, tmp_path: Path
) -> None:
    await send(blobs, DATA[:100])
    (mark,) = (tmp_path / "opened").glob("*/*.part")
    mark.write_bytes(b"")
    await send(blobs, DATA[100:200], offset=100)
    assert mark.read_bytes() == b"1024"


async def test_it_is_swept_at_once_and_each_day_again(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept = asyncio.Event()
    times = 0

    class Counting(OpenParts):
        @override
        def sweep(self, now: object) -> int:
            nonlocal times
            assert now == clock.now()
            times += 1
            if times == 3:
                loop.call_soon_threadsafe(swept.set)
            return 0

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(open_parts, "SWEEP_EVERY_S", 0.0)
    task = asyncio.create_task(sweep_daily(Counting(tmp_path), clock))
    await asyncio.wait_for(swept.wait(), PATIENCE_S)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_disk_that_refuses_is_told_and_asked_again(
    tmp_path: Path,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    swept = asyncio.Event()
    loop = asyncio.get_running_loop()

    class Refusing(OpenParts):
        is_first = True

        @override
        def sweep(self, now: object) -> int:
            if self.is_first:
                self.is_first = False
                raise OSError(5, "Input/output error")
            loop.call_soon_threadsafe(swept.set)
            return 0

    monkeypatch.setattr(open_parts, "SWEEP_EVERY_S", 0.0)
    with caplog.at_level(logging.ERROR):
        task = asyncio.create_task(sweep_daily(Refusing(tmp_path), clock))
        await asyncio.wait_for(swept.wait(), PATIENCE_S)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert "not swept by=Refusing" in caplog.text
