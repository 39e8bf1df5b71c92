"""A thread that works on one paper after another, with the preview worker it uses just now."""

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeVar

from desktop.documents.preview.process import PreviewProcess, WorkerCommand, start_worker

STOP_TIMEOUT_S = 5.0
LOOK_S = 0.2
"""So soon a thread that waits for a job hears that it is to end."""

Job = TypeVar("Job")

logger = logging.getLogger(__name__)


class PaperThread:
    """`work` runs on a thread of this name from `start` on, until `stopping` is set.

    Thread: the worker is opened and closed on this thread, the rest on its owner's.
    """

    def __init__(self, name: str, work: Callable[[], None]) -> None:
        self._name = name
        self._work = work
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._worker: PreviewProcess | None = None
        self.stopping = threading.Event()

    def start(self) -> None:
        """Begin. Idempotent."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()

    def each(self, jobs: "queue.Queue[Job]", look_s: float = LOOK_S) -> Iterator[Job]:
        """Jobs as they come, until `stopping` is set. Thread: this one."""
        while not self.stopping.is_set():
            with suppress(queue.Empty):
                yield jobs.get(timeout=look_s)

    def end(self) -> None:
        """Ask it to end; a worker that is being waited for is killed. Idempotent."""
        self.stopping.set()
        with self._lock:
            worker = self._worker
        if worker is not None:
            worker.kill()

    def join(self) -> None:
        """Wait for the end, STOP_TIMEOUT_S at most; who is late is in the log. Idempotent."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        thread.join(STOP_TIMEOUT_S)
        if thread.is_alive():
            logger.warning("%s late to stop timeout_s=%.1f", self._name, STOP_TIMEOUT_S)

    @property
    def worker(self) -> PreviewProcess | None:
        """The worker that is open."""
        return self._worker

    def open_worker(self, command: WorkerCommand) -> PreviewProcess:
        """A fresh one. Raises: BrokenAnswer when none can be started."""
        return self.use_worker(start_worker(command))

    def use_worker(self, worker: PreviewProcess) -> PreviewProcess:
        """One that runs already, from now on this thread's own."""
        with self._lock:
            self._worker = worker
        if self.stopping.is_set():
            worker.kill()
        return worker

    def close_worker(self) -> None:
        """Let the open one go. Idempotent."""
        with self._lock:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()
