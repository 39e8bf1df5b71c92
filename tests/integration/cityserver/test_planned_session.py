"""A real session, no practice: from the city's document to the chair's opening."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.app import main
from desktop.domain.clock import SystemClock
from tests.rigs.city.city_room import CityRoom
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    HQ,
    LEADER,
    OFFICER,
    PIN,
    RunningCityServer,
    case_body,
    session_body,
)

pytestmark = pytest.mark.integration


def test_a_planned_session_is_called_joined_and_opened_once_its_gates_count(
    running_city_server: RunningCityServer, tmp_path: Path
) -> None:
    server = running_city_server
    pin_file = tmp_path / "pin"
    pin_file.write_text(PIN, encoding="utf-8")

    def run(command: str, *options: str) -> None:
        assert main.main([command, "--folder", str(server.folder / "city"), *options]) == 0

    def leave(gate: str) -> None:
        asked = ("--allow-late", gate, "--leader", LEADER, "--reason", "Công dân ở đảo, tàu chậm")
        run("city-session", "--session", "planned", *asked, "--pin-file", str(pin_file))

    def pass_late(gate: str) -> None:
        run("city-session", "--session", "planned", "--pass-gate", gate, "--evidence", "TB 15")
        leave(gate)

    with server.offline():
        run("city-schedule", str(_document(tmp_path)), "--odd-time", "--late-notice")
        pass_late("notice")
        pass_late("trial")
    commune = CityRoom(server, COMMUNE, OFFICER)
    hq = CityRoom(server, HQ, LEADER)
    clerk = CityRoom(server, HQ, CLERK)

    # Its hour is near: the server called the rooms when it started.
    assert clerk.pull()["session", "planned"]["status"] == "connecting"
    with commune.join("planned") as commune_seat, hq.join("planned") as chair:
        for channel, other in ((chair, COMMUNE), (commune_seat, HQ)):
            channel.say("sense_sites", sites=[{"site_id": other, "sees": True, "hears": True}])
        chair.wait_for_state(lambda told: len(told["sensed"]) == 2)
        leave("connected")
        ready = chair.wait_for_state(lambda told: told["status"] == "ready")
        assert len(ready["seats"]) == 2
        chair.say("open_session")
        chair.wait_for_state(lambda told: told["status"] == "in_session")
    assert clerk.pull()["session", "planned"]["status"] == "in_session"


def _document(folder: Path) -> Path:
    start = SystemClock().now() + timedelta(minutes=30)
    body = session_body(HQ, (COMMUNE,), is_practice=False)
    body |= {"id": "planned", "scheduled_start": start.isoformat()}
    body |= {"scheduled_end": (start + timedelta(hours=1)).isoformat(), "case_ids": ["grave"]}
    body["participants"] = [
        {"full_name": name, "label": name, "title": "", "agency": "", "role": role, "site_id": site}
        for name, role, site in (("A", "chair", HQ), ("B", "room_officer", COMMUNE))
    ]
    dossier = [
        {"id": f"entry-{site}", "site_id": site, "title": "Quyết định", "page_count": 4}
        for site in (HQ, COMMUNE)
    ]
    case = {**case_body(), "id": "grave", "dossier": dossier}
    del body["gates"], body["status"]
    path = folder / "schedule.json"
    path.write_text(json.dumps({"cases": [case], "sessions": [body]}), encoding="utf-8")
    return path
