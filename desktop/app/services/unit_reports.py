"""UnitReportsService for presenters: reports from sync's book, and the lists printed from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from desktop.app.services.exporter import Export, Exporter
from desktop.domain.clock import Clock
from desktop.domain.directory.agency import Agency
from desktop.domain.directory.site import SiteKind
from desktop.domain.directory.unit_list import DirectoryUnit
from desktop.domain.reports.difficulty import Difficulty, Period, roll_up
from desktop.domain.reports.events import ReportsExported
from desktop.domain.reports.focal_list import city_list
from desktop.domain.reports.focal_point import FocalPoint, newest_of_units
from desktop.domain.reports.readiness_sheet import ReadinessSheet, SheetEntry, SheetPhoto
from desktop.domain.reports.unit_report import FiledReport
from desktop.domain.room.measurements import RoomReport
from desktop.domain.sync.operation import EntityKind
from desktop.forms.reports.difficulties import DifficultyReport, write_difficulties
from desktop.forms.reports.focal_points import FocalPointList, write_focal_points
from desktop.forms.reports.readiness_entries import measured_entries
from desktop.forms.reports.readiness_sheet import SheetForm, write_readiness_sheet
from desktop.sync.records.schedule import Schedule
from desktop.sync.records.unit_reports import UnitBook

_EXPORT = "export_reports"
T = TypeVar("T", FocalPoint, Difficulty)
ReadPhotos = Callable[[Iterable[SheetPhoto]], Mapping[str, bytes]]
"""JPEG files by their hash, of those that can be had; may take some seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForms:
    """Wording of what is printed, and whether it is marked as practice."""

    sheet: Path
    focal_points: Path
    difficulties: Path
    is_practice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Directories:
    """Whose desk this is, and who owes the city a list.

    units: the official list. agencies: the directory as it is known now.
    """

    schedule: Schedule
    units: tuple[DirectoryUnit, ...]
    agencies: Callable[[], tuple[Agency, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSources:
    """What a readiness sheet is filled from."""

    last_check: Callable[[], RoomReport | None]
    read_photos: ReadPhotos


class DeskReports:
    """Reports as the book has them; files by the exporter. Thread: any."""

    def __init__(
        self,
        *,
        book: UnitBook,
        sources: SheetSources,
        forms: ReportForms,
        directories: Directories,
        clock: Clock,
        exporter: Exporter,
    ) -> None:
        self._book = book
        self._schedule = directories.schedule
        self._sources = sources
        self._forms = forms
        self._directories = directories
        self._clock = clock
        self._exporter = exporter
        self._judged: RoomReport | None = None
        self._measured: Mapping[str, SheetEntry] = {}

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._book.start()

    def focal_points(self) -> tuple[FiledReport[FocalPoint], ...]:
        """Newest version first."""
        return self._book.focal_points()

    def difficulties(self) -> tuple[FiledReport[Difficulty], ...]:
        """From memory, the newest first."""
        return self._book.difficulties()

    def sheets(self) -> tuple[FiledReport[ReadinessSheet], ...]:
        """From memory, the newest first."""
        return self._book.sheets()

    def hand_in(self, report: FocalPoint | Difficulty | ReadinessSheet) -> None:
        """Keep a report and queue it. Outcomes: UnitReportsChanged, ActionFailed("hand_in")."""
        self._book.hand_in(report)

    def receive(self, kind: EntityKind, report_id: str, answer: str) -> None:
        """Outcomes: UnitReportsChanged, ActionFailed("receive_report")."""
        self._book.receive(kind, report_id, answer)

    def measured(self) -> Mapping[str, SheetEntry]:
        """By the codes of the sheet's lines; nothing before the first check."""
        report = self._sources.last_check()
        if report is not self._judged:
            self._judged = report
            self._measured = measured_entries(report, template_path=self._forms.sheet)
        return self._measured

    def export_sheet(self, entries: tuple[SheetEntry, ...], path: Path) -> None:
        """Outcomes: ReportsExported, ActionFailed("export_reports")."""
        self._add(path, partial(self._write_sheet, entries, path))

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

    def _of_this_desk(self, filed: Iterable[FiledReport[T]]) -> list[T]:
        """All at headquarters, elsewhere those of the unit."""
        own = self._schedule.own_site()
        return [
            one.report
            for one in filed
            if own.kind is SiteKind.HEADQUARTERS or one.report.unit.site_id == own.id
        ]

    def _write_sheet(self, entries: tuple[SheetEntry, ...], path: Path) -> None:
        form = SheetForm(
            site=self._schedule.own_site(),
            entries=entries,
            drafted_at=self._clock.now(),
            is_practice=self._forms.is_practice,
            jpegs=self._sources.read_photos(photo for entry in entries for photo in entry.photos),
        )
        write_readiness_sheet(form, path, template_path=self._forms.sheet)

    def _write_focal_points(self, path: Path) -> None:
        own = self._schedule.own_site()
        points = self._of_this_desk(self._book.focal_points())
        who = self._directories
        is_of_city = own.kind is SiteKind.HEADQUARTERS
        listed = FocalPointList(
            issuer=own,
            points=newest_of_units(points),
            city=city_list(points, who.units, who.agencies()) if is_of_city else None,
            drafted_at=self._clock.now(),
            is_practice=self._forms.is_practice,
        )
        write_focal_points(listed, path, template_path=self._forms.focal_points)

    def _write_difficulties(self, period: Period, path: Path) -> None:
        report = DifficultyReport(
            issuer=self._schedule.own_site(),
            roll_up=roll_up(self._of_this_desk(self._book.difficulties()), period),
            drafted_at=self._clock.now(),
            is_practice=self._forms.is_practice,
        )
        write_difficulties(report, path, template_path=self._forms.difficulties)
