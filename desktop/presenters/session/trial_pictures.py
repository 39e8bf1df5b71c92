"""The pictures of a trial: which track shows which site, and how loud it is."""

from collections.abc import Iterable

from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.events import Event
from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.call import SELF_VIEW, SILENCE_DBFS, TAKE_VIEW
from desktop.domain.media.events import (
    EngineStateChanged,
    LevelsChanged,
    TrackAdded,
    TrackRemoved,
)
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.session.trial_state import TrialTile


class TrialPictures:
    """Folds events of the engine. Thread: MainThread."""

    def __init__(self, *, context: SessionContext) -> None:
        self._context = context
        self._tracks: dict[TrackId, SiteId | None] = {}
        self._levels: dict[SiteId | None, float] = {}

    def take(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case TrackAdded(track=track):
                self._tracks[track.id] = track.site_id
            case TrackRemoved(track_id=track_id):
                self._tracks.pop(track_id, None)
            case LevelsChanged(levels=levels):
                self._levels = dict(levels)
            case EngineStateChanged(is_up=False):
                self._tracks.clear()
                self._levels.clear()
            case _:
                pass

    def tiles(self, live: LiveSession | None, site_ids: Iterable[SiteId]) -> tuple[TrialTile, ...]:
        """One for each of these sites."""
        return tuple(self._tile(live, one) for one in site_ids)

    def _tile(self, live: LiveSession | None, site_id: SiteId) -> TrialTile:
        is_own = site_id == self._context.own_site_id
        seat = None if live is None else live.seat(site_id)
        theirs = (track for track, site in self._tracks.items() if site == site_id)
        own = (one for one in (TAKE_VIEW, SELF_VIEW) if one in self._tracks)
        return TrialTile(
            site_id=site_id,
            name=self._context.site_name(site_id),
            is_own=is_own,
            track_id=next(own if is_own else theirs, None),
            is_microphone_on=seat is not None and seat.is_microphone_on,
            is_camera_on=seat is not None and seat.is_camera_on,
            level_dbfs=float(round(self._levels.get(None if is_own else site_id, SILENCE_DBFS))),
        )
