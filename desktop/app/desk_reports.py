"""UnitReportsService: the book of reports, and the lists printed from it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop.app.exporter import Export, Exporter
from desktop.domain.clock import Clock
from desktop.domain.difficulty import Difficulty, Period, roll_up
from desktop.domain.events import ReportsExported
from desktop.domain.focal_point import FocalPoint, newest_of_units
from desktop.domain.readiness_sheet import ReadinessSheet
from desktop.domain.sync import EntityKind
from desktop.domain.unit_report import Filed
from desktop.forms.difficulties import DifficultyReport, write_difficulties
from desktop.forms.focal_points import FocalPointList, write_focal_points
from desktop.sync.schedule import Schedule
from desktop.sync.unit_book import UnitBook

_EXPORT = "export_reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForms:
    """Wording of what is printed, and whether it is marked as practice."""

    focal_points: Path
    difficulties: Path
    is_practice: bool


class DeskReports:
    """Reports as the book has them; files by the exporter. Thread: any."""

    def __init__(
        self,
        *,
        book: UnitBook,
        schedule: Schedule,
        forms: ReportForms,
        clock: Clock,
        exporter: Exporter,
    ) -> None:
        self._book = book
        self._schedule = schedule
        self._forms = forms
        self._clock = clock
        self._exporter = exporter

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._book.start()

    def focal_points(self) -> tuple[Filed[FocalPoint], ...]:
        """Newest version first."""
        return self._book.focal_points()

    def difficulties(self) -> tuple[Filed[Difficulty], ...]:
        """Newest first."""
        return self._book.difficulties()

    def sheets(self) -> tuple[Filed[ReadinessSheet], ...]:
        """Newest first."""
        return self._book.sheets()

    def hand_in(self, report: FocalPoint | Difficulty | ReadinessSheet) -> None:
        """Keep a report and queue it. Outcomes: UnitReportsChanged, ActionFailed("hand_in")."""
        self._book.hand_in(report)

    def receive(self, kind: EntityKind, report_id: str, answer: str) -> None:
        """Outcomes: UnitReportsChanged, ActionFailed("receive_report")."""
        self._book.receive(kind, report_id, answer)

    def export_focal_points(self, path: Path) -> None:
        """Outcomes: ReportsExported, ActionFailed("export_reports")."""
        self._add(path, partial(self._write_focal_points, path))

    def export_difficulties(self, period: Period, path: Path) -> None:
        """Outcomes: ReportsExported, ActionFailed("export_reports")."""
        self._add(path, partial(self._write_difficulties, period, path))

    def _add(self, path: Path, write: Callable[[], None]) -> None:
        self._exporter.add(
            Export(action=_EXPORT, path=path, write=write, done=ReportsExported(path=path))
        )

    def _write_focal_points(self, path: Path) -> None:
        listed = FocalPointList(
            issuer=self._schedule.own_site(),
            points=newest_of_units(one.report for one in self._book.focal_points()),
            drafted_at=self._clock.now(),
            is_practice=self._forms.is_practice,
        )
        write_focal_points(listed, path, template_path=self._forms.focal_points)

    def _write_difficulties(self, period: Period, path: Path) -> None:
        report = DifficultyReport(
            issuer=self._schedule.own_site(),
            roll_up=roll_up((one.report for one in self._book.difficulties()), period),
            drafted_at=self._clock.now(),
            is_practice=self._forms.is_practice,
        )
        write_difficulties(report, path, template_path=self._forms.difficulties)
