"""HTTP as a room meets it: access, exchange, and everything that may come over the wire."""

import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from desktop.cityserver.http.limits import OPERATION_BURST
from desktop.contract.access import ServerInfo
from desktop.contract.operations import RefusalReason
from desktop.contract.problem import Problem, ProblemCode
from desktop.contract.rooms import RoomList
from desktop.contract.version import (
    CONTRACT_VERSION,
    MAX_OPERATIONS_PER_PUSH,
    MAX_PUSH_BYTES,
    VERSION_HEADER,
)
from desktop.domain.clock import SystemClock
from desktop.domain.ids import UserId, new_id
from desktop.sync.traffic.room_checks import body_of
from tests.patience import PATIENCE_S
from tests.rigs.city.city_keys import an_escrow
from tests.rigs.city.city_room import CityRoom, operation
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    ELSEWHERE,
    HQ,
    LEADER,
    OFFICER,
    PIN,
    STRANGER,
    RunningCityServer,
    line_body,
)
from tests.samples.checks import POOR_ROOM, a_report

DATABASES = ["sqlite", "postgresql"]
pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def commune(shared_server: RunningCityServer) -> CityRoom:
    return CityRoom(shared_server, COMMUNE, OFFICER)


def problem_of(answer: requests.Response, status: int, code: str) -> Problem:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = Problem.model_validate_json(answer.text)
    assert (problem.status, problem.code) == (status, code)
    return problem


def test_the_server_tells_its_version_hour_and_epoch_to_anybody(
    shared_server: RunningCityServer,
) -> None:
    answer = requests.get(shared_server.url + "/v1/server", timeout=PATIENCE_S)
    info = ServerInfo.model_validate_json(answer.text)
    assert (info.contract_version, info.epoch) == (CONTRACT_VERSION, shared_server.epoch)
    assert abs(info.server_time.timestamp() - time.time()) < 5  # noqa: TID251 - its clock is ours
    assert requests.get(shared_server.url + "/healthz", timeout=PATIENCE_S).json()["status"] == "ok"


def test_a_city_without_relays_names_none(shared_server: RunningCityServer) -> None:
    token = shared_server.enrol(ELSEWHERE)
    answer = shared_server.call("GET", "/v1/line/relays", token=token)
    assert answer.json() == {"ice_servers": []}
    problem_of(shared_server.call("GET", "/v1/line/relays"), 401, "not_signed_in")


@pytest.mark.parametrize("version", ["0", "2", "", "1.0"])
def test_another_contract_version_is_told_ours(commune: CityRoom, version: str) -> None:
    answer = commune.call("GET", "/v1/changes", headers={VERSION_HEADER: version})
    problem_of(answer, 400, "wrong_version")
    assert answer.headers[VERSION_HEADER] == CONTRACT_VERSION


def test_a_room_leaves_its_sealed_key_and_nobody_reads_one_over_the_wire(
    shared_server: RunningCityServer, commune: CityRoom
) -> None:
    token = shared_server.enrol(ELSEWHERE)
    body = an_escrow().model_dump(mode="json")
    answer = shared_server.call("PUT", "/v1/rooms/escrow", token=token, json=body)
    assert answer.json()["label"] == body["label"]
    for method in ("GET", "POST", "DELETE"):
        assert shared_server.call(method, "/v1/rooms/escrow", token=token).status_code == 405
        assert commune.call(method, "/v1/rooms/escrow").status_code == 405
    problem_of(commune.call("PUT", "/v1/rooms/escrow", json=body), 401, "not_signed_in")
    problem_of(shared_server.call("PUT", "/v1/rooms/escrow", json=body), 401, "not_signed_in")
    body["sealed"] = "x" * 4_097
    large = shared_server.call("PUT", "/v1/rooms/escrow", token=token, json=body)
    problem_of(large, 400, "bad_request")


