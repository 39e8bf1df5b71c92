"""An open store in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store.store import Store, open_store
from tests.fakes.fake_clock import FakeClock
from tests.samples.store import KEY, RESERVE_BYTES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "room"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    opened = open_store(folder, KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    yield opened
    opened.close()
