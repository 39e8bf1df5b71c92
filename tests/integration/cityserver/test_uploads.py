"""Papers by their hash over a real line: cuts, takeover, wrong bytes, other people's papers."""

import hashlib
import secrets
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import requests

from desktop.cityserver.papers.open_parts import MAX_OPEN_BYTES
from desktop.contract.blobs import (
    COMPLETE_HEADER,
    IS_COMPLETE,
    LENGTH_HEADER,
    NOT_COMPLETE,
    OFFSET_HEADER,
    PARTIAL_TYPE,
)
from desktop.contract.version import (
    CONTRACT_VERSION,
    MAX_PAPER_BYTES_OF_SITE,
    MAX_UPLOAD_BYTES,
    MAX_UPLOAD_CHUNK_BYTES,
    VERSION_HEADER,
)
from desktop.domain.ids import new_id
from tests.fakes.fake_photos import a_photo
from tests.patience import PATIENCE_S
from tests.rigs.city.city_room import CityRoom, operation
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    CONNECTING_SESSION,
    ELSEWHERE,
    HQ,
    OFFICER,
    STRANGER,
    STRICT_SESSION,
    RunningCityServer,
    paper_body,
)
from tests.samples.records import body_of
from tests.samples.unit_reports import a_sheet, with_photos

DATABASES = ["sqlite", "two_workers"]
pytestmark = pytest.mark.integration


class Upload:
    """A paper of the commune that the city lists."""

    def __init__(self, room: CityRoom, data: bytes) -> None:
        self.room = room
        self.data = data
        self.sha256 = hashlib.sha256(data).hexdigest()
        body = paper_body(COMMUNE, self.sha256, len(data))
        (verdict,) = room.push(operation("paper", new_id(), body))
        assert verdict.verdict == "accepted"

    @property
    def path(self) -> str:
        return f"/v1/blobs/{self.sha256}"

    def head(self, room: CityRoom | None = None) -> requests.Response:
        return (room or self.room).call("HEAD", self.path)

    def patch(self, offset: int, data: bytes, **headers: str) -> requests.Response:
        told = {
            OFFSET_HEADER: str(offset),
            LENGTH_HEADER: str(len(self.data)),
            "Content-Type": PARTIAL_TYPE,
        }
        return self.room.call("PATCH", self.path, data=data, headers=told | headers)

    def offset(self) -> int:
        return int(self.head().headers[OFFSET_HEADER])

    def promise(self, offset: int) -> bytes:
        """Promise everything and send nothing; what the city says to that."""
        with socket.create_connection(("127.0.0.1", self.room.server.port), PATIENCE_S) as line:
            line.sendall(self._head(offset))
            pieces = []
            while piece := line.recv(65_536):
                pieces.append(piece)
                if b"\r\n\r\n" in b"".join(pieces) and b"}" in pieces[-1]:
                    break
            return b"".join(pieces)

    def patch_and_cut(self, offset: int, size: int) -> None:
        """Promise everything, send `size` bytes, and vanish."""
        with socket.create_connection(("127.0.0.1", self.room.server.port), PATIENCE_S) as line:
            line.sendall(self._head(offset) + self.data[offset : offset + size])

    def _head(self, offset: int) -> bytes:
        return (
            f"PATCH {self.path} HTTP/1.1\r\nHost: x\r\n{VERSION_HEADER}: {CONTRACT_VERSION}\r\n"
            f"Authorization: Bearer {self.room.token}\r\nContent-Type: {PARTIAL_TYPE}\r\n"
            f"{OFFSET_HEADER}: {offset}\r\n{LENGTH_HEADER}: {len(self.data)}\r\n"
            f"Content-Length: {len(self.data) - offset}\r\n\r\n"
        ).encode()


NewUpload = Callable[[int], Upload]


@pytest.fixture(scope="module")
def commune(shared_server: RunningCityServer) -> CityRoom:
    return CityRoom(shared_server, COMMUNE, OFFICER)


@pytest.fixture
def new_upload(commune: CityRoom) -> NewUpload:
    return lambda size: Upload(commune, secrets.token_bytes(size))


def wait_until_offset(upload: Upload, offset: int) -> None:
    limit_s = time.monotonic() + PATIENCE_S
    while upload.offset() != offset:
        assert time.monotonic() < limit_s


def code_of(answer: requests.Response, status: int) -> str:
    assert answer.status_code == status, answer.text
    told: dict[str, Any] = answer.json()
    return str(told["code"])


