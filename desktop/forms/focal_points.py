"""Danh sách đầu mối: who answers for online reception, a row for each unit, as a file."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desktop.domain.focal_point import Contact, FocalPoint
from desktop.domain.site import Site
from desktop.forms.blocks import Block, Body, Form, Table, Title
from desktop.forms.focal_points_wording import FocalPointsWording, load_focal_points_wording
from desktop.forms.measure import width_mm
from desktop.forms.page import TABLE_PT
from desktop.forms.unit_form import head_blocks, sign_off
from desktop.forms.written import write_form

_WIDTHS_MM = (10.0, 26.0, 50.0, 56.0, 35.0, 39.0, 36.0)
_CELL_GAPS_MM = 4.5
_PHONE_DIGITS = 10

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class FocalPointList:
    """What is printed, in the order of the rows.

    issuer: the unit that sends its own list, or the headquarters with the list of all; None when
    it is not known. drafted_at: of this PC, aware.
    """

    issuer: Site | None
    points: tuple[FocalPoint, ...]
    drafted_at: datetime
    is_practice: bool


def write_focal_points(listed: FocalPointList, path: Path, *, template_path: Path) -> None:
    """Draw the list as DOCX or XLSX, by the suffix, and put the file at `path`.

    Takes up to some seconds for the whole city.
    Raises: SettingsError: the template is unreadable. StorageError: as write_form.
    """
    wording = load_focal_points_wording(template_path)
    write_form(lay_out_focal_points(listed, wording), path, made_at=listed.drafted_at)
    logger.info("focal points written units=%d", len(listed.points))


def lay_out_focal_points(listed: FocalPointList, wording: FocalPointsWording) -> Form:
    """The form, ready to be drawn. Pure."""
    return Form(
        title=wording.title,
        blocks=tuple(_blocks(listed, wording)),
        footer=wording.practice if listed.is_practice else "",
        is_landscape=True,
    )


def _blocks(listed: FocalPointList, wording: FocalPointsWording) -> Iterator[Block]:
    yield from head_blocks(
        listed.issuer, wording, drafted_at=listed.drafted_at, is_practice=listed.is_practice
    )
    yield Title(name=wording.name, subject=wording.subject)
    if not listed.points:
        yield Body(text=wording.opening_none, stays_with_next=True)
    else:
        opening = wording.opening if len(listed.points) == 1 else wording.opening_many
        yield Body(text=opening.format(count=len(listed.points)), stays_with_next=True)
        yield Table(
            columns=wording.columns,
            rows=tuple(
                (str(number), *_cells(point, wording))
                for number, point in enumerate(listed.points, start=1)
            ),
            widths_mm=_WIDTHS_MM,
            centred=frozenset({0}),
            numeric=frozenset({0}),
        )
    yield sign_off(listed.issuer, wording)


def _cells(point: FocalPoint, wording: FocalPointsWording) -> tuple[str, ...]:
    room = [point.room_address]
    if point.conference_endpoint:
        room.append(wording.endpoint.format(endpoint=point.conference_endpoint))
    return (
        point.unit.name,
        _contact(point.leader, wording, _WIDTHS_MM[2]) or wording.nobody,
        _contact(point.officer, wording, _WIDTHS_MM[3]) or wording.nobody,
        _contact(point.technician, wording, _WIDTHS_MM[4]),
        _together(room),
        _decision(point, wording),
    )


def _contact(contact: Contact, wording: FocalPointsWording, column_mm: float) -> str:
    phone = wording.phone.format(phone=_grouped(contact.mobile)) if contact.mobile else ""
    email = contact.email
    if width_mm(email, TABLE_PT) > column_mm - _CELL_GAPS_MM:
        email = email.replace("@", "\n@", 1)  # better here than in the middle of a name
    return _together([contact.name, contact.title, phone, email])


def _decision(point: FocalPoint, wording: FocalPointsWording) -> str:
    lines = [point.decision_number or wording.no_decision]
    lines.append(point.approved_by)
    if point.effective_from is not None:
        lines.append(wording.effective.format(date=_day(point.effective_from, wording)))
    return _together(lines)


def _day(day: date, wording: FocalPointsWording) -> str:
    return wording.day_format.format(day=day.day, month=day.month, year=day.year)


def _grouped(phone: str) -> str:
    """Ten bare digits as people read them out; anything else as it was typed."""
    is_bare = phone.isdigit() and len(phone) == _PHONE_DIGITS
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}" if is_bare else phone


def _together(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line)
