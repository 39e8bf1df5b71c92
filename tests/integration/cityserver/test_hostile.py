"""People who mean harm: tokens that are not theirs, paths, sizes, floods. The server stays up.

Every refusal is a problem document; afterwards the same process answers as before.
"""

import http.client
import json
import re
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests
from sqlalchemy import update
from websockets.exceptions import ConnectionClosed

from desktop.app import main
from desktop.cityserver.access.route_rights import ROUTE_RULES, WEBSOCKET, Caller
from desktop.cityserver.admin.city import put_records
from desktop.cityserver.admin.denunciations import change_readers
from desktop.cityserver.http.problems import PROBLEM_TYPE
from desktop.cityserver.routes.channel import RECHECK_S
from desktop.cityserver.secrets.tokens import token_hash
from desktop.cityserver.store.tables.people import TokenRow
from desktop.cityserver.store.tables.rooms import RoomRow
from desktop.contract.access import TokenGrant
from desktop.contract.blobs import LENGTH_HEADER, OFFSET_HEADER, PARTIAL_TYPE
from desktop.contract.channel.seat import CloseCode
from desktop.contract.problem import Problem
from desktop.contract.recording import PART_PATH
from desktop.contract.version import (
    CONTRACT_VERSION,
    MAX_PUSH_BYTES,
    MAX_UPLOAD_CHUNK_BYTES,
    VERSION_HEADER,
)
from desktop.diagnostics.exit_codes import ExitCode
from tests.patience import PATIENCE_S
from tests.rigs.city.city_room import Channel, CityRoom
from tests.rigs.city.running_city_server import (
    CASE,
    CLERK,
    COMMUNE,
    ELSEWHERE,
    HQ,
    LEADER,
    OFFICER,
    PIN,
    SESSION,
    RunningCityServer,
    case_body,
    session_body,
)

pytestmark = pytest.mark.integration


@pytest.fixture(autouse=True)
def _it_stays_up(shared_server: RunningCityServer) -> Iterator[None]:
    pid = shared_server.pid
    yield
    assert shared_server.pid == pid
    answer = requests.get(shared_server.url + "/healthz", timeout=PATIENCE_S)
    assert answer.json()["status"] == "ok"


def assert_problem(answer: requests.Response, status: int) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == PROBLEM_TYPE
    assert Problem.model_validate_json(answer.text).status == status


def refresh(server: RunningCityServer, grant: TokenGrant) -> requests.Response:
    body = {"refresh_token": grant.refresh_token}
    return server.call("POST", "/v1/access/refresh", json=body)


def refreshed(server: RunningCityServer, grant: TokenGrant) -> TokenGrant:
    return TokenGrant.model_validate_json(refresh(server, grant).text)


# ---- tokens -------------------------------------------------------------------------------------


def expire(server: RunningCityServer, token: str) -> None:
    past = datetime.now(UTC) - timedelta(seconds=1)  # noqa: TID251 - the server's clock is ours
    statement = update(TokenRow).where(TokenRow.token_hash == token_hash(token))
    with server.administration() as database, database.write() as session:
        session.execute(statement.values(expires_at=past))


def test_an_expired_access_token_and_an_expired_refresh_token_are_refused(
    shared_server: RunningCityServer,
) -> None:
    grant = CityRoom(shared_server, COMMUNE, OFFICER).grant
    expire(shared_server, grant.access_token)
    answer = shared_server.call("GET", "/v1/changes", token=grant.access_token)
    assert_problem(answer, 401)
    newer = refreshed(shared_server, grant)
    assert shared_server.call("GET", "/v1/changes", token=newer.access_token).ok
    expire(shared_server, newer.refresh_token)
    assert_problem(refresh(shared_server, newer), 401)


