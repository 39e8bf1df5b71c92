"""Who comes: the texts of the form as citizen, check, standing and group. Pure, but for the draft.

Personal data: never logged.
"""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desktop.domain.casework.citizen import (
    CitizenRecord,
    Gender,
    IdKind,
    read_birth,
    tidied_name,
    ward_in,
)
from desktop.domain.casework.field_rule import Circumstances, FieldRule, broken_rules
from desktop.domain.casework.group import ALONE, Group, Member
from desktop.domain.casework.identity import (
    CardReading,
    IdentityCheck,
    IdentityMethod,
    IdentityResult,
    identity_warnings,
    tidied_number,
)
from desktop.domain.casework.people_rules import (
    CITIZEN_RULES,
    GROUP_RULES,
    HAI_PHONG,
    STANDING_RULES,
)
from desktop.domain.casework.reason import GivenReason
from desktop.domain.casework.standing import Standing, StandingKind
from desktop.domain.directory.unit_list import DirectoryUnit
from desktop.domain.faults import FaultKind, is_reason
from desktop.domain.ids import (
    CitizenId,
    DocumentId,
    GroupId,
    IdentityCheckId,
    MemberId,
    SiteId,
    StandingId,
    UserId,
    new_id,
)
from desktop.domain.text import folded, normalised
from desktop.presenters.casework.intake.intake_forms import IntakeField
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.form import FormPresenter
from desktop.presenters.form.spec import YES
from desktop.presenters.form.values import read_date, read_phone, write_birth, write_date

