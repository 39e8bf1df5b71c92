"""Mục lục hồ sơ: the papers of a case with their page numbers, as a file to be printed."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import Field

from desktop.domain.directory.site import Site
from desktop.domain.papers.dossier import CopyKind, DossierPaper, HandedIn
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.forms.layout.blocks import Block, Body, Form, Notice, Table, Title
from desktop.forms.layout.letterhead import IssuedTemplate, letterhead
from desktop.forms.layout.template import load_template
from desktop.forms.writer import Destination, write_form

_WIDTHS_MM = (12.0, 22.0, 62.0, 26.0, 22.0, 21.0)

logger = logging.getLogger(__name__)


class DossierIndexWording(IssuedTemplate):
    """Every text of the index; words in braces are filled in. title: of the file's properties."""

    title: str
    opening: str
    opening_none: str
    title_of_request: str = "Mục lục hồ sơ"
    subject_of_request: str = "Yêu cầu tiếp công dân: {title}"
    columns: Annotated[tuple[str, ...], Field(min_length=6, max_length=6)]
    waiting: str
    copy_kinds: dict[CopyKind, str]
    handed_in: dict[HandedIn, str]
    moment_format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierIndex:
    """What is printed. papers: as they are leafed through. sites: names, by id.

    code: "" of a request that is no case yet. issuer: the unit that prints it. made_at: aware.
    """

    code: str
    title: str
    papers: tuple[DossierPaper, ...]
    sites: Mapping[str, str]
    issuer: Site | None
    made_at: datetime
    is_practice: bool


def load_index_wording(path: Path) -> DossierIndexWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, DossierIndexWording)


def write_index(index: DossierIndex, to: Destination, *, template_path: Path) -> None:
    """Draw the index as DOCX, PDF or XLSX, by the suffix, and put it there.

    Raises: SettingsError: the template is unreadable. StorageError: as write_form.
    """
    wording = load_index_wording(template_path)
    write_form(lay_out_index(index, wording), to, made_at=index.made_at)
    logger.info("index of a dossier written papers=%d", len(index.papers))


def lay_out_index(index: DossierIndex, wording: DossierIndexWording) -> Form:
    """The form, ready to be drawn. Pure."""
    return Form(
        title=wording.title.format(code=index.code) if index.code else wording.title_of_request,
        blocks=tuple(_blocks(index, wording)),
        footer=wording.practice if index.is_practice else "",
    )


def _blocks(index: DossierIndex, wording: DossierIndexWording) -> Iterator[Block]:
    yield letterhead(index.issuer, wording)
    if index.is_practice:
        yield Notice(text=wording.practice)
    said = wording.subject if index.code else wording.subject_of_request
    yield Title(name=wording.name, subject=said.format(code=index.code, title=index.title))
    at = index.made_at.astimezone(LOCAL_ZONE).strftime(wording.moment_format)
    opening = wording.opening if index.papers else wording.opening_none
    yield Body(text=opening.format(at=at, papers=len(index.papers)))
    if index.papers:
        yield Table(
            columns=wording.columns,
            rows=tuple(
                (str(number), *_cells(one, index, wording))
                for number, one in enumerate(index.papers, start=1)
            ),
            widths_mm=_WIDTHS_MM,
            centred=frozenset({0, 1}),
        )


def _cells(one: DossierPaper, index: DossierIndex, wording: DossierIndexWording) -> tuple[str, ...]:
    paper = one.paper
    return (
        wording.waiting if one.place is None else one.place.label,
        paper.title,
        wording.copy_kinds[paper.copy_kind],
        "" if paper.handed_in is None else wording.handed_in[paper.handed_in],
        index.sites.get(paper.site_id, ""),
    )
