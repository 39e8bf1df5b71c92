"""Seals a recording with this PC's key once it is closed, and after a kill at the next start."""

import logging
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from typing_extensions import override

from desktop.domain.conduct.events import LiveSessionChanged
from desktop.domain.conduct.trial import tried_session
from desktop.domain.errors import StorageError
from desktop.domain.events import Event, EventSink
from desktop.domain.ids import SessionId
from desktop.domain.reception.session import OVER_STATUSES
from desktop.recordings.sealing import RoomSigner, seal_in, seal_recording
from desktop.sync.task_thread import TaskWorker

LOOKS = 120
LOOK_S = 0.5
"""So long the engine may take to end the last part after the session is over."""
MOST_LEFT = 50
"""Folders that are looked at again at a start, the newest first."""

logger = logging.getLogger(__name__)


class RecordingSealer(TaskWorker):
    """Listens to the channel; works on its own thread, `recording-seal`. Thread: any.

    folders: below which recordings lie, on every disk. key: of the recording of a session; None:
    none is kept, and nothing can be sealed.
    """

    def __init__(
        self,
        *,
        folders: Sequence[Path],
        signer: RoomSigner,
        key: Callable[[SessionId], bytes | None],
        emit: EventSink,
    ) -> None:
        super().__init__("recording-seal", emit)
        self._folders = tuple(folders)
        self._key = key
        self._signer = signer
        self._lock = threading.Lock()
        self._asked: set[str] = set()

    @override
    def start(self) -> None:
        """Start the thread; what a kill or a power cut left unsealed is sealed first."""
        super().start()
        self._tasks.put(self._seal_left)

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case LiveSessionChanged(live=live) if live.status in OVER_STATUSES:
                if tried_session(live.session_id) is None and self._is_new(live.session_id):
                    self._tasks.put(partial(self._seal_soon, live.session_id))
            case _:
                pass

    def _is_new(self, session_id: str) -> bool:
        with self._lock:
            is_new = session_id not in self._asked
            self._asked.add(session_id)
            return is_new

    # ---- thread `recording-seal` -----------------------------------------------------------

    def _seal_left(self) -> None:
        roots = [root for root in self._folders if root.is_dir()]
        folders = [one for root in roots for one in root.iterdir() if one.is_dir()]
        folders.sort(key=lambda one: one.stat().st_mtime, reverse=True)
        for session_id in list(dict.fromkeys(SessionId(one.name) for one in folders))[:MOST_LEFT]:
            if self._stopping.is_set():
                return
            is_sealed = seal_in(*self._of(session_id)) is not None
            if tried_session(session_id) is None and not is_sealed:
                self._try(session_id)

    def _of(self, session_id: SessionId) -> tuple[Path, ...]:
        """Its folders that are there."""
        folders = (root / session_id for root in self._folders)
        return tuple(one for one in folders if one.is_dir())

    def _seal_soon(self, session_id: SessionId) -> None:
        for _ in range(LOOKS):
            if not self._of(session_id) or self._try(session_id) or self._stopping.wait(LOOK_S):
                return
        logger.warning("recording not sealed session=%s", session_id)

    def _try(self, session_id: SessionId) -> bool:
        """Whether nothing is left to do, or to hope for."""
        key = self._key(session_id)
        if key is None or not self._of(session_id):
            return True
        try:
            first, *others = self._of(session_id)
            is_sealed = seal_recording(first, self._signer, key=key, others=others)
        except (OSError, StorageError, TimeoutError) as error:
            logger.warning(
                "recording not sealed session=%s error=%s", session_id, type(error).__name__
            )
            return True
        if is_sealed:
            logger.info("recording sealed session=%s", session_id)
        return is_sealed
