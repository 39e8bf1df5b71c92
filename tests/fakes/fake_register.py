"""A register in memory, with the same events."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.casework.events import (
    RegisterChanged,
    RegisterWritten,
)
from desktop.domain.casework.intake import Intake, visit_day
from desktop.domain.casework.register import (
    HandledColumns,
    RegisterEntry,
    Strike,
    ToldColumns,
    entry_key,
    is_answer_owed,
    is_due,
    replacement,
    rows_of,
    struck_out,
    with_handled,
)
from desktop.domain.casework.register_book import (
    FoundRows,
    KnownRow,
    RegisterQuery,
    counts_of,
    counts_of_book,
    is_found,
    newest_rows_first,
    restricted,
    search_words,
    searched_text,
)
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import PetitionId, RegisterEntryId, VisitId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reports.statistics import (
    StatisticsPeriod,
    StatisticsSheet,
    bounds,
    figures_of,
    rule_of,
)
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.services.casework import IntakeService

if TYPE_CHECKING:
    from desktop.domain.reception.session import SessionPlan


class FakeRegister:
    """Rows; they have no number until a test takes them in for the city.

    `fails_with` refuses everything. `reads` is what `is_read` says. `is_slow`: what is saved is
    kept with `catch_up`.
    """

    def __init__(self, *, emit: EventSink, intakes: IntakeService) -> None:
        self._emit = emit
        self._intakes = intakes
        self._known: dict[RegisterEntryId, KnownRow] = {}
        self.secret: set[PetitionId] = set()
        self.fails_with: str | None = None
        self.reads = True
        self.is_slow = False
        self._waiting: list[KnownRow] = []
        self._owed: tuple[KnownRow, ...] = ()
        self.exported: list[tuple[int, Path]] = []
        self.sessions: tuple[SessionPlan, ...] = ()

    def is_read(self) -> bool:
        return self.reads

    def years(self) -> tuple[int, ...]:
        return tuple(sorted({row.entry.year for row in self._known.values()}, reverse=True))

    def find(self, query: RegisterQuery) -> FoundRows:
        shown = map(self._shown, self._known)
        book = newest_rows_first(row for row in shown if row.entry.year == query.year)
        words = search_words(query.search)
        rows = tuple(
            row for row in book if is_found(row.entry, searched_text(row.entry), query, words)
        )
        return FoundRows(rows=rows, counts=counts_of(counts_of_book(book), rows))

    def statistics(self, period: StatisticsPeriod) -> StatisticsSheet:
        rule = rule_of(period)
        since, until = bounds(period, rule)
        rows = [row.entry for row in map(self._shown, self._known)]
        return StatisticsSheet(
            period=period,
            since=since,
            until=until,
            rule=rule,
            figures=figures_of(rows, self.sessions, since, until),
        )

    def row(self, entry_id: RegisterEntryId) -> KnownRow | None:
        return self._shown(entry_id) if entry_id in self._known else None

    def unsent(self) -> tuple[KnownRow, ...]:
        rows = map(self._shown, self._known)
        return tuple(row for row in rows if row.storage is not RecordStorage.CITY)

    def unanswered(self) -> tuple[KnownRow, ...]:
        """Rows of every year of which an answer is owed."""
        outcomes = {
            one.intake.visit.id: one.intake.visit.outcome for one in self._intakes.intakes()
        }
        found = tuple(
            self._shown(one)
            for one, row in self._known.items()
            if is_answer_owed(row.entry, outcomes.get(row.entry.visit_id))
        )
        if found != self._owed:
            self._owed = found
        return self._owed

    def missing(self, year: int) -> tuple[VisitId, ...]:
        return tuple(one.visit.id for one in self._missing(year))

    def enter(self, intake: Intake) -> None:
        for row in rows_of(intake, LOCAL_ZONE):
            if self._is_lacking(row.id):
                self._keep(row)

    def enter_missing(self, year: int) -> None:
        for intake in self._missing(year):
            self.enter(intake)

    def write(self, entry_id: RegisterEntryId, columns: HandledColumns) -> None:
        known = self._known.get(entry_id)
        if known is not None and not known.entry.is_struck:
            self._keep(with_handled(known.entry, columns))

    def strike(self, entry_id: RegisterEntryId, strike: Strike) -> None:
        known = self._known.get(entry_id)
        if known is not None and not known.entry.is_struck:
            self._keep(struck_out(known.entry, strike))

    def put_right(self, entry_id: RegisterEntryId, told: ToldColumns, strike: Strike) -> None:
        known = self._known.get(entry_id)
        if known is None:
            return
        self.strike(entry_id, strike)
        new = replacement(known.entry, told, by=strike.by, at=strike.at, zone=LOCAL_ZONE)
        if self._is_lacking(new.id):
            self._keep(new)

    def export(self, year: int, path: Path) -> None:
        if self._fails("export_register", path.name):
            return
        self.exported.append((year, path))
        rows = self.find(RegisterQuery(year=year)).counts.rows
        self._emit(RegisterWritten(path=path, rows=rows))

    # ---- what tests do ---------------------------------------------------------------------

    def learn(self, row: KnownRow) -> None:
        """A row is known, or came further."""
        self._known[row.entry.id] = row
        self._emit(RegisterChanged())

    def number(self, entry_id: RegisterEntryId, number: int) -> None:
        """The city takes a row in."""
        row = self._known[entry_id]
        self.learn(replace(row, number=number, storage=RecordStorage.CITY, is_at_city=True))

    def catch_up(self) -> None:
        """What was saved is kept."""
        waiting, self._waiting = self._waiting, []
        for row in waiting:
            self.learn(row)

    # ---- inside ----------------------------------------------------------------------------

    def _shown(self, entry_id: RegisterEntryId) -> KnownRow:
        row = self._known[entry_id]
        others = (one.entry for one in self._known.values())
        after = next((one.id for one in others if one.replaces_id == entry_id), None)
        row = replace(row, replaced_by=after)
        is_secret = row.entry.is_restricted or row.entry.petition_id in self.secret
        return restricted(row) if is_secret else row

    def _missing(self, year: int) -> list[Intake]:
        return [
            one.intake
            for one in self._intakes.intakes()
            if is_due(one.intake.visit)
            and visit_day(one.intake.visit, LOCAL_ZONE).year == year
            and any(
                self._is_lacking(entry_key(one.intake.visit.id, each))
                for each in one.intake.visit.petition_ids
            )
        ]

    def _is_lacking(self, entry_id: RegisterEntryId) -> bool:
        known = self._known.get(entry_id)
        return known is None or known.is_refused

    def _keep(self, entry: RegisterEntry) -> None:
        if self._fails("keep_row", entry.id):
            return
        known = self._known.get(entry.id)
        made = KnownRow(
            entry=entry,
            number=None,
            is_restricted=False,
            storage=RecordStorage.HERE,
            is_at_city=False,
        )
        if known is not None:
            made = replace(known, entry=entry, storage=RecordStorage.HERE, other=None)
        if self.is_slow:
            self._waiting.append(made)
            return
        self.learn(made)

    def _fails(self, action: str, name: str) -> bool:
        if self.fails_with is not None:
            key = "row" if action == "keep_row" else "name"
            self._emit(ActionFailed(action=action, code=self.fails_with, data={key: name}))
        return self.fails_with is not None
