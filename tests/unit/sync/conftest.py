"""A store, a city in memory and a clock turned by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.ids import SiteId
from desktop.store.store import Store, open_store
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import FakeClock
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.store import KEY, RESERVE_BYTES


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def events() -> EventRecorder:
    return EventRecorder()


@pytest.fixture
def city(clock: FakeClock) -> FakeCity:
    city = FakeCity(clock=clock)
    city.add_person("officer", "246813", SiteId("site-a"))
    city.enrol_codes["CODE"] = SiteId("site-a")
    city.access_tokens["token"] = ("officer", SiteId("site-a"))
    return city


@pytest.fixture
def api(city: FakeCity) -> FakeCityApi:
    return FakeCityApi(city)


@pytest.fixture
def store(tmp_path: Path, clock: FakeClock) -> Iterator[Store]:
    opened = open_store(tmp_path / "room", KEY, clock, reserve_bytes=RESERVE_BYTES)
    yield opened
    opened.close()
