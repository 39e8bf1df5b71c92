"""Publishes pictures to the desk: one ring per track, one pending notice per track."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.call import VideoTrack
from desktop.domain.media.events import FrameReady, TrackAdded, TrackRemoved
from desktop.media.engine.picture import Picture
from desktop.media.pipe.events import EngineEvent
from desktop.media.pipe.ring import RingWriter


@dataclass(slots=True)
class _Track:
    ring: RingWriter = field(default_factory=RingWriter)
    written: int = 0
    announced: int = 0
    is_pending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturesOut:
    """Where the pictures of a track go that is no site's. publish: one; end: no more come."""

    publish: Callable[[TrackId, None, Picture], None]
    end: Callable[[TrackId], None]


class Publisher:
    """Thread: any; each track has one writer."""

    def __init__(self, *, tell: Callable[[EngineEvent], None]) -> None:
        self._tell = tell
        self._lock = threading.Lock()
        self._tracks: dict[TrackId, _Track] = {}

    def publish(self, track_id: TrackId, site_id: SiteId | None, picture: Picture) -> None:
        """Make this the newest picture of the track; its first one starts the track."""
        with self._lock:
            track = self._tracks.get(track_id)
            if track is None:
                track = _Track()
                track.ring.open()
                self._tracks[track_id] = track
                started = VideoTrack(id=track_id, site_id=site_id, ring_name=track.ring.name)
                self._tell(TrackAdded(track=started))
            planes = picture.planes.data.cast("B")
            if track.ring.write(planes, picture.width, picture.height, picture.made_at_s):
                track.written += 1
                self._announce(track_id, track)

    def take(self, track_id: TrackId) -> None:
        """The desk has read: the next picture is worth a notice."""
        with self._lock:
            track = self._tracks.get(track_id)
            if track is not None:
                track.is_pending = False
                if track.written > track.announced:
                    self._announce(track_id, track)

    def end(self, track_id: TrackId) -> None:
        """No more pictures of this track. Idempotent."""
        with self._lock:
            track = self._tracks.pop(track_id, None)
            if track is not None:
                self._tell(TrackRemoved(track_id=track_id))
                track.ring.close()

    def end_all(self) -> None:
        """No more pictures at all."""
        for track_id in tuple(self._tracks):
            self.end(track_id)

    def _announce(self, track_id: TrackId, track: _Track) -> None:
        if not track.is_pending:
            track.is_pending = True
            track.announced = track.written
            self._tell(FrameReady(track_id=track_id))


def track_of_site(site_id: SiteId) -> TrackId:
    """One picture per site: it keeps its track through reconnections."""
    return TrackId(f"video:{site_id}")
