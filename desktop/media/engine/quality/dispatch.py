"""Our picture for every other site of a call: rung, limits and reported causes of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.call import PeerStats, QualityCause, Rung
from desktop.domain.media.line_quality import line_causes, seen_from_there
from desktop.media.engine.peer.connection import SendLimits
from desktop.media.engine.publisher import track_of_site
from desktop.media.engine.quality.pictures import PictureCutter, Wish
from desktop.media.engine.quality.rungs import VideoPolicy
from desktop.media.engine.quality.sending import Sending
from desktop.media.engine.signaling import PictureNote

_SHORTEST_S = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePlan:
    """How a call begins. start_rung: what the line carried last time."""

    start_rung: Rung
    policy: VideoPolicy


class Dispatch:
    """One `Sending` per other site. Thread: media-loop, but for `cutter.cut`.

    cutter: takes the camera's pictures and makes the sizes that are wanted now.
    """

    def __init__(self, *, clock: Clock, plan: PicturePlan) -> None:
        self._clock = clock
        self._plan = plan
        self._sendings: dict[SiteId, Sending] = {}
        self._tiles: Mapping[TrackId, int] = {}
        self._looked_at_s = clock.monotonic()
        self.cutter = PictureCutter()

    # ---- who ------------------------------------------------------------------------------------

    def forget(self, site_id: SiteId) -> None:
        """Its seat is gone, or begins anew."""
        self._sendings.pop(site_id, None)

    def set_sites(self, site_ids: Iterable[SiteId]) -> None:
        """Who gets our picture; more sites mean a smaller one for each."""
        self._sendings = {
            site_id: self._sendings.get(site_id) or self._new_sending() for site_id in site_ids
        }
        for sending in self._sendings.values():
            sending.fit(len(self._sendings))
        self._cut_as_wanted()

    # ---- what -----------------------------------------------------------------------------------

    def wish(self, site_id: SiteId) -> Wish | None:
        """The picture for a site, None when it gets none."""
        return self._sendings[site_id].wish

    def limits(self, site_id: SiteId) -> SendLimits:
        """What the connection to a site may send."""
        return self._sendings[site_id].limits(len(self._sendings))

    def hear(self, site_id: SiteId, untrusted_note: PictureNote) -> None:
        """What a site says of our picture and of its own."""
        self._sendings[site_id].hear(untrusted_note)

    def set_tiles(self, tiles: Mapping[TrackId, int]) -> None:
        """The tallest picture of each track here, in device pixels; 0: hidden; missing: unknown."""
        self._tiles = tiles

    def look(self, figures: Mapping[SiteId, PeerStats]) -> tuple[PeerStats, ...]:
        """Take in half a second of figures; returns them with what is sent from now on."""
        now_s = self._clock.monotonic()
        elapsed_s = max(now_s - self._looked_at_s, _SHORTEST_S)
        self._looked_at_s = now_s
        offered_fps = self.cutter.take_offered() / elapsed_s
        count = len(self._sendings)
        for site_id, stats in figures.items():
            self._sendings[site_id].look(
                stats, offered_fps=offered_fps, site_count=count, now_s=now_s
            )
        self._cut_as_wanted()
        causes = self._causes()
        return tuple(self._told(stats, causes[site_id]) for site_id, stats in figures.items())

    def news(self, figures: Mapping[SiteId, PeerStats]) -> dict[SiteId, PictureNote]:
        """What the sites that are heard should be told now; counts as told."""
        now_s = self._clock.monotonic()
        causes = self._causes()
        notes = {site_id: self._note(site_id, causes[site_id]) for site_id in figures}
        return {
            site_id: note
            for site_id, note in notes.items()
            if self._sendings[site_id].is_news(note, now_s)
        }

    # ---- inside ---------------------------------------------------------------------------------

    def _new_sending(self) -> Sending:
        return Sending(
            now_s=self._clock.monotonic(),
            start=self._plan.start_rung,
            policy=self._plan.policy,
        )

    def _cut_as_wanted(self) -> None:
        wishes = (sending.wish for sending in self._sendings.values())
        self.cutter.set_wishes(frozenset(wish for wish in wishes if wish is not None))

    def _causes(self) -> dict[SiteId, QualityCause]:
        causes = {site_id: sending.step.cause for site_id, sending in self._sendings.items()}
        return {**causes, **line_causes(causes)}

    def _note(self, site_id: SiteId, cause: QualityCause) -> PictureNote:
        return PictureNote(
            wanted_lines=self._tiles.get(track_of_site(site_id)),
            rung=self._sendings[site_id].step.rung,
            cause=seen_from_there(cause),
        )

    def _told(self, stats: PeerStats, cause: QualityCause) -> PeerStats:
        sending = self._sendings[stats.site_id]
        return replace(
            stats,
            sent_rung=sending.step.rung,
            sent_cause=cause,
            their_rung=sending.their_rung,
            their_cause=sending.their_cause,
        )
