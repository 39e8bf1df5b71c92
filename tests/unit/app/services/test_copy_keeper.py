"""The hourly copy: made by itself, tried again when it fails, ended at once."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from desktop.app.room.folders import copies_folder, room_folder
from desktop.app.services import copy_keeper
from desktop.app.services.copy_keeper import CopyKeeper
from desktop.domain.errors import StorageError
from desktop.settings.model import Settings
from desktop.settings.paths import places_below
from desktop.store.codes import StorageCode
from tests.patience import PATIENCE_S

if TYPE_CHECKING:
    from desktop.store.recovery.copies import Copies

pytestmark = pytest.mark.unit


class FakeCopies:
    """Says how often it was asked. outcomes: of the first ones; then all go well."""

    def __init__(self, made: Path, *outcomes: Exception) -> None:
        self.count = 0
        self.is_enough = threading.Event()
        self._made = made
        self._outcomes = list(outcomes)

    def make(self) -> Path:
        self.count += 1
        if self._outcomes:
            raise self._outcomes.pop(0)
        self.is_enough.set()
        return self._made


def keep(monkeypatch: pytest.MonkeyPatch, copies: FakeCopies, **waits: float) -> CopyKeeper:
    for name, seconds in {"FIRST_AFTER_S": 0.0, "EVERY_S": 60.0, **waits}.items():
        monkeypatch.setattr(copy_keeper, name, seconds)
    return CopyKeeper(cast("Copies", copies))


def test_a_copy_is_made_and_the_next_one_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = FakeCopies(tmp_path)
    keeper = keep(monkeypatch, copies)
    keeper.start()
    assert copies.is_enough.wait(PATIENCE_S)
    keeper.stop()
    keeper.stop()
    assert copies.count == 1
    assert "store-copies" not in {thread.name for thread in threading.enumerate()}


def test_a_copy_that_failed_is_tried_again_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    copies = FakeCopies(tmp_path, StorageError(StorageCode.DISK_FULL), ValueError("unforeseen"))
    keeper = keep(monkeypatch, copies, AGAIN_AFTER_S=0.0)
    keeper.start()
    assert copies.is_enough.wait(PATIENCE_S)
    keeper.stop()
    assert copies.count == 3
    assert "code=B-301" in caplog.text


def test_who_leaves_before_the_first_copy_is_not_kept_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = FakeCopies(tmp_path)
    keeper = keep(monkeypatch, copies, FIRST_AFTER_S=60.0)
    keeper.stop()
    keeper.start()
    keeper.stop()
    assert copies.count == 0


def test_copies_go_to_the_disk_that_was_chosen_or_beside_the_records(tmp_path: Path) -> None:
    places = places_below(tmp_path)
    beside = copies_folder(places, Settings(), "s1")
    assert beside.is_relative_to(places.data_folder)
    moved = Settings(data_folder=tmp_path / "other")
    assert copies_folder(places, moved, "s1").is_relative_to(tmp_path / "other")
    assert room_folder(places, moved, "s1").is_relative_to(tmp_path / "other")
    second = Settings(data_folder=tmp_path / "other", copies_folder=tmp_path / "second")
    assert copies_folder(places, second, "s1").is_relative_to(tmp_path / "second")
    assert copies_folder(places, second, "s2") != copies_folder(places, second, "s1")
