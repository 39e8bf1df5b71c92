from pathlib import Path

import pytest

from desktop.domain.access.events import AccessChanged
from desktop.domain.ids import SiteId
from desktop.sync.access.memory import AccessMemory
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import FakeClock
from tests.rigs.desk.desk_sync import desk_sync

pytestmark = pytest.mark.unit

ROOM = SiteId("commune")


def test_a_room_is_called_by_its_name_before_anybody_has_signed_in(tmp_path: Path) -> None:
    clock = FakeClock()
    city = FakeCity(clock=clock)
    city.enrol_codes["once"] = ROOM
    city.add_person("officer", "246810", ROOM)
    with desk_sync(tmp_path, FakeCityApi(city), ROOM, enrol_code="once", clock=clock) as desk:
        desk.events.wait_for(AccessChanged)
        assert desk.schedule.own_site().name == "Phòng commune"
        assert desk.schedule.own_site().unit_code == "11629"


def test_a_room_the_city_never_named_is_called_by_its_id(tmp_path: Path) -> None:
    clock = FakeClock()
    api = FakeCityApi(FakeCity(clock=clock))
    api.is_reachable = False
    with desk_sync(tmp_path, api, ROOM, clock=clock) as desk:
        assert desk.schedule.own_site().name == ROOM
        desk.store.memory.remember("access.site", '{"other": 1}')
        assert AccessMemory(memory=desk.store.memory).site_name() is None
