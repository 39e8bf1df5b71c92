"""Sổ tiếp công dân, Mẫu 03/TCD: the book of a year as a file to be opened and printed."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import Field

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register_book import KnownRow
from desktop.domain.directory.site import Site
from desktop.domain.ids import RegisterEntryId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.forms.layout.blocks import Block, Body, Form, Notice, Table, Title
from desktop.forms.layout.letterhead import IssuedTemplate, letterhead
from desktop.forms.layout.template import load_template
from desktop.forms.writer import write_form

_WIDTHS_MM = (10.0, 20.0, 28.0, 24.0, 31.0, 15.0, 15.0, 18.0, 16.0, 17.0, 18.0, 18.0, 22.0)
_MIDDLE = frozenset({0, 1, 6, 8})
_NOTE = 12
"""The column where it is said that a row was struck out; that itself is not."""
_BETWEEN = "\n"

logger = logging.getLogger(__name__)


class RegisterWording(IssuedTemplate):
    """Every text of the register; words in braces are filled in. title: of the file's properties.

    columns: the twelve of Mẫu 03/TCD, and the note.
    """

    title: str
    opening: str
    opening_waiting: str
    opening_none: str
    columns: Annotated[tuple[str, ...], Field(min_length=13, max_length=13)]
    waiting: str
    restricted_name: str
    restricted_number: str
    restricted_summary: str
    petition_types: dict[PetitionType, str]
    within: str
    struck: str
    replaced_by: str
    replaces: str
    day_format: str
    moment_format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPages:
    """What is printed. rows: in the order of the book. issuer: the unit whose book it is.

    places: where a row stands that another names: its year, and its number once it has one.
    made_at: aware.
    """

    year: int
    rows: tuple[KnownRow, ...]
    places: Mapping[RegisterEntryId, tuple[int, int | None]]
    issuer: Site | None
    made_at: datetime
    is_practice: bool


def load_register_wording(path: Path) -> RegisterWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, RegisterWording)


def write_register(pages: RegisterPages, path: Path, *, template_path: Path) -> None:
    """Draw the book as XLSX, PDF or DOCX, by the suffix, and put the file at `path`.

    Takes some seconds for thousands of rows.
    Raises: SettingsError: the template is unreadable. StorageError: as write_form.
    """
    wording = load_register_wording(template_path)
    write_form(lay_out_register(pages, wording), path, made_at=pages.made_at)
    logger.info("register written rows=%d", len(pages.rows))


def lay_out_register(pages: RegisterPages, wording: RegisterWording) -> Form:
    """The form, ready to be drawn. Pure."""
    return Form(
        title=wording.title.format(year=pages.year),
        blocks=tuple(_blocks(pages, wording)),
        footer=wording.practice if pages.is_practice else "",
        is_landscape=True,
    )


def _blocks(pages: RegisterPages, wording: RegisterWording) -> Iterator[Block]:
    yield letterhead(pages.issuer, wording)
    if pages.is_practice:
        yield Notice(text=wording.practice)
    yield Title(name=wording.name, subject=wording.subject.format(year=pages.year))
    waiting = sum(row.number is None for row in pages.rows)
    opening = wording.opening_waiting if waiting else wording.opening
    yield Body(
        text=(opening if pages.rows else wording.opening_none).format(
            at=pages.made_at.astimezone(LOCAL_ZONE).strftime(wording.moment_format),
            rows=len(pages.rows),
            struck=sum(row.entry.is_struck for row in pages.rows),
            waiting=waiting,
        ),
        stays_with_next=bool(pages.rows),
    )
    if pages.rows:
        yield Table(
            columns=wording.columns,
            rows=tuple(_cells(row, pages, wording) for row in pages.rows),
            widths_mm=_WIDTHS_MM,
            centred=_MIDDLE,
            small=frozenset(range(len(_WIDTHS_MM))),
            numeric=frozenset({0, 6}),
            struck=frozenset(place for place, row in enumerate(pages.rows) if row.entry.is_struck),
            unstruck=frozenset({_NOTE}),
        )


def _cells(row: KnownRow, pages: RegisterPages, wording: RegisterWording) -> tuple[str, ...]:
    entry = row.entry
    told = (entry.name_address, entry.id_document, _lines(entry.summary, entry.request))
    if row.is_restricted:
        told = (wording.restricted_name, wording.restricted_number, wording.restricted_summary)
    return (
        wording.waiting if row.number is None else str(row.number),
        entry.reception_date.strftime(wording.day_format),
        *told,
        wording.petition_types[entry.petition_type],
        str(entry.same_content_count),
        entry.resolved_by,
        wording.within if entry.within_competence else "",
        entry.guided_to,
        entry.handled_by,
        entry.follow_up,
        _lines(*_notes(row, pages, wording)),
    )


def _notes(row: KnownRow, pages: RegisterPages, wording: RegisterWording) -> Iterator[str]:
    entry = row.entry
    yield entry.note
    if entry.replaces_id is not None:
        yield wording.replaces.format(row=_place(entry.replaces_id, pages, wording))
    if entry.struck_out_at is not None:
        at = entry.struck_out_at.astimezone(LOCAL_ZONE).strftime(wording.moment_format)
        reason = entry.struck_reason.rstrip(".")
        yield wording.struck.format(at=at, reason=reason, by=entry.struck_by_name)
    if row.replaced_by is not None:
        yield wording.replaced_by.format(row=_place(row.replaced_by, pages, wording))


def _place(entry_id: RegisterEntryId, pages: RegisterPages, wording: RegisterWording) -> str:
    year, number = pages.places.get(entry_id, (None, None))
    shown = wording.waiting if number is None else str(number)
    return shown if year in (None, pages.year) else f"{shown}/{year}"


def _lines(*texts: str) -> str:
    return _BETWEEN.join(text for text in texts if text)
