"""A room as the city sees it: pushes, pulls and speaks on the channel, without any desk."""

import contextlib
import json
import logging
import threading
import time
from collections.abc import Callable
from typing import Any, Self

import requests
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from desktop.contract.operations import ChangesAnswer, PushAnswer, VerdictOut
from desktop.contract.version import CHANNEL_PING_S, CONTRACT_VERSION, VERSION_HEADER
from desktop.domain.ids import SiteId, UserId, new_id
from tests.patience import PATIENCE_S
from tests.rigs.city.running_city_server import SESSION, RunningCityServer

SIGN_OF_LIFE = 2**31
"""Nonce of the pings that a channel sends by itself."""

UNHEARD = logging.getLogger("tests.unheard")
"""For this end's own library: it calls a line that breaks under it an error of its own."""
UNHEARD.setLevel(logging.CRITICAL)


CLOSE_S = 0.5
"""Who has left much unread does not hear the other end's goodbye, and need not."""


class CityRoom:
    """A signed-in person at a site."""

    def __init__(self, server: RunningCityServer, site_id: SiteId, user_id: UserId) -> None:
        self.server = server
        self.site_id = site_id
        self.grant = server.sign_in(site_id, user_id)

    @property
    def token(self) -> str:
        return self.grant.access_token

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        return self.server.call(method, path, token=self.token, **options)

    def push_raw(self, *operations: dict[str, Any]) -> requests.Response:
        return self.call("POST", "/v1/operations", json={"operations": list(operations)})

    def push(self, *operations: dict[str, Any]) -> tuple[VerdictOut, ...]:
        answer = self.push_raw(*operations)
        assert answer.status_code == requests.codes.ok, answer.text
        return PushAnswer.model_validate_json(answer.text).verdicts

    def pull_page(self, since: str = "") -> ChangesAnswer:
        answer = self.call("GET", "/v1/changes", params={"since": since})
        assert answer.status_code == requests.codes.ok, answer.text
        return ChangesAnswer.model_validate_json(answer.text)

    def pull(self, since: str = "") -> dict[tuple[str, str], dict[str, Any]]:
        """Everything after the cursor: {(kind, id): body}."""
        found: dict[tuple[str, str], dict[str, Any]] = {}
        while True:
            page = self.pull_page(since)
            found.update({(one.kind, one.entity_id): one.body for one in page.changes})
            if not page.has_more:
                return found
            since = page.cursor

    def newest_cursor(self) -> str:
        """The cursor after which there is nothing yet."""
        page = self.pull_page()
        while page.has_more:
            page = self.pull_page(page.cursor)
        return page.cursor

    def join(
        self, session_id: str = SESSION, *, program_id: str | None = None, is_silent: bool = False
    ) -> "Channel":
        """Dial and take the seat. is_silent: give no sign of life afterwards, as no desk does."""
        channel = self.dial(session_id)
        channel.take_seat(program_id or f"program-{self.site_id}")
        if not is_silent:
            channel.keep_alive()
        return channel

    def dial(self, session_id: str = SESSION, **headers: str) -> "Channel":
        """Dial and say nothing."""
        told = {VERSION_HEADER: CONTRACT_VERSION, "Authorization": f"Bearer {self.token}"}
        stack = contextlib.ExitStack()
        connection = stack.enter_context(
            connect(
                self.server.channel_url(session_id),
                additional_headers={**told, **headers},
                compression=None,
                max_size=None,
                ping_interval=None,
                open_timeout=PATIENCE_S,
                close_timeout=CLOSE_S,
                logger=UNHEARD,
            )
        )
        return Channel(connection, stack)


class Channel:
    """One WebSocket; a context manager."""

    def __init__(self, connection: ClientConnection, stack: contextlib.ExitStack) -> None:
        self.connection = connection
        self._stack = stack
        self._is_over = threading.Event()
        self.welcome: dict[str, Any] = {}
        self.state: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def take_seat(self, program_id: str) -> None:
        """Say hello, read the welcome."""
        self.say("hello", program_id=program_id)
        self.welcome = self.wait_for("welcome")

    def keep_alive(self) -> None:
        """Ping as a desk does until the channel is closed; a silent room loses it."""

        def ping_for_ever() -> None:
            with contextlib.suppress(OSError):
                while not self._is_over.wait(CHANNEL_PING_S):
                    self.say("ping", nonce=SIGN_OF_LIFE)

        pinging = threading.Thread(target=ping_for_ever, daemon=True)
        pinging.start()
        self._stack.callback(pinging.join, PATIENCE_S)

    def close(self) -> None:
        self._is_over.set()
        with contextlib.suppress(ConnectionClosed):  # the server was the first, or the line broke
            self._stack.close()

    def cut(self) -> None:
        """The line breaks: no closing handshake."""
        self.connection.socket.close()

    def say(self, kind: str, **fields: Any) -> None:
        self.say_raw(json.dumps({"type": kind, **fields}))

    def say_raw(self, data: str | bytes) -> None:
        """Send it. Lost when the server was quicker to close: what is read next tells of that."""
        with contextlib.suppress(ConnectionClosed):
            self.connection.send(data)

    def next(self, timeout_s: float = PATIENCE_S) -> dict[str, Any]:
        limit = time.monotonic() + timeout_s
        while _is_sign_of_life(message := self._receive(limit)):
            continue
        state = message.get("state") if message["type"] == "welcome" else message
        if state is not None and state.get("type") == "state":
            self.state = state
        return message

    def _receive(self, limit: float) -> dict[str, Any]:
        wait_s = max(0.01, limit - time.monotonic())
        message: dict[str, Any] = json.loads(self.connection.recv(wait_s))
        return message

    def wait_for(self, kind: str, **fields: Any) -> dict[str, Any]:
        """The next message of this type with these fields; others are passed over."""
        limit = time.monotonic() + PATIENCE_S
        while True:
            message = self.next(max(0.01, limit - time.monotonic()))
            if message["type"] == kind and fields.items() <= message.items():
                return message

    def next_of(self, *kinds: str) -> dict[str, Any]:
        """The next message of one of these types."""
        while (message := self.next())["type"] not in kinds:
            continue
        return message

    def wait_for_state(self, is_wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The present or a later state that is as wanted."""
        limit = time.monotonic() + PATIENCE_S
        while not is_wanted(self.state):
            self.next(max(0.01, limit - time.monotonic()))
        return self.state

    def seat(self, site_id: SiteId) -> dict[str, Any] | None:
        """A seat in the newest state."""
        seats = (seat for seat in self.state["seats"] if seat["site_id"] == site_id)
        return next(seats, None)

    def closing_code(self) -> int:
        """Read until the server closes. Returns its code, 1006 for none."""
        try:
            while True:
                self.connection.recv(PATIENCE_S)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd is not None else 1006


def operation(
    kind: str, entity_id: str, body: dict[str, Any], *, base_revision: int = 0, **changes: Any
) -> dict[str, Any]:
    """One operation of a push."""
    return {
        "id": new_id(),
        "kind": kind,
        "entity_id": entity_id,
        "base_revision": base_revision,
        "body": body,
        "made_at": "2026-11-26T02:10:00Z",
        **changes,
    }


def _is_sign_of_life(message: dict[str, Any]) -> bool:
    return (message["type"], message.get("nonce")) == ("pong", SIGN_OF_LIFE)
