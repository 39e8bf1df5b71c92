"""A room's recording goes to the city over a real line, and so do hostile ones."""

import secrets
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from desktop.cityserver.admin.city import list_pcs, revoke_room
from desktop.cityserver.admin.recordings import Decider, purges
from desktop.cityserver.config.config import CityServerConfig
from desktop.contract.blobs import LENGTH_HEADER, OFFSET_HEADER, PARTIAL_TYPE
from desktop.contract.recording import MAX_PART_BYTES, PART_PATH
from desktop.contract.version import MAX_UPLOAD_CHUNK_BYTES
from desktop.domain.ids import SessionId
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.recorded import PartFault
from desktop.domain.recording.retention import RetentionClass
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.city.recording_room import RecordingRoom
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    ELSEWHERE,
    LEADER,
    PIN,
    RunningCityServer,
)
from tests.samples.recordings import a_head, write_part

DATABASES = ["sqlite", "two_workers"]
pytestmark = pytest.mark.integration


@pytest.fixture
def room(shared_server: RunningCityServer, tmp_path: Path) -> RecordingRoom:
    return RecordingRoom(shared_server, tmp_path)


def code_of(answer: requests.Response, status: int) -> tuple[str, str]:
    assert answer.status_code == status, answer.text
    told: dict[str, Any] = answer.json()
    return str(told["code"]), str(told.get("detail", ""))


def test_a_recording_goes_up_and_gets_its_receipt(room: RecordingRoom) -> None:
    for number, data in room.recording.parts():
        assert room.progress(number, data) == {"offset": 0, "is_complete": False, "refused": ""}
        answer = room.patch(number, data)
        assert answer.json()["is_complete"], answer.text
    receipt = room.end().json()
    assert (receipt["is_whole"], receipt["seal"]) == (True, "none")
    assert [part["fault"] for part in receipt["parts"]] == [None, PartFault.TORN, None]
    again = room.server.call("GET", room.receipt_path, token=room.token)
    assert {**again.json(), "told_at": receipt["told_at"]} == receipt


def test_a_part_of_megabytes_survives_a_line_that_is_cut_again_and_again(
    room: RecordingRoom, tmp_path: Path
) -> None:
    head = a_head(1, session_id=SessionId(room.session_id), site_id=COMMUNE)
    write_part(tmp_path / "large", head, plain=secrets.token_bytes(700_000), end=PartEnd.CLOSED)
    data = (tmp_path / "large" / "0001.rrec").read_bytes()
    offset, limit_s = 0, time.monotonic() + 2 * PATIENCE_S
    while offset + 300_000 < len(data):
        room.patch_and_cut(1, data, offset=offset, size=300_000)
        before = offset
        while (offset := room.progress(1, data)["offset"]) <= before:
            assert time.monotonic() < limit_s
            time.sleep(0.02)
    while True:  # what was cut last may still be on its way
        offset = room.progress(1, data)["offset"]
        answer = room.patch(1, data, offset=offset)
        if answer.status_code == 200:
            break
        assert code_of(answer, 409)[0] == "conflict"
        assert time.monotonic() < limit_s
    assert answer.json() == {"offset": len(data), "is_complete": True, "refused": ""}


def test_chunks_go_on_where_the_city_says(room: RecordingRoom) -> None:
    ((number, data), *_) = room.recording.parts()
    assert room.patch(number, data, size=100).json()["offset"] == 100
    wrong = room.patch(number, data, offset=50)
    assert code_of(wrong, 409)[0] == "conflict"
    assert wrong.headers[OFFSET_HEADER] == "100"
    assert room.patch(number, data, offset=100).json()["is_complete"]
    empty = room.patch(number, data, offset=len(data))
    assert empty.json()["is_complete"], empty.text


def test_an_altered_part_is_refused_kept_apart_and_named(room: RecordingRoom) -> None:
    room.recording.flip(2)
    for number, data in room.recording.parts():
        answer = room.patch(number, data)
        if number == 2:
            assert code_of(answer, 422) == ("recording_refused", "broken")
            assert room.progress(number, data)["refused"] == "broken"
    receipt = room.end().json()
    assert [(one["number"], one["why"]) for one in receipt["refused"]] == [(2, "broken")]
    assert (receipt["is_whole"], receipt["missing"]) == (False, [2])


