"""Counts every request and logs the refused ones; neither says who asked for what."""

import logging
from http import HTTPMethod, HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desktop.cityserver.http.metrics import Metrics
from desktop.domain.clock import Clock

logger = logging.getLogger(__name__)

NO_ROUTE = "none"
"""No route of ours, or refused before one was looked for."""
_METHODS = frozenset(HTTPMethod)


class RequestLog:
    """ASGI middleware around all others; HTTP only."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, clock: Clock) -> None:
        self._app = app
        self._metrics = metrics
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; note its status and duration, however it ends."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began_s = self._clock.monotonic()
        status = int(HTTPStatus.INTERNAL_SERVER_ERROR)

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            self._note(scope, status, self._clock.monotonic() - began_s)

    def _note(self, scope: Scope, status: int, took_s: float) -> None:
        # what a stranger may choose freely must not become a label
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = getattr(scope.get("route"), "path", NO_ROUTE)
        self._metrics.count_request(method, route, status)
        level = logging.INFO if status >= HTTPStatus.BAD_REQUEST else logging.DEBUG
        took_ms = round(took_s * 1_000)
        logger.log(
            level, "request method=%s route=%s status=%d took_ms=%d", method, route, status, took_ms
        )
