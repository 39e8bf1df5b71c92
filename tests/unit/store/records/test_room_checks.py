"""Room checks wait in order, survive a restart, and give way when there are too many."""

from pathlib import Path

import pytest

from desktop.store.records import room_checks as reports_module
from desktop.store.records.room_checks import QueuedReport
from desktop.store.store import Store, open_store
from tests.fakes.fake_clock import FakeClock
from tests.samples.store import KEY, LIMIT_S, RESERVE_BYTES

pytestmark = pytest.mark.unit


def put(store: Store, *names: str) -> None:
    for name in names:
        store.reports.put(QueuedReport(id=name, body=f'{{"id": "{name}"}}')).result(LIMIT_S)


def oldest(store: Store) -> str | None:
    found = store.reports.oldest()
    return None if found is None else found.id


def test_the_oldest_goes_first_also_after_a_restart(folder: Path, store: Store) -> None:
    assert oldest(store) is None
    put(store, "a", "b")
    store.close()
    again = open_store(folder, KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    assert again.reports.oldest() == QueuedReport(id="a", body='{"id": "a"}')
    again.reports.drop("a").result(LIMIT_S)
    assert oldest(again) == "b"
    again.close()


def test_the_oldest_give_way(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports_module, "MAX_REPORTS", 2)
    put(store, "a", "b", "c")
    assert oldest(store) == "b"


def test_somebody_hears_that_it_is_on_the_disk(store: Store) -> None:
    heard: list[None] = []
    store.reports.put(QueuedReport(id="a", body="{}"), heard.append).result(LIMIT_S)
    assert heard == [None]
