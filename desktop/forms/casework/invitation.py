"""Giấy mời: who is to come to a planned session, where to, when, and what it is about."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import Field

from desktop.domain.directory.site import Site
from desktop.domain.ids import SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.participant import CITIZEN_ROLES, Participant, ParticipantRole
from desktop.domain.reception.session import SessionPlan
from desktop.forms.layout.blocks import Block, Body, Form, Table, Title
from desktop.forms.layout.letterhead import (
    NumberedTemplate,
    head_blocks,
    number_text,
    sign_off,
)
from desktop.forms.layout.template import check_valid_on, load_template
from desktop.forms.writer import Destination, write_form

_WIDTHS_MM = (11.0, 52.0, 60.0, 42.0)

logger = logging.getLogger(__name__)


class InvitationWording(NumberedTemplate):
    """Every text of the invitation; words in braces are filled in. platform: of somebody else.

    citizens: what stands in place of an office, for who has none.
    """

    title: str
    opening: str
    citizens: dict[ParticipantRole, str]
    columns: Annotated[tuple[str, ...], Field(min_length=4, max_length=4)]
    content: str
    time: str
    sites: str
    platform: str
    chair: str
    closing: str
    guests_recipient: str
    day_format: str
    hour_format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What is printed. sites: of the plan, by id. issuer: who invites. drafted_at: aware."""

    plan: SessionPlan
    sites: Mapping[SiteId, Site]
    issuer: Site
    drafted_at: datetime
    is_practice: bool

    @property
    def guests(self) -> tuple[Participant, ...]:
        """By site, the central one first. Of a denunciation nobody of the citizen's side."""
        plan = self.plan
        places = {site_id: place for place, site_id in enumerate(plan.site_ids)}
        people = (
            one
            for one in plan.participants
            if not (plan.denunciations and one.role in CITIZEN_ROLES)
        )
        return tuple(sorted(people, key=lambda one: places.get(one.site_id, len(places))))


def load_invitation_wording(path: Path) -> InvitationWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, InvitationWording)


def write_invitation(invitation: Invitation, to: Destination, *, template_path: Path) -> None:
    """Draw the invitation as DOCX or PDF, by the suffix, and put it there.

    Raises: SettingsError: the template is unreadable, or not valid on the day of the session
    (practice may use any). StorageError: as write_form.
    """
    wording = load_invitation_wording(template_path)
    day = invitation.plan.scheduled_start.astimezone(LOCAL_ZONE).date()
    check_valid_on(wording, day, template_path, is_practice=invitation.is_practice)
    write_form(lay_out_invitation(invitation, wording), to, made_at=invitation.drafted_at)
    logger.info("invitation written guests=%d", len(invitation.guests))


def lay_out_invitation(invitation: Invitation, wording: InvitationWording) -> Form:
    """The form, ready to be drawn. Pure."""
    return Form(
        title=wording.title.format(code=invitation.plan.code),
        blocks=tuple(_blocks(invitation, wording)),
        footer=wording.practice if invitation.is_practice else "",
    )


def _blocks(invitation: Invitation, wording: InvitationWording) -> Iterator[Block]:
    plan, issuer = invitation.plan, invitation.issuer
    yield from head_blocks(
        issuer,
        wording,
        drafted_at=invitation.drafted_at,
        is_practice=invitation.is_practice,
        number=number_text(issuer, wording),
    )
    yield Title(name=wording.name, subject=wording.subject)
    opening = wording.opening.format(unit=issuer.name, code=plan.code)
    yield Body(text=opening, stays_with_next=True)
    yield Table(
        columns=wording.columns,
        rows=tuple(
            (str(place), *_cells(one, invitation, wording))
            for place, one in enumerate(invitation.guests, start=1)
        ),
        widths_mm=_WIDTHS_MM,
        centred=frozenset({0}),
    )
    for text in _facts(invitation, wording):
        yield Body(text=text)
    yield Body(text=wording.closing, stays_with_next=True)
    foot = sign_off(issuer, wording)
    yield replace(foot, recipients=(wording.guests_recipient, *foot.recipients))


def _facts(invitation: Invitation, wording: InvitationWording) -> Iterator[str]:
    plan = invitation.plan
    begins = plan.scheduled_start.astimezone(LOCAL_ZONE)
    yield wording.content.format(content=plan.title.rstrip("."))
    yield wording.time.format(
        hour=begins.strftime(wording.hour_format), day=begins.strftime(wording.day_format)
    )
    names = (_name_of(one, invitation) for one in plan.site_ids)
    yield wording.sites.format(sites="; ".join(names))
    if plan.platform:
        yield wording.platform.format(platform=plan.platform)
    if plan.chair_label:
        yield wording.chair.format(chair=plan.chair_label)


def _cells(one: Participant, invitation: Invitation, wording: InvitationWording) -> tuple[str, ...]:
    work = ", ".join(part for part in (one.title, one.agency) if part)
    part = work or wording.citizens.get(one.role, "")
    return (one.full_name or one.label, part, _name_of(one.site_id, invitation))


def _name_of(site_id: SiteId, invitation: Invitation) -> str:
    site = invitation.sites.get(site_id)
    return site_id if site is None else site.name
