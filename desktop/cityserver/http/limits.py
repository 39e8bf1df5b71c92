"""Bounds on what a room may send: bytes, time, rate."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Hashable
from typing import Generic, TypeVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desktop.cityserver.http.problems import problem_response
from desktop.cityserver.http.refusals import Rejected, busy
from desktop.contract.guests import MAX_PAGE_BYTES
from desktop.contract.problem import ProblemCode
from desktop.contract.recording import PART_PATH
from desktop.contract.version import MAX_PUSH_BYTES, MAX_UPLOAD_CHUNK_BYTES
from desktop.domain.clock import Clock

Owner = TypeVar("Owner", bound=Hashable)

BODY_IDLE_S = 20.0
BODY_TIME_S = 120.0
"""A full push on a line that moves 2,500 bytes a second."""
UPLOAD_IDLE_S = 20.0
SLOW_RETRY_S = 1
CHANNEL_BURST = 200
CHANNEL_PER_S = 50.0
OPERATION_BURST = 5_000
OPERATIONS_PER_S = 5.0
SIGNAL_BURST_BYTES = 512 * 1024
SIGNAL_BYTES_PER_S = 64 * 1024
"""Offers to three sites are 40 kB, and are made again every four seconds at most."""
MAX_ROOMS = 1_000
"""Whose budget is remembered; the one that was still the longest has a full one anyway."""
ENROL_ATTEMPTS = 10
ENROL_WINDOW_S = 60.0
_UPLOAD_PATHS = ("/v1/blobs/", PART_PATH)
_PAGE_PATH = "/stage-page"


class BodyLimits:
    """ASGI middleware: a small body is read whole, within BODY_TIME_S, before any work begins.

    More of it is waited for at most BODY_IDLE_S. An upload streams through; its route counts bytes
    and waits at most UPLOAD_IDLE_S for more.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        body_time_s: float = BODY_TIME_S,
        body_idle_s: float = BODY_IDLE_S,
    ) -> None:
        self._app = app
        self._body_time_s = body_time_s
        self._body_idle_s = body_idle_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body within its limits, then pass the request on, or answer with a problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_upload = scope["path"].startswith(_UPLOAD_PATHS)
        limit = MAX_UPLOAD_CHUNK_BYTES if is_upload else MAX_PUSH_BYTES
        if scope["path"].endswith(_PAGE_PATH):
            limit = MAX_PAGE_BYTES
        try:
            _check_promised_length(scope, limit)
            if not is_upload:
                async with asyncio.timeout(self._body_time_s):
                    receive = await _read_whole(receive, limit, self._body_idle_s)
        except Rejected as rejected:
            await problem_response(rejected)(scope, receive, send)
            return
        except TimeoutError:
            await problem_response(too_slow())(scope, receive, send)
            return
        await self._app(scope, receive, send)


def too_slow() -> Rejected:
    """The room did not send what it promised; its line is at fault, not what it sends."""
    headers = {"Connection": "close", "Retry-After": str(SLOW_RETRY_S)}
    return Rejected(ProblemCode.BUSY, status=408, headers=headers)


async def without_idling(
    body: AsyncIterator[bytes], *, idle_s: float = UPLOAD_IDLE_S
) -> AsyncIterator[bytes]:
    """The same pieces; a wait of more than `idle_s` for one of them ends the request.

    Raises:
        Rejected: status 408.
    """
    while True:
        try:
            async with asyncio.timeout(idle_s):
                piece = await anext(body)
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise too_slow() from error
        yield piece