def test_the_citys_clerk_sees_every_rooms_check_and_a_room_only_sends(
    shared_server: RunningCityServer, commune: CityRoom
) -> None:
    token = shared_server.enrol(ELSEWHERE)
    report = body_of(a_report(POOR_ROOM, SystemClock().now())).model_dump(mode="json")
    answer = shared_server.call("POST", "/v1/rooms/reports", token=token, json=report)
    assert answer.status_code == 200, answer.text

    problem_of(commune.call("GET", "/v1/rooms/reports"), 403, "forbidden")
    told = CityRoom(shared_server, HQ, CLERK).call("GET", "/v1/rooms/reports")
    rooms = RoomList.model_validate_json(told.text).rooms
    reports = [room.newest for room in rooms if room.site_id == ELSEWHERE]
    assert [kept.report.id for kept in reports if kept is not None] == [report["id"]]


def test_a_room_check_of_another_shape_is_refused(shared_server: RunningCityServer) -> None:
    token = shared_server.enrol(ELSEWHERE)
    answer = shared_server.call("POST", "/v1/rooms/reports", token=token, json={"id": "x"})
    problem_of(answer, 400, "bad_request")


def test_a_wrong_enrol_code_is_refused(shared_server: RunningCityServer) -> None:
    body = {"enrol_code": "guess", "site_id": COMMUNE}
    answer = shared_server.call("POST", "/v1/rooms/enrol", json=body)
    problem_of(answer, 403, "enrol_code_refused")


def test_the_sign_in_list_is_that_of_the_room(shared_server: RunningCityServer) -> None:
    token = shared_server.enrol(COMMUNE)
    told = shared_server.call("GET", "/v1/rooms/officers", token=token).json()["officers"]
    assert [one["user_id"] for one in told] == [LEADER, OFFICER]
    assert set(told[0]) == {"user_id", "display_name", "role", "denunciations"}


def test_wrong_pins_count_down_and_lock(running_city_server: RunningCityServer) -> None:
    token = running_city_server.enrol(COMMUNE)

    def sign_in(pin: str) -> requests.Response:
        body = {"user_id": OFFICER, "pin": pin}
        return running_city_server.call("POST", "/v1/access/sign-in", token=token, json=body)

    for left in (4, 3, 2, 1, 0):
        assert problem_of(sign_in("000000"), 401, "wrong_pin").attempts_left == left
    locked = sign_in(PIN)
    assert problem_of(locked, 429, "too_many_attempts").attempts_left == 0
    assert 0 < int(locked.headers["Retry-After"]) <= 300
    with running_city_server.offline():
        pass
    problem_of(sign_in(PIN), 429, "too_many_attempts")


def test_a_person_cannot_sign_in_at_anothers_room(shared_server: RunningCityServer) -> None:
    body = {"user_id": CLERK, "pin": PIN}
    token = shared_server.enrol(COMMUNE)
    answer = shared_server.call("POST", "/v1/access/sign-in", token=token, json=body)
    assert problem_of(answer, 401, "wrong_pin").attempts_left is None


def test_a_refresh_token_works_again_until_its_answer_was_used_then_ends_the_sign_in(
    shared_server: RunningCityServer,
) -> None:
    room = CityRoom(shared_server, COMMUNE, OFFICER)

    def refresh(token: str) -> requests.Response:
        return shared_server.call("POST", "/v1/access/refresh", json={"refresh_token": token})

    lost = refresh(room.grant.refresh_token).json()
    fresh = refresh(room.grant.refresh_token).json()
    problem_of(refresh(lost["refresh_token"]), 401, "not_signed_in")
    fresh = refresh(fresh["refresh_token"]).json()
    problem_of(refresh(room.grant.refresh_token), 401, "not_signed_in")
    problem_of(refresh(fresh["refresh_token"]), 401, "not_signed_in")
    problem_of(room.call("GET", "/v1/changes"), 401, "not_signed_in")


def test_signing_out_ends_tokens_and_channels(shared_server: RunningCityServer) -> None:
    room = CityRoom(shared_server, COMMUNE, OFFICER)
    with room.join("session-strict") as channel:
        assert room.call("POST", "/v1/access/sign-out").status_code == 204
        assert channel.closing_code() == 4401
    problem_of(room.call("GET", "/v1/changes"), 401, "not_signed_in")


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer ", "Bearer x", "Basic eDp5", "Bearer a b", "x" * 5_000]
)
def test_a_token_that_is_none_is_refused(
    shared_server: RunningCityServer, authorization: str
) -> None:
    answer = shared_server.call("GET", "/v1/changes", headers={"Authorization": authorization})
    problem_of(answer, 401, "not_signed_in")


