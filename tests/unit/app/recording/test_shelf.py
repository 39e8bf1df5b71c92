"""What lies in the folders of recordings: counted by session, over every disk."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.app.recording.shelf import Shelf
from desktop.domain.conduct.trial import trial_id
from desktop.domain.recording.receipt import ReceiptFault
from desktop.recordings.facts import LET_GO_NAME
from desktop.sync.recording.kept import Remembered
from tests.fakes.fake_clock import NOON
from tests.samples.recordings import SESSION, a_head, write_part

if TYPE_CHECKING:
    from desktop.domain.ids import SessionId

pytestmark = pytest.mark.unit


class Bench:
    def __init__(self, folder: Path) -> None:
        self.first, self.second = folder / "first", folder / "second"
        self.keys = {SESSION}
        self.receipts: dict[SessionId, Remembered] = {}

    def shelf(self, purge_days: int | None = None) -> Shelf:
        return Shelf(
            folders=(self.first, self.second),
            has_key=lambda session_id: session_id in self.keys,
            receipt=self.receipts.get,
            purge_days=purge_days,
        )


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_a_recording_is_counted_and_what_lacks_is_named(bench: Bench) -> None:
    write_part(bench.first / SESSION, a_head(1))
    write_part(bench.first / SESSION, a_head(4))
    (one,) = bench.shelf().look()
    size = sum(path.stat().st_size for path in (bench.first / SESSION).iterdir())
    assert (one.session_id, one.parts, one.size_bytes) == (SESSION, 2, size)
    assert one.missing == (2, 3)
    assert one.has_key
    assert one.touched_at is not None
    assert not one.is_let_go


def test_parts_on_both_disks_are_one_recording(bench: Bench) -> None:
    write_part(bench.first / SESSION, a_head(1))
    write_part(bench.second / SESSION, a_head(2))
    write_part(bench.second / "session-2", a_head(1))
    bench.keys.clear()
    first, second = bench.shelf().look()
    assert (first.parts, first.missing, first.has_key) == (2, (), False)
    assert second.session_id == "session-2"


def test_what_was_let_go_says_so_and_what_is_no_recording_is_not_there(bench: Bench) -> None:
    gone = bench.first / "gone"
    gone.mkdir(parents=True)
    (gone / LET_GO_NAME).write_text("{}")
    (bench.first / "empty").mkdir()
    (bench.first / "a file").write_text("")
    tried = trial_id(SESSION)
    assert tried is not None
    write_part(bench.first / tried, a_head(1))
    (one,) = bench.shelf().look()
    assert (one.session_id, one.is_let_go, one.parts) == ("gone", True, 0)
    assert one.touched_at is None
    write_part(gone, a_head(1))  # a kill in between has left one
    (one,) = bench.shelf().look()
    assert not one.is_let_go


def test_the_receipt_stands_with_it_and_the_day_of_its_purge(bench: Bench) -> None:
    write_part(bench.first / SESSION, a_head(1))
    bench.receipts[SESSION] = Remembered(signature="", received_at=NOON, faults=())
    (one,) = bench.shelf(purge_days=30).look()
    assert one.told is not None
    assert one.purge_at == NOON + timedelta(days=30)
    bench.receipts[SESSION] = Remembered(
        signature="", received_at=NOON, faults=("missing", "of a later version")
    )
    (one,) = bench.shelf(purge_days=30).look()
    assert one.told is not None
    assert one.told.faults == (ReceiptFault.MISSING,)
    assert one.purge_at is None


def test_what_the_city_destroyed_says_when_that_was_decided(bench: Bench) -> None:
    write_part(bench.first / SESSION, a_head(1))
    gone = NOON + timedelta(days=400)
    told = Remembered(signature="", received_at=NOON, faults=(), purged_at=gone)
    bench.receipts[SESSION] = told
    (one,) = bench.shelf().look()
    assert one.told is not None
    assert one.told.purged_at == gone


def test_without_any_folder_nothing_lies_there(bench: Bench) -> None:
    assert bench.shelf().look() == ()