def test_what_two_people_had_destroyed_is_told_to_the_room_and_not_taken_again(
    room: RecordingRoom,
) -> None:
    parts = dict(room.recording.parts())
    for number, data in parts.items():
        assert room.patch(number, data).json()["is_complete"]
    assert room.end().json()["purged_at"] is None
    config = CityServerConfig(
        folder=room.server.folder / "city", database_url=room.server.database_url
    )
    years = "".join(f"{one} = 1\n" for one in RetentionClass)
    head = '[[retention]]\nvalid_from = 2026-01-01\nsource = "Quyết định"\n'
    config.retention_file.write_text(head + years, encoding="utf-8")
    clock = FakeClock()
    clock.advance(timedelta(days=731).total_seconds())
    with room.server.administration() as database:
        decided = purges(database, config, clock=clock)
        decided.ask(room.session_id, Decider(user_id=CLERK, pin=PIN), "hết thời hạn")
        assert decided.confirm(room.session_id, Decider(user_id=LEADER, pin=PIN)) == 3
    assert room.progress(1, parts[1]) == {"offset": 0, "is_complete": False, "refused": "purged"}
    assert code_of(room.patch(1, parts[1]), 422) == ("recording_refused", "purged")
    for receipt in (room.end(), room.server.call("GET", room.receipt_path, token=room.token)):
        told = receipt.json()
        assert (told["is_whole"], told["purged_at"]) == (False, "2028-11-26T05:00:00Z")
        assert [part["fault"] for part in told["parts"]] == ["purged"] * 3


def test_other_bytes_than_were_promised_are_thrown_away(room: RecordingRoom) -> None:
    ((number, data), *_) = room.recording.parts()
    told = {OFFSET_HEADER: "0", LENGTH_HEADER: str(len(data)), "Content-Type": PARTIAL_TYPE}
    answer = room.server.call(
        "PATCH",
        room.path(number, data),
        token=room.token,
        data=secrets.token_bytes(len(data)),
        headers=told,
    )
    assert code_of(answer, 422)[0] == "hash_mismatch"
    assert room.progress(number, data)["offset"] == 0


def test_who_took_no_part_is_told_nothing_and_leaves_nothing(
    room: RecordingRoom, shared_server: RunningCityServer
) -> None:
    ((number, data), *_) = room.recording.parts()
    stranger = shared_server.enrol(ELSEWHERE)
    body = room.recording.end().model_dump(mode="json")
    told = {OFFSET_HEADER: "0", LENGTH_HEADER: str(len(data)), "Content-Type": PARTIAL_TYPE}
    path = room.path(number, data)
    for answer in (
        shared_server.call("GET", path, token=stranger),
        shared_server.call("PATCH", path, token=stranger, data=data, headers=told),
        shared_server.call("POST", room.receipt_path, token=stranger, json=body),
        shared_server.call("GET", room.receipt_path, token=stranger),
    ):
        assert code_of(answer, 404)[0] == "not_found"
    assert room.progress(number, data)["offset"] == 0


def test_a_pc_that_was_revoked_sends_no_more(
    room: RecordingRoom, shared_server: RunningCityServer
) -> None:
    ((number, data), *_) = room.recording.parts()
    with shared_server.administration() as database:
        newest = max(list_pcs(database), key=lambda one: one.enrolled_at)
        revoke_room(database, newest.room_id)
    assert code_of(room.patch(number, data), 401)[0] == "not_signed_in"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("0/{sha}", 400),
        ("1001/{sha}", 400),
        ("1/" + "A" * 64, 400),
        ("1/../../x", 404),
        ("x/{sha}", 400),
    ],
)
def test_a_path_that_is_none_of_a_part_leads_nowhere(
    room: RecordingRoom, path: str, status: int
) -> None:
    whole = f"{PART_PATH}{room.session_id}/{path.format(sha='a' * 64)}"
    assert room.server.call("GET", whole, token=room.token).status_code == status


def test_sizes_are_bounded_before_any_byte_is_kept(room: RecordingRoom) -> None:
    ((number, data), *_) = room.recording.parts()
    too_long = {LENGTH_HEADER: str(MAX_PART_BYTES + 1)}
    assert code_of(room.patch(number, data, headers=too_long), 400)[0] == "bad_request"
    behind = {OFFSET_HEADER: str(len(data) + 1)}
    assert code_of(room.patch(number, data, headers=behind), 400)[0] == "bad_request"
    assert code_of(room.patch(number, data, headers={"Content-Type": "text/plain"}), 415)
    large = bytes(MAX_UPLOAD_CHUNK_BYTES + 1)
    assert code_of(room.patch(number, large), 413)[0] == "too_large"
    end = room.recording.end().model_dump(mode="json")
    for broken in (
        {**end, "parts": []},
        {**end, "seal": "a\x00"},
        {**end, "seal": "x" * 65_537},
        {**end, "hold": False},
        {**end, "parts": end["parts"] * 400},
    ):
        answer = room.server.call("POST", room.receipt_path, token=room.token, json=broken)
        assert answer.status_code in {400, 413}, answer.text


def test_a_seal_that_is_none_is_named(room: RecordingRoom) -> None:
    for number, data in room.recording.parts():
        room.patch(number, data)
    for seal in ("no seal", "[" * 60_000, '{"public_key": 1}'):
        end = room.recording.end().model_copy(update={"seal": seal}).model_dump(mode="json")
        answer = room.server.call("POST", room.receipt_path, token=room.token, json=end)
        assert answer.json()["seal"] == "unreadable", answer.text
