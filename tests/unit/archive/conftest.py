"""A room's store, in which its key is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store.store import Store, open_store
from tests.fakes.fake_clock import FakeClock
from tests.samples.store import KEY, RESERVE_BYTES


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "store", KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    yield opened
    opened.close()
