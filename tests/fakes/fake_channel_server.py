"""A small city server for the session channel: a real WebSocket on loopback, told how to behave.

It keeps media numbers and live state through `kill` and `revive`, as the city server does.
"""

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Self

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from tests.patience import PATIENCE_S
from tests.samples.channel import a_state


class FakeChannelServer:
    """One session, seats `commune` and `hq`; the room under test sits in `commune`."""

    def __init__(self, *, own_site_id: str = "commune") -> None:
        self.own_site_id = own_site_id
        self.received: list[dict[str, Any]] = []
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.media_numbers = {"commune": 0, "hq": 0}
        self.last_media_number = 0
        self.seq = 0
        self.close_codes: list[int] = []
        """One is used up by each hello: the channel is closed with it."""
        self.statuses: list[HTTPStatus] = []
        """One is used up by each request: the upgrade is refused with it."""
        self.is_mute = False
        """Says nothing any more, not even pong; the TCP connection stays."""
        self.welcome_changes: dict[str, Any] = {}
        self.instead_of_welcome: str | None = None
        self.is_swallowing: set[str] = set()
        """Types of messages it loses without a word, as a cut does."""
        self.port = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._server: Server | None = None
        self._lines: set[ServerConnection] = set()
        self._changed = threading.Condition()

    # ---- the test's side -----------------------------------------------------------------------

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake-channel-server")
        self._thread.start()
        self.revive()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        assert self._loop is not None
        assert self._thread is not None
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_S)
        self._loop.close()

    def revive(self) -> None:
        """Listen again on the same port."""
        self._on_loop(self._listen)

    def kill(self) -> None:
        """As kill -9: every socket is reset, nobody listens."""
        self._on_loop(self._die)

    def cut(self) -> None:
        """Every line is reset, the server goes on."""
        self._on_loop(self._reset_lines)

    def close(self, code: int) -> None:
        """End every line politely with this code."""

        async def close_all() -> None:
            for line in tuple(self._lines):
                await line.close(code)

        self._on_loop(close_all)

    def say(self, message: dict[str, Any] | str | bytes) -> None:
        """To every line, as it is."""

        async def send_all() -> None:
            for line in tuple(self._lines):
                frame = json.dumps(message) if isinstance(message, dict) else message
                with contextlib.suppress(ConnectionClosed):
                    await line.send(frame)

        self._on_loop(send_all)

    def say_state(self, **changes: Any) -> None:
        self.seq += 1
        self.say(self.state() | changes)

    def state(self) -> dict[str, Any]:
        return a_state(self.seq, self.media_numbers)

    def of_type(self, message_type: str) -> list[dict[str, Any]]:
        """What the room said of this type, in order, over all lines."""
        return [one for one in tuple(self.received) if one["type"] == message_type]

    def wait_for(self, condition: Callable[[], bool], limit_s: float = PATIENCE_S) -> None:
        """Until the condition holds; looks again at each message and at least every 20 ms."""
        deadline = time.monotonic() + limit_s
        with self._changed:
            while not condition():
                assert time.monotonic() < deadline, f"waited {limit_s} s; heard {self.received}"
                self._changed.wait(0.02)

    # ---- the server's side ---------------------------------------------------------------------

    def _on_loop(self, work: Callable[[], Any]) -> None:
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(work(), self._loop).result(PATIENCE_S)

    async def _listen(self) -> None:
        self._server = await serve(
            self._talk,
            "127.0.0.1",
            self.port,
            process_request=self._judge_request,
            ping_interval=None,
            close_timeout=0.5,
        )
        self.port = next(iter(self._server.sockets)).getsockname()[1]

    async def _die(self) -> None:
        if self._server is None:
            return
        server, self._server = self._server, None
        await self._reset_lines()
        server.close()
        await server.wait_closed()

    async def _reset_lines(self) -> None:
        for line in tuple(self._lines):
            line.transport.abort()

    def _judge_request(self, line: ServerConnection, request: Request) -> Response | None:
        self.requests.append((request.path, dict(request.headers.raw_items())))
        if not self.statuses:
            return None
        status = self.statuses.pop(0)
        response = line.respond(status, "")
        if status is HTTPStatus.FOUND:
            response.headers["Location"] = f"{self.base_url}/elsewhere"
        return response

    async def _talk(self, line: ServerConnection) -> None:
        self._lines.add(line)
        try:
            async for frame in line:
                await self._on_message(line, json.loads(frame))
                with self._changed:
                    self._changed.notify_all()
        except ConnectionClosed:
            pass
        finally:
            self._lines.discard(line)

    async def _on_message(self, line: ServerConnection, message: dict[str, Any]) -> None:
        self.received.append(message)
        if self.is_mute or message["type"] in self.is_swallowing:
            return
        match message["type"]:
            case "hello":
                await self._on_hello(line)
            case "ping":
                await line.send(json.dumps({"type": "pong", "nonce": message["nonce"]}))
            case "media_ready":
                self.last_media_number += 1
                self.media_numbers[self.own_site_id] = self.last_media_number
                self.seq += 1
                await line.send(json.dumps(self.state()))
            case "leave":
                self.media_numbers[self.own_site_id] = 0
                await line.close(1000)

    async def _on_hello(self, line: ServerConnection) -> None:
        if self.close_codes:
            await line.close(self.close_codes.pop(0))
            return
        if self.instead_of_welcome is not None:
            await line.send(self.instead_of_welcome)
            return
        welcome = {
            "type": "welcome",
            "site_id": self.own_site_id,
            "server_time": datetime(2026, 11, 26, 5, tzinfo=UTC).isoformat(),
            "ice_servers": [
                {"urls": ["stun:127.0.0.1:3478"]},
                {"urls": ["http://elsewhere.example"], "username": "a", "credential": "b"},
            ],
            "state": self.state(),
        }
        await line.send(json.dumps(welcome | self.welcome_changes))