def test_a_revoked_room_lets_nobody_in_any_more(shared_server: RunningCityServer) -> None:
    room_token = shared_server.enrol(COMMUNE)
    who = {"user_id": OFFICER, "pin": PIN}
    answer = shared_server.call("POST", "/v1/access/sign-in", token=room_token, json=who)
    grant = TokenGrant.model_validate_json(answer.text)
    statement = update(RoomRow).where(RoomRow.token_hash == token_hash(room_token))
    with shared_server.administration() as database, database.write() as session:
        session.execute(statement.values(revoked_at=datetime.now(UTC)))  # noqa: TID251
    again = shared_server.call("POST", "/v1/access/sign-in", token=room_token, json=who)
    assert_problem(again, 401)
    for path in ("/v1/rooms/officers", "/v1/line/relays", "/v1/line?size=1"):
        assert_problem(shared_server.call("GET", path, token=room_token), 401)
    assert_problem(shared_server.call("GET", "/v1/changes", token=grant.access_token), 401)
    assert_problem(refresh(shared_server, grant), 401)


def test_a_room_of_another_site_signs_nobody_of_this_one_in(
    shared_server: RunningCityServer,
) -> None:
    answer = shared_server.call(
        "POST",
        "/v1/access/sign-in",
        token=shared_server.enrol(ELSEWHERE),
        json={"user_id": OFFICER, "pin": PIN},
    )
    assert_problem(answer, 401)


def test_an_enrol_code_is_good_once_and_at_its_own_site(shared_server: RunningCityServer) -> None:
    code = shared_server.new_enrol_code(COMMUNE)

    def enrol(site_id: str) -> requests.Response:
        body = {"enrol_code": code, "site_id": site_id}
        return shared_server.call("POST", "/v1/rooms/enrol", json=body)

    assert_problem(enrol(HQ), 403)
    assert enrol(COMMUNE).ok
    assert_problem(enrol(COMMUNE), 403)


@pytest.mark.parametrize("token", ["room", "access", "refresh", "hash"])
def test_a_token_is_good_for_its_own_purpose_only(
    shared_server: RunningCityServer, token: str
) -> None:
    room = CityRoom(shared_server, COMMUNE, OFFICER)
    found = {
        "room": shared_server.enrol(COMMUNE),
        "access": room.grant.access_token,
        "refresh": room.grant.refresh_token,
        "hash": token_hash(room.grant.access_token),
    }[token]
    if token != "room":
        assert_problem(shared_server.call("GET", "/v1/rooms/officers", token=found), 401)
    if token != "access":
        assert_problem(shared_server.call("GET", "/v1/changes", token=found), 401)
    if token != "refresh":
        body = {"refresh_token": found}
        answer = shared_server.call("POST", "/v1/access/refresh", json=body)
        assert_problem(answer, 401)


def test_a_stolen_refresh_token_ends_the_whole_family_and_its_channel(
    shared_server: RunningCityServer,
) -> None:
    """The officer goes on with the token's successors; then the thief comes with the token."""
    room = CityRoom(shared_server, COMMUNE, OFFICER)
    first = room.grant
    second = refreshed(shared_server, first)
    third = refreshed(shared_server, second)
    with room.join(SESSION) as channel:
        assert_problem(refresh(shared_server, first), 401)
        assert channel.closing_code() == CloseCode.NOT_SIGNED_IN
    for grant in (first, second, third):
        assert_problem(refresh(shared_server, grant), 401)
        answer = shared_server.call("GET", "/v1/changes", token=grant.access_token)
        assert_problem(answer, 401)
    assert CityRoom(shared_server, COMMUNE, OFFICER).call("GET", "/v1/changes").ok


def test_the_thief_who_comes_first_loses_it_all_too(shared_server: RunningCityServer) -> None:
    officer = CityRoom(shared_server, COMMUNE, OFFICER).grant
    stolen = refreshed(shared_server, officer)
    assert shared_server.call("GET", "/v1/changes", token=stolen.access_token).ok
    assert_problem(refresh(shared_server, officer), 401)
    answer = shared_server.call("GET", "/v1/changes", token=stolen.access_token)
    assert_problem(answer, 401)
    assert_problem(refresh(shared_server, stolen), 401)


