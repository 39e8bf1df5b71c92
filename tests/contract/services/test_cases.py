"""Cases that a PC was told of: as they are, by code."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desktop.domain.casework.events import CasesChanged
from desktop.domain.casework.matter.case import Case
from desktop.domain.clock import SystemClock
from desktop.domain.ids import CaseId
from desktop.mapping.records import CASE
from desktop.presenters.services.casework import CasesService
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store, open_store
from desktop.sync.records.cases import CaseBook
from tests.contract.services.benches import RESERVE_BYTES, STORE_KEY
from tests.fakes.fake_cases import FakeCases
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.receptions import a_case
from tests.samples.store import LIMIT_S

pytestmark = pytest.mark.contract

OLDER = replace(a_case(), id=CaseId("older"), code="2025-0003")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """tell: the city says how a case is."""

    service: CasesService
    tell: Callable[[Case], None]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "desk", STORE_KEY, SystemClock(), reserve_bytes=RESERVE_BYTES)
    try:
        yield opened
    finally:
        opened.close()


def _pull(store: Store, case: Case, revision: int) -> None:
    change = PulledChange(
        kind=CASE.kind,
        entity_id=case.id,
        session_id=None,
        version=CityVersion(revision=revision, body=CASE.codec.write(case)),
    )
    store.pulled.apply([change], f"c{revision}", is_last=True).result(LIMIT_S)


@pytest.fixture(params=["fake", "store"])
def bench(request: pytest.FixtureRequest, store: Store) -> Bench:
    if request.param == "fake":
        known: dict[CaseId, Case] = {}
        return Bench(
            service=FakeCases(lambda: known), tell=lambda case: known.update({case.id: case})
        )
    book = CaseBook(items=store.items, clock=SystemClock(), emit=EventRecorder())
    book.start()
    revisions = iter(range(1, 100))
    return Bench(service=book, tell=lambda case: _pull(store, case, next(revisions)))


def test_nothing_is_known_at_first(bench: Bench) -> None:
    assert bench.service.cases() == ()


def test_what_the_city_told_is_there_by_code(bench: Bench) -> None:
    bench.tell(a_case())
    bench.tell(OLDER)
    assert bench.service.cases() == (OLDER, a_case())


def test_the_newest_text_of_a_case_counts(bench: Bench) -> None:
    bench.tell(a_case())
    changed = replace(a_case(), title="Tên mới")
    bench.tell(changed)
    assert bench.service.cases() == (changed,)


def test_a_change_is_told_and_what_was_stored_is_read(store: Store) -> None:
    _pull(store, OLDER, 1)
    events = EventRecorder()
    book = CaseBook(items=store.items, clock=SystemClock(), emit=events)
    book.start()
    assert book.cases() == (OLDER,)
    _pull(store, a_case(), 2)
    events.wait_for(CasesChanged)
    assert len(book.cases()) == 2
