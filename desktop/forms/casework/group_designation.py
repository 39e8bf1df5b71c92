"""Giấy cử người đại diện: whom the people of a group let speak for them, signed by each."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from desktop.domain.casework.people.group import Group, Member
from desktop.domain.directory.site import Site
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.text import plain_line
from desktop.forms.layout.blocks import (
    Addressees,
    Block,
    Body,
    Form,
    Motto,
    Notice,
    Table,
    Title,
)
from desktop.forms.layout.template import Template, check_valid_on, load_template
from desktop.forms.layout.text import in_words
from desktop.forms.writer import Destination, write_form

MOST_LINES: Final = 60
"""Of the list that is signed; a larger group adds a sheet of its own."""
_CHOSEN_MM: Final = (14.0, 66.0, 85.0)
_SIGNED_MM: Final = (14.0, 56.0, 55.0, 40.0)

_ROOM_TO_SIGN: Final = "\n"
"""A finger needs two lines."""

logger = logging.getLogger(__name__)


class DesignationWording(Template):
    """Every text of the paper; words in braces are filled in. dots: to be written by hand."""

    title: str
    addressee: str
    date: str
    opening: str
    content: str
    dots: str
    chosen: str
    chosen_columns: Annotated[tuple[str, ...], Field(min_length=3, max_length=3)]
    powers: str
    signed: str
    signed_columns: Annotated[tuple[str, ...], Field(min_length=4, max_length=4)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignationPage:
    """What is printed. unit: where the group comes. made_at: aware. Personal data."""

    group: Group
    content: str
    unit: Site
    made_at: datetime
    is_practice: bool


def load_designation_wording(path: Path) -> DesignationWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, DesignationWording)


def write_designation(page: DesignationPage, to: Destination, *, template_path: Path) -> None:
    """Draw the paper as DOCX or PDF, by the suffix, and put it there.

    Raises: SettingsError: the template is unreadable, or not valid today (practice may use any).
    StorageError: as write_form.
    """
    wording = load_designation_wording(template_path)
    today = page.made_at.astimezone(LOCAL_ZONE).date()
    check_valid_on(wording, today, template_path, is_practice=page.is_practice)
    write_form(lay_out_designation(page, wording), to, made_at=page.made_at)
    logger.info("group designation written members=%d", len(page.group.members))


def lay_out_designation(page: DesignationPage, wording: DesignationWording) -> Form:
    """The form, ready to be drawn. Pure."""
    return Form(
        title=wording.title,
        blocks=tuple(_blocks(page, wording)),
        footer=wording.practice if page.is_practice else "",
    )


def _blocks(page: DesignationPage, wording: DesignationWording) -> Iterator[Block]:
    group, members = page.group, _staying(page.group)
    yield Motto(nation=wording.nation, motto=wording.motto)
    if page.is_practice:
        yield Notice(text=wording.practice)
    yield Title(name=wording.name, subject=wording.subject)
    yield Addressees(label=wording.addressee, names=(page.unit.name,))
    yield Body(text=in_words(page.made_at, wording.date), has_dots=True)
    yield Body(text=wording.opening.format(count=group.group_size))
    content = plain_line(page.content).rstrip(".") or wording.dots
    yield Body(text=wording.content.format(content=content))
    yield Body(text=wording.chosen, stays_with_next=True)
    chosen = [one for one in members if one.id in group.representatives]
    yield Table(
        columns=wording.chosen_columns,
        rows=tuple((str(n), one.full_name, one.address) for n, one in enumerate(chosen, 1)),
        widths_mm=_CHOSEN_MM,
        centred=frozenset({0}),
    )
    yield Body(text=wording.powers)
    yield Body(text=wording.signed, stays_with_next=True)
    yield Table(
        columns=wording.signed_columns,
        rows=tuple(_lines(members, group.group_size)),
        widths_mm=_SIGNED_MM,
        centred=frozenset({0}),
    )


def _staying(group: Group) -> list[Member]:
    return [one for one in group.members if one.id not in group.withdrawn_members]


def _lines(members: list[Member], size: int) -> Iterator[tuple[str, ...]]:
    """Everybody who is named, then lines to write in for the others."""
    for number, one in enumerate(members, 1):
        yield (str(number), one.full_name, one.address, _ROOM_TO_SIGN)
    for number in range(len(members) + 1, min(size, MOST_LINES) + 1):
        yield (str(number), "", "", _ROOM_TO_SIGN)