def test_a_channel_does_not_outlive_the_right_to_it(running_city_server: RunningCityServer) -> None:
    """A person is taken off the site, another off the list of the denunciation they sit in."""
    session_id, case_id = "session-secret", "case-secret"
    case = {**case_body(), "petition_type": "denunciation"}
    with running_city_server.administration() as database:
        put_records(
            database,
            [
                ("case", case_id, case),
                ("session", session_id, session_body(HQ, (COMMUNE,), case_id=case_id)),
            ],
        )
        change_readers(database, case_id, add=[LEADER])
    officer = CityRoom(running_city_server, COMMUNE, OFFICER)
    with officer.dial(session_id) as stranger:
        stranger.say("hello", program_id="program")
        assert stranger.closing_code() == CloseCode.NO_SESSION
    leader = CityRoom(running_city_server, HQ, LEADER)
    with leader.join(session_id) as secret, officer.join(SESSION) as usual:
        with running_city_server.administration() as database:
            change_readers(database, case_id, remove=[LEADER])
        running_city_server.add_user(OFFICER, (ELSEWHERE,))
        codes = closing_codes(secret, usual)
    assert codes == [CloseCode.NO_SESSION, CloseCode.NOT_SIGNED_IN]


def closing_codes(*channels: Channel) -> list[int]:
    """Keep them all alive until the server closes each. Returns its codes."""
    codes = dict[Channel, int]()
    limit_s = time.monotonic() + RECHECK_S + PATIENCE_S
    while len(codes) < len(channels):
        assert time.monotonic() < limit_s
        time.sleep(1.0)  # faster ones would be cut off for that
        for channel in channels:
            try:
                channel.say("ping", nonce=1)
                channel.next(1.0)
            except ConnectionClosed as closed:
                codes[channel] = closed.rcvd.code if closed.rcvd is not None else 1006
    return [codes[channel] for channel in channels]


# ---- paths --------------------------------------------------------------------------------------

PLACES = [place for place in sorted(ROUTE_RULES) if "{" in place[1] and place[0] != WEBSOCKET]
TRAVERSALS = [
    "../../../../etc/passwd",
    "..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "%2e%2e%2f%2e%2e%2fcity.db",
    "..%252f..%252fcity.db",
    "..%5c..%5ccity.db",
    "....//....//audit.key",
    "%2fetc%2fpasswd",
    "C:%5cWindows%5cwin.ini",
    "%00",
    "a" * 64 + "%00",
    "a" * 63 + "%2f",
    "%c0%ae%c0%ae%c0%af",
    "%ff%fe",
    "A" * 64,
    "a" * 20_000,
    ".",
    "..",
    "%0d%0aX-Evil:%201",
]