class RateLimit:
    """A bucket of CHANNEL_BURST messages that fills at CHANNEL_PER_S. Thread: one."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._filled_at_s = clock.monotonic()
        self._level = float(CHANNEL_BURST)

    def is_exceeded(self) -> bool:
        """Count one message; True when it came too fast."""
        now_s = self._clock.monotonic()
        filled = self._level + (now_s - self._filled_at_s) * CHANNEL_PER_S
        self._level = min(float(CHANNEL_BURST), filled) - 1.0
        self._filled_at_s = now_s
        return self._level < 0


class OperationBudget:
    """Of each room a bucket of OPERATION_BURST operations that fills at OPERATIONS_PER_S.

    A day without a line brings some thousands at once; nobody writes more than that. Thread: the
    event loop.
    """

    def __init__(self, *, clock: Clock) -> None:
        self._buckets: _Buckets[str] = _Buckets(
            clock=clock, burst=OPERATION_BURST, per_s=OPERATIONS_PER_S
        )

    def take(self, room_id: str, count: int) -> None:
        """Take so many, or none.

        Raises:
            Rejected: busy (429) with Retry-After.
        """
        lacking_s = self._buckets.take(room_id, count)
        if lacking_s > 0.0:
            raise busy(lacking_s, status=429)


class SignalBudget:
    """Of each seat a bucket of SIGNAL_BURST_BYTES that fills at SIGNAL_BYTES_PER_S.

    It outlives a channel, which the seat could dial again. Thread: the event loop.
    """

    def __init__(self, *, clock: Clock) -> None:
        self._buckets: _Buckets[tuple[str, str]] = _Buckets(
            clock=clock, burst=SIGNAL_BURST_BYTES, per_s=SIGNAL_BYTES_PER_S
        )

    def takes(self, seat: tuple[str, str], size_bytes: int) -> bool:
        """Count a signal, unless it is too much. seat: session and site."""
        return self._buckets.take(seat, size_bytes) == 0.0


class _Buckets(Generic[Owner]):
    """One for each owner, of the last MAX_ROOMS."""

    def __init__(self, *, clock: Clock, burst: float, per_s: float) -> None:
        self._clock = clock
        self._burst = float(burst)
        self._per_s = per_s
        self._of: OrderedDict[Owner, tuple[float, float]] = OrderedDict()

    def take(self, owner: Owner, count: int) -> float:
        """Take so many, or none. Returns how many seconds are lacking; 0 when they were taken."""
        now_s = self._clock.monotonic()
        level, filled_at_s = self._of.get(owner, (self._burst, now_s))
        level = min(self._burst, level + (now_s - filled_at_s) * self._per_s)
        if level < count:
            return (count - level) / self._per_s
        self._of[owner] = level - count, now_s
        self._of.move_to_end(owner)
        while len(self._of) > MAX_ROOMS:
            self._of.popitem(last=False)
        return 0.0


class AttemptLimit:
    """At most so many failures in ENROL_WINDOW_S. Thread: the event loop."""

    def __init__(self, *, clock: Clock, most: int = ENROL_ATTEMPTS) -> None:
        self._clock = clock
        self._most = most
        self._failures: deque[float] = deque(maxlen=most)

    def check(self) -> None:
        """Refuse a further attempt.

        Raises:
            Rejected: too_many_attempts with Retry-After.
        """
        now_s = self._clock.monotonic()
        while self._failures and now_s - self._failures[0] >= ENROL_WINDOW_S:
            self._failures.popleft()
        if len(self._failures) == self._most:
            wait_s = max(1, round(ENROL_WINDOW_S - (now_s - self._failures[0])))
            raise Rejected(ProblemCode.TOO_MANY_ATTEMPTS, headers={"Retry-After": str(wait_s)})

    def count_failure(self) -> None:
        """A code was wrong."""
        self._failures.append(self._clock.monotonic())


def _check_promised_length(scope: Scope, limit: int) -> None:
    for name, value in scope["headers"]:
        # A length that is no number was refused by the HTTP parser already.
        if name == b"content-length" and int(value) > limit:
            raise Rejected(ProblemCode.TOO_LARGE, headers={"Connection": "close"})


async def _read_whole(receive: Receive, limit: int, idle_s: float) -> Receive:
    """Read the body and hand back a `receive` that gives it in one piece.

    Raises:
        TimeoutError: nothing more came for `idle_s`.
    """
    body = bytearray()
    message: Message = {"type": "http.request", "more_body": True}
    while message["type"] == "http.request" and message.get("more_body", False):
        async with asyncio.timeout(idle_s):
            message = await receive()
        body += message.get("body", b"")
        if len(body) > limit:
            raise Rejected(ProblemCode.TOO_LARGE, headers={"Connection": "close"})
    if message["type"] == "http.request":
        message = {"type": "http.request", "body": bytes(body), "more_body": False}
    waiting = [message]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again
