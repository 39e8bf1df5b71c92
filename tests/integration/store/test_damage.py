"""Power that fails and disks that lie: nothing acknowledged is lost, nothing wrong is shown."""

import os
import random
import shutil
from pathlib import Path

import pytest

from desktop.domain.errors import StorageError
from desktop.domain.sync.operation import EntityKind
from desktop.store.codes import StorageCode
from desktop.store.database import database
from desktop.store.store import Store, open_store
from tests.fakes.fake_clock import FakeClock
from tests.rigs.system.power_cut import Action, CutImage, RecordingDisk, Step
from tests.samples.store import KEY, LIMIT_S, RESERVE_BYTES, TODAY, line_operation

pytestmark = [pytest.mark.integration, pytest.mark.torture, pytest.mark.timeout(900)]

IMAGES = 300
FLIPS = 200
PAGE_BYTES = 4096
LOG_BYTES = 64 * (PAGE_BYTES + 24)
"""More than stands in the log between two checkpoints, most of the time."""
TEXT = "Công dân trình bày về việc bồi thường khi thu hồi đất. "


def text_of(number: int) -> str:
    """Between one and thirty sentences, always the same for a number."""
    return f"{number}: " + TEXT * (1 + number * 7 % 30)


def opened(folder: Path, copies: Path | None = None, vfs: str = "") -> Store:
    return open_store(
        folder, KEY, FakeClock(), copies_folder=copies, reserve_bytes=RESERVE_BYTES, vfs=vfs
    )


def write(store: Store, numbers: range) -> None:
    futures = [
        store.items.record(line_operation(text_of(number), f"line-{number}"), TODAY)
        for number in numbers
    ]
    for future in futures:
        future.result(LIMIT_S)


def numbers_in(store: Store) -> set[int]:
    """Those of the lines that are there; each has the words that were written."""
    found = set()
    for item in store.items.list(EntityKind.MINUTE_LINE):
        number = int(item.entity_id.removeprefix("line-"))
        assert item.body["text"] == text_of(number)
        found.add(number)
    return found


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("is_log_long", [False, True], ids=["log as it grows", "log made longer"])
def test_a_power_cut_at_any_moment_loses_no_acknowledged_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_log_long: bool
) -> None:
    disk = RecordingDisk(f"power-cut-{is_log_long}")
    store = opened(tmp_path / "recorded", vfs=disk.vfs_name)
    if is_log_long:
        monkeypatch.setattr(database, "LOG_BYTES", LOG_BYTES)
        lengthen(store, disk, tmp_path / "recorded" / "store.db-wal")
    # A checkpoint every few lines: cuts in the middle of one are the hardest.
    often = "PRAGMA wal_autocheckpoint=40"
    store.database.write(lambda writer: writer.execute(often).fetchall()).result(LIMIT_S)
    first = len(disk.log)
    acknowledged: list[int] = []
    for number in range(120):
        write(store, range(number, number + 1))
        acknowledged.append(len(disk.log))
    store.close()
    chance = random.Random(3)
    for image in range(int(os.environ.get("POWER_CUTS", IMAGES))):
        cut = chance.randint(first, acknowledged[-1])
        folder = tmp_path / f"image-{image}"
        CutImage(disk.log, cut, chance).build(folder)
        after = opened(folder)
        safe = {number for number, at in enumerate(acknowledged) if at <= cut}
        assert safe <= numbers_in(after), f"cut at {cut} of {len(disk.log)}"
        after.close()
        shutil.rmtree(folder)


def lengthen(store: Store, disk: RecordingDisk, log: Path) -> None:
    """It goes past SQLite's own files: told to the disk, which has it flushed."""
    before = log.stat().st_size
    store.database.lengthen_log()
    assert store.settle()
    assert log.stat().st_size == LOG_BYTES
    disk.log.append(Step(Action.WRITE, log.name, before, bytes(LOG_BYTES - before)))
    disk.log.append(Step(Action.SYNC, log.name))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store of 1,500 lines with everything in its main file, and no copies."""
    folder = tmp_path_factory.mktemp("whole") / "room"
    store = opened(folder)
    write(store, range(1_500))
    store.close()
    assert (folder / "store.db").stat().st_size >= 500 * PAGE_BYTES
    return folder


@pytest.mark.usefixtures("untraced")
def test_every_flipped_byte_is_noticed_and_no_wrong_word_is_shown(
    whole: Path, tmp_path: Path
) -> None:
    content = (whole / "store.db").read_bytes()
    chance = random.Random(5)
    room = tmp_path / "room"
    room.mkdir()
    for _ in range(FLIPS):
        damaged = bytearray(content)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        (room / "store.db").write_bytes(damaged)
        with pytest.raises(StorageError) as caught:
            opened(room)
        assert caught.value.code in {StorageCode.DAMAGED, StorageCode.WRONG_KEY}


def test_of_five_damaged_pages_nearly_all_is_salvaged_and_the_rest_named(
    whole: Path, tmp_path: Path
) -> None:
    shares = []
    for seed in range(10):
        chance = random.Random(seed)
        room, copies = tmp_path / f"room-{seed}", tmp_path / f"copies-{seed}"
        shutil.copytree(whole, room)
        pages = (room / "store.db").stat().st_size // PAGE_BYTES
        with (room / "store.db").open("r+b") as file:
            for page in chance.sample(range(1, pages), 5):
                file.seek(page * PAGE_BYTES + 50)
                file.write(bytes(100))
        store = opened(room, copies)
        found = numbers_in(store)
        shares.append(len(found) / 1_500)
        assert store.recovery is not None
        named = {entity_id for _, entity_id in store.recovery.lost}
        assert named == {f"line-{number}" for number in set(range(1_500)) - found}
        store.close()
    print({"salvaged": [round(share, 4) for share in shares]})
    assert min(shares) >= 0.95


def test_with_a_copy_and_the_journal_five_damaged_pages_cost_nothing(tmp_path: Path) -> None:
    room, copies = tmp_path / "room", tmp_path / "copies"
    store = opened(room, copies)
    write(store, range(1_000))
    assert store.copies is not None
    store.copies.make()
    write(store, range(1_000, 1_500))
    store.close()
    chance = random.Random(9)
    pages = (room / "store.db").stat().st_size // PAGE_BYTES
    with (room / "store.db").open("r+b") as file:
        for page in chance.sample(range(1, pages), 5):
            file.seek(page * PAGE_BYTES + 50)
            file.write(bytes(100))
    store = opened(room, copies)
    assert numbers_in(store) == set(range(1_500))
    assert store.recovery is not None
    assert store.recovery.lost == ()
    store.close()
