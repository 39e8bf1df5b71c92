"""One engine process: started, spoken to over an authenticated pipe, ended.

The address of the pipe and its key go to the child by its standard input, never by the command
line or the environment, where other programs of this PC could read them.
"""

import contextlib
import json
import logging
import os
import queue
import secrets
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Sequence
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import IO

from desktop.media.messages import Command, EngineEvent, EngineStart

CONNECT_LIMIT_S = 10.0
EXIT_LIMIT_S = 2.0
THREAD_LIMIT_S = 2.0
MAX_WAITING_COMMANDS = 512
LOG_LINE_LIMIT = 2_000
LAST_WORDS = 12

logger = logging.getLogger(__name__)
engine_logger = logging.getLogger("desktop.media.engine")


class EngineGone(Exception):
    """The engine did not come up, or its pipe broke."""


class EngineProcess:
    """A child that is our media engine. Thread: start, receive and end on one thread; send any."""

    def __init__(self, *, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._outgoing: queue.Queue[Command | EngineStart | None] = queue.Queue(
            MAX_WAITING_COMMANDS
        )
        self._threads: list[threading.Thread] = []
        self._last_words: deque[str] = deque(maxlen=LAST_WORDS)
        self._is_broken = threading.Event()

    @property
    def pid(self) -> int | None:
        """Its process id, None before the start."""
        return self._process.pid if self._process is not None else None

    @property
    def exit_code(self) -> int | None:
        """Negative: of a signal. None before it ended."""
        return None if self._process is None else self._process.poll()

    def start(self, options: EngineStart) -> None:
        """Start the child and join its end of the pipe; blocks up to CONNECT_LIMIT_S.

        Raises:
            EngineGone: it could not be started, or did not answer in time.
        """
        with tempfile.TemporaryDirectory(prefix="reception-room-pipe-") as folder:
            address = _pipe_address(Path(folder))
            key = secrets.token_bytes(32)
            with Listener(address, _pipe_family(), backlog=1, authkey=key) as listener:
                self._launch(address, key)
                self._connection = self._accept(listener, address)
        self._start_thread("engine-commands", self._write_commands)
        self.send(options)

    def send(self, message: Command | EngineStart) -> None:
        """Queue a command; returns at once. Thread: any.

        An engine that does not read its commands is broken: `receive` will say so.
        """
        try:
            self._outgoing.put_nowait(message)
        except queue.Full:
            self._is_broken.set()

    def receive(self, timeout_s: float) -> EngineEvent | None:
        """The next event, None when there was none in time.

        Raises:
            EngineGone: the pipe broke.
        """
        if self._connection is None or self._is_broken.is_set():
            raise EngineGone
        try:
            if not self._connection.poll(timeout_s):
                return None
            event: EngineEvent = self._connection.recv()
        except (EOFError, OSError) as error:
            raise EngineGone from error
        return event

    def end(self, grace_s: float) -> None:
        """Wait `grace_s` for it to leave by itself, then kill it. Idempotent.

        One that the system cannot end, for a driver holds it, is left behind; the log says so.
        """
        if self._process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(grace_s)
        if self._process.poll() is None:
            self._kill(self._process)
        with contextlib.suppress(queue.Full):
            self._outgoing.put_nowait(None)
        self._is_broken.set()
        if self._connection is not None:
            self._connection.close()
        for thread in self._threads:
            thread.join(THREAD_LIMIT_S)
        self._threads.clear()

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        try:
            process.kill()
            process.wait(EXIT_LIMIT_S)
        except (OSError, subprocess.TimeoutExpired) as error:
            name = type(error).__name__
            logger.warning("engine not ended pid=%s error=%s", process.pid, name)

    def log_last_words(self) -> None:
        """Put into our log what an engine that died by itself said, for instance a traceback."""
        if self._process is not None and self._process.poll():
            for line in self._last_words:
                logger.warning("engine said %s", line)

    def _launch(self, address: str, key: bytes) -> None:
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                creationflags=flags,
            )
        except OSError as error:
            raise EngineGone from error
        if self._process.stderr is not None:
            self._start_thread("engine-log", _relay_log, self._process.stderr, self._last_words)
        hand_over = json.dumps({"address": address, "key": key.hex()}) + "\n"
        if self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError), self._process.stdin as stdin:
                stdin.write(hand_over.encode())

    def _accept(self, listener: Listener, address: str) -> Connection:
        is_done = threading.Event()
        guard = threading.Thread(
            target=self._guard_start, args=(address, is_done), name="engine-start-guard"
        )
        guard.start()
        try:
            return listener.accept()
        except (AuthenticationError, OSError, EOFError) as error:
            raise EngineGone from error
        finally:
            is_done.set()
            guard.join()

    def _guard_start(self, address: str, is_done: threading.Event) -> None:
        """A listener cannot be timed: when the child is late or dead, knock with a wrong key."""
        waited_s = 0.0
        step_s = 0.05
        while not is_done.wait(step_s):
            waited_s += step_s
            is_dead = self._process is None or self._process.poll() is not None
            if waited_s >= CONNECT_LIMIT_S or is_dead:
                with contextlib.suppress(AuthenticationError, OSError, EOFError):
                    Client(address, _pipe_family(), authkey=b"nobody").close()
                return

    def _write_commands(self) -> None:
        while not self._is_broken.is_set():
            message = self._outgoing.get()
            if message is None or self._connection is None:
                return
            try:
                self._connection.send(message)
            except (OSError, ValueError):
                self._is_broken.set()

    def _start_thread(self, name: str, target: object, *args: object) -> None:
        if not callable(target):
            raise TypeError(name)
        thread = threading.Thread(target=target, args=args, name=name, daemon=True)
        thread.start()
        self._threads.append(thread)


def _pipe_family() -> str:
    return "AF_PIPE" if sys.platform == "win32" else "AF_UNIX"


def _pipe_address(folder: Path) -> str:
    if sys.platform == "win32":
        return rf"\\.\pipe\reception-room-{os.getpid()}-{secrets.token_hex(8)}"
    return str(folder / "engine")


def _relay_log(stream: IO[bytes], last_words: deque[str]) -> None:
    """What the engine writes to its standard error becomes lines of our log.

    Ours begin with a level number; everything else is a library's own noise (ALSA, FFmpeg) and
    never reaches a terminal.
    """
    with stream:
        for raw in stream:
            line = raw.decode("utf-8", "replace").rstrip()[:LOG_LINE_LIMIT]
            level, _, text = line.partition("|")
            if level.isdigit():
                engine_logger.log(int(level), "%s", text)
            elif line:
                last_words.append(line)
                engine_logger.debug("library said %s", line)
