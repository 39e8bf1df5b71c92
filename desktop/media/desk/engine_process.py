"""One engine process: started, spoken to over an authenticated pipe, ended."""

import contextlib
import logging
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO

from desktop.media.pipe.commands import Command, EngineStart
from desktop.media.pipe.events import EngineEvent
from desktop.media.pipe.joining import NotJoined, PipeDoor
from desktop.media.pipe.parts import BrokenMessage
from desktop.media.pipe.pipe_end import DeskEnd
from desktop.sandbox.windows_child import tie_to_us

BACK_OFF_S = (0.0, 0.0, 1.0, 3.0, 10.0)
STEADY_AFTER_S = 30.0


@dataclass(slots=True)
class RestartPause:
    """Not at all, unless engines die young in a row."""

    deaths_in_a_row: int = 0

    def after(self, lived_s: float) -> float:
        """Seconds to wait after an engine that was up for `lived_s` seconds."""
        is_steady = lived_s >= STEADY_AFTER_S
        self.deaths_in_a_row = 1 if is_steady else self.deaths_in_a_row + 1
        return BACK_OFF_S[min(self.deaths_in_a_row, len(BACK_OFF_S)) - 1]


CONNECT_LIMIT_S = 30.0
"""From a slow disk, beside whatever else a PC begins with, a start takes its time."""

EXIT_LIMIT_S = 2.0
THREAD_LIMIT_S = 2.0
MAX_WAITING_COMMANDS = 512
LOG_LINE_LIMIT = 2_000
LEVEL_DIGITS = 2
LAST_WORDS = 12
_MAX_CHAR_BYTES = 4

logger = logging.getLogger(__name__)
engine_logger = logging.getLogger("desktop.media.engine")


class EngineGone(Exception):
    """The engine did not come up, or its pipe broke."""


class EngineSilent(EngineGone):
    """It is there, and says nothing any more: nobody waits for its last words."""


class EngineProcess:
    """A child that is our media engine. Thread: start, receive and end on one thread; send any."""

    def __init__(self, *, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: DeskEnd | None = None
        self._outgoing: queue.Queue[Command | EngineStart | None] = queue.Queue(
            MAX_WAITING_COMMANDS
        )
        self._threads: list[threading.Thread] = []
        self._last_words: deque[str] = deque(maxlen=LAST_WORDS)
        self._is_broken = threading.Event()
        self._is_given_up = threading.Event()
        self._let_go: Callable[[], None] = lambda: None

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
        with PipeDoor() as door:
            process = self._launch(door.hand_over)
            self._pipe = self._accept(door, process)
        self._start_thread("engine-commands", self._write_commands)
        self.send(options)

    def give_up(self) -> None:
        """Nobody wants it any more: a start that is under way fails now. Thread: any."""
        self._is_given_up.set()

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
            EngineGone: the pipe broke, or what came over it is no event.
        """
        if self._pipe is None or self._is_broken.is_set():
            raise EngineGone
        try:
            return self._pipe.hear(timeout_s)
        except BrokenMessage as error:
            logger.warning("engine event refused pid=%s fault=%s", self.pid, error.fault)
            raise EngineGone from error
        except (EOFError, OSError) as error:
            raise EngineGone from error

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
        if self._pipe is not None:
            self._pipe.close()
        for thread in self._threads:
            thread.join(THREAD_LIMIT_S)
        self._threads.clear()
        self._let_go()
        self._let_go = lambda: None

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

    def _launch(self, hand_over: str) -> "subprocess.Popen[bytes]":
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW
        try:
            process = subprocess.Popen(  # noqa: S603 - our own program
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                creationflags=flags,
            )
        except OSError as error:
            raise EngineGone from error
        self._process = process
        self._let_go = _tied(process)
        if process.stderr is not None:
            self._start_thread("engine-log", _relay_log, process.stderr, self._last_words)
        if process.stdin is not None:
            with contextlib.suppress(BrokenPipeError), process.stdin as stdin:
                stdin.write(hand_over.encode())
        return process

    def _accept(self, door: PipeDoor, process: "subprocess.Popen[bytes]") -> DeskEnd:
        is_done = threading.Event()
        guard = threading.Thread(
            target=self._guard_start, args=(door, process, is_done), name="engine-start-guard"
        )
        guard.start()
        try:
            return door.accept(process.pid)
        except NotJoined as error:
            raise EngineGone from error
        finally:
            is_done.set()
            guard.join()

    def _guard_start(
        self, door: PipeDoor, process: "subprocess.Popen[bytes]", is_done: threading.Event
    ) -> None:
        """The door cannot be timed: a late child is killed, and of a dead one nobody waits."""
        waited_s = 0.0
        step_s = 0.05
        while not is_done.wait(step_s):
            waited_s += step_s
            is_late = waited_s >= CONNECT_LIMIT_S or self._is_given_up.is_set()
            if is_late:
                self._kill(process)  # it may have come in and say nothing
            if is_late or process.poll() is not None:
                door.knock()
                return

    def _write_commands(self) -> None:
        while not self._is_broken.is_set():
            message = self._outgoing.get()
            if message is None or self._pipe is None:
                return
            try:
                self._pipe.say(message)
            except BrokenMessage as error:
                kind = type(message).__name__
                logger.warning("command not sent kind=%s fault=%s", kind, error.fault)
            except (OSError, ValueError):
                self._is_broken.set()

    def _start_thread(self, name: str, target: object, *args: object) -> None:
        if not callable(target):
            raise TypeError(name)
        thread = threading.Thread(target=target, args=args, name=name, daemon=True)
        thread.start()
        self._threads.append(thread)


def _tied(process: "subprocess.Popen[bytes]") -> Callable[[], None]:
    """Under Windows it ends with us, whatever ends us; elsewhere its pipe does that.

    Returns what lets go of it once it has ended.
    """
    if sys.platform == "win32":
        from desktop.sandbox.windows_calls import WindowsCalls  # noqa: PLC0415 - of Windows only

        calls = WindowsCalls()
        job = tie_to_us(calls, int(process._handle))  # noqa: SLF001 - Popen shows it nowhere
        if job is not None:
            return partial(calls.close, job)
    return lambda: None


def _relay_log(stream: IO[bytes], last_words: deque[str]) -> None:
    """What the engine writes to its standard error becomes lines of our log.

    Ours begin with a level number; everything else is a library's own noise (ALSA, FFmpeg) and
    never reaches a terminal. Of a line that is too long the rest is skipped, not kept in memory.
    """
    with stream:
        is_begin = True
        while raw := stream.readline(_MAX_CHAR_BYTES * LOG_LINE_LIMIT):
            if is_begin:
                _log_line(raw.decode("utf-8", "replace").rstrip()[:LOG_LINE_LIMIT], last_words)
            is_begin = raw.endswith(b"\n")


def _log_line(text: str, last_words: deque[str]) -> None:
    level, _, told = text.partition("|")
    if level.isdecimal() and len(level) <= LEVEL_DIGITS:
        engine_logger.log(int(level), "%s", told)
    elif text:
        last_words.append(text)
        engine_logger.debug("library said %s", text)
