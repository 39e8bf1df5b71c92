"""Technical figures for IT: opened from the status bar, drawn only while somebody looks."""

from collections.abc import Callable

from desktop.domain.conduct.events import ChannelChanged, SeatTaken
from desktop.domain.events import Event
from desktop.domain.media.call import PeerState, PeerStats
from desktop.domain.media.code_words import CodeWords, NoCodeWords
from desktop.domain.media.events import (
    CodeWordsChanged,
    CodeWordsLacking,
    PeerStateChanged,
    StatsChanged,
)
from desktop.presenters.services.reception import ScheduleService
from desktop.presenters.shell.line_report_state import LineReportViewState, SiteFigures, WayFigures
from desktop.presenters.view.render_on_change import RenderOnChange

MAX_SITES = 8


class LineReportPresenter:
    """Keeps the newest figures of the call; the last ones stay when it is over."""

    def __init__(
        self, *, schedule: ScheduleService, render: Callable[[LineReportViewState], None]
    ) -> None:
        self._schedule = schedule
        self._drawing: RenderOnChange[LineReportViewState] = RenderOnChange(render)
        self._is_open = False
        self._is_running = False
        self._stats: dict[str, PeerStats] = {}
        self._frozen_s: dict[str, float] = {}
        self._code_words: dict[str, CodeWords | NoCodeWords] = {}

    def toggle(self) -> None:
        """The cell of the line was pressed: show the figures, or put them away."""
        self._is_open = not self._is_open
        self._draw()

    def close(self) -> None:
        """× or Esc."""
        self._is_open = False
        self._draw()

    def on_event(self, event: Event) -> None:
        """Take in one fact; nothing is drawn while nobody looks."""
        match event:
            case StatsChanged(stats=stats) if stats:
                self._take(stats)
            case CodeWordsChanged(site_id=site_id, words=words):
                self._code_words[site_id] = words
            case CodeWordsLacking(site_id=site_id, why=why):
                self._code_words[site_id] = why
            case PeerStateChanged(site_id=site_id, state=PeerState.CLOSED):
                self._code_words.pop(site_id, None)
            case SeatTaken() | ChannelChanged(is_connected=False, attempt=0):
                self._is_running = False
                self._code_words.clear()
            case _:
                return
        if self._is_open:
            self._draw()

    def _take(self, stats: tuple[PeerStats, ...]) -> None:
        if not self._is_running:
            self._is_running = True
            self._frozen_s.clear()
        self._stats = {one.site_id: one for one in stats[:MAX_SITES]}
        for one in self._stats.values():
            self._frozen_s[one.site_id] = self._frozen_s.get(one.site_id, 0.0) + one.freeze_s

    def _draw(self) -> None:
        sites = tuple(self._figures(one) for one in self._stats.values()) if self._is_open else ()
        self._drawing.draw(
            LineReportViewState(is_open=self._is_open, is_running=self._is_running, sites=sites)
        )

    def _figures(self, stats: PeerStats) -> SiteFigures:
        site = self._schedule.site(stats.site_id)
        available = stats.available_kbps
        return SiteFigures(
            site_name=site.name if site is not None else str(stats.site_id),
            code_words=self._code_words.get(stats.site_id, NoCodeWords.NOT_YET),
            engine=stats.engine,
            codec=stats.codec,
            path=stats.path,
            received=WayFigures(
                rung=stats.their_rung,
                cause=stats.their_cause,
                width=stats.width,
                height=stats.height,
                fps=round(stats.video_fps, 1),
                kbps=round(stats.received_kbps),
                loss=round(stats.loss, 3),
            ),
            sent=WayFigures(
                rung=stats.sent_rung,
                cause=stats.sent_cause,
                width=stats.sent_width,
                height=stats.sent_height,
                fps=round(stats.sent_fps, 1),
                kbps=round(stats.sent_kbps),
                loss=round(stats.sent_loss, 3),
            ),
            available_kbps=None if available is None else round(available),
            round_trip_ms=round(1000 * stats.round_trip_s),
            jitter_ms=round(1000 * stats.jitter_s),
            silent_s=round(stats.silent_s, 1),
            frozen_s=round(self._frozen_s.get(stats.site_id, 0.0), 1),
            concealed=round(stats.concealed, 3),
        )
