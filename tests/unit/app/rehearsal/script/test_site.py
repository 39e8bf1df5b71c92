"""The officer of a site in a played script has a turn however slow the PC draws."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from desktop.app.rehearsal.script import site as sites
from desktop.app.rehearsal.script.site import Site
from desktop.domain.ids import SiteId
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

PRESSES = 3


class SlowDesk:
    """Each of its ticks takes longer than the time between two, by the clock it is given."""

    session = None

    def __init__(self, *, clock: FakeClock, **_parts: object) -> None:
        self._clock = clock
        self.ticks = 0

    def start(self) -> None:
        pass

    def on_tick(self) -> None:
        self.ticks += 1
        self._clock.advance(2 * sites.TICK_S)


def test_who_presses_has_a_turn_between_two_slow_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "DeskPresenter", SlowDesk)
    clock = FakeClock()
    ticks_at_press: list[int] = []

    def press(desk: Any) -> None:
        ticks_at_press.append(desk.ticks)
        clock.advance(sites.TICK_S)  # the next tick is due

    desk = SimpleNamespace(services=lambda: None, router=SimpleNamespace(add=lambda _sink: None))
    room = SimpleNamespace(site_id=SiteId("hq"), clock=clock, desk=desk)
    site = Site(room=cast("Any", room), facts=cast("Any", None))
    site.start()
    try:
        for _ in range(PRESSES):
            site.do(press)
        assert ticks_at_press == list(range(PRESSES))
    finally:
        site.stop()
    assert site.faults == []
