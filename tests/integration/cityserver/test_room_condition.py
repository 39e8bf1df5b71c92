"""The condition of rooms over the wire: sent by rooms, kept at the opening, told to its sites."""

from typing import Any

import pytest

from desktop.cityserver.admin.city import put_record
from desktop.domain.clock import SystemClock
from desktop.domain.ids import new_id
from desktop.domain.room.measurements import RoomFacts
from desktop.sync.traffic.room_checks import body_of
from tests.rigs.city.city_room import CityRoom
from tests.rigs.city.running_city_server import (
    AGENCY,
    AGENCY_USER,
    CLERK,
    COMMUNE,
    ELSEWHERE,
    HQ,
    OFFICER,
    STRANGER,
    RunningCityServer,
    session_body,
)
from tests.samples.checks import GOOD_ROOM, POOR_ROOM, a_report

pytestmark = pytest.mark.integration


def send(server: RunningCityServer, token: str, facts: RoomFacts) -> str:
    at = SystemClock().now()
    report = body_of(a_report(facts, at)).model_dump(mode="json")
    answer = server.call("POST", "/v1/rooms/reports", token=token, json=report)
    assert answer.status_code == 200, answer.text
    checked_at: str = report["checked_at"]
    return checked_at


def told(room: CityRoom, session_id: str) -> dict[str, Any] | None:
    return room.pull().get(("room_condition", session_id))


def test_what_was_measured_before_the_opening_is_told_to_the_sites_of_the_session_alone(
    running_city_server: RunningCityServer,
) -> None:
    server, session_id = running_city_server, new_id()
    with server.administration() as database:
        body = session_body(HQ, (COMMUNE, AGENCY), is_practice=False)
        put_record(database, "session", session_id, body)
    token = server.enrol(COMMUNE)
    checked_at = send(server, token, POOR_ROOM)
    commune, agency = CityRoom(server, COMMUNE, OFFICER), CityRoom(server, AGENCY, AGENCY_USER)
    hq, elsewhere = CityRoom(server, HQ, CLERK), CityRoom(server, ELSEWHERE, STRANGER)
    with commune.join(session_id), hq.join(session_id) as chair:
        assert told(hq, session_id) is None
        chair.say("open_session")
        state = chair.wait_for_state(lambda told: told["status"] == "in_session")
        kept = told(hq, session_id)
        assert kept is not None
        assert kept["opened_at"] == state["opened_at"]
        send(server, token, GOOD_ROOM)
        chair.say("pause_session", reason="break")
        chair.wait_for_state(lambda told: told["status"] == "paused")
        chair.say("resume_session")
        chair.wait_for_state(lambda told: told["status"] == "in_session")
    sites = {one["site_id"]: one["check"] for one in kept["sites"]}
    assert list(sites) == [HQ, *sorted((COMMUNE, AGENCY))]
    assert (sites[HQ], sites[AGENCY]) == (None, None)
    assert sites[COMMUNE]["checked_at"] == checked_at
    assert sites[COMMUNE]["overall"] != "ready"
    assert {one["result"] for one in sites[COMMUNE]["items"]} > {"ok"}
    assert [told(one, session_id) for one in (hq, commune, agency)] == [kept] * 3
    assert told(elsewhere, session_id) is None
