"""Thống kê tiếp công dân: the figures of a period as a file to be signed."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import Field

from desktop.domain.directory.site import Site
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reports.statistics import FigureKind, Span, StatisticsSheet
from desktop.forms.layout.blocks import Block, Body, Form, Table, Title
from desktop.forms.layout.letterhead import UnitTemplate, head_blocks, sign_off
from desktop.forms.layout.template import load_template
from desktop.forms.writer import Destination, write_form

_WIDTHS_MM = (14.0, 121.0, 30.0)

logger = logging.getLogger(__name__)


class StatisticsWording(UnitTemplate):
    """Every text of the sheet; words in braces are filled in.

    spans: a period, by its length. unconfirmed: where the rule of the period is.
    """

    title: str
    spans: dict[Span, str]
    opening: str
    unconfirmed: str
    columns: Annotated[tuple[str, ...], Field(min_length=3, max_length=3)]
    figures: dict[FigureKind, str]
    day_format: str
    moment_format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedStatistics:
    """What is printed. issuer: the unit whose figures they are. made_at: aware."""

    sheet: StatisticsSheet
    issuer: Site | None
    made_at: datetime
    is_practice: bool


def load_statistics_wording(path: Path) -> StatisticsWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, StatisticsWording)


def write_statistics(printed: PrintedStatistics, to: Destination, *, template_path: Path) -> None:
    """Draw the sheet as XLSX, PDF or DOCX, by the suffix, and put it there.

    Raises: SettingsError: the template is unreadable. StorageError: as write_form.
    """
    wording = load_statistics_wording(template_path)
    write_form(lay_out_statistics(printed, wording), to, made_at=printed.made_at)
    logger.info("statistics written period=%s", printed.sheet.period.key)


def lay_out_statistics(printed: PrintedStatistics, wording: StatisticsWording) -> Form:
    """The form, ready to be drawn. Pure."""
    return Form(
        title=wording.title.format(period=_period(printed, wording)),
        blocks=tuple(_blocks(printed, wording)),
        footer=wording.practice if printed.is_practice else "",
    )


def _blocks(printed: PrintedStatistics, wording: StatisticsWording) -> Iterator[Block]:
    sheet = printed.sheet
    yield from head_blocks(
        printed.issuer, wording, drafted_at=printed.made_at, is_practice=printed.is_practice
    )
    period = _period(printed, wording)
    yield Title(name=wording.name, subject=wording.subject.format(period=period))
    yield Body(
        text=wording.opening.format(
            period=period,
            since=sheet.since.strftime(wording.day_format),
            until=sheet.until.strftime(wording.day_format),
            at=printed.made_at.astimezone(LOCAL_ZONE).strftime(wording.moment_format),
        ),
        stays_with_next=True,
    )
    yield Table(
        columns=wording.columns,
        rows=tuple(
            (str(place), wording.figures[one.kind], str(one.count))
            for place, one in enumerate(sheet.figures, start=1)
        ),
        widths_mm=_WIDTHS_MM,
        centred=frozenset({0, 2}),
        numeric=frozenset({0, 2}),
    )
    if not sheet.rule.is_confirmed:
        yield Body(text=wording.unconfirmed.format(source=sheet.rule.source))
    yield sign_off(printed.issuer, wording)


def _period(printed: PrintedStatistics, wording: StatisticsWording) -> str:
    period = printed.sheet.period
    return wording.spans[period.span].format(number=period.number, year=period.year)
