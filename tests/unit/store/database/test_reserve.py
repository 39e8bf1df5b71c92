import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.store.database.reserve import Reserve

pytestmark = pytest.mark.unit


def test_a_reserve_takes_real_space_until_it_is_released(tmp_path: Path) -> None:
    reserve = Reserve(folder=tmp_path, size_bytes=3_000_000)

    assert not reserve.is_held
    assert reserve.ensure()
    assert reserve.ensure()
    assert (tmp_path / "reserve.bin").stat().st_blocks * 512 >= 3_000_000
    assert reserve.release()
    assert not reserve.release()
    assert not reserve.is_held


def test_no_reserve_is_taken_from_a_disk_that_is_nearly_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nearly_full(_path: Path) -> SimpleNamespace:
        return SimpleNamespace(free=1_500_000)

    monkeypatch.setattr(shutil, "disk_usage", nearly_full)

    assert not Reserve(folder=tmp_path, size_bytes=1_000_000).ensure()


def test_a_reserve_that_cannot_be_filled_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserve = Reserve(folder=tmp_path, size_bytes=1_000_000)
    real_open = Path.open

    def full_disk(path: Path, *arguments: Any, **options: Any) -> Any:
        with real_open(path, *arguments, **options) as file:
            file.write(b"a part")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", full_disk)

    assert not reserve.ensure()
    assert list(tmp_path.iterdir()) == []
