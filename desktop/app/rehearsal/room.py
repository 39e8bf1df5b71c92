"""One room of a rehearsal: its desk, and what was seen, heard and read in it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from desktop.app.wiring.desk import Desk
from desktop.domain.clock import Clock
from desktop.domain.conduct.events import OpenLineChanged
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import MinuteLineId, SiteId, TrackId
from desktop.domain.media.call import RECORDING_VIEW, I420Frame
from desktop.domain.media.events import FrameReady, StatsChanged, TrackAdded
from desktop.media.engine.recorder.played import newest_mark
from desktop.media.measure.picture_clock import age_ms, clock_ms, read_mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A picture whose mark had not been seen before. at_s: time.monotonic() here."""

    at_s: float
    latency_ms: int
    width: int
    height: int


LOOK_S = 0.01


class RehearsalRoom:
    """Listens to a desk and lets the rehearsal wait for what should happen. Thread: any."""

    def __init__(self, *, desk: Desk, clock: Clock, loudspeaker_file: Path) -> None:
        self.desk = desk
        self.loudspeaker_file = loudspeaker_file
        self.clock = clock
        self._never = threading.Event()
        self._site_of_track: dict[TrackId, SiteId | None] = {}
        self._last_mark: dict[TrackId, int] = {}
        self._sightings: dict[SiteId, list[Sighting]] = {}
        self._newest_frame_s: dict[SiteId, float] = {}
        self._hints: set[MinuteLineId] = set()
        self._failures: list[str] = []
        self._engines: set[str] = set()
        self._recorded: list[tuple[float, int]] = []
        desk.router.add(self.on_event)

    @property
    def site_id(self) -> SiteId:
        """Whose room it is."""
        return self.desk.plan.own_site_id

    def on_event(self, event: Event) -> None:
        """Keep what the rehearsal asks for later: pictures, hints, engines, failures."""
        match event:
            case TrackAdded(track=track):
                self._site_of_track[track.id] = track.site_id
            case FrameReady(track_id=track_id):
                self._look(track_id)
            case OpenLineChanged(line=line) if line.text:
                self._hints.add(line.line_id)
            case StatsChanged(stats=stats):
                self._engines |= {one.engine for one in stats}
            case ActionFailed(action=action, code=code):
                self._failures.append(f"{action}:{code}")
            case _:
                pass

    def wait_for(self, condition: Callable[[], bool], limit_s: float) -> float | None:
        """Seconds until the condition held, None when it did not within the limit.

        Looked at a hundred times a second: four rooms' pictures would ask four times as often, and
        what a look costs would slow down what is measured.
        """
        began_s = self.clock.monotonic()
        while not condition():
            if self.clock.monotonic() - began_s >= limit_s:
                return None
            self._never.wait(LOOK_S)
        return self.clock.monotonic() - began_s

    def sightings(self, site_id: SiteId, *, since_s: float) -> list[Sighting]:
        """Fresh pictures of a site seen here after an instant."""
        return [one for one in self._sightings.get(site_id, []) if one.at_s >= since_s]

    def has_frame(self, site_id: SiteId, *, since_s: float) -> bool:
        """Whether any picture of a site was decoded here after an instant, a card among them."""
        return self._newest_frame_s.get(site_id, -1.0) >= since_s

    def has_hint(self, line_id: MinuteLineId) -> bool:
        """Whether the open line was shown here as it was typed."""
        return line_id in self._hints

    def recorded_marks(self, *, since_s: float) -> tuple[tuple[float, int], ...]:
        """The marks in pictures of a recording that was played here, and when each was seen."""
        return tuple(one for one in self._recorded if one[0] >= since_s)

    def engines(self) -> set[str]:
        """What this room's connections said they are made by."""
        return set(self._engines)

    def failures(self) -> tuple[str, ...]:
        """What was asked of this desk and refused, as action:code."""
        return tuple(self._failures)

    def _look(self, track_id: TrackId) -> None:
        frame = self.desk.media.read_frame(track_id)
        site_id = self._site_of_track.get(track_id)
        if frame is not None and track_id == RECORDING_VIEW:
            self._look_at_recorded(frame)
        if frame is None or site_id is None:
            return
        self._newest_frame_s[site_id] = self.clock.monotonic()
        luma = np.frombuffer(frame.data, np.uint8, frame.width * frame.height)
        mark = read_mark(luma.reshape(frame.height, frame.width))
        if mark is None or mark == self._last_mark.get(track_id):
            return
        self._last_mark[track_id] = mark
        now_s = self.clock.monotonic()
        sighting = Sighting(
            at_s=now_s,
            latency_ms=age_ms(mark, clock_ms(now_s)),
            width=frame.width,
            height=frame.height,
        )
        self._sightings.setdefault(site_id, []).append(sighting)

    def _look_at_recorded(self, frame: I420Frame) -> None:
        now_s = self.clock.monotonic()
        luma = np.frombuffer(frame.data, np.uint8, frame.width * frame.height)
        mark = newest_mark(luma.reshape(frame.height, frame.width), clock_ms(now_s))
        if mark is not None:
            self._recorded.append((now_s, mark))
