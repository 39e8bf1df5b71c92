"""The line of a trial measured in the background: from the statistics of the media, both ways."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from desktop.domain.clock import Clock
from desktop.domain.conduct.line_soak import (
    SOAK_RULES,
    LineSoak,
    SoakMinute,
    SoakOf,
    SoakRules,
    SoakStage,
    is_soak_good,
    soak_faults,
    soak_rules,
    worst_minute,
)
from desktop.domain.events import Event
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerStats
from desktop.domain.media.events import EngineStateChanged, StatsChanged
from desktop.presenters.services.conduct import ChannelService
from desktop.presenters.session.trial_state import SoakResult, TrialSoakView

STALE_S = 2.5
"""Statistics come every second: older ones say nothing of now."""
SILENT_S = 1.0
"""Sound goes fifty times a second, so this long without a packet the line is silent."""
LOOK_S = 1.0
SLEPT_S = 5.0
"""A look that comes so late knows nothing of the time between."""


@dataclass(slots=True, kw_only=True)
class _Sum:
    """Of one minute with one site; what is averaged is weighed by seconds that were heard."""

    heard_s: float = 0.0
    silent_s: float = 0.0
    frozen_s: float = 0.0
    loss: float = 0.0
    sent_loss: float = 0.0
    round_trip: float = 0.0
    received: float = 0.0
    sent: float = 0.0

    def add(self, stats: PeerStats | None, for_s: float) -> None:
        """Stats None: nothing came."""
        if stats is None:
            self.silent_s += for_s
            return
        self.heard_s += for_s
        self.frozen_s += min(stats.freeze_s, 1.0) * for_s
        self.loss += stats.loss * for_s
        self.sent_loss += stats.sent_loss * for_s
        self.round_trip += stats.round_trip_s * for_s
        self.received += stats.received_kbps * for_s
        self.sent += stats.sent_kbps * for_s

    def minute(self, number: int, site_id: SiteId) -> SoakMinute:
        """On average."""
        heard_s = self.heard_s or 1.0
        all_s = (self.heard_s + self.silent_s) or 1.0
        return SoakMinute(
            number=number,
            site_id=site_id,
            loss=min(1.0, self.loss / heard_s),
            sent_loss=min(1.0, self.sent_loss / heard_s),
            round_trip_s=self.round_trip / heard_s,
            received_kbps=self.received / all_s,
            sent_kbps=self.sent / all_s,
            frozen_s=self.frozen_s,
            silent_s=self.silent_s,
        )


@dataclass(slots=True, kw_only=True)
class _Run:
    """One measuring that goes on. looked_s, silent_s: monotonic, and how long nobody was heard."""

    rules: SoakRules
    began_s: float
    looked_s: float
    soak: LineSoak
    silent_s: dict[SiteId, float] = field(default_factory=dict)
    sums: dict[tuple[int, SiteId], _Sum] = field(default_factory=dict)


class TrialSoak:
    """Of one visit. Thread: MainThread."""

    def __init__(self, *, channel: ChannelService, clock: Clock, own_site_id: SiteId) -> None:
        self._channel = channel
        self._clock = clock
        self._own_site_id = own_site_id
        self._run: _Run | None = None
        self._own: LineSoak | None = None
        self._is_told = True
        self._told: tuple[SoakOf, ...] = ()
        self._stats: dict[SiteId, PeerStats] = {}
        self._stats_at_s = 0.0

    @property
    def is_running(self) -> bool:
        """It is measured now."""
        return self._run is not None

    def running_at(self, present: Iterable[SiteId]) -> tuple[SiteId, ...]:
        """Which of these other sites measure now; one that has left does not."""
        there = set(present) - {self._own_site_id}
        running = (one for one in self._told if one.soak.stage is SoakStage.RUNNING)
        return tuple(one.by_site_id for one in running if one.by_site_id in there)

    # ---- what the officer does -------------------------------------------------------------

    def toggle(self, present: Iterable[SiteId], rules: SoakRules | None) -> None:
        """Begin, or stop: what was measured so far is told then, and is no result.

        Nothing begins while nobody else is there. rules: None for those of today.
        """
        if self._run is not None:
            self._end(self._run, SoakStage.STOPPED)
        else:
            self._begin(tuple(present), rules)

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case StatsChanged(stats=stats):
                self._stats = {one.site_id: one for one in stats}
                self._stats_at_s = self._clock.monotonic()
            case EngineStateChanged(is_up=False):
                self._stats = {}
            case _:
                pass

    def follow(self, told: tuple[SoakOf, ...]) -> None:
        """What the city says of the lines."""
        self._told = told

    def on_line(self) -> None:
        """The line to the city is new: what it did not keep is told again."""
        self._is_told = self._own is None or self._is_kept()

    def on_tick(self, present: Iterable[SiteId], *, is_connected: bool) -> None:
        """Look when a second has gone by. present: other sites that are there now."""
        if self._run is not None:
            self._look(self._run, present)
        if is_connected and not self._is_told and self._own is not None:
            self._is_told = True
            self._channel.tell_soak(self._own)

    # ---- reading ---------------------------------------------------------------------------

    def view(self, name_of: Callable[[SiteId], str], present: tuple[SiteId, ...]) -> TrialSoakView:
        """What the screen draws of it. name_of: a site. present: other sites that are there."""
        run = self._run
        own = None if self._own is None else _result(self._own_site_id, self._own, name_of, run)
        silent = () if run is None else tuple(one for one, s in run.silent_s.items() if s)
        others = tuple(
            _result(one.by_site_id, one.soak, name_of)
            for one in self._told
            if one.by_site_id != self._own_site_id
        )
        return TrialSoakView(
            own=own,
            now=None if run is None else self._now(run),
            remaining_s=0 if run is None else self._remaining_s(run),
            silent=tuple(map(name_of, silent)),
            silent_s=0 if run is None else int(max(run.silent_s.values())),
            is_kept=self._is_kept(),
            can_begin=bool(present) and run is None,
            running_at=tuple(map(name_of, self.running_at(present))),
            others=others,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _begin(self, sites: tuple[SiteId, ...], rules: SoakRules | None) -> None:
        if not sites:
            return
        now, now_s = self._clock.now(), self._clock.monotonic()
        soak = LineSoak(stage=SoakStage.RUNNING, began_at=now, ended_at=now)
        self._run = _Run(
            rules=rules or soak_rules(now),
            began_s=now_s,
            looked_s=now_s,
            soak=soak,
            silent_s=dict.fromkeys(sites, 0.0),
        )
        self._note(soak)

    def _look(self, run: _Run, present: Iterable[SiteId]) -> None:
        now_s = self._clock.monotonic()
        for_s = now_s - run.looked_s
        if for_s < LOOK_S:
            return
        run.looked_s = now_s
        for site_id in present:
            run.silent_s.setdefault(site_id, 0.0)
        number = 1 + int(max(0.0, now_s - for_s - run.began_s) // run.rules.minute_s)
        has_slept = for_s > SLEPT_S
        for site_id in run.silent_s:
            stats = None if has_slept else self._heard(site_id, now_s)
            run.silent_s[site_id] = 0.0 if stats is not None else run.silent_s[site_id] + for_s
            run.sums.setdefault((number, site_id), _Sum()).add(stats, for_s)
        minutes = (one.minute(*key) for key, one in run.sums.items())
        worst = worst_minute(minutes, run.rules)
        run.soak = replace(run.soak, ended_at=self._clock.now(), worst=worst)
        self._own = run.soak
        if now_s - run.began_s >= run.rules.length_s:
            self._end(run, SoakStage.DONE)
        elif min(run.silent_s.values()) >= run.rules.given_up_s:
            self._end(run, SoakStage.BROKEN)

    def _heard(self, site_id: SiteId, now_s: float) -> PeerStats | None:
        stats = self._stats.get(site_id)
        is_old = now_s - self._stats_at_s > STALE_S
        return None if stats is None or is_old or stats.silent_s >= SILENT_S else stats

    def _now(self, run: _Run) -> SoakMinute | None:
        """The worst of this second, of those that are heard."""
        now_s = self._clock.monotonic()
        seconds = []
        for site_id in run.silent_s:
            stats = self._heard(site_id, now_s)
            if stats is not None:
                one = _Sum()
                one.add(stats, 1.0)
                seconds.append(one.minute(0, site_id))
        return worst_minute(seconds, run.rules)

    def _remaining_s(self, run: _Run) -> int:
        return max(0, round(run.rules.length_s - (self._clock.monotonic() - run.began_s)))

    def _end(self, run: _Run, stage: SoakStage) -> None:
        self._run = None
        self._note(replace(run.soak, stage=stage, ended_at=self._clock.now()))

    def _note(self, soak: LineSoak) -> None:
        self._own, self._is_told = soak, False

    def _is_kept(self) -> bool:
        return any(
            one.by_site_id == self._own_site_id and one.soak == self._own for one in self._told
        )


def _result(
    by: SiteId, soak: LineSoak, name_of: Callable[[SiteId], str], run: _Run | None = None
) -> SoakResult:
    rules = soak_rules(soak.began_at, SOAK_RULES) if run is None else run.rules
    worst = soak.worst
    return SoakResult(
        by=name_of(by),
        soak=soak,
        with_site="" if worst is None else name_of(worst.site_id),
        is_good=is_soak_good(soak, rules),
        faults=soak_faults(soak, rules),
    )
