"""The pictures that can be drawn: one reader of shared memory for each track of the engine."""

import contextlib
import logging
import threading
from collections.abc import Callable

from desktop.domain.events import EventSink
from desktop.domain.ids import TrackId
from desktop.domain.media.call import I420Frame
from desktop.domain.media.events import FrameReady, TrackAdded, TrackRemoved
from desktop.media.pipe.commands import FrameTaken
from desktop.media.pipe.ring import RingReader, remove_abandoned_rings

logger = logging.getLogger(__name__)


class Tracks:
    """Thread: `read` and `dropped` any, the rest one.

    send: takes the wish for the next notice to the engine that is up.
    """

    def __init__(self, *, send: Callable[[FrameTaken], None], emit: EventSink) -> None:
        self._send = send
        self._emit = emit
        self._lock = threading.Lock()
        self._rings: dict[TrackId, RingReader] = {}
        self._pending: set[TrackId] = set()

    def read(self, track_id: TrackId) -> I420Frame | None:
        """The newest picture of a track, None before the first one; asks for the next notice."""
        with self._lock:
            ring = self._rings.get(track_id)
            was_pending = track_id in self._pending
            self._pending.discard(track_id)
        if was_pending:
            # Before the copy: a picture that comes meanwhile is announced, not missed.
            self._send(FrameTaken(track_id=track_id))
        return ring.read() if ring is not None else None

    def dropped(self, track_id: TrackId) -> int:
        """Pictures of a track that were decoded and never read."""
        ring = self._rings.get(track_id)
        return ring.drops if ring is not None else 0

    def ring_names(self) -> dict[TrackId, str]:
        """Which shared memory each track lies in."""
        with self._lock:
            return {track_id: ring.name for track_id, ring in self._rings.items()}

    def add(self, event: TrackAdded) -> None:
        """A track has its ring."""
        reader = RingReader(event.track.ring_name)
        try:
            reader.open()
        except (OSError, ValueError):
            logger.warning("ring not readable track=%s", event.track.id)
            return
        with self._lock:
            self._rings[event.track.id] = reader
        self._emit(TrackAdded(track=event.track))

    def note_frame(self, track_id: TrackId) -> None:
        """Its ring has a newer picture."""
        with self._lock:
            self._pending.add(track_id)
        self._emit(FrameReady(track_id=track_id))

    def remove(self, track_id: TrackId) -> None:
        """Its ring goes."""
        with self._lock:
            ring = self._rings.pop(track_id, None)
            self._pending.discard(track_id)
        if ring is not None:
            ring.close()
            self._emit(TrackRemoved(track_id=track_id))

    def forget_all(self) -> None:
        """The engine is gone, and with it whoever would have removed its rings."""
        for track_id in tuple(self._rings):
            self.remove(track_id)
        with contextlib.suppress(OSError):
            remove_abandoned_rings()
