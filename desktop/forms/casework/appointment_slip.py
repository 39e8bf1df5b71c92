"""Phiếu hẹn: when and where a citizen whose request was accepted is received."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.domain.casework.matter.reception_request import ReceptionRequest
from desktop.domain.directory.site import Site
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.session import SessionPlan
from desktop.domain.text import plain_line
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


class AppointmentWording(NumberedTemplate):
    """Every text of the slip; words in braces are filled in. place_address: where it is known."""

    title: str
    addressee: str
    opening: str
    time: str
    place: str
    place_address: str
    chair: str
    content: str
    bring: str
    closing: str
    named_recipient: str
    day_format: str
    hour_format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentSlip:
    """What is printed. issuer: the unit that took the request, where its citizen sits.

    drafted_at: aware. Personal data.
    """

    request: ReceptionRequest
    plan: SessionPlan
    issuer: Site
    drafted_at: datetime
    is_practice: bool


def load_appointment_wording(path: Path) -> AppointmentWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, AppointmentWording)


def write_appointment(slip: AppointmentSlip, to: Destination, *, template_path: Path) -> None:
    """Draw the slip as DOCX or PDF, by the suffix, and put it there.

    Raises: SettingsError: the template is unreadable, or not valid on the day of the session
    (practice may use any). StorageError: as write_form.
    """
    wording = load_appointment_wording(template_path)
    day = slip.plan.scheduled_start.astimezone(LOCAL_ZONE).date()
    check_valid_on(wording, day, template_path, is_practice=slip.is_practice)
    write_form(lay_out_appointment(slip, wording), to, made_at=slip.drafted_at)
    logger.info("appointment slip written session=%s", slip.plan.id)


def lay_out_appointment(slip: AppointmentSlip, wording: AppointmentWording) -> Form:
    """The form, ready to be drawn. Pure."""
    return Form(
        title=wording.title,
        blocks=tuple(_blocks(slip, wording)),
        footer=wording.practice if slip.is_practice else "",
    )


def _blocks(slip: AppointmentSlip, wording: AppointmentWording) -> Iterator[Block]:
    issuer, name = slip.issuer, slip.request.requester_name
    yield from head_blocks(
        issuer,
        wording,
        drafted_at=slip.drafted_at,
        is_practice=slip.is_practice,
        number=number_text(issuer, wording),
    )
    yield Title(name=wording.name, subject=wording.subject)
    yield Body(text=wording.addressee.format(name=name))
    taken = slip.request.created_at.astimezone(LOCAL_ZONE).strftime(wording.day_format)
    yield Body(text=wording.opening.format(day=taken, unit=issuer.name, name=name))
    for text in _facts(slip, wording):
        yield Body(text=text)
    yield Body(text=wording.bring)
    yield Body(text=wording.closing.format(unit=issuer.name), stays_with_next=True)
    foot = sign_off(issuer, wording)
    yield replace(foot, recipients=(wording.named_recipient.format(name=name), *foot.recipients))


def _facts(slip: AppointmentSlip, wording: AppointmentWording) -> Iterator[str]:
    plan, place = slip.plan, slip.issuer
    begins = plan.scheduled_start.astimezone(LOCAL_ZONE)
    yield wording.time.format(
        hour=begins.strftime(wording.hour_format), day=begins.strftime(wording.day_format)
    )
    where = wording.place_address if place.address else wording.place
    yield where.format(place=place.name, address=place.address)
    if plan.chair_label:
        yield wording.chair.format(chair=plan.chair_label)
    yield wording.content.format(content=plain_line(slip.request.content).rstrip("."))
