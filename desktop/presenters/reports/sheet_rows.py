"""Rows of the readiness sheet, here and at headquarters: pure."""

from collections.abc import Iterable, Mapping

from desktop.domain.faults import FaultKind
from desktop.domain.reports.readiness_sheet import (
    ReadinessSheet,
    SheetEntry,
    SheetLine,
    SheetResult,
    is_unmet,
    merged,
    overall_of,
)
from desktop.domain.reports.unit_report import UNRECEIVED, FiledReport
from desktop.domain.text import folded
from desktop.presenters.form.values import write_date
from desktop.presenters.reports.readiness_sheet_state import (
    CitySheet,
    CitySheets,
    PhotoThumb,
    SheetRow,
    UnmetLine,
)


def sheet_row(
    line: SheetLine,
    entry: SheetEntry,
    *,
    photos: tuple[PhotoThumb, ...],
    fault: FaultKind | None,
    is_selected: bool,
) -> SheetRow:
    """One line as it is drawn."""
    is_seen = entry.result is not SheetResult.NOT_SEEN
    return SheetRow(
        code=line.code,
        label=line.label,
        is_required=line.is_required,
        group=line.group,
        result=entry.result,
        value=entry.value,
        remark=entry.remark,
        seen_by=entry.checked_by,
        seen_at=entry.checked_at if is_seen else None,
        fix=fix_of(entry),
        fault=fault,
        is_selected=is_selected,
        photos=photos,
    )


def fix_of(entry: SheetEntry) -> str:
    """Who mends it by when, as far as it is known."""
    return ", ".join(text for text in (entry.fix_by, write_date(entry.fix_due)) if text)


def city_sheets(
    filed: Iterable[FiledReport[ReadinessSheet]],
    labels: Mapping[str, str],
    required: frozenset[str],
    *,
    search: str,
    can_receive: bool,
) -> CitySheets:
    """The newest sheet of each unit; `filed` is newest first. search: marks do not matter."""
    newest = {one.report.unit.site_id: one for one in reversed(tuple(filed))}
    sheets = sorted(
        (_city_sheet(one, labels, required) for one in newest.values()),
        key=lambda sheet: (sheet.state not in UNRECEIVED, sheet.unit_name),
    )
    wanted = folded(search.strip())
    return CitySheets(
        sheets=tuple(one for one in sheets if wanted in folded(one.unit_name)),
        search=search,
        total=len(sheets),
        waiting=sum(sheet.state in UNRECEIVED for sheet in sheets),
        can_receive=can_receive,
    )


def _city_sheet(
    one: FiledReport[ReadinessSheet], labels: Mapping[str, str], required: frozenset[str]
) -> CitySheet:
    sheet = one.report
    return CitySheet(
        report_id=sheet.id,
        unit_name=sheet.unit.name,
        overall=overall_of(
            merged({}, {entry.code: entry for entry in sheet.entries}, labels), required
        ),
        unmet=tuple(_unmet_line(entry, labels) for entry in sheet.entries if is_unmet(entry)),
        handed_in_at=sheet.handed_in_at,
        state=one.state,
        photo_count=sum(len(entry.photos) for entry in sheet.entries),
    )


def _unmet_line(entry: SheetEntry, labels: Mapping[str, str]) -> UnmetLine:
    return UnmetLine(
        label=labels.get(entry.code, entry.code),
        remark=entry.remark,
        fix_by=entry.fix_by,
        fix_due=write_date(entry.fix_due),
    )