def test_a_paper_goes_up_in_chunks_and_comes_down_at_the_other_site(
    shared_server: RunningCityServer, new_upload: NewUpload
) -> None:
    upload = new_upload(300_000)
    head = upload.head()
    assert (head.status_code, head.headers[COMPLETE_HEADER]) == (200, NOT_COMPLETE)
    assert head.headers[OFFSET_HEADER] == "0"
    first = upload.patch(0, upload.data[:200_000])
    assert (first.status_code, first.headers[OFFSET_HEADER]) == (204, "200000")
    last = upload.patch(200_000, upload.data[200_000:])
    assert (last.status_code, last.headers[COMPLETE_HEADER]) == (204, IS_COMPLETE)
    hq = CityRoom(shared_server, HQ, CLERK)
    assert upload.head(hq).headers[COMPLETE_HEADER] == IS_COMPLETE
    assert hq.call("GET", upload.path).content == upload.data
    part = hq.call("GET", upload.path, headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, part.content) == (206, upload.data[1_000:2_000])
    rest = hq.call("GET", upload.path, headers={"Range": "bytes=299990-"})
    assert rest.content == upload.data[-10:]
    assert hq.call("GET", upload.path, headers={"Range": "bytes=400000-"}).status_code == 416


def test_an_upload_cut_ten_times_resends_nothing_that_was_kept(new_upload: NewUpload) -> None:
    upload = new_upload(4_000_000)
    for _ in range(10):
        offset = upload.offset()
        upload.patch_and_cut(offset, 300_000)
        wait_until_offset(upload, offset + 300_000)
    offset = upload.offset()
    assert offset == 3_000_000
    assert upload.patch(offset, upload.data[offset:]).status_code == 204
    assert upload.room.call("GET", upload.path).content == upload.data


def test_a_wrong_offset_is_answered_with_the_right_one(new_upload: NewUpload) -> None:
    upload = new_upload(10_000)
    upload.patch(0, upload.data[:4_000])
    answer = upload.patch(5_000, upload.data[5_000:])
    assert code_of(answer, 409) == "conflict"
    assert answer.headers[OFFSET_HEADER] == "4000"


def test_wrong_bytes_are_thrown_away_and_may_come_again(new_upload: NewUpload) -> None:
    upload = new_upload(10_000)
    assert code_of(upload.patch(0, bytes(10_000)), 422) == "hash_mismatch"
    assert upload.offset() == 0
    assert code_of(upload.room.call("GET", upload.path), 404) == "not_found"
    assert upload.patch(0, upload.data).status_code == 204


def test_a_kept_part_outlives_a_killed_server(running_city_server: RunningCityServer) -> None:
    room = CityRoom(running_city_server, COMMUNE, OFFICER)
    upload = Upload(room, secrets.token_bytes(100_000))
    upload.patch(0, upload.data[:60_000])
    running_city_server.kill()
    running_city_server.start()
    assert upload.offset() == 60_000
    assert upload.patch(60_000, upload.data[60_000:]).headers[COMPLETE_HEADER] == IS_COMPLETE


def test_a_paper_that_no_session_of_the_site_lists_does_not_exist(
    shared_server: RunningCityServer, new_upload: NewUpload
) -> None:
    upload = new_upload(1_000)
    upload.patch(0, upload.data)
    stranger = CityRoom(shared_server, ELSEWHERE, STRANGER)
    assert upload.head(stranger).status_code == 404
    assert code_of(stranger.call("GET", upload.path), 404) == "not_found"
    mine = Upload.__new__(Upload)
    mine.room, mine.data, mine.sha256 = stranger, upload.data, upload.sha256
    assert code_of(mine.patch(0, upload.data), 404) == "not_found"


