"""Two PCs of one unit and the real city: rows entered on and off the line, one number each."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from desktop.domain.casework.register import RegisterEntry, entry_key
from desktop.domain.clock import SystemClock
from desktop.domain.ids import VisitId
from desktop.domain.sync.operation import EntityKind
from desktop.domain.sync.status import Connectivity
from desktop.mapping.operations import operation_of
from desktop.mapping.records import REGISTER_ENTRY, REGISTER_NUMBER
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.records.mapping import record_of
from tests.patience import PATIENCE_S
from tests.rigs.city.running_city_server import COMMUNE, OFFICER, PIN, RunningCityServer
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until
from tests.samples.casework import ROW

pytestmark = [pytest.mark.integration, pytest.mark.timeout(180)]

ROWS = 60


@pytest.fixture
def desks(running_city_server: RunningCityServer, tmp_path: Path) -> Iterator[list[DeskSync]]:
    with ExitStack() as stack:
        opened = []
        for name in ("first", "second"):
            address = CityAddress(base_url=running_city_server.url)
            opened.append(
                stack.enter_context(
                    desk_sync(
                        tmp_path / name,
                        HttpCityApi(address=address, clock=SystemClock()),
                        COMMUNE,
                        enrol_code=running_city_server.new_enrol_code(COMMUNE),
                    )
                )
            )
        for desk in opened:
            wait_until(lambda desk=desk: bool(desk.access.officers()), "no sign-in list")  # type: ignore[misc]
            desk.access.sign_in(OFFICER, PIN)
        yield opened


def a_row(number: int, year: int) -> RegisterEntry:
    visit_id = VisitId(f"visit-{number}")
    return replace(
        ROW,
        id=entry_key(visit_id, ROW.petition_id),
        owner_site_id=COMMUNE,
        visit_id=visit_id,
        year=year,
        reception_date=ROW.reception_date.replace(year=year),
    )


def enter(desk: DeskSync, row: RegisterEntry) -> None:
    operation = operation_of(REGISTER_ENTRY, row.id, row, made_at=SystemClock().now())
    desk.store.items.record(operation, None).result(PATIENCE_S)


def numbers(desk: DeskSync) -> dict[str, tuple[int, int]]:
    """What this desk's store says of every row: year and number."""
    found = desk.store.items.list(EntityKind.REGISTER_NUMBER)
    told = (record_of(REGISTER_NUMBER, item) for item in found)
    return {one.entry_id: (one.year, one.number) for one in told}


def is_offline(desk: DeskSync) -> bool:
    return desk.loop.status().connectivity is Connectivity.OFFLINE


class Watch:
    """What each desk was told so far; nobody is ever told another number of a row."""

    def __init__(self, desks: list[DeskSync]) -> None:
        self._desks = desks
        self.seen: list[dict[str, tuple[int, int]]] = [{} for _ in desks]

    def look(self) -> None:
        for place, desk in enumerate(self._desks):
            told = numbers(desk)
            assert self.seen[place].items() <= told.items()
            self.seen[place] = told

    def has_all(self) -> bool:
        """Every desk asks the city meanwhile, whatever its back-off says."""
        self.look()
        for desk in self._desks:
            desk.loop.wake()
        return all(len(told) == ROWS + 1 for told in self.seen)


def test_two_desks_never_have_one_number_and_none_is_left_out(
    desks: list[DeskSync], running_city_server: RunningCityServer
) -> None:
    chance, watch = Random(20261201), Watch(desks)

    def enter_some(rows: range) -> None:
        for number in rows:
            enter(chance.choice(desks), a_row(number, chance.choice((2024, 2025))))
        watch.look()

    enter_some(range(ROWS // 2))
    with running_city_server.offline():
        for desk in desks:
            desk.loop.wake()
        wait_until(lambda: all(map(is_offline, desks)), "still on the line")
        enter_some(range(ROWS // 2, ROWS))
        for desk in desks:
            enter(desk, a_row(ROWS, 2025))  # a visit that both have entered is one row
    wait_until(watch.has_all, "not everywhere")
    assert watch.seen[0] == watch.seen[1]
    for year in (2024, 2025):
        given = sorted(number for of, number in watch.seen[0].values() if of == year)
        assert given == list(range(1, len(given) + 1))
