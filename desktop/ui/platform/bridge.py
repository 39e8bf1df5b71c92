"""The only way from another thread to the main one."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

logger = logging.getLogger(__name__)


class Bridge(QObject):
    """Runs callables on the thread it lives in (MainThread), in the order they were posted."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._is_open = True
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, work: Callable[[], None]) -> None:
        """Runs `work` on the main thread later; after `close` it is dropped. Thread: any."""
        if self._is_open:
            self._posted.emit(work)

    def close(self) -> None:
        """Nothing is run from now on: the windows are going. Idempotent."""
        self._is_open = False

    @Slot(object)
    def _run(self, work: Callable[[], None]) -> None:
        if not self._is_open:
            return
        try:
            work()
        except Exception:
            # One event that fails to be drawn must not take the program with it.
            logger.exception("posted work failed")
