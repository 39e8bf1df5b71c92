from typing import Any

import pytest

from desktop.store.records.pulled_changes import PulledChange
from desktop.store.records.transfers import Direction
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store
from desktop.sync.traffic import prefetch as module
from desktop.sync.traffic.prefetch import MAX_BYTES, Prefetch
from tests.samples.store import LIMIT_S, TODAY

pytestmark = pytest.mark.unit


@pytest.fixture
def prefetch(store: Store) -> Prefetch:
    made = Prefetch(store=store)
    made.start()
    return made


def _pull(store: Store, paper_id: str, kind: str = "paper", **body: Any) -> None:
    whole = {"session_id": TODAY, "sha256": "ab" * 32, "size_bytes": 9, **body}
    change = PulledChange(
        kind=kind,
        entity_id=paper_id,
        session_id=whole["session_id"],
        version=CityVersion(revision=1, body=whole),
    )
    store.pulled.apply([change], "c", is_last=True).result(LIMIT_S)


def _wanted(store: Store) -> list[str]:
    store.database.write(lambda _writer: None).result(LIMIT_S)
    return [one.document_id for one in store.transfers.waiting()]


def test_papers_of_the_joined_session_are_fetched(prefetch: Prefetch, store: Store) -> None:
    _pull(store, "before")
    assert _wanted(store) == []
    prefetch.follow(TODAY)
    _pull(store, "after")
    _pull(store, "elsewhere", session_id="another")
    _pull(store, "line", kind="minute_line")

    assert set(_wanted(store)) == {"before", "after"}
    assert {one.direction for one in store.transfers.waiting()} == {Direction.DOWN}


def test_no_session_fills_the_disk_before_anybody_asks(prefetch: Prefetch, store: Store) -> None:
    prefetch.follow(TODAY)
    _pull(store, "nearly-all", size_bytes=MAX_BYTES - 9)
    _pull(store, "one-too-many", size_bytes=10)
    _pull(store, "fits", size_bytes=9)

    assert set(_wanted(store)) == {"nearly-all", "fits"}


def test_only_so_many_papers_are_fetched_unasked(
    prefetch: Prefetch, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_PAPERS", 2)
    prefetch.follow(TODAY)
    for name in ("a", "b", "c"):
        _pull(store, name)
    assert set(_wanted(store)) == {"a", "b"}
    prefetch.follow(None)
    prefetch.follow(TODAY)  # counted anew
    assert set(_wanted(store)) == {"a", "b"}


def test_after_leaving_nothing_more_is_fetched(prefetch: Prefetch, store: Store) -> None:
    prefetch.follow(TODAY)
    prefetch.follow(None)
    _pull(store, "after")

    assert _wanted(store) == []


@pytest.mark.parametrize("body", [{"sha256": 5}, {"size_bytes": "9"}, {"sha256": None}])
def test_a_paper_that_cannot_be_read_is_passed_over(
    prefetch: Prefetch, store: Store, body: dict[str, Any]
) -> None:
    prefetch.follow(TODAY)
    _pull(store, "odd", **body)

    assert _wanted(store) == []


def test_the_dossiers_of_its_cases_are_fetched_too(prefetch: Prefetch, store: Store) -> None:
    _pull(store, TODAY, kind="session", case_ids=["case-1"])
    of_dossier: dict[str, Any] = {"kind": "case_paper", "session_id": None}
    _pull(store, "before", **of_dossier, case_id="case-1")
    _pull(store, "other-case", **of_dossier, case_id="case-2")
    prefetch.follow(TODAY)
    _pull(store, "after", **of_dossier, case_id="case-1")
    _pull(store, "without-bytes", **of_dossier, case_id="case-1", sha256="", size_bytes=0)

    assert set(_wanted(store)) == {"before", "after"}
