"""Rows of the screen "Đầu mối" at headquarters: pure."""

from collections.abc import Iterable
from datetime import datetime

from desktop.domain.reports.focal_list import AbsentUnit, CityList
from desktop.domain.reports.focal_point import Contact, FocalPoint, is_stale
from desktop.domain.reports.unit_report import UNRECEIVED, FiledReport
from desktop.domain.text import folded
from desktop.presenters.reports.focal_points_state import FocalUnitRow

_NOBODY = Contact()


def unit_rows(
    filed: Iterable[FiledReport[FocalPoint]], city: CityList, now: datetime
) -> tuple[FocalUnitRow, ...]:
    """Every unit once: those that wait for a receipt, those that sent nothing, the others.

    Of each, communes before agencies.
    """
    by_id = {one.report.id: one for one in filed}
    rows: list[FocalUnitRow] = []
    for group in (city.communes, city.agencies):
        of_group = [_row(by_id[point.id], now) for point in group.points]
        of_group += [_missing(unit) for unit in group.absent]
        rows += sorted(of_group, key=lambda row: (row.unit_code, row.unit_name))
    return tuple(sorted(rows, key=_rank))


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
    return row.state in UNRECEIVED


def _row(one: FiledReport[FocalPoint], now: datetime) -> FocalUnitRow:
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


def _missing(unit: AbsentUnit) -> FocalUnitRow:
    return FocalUnitRow(
        report_id="",
        unit_name=unit.name,
        unit_code=unit.code,
        leader=_NOBODY,
        officer=_NOBODY,
        handed_in_at=None,
        state=None,
        is_stale=False,
    )


def _rank(row: FocalUnitRow) -> int:
    return 0 if is_waiting(row) else 1 if row.state is None else 2
