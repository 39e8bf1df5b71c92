"""Workers that have given their rights up and wait for a paper: the next first page comes sooner.

Each gets one paper at most, as every worker does; until then it has read no foreign byte.
"""

import logging
import threading
from collections.abc import Callable

from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.preview.pipe_format import BrokenAnswer
from desktop.documents.preview.process import PreviewProcess, WorkerCommand, start_worker

MAX_SPARES = 2
"""A session shows PDFs, and perhaps photos of one make."""

logger = logging.getLogger(__name__)


class SpareWorkers:
    """One of each kind of paper that may be asked for at any moment.

    wanted: those kinds, the likeliest first; may read the disk. Thread: preview; `look_again` any.
    """

    def __init__(
        self, *, command: WorkerCommand, wanted: Callable[[], tuple[FileKind, ...]]
    ) -> None:
        self._command = command
        self._wanted = wanted
        self._workers: dict[FileKind, PreviewProcess] = {}
        self._due = threading.Event()
        self._is_missing = False

    @property
    def is_due(self) -> bool:
        """Whether `refill` has to look now. Thread: any.

        Not while somebody leafs: a spare that starts would hold a core as the next page is drawn.
        """
        return self._due.is_set() and not self._is_missing

    @property
    def is_missing(self) -> bool:
        """Whether one was given away: `refill` is due once `rested`."""
        return self._is_missing

    def look_again(self) -> None:
        """Other papers may be asked for now. Thread: any."""
        self._due.set()

    def rested(self) -> None:
        """Nobody has asked for a page for a while: what was given away may be replaced."""
        self._is_missing = False
        self._due.set()

    def refill(self) -> None:
        """Start what is missing and let go what is not wanted any more; waits for no worker.

        What cannot be started is left until the next look: then a page takes its time.
        """
        self._due.clear()
        wanted = tuple(dict.fromkeys(self._wanted()))[:MAX_SPARES]
        for kind in self._workers.keys() - set(wanted):
            self._workers.pop(kind).close()
        for kind in wanted:
            if kind not in self._workers:
                self._start(kind)

    def take(self, kind: FileKind) -> PreviewProcess | None:
        """The one for this kind, which is the caller's from now on."""
        worker = self._workers.pop(kind, None)
        self._is_missing = self._is_missing or worker is not None
        return worker

    def close(self) -> None:
        """Let all go."""
        while self._workers:
            self._workers.popitem()[1].close()

    def _start(self, kind: FileKind) -> None:
        try:
            worker = start_worker(self._command)
        except BrokenAnswer:
            return  # the log says why
        try:
            worker.prepare(kind)
        except BrokenAnswer:
            logger.info("spare preview worker not prepared")
            worker.close()
            return
        self._workers[kind] = worker
