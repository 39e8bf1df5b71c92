"""Enrol, sign in, push, pull, sit in a session: the thin path through a real server."""

import time

import pytest

from tests.fakes.city_room import CityRoom, operation
from tests.fakes.running_city_server import (
    CLERK,
    COMMUNE,
    HQ,
    OFFICER,
    SESSION,
    RunningCityServer,
    line_body,
)

pytestmark = pytest.mark.integration


def test_a_line_typed_at_one_site_is_pulled_at_the_other_within_300_ms(
    running_city_server: RunningCityServer,
) -> None:
    commune = CityRoom(running_city_server, COMMUNE, OFFICER)
    hq = CityRoom(running_city_server, HQ, CLERK)
    cursor = hq.pull_page().cursor
    with commune.join() as there, hq.join() as here:
        there.say(
            "type_line",
            line_id="line-1",
            speaker="Công dân",
            text="Kính",
            at="2026-11-26T02:10:00Z",
        )
        assert here.wait_for("line_typed")["text"] == "Kính"
        started_s = time.perf_counter()
        (verdict,) = commune.push(operation("minute_line", "line-1", line_body(COMMUNE)))
        here.wait_for("changes_available")
        seen = hq.pull(cursor)
        took_ms = (time.perf_counter() - started_s) * 1_000
    assert verdict.verdict == "accepted"
    assert seen["minute_line", "line-1"]["text"] == "Kính thưa ông, bà"
    assert took_ms < 300, f"{took_ms:.0f} ms"


def test_a_first_pull_brings_what_the_site_needs_and_nothing_else(
    running_city_server: RunningCityServer,
) -> None:
    seen = CityRoom(running_city_server, COMMUNE, OFFICER).pull()
    kinds = {kind: {one for at, one in seen if at == kind} for kind, _ in seen}
    assert SESSION in kinds["session"]
    assert kinds["case"] == {"case-1"}
    assert kinds["site"] == {"site-hq", "site-commune", "site-agency"}
    assert "session-elsewhere" not in kinds["session"]
