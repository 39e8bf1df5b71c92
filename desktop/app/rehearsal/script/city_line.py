"""The line between all desks and their city: connections go through here and can be cut.

A cut resets every connection, as a router that is switched off and on does, and takes no new one
until it is mended.
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Coroutine
from typing import Any

HOST = "127.0.0.1"
PIECE_BYTES = 64 * 1024
ANSWER_LIMIT_S = 10.0


class CityLine:
    """Thread: `city-line` carries the bytes; every method may be called on any other thread.

    host: address to listen on.
    """

    def __init__(self, server_port: int, *, host: str = HOST) -> None:
        self.port = 0
        self._host = host
        self._server_port = server_port
        self._is_cut = False
        self._connections: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="city-line", daemon=True
        )

    def start(self) -> None:
        """Listen on `port` and carry."""
        self._thread.start()
        self._wait_for(self._listen())

    def stop(self) -> None:
        """End every connection; the port is free again."""
        self._wait_for(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(ANSWER_LIMIT_S)
        self._loop.close()

    def cut(self) -> None:
        """Reset every connection, and each that is tried until `mend`."""
        self._is_cut = True
        self._wait_for(self._drop_all())

    def mend(self) -> None:
        """Connections that are tried from now on get through."""
        self._is_cut = False

    def _wait_for(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(ANSWER_LIMIT_S)

    # ---- its own thread --------------------------------------------------------------------

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(
            self._on_dialled, self._host, 0, limit=PIECE_BYTES
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def _end(self) -> None:
        if self._server is not None:
            self._server.close()
        await self._drop_all()

    async def _drop_all(self) -> None:
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _on_dialled(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or self._is_cut:
            writer.transport.abort()
            return
        self._connections.add(task)
        try:
            await self._join(reader, writer)
        except (OSError, asyncio.CancelledError):
            pass  # the city is away, or the line was cut: both ends are closed
        finally:
            self._connections.discard(task)
            writer.transport.abort()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(HOST, self._server_port)
        _send_at_once(writer)
        _send_at_once(far_writer)
        ways = (
            asyncio.ensure_future(_carry(reader, far_writer)),
            asyncio.ensure_future(_carry(far_reader, writer)),
        )
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            await writer.drain()
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            far_writer.transport.abort()


def _send_at_once(writer: asyncio.StreamWriter) -> None:
    own = writer.get_extra_info("socket")
    with contextlib.suppress(OSError):
        own.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(PIECE_BYTES):
            writer.write(data)
            await writer.drain()
