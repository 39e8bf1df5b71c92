"""Rows of the screen "Đầu mối" at headquarters: pure."""

from collections.abc import Iterable
from datetime import datetime

from desktop.domain.focal_point import Contact, FocalPoint, is_stale, newest_of_units
from desktop.domain.text import folded
from desktop.domain.unit_report import Filed, ReportState
from desktop.domain.units import DirectoryUnit
from desktop.presenters.focal_points_state import FocalUnitRow

WAITING_STATES = frozenset({ReportState.SENT, ReportState.HERE})
_NOBODY = Contact()


def unit_rows(
    filed: Iterable[Filed[FocalPoint]], units: Iterable[DirectoryUnit], now: datetime
) -> tuple[FocalUnitRow, ...]:
    """Every unit once: those that wait for a receipt, those that sent nothing, the others."""
    by_id = {one.report.id: one for one in filed}
    newest = newest_of_units(one.report for one in by_id.values())
    rows = [_row(by_id[point.id], now) for point in newest]
    codes = {row.unit_code for row in rows}
    rows += [_missing(unit) for unit in units if unit.code not in codes]
    return tuple(sorted(rows, key=_order))


def found(rows: Iterable[FocalUnitRow], search: str) -> tuple[FocalUnitRow, ...]:
    """Rows whose unit or people match; marks do not matter."""
    wanted = folded(search.strip())
    return tuple(
        row
        for row in rows
        if wanted in folded(f"{row.unit_name} {row.unit_code} {row.leader.name} {row.officer.name}")
    )


def is_waiting(row: FocalUnitRow) -> bool:
    """Sent, and headquarters has not said that it has it."""
    return row.state in WAITING_STATES


def _row(one: Filed[FocalPoint], now: datetime) -> FocalUnitRow:
    point = one.report
    return FocalUnitRow(
        report_id=point.id,
        unit_name=point.unit.name,
        unit_code=point.unit.code,
        leader=point.leader,
        officer=point.officer,
        handed_in_at=point.handed_in_at,
        state=one.state,
        is_stale=is_stale(point, now),
    )


def _missing(unit: DirectoryUnit) -> FocalUnitRow:
    return FocalUnitRow(
        report_id="",
        unit_name=unit.full_name,
        unit_code=unit.code,
        leader=_NOBODY,
        officer=_NOBODY,
        handed_in_at=None,
        state=None,
        is_stale=False,
    )


def _order(row: FocalUnitRow) -> tuple[int, str, str]:
    rank = 0 if is_waiting(row) else 1 if row.state is None else 2
    return rank, row.unit_code, row.unit_name
