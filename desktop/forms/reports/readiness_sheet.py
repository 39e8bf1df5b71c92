"""Phiếu rà soát: the circular's list, measured, ticked or left to a hand, as a file."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from desktop.domain.directory.site import Site
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reports.readiness_sheet import (
    SheetEntry,
    SheetResult,
    is_unmet,
    merged,
    overall_of,
)
from desktop.forms.layout.blocks import (
    Block,
    Body,
    Form,
    Heading,
    Notice,
    PhotoAnnex,
    PhotoRow,
    SignatureBox,
    Signatures,
    Table,
    Title,
)
from desktop.forms.layout.letterhead import letterhead
from desktop.forms.layout.text import in_words
from desktop.forms.reports.readiness_wording import (
    ReadinessWording,
    SheetItem,
    load_readiness_wording,
)
from desktop.forms.writer import write_form

_WIDTHS_MM = (10.0, 50.0, 26.5, 30.0, 23.5, 25.0)
_PHOTO_WIDTHS_MM = (50.0, 115.0)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetForm:
    """What is filled in.

    entries: of the lines that somebody or the program saw, in any order; the others are printed
    with boxes to tick by hand. drafted_at: of this PC, aware. jpegs: photos by their hash, as far
    as they are on this PC.
    """

    site: Site
    entries: tuple[SheetEntry, ...]
    drafted_at: datetime
    is_practice: bool
    jpegs: Mapping[str, bytes] = field(default_factory=dict)


def write_readiness_sheet(sheet: SheetForm, path: Path, *, template_path: Path) -> None:
    """Draw the sheet as DOCX, PDF or XLSX, by the suffix, and put the file at `path`.

    Takes up to a second.
    Raises: SettingsError: the template is unreadable. StorageError: as write_form.
    """
    wording = load_readiness_wording(template_path)
    write_form(lay_out_sheet(sheet, wording), path, made_at=sheet.drafted_at)
    logger.info("readiness sheet written site=%s", sheet.site.id)


def lay_out_sheet(sheet: SheetForm, wording: ReadinessWording) -> Form:
    """The form, ready to be drawn. Entries of unknown lines are left out. Pure."""
    return Form(
        title=f"{wording.name} {wording.subject.lower()}: {sheet.site.name}",
        blocks=tuple(_blocks(sheet, wording)),
        footer=wording.practice if sheet.is_practice else "",
    )


def _blocks(sheet: SheetForm, wording: ReadinessWording) -> Iterator[Block]:
    yield letterhead(sheet.site, wording)
    if sheet.is_practice:
        yield Notice(text=wording.practice)
    yield Title(name=wording.name, subject=wording.subject)
    yield Body(text=wording.place.format(site=sheet.site.name, address=sheet.site.address or "…"))
    seen = {entry.code: entry for entry in sheet.entries}
    entries = merged(seen, {}, [item.code for item in wording.items])
    measured_at = _measured_at(entries)
    yield Body(text=_when(measured_at, wording))
    yield from _groups(entries, measured_at, wording)
    yield Body(text=wording.note, stays_with_next=True)
    yield from _conclusion(entries, wording)
    yield Signatures(
        boxes=tuple(
            SignatureBox(title=title, hint=wording.sign_hint) for title in wording.signatures
        )
    )
    yield from _photos(entries, sheet.jpegs, wording)


def _groups(
    entries: tuple[SheetEntry, ...], measured_at: datetime | None, wording: ReadinessWording
) -> Iterator[Block]:
    rows = iter(
        (
            str(number),
            *_cells(line, entry, wording),
            _seen(entry, measured_at, wording),
            _mended(entry, wording),
        )
        for number, (line, entry) in enumerate(zip(wording.items, entries, strict=True), start=1)
    )
    for group in wording.groups:
        yield Heading(text=group.title, is_part=True)
        yield Table(
            columns=wording.columns,
            rows=tuple(islice(rows, len(group.items))),
            widths_mm=_WIDTHS_MM,
            centred=frozenset({0}),
            numeric=frozenset({0}),
        )


def _when(at: datetime | None, wording: ReadinessWording) -> str:
    if at is None:
        return wording.not_measured
    return wording.measured.format(
        time=in_words(at, wording.time_format), date=in_words(at, wording.date_format)
    )


def _measured_at(entries: tuple[SheetEntry, ...]) -> datetime | None:
    """The hour of the program's newest measurement."""
    times = (
        entry.checked_at
        for entry in entries
        if not entry.checked_by and entry.result is not SheetResult.NOT_SEEN
    )
    return max((at for at in times if at is not None), default=None)


def _conclusion(entries: tuple[SheetEntry, ...], wording: ReadinessWording) -> Iterator[Block]:
    """Of the whole room; a sheet with required lines that nobody saw has none yet."""
    required = wording.required
    if any(one.code in required and one.result is SheetResult.NOT_SEEN for one in entries):
        return
    overall = wording.overall[overall_of(entries, required)]
    yield Body(text=wording.conclusion.format(overall=overall), stays_with_next=True)


def _cells(line: SheetItem, entry: SheetEntry, wording: ReadinessWording) -> tuple[str, str, str]:
    """Label, result, value and remark, with the number of photos."""
    label = wording.line.format(code=line.code, label=line.label)
    value = entry.value
    if value and line.limit:
        value = wording.value.format(value=value, limit=line.limit)
    photos = wording.photo_count.format(count=len(entry.photos)) if entry.photos else ""
    return (
        wording.required_mark.format(label=label) if line.is_required else label,
        wording.results[entry.result],
        "\n".join(text for text in (value or line.limit, entry.remark, photos) if text),
    )


def _photos(
    entries: tuple[SheetEntry, ...], jpegs: Mapping[str, bytes], wording: ReadinessWording
) -> Iterator[Block]:
    rows = tuple(
        PhotoRow(
            text=wording.line.format(code=line.code, label=line.label),
            jpegs=tuple(jpegs.get(photo.sha256) for photo in entry.photos),
        )
        for line, entry in zip(wording.items, entries, strict=True)
        if entry.photos
    )
    if rows:
        yield PhotoAnnex(
            title=wording.photo_title,
            missing=wording.photo_missing,
            columns=wording.photo_columns,
            rows=rows,
            widths_mm=_PHOTO_WIDTHS_MM,
        )


def _seen(entry: SheetEntry, measured_at: datetime | None, wording: ReadinessWording) -> str:
    """Who and when; measured_at stands above the table already."""
    if entry.result is SheetResult.NOT_SEEN:
        return ""
    name = entry.checked_by or wording.program
    if entry.checked_at is None or (not entry.checked_by and entry.checked_at == measured_at):
        return name
    return f"{name}\n{_day(entry.checked_at.astimezone(LOCAL_ZONE).date(), wording)}"


def _mended(entry: SheetEntry, wording: ReadinessWording) -> str:
    """Dots to fill in where nobody is named yet; nothing where nothing is to mend."""
    if not is_unmet(entry) and entry.result is not SheetResult.NOT_SEEN:
        return ""
    due = _day(entry.fix_due, wording) if entry.fix_due is not None else ""
    return "\n".join(text for text in (entry.fix_by, due) if text) or wording.to_fix


def _day(day: date, wording: ReadinessWording) -> str:
    return wording.day_format.format(day=day.day, month=day.month, year=day.year)
