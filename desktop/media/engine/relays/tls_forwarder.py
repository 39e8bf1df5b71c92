"""TLS forwarder for TURN: a listener on 127.0.0.1 for engines that cannot trust the city's CA.

Neither engine takes a certificate authority of ours for `turns:`. So the engine's process opens
one listener on 127.0.0.1 per such relay; the WebRTC stack speaks TURN by TCP to it, and what it
says goes on in TLS to the relay, whose certificate and name are checked against the city's CA.
What passes is encrypted once more by DTLS-SRTP and bound to the credentials of the call.

A stream keeps everything: when its line is cut, a system holds megabytes before the stack is told
(measured on loopback: 9 to 12), and the voice stays as late as they take. So the door always reads,
and where the relay does not take it, it drops packets of media whole, as a line by UDP would.
"""

import asyncio
import contextlib
import logging
import socket
import ssl
from dataclasses import replace
from pathlib import Path

from desktop.domain.media.call import IceServer
from desktop.media.engine.relays.ice_urls import IceUrl, parse_ice_url
from desktop.media.engine.relays.turn_frames import TurnFrames, may_be_lost

LOOPBACK = "127.0.0.1"
MAX_DOORS = 8
MAX_VISITORS = 128
"""At one door. libwebrtc comes twice for every time that it gathers, and goes only when its
connection is closed: eight visits after three restarts of ICE, for each of three links and for the
attempt beside it, and as many that just end. When all places are taken, the visit that has been
still for longest goes."""

CONNECT_LIMIT_S = 4.0
CHUNK_BYTES = 16_384
HELD_BYTES = 32_768
"""What may wait here for a relay that does not take it; media that comes then is dropped."""

FAR_BYTES = 65_536
"""Of the system's buffer before the relay: as much is on its way at once, 2.6 Mbit/s at 200 ms."""

logger = logging.getLogger(__name__)


class TlsForwarder:
    """The doors of one call. Thread: media-loop; `close` when the call is over.

    ca_file: PEM of the city's authority, None: what this PC trusts.
    """

    def __init__(self, *, ca_file: Path | None) -> None:
        self._ca_file = ca_file
        self._trust: ssl.SSLContext | None = None
        self._doors: dict[tuple[str, int], _Door] = {}

    def through(self, servers: tuple[IceServer, ...]) -> tuple[IceServer, ...]:
        """The same relays, those in TLS by way of a door.

        Servers have one address each (`usable_servers`). One whose door cannot be opened is left
        out, which is logged: the call uses the next way.
        """
        reached = (self._reach(server) for server in servers)
        return tuple(server for server in reached if server is not None)

    async def close(self) -> None:
        """Shut every door and end what passes. Idempotent."""
        doors, self._doors = tuple(self._doors.values()), {}
        for door in doors:
            await door.close()

    def _reach(self, server: IceServer) -> IceServer | None:
        url = parse_ice_url(server.urls[0])
        if url is None or url.scheme != "turns":
            return server
        port = self._door(url)
        if port is None:
            return None
        near = IceUrl(scheme="turn", host=LOOPBACK, port=port, transport="tcp")
        return replace(server, urls=(near.text(),))

    def _door(self, url: IceUrl) -> int | None:
        door = self._doors.get((url.host, url.port))
        if door is None and len(self._doors) < MAX_DOORS:
            try:
                if self._trust is None:
                    self._trust = ssl.create_default_context(cafile=self._ca_file)
                door = _Door(url, self._trust)
            except OSError as error:  # an unreadable CA file too: ssl.SSLError is one
                logger.warning("relay by TLS left out error=%s", type(error).__name__)
                return None
            self._doors[url.host, url.port] = door
        return None if door is None else door.port


