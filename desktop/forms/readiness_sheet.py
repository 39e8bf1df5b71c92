"""Phiếu rà soát: the circular's list with what the room check measured, as a form and as a file."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.readiness import CheckItem, CheckResult, CheckUnit, RoomReport
from desktop.domain.site import Site
from desktop.forms.blocks import (
    Block,
    Body,
    Form,
    Heading,
    Letterhead,
    Notice,
    SignatureBox,
    Signatures,
    Table,
    Title,
)
from desktop.forms.dates import in_words
from desktop.forms.docx import draw_docx
from desktop.forms.files import put_file
from desktop.forms.issuer import issuer_of
from desktop.forms.readiness_wording import ReadinessWording, SheetItem, load_readiness_wording

_WIDTHS_MM = (11.0, 58.0, 28.0, 38.0, 30.0)
_WORST_FIRST = (CheckResult.FAILED, CheckResult.LIMITED, CheckResult.OK)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessSheet:
    """What is filled in. report: None before the first check. drafted_at: of this PC, aware."""

    site: Site
    report: RoomReport | None
    drafted_at: datetime
    is_practice: bool


def write_readiness_sheet(sheet: ReadinessSheet, path: Path, *, template_path: Path) -> None:
    """Draw the sheet as DOCX and put the file at `path`. Takes up to a second.

    Raises: SettingsError: the template is unreadable. StorageError: as put_file.
    """
    wording = load_readiness_wording(template_path)
    put_file(path, draw_docx(lay_out_sheet(sheet, wording), sheet.drafted_at))
    logger.info("readiness sheet written site=%s", sheet.site.id)


def lay_out_sheet(sheet: ReadinessSheet, wording: ReadinessWording) -> Form:
    """The form, ready to be drawn. Pure."""
    return Form(
        title=f"{wording.name} {wording.subject.lower()}: {sheet.site.name}",
        blocks=tuple(_blocks(sheet, wording)),
        footer=wording.practice if sheet.is_practice else "",
    )


def _blocks(sheet: ReadinessSheet, wording: ReadinessWording) -> Iterator[Block]:
    yield Letterhead(
        issuer=issuer_of(sheet.site, wording.issuers, wording.unknown_issuer),
        number=wording.number,
        nation=wording.nation,
        motto=wording.motto,
    )
    if sheet.is_practice:
        yield Notice(text=wording.practice)
    yield Title(name=wording.name, subject=wording.subject)
    yield Body(text=wording.place.format(site=sheet.site.name, address=sheet.site.address or "…"))
    yield Body(text=_when(sheet, wording))
    items = {item.code: item for item in sheet.report.items} if sheet.report is not None else {}
    number = 0
    for group in wording.groups:
        yield Heading(text=group.title, is_part=True)
        rows = []
        for line in group.items:
            number += 1
            measured = [items[code] for code in line.checks if code in items]
            rows.append((str(number), *_cells(line, measured, wording)))
        yield Table(
            columns=wording.columns,
            rows=tuple(rows),
            widths_mm=_WIDTHS_MM,
            centred=frozenset({0}),
        )
    yield Body(text=wording.note, stays_with_next=True)
    yield Signatures(
        boxes=tuple(
            SignatureBox(title=title, hint=wording.sign_hint) for title in wording.signatures
        )
    )


def _when(sheet: ReadinessSheet, wording: ReadinessWording) -> str:
    if sheet.report is None:
        return wording.not_measured
    at = sheet.report.checked_at
    return wording.measured.format(
        time=in_words(at, wording.time_format), date=in_words(at, wording.date_format)
    )


def _cells(
    line: SheetItem, measured: list[CheckItem], wording: ReadinessWording
) -> tuple[str, str, str, str]:
    """Label, result, value, and who mends it by when."""
    results = {item.result for item in measured}
    result = next((one for one in _WORST_FIRST if one in results), CheckResult.NOT_MEASURED)
    values = ", ".join(text for item in measured if (text := _value(item, wording)))
    if values and line.limit:
        values = wording.value.format(value=values, limit=line.limit)
    return (
        wording.required_mark.format(label=line.label) if line.is_required else line.label,
        wording.results[result],
        values or line.limit,
        "" if result is CheckResult.OK else wording.to_fix,
    )


def _value(item: CheckItem, wording: ReadinessWording) -> str:
    if item.result is CheckResult.NOT_MEASURED or item.value is None:
        return ""
    if item.unit is CheckUnit.NONE:
        return wording.yes if item.value else wording.no
    return _number(item.value) + wording.units[item.unit]


def _number(value: float) -> str:
    """As Vietnamese writes it: a comma before decimals, points between thousands."""
    text = f"{value:,.0f}" if abs(value) >= 10 else f"{value:,.1f}"  # noqa: PLR2004 - two digits say enough
    return text.translate(str.maketrans(",.-", ".,−")).removesuffix(",0")
