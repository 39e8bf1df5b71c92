"""The directory between the real city and three stores: two at headquarters, one at a commune."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import open_city
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.store.database.database import Database
from desktop.domain.access.person import Role
from desktop.domain.directory.agency import KnownAgency
from desktop.domain.ids import SiteId, UserId
from desktop.domain.sync.operation import RecordStorage
from desktop.store.store import Store, open_store
from desktop.sync.records.agencies import AgencyBook
from desktop.sync.traffic.mapping import judged_of, operation_out, pulled_of
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import pulled
from tests.rigs.city.running_city_server import COMMUNE, HQ, seed_city
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.agencies import SCIENCE
from tests.samples.store import ALL, KEY, LIMIT_S, RESERVE_BYTES

pytestmark = pytest.mark.unit


class DeskOfTest:
    """A store with its book; `exchange` is what the sync thread does, without a network."""

    def __init__(self, store: Store, clock: FakeClock, database: Database, site_id: SiteId) -> None:
        self.store = store
        self._database = database
        self._clock = clock
        role = Role.HQ_CLERK if site_id == HQ else Role.ROOM_OFFICER
        self._person = Person(user_id=UserId("u"), role=role, site_id=site_id, family_id="f")
        self.book = AgencyBook(items=store.items, clock=clock, emit=EventRecorder())
        self.book.start()

    def exchange(self) -> None:
        self.store.database.write(lambda _: None).result(LIMIT_S)
        taken = self.store.outbox.take(ALL, ALL).result(LIMIT_S)
        if taken:
            operations = Operations(database=self._database, clock=self._clock)
            pushed = operations.push(self._person, [operation_out(one) for one in taken])
            judged = [judged_of(verdict) for verdict in pushed.answer.verdicts]
            self.store.outbox.settle(judged).result(LIMIT_S)
        cursor = self.store.pulled.position().cursor
        city = Changes(database=self._database, clock=self._clock)
        answer = pulled(city, self._person, cursor)
        changes = [pulled_of(change) for change in answer.changes]
        self.store.pulled.apply(changes, answer.cursor, is_last=True).result(LIMIT_S)

    def known(self) -> KnownAgency:
        (one,) = self.book.known()
        return one


@pytest.fixture
def desks(tmp_path: Path, clock: FakeClock) -> Iterator[tuple[DeskOfTest, DeskOfTest, DeskOfTest]]:
    seed_city(tmp_path)
    with open_city(CityServerConfig(folder=tmp_path / "city")) as database:
        stores = [
            open_store(tmp_path / name, KEY, clock, reserve_bytes=RESERVE_BYTES)
            for name in ("first", "second", "commune")
        ]
        first, second, commune = (
            DeskOfTest(store, clock, database, site_id)
            for store, site_id in zip(stores, (HQ, HQ, COMMUNE), strict=True)
        )
        yield first, second, commune
        for store in stores:
            store.close()


def test_what_one_desk_adds_offline_every_desk_has_after_it(
    desks: tuple[DeskOfTest, DeskOfTest, DeskOfTest],
) -> None:
    first, second, commune = desks
    first.book.save(SCIENCE)
    first.exchange()
    second.exchange()
    commune.exchange()
    for desk in desks:
        assert (desk.known().agency, desk.known().storage) == (SCIENCE, RecordStorage.CITY)


def test_two_desks_that_changed_one_entry_offline_lose_neither_text(
    desks: tuple[DeskOfTest, DeskOfTest, DeskOfTest],
) -> None:
    first, second, commune = desks
    first.book.save(SCIENCE)
    first.exchange()
    second.exchange()
    one, two = replace(SCIENCE, name="Tên một Mẫu"), replace(SCIENCE, name="Tên hai Mẫu")
    first.book.save(one)
    second.book.save(two)
    first.exchange()
    second.exchange()
    commune.exchange()
    assert (second.known().agency, second.known().other) == (one, two)
    assert commune.known().agency == one

    second.book.save(two)
    second.exchange()
    first.exchange()
    commune.exchange()
    for desk in desks:
        assert (desk.known().agency, desk.known().other) == (two, None)


def test_one_code_given_twice_offline_is_seen_as_a_clash(
    desks: tuple[DeskOfTest, DeskOfTest, DeskOfTest],
) -> None:
    first, second, _ = desks
    other = replace(SCIENCE, name="Sở khác Mẫu")
    first.book.save(SCIENCE)
    second.book.save(other)
    first.exchange()
    second.exchange()
    assert (second.known().agency, second.known().other) == (SCIENCE, other)


def test_a_commune_that_would_change_it_is_refused(
    desks: tuple[DeskOfTest, DeskOfTest, DeskOfTest],
) -> None:
    _, second, commune = desks
    commune.book.save(SCIENCE)
    commune.exchange()
    second.exchange()
    assert second.book.known() == ()
    assert commune.known().is_nowhere
    assert commune.book.agencies() == ()
