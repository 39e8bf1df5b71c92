from pathlib import Path

import pytest

from desktop.store.store import Store, open_store
from tests.fakes.fake_clock import FakeClock
from tests.samples.store import KEY, LIMIT_S, RESERVE_BYTES

pytestmark = pytest.mark.unit


def test_a_value_is_recalled_at_once_and_after_a_restart(folder: Path, store: Store) -> None:
    store.memory.remember("session", "s1")
    assert store.memory.recall("session") == "s1"
    store.memory.remember("session", "s2")
    store.memory.keep("line", "x").result(LIMIT_S)
    store.close()

    again = open_store(folder, KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    assert (again.memory.recall("session"), again.memory.recall("line")) == ("s2", "x")
    again.close()


def test_a_forgotten_value_is_gone(folder: Path, store: Store) -> None:
    store.memory.remember("session", "s1")
    store.memory.remember("session", None)
    store.memory.remember("never there", None)
    store.close()

    again = open_store(folder, KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    assert again.memory.recall("session") is None
    again.close()
