"""How the engine joins the desk's pipe: a door of its own, a key of its own, one guest.

Address and key go to the child by its standard input, never by the command line or the
environment, where other programs of this PC could read them. On Linux the desk also asks the
kernel who came: only the child itself is let in, whoever else may know the key.
"""

import contextlib
import json
import os
import secrets
import socket
import struct
import sys
import tempfile
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Self

from desktop.media.pipe.pipe_end import DeskEnd, EngineEnd, desk_end, engine_end

MAX_HAND_OVER_CHARS = 4_096
KEY_BYTES = 32
_PEER = struct.Struct("=iII")  # struct ucred of unix(7): pid, uid, gid


class NotJoined(Exception):
    """Nobody came, or not the one who should."""


class PipeDoor:
    """Open as a context manager, for one engine. Thread: one, but for `knock`."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._listener: Listener | None = None
        self._address = ""
        self._key = b""

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="reception-room-pipe-")
        self._address = _new_address(Path(self._folder.name))
        self._key = secrets.token_bytes(KEY_BYTES)
        self._listener = Listener(self._address, _family(), backlog=1, authkey=self._key)
        return self

    def __exit__(self, *_error: object) -> None:
        if self._listener is not None:
            self._listener.close()
        if self._folder is not None:
            self._folder.cleanup()

    @property
    def hand_over(self) -> str:
        """One line for the engine's standard input; secret."""
        return json.dumps({"address": self._address, "key": self._key.hex()}) + "\n"

    def accept(self, guest_pid: int) -> DeskEnd:
        """Wait for the engine, without a limit; see `knock`.

        Raises:
            NotJoined: the guest does not have the key, left at once, or is another process.
        """
        if self._listener is None:
            raise NotJoined
        try:
            connection = self._listener.accept()
        except (AuthenticationError, OSError, EOFError) as error:
            raise NotJoined from error
        if _peer_pid(connection) not in {None, guest_pid}:
            connection.close()
            raise NotJoined
        return desk_end(connection)

    def knock(self) -> None:
        """Come as nobody and go, so that `accept` ends. Thread: any."""
        with contextlib.suppress(OSError, EOFError):
            Client(self._address, _family()).close()


def join(untrusted_hand_over: str) -> EngineEnd | None:
    """The engine's end of the pipe; None when the line is no hand-over or nobody is there."""
    try:
        told = json.loads(untrusted_hand_over)
        address, key = str(told["address"]), bytes.fromhex(told["key"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    with contextlib.suppress(OSError, EOFError, AuthenticationError):
        return engine_end(Client(address, _family(), authkey=key))
    return None


def _family() -> str:
    return "AF_PIPE" if sys.platform == "win32" else "AF_UNIX"


def _new_address(folder: Path) -> str:
    if sys.platform == "win32":
        return rf"\\.\pipe\reception-room-{os.getpid()}-{secrets.token_hex(8)}"
    return str(folder / "engine")


def _peer_pid(connection: Connection) -> int | None:
    """Who is at the other end, by the kernel; None where it does not say."""
    if sys.platform != "linux":
        return None
    with socket.socket(fileno=os.dup(connection.fileno())) as end:
        raw = end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
    pid, _user, _group = _PEER.unpack(raw)
    return int(pid)
