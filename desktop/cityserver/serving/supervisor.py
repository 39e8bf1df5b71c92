"""Several workers behind one port: starts them, replaces those that end, stops them all.

A worker is this same command line with its number. It ends with its supervisor, however that one
ends, because its standard input does.
"""

import logging
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.http.metrics import FIGURES_FOLDER, forget_worker
from desktop.cityserver.serving.listening import (
    stop_signals,
    wait_for_parents_end,
    write_ready_file,
)
from desktop.diagnostics.exit_codes import ExitCode

logger = logging.getLogger(__name__)

LOOK_S = 0.05
START_LIMIT_S = 60.0
RESTART_S = 1.0
"""Between two starts of the same worker, so that one that cannot start does not eat the machine."""
STOP_LIMIT_S = 7.0
"""More than a worker takes for itself."""


@dataclass(slots=True, kw_only=True)
class _Worker:
    number: int
    ready_file: Path
    process: subprocess.Popen[bytes] | None = None
    started_at_s: float = -RESTART_S
    was_ready: bool = False


class Supervisor:
    """Thread: the main one, which `run` keeps."""

    def __init__(
        self,
        config: CityServerConfig,
        listener: socket.socket,
        epoch: str,
        command: Sequence[str] | None = None,
    ) -> None:
        """listener: holds the port, and listens to nothing. command: of this process."""
        self._config = config
        self._port: int = listener.getsockname()[1]
        self._epoch = epoch
        self._command = tuple(sys.orig_argv if command is None else command)
        # Not an Event: a signal that comes inside its lock would wait for itself for ever.
        self._is_stopping = False
        self._exit_code = ExitCode.OK
        self._figures_folder = Path()

    def run(self) -> int:
        """Keep the workers until a signal, or until they cannot even begin. Returns an ExitCode."""
        if self._config.exit_with_parent:
            threading.Thread(target=self._follow_parent, name="parent-watch", daemon=True).start()
        with (
            tempfile.TemporaryDirectory(prefix="reception-city-workers-") as folder,
            stop_signals(self.stop_soon),
        ):
            self._figures_folder = Path(folder) / "figures"
            workers = [
                _Worker(number=number, ready_file=Path(folder) / f"{number}.json")
                for number in range(1, self._config.workers + 1)
            ]
            try:
                self._keep(workers)
            finally:
                self._stop(workers)
        logger.info("city server stopped")
        return self._exit_code

    def stop_soon(self) -> None:
        """Thread: any, and from within a signal: it takes no lock."""
        self._is_stopping = True

    def _keep(self, workers: Sequence[_Worker]) -> None:
        is_told = False
        limit_s = time.monotonic() + START_LIMIT_S
        while not self._is_stopping:
            time.sleep(LOOK_S)
            for worker in workers:
                self._look_after(worker)
            if is_told:
                continue
            if all(worker.was_ready for worker in workers):
                self._tell_ready()
                is_told = True
            elif self._has_failed(workers) or time.monotonic() > limit_s:
                logger.error("city server not started: its workers do not begin")
                self._exit_code = ExitCode.FAILED
                return

    def _look_after(self, worker: _Worker) -> None:
        process = worker.process
        if process is not None and process.poll() is not None:
            logger.warning("worker ended number=%d code=%d", worker.number, process.returncode)
            _let_go(process)
            forget_worker(self._figures_folder, process.pid)
            worker.process = None
        if worker.process is None and time.monotonic() - worker.started_at_s >= RESTART_S:
            worker.started_at_s = time.monotonic()
            try:
                worker.process = self._start(worker)
            except OSError:  # no memory, no process or no disk left: those that run go on
                logger.exception("worker not started number=%d", worker.number)
        worker.was_ready = worker.was_ready or worker.ready_file.exists()

    def _has_failed(self, workers: Sequence[_Worker]) -> bool:
        return any(one.process is None and not one.was_ready for one in workers)

    def _start(self, worker: _Worker) -> subprocess.Popen[bytes]:
        # Whoever tidies folders of temporary files may have taken ours.
        self._figures_folder.mkdir(parents=True, exist_ok=True)
        worker.ready_file.unlink(missing_ok=True)
        # Of an option that is given twice, the last counts.
        arguments = [
            *("--worker", str(worker.number), "--port", str(self._port)),
            *("--ready-file", str(worker.ready_file), "--exit-with-parent"),
        ]
        return subprocess.Popen(  # noqa: S603 - our own command line
            [*self._command, *arguments],
            stdin=subprocess.PIPE,
            env={**os.environ, FIGURES_FOLDER: str(self._figures_folder)},
        )

    def _tell_ready(self) -> None:
        if self._config.ready_file is not None:
            write_ready_file(self._config.ready_file, port=self._port, epoch=self._epoch)
        logger.info(
            "city server ready host=%s port=%d workers=%d pid=%d",
            self._config.host,
            self._port,
            self._config.workers,
            os.getpid(),
        )

    def _stop(self, workers: Sequence[_Worker]) -> None:
        if self._config.ready_file is not None:
            self._config.ready_file.unlink(missing_ok=True)
        processes = [worker.process for worker in workers if worker.process is not None]
        for process in processes:
            process.terminate()
        limit_s = time.monotonic() + STOP_LIMIT_S
        for process in processes:
            try:
                process.wait(max(0.0, limit_s - time.monotonic()))
            except subprocess.TimeoutExpired:
                logger.exception("worker did not stop pid=%d", process.pid)
                process.kill()
                process.wait()
            _let_go(process)

    def _follow_parent(self) -> None:
        wait_for_parents_end()
        self.stop_soon()


def _let_go(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