class _Door:
    """One listener and what passes through it."""

    def __init__(self, url: IceUrl, trust: ssl.SSLContext) -> None:
        self._url = url
        self._trust = trust
        self._socket = socket.create_server((LOOPBACK, 0), backlog=MAX_VISITORS)
        self._socket.settimeout(0)
        self.port: int = self._socket.getsockname()[1]
        self._visits: dict[asyncio.Task[None], _Visit] = {}
        # Callers already wait in the backlog; nothing is lost until the loop accepts.
        self._server = asyncio.ensure_future(
            asyncio.start_server(self._visit, sock=self._socket, limit=HELD_BYTES)
        )

    async def close(self) -> None:
        """End the listener and every connection through it. Idempotent."""
        server = await self._server
        server.close()
        for visit in self._visits:
            visit.cancel()
        if self._visits:
            await asyncio.wait(self._visits)

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._make_room()
        visit = _Visit(near=(reader, writer))
        # asyncio spares only sockets that were made by a name; this one waited 40 ms for an
        # acknowledgement of one packet before it gave the stack the next.
        near: socket.socket = writer.get_extra_info("socket")
        near.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # A task of its own: asyncio logs an error when the one that it made is cancelled.
        task = asyncio.ensure_future(self._forward(visit))
        self._visits[task] = visit
        await asyncio.wait((task,))
        self._visits.pop(task, None)
        writer.transport.abort()
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("relay by TLS failed", exc_info=error)

    def _make_room(self) -> None:
        """A call that was cut comes back by a new visit; those of its dead paths only stay."""
        if len(self._visits) < MAX_VISITORS:
            return
        stillest = min(self._visits, key=lambda task: self._visits[task].moved_at_s)
        del self._visits[stillest]
        stillest.cancel()
        logger.info("relay by TLS full places=%d", MAX_VISITORS)

    async def _forward(self, visit: "_Visit") -> None:
        try:
            async with asyncio.timeout(CONNECT_LIMIT_S):
                far = await self._reach_relay()
        except (OSError, TimeoutError) as error:  # ssl.SSLError is an OSError
            logger.warning("relay by TLS not reached error=%s", type(error).__name__)
            return
        try:
            await visit.pass_on(far)
        finally:
            far[1].transport.abort()

    async def _reach_relay(self) -> "_Side":
        """In TLS. Raises: OSError: not reached, or not trusted."""
        reader, writer = await asyncio.open_connection(
            self._url.host, self._url.port, limit=HELD_BYTES
        )
        try:
            far: socket.socket = writer.get_extra_info("socket")
            far.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, FAR_BYTES)
            # Nothing waits below the TLS, uncounted: what waits, waits above it.
            writer.transport.set_write_buffer_limits(high=0)
            await writer.start_tls(self._trust, server_hostname=self._url.host)
        except BaseException:
            writer.transport.abort()
            raise
        return reader, writer


_Side = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class _Visit:
    """What passes between the stack and the relay, and when something last did."""

    def __init__(self, near: _Side) -> None:
        self._near = near
        self._loop = asyncio.get_running_loop()
        self.moved_at_s = self._loop.time()

    async def pass_on(self, far: _Side) -> None:
        """Both ways, until one side ends."""
        ways = [
            asyncio.ensure_future(self._send(self._near[0], far[1])),
            asyncio.ensure_future(self._bring(far[0], self._near[1])),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.wait(ways)

    async def _send(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """To the relay; never waits for it."""
        frames, lost = TurnFrames(), 0
        try:
            while (data := await reader.read(CHUNK_BYTES)) and not writer.is_closing():
                whole = frames.feed(data)
                held_bytes = writer.transport.get_write_buffer_size()
                taken = [frame for frame in whole if _is_taken(frame, held_bytes)]
                lost += len(whole) - len(taken)
                if taken:
                    self.moved_at_s = self._loop.time()
                writer.write(b"".join(taken))
        except OSError:
            pass
        except ValueError:
            logger.warning("relay by TLS was asked for something else")
        finally:
            if lost:
                logger.info("relay by TLS was stalled packets_lost=%d", lost)

    async def _bring(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """From the relay; what comes is bound by the line, and waits for the stack."""
        writer.transport.set_write_buffer_limits(high=HELD_BYTES)
        with contextlib.suppress(OSError):
            while data := await reader.read(CHUNK_BYTES):
                self.moved_at_s = self._loop.time()
                writer.write(data)
                await writer.drain()


def _is_taken(frame: bytes, held_bytes: int) -> bool:
    return held_bytes <= (HELD_BYTES if may_be_lost(frame) else 2 * HELD_BYTES)
