"""A leader's leave over HTTP: nobody plans too near, or gets past a flagged case, without it."""

from datetime import timedelta
from typing import Any

import pytest
import requests

from desktop.cityserver.admin.city import put_record
from desktop.domain.access.person import MAX_PIN_ATTEMPTS
from desktop.domain.clock import SystemClock
from desktop.domain.ids import new_id
from tests.rigs.city.city_room import CityRoom
from tests.rigs.city.dossiers import put_dossiers
from tests.rigs.city.running_city_server import (
    CASE,
    CLERK,
    COMMUNE,
    HQ,
    LEADER,
    PIN,
    RunningCityServer,
)

pytestmark = pytest.mark.integration

REASON = "Công dân ở đảo, tàu chậm một ngày"


def plan() -> dict[str, Any]:
    """In two days."""
    start = SystemClock().now() + timedelta(days=2)
    seat = {"title": "", "agency": "", "attended": True, "absent_reason": ""}
    people = (("Lãnh đạo Mẫu", "chair", HQ), ("Cán bộ Mẫu", "room_officer", COMMUNE))
    return {
        "session": {
            "title": "Bồi thường khi thu hồi đất",
            "reception_kind": "periodic",
            "online_ground": 1,
            "scheduled_start": start.isoformat(),
            "scheduled_end": (start + timedelta(hours=1)).isoformat(),
            "central_site_id": HQ,
            "component_site_ids": [COMMUNE],
            "chair_label": "Lãnh đạo Mẫu",
            "chair_title": "Phó Chủ tịch",
            "secretary_label": "Thư ký Mẫu",
            "participants": [
                {"full_name": name, "label": name, "role": role, "site_id": site, **seat}
                for name, role, site in people
            ],
        },
        "cases": [{"id": CASE}],
        "is_odd_time_meant": True,
    }


def near(room: CityRoom, session_id: str, wish: dict[str, Any], pin: str) -> requests.Response:
    leave = {"leader": LEADER, "pin": pin, "reason": REASON}
    path = f"/v1/sessions/{session_id}/near"
    return room.call("POST", path, json={"plan": wish, "leave": leave})


def test_only_a_leaders_pin_plans_too_near_and_every_room_is_told_who_allowed_it(
    running_city_server: RunningCityServer,
) -> None:
    server, session_id, wish = running_city_server, new_id(), plan()
    with server.administration() as database:
        put_dossiers(database, CASE, HQ, COMMUNE)
    hq = CityRoom(server, HQ, CLERK)
    told = hq.call("PUT", f"/v1/sessions/{session_id}", json=wish)
    assert [one["word"] for one in told.json()["faults"]] == ["too_near"]
    first = near(hq, session_id, wish, "000000")
    assert (first.status_code, first.json()["code"]) == (401, "wrong_pin")
    assert ("session", session_id) not in hq.pull()
    allowed = near(hq, session_id, wish, PIN)
    assert allowed.ok
    assert allowed.json()["faults"] == []
    gate = hq.pull()["session", session_id]["gates"][0]
    assert (gate["override_by"], gate["override_reason"]) == (LEADER, REASON)
    assert gate["override_at"] is not None
    other = new_id()
    for _ in range(MAX_PIN_ATTEMPTS):
        assert near(hq, other, shifted(wish), "000000").status_code == 401
    assert near(hq, other, shifted(wish), PIN).status_code == 429
    assert ("session", other) not in hq.pull()


def shifted(wish: dict[str, Any]) -> dict[str, Any]:
    """Of another chair, two hours later."""
    start = SystemClock().now() + timedelta(days=2, hours=2)
    hours = {
        "scheduled_start": start.isoformat(),
        "scheduled_end": (start + timedelta(hours=1)).isoformat(),
    }
    return {**wish, "session": {**wish["session"], **hours}}


def test_a_program_that_judges_nothing_notes_no_notice_of_a_flagged_case_without_dossier(
    running_city_server: RunningCityServer,
) -> None:
    server, session_id, wish = running_city_server, new_id(), plan()
    with server.administration() as database:
        put_dossiers(database, CASE, HQ, COMMUNE)
    hq = CityRoom(server, HQ, CLERK)
    assert near(hq, session_id, wish, PIN).ok
    body = hq.pull()["session", session_id]
    alone = [one for one in body["participants"] if one["site_id"] == HQ]
    with server.administration() as database:
        put_record(database, "session", session_id, {**body, "participants": alone})
    sent = {"passed_at": SystemClock().now().isoformat(), "evidence": "Giấy mời số 15"}
    answer = hq.call("POST", f"/v1/sessions/{session_id}/notice", json=sent)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_allowed_now")
    assert answer.json()["unmet"] == [{"word": "no_participants", "subject": COMMUNE}]
    assert hq.pull()["session", session_id]["status"] == "scheduled"