def test_a_foreign_site_neither_writes_nor_reads(
    shared_server: RunningCityServer, commune: CityRoom
) -> None:
    stranger = CityRoom(shared_server, ELSEWHERE, STRANGER)
    line_id = new_id()
    commune.push(operation("minute_line", line_id, line_body(COMMUNE)))
    (verdict,) = stranger.push(operation("minute_line", line_id, line_body(ELSEWHERE)))
    assert verdict.reason == RefusalReason.NO_SEAT
    (verdict,) = stranger.push(operation("minute_line", new_id(), line_body(COMMUNE)))
    assert verdict.reason == RefusalReason.NO_SEAT
    assert ("minute_line", line_id) not in stranger.pull()


def test_a_push_repeated_after_a_lost_answer_writes_once(commune: CityRoom) -> None:
    batch = [operation("minute_line", new_id(), line_body(COMMUNE, str(n))) for n in range(5)]
    first = commune.push(*batch)
    cursor = commune.newest_cursor()
    assert commune.push(*reversed(batch)) == tuple(reversed(first))
    assert commune.pull(cursor) == {}


def test_a_full_batch_of_500_is_taken_in_and_pulled_back(commune: CityRoom) -> None:
    batch = [operation("minute_line", new_id(), line_body(COMMUNE, "x")) for _ in range(500)]
    for start in (0, 250):
        verdicts = commune.push(*batch[start : start + 250])
        assert {one.verdict for one in verdicts} == {"accepted"}
    seen = commune.pull()
    assert {("minute_line", one["entity_id"]) for one in batch} <= set(seen)


def test_a_pc_that_floods_the_city_is_told_to_wait_and_no_other_one_is(
    shared_server: RunningCityServer,
) -> None:
    hostile, other = (CityRoom(shared_server, COMMUNE, OFFICER) for _ in range(2))
    flood = [operation("song", new_id(), {}) for _ in range(MAX_OPERATIONS_PER_PUSH)]
    most = 3 * OPERATION_BURST // MAX_OPERATIONS_PER_PUSH  # some come back while it is sent
    answers = (hostile.push_raw(*flood) for _ in range(most))
    stopped = next((one for one in answers if one.status_code != requests.codes.ok), None)
    assert stopped is not None, "nothing stops it"
    problem_of(stopped, 429, ProblemCode.BUSY)
    assert int(stopped.headers["Retry-After"]) > 0
    (verdict,) = other.push(operation("song", new_id(), {}))
    assert verdict.reason == RefusalReason.UNKNOWN_KIND


def test_long_lines_are_pulled_back_in_pages_once_and_in_order(commune: CityRoom) -> None:
    cursor = commune.newest_cursor()
    text = "ầ" * 3_000
    batch = [operation("minute_line", new_id(), line_body(COMMUNE, text)) for _ in range(70)]
    for start in range(0, len(batch), 10):
        commune.push(*batch[start : start + 10])
    pages = [commune.pull_page(cursor)]
    while pages[-1].has_more:
        pages.append(commune.pull_page(pages[-1].cursor))
    told = [one.entity_id for page in pages for one in page.changes]
    assert told == [one["entity_id"] for one in batch]
    assert len(pages) == 3


def test_a_cursor_that_is_none_is_gone(commune: CityRoom) -> None:
    problem_of(commune.call("GET", "/v1/changes", params={"since": "x"}), 410, "gone")


DEEP = '{"operations":' + "[" * 20_000 + "]" * 20_000 + "}"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff\xfe",
        b'{"operations": "x"}',
        b'{"operations": []}',
        b'{"operations": [], "surprise": 1}',
        b'{"operations": [{"id": "../../etc"}]}',
        DEEP.encode(),
        b'{"operations": [{"base_revision": 1e400}]}',
        b'{"operations": [{"base_revision": -99999999999999999999999999}]}',
    ],
    ids=range(12),
)
def test_garbage_is_a_bad_request_and_never_an_error_of_ours(
    commune: CityRoom, data: bytes
) -> None:
    headers = {"Content-Type": "application/json"}
    answer = commune.call("POST", "/v1/operations", data=data, headers=headers)
    problem = problem_of(answer, 400, "bad_request")
    assert "etc" not in problem.detail


