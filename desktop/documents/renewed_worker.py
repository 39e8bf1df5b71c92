"""A preview worker that is renewed where one ends: a thick paper outlives what one may use."""

from collections.abc import Callable
from typing import TypeVar

from desktop.documents.paper_thread import PaperThread
from desktop.documents.preview.pipe_format import Answer, BrokenAnswer
from desktop.documents.preview.process import PreviewProcess

T = TypeVar("T")


class RenewedWorker:
    """One paper in the worker of a paper thread. Thread: that one.

    load: starts a worker on the thread and gives it the paper. Raises BrokenAnswer.
    """

    def __init__(
        self, thread: PaperThread, load: Callable[[], tuple[PreviewProcess, Answer]]
    ) -> None:
        self._thread = thread
        self._load = load

    def open(self) -> Answer:
        """A fresh worker has the paper; what it said of it. Raises: BrokenAnswer."""
        self._thread.close_worker()
        return self._load()[1]

    def ask(self, question: Callable[[PreviewProcess], T]) -> T:
        """Of the worker, or of a fresh one where that ends. Raises: BrokenAnswer of a fresh one."""
        worker = self._thread.worker
        if worker is not None:
            try:
                return question(worker)
            except BrokenAnswer:
                self._thread.close_worker()
        return question(self._load()[0])
