"""The facts of a running session, folded from events: the one truth its panels are drawn from."""

from datetime import datetime, timedelta

from desktop.domain.call import (
    LOST_AFTER_S,
    SELF_VIEW,
    SILENCE_DBFS,
    LineQuality,
    PeerState,
    PeerStats,
    Rung,
    VideoTrack,
)
from desktop.domain.clock import Clock
from desktop.domain.enums import Quality, QualityCause, SessionStatus, Step
from desktop.domain.events import (
    ChannelChanged,
    EngineStateChanged,
    Event,
    LevelsChanged,
    LiveSessionChanged,
    PeerStateChanged,
    RelayLacking,
    StatsChanged,
    SyncChanged,
    TrackAdded,
    TrackRemoved,
)
from desktop.domain.ids import SessionId, SiteId, TrackId
from desktop.domain.quality import PeerReading, QualityMemory, call_quality, remembered, worse_of
from desktop.domain.roster import LiveSession, Seat
from desktop.domain.session import (
    OPEN_STATUSES,
    OVER_STATUSES,
    SIGNED_STATUSES,
    are_lines_fixed,
)


class SessionFacts:
    """Folds events of one session. Times `…_s` are of the clock's monotonic()."""

    def __init__(
        self,
        *,
        session_id: SessionId,
        own_site_id: SiteId,
        clock: Clock,
        planned_status: SessionStatus,
        clock_offset_s: float,
    ) -> None:
        self._session_id = session_id
        self._own_site_id = own_site_id
        self._clock = clock
        self._planned_status = planned_status
        self._clock_offset_s = clock_offset_s
        self.live: LiveSession | None = None
        self.is_connected = False
        self.attempt = 0
        self.has_been_connected = False
        self.lost_since_s: float | None = None
        self.is_engine_up = True
        self.engine_restarts = 0
        self.is_relay_lacking = False
        self.paused_since_s: float | None = None
        self.ended_at: datetime | None = None
        self.step_before_consultation = Step.PRESENTATION
        self._takes_any_seq = False
        self._levels: dict[SiteId | None, float] = {}
        self._tracks: dict[TrackId, VideoTrack] = {}
        self._stats: dict[SiteId, PeerStats] = {}
        self._peers: dict[SiteId, PeerState] = {}
        self._quality: dict[SiteId, QualityMemory] = {}

    # ---- folding ---------------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact; others are none of its business."""
        match event:
            case LiveSessionChanged(live=live):
                self.take_live(live)
            case ChannelChanged():
                self._take_channel(event)
            case SyncChanged(status=status):
                self._clock_offset_s = status.clock_offset_s
            case _:
                self._take_media(event)

    def begin_anew(self) -> None:
        """The officer joins again after having been out: that was no break of the line."""
        self.has_been_connected = False
        self.lost_since_s = None

    def _take_media(self, event: Event) -> None:
        match event:
            case EngineStateChanged(is_up=is_up, restarts=restarts):
                self._take_engine(is_up=is_up, restarts=restarts)
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
            case StatsChanged(stats=stats):
                self._stats = {one.site_id: one for one in stats}
                self._judge_quality()
            case _:
                pass

    def take_live(self, live: LiveSession) -> None:
        """The newest word of the server; an older one and another session's are ignored."""
        if live.session_id != self._session_id:
            return
        is_older = self.live is not None and live.seq < self.live.seq
        if is_older and not self._takes_any_seq:
            return
        self._takes_any_seq = False
        self.live = live
        is_paused = live.status is SessionStatus.PAUSED
        if not is_paused:
            self.paused_since_s = None
        elif self.paused_since_s is None:
            self.paused_since_s = self._clock.monotonic()
        if live.step is not Step.CONSULTATION:
            self.step_before_consultation = live.step
        if self.is_over and self.ended_at is None:
            self.ended_at = live.ending.at if live.ending else self.city_now()

    def _take_channel(self, event: ChannelChanged) -> None:
        self.is_connected = event.is_connected
        self.attempt = event.attempt
        if event.is_connected:
            self.has_been_connected = True
            self.lost_since_s = None
            # The first state on a new line is the truth, even of a server set back to a backup.
            self._takes_any_seq = True
        elif self.lost_since_s is None:
            self.lost_since_s = self._clock.monotonic()
        self._judge_quality()

    def _take_engine(self, *, is_up: bool, restarts: int) -> None:
        self.is_engine_up = is_up
        self.engine_restarts = restarts
        if not is_up:
            # The rings died with the engine; TrackAdded comes anew.
            self._tracks.clear()
            self._stats.clear()
            self._peers.clear()
            self._levels.clear()
        self._judge_quality()

    def _take_peer(self, site_id: SiteId, state: PeerState) -> None:
        self._peers[site_id] = state
        if state is PeerState.CLOSED:
            self._stats.pop(site_id, None)
            self._quality.pop(site_id, None)

    def _judge_quality(self) -> None:
        known = {
            site_id
            for site_id in (*self._stats, *self._quality)
            if self._peers.get(site_id) is not PeerState.CLOSED
        }
        readings = {site_id: self._reading(site_id) for site_id in known}
        judged = call_quality(
            readings, is_engine_up=self.is_engine_up, is_city_reached=self.is_connected
        )
        now_s = self._clock.monotonic()
        self._quality = {
            site_id: remembered(self._quality.get(site_id), word, now_s)
            for site_id, word in judged.items()
        }

    def _reading(self, site_id: SiteId) -> PeerReading:
        seat = self.seat(site_id)
        return PeerReading(
            stats=self._stats.get(site_id),
            is_camera_on=seat is not None and seat.is_camera_on and not self.is_paused,
            is_seat_connected=seat is not None and seat.is_connected,
        )

    # ---- reading ---------------------------------------------------------------------------

    @property
    def status(self) -> SessionStatus:
        """The newest word of the server, before it the plan's."""
        return self.live.status if self.live else self._planned_status

    @property
    def step(self) -> Step:
        """The present step; the first one before the session is open."""
        return self.live.step if self.live else Step.OPENING

    @property
    def is_open(self) -> bool:
        """Opened and not yet closed."""
        return self.status in OPEN_STATUSES

    @property
    def is_paused(self) -> bool:
        """Media stands still at every site's source."""
        return self.status is SessionStatus.PAUSED

    @property
    def is_over(self) -> bool:
        """Closed, refused, adjourned or given up: nothing is said any more."""
        return self.status in OVER_STATUSES

    @property
    def is_signed(self) -> bool:
        """The minutes are signed, whether or not the session is closed."""
        return self.status in SIGNED_STATUSES

    @property
    def are_lines_fixed(self) -> bool:
        """Lines of the minutes that are there stay as they are."""
        return are_lines_fixed(self.status, self.step)

    @property
    def speaking_site_id(self) -> SiteId | None:
        """Who has the floor."""
        return self.live.speaking_site_id if self.live else None

    def seat(self, site_id: SiteId) -> Seat | None:
        """The seat of a site."""
        return self.live.seat(site_id) if self.live else None

    def city_now(self) -> datetime:
        """The present instant by the city's clock."""
        return self._clock.now() + timedelta(seconds=self._clock_offset_s)

    def clock_s(self) -> int:
        """Whole seconds since the server opened the session, 0 before."""
        if self.live is None or self.live.opened_at is None:
            return 0
        return max(0, int((self.city_now() - self.live.opened_at).total_seconds()))

    def floor_elapsed_s(self) -> float | None:
        """How long the present turn lasts, None when nobody speaks."""
        if self.live is None or self.live.floor_since is None:
            return None
        return (self.city_now() - self.live.floor_since).total_seconds()

    def seconds_since(self, since_s: float | None) -> int:
        """Whole seconds since a monotonic instant, 0 for None."""
        return 0 if since_s is None else int(self._clock.monotonic() - since_s)

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

    def is_media_arriving(self, site_id: SiteId) -> bool:
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

    def overall_quality(self) -> LineQuality | None:
        """The word of the status bar: the worst line; lost when the city is lost without calls."""
        words = [memory.shown for memory in self._quality.values()]
        if words:
            worst = words[0]
            for word in words[1:]:
                worst = worse_of(worst, word)
            return worst
        if self.lost_since_s is not None and self.has_been_connected:
            return LineQuality(quality=Quality.LOST, cause=QualityCause.OUR_LINE)
        return None
