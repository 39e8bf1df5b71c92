"""What every server process needs: listening socket, ready file, stop signals."""

import contextlib
import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from desktop.cityserver.config.config import CityServerConfig
from desktop.files.durable import BY_UMASK, replace_file

BACKLOG = 256


def open_listener(config: CityServerConfig) -> socket.socket:
    """Have the port, without taking anything from it yet.

    Each of several workers has a socket of its own on it, and the system deals new connections
    out; a worker that dies takes no further ones.

    Raises:
        OSError: another program has it.
    """
    if config.workers == 1:
        return _bind(config.host, config.port)
    if config.worker == 0 and config.port != 0:
        _bind(config.host, config.port).close()  # what follows would share with another city
    return _bind(config.host, config.port, is_shared=True)


def write_ready_file(path: Path, *, port: int, epoch: str) -> None:
    """Whoever sees the file sees all of it."""
    data = json.dumps({"port": port, "pid": os.getpid(), "epoch": epoch}).encode()
    replace_file(path, data, mode=BY_UMASK, is_synced=False)


@contextmanager
def stop_signals(stop: Callable[[], None]) -> Generator[None, None, None]:
    """Call `stop` on each signal that asks for the end, during the block. The main thread only."""

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop()

    before = {number: signal.signal(number, on_signal) for number in _stop_signals()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def wait_for_parents_end() -> None:
    """Standard input ends when the parent dies, however it dies."""
    # os.read, not sys.stdin: a thread inside its lock would break the interpreter's end.
    with contextlib.suppress(OSError):
        while os.read(sys.stdin.fileno(), 1024):
            continue


def _bind(host: str, port: int, *, is_shared: bool = False) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Said to be TCP, or asyncio lets the end of an answer wait for the room's word that it has the
    # beginning: 40 ms on every request.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            # On Windows SO_REUSEADDR would let two servers share one port.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if is_shared:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


def _stop_signals() -> Iterable[signal.Signals]:
    names = ("SIGINT", "SIGTERM", "SIGBREAK")
    return [signal.Signals[name] for name in names if name in signal.Signals.__members__]
