"""Whose picture and whose sound did not come while a part was recorded, site by site.

What is counted is what the engine knows, and no more:

- *Picture*, of any site that is recorded: none came for two seconds. A camera that is off sends a
  card, so it loses nothing. A second for which this PC composed nothing is lost of every site; a
  picture rate that is only lower loses nothing.
- *Sound of this room*: its microphone brought too little, together a second at least, without a
  moment in which it kept up. Switched off, it brings silence, and loses nothing.
- *Sound of another site*: its line brings nothing, whether or not it would be heard; or it is to
  be heard here, and nothing of it was played for two seconds. A site that is silent, or has no
  floor, loses nothing.
- A site that left has nothing to lose any more.
- A device of the room that is gone gives silence, or a card: that is told where devices are, and
  is no loss. A capture card or a line input that is gone, or that nobody chose, gives nothing: of
  a session elsewhere what it does not bring is lost. Of sound alone no picture is lost.

A loss is counted from its beginning, once it is sure; a shorter standstill is none.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerState
from desktop.domain.recording.part import SiteLoss
from desktop.media.engine.picture import Picture

SURE_S: Final = 2.0
"""After so long a standstill is a loss; the composer shows no older picture, and a line that is
silent for so long is called broken."""

HERE_S: Final = 1.0
"""The same of what this PC composes, and of its microphone: what is short for less comes late."""

_FRAME_S = 0.07
_DUST_MS = 1e-6
_DOWN = frozenset({PeerState.CONNECTING, PeerState.RECONNECTING})


@dataclass(frozen=True, slots=True)
class _Line:
    """since_s: monotonic, when it was heard last; of one that was not yet, when it was made."""

    state: PeerState
    since_s: float


class Expected:
    """What the call says of the other sites: their lines, and who is to be heard. Thread: any."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lines: Mapping[SiteId, _Line] = {}
        self._heard: Mapping[SiteId, float] = {}

    def note_line(self, site_id: SiteId, state: PeerState) -> None:
        """The line to a site has another state."""
        now_s = self._clock.monotonic()
        since_s = now_s - SURE_S if state is PeerState.RECONNECTING else now_s
        self._lines = {**self._lines, site_id: _Line(state, since_s)}

    def note_heard(self, site_ids: Collection[SiteId]) -> None:
        """Who is to be heard here from now on, and nobody else."""
        now_s = self._clock.monotonic()
        self._heard = {one: self._heard.get(one, now_s) for one in site_ids}

    def is_gone(self, site_id: SiteId) -> bool:
        """It left the call."""
        line = self._lines.get(site_id)
        return line is not None and line.state is PeerState.CLOSED

    def silent_since_s(self, site_id: SiteId) -> float | None:
        """When its line began to bring nothing; None: it works, or nobody knows of one."""
        line = self._lines.get(site_id)
        return line.since_s if line is not None and line.state in _DOWN else None

    def heard_since_s(self, site_id: SiteId) -> float | None:
        """Since when it is to be heard; None: it is not."""
        return self._heard.get(site_id)


class Losses:
    """Of one part. Thread: recorder. Times are monotonic; began_s: when the part did."""

    def __init__(
        self, *, own: SiteId, sites: Iterable[SiteId], expected: Expected, began_s: float
    ) -> None:
        self._own = own
        self._sites = tuple(sites)
        self._expected = expected
        self._pictures = {site_id: _Track(began_s) for site_id in self._sites}
        self._sounds = {site_id: _Track(began_s) for site_id in self._sites}
        self._came_s = dict.fromkeys(self._sites, began_s)
        self._short_ms = 0

    def note_late(self, seconds: float, now_s: float) -> None:
        """For so long nothing was composed: it is lost of every site."""
        if seconds < HERE_S - _FRAME_S:
            return
        for site_id, track in self._pictures.items():
            if not self._expected.is_gone(site_id):
                track.lose(now_s - seconds, now_s)

    def note_missing(
        self, missing: Iterable[SiteId], pictures: Mapping[SiteId, Picture], now_s: float
    ) -> None:
        """Of these there is no fresh picture; pictures: the newest of each."""
        for site_id in missing:
            track = self._pictures[site_id]
            if self._expected.is_gone(site_id):
                track.until_s = now_s
            else:
                newest = pictures.get(site_id)
                track.lose(track.until_s if newest is None else newest.made_at_s, now_s)

    def note_came(self, came: Mapping[str, int], blocks: int, now_s: float) -> None:
        """Of `blocks` of 10 ms so many came of each site."""
        for site_id, track in self._sounds.items():
            count = came.get(site_id, 0)
            if site_id == self._own:
                self._note_own(track, (blocks - count) * 10)
                continue
            if count > 0:
                self._came_s[site_id] = now_s
            since_s = self._missed_since_s(site_id, now_s)
            if since_s is not None:
                track.lose(since_s, now_s)

    def take(self) -> tuple[SiteLoss, ...]:
        """Since the last call, without sites that lost nothing."""
        lost = (
            SiteLoss(
                site_id=site_id,
                picture_ms=self._pictures[site_id].take(),
                sound_ms=self._sounds[site_id].take(),
            )
            for site_id in self._sites
        )
        return tuple(one for one in lost if one.picture_ms or one.sound_ms)

    def _note_own(self, track: "_Track", short_ms: int) -> None:
        """Counted from the beginning, once it is short for long enough in a row."""
        former_ms = self._short_ms
        self._short_ms = former_ms + short_ms if short_ms else 0
        if self._short_ms >= HERE_S * 1_000:
            is_new = former_ms < HERE_S * 1_000
            track.ms += self._short_ms if is_new else short_ms

    def _missed_since_s(self, site_id: SiteId, now_s: float) -> float | None:
        """Since when its sound is lost; None: it is not."""
        silent_s = self._expected.silent_since_s(site_id)
        if silent_s is not None:
            return silent_s
        heard_s = self._expected.heard_since_s(site_id)
        if heard_s is None:
            return None
        since_s = max(heard_s, self._came_s[site_id])
        return since_s if now_s - since_s >= SURE_S else None


class _Track:
    """until_s: up to here it is counted, or known to have come."""

    def __init__(self, began_s: float) -> None:
        self.ms = 0.0
        self.until_s = began_s

    def lose(self, since_s: float, until_s: float) -> None:
        """What lies between, as far as it was not counted before."""
        self.ms += max(0.0, until_s - max(since_s, self.until_s)) * 1_000
        self.until_s = until_s

    def take(self) -> int:
        """Whole milliseconds; the rest waits for the next call."""
        whole = int(self.ms + _DUST_MS)
        self.ms -= whole
        return whole
