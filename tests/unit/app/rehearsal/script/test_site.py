"""The officer of a site in a played script has a turn however slow the PC draws."""

import time
from types import SimpleNamespace
from typing import Any, cast

import pytest

from desktop.app.rehearsal.script import site as sites
from desktop.app.rehearsal.script.site import Site
from desktop.domain.clock import SystemClock
from desktop.domain.ids import SiteId

pytestmark = pytest.mark.unit

PRESSES = 3


class SlowDesk:
    """Each of its ticks takes longer than the time between two."""

    session = None

    def __init__(self, **_parts: object) -> None:
        self.presses = 0

    def start(self) -> None:
        pass

    def on_tick(self) -> None:
        time.sleep(2 * sites.TICK_S)


def test_who_presses_has_a_turn_between_two_slow_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "TICK_S", 0.001)
    monkeypatch.setattr(sites, "DeskPresenter", SlowDesk)
    pressed: list[int] = []
    desk = SimpleNamespace(services=lambda: None, router=SimpleNamespace(add=lambda _sink: None))
    room = SimpleNamespace(site_id=SiteId("hq"), clock=SystemClock(), desk=desk)
    site = Site(room=cast("Any", room), facts=cast("Any", None))
    site.start()
    try:
        for number in range(PRESSES):
            site.do(lambda _desk, number=number: pressed.append(number))  # type: ignore[misc]
        assert pressed == list(range(PRESSES))
    finally:
        site.stop()
    assert site.faults == []
