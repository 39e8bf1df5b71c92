"""A disk that takes no more: clear answers, nothing lost, and everything goes on afterwards.

The limit on the size of files (RLIMIT_FSIZE) stands in for the full disk: every write beyond it
fails, at any place of the server.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest
import requests

from desktop.contract.blobs import LENGTH_HEADER, OFFSET_HEADER, PARTIAL_TYPE
from desktop.domain.ids import new_id
from tests.rigs.city.city_room import CityRoom, operation
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    HQ,
    OFFICER,
    RunningCityServer,
    line_body,
    paper_body,
)

pytestmark = pytest.mark.integration


@contextmanager
def full_disk(server: RunningCityServer, free_bytes: int = 0) -> Iterator[None]:
    """Files of the server do not grow beyond `free_bytes` during the block."""
    process = psutil.Process(server.pid)
    process.rlimit(psutil.RLIMIT_FSIZE, (free_bytes, psutil.RLIM_INFINITY))
    try:
        yield
    finally:
        process.rlimit(psutil.RLIMIT_FSIZE, (psutil.RLIM_INFINITY, psutil.RLIM_INFINITY))


def is_busy(answer: requests.Response) -> bool:
    return answer.status_code == 503 and answer.json()["code"] == "busy"


def test_lines_are_refused_for_a_while_and_none_is_lost(
    running_city_server: RunningCityServer,
) -> None:
    running_city_server.expected_errors.append("database refused")
    room = CityRoom(running_city_server, COMMUNE, OFFICER)
    lines = [operation("minute_line", new_id(), line_body(COMMUNE, str(n))) for n in range(20)]
    room.push(*lines[:10])
    with full_disk(running_city_server):
        answer = room.push_raw(*lines[10:])
        assert is_busy(answer)
        assert int(answer.headers["Retry-After"]) > 0
        # what the audit log cannot keep is not told
        assert is_busy(room.call("GET", "/v1/changes"))
    assert {one.verdict for one in room.push(*lines)} == {"accepted"}
    assert {("minute_line", one["entity_id"]) for one in lines} <= set(room.pull())


def test_a_live_change_is_refused_and_the_channel_goes_on(
    running_city_server: RunningCityServer,
) -> None:
    running_city_server.expected_errors.append("database refused")
    room = CityRoom(running_city_server, COMMUNE, OFFICER)
    other = CityRoom(running_city_server, HQ, CLERK)
    with room.join() as channel:
        with full_disk(running_city_server):
            channel.say("ask_floor", has_hand_up=True)
            assert channel.wait_for("refused")["code"] == "busy"
            with other.dial() as late:
                late.say("hello", program_id="late")
                assert late.closing_code() == 1001
        channel.say("ask_floor", has_hand_up=True)
        channel.wait_for_state(
            lambda _: bool((seat := channel.seat(COMMUNE)) and seat["has_hand_up"])
        )


def test_an_upload_keeps_what_came_and_goes_on(running_city_server: RunningCityServer) -> None:
    running_city_server.expected_errors.append("upload not kept")
    room = CityRoom(running_city_server, COMMUNE, OFFICER)
    data = secrets.token_bytes(3_000_000)
    sha256 = hashlib.sha256(data).hexdigest()
    room.push(operation("paper", new_id(), paper_body(COMMUNE, sha256, len(data))))
    headers = {LENGTH_HEADER: str(len(data)), "Content-Type": PARTIAL_TYPE}

    def patch(offset: int) -> requests.Response:
        told = {**headers, OFFSET_HEADER: str(offset)}
        return room.call("PATCH", f"/v1/blobs/{sha256}", data=data[offset:], headers=told)

    with full_disk(running_city_server, free_bytes=1_500_000):
        assert is_busy(patch(0))
    offset = int(room.call("HEAD", f"/v1/blobs/{sha256}").headers[OFFSET_HEADER])
    assert offset == 1_500_000
    assert patch(offset).status_code == 204
    assert room.call("GET", f"/v1/blobs/{sha256}").content == data
