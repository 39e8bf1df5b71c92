"""Mẫu 01/TCD: a citizen is told in writing that a request for a reception is refused, and why."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from desktop.domain.casework.matter.reception_request import (
    ReceptionRequest,
    RefusalGround,
)
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.directory.site import Site
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.text import plain_line
from desktop.forms.layout.blocks import Block, Body, Form, Title
from desktop.forms.layout.letterhead import (
    NumberedTemplate,
    head_blocks,
    number_text,
    sign_off,
)
from desktop.forms.layout.template import Data, check_valid_on, load_template
from desktop.forms.writer import Destination, write_form

logger = logging.getLogger(__name__)


class GroundWording(Data):
    """legal: the instrument and its place. reason: as the citizen is told."""

    legal: str
    reason: str


class RefusalWording(NumberedTemplate):
    """Every text of the notice; words in braces are filled in. papers: of who has shown some.

    unknown: where something is left to be written by hand.
    """

    title: str
    addressee_label: str
    addressee: str
    opening: str
    papers: str
    unknown: str
    content: str
    decision: str
    closing: str
    citizen_recipient: str
    grounds: dict[RefusalGround, GroundWording]
    day_format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalNotice:
    """What is printed. issuer: the unit that took the request. drafted_at: aware. Personal data.

    number: of the unit's book, empty until it is known here.
    """

    request: ReceptionRequest
    citizen: CitizenRecord
    ground: RefusalGround
    issuer: Site
    drafted_at: datetime
    is_practice: bool
    number: str = ""


def load_refusal_wording(path: Path) -> RefusalWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, RefusalWording)


def write_refusal(notice: RefusalNotice, to: Destination, *, template_path: Path) -> None:
    """Draw the notice as DOCX or PDF, by the suffix, and put it there.

    Raises: SettingsError: the template is unreadable, or not valid on the day of the request
    (practice may use any). StorageError: as write_form.
    """
    wording = load_refusal_wording(template_path)
    check_valid_on(wording, _day(notice), template_path, is_practice=notice.is_practice)
    write_form(lay_out_refusal(notice, wording), to, made_at=notice.drafted_at)
    logger.info("refusal notice written ground=%s", notice.ground)


def lay_out_refusal(notice: RefusalNotice, wording: RefusalWording) -> Form:
    """The form, ready to be drawn. Pure."""
    return Form(
        title=wording.title,
        blocks=tuple(_blocks(notice, wording)),
        footer=wording.practice if notice.is_practice else "",
    )


def _blocks(notice: RefusalNotice, wording: RefusalWording) -> Iterator[Block]:
    issuer, name = notice.issuer, notice.citizen.full_name
    yield from head_blocks(
        issuer,
        wording,
        drafted_at=notice.drafted_at,
        is_practice=notice.is_practice,
        number=number_text(issuer, wording, notice.number),
    )
    yield Title(name=wording.name, subject=wording.subject)
    yield Body(text=f"{wording.addressee_label} {wording.addressee.format(name=name)}")
    yield Body(
        text=wording.opening.format(
            day=_day(notice).strftime(wording.day_format),
            unit=issuer.name,
            name=name,
            papers=_papers(notice.citizen, wording),
            address=notice.citizen.address_text or wording.unknown,
        )
    )
    yield Body(text=wording.content.format(content=plain_line(notice.request.content).rstrip(".")))
    ground = wording.grounds[notice.ground]
    yield Body(
        text=wording.decision.format(legal=ground.legal, unit=issuer.name, reason=ground.reason)
    )
    yield Body(text=wording.closing.format(unit=issuer.name), stays_with_next=True)
    foot = sign_off(issuer, wording)
    told = wording.citizen_recipient.format(name=name)
    yield replace(foot, recipients=(told, *foot.recipients))


def _papers(citizen: CitizenRecord, wording: RefusalWording) -> str:
    """Nothing of who has shown none."""
    if not citizen.id_number:
        return ""
    issued = citizen.id_issue_date
    return wording.papers.format(
        number=citizen.id_number,
        issued=wording.unknown if issued is None else issued.strftime(wording.day_format),
        place=citizen.id_issue_place or wording.unknown,
    )


def _day(notice: RefusalNotice) -> date:
    """On which the request was taken, in Hai Phong."""
    return notice.request.created_at.astimezone(LOCAL_ZONE).date()
