"""The facts of a running call, folded from the engine's events: tracks, levels, lines."""

from collections.abc import Callable

from desktop.domain.clock import Clock
from desktop.domain.conduct.live_session import Seat
from desktop.domain.events import Event
from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.call import (
    LOST_AFTER_S,
    SELF_VIEW,
    SILENCE_DBFS,
    LineQuality,
    PeerState,
    PeerStats,
    Rung,
    VideoTrack,
)
from desktop.domain.media.events import (
    EngineStateChanged,
    LevelsChanged,
    PeerStateChanged,
    RelayLacking,
    StatsChanged,
    TrackAdded,
    TrackRemoved,
)
from desktop.domain.media.line_quality import (
    PeerReading,
    QualityMemory,
    call_quality,
    remembered,
    worse_of,
)


class MediaFacts:
    """Folds events of the engine; what a line's figures mean is judged with the session's facts."""

    def __init__(self, *, own_site_id: SiteId, clock: Clock) -> None:
        self._own_site_id = own_site_id
        self._clock = clock
        self.is_engine_up = True
        self.engine_restarts = 0
        self.is_relay_lacking = False
        self._levels: dict[SiteId | None, float] = {}
        self._tracks: dict[TrackId, VideoTrack] = {}
        self._stats: dict[SiteId, PeerStats] = {}
        self._peers: dict[SiteId, PeerState] = {}
        self._quality: dict[SiteId, QualityMemory] = {}

    # ---- folding ---------------------------------------------------------------------------

    def on_event(self, event: Event) -> bool:
        """Take in one fact; others are none of its business. True: `judge` is due."""
        match event:
            case EngineStateChanged(is_up=is_up, restarts=restarts):
                self._take_engine(is_up=is_up, restarts=restarts)
                return True
            case StatsChanged(stats=stats):
                self._stats = {one.site_id: one for one in stats}
                return True
            case RelayLacking(is_lacking=is_lacking):
                self.is_relay_lacking = is_lacking
            case LevelsChanged(levels=levels):
                self._levels = dict(levels)
            case TrackAdded(track=track):
                self._tracks[track.id] = track
            case TrackRemoved(track_id=track_id):
                self._tracks.pop(track_id, None)
            case PeerStateChanged(site_id=site_id, state=state):
                self._take_peer(site_id, state)
            case _:
                pass
        return False

    def judge(
        self, *, seat_of: Callable[[SiteId], Seat | None], is_paused: bool, is_city_reached: bool
    ) -> None:
        """Say anew how good each line is. seat_of: None for a site without one."""
        known = {
            site_id
            for site_id in (*self._stats, *self._quality)
            if self._peers.get(site_id) is not PeerState.CLOSED
        }
        readings = {
            site_id: self._reading(site_id, seat_of(site_id), is_paused=is_paused)
            for site_id in known
        }
        judged = call_quality(
            readings, is_engine_up=self.is_engine_up, is_city_reached=is_city_reached
        )
        now_s = self._clock.monotonic()
        self._quality = {
            site_id: remembered(self._quality.get(site_id), word, now_s)
            for site_id, word in judged.items()
        }

    def _reading(self, site_id: SiteId, seat: Seat | None, *, is_paused: bool) -> PeerReading:
        return PeerReading(
            stats=self._stats.get(site_id),
            is_camera_on=seat is not None and seat.is_camera_on and not is_paused,
            is_seat_connected=seat is not None and seat.is_connected,
        )

    def _take_engine(self, *, is_up: bool, restarts: int) -> None:
        self.is_engine_up = is_up
        self.engine_restarts = restarts
        if not is_up:
            # The rings died with the engine; TrackAdded comes anew.
            self._tracks.clear()
            self._stats.clear()
            self._peers.clear()
            self._levels.clear()

    def _take_peer(self, site_id: SiteId, state: PeerState) -> None:
        self._peers[site_id] = state
        if state is PeerState.CLOSED:
            self._stats.pop(site_id, None)
            self._quality.pop(site_id, None)

    # ---- reading ---------------------------------------------------------------------------

    def level_dbfs(self, site_id: SiteId) -> float:
        """The level heard from a site; our own is the microphone's."""
        key = None if site_id == self._own_site_id else site_id
        return self._levels.get(key, SILENCE_DBFS)

    def track_id(self, site_id: SiteId) -> TrackId | None:
        """The picture of a site, None while there is none."""
        if site_id == self._own_site_id:
            return SELF_VIEW if SELF_VIEW in self._tracks else None
        return next((track.id for track in self._tracks.values() if track.site_id == site_id), None)

    def peer_state(self, site_id: SiteId) -> PeerState | None:
        """The connection to a site, None before it was tried."""
        return self._peers.get(site_id)

    def is_arriving(self, site_id: SiteId) -> bool:
        """Whether the newest second of statistics saw packets of the site."""
        stats = self._stats.get(site_id)
        return stats is not None and stats.silent_s < LOST_AFTER_S

    def heard_figures(self) -> tuple[PeerStats, ...]:
        """The newest second of every site whose packets arrive."""
        return tuple(one for one in self._stats.values() if one.silent_s < LOST_AFTER_S)

    def is_sound_only(self, site_id: SiteId) -> bool:
        """Whether a site says that it took its picture back for the sake of its voice."""
        stats = self._stats.get(site_id)
        return stats is not None and stats.their_rung is Rung.SOUND

    def quality(self, site_id: SiteId) -> LineQuality | None:
        """The steady word for a site, None when nothing was measured yet."""
        memory = self._quality.get(site_id)
        return memory.shown if memory else None

    def worst_quality(self) -> LineQuality | None:
        """The word for the worst line, None when nothing was measured yet."""
        words = [memory.shown for memory in self._quality.values()]
        if not words:
            return None
        worst = words[0]
        for word in words[1:]:
            worst = worse_of(worst, word)
        return worst
