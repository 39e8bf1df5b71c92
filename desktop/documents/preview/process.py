"""The desk's end of one preview worker: started for one paper, killed when it takes too long."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import desktop
from desktop.documents.file_kind import FileKind
from desktop.documents.preview.pipe_format import (
    PAGE,
    Answer,
    BrokenAnswer,
    pack_paper,
    read_answer,
)

COPY_BYTES = 1024 * 1024
REAP_TIMEOUT_S = 5.0
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL")
_KEPT_PREFIXES = ("COVERAGE", "COV_")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerCommand:
    """How a worker is started. wall_s: the longest it may take for one answer."""

    arguments: tuple[str, ...] = (sys.executable, "-m", "desktop.documents.preview")
    wall_s: float = 10.0


class PreviewProcess:
    """One worker with one paper. Thread: one at a time."""

    def __init__(self, *, process: "subprocess.Popen[bytes]", wall_s: float) -> None:
        self._process = process
        self._wall_s = wall_s

    @property
    def pid(self) -> int:
        """Of the worker."""
        return self._process.pid

    def load(self, stream: IO[bytes], kind: FileKind, size_bytes: int) -> Answer:
        """Hand the paper over; the answer has no pixels. Raises: BrokenAnswer, StorageError."""
        with self._watched() as (pipe_in, pipe_out):
            pipe_in.write(pack_paper(kind, size_bytes))
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
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            command.arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(os.environ),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        logger.warning("preview worker not started errno=%s", error.errno)
        raise BrokenAnswer from error
    return PreviewProcess(process=process, wall_s=command.wall_s)


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    """Only what a Python needs to start: a worker may fall into a stranger's hands."""
    kept = {
        name: value
        for name, value in ours.items()
        if name in _KEPT_VARIABLES or name.startswith(_KEPT_PREFIXES)
    }
    home_of_desktop = str(Path(desktop.__file__).parents[1])
    return kept | {"PYTHONPATH": home_of_desktop, "PYTHONSAFEPATH": "1"}
