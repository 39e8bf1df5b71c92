"""The sealed key goes to the city once in each run, and holds up nothing else."""

import pytest

from desktop.domain.errors import Offline, ProtocolError
from desktop.domain.ids import SiteId
from desktop.sync.traffic.room_escrow import RoomEscrow
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.rigs.city.city_keys import an_escrow

pytestmark = pytest.mark.unit


@pytest.fixture
def api(city: FakeCity) -> FakeCityApi:
    city.rooms["token"] = SiteId("site-a")
    return FakeCityApi(city)


def test_a_room_without_one_sends_nothing(api: FakeCityApi) -> None:
    escrow = RoomEscrow(api=api)
    assert not escrow.is_waiting()
    escrow.send("token")
    assert api.calls == []


def test_it_waits_for_the_network_and_is_sent_once(api: FakeCityApi) -> None:
    escrow = RoomEscrow(api=api)
    escrow.offer(an_escrow())
    api.is_reachable = False
    with pytest.raises(Offline):
        escrow.send("token")
    assert escrow.is_waiting()
    api.is_reachable = True
    escrow.send("token")
    assert not escrow.is_waiting()
    assert api.city.escrows["token", "0123abcd"] == an_escrow()


def test_a_city_that_does_not_take_it_is_not_asked_again_in_this_run(api: FakeCityApi) -> None:
    escrow = RoomEscrow(api=api)
    escrow.offer(an_escrow())
    api.failures = [ProtocolError("not_found")]
    escrow.send("token")
    assert not escrow.is_waiting()
    assert api.city.escrows == {}
