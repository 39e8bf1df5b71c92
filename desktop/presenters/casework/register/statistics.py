"""Thống kê: figures of a period beside the register; each opens the rows it is counted from."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from desktop.domain.casework.events import RegisterChanged
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.ids import RegisterEntryId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.record.printing import StatisticsToPrint
from desktop.domain.reports.statistics import (
    Figure,
    FigureKind,
    Span,
    StatisticsPeriod,
    StatisticsSheet,
    period_at,
    periods_until,
    rule_on,
)
from desktop.presenters.services.services import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """One number. is_shown: its rows are those of the list."""

    kind: FigureKind
    count: int
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedSession:
    """A session that a figure is counted from."""

    code: str
    starts_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsView:
    """The sheet. periods: to choose from. sessions: of the figure that is shown, if it counts any.

    source: the text that the days of the period follow; is_confirmed: by the city.
    """

    period: StatisticsPeriod
    periods: tuple[StatisticsPeriod, ...]
    since: date
    until: date
    source: str
    is_confirmed: bool
    figures: tuple[FigureView, ...]
    sessions: tuple[CountedSession, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """The rows of the list are those of a figure, and no others."""

    kind: FigureKind
    period: StatisticsPeriod
    rows: tuple[RegisterEntryId, ...]


class StatisticsPresenter:
    """on_changed asks the owner to draw. Thread: MainThread.

    The figures are counted when the sheet is opened, another period is chosen, or a record changes;
    never for a drawing.
    """

    def __init__(self, *, services: Services, clock: Clock, on_changed: Callable[[], None]) -> None:
        self._services = services
        self._clock = clock
        self._on_changed = on_changed
        self._sheet: StatisticsSheet | None = None
        self._is_open = False
        self._shown: FigureKind | None = None

    # ---- what the person does --------------------------------------------------------------

    def toggle(self) -> None:
        """Thống kê: opened with the month that is over last, which is the one that is asked for."""
        if self._is_open:
            self.close()
            return
        if not self._services.register.is_read():
            return
        self._is_open = True
        if self._sheet is None:
            self._count(_before(period_at(self._today(), Span.MONTH, rule_on(self._today()))))
        self._on_changed()

    def close(self) -> None:
        """The rows of a figure stay in the list."""
        self._is_open = False
        if self._shown is None:
            self._sheet = None
        self._on_changed()

    def choose(self, key: str) -> None:
        """Another period: `StatisticsPeriod.key`."""
        chosen = next((one for one in self._periods() if one.key == key), None)
        if chosen is not None and self._is_open:
            self._count(chosen)
            self._on_changed()

    def show(self, kind: FigureKind) -> None:
        """A figure was pressed: the records that it is counted from."""
        if self._sheet is not None:
            self._shown = kind
            self._on_changed()

    def forget(self) -> None:
        """Something else is looked for, or somebody else sits down."""
        self._shown = None
        if not self._is_open:
            self._sheet = None

    def print(self) -> None:
        """In thống kê: the figures as they are counted now."""
        if self._sheet is not None and self._is_open:
            self._services.printing.offer(StatisticsToPrint(sheet=self._sheet))

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> bool:
        """Take in one fact. Returns whether something may look otherwise now."""
        match event:
            case RegisterChanged() | ScheduleChanged() if self._sheet is not None:
                self._count(self._sheet.period)
            case _:
                return False
        return True

    # ---- what is drawn ---------------------------------------------------------------------

    def view(self) -> StatisticsView | None:
        """None while it is shut."""
        sheet = self._sheet
        if sheet is None or not self._is_open:
            return None
        return StatisticsView(
            period=sheet.period,
            periods=self._periods(),
            since=sheet.since,
            until=sheet.until,
            source=sheet.rule.source,
            is_confirmed=sheet.rule.is_confirmed,
            figures=tuple(
                FigureView(kind=one.kind, count=one.count, is_shown=one.kind is self._shown)
                for one in sheet.figures
            ),
            sessions=self._sessions(),
        )

    def shown(self) -> ShownFigure | None:
        """The figure whose rows the list has; None: one that counts sessions, or none."""
        figure = self._figure()
        if self._sheet is None or figure is None or figure.sessions or figure.kind in _OF_SESSIONS:
            return None
        return ShownFigure(kind=figure.kind, period=self._sheet.period, rows=figure.rows)

    # ---- inside ----------------------------------------------------------------------------

    def _figure(self) -> Figure | None:
        figures = () if self._sheet is None else self._sheet.figures
        return next((one for one in figures if one.kind is self._shown), None)

    def _sessions(self) -> tuple[CountedSession, ...]:
        figure = self._figure()
        wanted = frozenset() if figure is None else frozenset(figure.sessions)
        if not wanted:
            return ()
        plans = self._services.schedule.sessions()
        return tuple(
            CountedSession(code=one.code, starts_at=one.scheduled_start)
            for one in plans
            if one.id in wanted
        )

    def _count(self, period: StatisticsPeriod) -> None:
        self._sheet = self._services.register.statistics(period)

    def _periods(self) -> tuple[StatisticsPeriod, ...]:
        today = self._today()
        return periods_until(today, self._services.register.years(), rule_on(today))

    def _today(self) -> date:
        return self._clock.now().astimezone(LOCAL_ZONE).date()


_OF_SESSIONS: Final = frozenset({FigureKind.HELD, FigureKind.BROKEN_OFF, FigureKind.REFUSED})


def _before(month: StatisticsPeriod) -> StatisticsPeriod:
    if month.number > 1:
        return replace(month, number=month.number - 1)
    return replace(month, year=month.year - 1, number=12)