def test_a_site_that_begins_and_never_ends_is_told_to_finish_first(
    running_city_server: RunningCityServer,
) -> None:
    room = CityRoom(running_city_server, COMMUNE, OFFICER)
    most = MAX_PAPER_BYTES_OF_SITE // MAX_UPLOAD_BYTES
    for number in range(MAX_OPEN_BYTES // MAX_UPLOAD_BYTES):
        sha256 = f"{number:064x}"
        session_id = (STRICT_SESSION, CONNECTING_SESSION)[number // most]
        body = paper_body(COMMUNE, sha256, MAX_UPLOAD_BYTES, session_id=session_id)
        room.push(operation("paper", new_id(), body))
        headers = {
            OFFSET_HEADER: "0",
            LENGTH_HEADER: str(MAX_UPLOAD_BYTES),
            "Content-Type": PARTIAL_TYPE,
        }
        begun = room.call("PATCH", f"/v1/blobs/{sha256}", data=b"x", headers=headers)
        assert begun.status_code == 204
    assert code_of(Upload(room, b"real").patch(0, b"real"), 429) == "not_allowed_now"


@pytest.mark.parametrize(
    "name", ["..%2f..%2fcity.db", "../../city.db", "A" * 64, "0" * 63, "0" * 65, "%00" * 64, ""]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "PATCH"])
def test_only_a_hash_is_a_name(commune: CityRoom, method: str, name: str) -> None:
    answer = commune.call(method, f"/v1/blobs/{name}")
    assert answer.status_code in {400, 404, 405}
    assert b"SQLite" not in answer.content


@pytest.mark.parametrize(
    "headers",
    [
        {LENGTH_HEADER: "9999"},
        {LENGTH_HEADER: "x"},
        {LENGTH_HEADER: "-1"},
        {LENGTH_HEADER: str(2**63)},
        {OFFSET_HEADER: "-1"},
        {OFFSET_HEADER: "10001"},
    ],
)
def test_headers_that_make_no_sense_are_refused(
    new_upload: NewUpload, headers: dict[str, str]
) -> None:
    upload = new_upload(10_000)
    assert code_of(upload.patch(0, upload.data, **headers), 400) == "bad_request"
    assert upload.offset() == 0


def test_another_media_type_is_refused(new_upload: NewUpload) -> None:
    upload = new_upload(1_000)
    answer = upload.patch(0, upload.data, **{"Content-Type": "text/plain"})
    assert code_of(answer, 415) == "bad_request"


def test_a_chunk_beyond_the_limit_is_refused_promised_or_streamed(new_upload: NewUpload) -> None:
    upload = new_upload(MAX_UPLOAD_CHUNK_BYTES + 100)
    # The answer comes before the bytes: who goes on sending may lose it with the connection.
    answer = upload.promise(0)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b'"too_large"' in answer

    def pieces() -> Iterator[bytes]:
        for start in range(0, len(upload.data), 65_536):
            yield upload.data[start : start + 65_536]

    streamed: Any = pieces()
    assert code_of(upload.patch(0, streamed), 413) == "too_large"
    offset = upload.offset()
    assert 0 < offset <= MAX_UPLOAD_CHUNK_BYTES
    assert upload.patch(offset, upload.data[offset:]).status_code == 204


def test_a_second_upload_of_the_same_paper_takes_over_from_a_dead_line(
    new_upload: NewUpload,
) -> None:
    upload = new_upload(500_000)
    with socket.create_connection(("127.0.0.1", upload.room.server.port), PATIENCE_S) as dead:
        dead.sendall(
            (
                f"PATCH {upload.path} HTTP/1.1\r\nHost: x\r\n{VERSION_HEADER}: 1\r\n"
                f"Authorization: Bearer {upload.room.token}\r\nContent-Type: {PARTIAL_TYPE}\r\n"
                f"{OFFSET_HEADER}: 0\r\n{LENGTH_HEADER}: 500000\r\nContent-Length: 500000\r\n\r\n"
            ).encode()
            + upload.data[:1_000]
        )
        answer = upload.patch(0, upload.data)
        while answer.status_code == 409:  # the dead line's bytes came first: go on behind them
            offset = int(answer.headers[OFFSET_HEADER])
            answer = upload.patch(offset, upload.data[offset:])
        assert answer.status_code == 204
    assert upload.room.call("GET", upload.path).content == upload.data


def test_a_sheet_that_names_a_hash_opens_only_what_its_unit_sent(
    shared_server: RunningCityServer, new_upload: NewUpload
) -> None:
    paper = new_upload(10_000)
    paper.patch(0, paper.data)
    stranger = CityRoom(shared_server, ELSEWHERE, STRANGER)
    photo = replace(a_photo(), sha256=paper.sha256, size_bytes=len(paper.data))
    sheet = with_photos(a_sheet(ELSEWHERE, new_id()), photo)
    (verdict,) = stranger.push(operation("readiness_sheet", sheet.id, dict(body_of(sheet))))
    assert verdict.verdict == "accepted"
    mine = Upload.__new__(Upload)
    mine.room, mine.data, mine.sha256 = stranger, paper.data, paper.sha256
    assert code_of(stranger.call("GET", paper.path), 404) == "not_found"
    assert (mine.head().headers[COMPLETE_HEADER], mine.offset()) == (NOT_COMPLETE, 0)

    assert mine.patch(0, mine.data[:6_000]).headers[OFFSET_HEADER] == "6000"
    assert mine.offset() == 6_000
    assert code_of(stranger.call("GET", paper.path), 404) == "not_found"
    assert mine.patch(6_000, mine.data[6_000:]).headers[COMPLETE_HEADER] == IS_COMPLETE
    assert mine.head().headers[COMPLETE_HEADER] == IS_COMPLETE
    assert stranger.call("GET", paper.path).content == paper.data
