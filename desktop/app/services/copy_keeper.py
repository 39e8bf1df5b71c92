"""Makes a verified copy of the records every hour, on a thread of its own."""

import logging
import threading

from desktop.domain.errors import StorageError
from desktop.store.recovery.copies import Copies

FIRST_AFTER_S = 120.0
EVERY_S = 3_600.0
AGAIN_AFTER_S = 600.0
STOP_LIMIT_S = 5.0

logger = logging.getLogger(__name__)


class CopyKeeper:
    """The thread `store-copies`. A copy that fails is tried again, and nobody waits for it."""

    def __init__(self, copies: Copies) -> None:
        self._copies = copies
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="store-copies", daemon=True)

    def start(self) -> None:
        """The first copy comes when the room has settled."""
        self._thread.start()

    def stop(self) -> None:
        """No more copies. A copy that is being made is waited for, so long as it is quick."""
        self._is_stopping.set()
        if self._thread.is_alive():
            self._thread.join(STOP_LIMIT_S)

    def _run(self) -> None:
        wait_s = FIRST_AFTER_S
        while not self._is_stopping.wait(wait_s):
            wait_s = EVERY_S if self._make() else AGAIN_AFTER_S

    def _make(self) -> bool:
        try:
            path = self._copies.make()
        except StorageError as error:
            logger.warning("no copy of the records code=%s", error.code)
            return False
        except Exception:
            logger.exception("no copy of the records")
            return False
        logger.info("copy of the records made bytes=%d", path.stat().st_size)
        return True
