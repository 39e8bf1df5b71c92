"""The line's width is found on good and on very narrow lines, in seconds."""

import pytest
from typing_extensions import override

from desktop.contract.channel.media import IceServer
from desktop.contract.line import LineRelays
from desktop.domain.errors import Offline
from desktop.domain.ids import SiteId
from desktop.domain.media import call
from desktop.domain.room.measurements import LineFacts
from desktop.sync.http.line_probe import MOST_KBPS, LineProbe, relays_of
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

ROUND_TRIP_S = 0.05


class Bursts(list[int]):
    """What was moved; moving it takes its time."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self._clock = clock
        self.kbps = 1.0

    @override
    def append(self, size: int) -> None:
        super().append(size)
        self._clock.advance(size * 8 / 1000 / self.kbps)


class SlowLine:
    """Every call takes its round trip, and bursts the time of their bytes."""

    def __init__(self, *, down_kbps: float, up_kbps: float) -> None:
        self.clock = FakeClock()
        self._kbps = {"burst_down": down_kbps, "burst_up": up_kbps}
        self.bursts = Bursts(self.clock)
        city = FakeCity(clock=self.clock, bursts=self.bursts)
        city.rooms["token"] = SiteId("site-a")
        self.api = FakeCityApi(city)
        self.api.on_call = self._called
        self._began_s = self.clock.monotonic()

    def measure(self) -> LineFacts:
        return LineProbe(api=self.api, clock=self.clock).measure("token")

    def _called(self, name: str) -> None:
        self.bursts.kbps = self._kbps.get(name, 1.0)
        self.clock.advance(ROUND_TRIP_S)

    @property
    def took_s(self) -> float:
        return self.clock.monotonic() - self._began_s


@pytest.mark.parametrize(
    ("down_kbps", "up_kbps"), [(40.0, 40.0), (350.0, 64.0), (1_200.0, 800.0), (50_000.0, 20_000.0)]
)
def test_both_directions_are_found_in_seconds(down_kbps: float, up_kbps: float) -> None:
    line = SlowLine(down_kbps=down_kbps, up_kbps=up_kbps)
    found = line.measure()
    assert found.down_kbps == pytest.approx(down_kbps, rel=0.02)
    assert found.up_kbps == pytest.approx(up_kbps, rel=0.02)
    assert found.round_trip_ms == pytest.approx(1000 * ROUND_TRIP_S)
    assert line.took_s < 12.0


def test_a_line_faster_than_can_be_told_is_not_made_up() -> None:
    found = SlowLine(down_kbps=1e6, up_kbps=1e6).measure()
    assert found.down_kbps == found.up_kbps == MOST_KBPS


def test_a_narrow_line_is_not_flooded() -> None:
    line = SlowLine(down_kbps=40.0, up_kbps=40.0)
    line.measure()
    assert line.bursts == [8_000, 8_000]


def test_only_relays_are_tried() -> None:
    ticket = {"username": "name", "credential": "word"}
    relay = IceServer(urls=("stun:city", "turn:city", "turns:city:443"), **ticket)
    found = relays_of(LineRelays(ice_servers=(IceServer(urls=("stun:city",)), relay)))
    assert found == (call.IceServer(urls=("turn:city", "turns:city:443"), **ticket),)
    assert relays_of(LineRelays(ice_servers=())) == ()


def test_a_city_that_is_away_says_so() -> None:
    line = SlowLine(down_kbps=1_000.0, up_kbps=1_000.0)
    line.api.is_reachable = False
    with pytest.raises(Offline):
        line.measure()
