"""What presenters ask of the reports of units and of the directory of agencies.

As `desktop/presenters/services/services.py` says: every method returns at once.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from desktop.domain.directory.agency import Agency, KnownAgency
from desktop.domain.reports.difficulty import Difficulty, Period
from desktop.domain.reports.focal_point import FocalPoint
from desktop.domain.reports.readiness_sheet import ReadinessSheet, SheetEntry, SheetPhoto
from desktop.domain.reports.unit_report import FiledReport
from desktop.domain.sync.operation import EntityKind


class UnitReportsService(Protocol):
    """Reports of a unit to the city; at headquarters those of all units.

    Events: UnitReportsChanged, ReportsExported, ActionFailed("hand_in", "receive_report" or
    "export_reports").
    """

    def focal_points(self) -> tuple[FiledReport[FocalPoint], ...]:
        """Đầu mối, newest version first."""
        ...

    def difficulties(self) -> tuple[FiledReport[Difficulty], ...]:
        """Khó khăn, vướng mắc, newest first."""
        ...

    def sheets(self) -> tuple[FiledReport[ReadinessSheet], ...]:
        """Phiếu rà soát, newest first."""
        ...

    def hand_in(self, report: FocalPoint | Difficulty | ReadinessSheet) -> None:
        """Keep a report of this unit and queue it for the city: one transaction."""
        ...

    def receive(self, kind: EntityKind, report_id: str, answer: str) -> None:
        """Headquarters has this report; `answer` may stay empty."""
        ...

    def measured(self) -> Mapping[str, SheetEntry]:
        """What the last room check says of the sheet's lines, by their codes."""
        ...

    def export_sheet(self, entries: tuple[SheetEntry, ...], path: Path) -> None:
        """Write the sheet as DOCX, PDF or XLSX, by the file's ending."""
        ...

    def export_focal_points(self, path: Path) -> None:
        """Write the newest list of every unit as DOCX, PDF or XLSX, by the file's ending."""
        ...

    def export_difficulties(self, period: Period, path: Path) -> None:
        """Write the roll-up of a month as DOCX, PDF or XLSX, by the file's ending."""
        ...


class AgenciesService(Protocol):
    """Danh mục cơ quan. Reads memory. Events: AgenciesChanged, ActionFailed("save_agency")."""

    def known(self) -> tuple[KnownAgency, ...]:
        """Every entry with where its text is: in use first, then by kind and name."""
        ...

    def agencies(self) -> tuple[Agency, ...]:
        """The entries, without those that the city would not have."""
        ...

    def save(self, agency: Agency) -> None:
        """Keep a tidied entry and queue it for the city: one transaction. Settles a clash.

        What failed has the code of the entry as `agency` in its data.
        """
        ...


class PhotosService(Protocol):
    """Photos of readiness sheets. Events: PhotoTaken, PhotoDrawn, ActionFailed("add_photo")."""

    def add_photo(self, line: str, untrusted_path: Path, side: int) -> None:
        """Take in a picture file for a line of the sheet, and draw it small (side in pixels)."""
        ...

    def draw_photo(self, photo: SheetPhoto, side: int) -> None:
        """Render it, no side longer than `side` pixels; fetches the bytes first if need be."""
        ...
