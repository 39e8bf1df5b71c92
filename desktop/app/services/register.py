"""The desk's RegisterService: rows of the register, and the book of a year as a file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop.app.services.exporter import Export, Exporter
from desktop.domain.casework.events import RegisterWritten
from desktop.domain.casework.intake import Intake
from desktop.domain.casework.register import HandledColumns, Strike, ToldColumns
from desktop.domain.casework.register_book import (
    FoundRows,
    KnownRow,
    RegisterQuery,
    in_book_order,
)
from desktop.domain.clock import Clock
from desktop.domain.directory.site import Site
from desktop.domain.ids import RegisterEntryId, VisitId
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reports.statistics import (
    StatisticsPeriod,
    StatisticsSheet,
    bounds,
    figures_of,
    rule_of,
)
from desktop.forms.casework.register import (
    RegisterPages,
    lay_out_register,
    load_register_wording,
    write_register,
)
from desktop.forms.writer import form_bytes
from desktop.sync.records.register import RegisterBook


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPrinting:
    """What the book is printed with. form: its wording. own_site: whose book it is.

    sessions: of this unit.
    """

    form: Path
    sessions: Callable[[], Iterable[SessionPlan]]
    own_site: Callable[[], Site]
    clock: Clock
    is_practice: bool


class DeskRegister:
    """RegisterService (presenters/services/casework.py). Thread: any."""

    def __init__(
        self, *, book: RegisterBook, exporter: Exporter, printing: RegisterPrinting
    ) -> None:
        self._book = book
        self._exporter = exporter
        self._printing = printing

    def is_read(self) -> bool:
        """Everything that was kept is here."""
        return self._book.is_read()

    def years(self) -> tuple[int, ...]:
        """With a row, the newest first."""
        return self._book.years()

    def find(self, query: RegisterQuery) -> FoundRows:
        """Rows of a year."""
        return self._book.find(query)

    def row(self, entry_id: RegisterEntryId) -> KnownRow | None:
        """One of them."""
        return self._book.row(entry_id)

    def unsent(self) -> tuple[KnownRow, ...]:
        """Rows of which the city has not the newest text."""
        return self._book.unsent()

    def unanswered(self) -> tuple[KnownRow, ...]:
        """Rows of which an answer is owed."""
        return self._book.unanswered()

    def missing(self, year: int) -> tuple[VisitId, ...]:
        """Visits of the year that are not in the book."""
        return self._book.missing(year)

    def enter(self, intake: Intake) -> None:
        """The rows of a visit. Outcomes: as the Protocol says."""
        self._book.enter(intake)

    def enter_missing(self, year: int) -> None:
        """The rows of the visits of `missing`. Outcomes: as the Protocol says."""
        self._book.enter_missing(year)

    def write(self, entry_id: RegisterEntryId, columns: HandledColumns) -> None:
        """Columns 8 to 12. Outcomes: as the Protocol says."""
        self._book.write(entry_id, columns)

    def strike(self, entry_id: RegisterEntryId, strike: Strike) -> None:
        """Strike a row out. Outcomes: as the Protocol says."""
        self._book.strike(entry_id, strike)

    def put_right(self, entry_id: RegisterEntryId, told: ToldColumns, strike: Strike) -> None:
        """Strike a row out and enter another. Outcomes: as the Protocol says."""
        self._book.put_right(entry_id, told, strike)

    def export(self, year: int, path: Path) -> None:
        """Write the book. Outcomes: as the Protocol says."""
        pages, template = self._pages(year), self._printing.form
        self._exporter.add(
            Export(
                action="export_register",
                path=path,
                write=partial(write_register, pages, path, template_path=template),
                done=RegisterWritten(path=path, rows=len(pages.rows)),
            )
        )

    def statistics(self, period: StatisticsPeriod) -> StatisticsSheet:
        """Figures of a period. A rehearsal is a session only where everything is one."""
        rule = rule_of(period)
        since, until = bounds(period, rule)
        years = [year for year in self._book.years() if year >= since.year]
        rows = [
            row.entry for year in years for row in self._book.find(RegisterQuery(year=year)).rows
        ]
        is_practice = self._printing.is_practice
        plans = [one for one in self._printing.sessions() if one.is_practice is is_practice]
        return StatisticsSheet(
            period=period,
            since=since,
            until=until,
            rule=rule,
            figures=figures_of(rows, plans, since, until),
        )

    def drawn_of(self, visits: frozenset[VisitId]) -> Iterator[tuple[str, bytes]]:
        """The rows of these visits, printed as the book is: suffix and bytes.

        Raises: SettingsError.
        """
        rows = self._book.of_visits(visits)
        if not rows:
            return
        wording = load_register_wording(self._printing.form)
        pages = self._pages_of(rows[0].entry.year, in_book_order(rows))
        data = form_bytes(lay_out_register(pages, wording), ".pdf", pages.made_at)
        if data is not None:
            yield ".pdf", data

    def _pages(self, year: int) -> RegisterPages:
        return self._pages_of(year, in_book_order(self._book.find(RegisterQuery(year=year)).rows))

    def _pages_of(self, year: int, rows: tuple[KnownRow, ...]) -> RegisterPages:
        named = {one for row in rows for one in (row.entry.replaces_id, row.replaced_by)}
        found = (self._book.row(one) for one in named if one is not None)
        return RegisterPages(
            year=year,
            rows=rows,
            places={one.entry.id: (one.entry.year, one.number) for one in found if one is not None},
            issuer=self._printing.own_site(),
            made_at=self._printing.clock.now(),
            is_practice=self._printing.is_practice,
        )
