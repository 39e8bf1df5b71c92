"""uvicorn's two protocols with the time limits that they lack."""

import asyncio
from asyncio import BaseTransport, TimerHandle, Transport
from typing import Final, cast

import h11
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from desktop.cityserver.http.peer_certificate import with_certificate
from desktop.cityserver.http.problems import problem_response
from desktop.cityserver.http.refusals import Rejected
from desktop.contract.problem import ProblemCode

HEADER_S: Final = 10.0
CLOSE_HANDSHAKE_S: Final = 3.0
CUT_S: Final = 5.0
GOODBYE_S: Final = 0.5


class BoundedHttp(H11Protocol):
    """A room has HEADER_S to send a whole request header; slower ones are cut off."""

    _header_timer: TimerHandle | None = None

    @override
    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(cast("Transport", transport))
        self.app = with_certificate(self.app, transport)
        self._watch_header()

    @override
    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch_header()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        super().connection_lost(exc)

    @override
    def shutdown(self) -> None:
        super().shutdown()
        if self.transport.is_closing():
            # TLS waits until the room says goodbye too, and an idle one may never
            self.loop.call_later(GOODBYE_S, self.transport.abort)

    @override
    def send_400_response(self, msg: str) -> None:
        # What the parser refuses gets a problem document too, while an answer can still begin.
        if self.conn.our_state not in {h11.IDLE, h11.SEND_RESPONSE}:
            self.transport.abort()
            return
        refused = problem_response(Rejected(ProblemCode.BAD_REQUEST))
        headers = [*refused.raw_headers, (b"connection", b"close")]
        for event in (
            h11.Response(status_code=refused.status_code, headers=headers),
            h11.Data(data=bytes(refused.body)),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _watch_header(self) -> None:
        # One timer for the whole header: each further byte must not prolong it (slow loris).
        if self.conn.their_state is not h11.IDLE:
            self._stop_timer()
        elif self._header_timer is None:
            self._header_timer = self.loop.call_later(HEADER_S, self.transport.abort)

    def _stop_timer(self) -> None:
        if self._header_timer is not None:
            self._header_timer.cancel()
            self._header_timer = None


class BoundedWebSocket(WebSocketsSansIOProtocol):
    """A room that reads nothing does not keep its socket: closing it has an end."""

    @override
    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        self.app = with_certificate(self.app, transport)

    @override
    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        super().on_task_complete(task)
        self.close_timeout = CLOSE_HANDSHAKE_S
        self.loop.call_later(CUT_S, self.transport.abort)
