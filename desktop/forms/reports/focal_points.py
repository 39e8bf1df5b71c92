"""Danh sách đầu mối: who answers for online reception, a row for each unit, as a file."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desktop.domain.directory.site import Site
from desktop.domain.reports.focal_list import AbsentUnit, CityList
from desktop.domain.reports.focal_point import Contact, FocalPoint
from desktop.forms.layout.blocks import Block, Body, Form, Heading, Table, Title
from desktop.forms.layout.letterhead import head_blocks, sign_off
from desktop.forms.layout.page import TABLE_PT
from desktop.forms.layout.text_width import width_mm
from desktop.forms.reports.focal_points_wording import FocalPointsWording, load_focal_points_wording
from desktop.forms.writer import write_form

_WIDTHS_MM = (12.0, 26.0, 50.0, 55.0, 35.0, 39.0, 35.0)
_ABSENT_MM = (sum(_WIDTHS_MM[:3]), sum(_WIDTHS_MM[3:5]), sum(_WIDTHS_MM[5:]))
"""On the edges of the other table: a worksheet has one grid."""
_CELL_GAPS_MM = 4.5
_PHONE_DIGITS = 10

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class FocalPointList:
    """What is printed, in the order of the rows.

    issuer: the unit that sends its own list, or the headquarters with the list of all; None when
    it is not known. city: the list of all with who sent none, printed instead of `points`.
    drafted_at: of this PC, aware.
    """

    issuer: Site | None
    points: tuple[FocalPoint, ...]
    drafted_at: datetime
    is_practice: bool
    city: CityList | None = None


def write_focal_points(listed: FocalPointList, path: Path, *, template_path: Path) -> None:
    """Draw the list as DOCX, PDF or XLSX, by the suffix, and put the file at `path`.

    Takes up to some seconds for the whole city.
    Raises: SettingsError: the template is unreadable. StorageError: as write_form.
    """
    wording = load_focal_points_wording(template_path)
    write_form(lay_out_focal_points(listed, wording), path, made_at=listed.drafted_at)
    city = listed.city
    points = listed.points if city is None else (*city.communes.points, *city.agencies.points)
    logger.info("focal points written units=%d", len(points))


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
    if listed.city is not None:
        yield from _city_blocks(listed.city, wording)
    elif not listed.points:
        yield Body(text=wording.opening_none, stays_with_next=True)
    else:
        opening = wording.opening if len(listed.points) == 1 else wording.opening_many
        yield Body(text=opening.format(count=len(listed.points)), stays_with_next=True)
        yield _table([_cells(point, wording) for point in listed.points], wording)
    yield sign_off(listed.issuer, wording)


def _city_blocks(city: CityList, wording: FocalPointsWording) -> Iterator[Block]:
    groups = [
        (heading, group)
        for heading, group in ((wording.communes, city.communes), (wording.agencies, city.agencies))
        if group.points or group.absent
    ]
    sent = sum(len(group.points) for _, group in groups)
    absent = sum(len(group.absent) for _, group in groups)
    opening = wording.opening_city_absent if absent else wording.opening_city
    opening = opening if sent else wording.opening_none
    yield Body(text=opening.format(sent=sent, absent=absent), stays_with_next=True)
    for heading, group in groups:
        yield Heading(text=heading.format(sent=group.sent, due=group.due), is_part=True)
        if group.points:
            yield _table([_cells(point, wording) for point in group.points], wording)
        if group.absent:
            yield Body(text=wording.absent.format(count=len(group.absent)), stays_with_next=True)
            yield _absent_table(group.absent, wording)


def _absent_table(absent: tuple[AbsentUnit, ...], wording: FocalPointsWording) -> Table:
    """Names only, three abreast: where few have sent theirs it would fill ten pages."""
    cells = [
        wording.absent_unit.format(number=number, name=unit.name)
        for number, unit in enumerate(absent, start=1)
    ]
    width = len(_ABSENT_MM)
    cells += [""] * (-len(cells) % width)
    return Table(
        columns=(wording.absent_column,) * width,
        rows=tuple(tuple(cells[place : place + width]) for place in range(0, len(cells), width)),
        widths_mm=_ABSENT_MM,
    )


def _table(rows: list[tuple[str, ...]], wording: FocalPointsWording) -> Table:
    return Table(
        columns=wording.columns,
        rows=tuple((str(number), *cells) for number, cells in enumerate(rows, start=1)),
        widths_mm=_WIDTHS_MM,
        centred=frozenset({0}),
        numeric=frozenset({0}),
    )


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
