"""What this room sees and hears of the other sites: pictures that change, speech that is heard.

Measured where it arrives, from decoded pictures and from the level of each site's sound. A
picture that stands still is not seen; a site whose sound never reaches the level of speech is not
heard.
"""

from collections import deque
from collections.abc import Iterable

from desktop.domain.clock import Clock
from desktop.domain.conduct.trial import FRESH, Sense
from desktop.domain.events import Event
from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.call import I420Frame
from desktop.domain.media.events import (
    EngineStateChanged,
    LevelsChanged,
    TrackAdded,
    TrackRemoved,
)
from desktop.presenters.conduct.roster.local_media import SPEECH_DBFS
from desktop.presenters.services.conduct import ChannelService
from desktop.presenters.services.media import MediaService

LOOK_EVERY_S = 1.0
TELL_EVERY_S = 5.0
"""What is seen and heard is told anew, whether it changed or not: it counts half a minute."""
PICTURES = 3
"""So many changes of the picture within the time are a picture that moves."""
SPOKEN_LEVELS = 10
"""So many levels of speech within the time are speech: about a second of it."""
EVERY_NTH_BYTE = 499
"""Of the luminance; no divisor of a usual width, so that no column is looked at alone."""

_SPAN_S = FRESH.total_seconds()


class SenseMeter:
    """Folds events and looks at pictures once a second. Thread: MainThread."""

    def __init__(self, *, media: MediaService, clock: Clock) -> None:
        self._media = media
        self._clock = clock
        self._tracks: dict[TrackId, SiteId] = {}
        self._faces: dict[SiteId, bytes] = {}
        self._changes: dict[SiteId, deque[float]] = {}
        self._spoken: dict[SiteId, deque[float]] = {}
        self._looked_s = clock.monotonic()

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case TrackAdded(track=track) if track.site_id is not None:
                self._tracks[track.id] = track.site_id
            case TrackRemoved(track_id=track_id):
                self._tracks.pop(track_id, None)
            case EngineStateChanged(is_up=False):
                self._tracks.clear()
                self._faces.clear()
            case LevelsChanged(levels=levels):
                for site_id, level_dbfs in levels:
                    if site_id is not None and level_dbfs >= SPEECH_DBFS:
                        _note(self._spoken, site_id, self._clock.monotonic())
            case _:
                pass

    def look(self) -> bool:
        """Look at the pictures when a second has gone by; whether it has."""
        now_s = self._clock.monotonic()
        if now_s - self._looked_s < LOOK_EVERY_S:
            return False
        self._looked_s = now_s
        for track_id, site_id in self._tracks.items():
            frame = self._media.read_frame(track_id)
            if frame is not None:
                self._look_at(site_id, frame, now_s)
        return True

    def senses(self, site_ids: Iterable[SiteId]) -> tuple[Sense, ...]:
        """What is seen and heard of these sites now."""
        now_s = self._clock.monotonic()
        return tuple(
            Sense(
                of_site_id=site_id,
                sees=_count(self._changes, site_id, now_s) >= PICTURES,
                hears=_count(self._spoken, site_id, now_s) >= SPOKEN_LEVELS,
            )
            for site_id in site_ids
        )

    def forget(self, site_id: SiteId) -> None:
        """A site is tried anew: what was seen and heard of it before counts no more."""
        self._changes.pop(site_id, None)
        self._spoken.pop(site_id, None)

    # ---- inside ----------------------------------------------------------------------------

    def _look_at(self, site_id: SiteId, frame: I420Frame, now_s: float) -> None:
        face = frame.data[: frame.width * frame.height : EVERY_NTH_BYTE]
        former = self._faces.get(site_id)
        self._faces[site_id] = face
        if former is not None and face != former:
            _note(self._changes, site_id, now_s)


class SenseTeller:
    """Tells the city what is seen and heard: at once when it changed, else now and then.

    Thread: MainThread.
    """

    def __init__(self, *, meter: SenseMeter, channel: ChannelService, clock: Clock) -> None:
        self._meter = meter
        self._channel = channel
        self._clock = clock
        self._told: tuple[Sense, ...] | None = None
        self._told_s = 0.0

    def begin_anew(self) -> None:
        """The line is new: nobody there was told anything."""
        self._told = None

    def tell(self, site_ids: Iterable[SiteId], *, is_due: bool = False) -> None:
        """Of these sites, which are there."""
        senses = self._meter.senses(site_ids)
        now_s = self._clock.monotonic()
        is_new = senses != self._told or now_s - self._told_s >= TELL_EVERY_S
        if senses and (is_new or is_due):
            self._told, self._told_s = senses, now_s
            self._channel.sense(senses)


def _note(times: dict[SiteId, deque[float]], site_id: SiteId, at_s: float) -> None:
    kept = times.setdefault(site_id, deque(maxlen=10 * int(_SPAN_S)))
    kept.append(at_s)


def _count(times: dict[SiteId, deque[float]], site_id: SiteId, now_s: float) -> int:
    return sum(now_s - at_s <= _SPAN_S for at_s in times.get(site_id, ()))
