"""A browser as the city sees it: it opens a link, answers, and speaks on the guest's channel."""

import contextlib
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from typing_extensions import override
from websockets.sync.client import connect

from desktop.contract.guests import GUEST_COOKIE
from tests.patience import PATIENCE_S
from tests.rigs.city.city_room import Channel
from tests.rigs.city.running_city_server import RunningCityServer


class _From(HTTPAdapter):
    """Comes from another address of this PC."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    @override
    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, source_address=(self._address, 0), **options)


class GuestBrowser:
    """One browser with its cookies."""

    def __init__(self, server: RunningCityServer, address: str = "127.0.0.1") -> None:
        self.server = server
        self.session = requests.Session()
        self.session.mount("http://", _From(address))

    def ask(
        self, method: str, path: str, *, origin: str | None = None, **options: Any
    ) -> requests.Response:
        """As the page does: with its own origin, and no version."""
        headers = {"Origin": self.server.url if origin is None else origin}
        headers.update(options.pop("headers", {}))
        return self.session.request(
            method, self.server.url + path, headers=headers, timeout=PATIENCE_S, **options
        )

    def open(self, path: str, **options: Any) -> requests.Response:
        """Open a link: what stands behind its #."""
        session_id, _, token = path.partition("#")[2].partition(".")
        return self.ask(
            "POST", "/guest/open", json={"session_id": session_id, "token": token}, **options
        )

    def answer(self, *, accepts: bool, reason: str = "", **options: Any) -> requests.Response:
        body = {"accepts": accepts, "reason": reason}
        return self.ask("POST", "/guest/answer", json=body, **options)

    def call(self) -> requests.Response:
        return self.ask("GET", "/guest/call")

    @property
    def cookie(self) -> str:
        return self.session.cookies.get(GUEST_COOKIE) or ""

    def dial(self, *, origin: str | None = None, cookie: str | None = None) -> Channel:
        """The guest's channel, before anything is said."""
        shown = self.cookie if cookie is None else cookie
        stack = contextlib.ExitStack()
        told = {"Origin": self.server.url if origin is None else origin}
        connection = stack.enter_context(
            connect(
                f"ws://127.0.0.1:{self.server.port}/guest/channel",
                additional_headers={**told, "Cookie": f"{GUEST_COOKIE}={shown}"},
                compression=None,
                max_size=None,
                ping_interval=None,
                open_timeout=PATIENCE_S,
            )
        )
        return Channel(connection, stack)

    def join(self, program_id: str = "browser-1") -> Channel:
        """Sit down, and stay."""
        channel = self.dial()
        channel.take_seat(program_id)
        channel.keep_alive()
        return channel
