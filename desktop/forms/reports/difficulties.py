"""Báo cáo khó khăn, vướng mắc: a month rolled up, as a form and as a file."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.directory.site import Site, SiteKind
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reports.difficulty import Difficulty, RollUp
from desktop.forms.layout.blocks import Addressees, Block, Body, Form, Heading, Table, Title
from desktop.forms.layout.letterhead import head_blocks, sign_off
from desktop.forms.reports.difficulties_wording import (
    DifficultiesWording,
    load_difficulties_wording,
)
from desktop.forms.writer import write_form

_COUNTS_MM = (12.0, 130.0, 30.0)
_DETAILS_MM = (10.0, 28.0, 24.0, 25.0, 55.0, 26.0, 13.0, 39.0, 32.0)
_LAST_PADDED_MONTH = 2

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyReport:
    """What is printed.

    issuer: the unit of its own difficulties, or who rolls up those of many; None when it is not
    known. drafted_at: of this PC, aware.
    """

    issuer: Site | None
    roll_up: RollUp
    drafted_at: datetime
    is_practice: bool

    @property
    def is_of_city(self) -> bool:
        """Of more than one unit."""
        is_headquarters = self.issuer is not None and self.issuer.kind is SiteKind.HEADQUARTERS
        return is_headquarters or len(self.roll_up.by_unit) > 1


def write_difficulties(report: DifficultyReport, path: Path, *, template_path: Path) -> None:
    """Draw the report as DOCX, PDF or XLSX, by the suffix, and put the file at `path`.

    Takes up to some seconds.
    Raises: SettingsError: the template is unreadable. StorageError: as write_form.
    """
    wording = load_difficulties_wording(template_path)
    write_form(lay_out_difficulties(report, wording), path, made_at=report.drafted_at)
    logger.info("difficulties written count=%d", len(report.roll_up.difficulties))


def lay_out_difficulties(report: DifficultyReport, wording: DifficultiesWording) -> Form:
    """The form, ready to be drawn. Pure."""
    return Form(
        title=wording.title,
        blocks=tuple(_blocks(report, wording)),
        footer=wording.practice if report.is_practice else "",
        is_landscape=True,
    )


def _blocks(report: DifficultyReport, wording: DifficultiesWording) -> Iterator[Block]:
    found, period = report.roll_up, _period(report, wording)
    is_of_city = report.is_of_city
    yield from head_blocks(
        report.issuer, wording, drafted_at=report.drafted_at, is_practice=report.is_practice
    )
    yield Title(name=wording.name, subject=wording.subject.format(period=period))
    yield Addressees(
        label=wording.addressees_label,
        names=wording.addressees_of_city if is_of_city else wording.addressees,
    )
    if not found.difficulties:
        none = wording.none_of_city if is_of_city else wording.none
        yield Body(text=none.format(period=period), stays_with_next=True)
        closing = wording.closing_none
    else:
        opening = wording.opening_of_city if is_of_city else wording.opening
        counts = {"count": len(found.difficulties), "units": len(found.by_unit)}
        yield Body(text=opening.format(period=period, **counts), stays_with_next=True)
        yield from _tables(found, wording)
        closing = wording.closing_of_city if is_of_city else wording.closing
    yield Body(text=closing.format(period=period), stays_with_next=True)
    yield sign_off(report.issuer, wording)


def _tables(found: RollUp, wording: DifficultiesWording) -> Iterator[Block]:
    categories = [(wording.categories[category], count) for category, count in found.by_category]
    units = [(unit.name, count) for unit, count in found.by_unit]
    tables = [
        (wording.by_category, _counts(wording.category_columns, categories, wording)),
        (wording.by_unit, _counts(wording.unit_columns, units, wording)),
        (wording.details, _details(found, wording)),
    ]
    if len(units) == 1:
        del tables[1]
    for number, (heading, table) in enumerate(tables, start=1):
        yield Heading(text=f"{number}. {heading}", is_part=True)
        yield table


def _counts(
    columns: tuple[str, ...], counts: list[tuple[str, int]], wording: DifficultiesWording
) -> Table:
    rows = [(str(number), name, str(count)) for number, (name, count) in enumerate(counts, start=1)]
    return Table(
        columns=columns,
        rows=(*rows, ("", wording.total, str(sum(count for _, count in counts)))),
        widths_mm=_COUNTS_MM,
        centred=frozenset({0, 2}),
        numeric=frozenset({0, 2}),
    )


def _details(found: RollUp, wording: DifficultiesWording) -> Table:
    return Table(
        columns=wording.columns,
        rows=tuple(
            _cells(number, one, wording) for number, one in enumerate(found.difficulties, start=1)
        ),
        widths_mm=_DETAILS_MM,
        centred=frozenset({0, 2, 6}),
        numeric=frozenset({0, 6}),
    )


def _cells(number: int, one: Difficulty, wording: DifficultiesWording) -> tuple[str, ...]:
    day = one.noticed_at.astimezone(LOCAL_ZONE)
    return (
        str(number),
        one.unit.name,
        wording.day_format.format(day=day.day, month=day.month, year=day.year),
        wording.categories[one.category],
        one.description,
        wording.impacts[one.impact],
        str(one.frequency),
        one.proposal,
        one.session_code,
    )


def _period(report: DifficultyReport, wording: DifficultiesWording) -> str:
    """NĐ 30/2020: the months 1 and 2 carry a leading zero."""
    year, month = report.roll_up.period.year, report.roll_up.period.month
    said = f"{month:02}" if month <= _LAST_PADDED_MONTH else str(month)
    return wording.period.format(month=said, year=year)