F = IntakeField
_CITIZEN_ID, _CHECK_ID, STANDING_ID, _GROUP_ID = (
    "citizen_id",
    "check_id",
    "standing_id",
    "group_id",
)
_VISITOR_ID = "visitor_member_id"
IDS = (_CITIZEN_ID, _CHECK_ID, STANDING_ID, _GROUP_ID, _VISITOR_ID)
"""Kept with what is typed, so that the same intake again is the same records."""
CARD_NUMBER = "card_number"
PROOF, DESIGNATION = "proof_paper", "designation_paper"
"""Which paper proves the standing, which one the group signed."""
_MEMBERS, _SIGNED, _SILENT = "members", "visitor_signed", "visitor_silent"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """Who takes somebody in, where and when. units: the official list."""

    site_id: SiteId
    by: UserId
    at: datetime
    units: Sequence[DirectoryUnit]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Section 1 and 2 as records. group: None for somebody alone."""

    citizen: CitizenRecord
    check: IdentityCheck
    standing: Standing
    group: Group | None


def ward_code(address: str, units: Iterable[DirectoryUnit]) -> str:
    """Of the commune, ward or special zone that an address ends with, "" when it is not known."""
    ward = folded(ward_in(address))
    return next((one.code for one in units if folded(one.spoken_name) == ward), "") if ward else ""


def texts_of_card(card: CardReading) -> dict[str, str]:
    """What a card says, by field; what it does not say is left as it stands."""
    texts = {
        F.ID_NUMBER: card.id_number,
        F.FULL_NAME: card.full_name,
        F.BIRTH: write_birth(card.date_of_birth),
        F.GENDER: card.gender or "",
        F.ADDRESS: card.address_text,
        F.ISSUE_DATE: write_date(card.id_issue_date),
    }
    return {field.value: text for field, text in texts.items() if text}


def texts_of_citizen(citizen: CitizenRecord) -> dict[str, str]:
    """What is known of somebody, by field; what is not known is left as it stands."""
    texts = {
        F.FULL_NAME: citizen.full_name,
        F.BIRTH: write_birth(citizen.date_of_birth),
        F.GENDER: citizen.gender or "",
        F.ID_KIND: citizen.id_kind,
        F.ID_NUMBER: citizen.id_number,
        F.ISSUE_DATE: write_date(citizen.id_issue_date),
        F.ISSUE_PLACE: citizen.id_issue_place,
        F.ADDRESS: citizen.address_text,
        F.PHONE: citizen.phone,
    }
    return {field.value: text for field, text in texts.items() if text}


def texts_of_ids(citizen: CitizenRecord, check: IdentityCheck) -> dict[str, str]:
    """So that the same people again are the same records."""
    return {_CITIZEN_ID: citizen.id, _CHECK_ID: check.id}


def texts_of_nobody_else() -> dict[str, str]:
    """Of somebody alone, who may turn out to be a group."""
    return {_GROUP_ID: new_id(), _VISITOR_ID: new_id()}


def texts_of_members(group: Group, visitor_id: CitizenId) -> dict[str, str]:
    """The person at the desk, and the others."""
    visitor = next((one for one in group.members if one.citizen_id == visitor_id), None)
    speaking = frozenset(group.representatives)
    others = [(one, one.id in speaking) for one in group.members if one is not visitor]
    is_silent = visitor is not None and visitor.id not in speaking
    return {
        _GROUP_ID: group.id,
        _VISITOR_ID: new_id() if visitor is None else visitor.id,
        _SIGNED: YES if visitor is not None and visitor.signed else "",
        _SILENT: YES if is_silent else "",
        _MEMBERS: _written(others),
    }


class IntakePeople:
    """Sections 1 and 2 on top of the draft that the form types in. Thread: MainThread."""

    def __init__(self, draft: Draft, form: FormPresenter) -> None:
        self._draft = draft
        self._form = form

    # ---- what is done ----------------------------------------------------------------------

    def take_card(self, card: CardReading) -> None:
        """A card was read: its words stand in the fields. The kind stays one that has a number."""
        for field, text in texts_of_card(card).items():
            self._form.edit(field, text)
        if self._form.text(F.ID_KIND) not in (IdKind.CAN_CUOC, IdKind.CCCD):
            self._form.edit(F.ID_KIND, IdKind.CAN_CUOC)
        self._draft.edit(CARD_NUMBER, card.id_number)

    def take_known(self, citizen: CitizenRecord) -> None:
        """The person is somebody who came before."""
        for field, text in texts_of_citizen(citizen).items():
            self._form.edit(field, text)

    def add_member(self) -> bool:
        """What stands in the line for another member becomes one; False: nothing does."""
        name = tidied_name(self._form.text(F.MEMBER_NAME))
        if not name:
            return False
        member = Member(
            id=MemberId(new_id()),
            full_name=name,
            address=self._form.words(F.MEMBER_ADDRESS),
            signed=False,
        )
        self._keep([*self._others(), (member, False)])
        self._form.edit(F.MEMBER_NAME, "")
        self._form.edit(F.MEMBER_ADDRESS, "")
        return True

    def remove_member(self, member_id: MemberId) -> None:
        """One of the others is none after all."""
        self._keep([one for one in self._others() if one[0].id != member_id])

    def toggle_signed(self, member_id: MemberId) -> None:
        """Signed the designation, or did not."""
        if member_id == self._draft.text(_VISITOR_ID):
            self._flip(_SIGNED)
            return
        self._keep(
            [
                (replace(one, signed=not one.signed) if one.id == member_id else one, speaks)
                for one, speaks in self._others()
            ]
        )

    def toggle_representative(self, member_id: MemberId) -> None:
        """Speaks for the others, or does not."""
        if member_id == self._draft.text(_VISITOR_ID):
            self._flip(_SILENT)
            return
        self._keep([(one, speaks is not (one.id == member_id)) for one, speaks in self._others()])

    # ---- what it says ----------------------------------------------------------------------

    @property
    def is_by_card(self) -> bool:
        """The number that stands there is the one a card said."""
        number = self._draft.text(CARD_NUMBER)
        return bool(number) and number == self._number()

    @property
    def group_size(self) -> int:
        """People of one content; one while it cannot be read."""
        return self._form.number(F.GROUP_SIZE) or ALONE

    def people(self, taker: Taker, at: Circumstances) -> People:
        """As they would be kept."""
        citizen = self._citizen(taker, at)
        return People(
            citizen=citizen,
            check=self._check(citizen, taker, at),
            standing=self._standing(citizen, at),
            group=self._group(citizen, at) if self.group_size > ALONE else None,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _number(self) -> str:
        return tidied_number(self._form.words(F.ID_NUMBER))

    def _citizen(self, taker: Taker, at: Circumstances) -> CitizenRecord:
        form, gender = self._form, self._form.text(F.GENDER)
        address = form.words(F.ADDRESS)
        ward = ward_code(address, taker.units)
        is_interpreted = form.text(F.INTERPRETER) == YES
        is_head = form.text(F.STANDING) == StandingKind.HEAD_OF_ORGANISATION
        citizen = CitizenRecord(
            id=CitizenId(self._draft.text(_CITIZEN_ID)),
            owner_site_id=taker.site_id,
            created_at=taker.at,
            created_by=taker.by,
            full_name=tidied_name(form.text(F.FULL_NAME)),
            id_kind=IdKind(form.text(F.ID_KIND)),
            id_number=self._number(),
            address_text=address,
            date_of_birth=read_birth(form.text(F.BIRTH)),
            gender=Gender(gender) if gender else None,
            id_issue_date=read_date(form.words(F.ISSUE_DATE)),
            id_issue_place=form.words(F.ISSUE_PLACE),
            ward_code=ward,
            province_code=HAI_PHONG if ward else "",
            phone=read_phone(form.words(F.PHONE)),
            organisation_name=form.words(F.ORGANISATION) if is_head else "",
            position=form.words(F.POSITION) if is_head else "",
            interpreter_needed=is_interpreted,
            interpreter_name=tidied_name(form.text(F.INTERPRETER_NAME)) if is_interpreted else "",
            cannot_write=form.text(F.CANNOT_WRITE) == YES,
        )
        reasons = self._reasons(CITIZEN_RULES, citizen, at, F.EXCEPTION)
        return replace(citizen, reasons=reasons)

    def _check(self, citizen: CitizenRecord, taker: Taker, at: Circumstances) -> IdentityCheck:
        """By the paper, or without one for a reason."""
        has_paper = bool(citizen.id_number)
        is_seen = self._form.text(F.SEEN) == YES
        result = IdentityResult.VERIFIED if is_seen else IdentityResult.NOT_VERIFIED
        return IdentityCheck(
            id=IdentityCheckId(self._draft.text(_CHECK_ID)),
            owner_site_id=taker.site_id,
            citizen_id=citizen.id,
            method=IdentityMethod.QR if self.is_by_card else IdentityMethod.SIGHT,
            result=result if has_paper else IdentityResult.EXCEPTION,
            warnings=identity_warnings(citizen, today=at.today, numbers_today=at.numbers_today),
            exception_reason="" if has_paper else self._form.words(F.EXCEPTION),
            checked_by=taker.by,
            checked_at=taker.at,
        )

    def _standing(self, citizen: CitizenRecord, at: Circumstances) -> Standing:
        kind = StandingKind(self._form.text(F.STANDING))

        def words(wanted: StandingKind, field: IntakeField) -> str:
            return self._form.words(field) if kind is wanted else ""

        authorised, lawyer = StandingKind.AUTHORISED, StandingKind.LAWYER
        standing = Standing(
            id=StandingId(self._draft.text(STANDING_ID)),
            owner_site_id=citizen.owner_site_id,
            created_at=citizen.created_at,
            created_by=citizen.created_by,
            citizen_id=citizen.id,
            kind=kind,
            authorisation_number=words(authorised, F.AUTHORISATION_NUMBER),
            authorisation_date=read_date(words(authorised, F.AUTHORISATION_DATE)),
            authorisation_notary=words(authorised, F.AUTHORISATION_NOTARY),
            authorised_content=words(authorised, F.AUTHORISED_CONTENT),
            lawyer_card_no=words(lawyer, F.LAWYER_CARD),
            lawyer_card_date=read_date(words(lawyer, F.LAWYER_DATE)),
            lawyer_card_issuer=words(lawyer, F.LAWYER_ISSUER),
            bar_association=words(lawyer, F.BAR),
            legal_aid_decision=words(StandingKind.LEGAL_AID, F.LEGAL_AID),
            proof_document_id=None if kind is StandingKind.SELF else self._paper(PROOF),
        )
        reasons = self._reasons(STANDING_RULES, standing, at, F.STANDING_REASON)
        return replace(standing, reasons=reasons)

    def _group(self, citizen: CitizenRecord, at: Circumstances) -> Group:
        visitor = Member(
            id=MemberId(self._draft.text(_VISITOR_ID)),
            full_name=citizen.full_name,
            address=citizen.address_text,
            signed=self._draft.text(_SIGNED) == YES,
            citizen_id=citizen.id,
        )
        speaks = self._draft.text(_SILENT) != YES
        everybody = [(visitor, speaks), *self._others()]
        group = Group(
            id=GroupId(self._draft.text(_GROUP_ID)),
            owner_site_id=citizen.owner_site_id,
            created_at=citizen.created_at,
            created_by=citizen.created_by,
            group_name=self._form.words(F.GROUP_NAME),
            group_size=self.group_size,
            present_count=self._form.number(F.PRESENT) or 0,
            members=tuple(one for one, _ in everybody),
            representatives=tuple(one.id for one, speaks in everybody if speaks),
            designation_document_id=self._paper(DESIGNATION),
        )
        return replace(group, reasons=self._reasons(GROUP_RULES, group, at, F.GROUP_REASON))

    def _reasons(
        self,
        rules: tuple[FieldRule[Any], ...],
        record: CitizenRecord | Standing | Group,
        at: Circumstances,
        field: IntakeField,
    ) -> tuple[GivenReason, ...]:
        """One typed reason stands for every rule of the record that it goes past."""
        typed = self._form.words(field)
        if not is_reason(typed):
            return ()
        return tuple(
            GivenReason(
                rule=rule.name,
                reason=typed,
                given_by=record.created_by,
                given_at=record.created_at,
            )
            for rule in broken_rules(rules, record, at)
            if rule.kind is FaultKind.REASON
        )

    def _paper(self, pointer: str) -> DocumentId | None:
        paper_id = self._draft.text(pointer)
        return DocumentId(paper_id) if paper_id else None

    def _others(self) -> list[tuple[Member, bool]]:
        """Each with whether they speak for the group."""
        try:
            kept = json.loads(self._draft.text(_MEMBERS) or "[]")
            return [(_member(one), one["speaks"] is True) for one in kept]
        except (ValueError, KeyError, TypeError):
            logger.warning("members of a draft are unreadable")
            return []

    def _keep(self, members: Iterable[tuple[Member, bool]]) -> None:
        self._draft.edit(_MEMBERS, _written(members))

    def _flip(self, key: str) -> None:
        self._draft.edit(key, "" if self._draft.text(key) == YES else YES)


def _written(members: Iterable[tuple[Member, bool]]) -> str:
    """Each with whether they speak for the group."""
    written = [
        {
            "id": one.id,
            "name": one.full_name,
            "address": one.address,
            "signed": one.signed,
            "speaks": speaks,
        }
        for one, speaks in members
    ]
    return json.dumps(written, ensure_ascii=False)


def _member(kept: Mapping[str, object]) -> Member:
    """KeyError: it is none."""
    return Member(
        id=MemberId(str(kept["id"])),
        full_name=normalised(str(kept["name"])),
        address=normalised(str(kept["address"])),
        signed=kept["signed"] is True,
    )