@pytest.mark.parametrize("made_at", ["0001-01-01T00:00:00+07:00", "9999-12-31T23:00:00-05:00"])
def test_a_moment_that_no_zone_knows_is_a_bad_request(commune: CityRoom, made_at: str) -> None:
    body = line_body(COMMUNE)
    answer = commune.push_raw(operation("minute_line", new_id(), body, made_at=made_at))
    problem_of(answer, 400, "bad_request")
    (verdict,) = commune.push(operation("minute_line", new_id(), body | {"at": made_at}))
    assert verdict.reason == RefusalReason.BAD_BODY


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/v1/../../etc/passwd", 404),
        ("GET", "/docs", 404),
        ("GET", "/openapi.json", 404),
        ("DELETE", "/v1/changes", 405),
        ("GET", "/v1/sessions/x/channel", 404),
    ],
)
def test_unknown_paths_are_problems_too(
    commune: CityRoom, method: str, path: str, status: int
) -> None:
    answer = commune.call(method, path)
    problem_of(answer, status, "not_found" if status == 404 else "bad_request")


def test_an_oversized_body_is_refused_promised_or_streamed(commune: CityRoom) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(MAX_PUSH_BYTES // 1024 + 8):
            yield b" " * 1024

    whole: Any
    for whole in (b" " * (MAX_PUSH_BYTES + 1), pieces()):
        problem_of(commune.call("POST", "/v1/operations", data=whole), 413, "too_large")


def test_personal_data_of_a_bad_request_comes_back_in_no_answer_and_no_log(
    shared_server: RunningCityServer, commune: CityRoom
) -> None:
    body = {**line_body(COMMUNE, "Nguyễn Thị Bí Mật"), "surprise": "Nguyễn Thị Bí Mật"}
    raw = commune.push_raw({**operation("minute_line", new_id(), body), "extra": "Bí Mật"})
    (verdict,) = commune.push(operation("minute_line", new_id(), body))
    assert verdict.reason == RefusalReason.BAD_BODY
    assert "Mật" not in raw.text + shared_server.log
    assert commune.token not in shared_server.log


def test_a_person_removed_from_the_list_is_out(running_city_server: RunningCityServer) -> None:
    room = CityRoom(running_city_server, HQ, CLERK)
    running_city_server.add_user(UserId(CLERK), (COMMUNE,))
    problem_of(room.call("GET", "/v1/changes"), 401, "not_signed_in")


@pytest.mark.parametrize("shared_server", ["sqlite"], indirect=True)
def test_clients_that_trickle_are_cut_off_and_slow_nobody(
    shared_server: RunningCityServer, commune: CityRoom
) -> None:
    """One trickles its body (20 s), fifty their headers (10 s), all at the same time."""
    body = dial(shared_server)
    body.sendall(
        b"POST /v1/operations HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
        b"X-Reception-Contract: 1\r\n\r\n{"
    )
    headers = [dial(shared_server) for _ in range(50)]
    started_s = time.monotonic()
    for one in headers:
        one.sendall(b"GET /healthz HTTP/1.1\r\nX-A: ")
    asked_s = time.perf_counter()
    assert commune.call("GET", "/v1/server").ok
    assert time.perf_counter() - asked_s < 5.0  # not after those, who have ten seconds
    assert [read_to_the_end(one) for one in headers] == [b""] * 50
    assert time.monotonic() - started_s < 40.0
    assert read_to_the_end(body).startswith(b"HTTP/1.1 408")


def test_what_is_not_http_is_refused(shared_server: RunningCityServer) -> None:
    with dial(shared_server) as one:
        one.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")
        assert read_to_the_end(one).startswith(b"HTTP/1.1 400")


def dial(server: RunningCityServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S)


def read_to_the_end(one: socket.socket) -> bytes:
    received = b""
    with one:
        try:
            while piece := one.recv(4_096):
                received += piece
        except ConnectionResetError:
            pass
    return received