def raw(server: RunningCityServer, method: str, path: str, token: str) -> tuple[int, str, bytes]:
    """The path as it is, which no library on our side makes harmless first."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
    try:
        connection.request(
            method,
            path,
            headers={VERSION_HEADER: CONTRACT_VERSION, "Authorization": f"Bearer {token}"},
        )
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Content-Type", ""), answer.read()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def clerk_token(shared_server: RunningCityServer) -> str:
    return CityRoom(shared_server, HQ, LEADER).token


@pytest.fixture(scope="module")
def tokens(shared_server: RunningCityServer, clerk_token: str) -> dict[Caller, str]:
    """What each route asks for, as far as somebody can have it: no refusal is for that alone."""
    room = shared_server.enrol(COMMUNE)
    return dict.fromkeys(Caller, clerk_token) | {Caller.ROOM: room}


@pytest.mark.parametrize("untrusted", TRAVERSALS)
@pytest.mark.parametrize("place", PLACES, ids=" ".join)
def test_no_path_leads_out(
    shared_server: RunningCityServer, clerk_token: str, place: tuple[str, str], untrusted: str
) -> None:
    method, path = place
    path = path.partition("{")[0] + untrusted
    status, content_type, body = raw(shared_server, method, path, clerk_token)
    assert 400 <= status < 500
    assert content_type == PROBLEM_TYPE
    assert b"root:" not in body
    assert method == "HEAD" or Problem.model_validate_json(body).status == status


@pytest.mark.parametrize("untrusted", [one for one in TRAVERSALS if len(one) < 1_000])
def test_no_path_leads_to_another_channel(
    shared_server: RunningCityServer, clerk_token: str, untrusted: str
) -> None:
    """The path is of no channel (refused before the handshake) or of no session (4404)."""
    told = upgrade(shared_server, f"/v1/sessions/{untrusted}/channel", clerk_token)
    assert told.startswith((b"HTTP/1.1 101", b"HTTP/1.1 4"))
    if told.startswith(b"HTTP/1.1 101"):
        assert CloseCode.NO_SESSION.to_bytes(2) in told


def upgrade(server: RunningCityServer, path: str, token: str) -> bytes:
    hello = b'{"type":"hello","program_id":"p"}'
    with dial(server) as one:
        one.sendall(
            f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {'A' * 22}==\r\n"
            f"{VERSION_HEADER}: {CONTRACT_VERSION}\r\n"
            f"Authorization: Bearer {token}\r\n\r\n".encode()
        )
        told = one.recv(65_536)
        if not told.startswith(b"HTTP/1.1 101"):
            return told
        # a text frame with an all-zero mask (RFC 6455 §5.2)
        one.sendall(bytes([0x81, 0x80 | len(hello)]) + bytes(4) + hello)
        return told + one.recv(65_536)


# ---- sizes and floods ---------------------------------------------------------------------------

BODIES = [place for place in sorted(ROUTE_RULES) if place[0] in {"POST", "PATCH"}]


@pytest.mark.parametrize("is_promised", [True, False], ids=["promised", "streamed"])
@pytest.mark.parametrize("place", BODIES, ids=" ".join)
def test_no_route_takes_an_oversized_body(
    shared_server: RunningCityServer,
    tokens: dict[Caller, str],
    place: tuple[str, str],
    *,
    is_promised: bool,
) -> None:
    method, path = place
    is_upload = method == "PATCH"
    limit = MAX_UPLOAD_CHUNK_BYTES if is_upload else MAX_PUSH_BYTES
    path = path.format_map(Named())
    head = f"{method} {path} HTTP/1.1\r\nHost: x\r\n{VERSION_HEADER}: 1\r\n"
    head += f"Authorization: Bearer {tokens[ROUTE_RULES[place].caller]}\r\n"
    if is_promised:
        told = talk(shared_server, f"{head}Content-Length: {limit + 1}\r\n\r\n".encode())
        assert_refused(told, {413})
        return
    chunk = b"10000\r\n" + bytes(65_536) + b"\r\n"
    start = f"{head}Transfer-Encoding: chunked\r\n\r\n".encode()
    pieces = [start, *[chunk] * (limit // 65_536 + 2)]
    # of an upload nobody wants the bytes: the paper is unknown here, or it does not say its type
    assert_refused(talk(shared_server, *pieces), {400, 404, 415} if is_upload else {413})


def test_an_upload_takes_no_more_than_its_chunk(
    shared_server: RunningCityServer, tokens: dict[Caller, str]
) -> None:
    """With everything right but the size, which nobody promised."""
    path = f"{PART_PATH}{SESSION}/1/{'a' * 64}"
    head = f"PATCH {path} HTTP/1.1\r\nHost: x\r\n{VERSION_HEADER}: 1\r\n"
    head += f"Authorization: Bearer {tokens[Caller.ROOM]}\r\nContent-Type: {PARTIAL_TYPE}\r\n"
    head += f"{OFFSET_HEADER}: 0\r\n{LENGTH_HEADER}: {2 * MAX_UPLOAD_CHUNK_BYTES}\r\n"
    start = f"{head}Transfer-Encoding: chunked\r\n\r\n".encode()
    chunk = b"10000\r\n" + bytes(65_536) + b"\r\n"
    pieces = [start, *[chunk] * (MAX_UPLOAD_CHUNK_BYTES // 65_536 + 2)]
    assert_refused(talk(shared_server, *pieces), {413})


class Named(dict[str, str]):
    """A path whose parts nobody knows, but for what they are."""

    def __missing__(self, key: str) -> str:
        return {"sha256": "a" * 64, "number": "1"}.get(key, "nobody-knows")


@pytest.mark.parametrize(
    "head",
    [
        b"GET /v1/server HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET /v1/server HTTP/1.1\r\nHost: x\r\n" + b"X-A: a\r\n" * 40_000 + b"\r\n",
        b"GET /v1/changes?since=" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /" + b"a/" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /v1/server HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"GET /v1/server HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET /v1/server HTTP/1.1\r\nHost: x\r\nX-A : a\r\n\r\n",
        b"GET /v1/server HTTP/1.1\r\nHost: x\r\nX-A: a\x00b\r\n\r\n",
        b"GET /v1/\xc4\x91 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /v1/server HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
    ],
    ids=[
        "one long header",
        "a flood of headers",
        "a long query",
        "a long path",
        "a length below nothing",
        "two lengths",
        "a space before the colon",
        "a zero byte",
        "a path outside ASCII",
        "an unknown encoding",
    ],
)
def test_odd_and_endless_heads_are_refused(shared_server: RunningCityServer, head: bytes) -> None:
    assert_refused(talk(shared_server, head), {400, 501})


def test_a_chunk_that_is_none_is_refused(shared_server: RunningCityServer) -> None:
    told = talk(
        shared_server,
        b"POST /v1/access/refresh HTTP/1.1\r\nHost: x\r\nX-Reception-Contract: 1\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"cde\r\nZZ\r\n",
    )
    assert_refused(told, {400})


@pytest.mark.parametrize("count", [300])
def test_many_who_connect_and_say_nothing_keep_nobody_out(
    shared_server: RunningCityServer, clerk_token: str, count: int
) -> None:
    silent = [dial(shared_server) for _ in range(count)]
    try:
        assert shared_server.call("GET", "/v1/changes", token=clerk_token).ok
    finally:
        for one in silent:
            one.close()


def test_after_all_that_the_audit_log_is_whole(
    shared_server: RunningCityServer, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(shared_server.folder / "city")
    assert main.main(["city-audit", "verify", "--folder", folder, "--json"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["entries"] > 10


def dial(server: RunningCityServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S)


def talk(server: RunningCityServer, *pieces: bytes) -> bytes:
    """Send until the server has enough, then read what it says."""
    with dial(server) as one:
        try:
            for piece in pieces:
                one.sendall(piece)
        except OSError:
            pass  # it hung up on us, which is an answer too
        return read_answer(one)


def read_answer(one: socket.socket) -> bytes:
    """Head and body of one answer, or what came of it before the line was cut."""
    received = b""
    while not is_whole(received):
        try:
            piece = one.recv(65_536)
        except OSError:
            break
        if not piece:
            break
        received += piece
    return received


def is_whole(received: bytes) -> bool:
    head, _, body = received.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head.lower())
    return length is not None and len(body) >= int(length[1])


def assert_refused(told: bytes, statuses: set[int]) -> None:
    """A problem document with one of these, or a line that was cut before it could be read."""
    head, _, body = told.partition(b"\r\n\r\n")
    status = int(head.split(b" ")[1])
    assert status in statuses, told
    assert f"content-type: {PROBLEM_TYPE}".encode() in head.lower()
    assert Problem.model_validate_json(body).status == status


def test_a_flagged_case_is_not_scheduled_without_its_dossier_by_whatever_client(
    shared_server: RunningCityServer,
) -> None:
    """Circular part 1b: no screen asks here, and the answer names every site."""
    clerk = CityRoom(shared_server, HQ, CLERK)
    told = {"title": "", "agency": "", "attended": True, "absent_reason": ""}
    draft = {
        "title": "Bồi thường khi thu hồi đất",
        "reception_kind": "periodic",
        "online_ground": 1,
        "scheduled_start": "2030-01-15T02:00:00Z",
        "scheduled_end": "2030-01-15T03:00:00Z",
        "central_site_id": HQ,
        "component_site_ids": [COMMUNE],
        "chair_label": "Lãnh đạo Mẫu",
        "chair_title": "Phó Chủ tịch",
        "secretary_label": "Thư ký Mẫu",
        "participants": [
            {"full_name": name, "label": name, "role": role, "site_id": site_id, **told}
            for name, role, site_id in (
                ("Lãnh đạo Mẫu", "chair", HQ),
                ("Cán bộ Mẫu", "room_officer", COMMUNE),
            )
        ],
    }
    wanted = {
        "session": draft,
        "cases": [{"id": CASE}],
        "base_revision": 0,
        "is_odd_time_meant": True,
    }
    answer = clerk.call("PUT", "/v1/sessions/grave", json=wanted).json()
    assert answer["revision"] == 0
    owing = {(one["word"], one["subject"]) for one in answer["faults"]}
    assert {("no_dossier", HQ), ("no_dossier", COMMUNE)} <= owing
    assert ("session", "grave") not in clerk.pull()
