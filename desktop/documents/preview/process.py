"""The desk's end of one preview worker: one process for each paper, killed when it is late."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import desktop
from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.preview.limits import MAX_CPU_S, MAX_MEMORY_BYTES
from desktop.documents.preview.pipe_format import (
    CODES_ALONE,
    PAGE,
    SIZE,
    Answer,
    BrokenAnswer,
    pack_kind,
    read_answer,
    read_hello,
)
from desktop.sandbox.measures import Measure, expected_here, words
from desktop.sandbox.windows_child import JobLimits, start_confined

COPY_BYTES = 1024 * 1024
REAP_TIMEOUT_S = 5.0
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerCommand:
    """How a worker is started. wall_s: the longest it may take for one answer."""

    arguments: tuple[str, ...] = (sys.executable, "-m", "desktop.documents.preview")
    wall_s: float = 10.0


class Child(Protocol):
    """What is asked of a worker's process; `subprocess.Popen` has it."""

    @property
    def pid(self) -> int:
        """Of the process."""
        ...

    @property
    def stdin(self) -> IO[bytes] | None:
        """Our end."""
        ...

    @property
    def stdout(self) -> IO[bytes] | None:
        """Our end."""
        ...

    def kill(self) -> None:
        """At once. Thread: any."""
        ...

    def wait(self, timeout: float | None = None) -> int:
        """Raises: subprocess.TimeoutExpired."""
        ...


class PreviewProcess:
    """One worker with one paper. held: taken from it from outside. Thread: one at a time."""

    def __init__(self, *, process: Child, wall_s: float, held: Measure) -> None:
        self._process = process
        self._wall_s = wall_s
        self._held = held
        self._kind: FileKind | None = None
        self._is_ready = False

    @property
    def pid(self) -> int:
        """Of the worker."""
        return self._process.pid

    @property
    def held(self) -> Measure:
        """What was taken from it, in and out of it; what is in it counts from `wait_ready` on."""
        return self._held

    def prepare(self, kind: FileKind) -> None:
        """Have it load what this kind takes and give its rights up; returns at once.

        Raises: BrokenAnswer.
        """
        with self._watched() as (pipe_in, _pipe_out):
            pipe_in.write(pack_kind(kind))
            pipe_in.flush()
        self._kind = kind

    def wait_ready(self) -> None:
        """Until it has said what it gave up. Raises: BrokenAnswer."""
        if self._is_ready:
            return
        with self._watched() as (_pipe_in, pipe_out):
            self._note(read_hello(pipe_out))
        self._is_ready = True

    def load(self, stream: IO[bytes], kind: FileKind, size_bytes: int) -> Answer:
        """Hand the paper over; the answer has no pixels. Raises: BrokenAnswer, StorageError.

        No byte of it goes to a worker that has not said that it gave its rights up. kind: what it
        was prepared for, if it was.
        """
        if self._kind is None:
            self.prepare(kind)
        self.wait_ready()
        with self._watched() as (pipe_in, pipe_out):
            pipe_in.write(SIZE.pack(size_bytes))
            while data := stream.read(COPY_BYTES):
                pipe_in.write(data)
            pipe_in.flush()
            return read_answer(pipe_out)

    def draw(self, page: int, width: int) -> Answer:
        """One page. Raises: BrokenAnswer."""
        with self._watched() as (pipe_in, pipe_out):
            pipe_in.write(PAGE.pack(page, width))
            pipe_in.flush()
            return read_answer(pipe_out)

    def read_codes(self, page: int) -> tuple[str, ...]:
        """Texts of the QR codes on a page, untrusted; none where it cannot be read.

        Raises: BrokenAnswer.
        """
        return self.draw(page, CODES_ALONE).codes

    def kill(self) -> None:
        """Let whoever waits for an answer get a BrokenAnswer. Thread: any."""
        self._process.kill()

    def close(self) -> None:
        """Kill the worker and wait for it; it holds nothing worth keeping."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not yet written has no reader any more
                    pipe.close()
        try:
            self._process.wait(REAP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            logger.warning("preview worker is late to die pid=%d", self._process.pid)

    def _note(self, held: Measure) -> None:
        held = self._held = self._held | held
        missing = expected_here() & ~held
        if missing:
            logger.warning("preview worker keeps rights missing=%s", words(missing))
        logger.debug("preview worker locked in held=%s", words(held))

    @contextmanager
    def _watched(self) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        if pipe_in is None or pipe_out is None:
            raise BrokenAnswer
        watchdog = threading.Timer(self._wall_s, self._kill_late)
        watchdog.name = "preview-watchdog"
        watchdog.daemon = True
        watchdog.start()
        try:
            yield pipe_in, pipe_out
        except OSError as error:
            raise BrokenAnswer from error  # it died while we spoke
        finally:
            watchdog.cancel()
            watchdog.join()

    def _kill_late(self) -> None:
        logger.warning("preview worker killed after_s=%.0f", self._wall_s)
        self._process.kill()


def start_worker(command: WorkerCommand) -> PreviewProcess:
    """A fresh worker without a paper. Raises: BrokenAnswer when none can be started."""
    process, held = start_child(command.arguments)
    return PreviewProcess(process=process, wall_s=command.wall_s, held=held)


def start_child(arguments: tuple[str, ...], *, is_confined: bool = True) -> tuple[Child, Measure]:
    """A process of ours that gets what is foreign, and what was taken from it from outside.

    is_confined: False: it keeps its rights. Raises: BrokenAnswer when none can be started.
    """
    try:
        environment = _environment(os.environ)
        if not is_confined:
            environment = dict(os.environ) | environment
        return _started(arguments, environment, is_confined=is_confined)
    except OSError as error:
        logger.warning("worker not started errno=%s", error.errno)
        raise BrokenAnswer from error


def held_by_worker(command: WorkerCommand) -> Measure | None:
    """What a worker has given up here when it gets a paper; None: none gets that far."""
    try:
        worker = start_worker(command)
    except BrokenAnswer:
        return None
    try:
        worker.prepare(FileKind.PDF)
        worker.wait_ready()
    except BrokenAnswer:
        return None
    finally:
        worker.close()
    return worker.held


def _started(
    arguments: tuple[str, ...], environment: Mapping[str, str], *, is_confined: bool
) -> tuple[Child, Measure]:
    if sys.platform == "win32" and is_confined:
        from desktop.sandbox.windows_calls import WindowsCalls  # noqa: PLC0415 - of Windows only

        return start_confined(WindowsCalls(), arguments, environment, windows_limits())
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    process = subprocess.Popen(  # noqa: S603 - our own program, no shell
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=flags,
    )
    return process, Measure(0)


def windows_limits() -> JobLimits:
    """As rlimit has them elsewhere. The python.exe of a virtual environment starts another one."""
    processes = 1 if sys.prefix == sys.base_prefix else 2
    return JobLimits(memory_bytes=MAX_MEMORY_BYTES, cpu_s=MAX_CPU_S, processes=processes)


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    """Only what a Python needs to start: a worker may fall into a stranger's hands."""
    kept = {name: value for name, value in ours.items() if name in _KEPT_VARIABLES}
    home_of_desktop = str(Path(desktop.__file__).parents[1])
    return kept | {"PYTHONPATH": home_of_desktop, "PYTHONSAFEPATH": "1"}
