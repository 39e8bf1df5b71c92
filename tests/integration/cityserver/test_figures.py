"""What the server tells IT about itself: enough to see trouble, nothing about anybody."""

import hashlib
import math
import re

import pytest
import requests

from desktop.cityserver.store.meta import note_backup
from desktop.contract.blobs import LENGTH_HEADER, OFFSET_HEADER, PARTIAL_TYPE
from desktop.domain.clock import SystemClock
from desktop.domain.ids import new_id
from tests.patience import PATIENCE_S
from tests.rigs.city.city_room import CityRoom, operation
from tests.rigs.city.running_city_server import (
    CASE,
    COMMUNE,
    OFFICER,
    PIN,
    SESSION,
    RunningCityServer,
    line_body,
    paper_body,
)

pytestmark = pytest.mark.integration

SECRET_TEXT = "Bà Trần Thị Mẫu tố cáo hàng xóm"


def figures(server: RunningCityServer) -> dict[str, float]:
    answer = requests.get(server.url + "/metrics", timeout=PATIENCE_S)
    assert answer.status_code == requests.codes.ok
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def test_requests_verdicts_uploads_and_rooms_are_counted(
    running_city_server: RunningCityServer,
) -> None:
    room = CityRoom(running_city_server, COMMUNE, OFFICER)
    line = operation("minute_line", new_id(), line_body(COMMUNE))
    data = b"giay to"
    sha256 = hashlib.sha256(data).hexdigest()
    paper = operation("paper", new_id(), paper_body(COMMUNE, sha256, len(data)))
    stale = {**line, "id": new_id(), "body": line_body(COMMUNE, "khác")}
    room.push(line, paper, stale, operation("song", new_id(), {}))
    sent = room.call(
        "PATCH",
        f"/v1/blobs/{sha256}",
        data=data,
        headers={"Content-Type": PARTIAL_TYPE, OFFSET_HEADER: "0", LENGTH_HEADER: str(len(data))},
    )
    assert sent.status_code == requests.codes.no_content
    assert room.call("GET", "/v1/nowhere/nguyen-van-an").status_code == requests.codes.not_found
    assert room.call("STEAL", "/v1/changes").status_code == requests.codes.method_not_allowed
    with room.join():
        told = figures(running_city_server)
    assert told["reception_live_connections"] == 1
    assert told['reception_operations_total{verdict="accepted"}'] == 2
    assert told['reception_operations_total{verdict="conflict"}'] == 1
    assert told['reception_operations_total{verdict="refused"}'] == 1
    assert told["reception_upload_bytes_total"] == len(data)
    counted = {name: value for name, value in told.items() if "requests_total" in name}
    route = 'route="/v1/blobs/{sha256}",status="204"'
    assert counted[f'reception_requests_total{{method="PATCH",{route}}}'] == 1
    assert counted['reception_requests_total{method="GET",route="none",status="404"}'] == 1
    assert any('method="other"' in name for name in counted)
    size = (running_city_server.folder / "city" / "city.db").stat().st_size
    assert told["reception_database_bytes"] >= size > 0


def test_the_age_of_the_backup_is_told_once_there_is_one(
    shared_server: RunningCityServer,
) -> None:
    assert math.isnan(figures(shared_server)["reception_backup_age_seconds"])
    now = SystemClock().now()
    with shared_server.administration() as database, database.write() as session:
        note_backup(session, made_at=now, safe_revision=1)
    assert 0 <= figures(shared_server)["reception_backup_age_seconds"] < 2 * PATIENCE_S


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_what_came_through_a_proxy_gets_no_figures(
    shared_server: RunningCityServer, header: str
) -> None:
    url = shared_server.url + "/metrics"
    answer = requests.get(url, headers={header: "203.0.113.7"}, timeout=PATIENCE_S)
    assert answer.status_code == requests.codes.not_found
    assert "reception_" not in answer.text


def test_neither_figures_nor_log_say_who_or_what(shared_server: RunningCityServer) -> None:
    room = CityRoom(shared_server, COMMUNE, OFFICER)
    room.push(operation("minute_line", new_id(), line_body(COMMUNE, SECRET_TEXT)))
    shared_server.call(
        "POST",
        "/v1/access/sign-in",
        token=shared_server.enrol(COMMUNE),
        json={"user_id": OFFICER, "pin": "999999"},
    )
    room.call("GET", f"/v1/changes?since={SECRET_TEXT}")
    room.call("GET", f"/v1/papers/{SECRET_TEXT}")
    room.call("POST", "/v1/access/sign-out")
    page = requests.get(shared_server.url + "/metrics", timeout=PATIENCE_S).text
    log = shared_server.log
    assert "sign-in refused" in log
    assert "route=/v1/access/sign-in status=401" in log
    for secret in (OFFICER, PIN, room.token, "Trần", "tố cáo", CASE):
        assert secret not in page
        assert secret not in log
    for name in (COMMUNE, SESSION):
        assert name not in page
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", page)
