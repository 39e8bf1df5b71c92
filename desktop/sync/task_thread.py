"""A thread that does one thing after another: sign-ins (`access`), plans (`planning`), seals."""

import logging
import queue
import threading
from collections.abc import Callable

from desktop.domain.errors import UserFacingError
from desktop.domain.events import ActionFailed, EventSink
from desktop.store.codes import StorageCode

logger = logging.getLogger(__name__)

STOP_TIMEOUT_S = 5.0
MAX_WAITING_TASKS = 8


class TaskThread:
    """Thread of the calls: any; none of them waits for a task. name: of the thread."""

    def __init__(self, *, name: str, emit: EventSink) -> None:
        self._name = name
        self._emit = emit
        self._tasks: queue.Queue[Callable[[], None] | None] = queue.Queue(MAX_WAITING_TASKS)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread."""
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def stop(self, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """End the thread; False when it was late."""
        thread, self._thread = self._thread, None
        if thread is None:
            return True
        self._put(None)
        thread.join(timeout_s)
        if thread.is_alive():
            logger.error("%s late timeout_s=%.1f", self._name, timeout_s)
        return not thread.is_alive()

    def put(self, task: Callable[[], None]) -> None:
        """Do this when its turn comes."""
        self._put(task)

    def attempt(self, action: str, work: Callable[[], None]) -> None:
        """As `put`; what goes wrong is told as ActionFailed(action)."""
        self._put(lambda: self._try(action, work))

    def _put(self, task: Callable[[], None] | None) -> None:
        try:
            self._tasks.put(task, timeout=STOP_TIMEOUT_S if task is None else 0.001)
        except queue.Full:
            # eight wait already: one more would change nothing
            logger.warning("%s task dropped waiting=%d", self._name, MAX_WAITING_TASKS)

    # ---- its thread ------------------------------------------------------------------------

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            try:
                task()
            except Exception:
                logger.exception("%s task failed", self._name)

    def _try(self, action: str, work: Callable[[], None]) -> None:
        try:
            work()
        except UserFacingError as error:
            logger.info("refused action=%s code=%s", action, error.code)
            self._emit(ActionFailed(action=action, code=error.code, data=error.data))
        except Exception:
            self._emit(ActionFailed(action=action, code=StorageCode.NOT_WRITTEN, data={}))
            raise


class TaskWorker:
    """What works on such a thread, and is told there when it is to end. name: of the thread."""

    def __init__(self, name: str, emit: EventSink) -> None:
        self._stopping = threading.Event()
        self._tasks = TaskThread(name=name, emit=emit)

    def start(self) -> None:
        """Start the thread."""
        self._tasks.start()

    def stop(self) -> bool:
        """End the thread; False when it was late."""
        self._stopping.set()
        return self._tasks.stop()
