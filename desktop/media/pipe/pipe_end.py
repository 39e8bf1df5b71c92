"""The two ends of the pipe: typed messages over a connection of the operating system.

This module alone touches what the connection carries, and it carries bytes: the standard library's
`send` and `recv` would pickle, and unpickling runs what the other end wants.
"""

import os
import sys
from multiprocessing.connection import Connection
from typing import Generic, Protocol, TypeVar

from desktop.media.pipe.codec import MessageTable
from desktop.media.pipe.commands import Command, EngineStart
from desktop.media.pipe.events import EngineEvent
from desktop.media.pipe.frames import MAX_FRAME_BYTES, FrameBuffer, framed
from desktop.media.pipe.tables import COMMANDS, EVENTS

READ_BYTES = 65_536

Said = TypeVar("Said")
Heard = TypeVar("Heard")


class Stream(Protocol):
    """How pieces of the stream are written and read."""

    def write(self, data: bytes) -> None:
        """All of it; blocks while the other end is behind. Raises: OSError."""
        ...

    def read(self) -> bytes:
        """What has come, at least one byte. Raises: EOFError, OSError."""
        ...


class ByteStream:
    """A socket of POSIX. Reads what is there, so that half a message keeps nobody waiting."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, data: bytes) -> None:
        """See `Stream`."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._connection.fileno(), rest) :]

    def read(self) -> bytes:
        """See `Stream`."""
        data = os.read(self._connection.fileno(), READ_BYTES)
        if not data:
            raise EOFError
        return data


class WholeMessages:
    """A named pipe of Windows, which keeps what was written together."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, data: bytes) -> None:
        """See `Stream`."""
        self._connection.send_bytes(data)

    def read(self) -> bytes:
        """See `Stream`."""
        return self._connection.recv_bytes(MAX_FRAME_BYTES)


def stream_of(connection: Connection) -> Stream:
    """As this system has it."""
    return WholeMessages(connection) if sys.platform == "win32" else ByteStream(connection)


class PipeEnd(Generic[Said, Heard]):
    """Thread: `say` one, `hear` one, `close` any."""

    def __init__(
        self,
        connection: Connection,
        *,
        says: MessageTable[Said],
        hears: MessageTable[Heard],
        stream: Stream | None = None,
    ) -> None:
        self._connection = connection
        self._stream = stream or stream_of(connection)
        self._says = says
        self._hears = hears
        self._frames = FrameBuffer()

    def say(self, message: Said) -> None:
        """Write it; blocks while the other end does not read.

        Raises:
            BrokenMessage: it cannot be said, and nothing was written.
            OSError: the pipe broke.
        """
        self._stream.write(framed(self._says.encode(message)))

    def hear(self, timeout_s: float) -> Heard | None:
        """The next message; None when none became whole, at the latest after `timeout_s`.

        Raises:
            BrokenMessage: what came is none; the pipe must not be used any more.
            EOFError, OSError: the pipe broke.
        """
        untrusted = self._frames.next()
        if untrusted is None and self._connection.poll(timeout_s):
            self._frames.add(self._stream.read())
            untrusted = self._frames.next()
        return None if untrusted is None else self._hears.decode(untrusted)

    def close(self) -> None:
        """Idempotent."""
        self._connection.close()


DeskEnd = PipeEnd[EngineStart | Command, EngineEvent]
EngineEnd = PipeEnd[EngineEvent, EngineStart | Command]


def desk_end(connection: Connection) -> DeskEnd:
    """The end that says commands."""
    return PipeEnd(connection, says=COMMANDS, hears=EVENTS)


def engine_end(connection: Connection) -> EngineEnd:
    """The end that says events."""
    return PipeEnd(connection, says=EVENTS, hears=COMMANDS)
