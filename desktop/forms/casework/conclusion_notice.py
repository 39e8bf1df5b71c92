"""Thông báo kết luận: what the chair of a session told bodies to do, as a file to be signed."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

from pydantic import Field

from desktop.domain.casework.conclusions.conclusion import NOT_ISSUED, ConclusionItem
from desktop.domain.directory.site import Site
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.forms.layout.blocks import Block, Body, Form, Table, Title
from desktop.forms.layout.letterhead import (
    NumberedTemplate,
    head_blocks,
    number_text,
    sign_off,
)
from desktop.forms.layout.template import check_valid_on, load_template
from desktop.forms.writer import Destination, write_form

_WIDTHS_MM = (11.0, 62.0, 38.0, 27.0, 27.0)
_BETWEEN = "\n"

logger = logging.getLogger(__name__)


class NoticeWording(NumberedTemplate):
    """Every text of the notice; words in braces are filled in."""

    title: str
    opening: str
    unknown_chair: str
    columns: Annotated[tuple[str, ...], Field(min_length=5, max_length=5)]
    co_agencies: str
    no_deadline: str
    no_contact: str
    contact_phone: str
    extended: str
    closing: str
    agency_recipient: str
    citizen_recipient: str
    day_format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionNotice:
    """What is printed. items: of one session, as they were given. chair: "" where nobody is known.

    cases: their titles. issuer: who gives the tasks, None where that is not known. drafted_at:
    aware.
    """

    session_code: str
    held_on: date
    chair: str
    cases: tuple[str, ...]
    items: tuple[ConclusionItem, ...]
    issuer: Site | None
    drafted_at: datetime
    is_practice: bool

    @property
    def number(self) -> str:
        """Of the notice, where the items were issued in one; "" else."""
        numbers = {one.notice_number for one in self.items if one.status not in NOT_ISSUED}
        return next(iter(numbers)) if len(numbers) == 1 else ""


def load_notice_wording(path: Path) -> NoticeWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, NoticeWording)


def write_notice(notice: ConclusionNotice, to: Destination, *, template_path: Path) -> None:
    """Draw the notice as DOCX or PDF, by the suffix, and put it there.

    Raises: SettingsError: the template is unreadable, or not valid on the day of the session
    (practice sessions may use any). StorageError: as write_form.
    """
    wording = load_notice_wording(template_path)
    check_valid_on(wording, notice.held_on, template_path, is_practice=notice.is_practice)
    write_form(lay_out_notice(notice, wording), to, made_at=notice.drafted_at)
    logger.info("conclusion notice written items=%d", len(notice.items))


def lay_out_notice(notice: ConclusionNotice, wording: NoticeWording) -> Form:
    """The form, ready to be drawn. Pure."""
    return Form(
        title=wording.title.format(code=notice.session_code),
        blocks=tuple(_blocks(notice, wording)),
        footer=wording.practice if notice.is_practice else "",
    )


def _blocks(notice: ConclusionNotice, wording: NoticeWording) -> Iterator[Block]:
    yield from head_blocks(
        notice.issuer,
        wording,
        drafted_at=notice.drafted_at,
        is_practice=notice.is_practice,
        number=number_text(notice.issuer, wording, notice.number),
    )
    day = notice.held_on.strftime(wording.day_format)
    yield Title(name=wording.name, subject=wording.subject.format(day=day))
    yield Body(
        text=wording.opening.format(
            day=day,
            chair=notice.chair or wording.unknown_chair,
            code=notice.session_code,
            cases="; ".join(notice.cases),
        ),
        stays_with_next=True,
    )
    yield Table(
        columns=wording.columns,
        rows=tuple(
            (str(place), *_cells(item, wording)) for place, item in enumerate(notice.items, start=1)
        ),
        widths_mm=_WIDTHS_MM,
        centred=frozenset({0, 3}),
    )
    yield Body(text=wording.closing, stays_with_next=True)
    foot = sign_off(notice.issuer, wording)
    told = tuple(dict.fromkeys(one.agency for one in notice.items if one.agency))
    named = tuple(wording.agency_recipient.format(name=name) for name in told)
    yield replace(foot, recipients=(*named, wording.citizen_recipient, *foot.recipients))


def _cells(item: ConclusionItem, wording: NoticeWording) -> tuple[str, ...]:
    body = [item.agency]
    if item.co_agencies:
        body.append(wording.co_agencies.format(names=item.co_agencies))
    return (item.task, _BETWEEN.join(body), _deadline(item, wording), _contact(item, wording))


def _deadline(item: ConclusionItem, wording: NoticeWording) -> str:
    """The day that the chair named; an extension stands behind it."""
    if item.deadline is None:
        return wording.no_deadline.format(reason=item.no_deadline_reason)
    if not item.extensions:
        return item.deadline.strftime(wording.day_format)
    newest = item.extensions[-1]
    extended = wording.extended.format(
        day=newest.deadline.strftime(wording.day_format), approver=newest.approver
    )
    return f"{item.extensions[0].former.strftime(wording.day_format)}{_BETWEEN}{extended}"


def _contact(item: ConclusionItem, wording: NoticeWording) -> str:
    if not item.contact_person:
        return wording.no_contact.format(reason=item.no_contact_reason)
    if not item.contact_phone:
        return item.contact_person
    return wording.contact_phone.format(name=item.contact_person, phone=item.contact_phone)


def day_of(held: datetime) -> date:
    """The day of a session in Hai Phong."""
    return held.astimezone(LOCAL_ZONE).date()
