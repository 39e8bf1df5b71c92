"""Phiếu hướng dẫn, phiếu chuyển: what a row of the register says, to its citizen or to a body."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.domain.casework.register_book import KnownRow, SlipKind
from desktop.domain.directory.site import Site
from desktop.forms.layout.blocks import Block, Body, Form, Title
from desktop.forms.layout.letterhead import (
    NumberedTemplate,
    head_blocks,
    number_text,
    sign_off,
)
from desktop.forms.layout.template import check_valid_on, load_template
from desktop.forms.writer import Destination, write_form

logger = logging.getLogger(__name__)


class SlipWording(NumberedTemplate):
    """Every text of a slip; words in braces are filled in.

    row: where it stands in the register, row_waiting: before it has a number.
    """

    title: str
    addressee: str
    opening: str
    opening_without_numbers: str
    content: str
    decision: str
    closing: str
    row: str
    row_waiting: str
    named_recipient: str
    day_format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSlip:
    """What is printed. issuer: the unit whose row it is. drafted_at: aware. Personal data."""

    kind: SlipKind
    row: KnownRow
    issuer: Site
    drafted_at: datetime
    is_practice: bool

    @property
    def agency(self) -> str:
        """To which the citizen is guided, or the matter passed on.

        The column has the number of the paper behind it, after a semicolon.
        """
        entry = self.row.entry
        told = entry.guided_to if self.kind is SlipKind.GUIDANCE else entry.handled_by
        return told.partition(";")[0].strip() or told


def load_slip_wording(path: Path) -> SlipWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, SlipWording)


def write_slip(slip: RegisterSlip, to: Destination, *, template_path: Path) -> None:
    """Draw the slip as DOCX or PDF, by the suffix, and put it there.

    Raises: SettingsError: the template is unreadable, or not valid on the day of the reception
    (practice may use any). StorageError: as write_form.
    """
    wording = load_slip_wording(template_path)
    check_valid_on(
        wording, slip.row.entry.reception_date, template_path, is_practice=slip.is_practice
    )
    write_form(lay_out_slip(slip, wording), to, made_at=slip.drafted_at)
    logger.info("slip written kind=%s", slip.kind)


def lay_out_slip(slip: RegisterSlip, wording: SlipWording) -> Form:
    """The form, ready to be drawn. Pure."""
    return Form(
        title=wording.title,
        blocks=tuple(_blocks(slip, wording)),
        footer=wording.practice if slip.is_practice else "",
    )


def _blocks(slip: RegisterSlip, wording: SlipWording) -> Iterator[Block]:
    entry, unit = slip.row.entry, slip.issuer.name
    yield from head_blocks(
        slip.issuer,
        wording,
        drafted_at=slip.drafted_at,
        is_practice=slip.is_practice,
        number=number_text(slip.issuer, wording),
    )
    yield Title(name=wording.name, subject=wording.subject)
    name = entry.name_address
    yield Body(text=wording.addressee.format(name=name, agency=slip.agency))
    opening = wording.opening if entry.id_document else wording.opening_without_numbers
    day = entry.reception_date.strftime(wording.day_format)
    yield Body(text=opening.format(day=day, unit=unit, name=name, numbers=entry.id_document))
    told = ". ".join(one.rstrip(".") for one in (entry.summary, entry.request) if one)
    yield Body(text=wording.content.format(content=told))
    yield Body(text=wording.decision.format(unit=unit, agency=slip.agency))
    number = slip.row.number
    row = wording.row_waiting if number is None else wording.row
    yield Body(text=row.format(year=entry.year, number=number))
    yield Body(text=wording.closing.format(unit=unit), stays_with_next=True)
    foot = sign_off(slip.issuer, wording)
    yield replace(foot, recipients=(wording.named_recipient.format(name=name), *foot.recipients))
