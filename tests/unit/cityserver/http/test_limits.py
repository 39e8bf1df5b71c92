"""Bounds on bytes, time and rate."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from desktop.cityserver.http import limits
from desktop.cityserver.http.limits import (
    AttemptLimit,
    BodyLimits,
    OperationBudget,
    RateLimit,
    without_idling,
)
from desktop.cityserver.http.refusals import Rejected
from desktop.contract.problem import ProblemCode
from desktop.contract.version import MAX_PUSH_BYTES
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit


class EchoApp:
    """Reads the whole body and answers with its length."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.last: Message | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        message = await receive()
        self.bodies.append(message.get("body", b""))
        self.last = await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})


async def run(
    app: EchoApp,
    messages: list[Message],
    *,
    path: str = "/v1/operations",
    length: int | None = None,
    kind: str = "http",
    times_s: tuple[float, float] = (5.0, 5.0),
) -> tuple[int, dict[str, Any]]:
    headers = [] if length is None else [(b"content-length", str(length).encode())]
    sent: list[Message] = []
    waiting = iter(messages)

    async def receive() -> Message:
        for message in waiting:
            return message
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": kind, "path": path, "headers": headers, "method": "POST"}
    in_all_s, idle_s = times_s
    await BodyLimits(app, body_time_s=in_all_s, body_idle_s=idle_s)(scope, receive, send)
    return sent[0]["status"], json.loads(sent[1]["body"])


def part(body: bytes, *, more: bool = True) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


GONE: Message = {"type": "http.disconnect"}


@pytest.mark.asyncio
async def test_a_body_in_pieces_reaches_the_application_whole() -> None:
    app = EchoApp()
    status, _ = await run(app, [part(b"ab"), part(b"cd", more=False), GONE])
    assert (status, app.bodies, app.last) == (200, [b"abcd"], GONE)


@pytest.mark.asyncio
@pytest.mark.parametrize("length", [None, MAX_PUSH_BYTES + 1], ids=["streamed", "promised"])
async def test_a_body_too_large_is_refused_before_the_application_sees_it(
    length: int | None,
) -> None:
    app = EchoApp()
    pieces = [part(b"x" * 65_536) for _ in range(5)]
    status, problem = await run(app, pieces, length=length)
    assert (status, problem["code"], app.bodies) == (413, "too_large", [])


@pytest.mark.asyncio
@pytest.mark.parametrize("times_s", [(0.01, 5.0), (5.0, 0.01)], ids=["in all", "idle"])
async def test_a_body_that_trickles_is_ended(times_s: tuple[float, float]) -> None:
    app = EchoApp()
    status, problem = await run(app, [part(b"x")], times_s=times_s)
    # a thin line: no word about what the room sends
    assert (status, problem["code"], app.bodies) == (408, "busy", [])


@pytest.mark.asyncio
async def test_a_room_that_goes_away_in_the_middle_is_told_to_the_application() -> None:
    app = EchoApp()
    await run(app, [part(b"x"), GONE, GONE])
    assert app.bodies == [b""]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "kind"), [("/v1/blobs/abc", "http"), ("/v1/sessions/s/channel", "websocket")]
)
async def test_uploads_and_channels_stream_through(path: str, kind: str) -> None:
    app = EchoApp()
    status, _ = await run(app, [part(b"a"), part(b"b")], path=path, kind=kind)
    assert (status, app.bodies) == (200, [b"a"])


async def pieces_of(*pieces: bytes, stalls: bool = False) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
    if stalls:
        await asyncio.Event().wait()


@pytest.mark.asyncio
async def test_an_upload_that_stalls_is_ended_after_what_came() -> None:
    pieces = without_idling(pieces_of(b"a", b"b", stalls=True), idle_s=0.01)
    assert [await anext(pieces), await anext(pieces)] == [b"a", b"b"]
    with pytest.raises(Rejected) as rejected:
        await anext(pieces)
    assert rejected.value.status == 408


@pytest.mark.asyncio
async def test_an_upload_that_flows_is_left_alone() -> None:
    assert [piece async for piece in without_idling(pieces_of(b"a", b"b"))] == [b"a", b"b"]


def test_a_burst_passes_and_a_flood_does_not(clock: FakeClock) -> None:
    rate = RateLimit(clock=clock)
    assert not any(rate.is_exceeded() for _ in range(limits.CHANNEL_BURST))
    assert rate.is_exceeded()
    clock.advance(1.0)
    assert not rate.is_exceeded()


def test_a_steady_typist_is_never_too_fast(clock: FakeClock) -> None:
    rate = RateLimit(clock=clock)
    for _ in range(2_000):
        clock.advance(1 / limits.CHANNEL_PER_S)
        assert not rate.is_exceeded()


def test_a_day_without_a_line_passes_at_once_and_a_flood_waits(clock: FakeClock) -> None:
    budget = OperationBudget(clock=clock)
    for _ in range(limits.OPERATION_BURST // 500):
        budget.take("room", 500)
    with pytest.raises(Rejected) as rejected:
        budget.take("room", 500)
    assert (rejected.value.status, rejected.value.code) == (429, ProblemCode.BUSY)
    assert rejected.value.headers["Retry-After"] == "100"
    budget.take("another", 500)
    clock.advance(100.0)
    budget.take("room", 500)
    with pytest.raises(Rejected):
        budget.take("room", 1)


def test_a_bucket_is_never_more_than_full_and_only_so_many_are_kept(clock: FakeClock) -> None:
    budget = OperationBudget(clock=clock)
    budget.take("room", 1)
    clock.advance(1e6)
    budget.take("room", limits.OPERATION_BURST)
    with pytest.raises(Rejected):
        budget.take("room", 1)
    for number in range(limits.MAX_ROOMS):
        budget.take(f"room-{number}", 1)
    assert len(budget._buckets._of) == limits.MAX_ROOMS


def test_guessing_codes_is_stopped_for_a_minute(clock: FakeClock) -> None:
    attempts = AttemptLimit(clock=clock)
    for _ in range(limits.ENROL_ATTEMPTS):
        attempts.check()
        attempts.count_failure()
    with pytest.raises(Rejected) as rejected:
        attempts.check()
    assert rejected.value.headers["Retry-After"] == "60"
    clock.advance(limits.ENROL_WINDOW_S)
    attempts.check()
