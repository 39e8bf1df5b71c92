"""One person who comes: the texts of the form as citizen, check and standing. Pure.

Personal data: never logged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desktop.domain.casework.people.citizen import (
    CitizenRecord,
    Gender,
    IdKind,
    read_birth,
    tidied_name,
    ward_in,
)
from desktop.domain.casework.people.group import Group
from desktop.domain.casework.people.identity import (
    CardReading,
    IdentityCheck,
    IdentityMethod,
    IdentityResult,
    identity_warnings,
    tidied_number,
)
from desktop.domain.casework.people.standing import Standing, StandingKind
from desktop.domain.casework.reason import GivenReason
from desktop.domain.casework.rules.field_rule import Circumstances, FieldRule, broken_rules
from desktop.domain.casework.rules.people_rules import CITIZEN_RULES, HAI_PHONG, STANDING_RULES
from desktop.domain.directory.unit_list import DirectoryUnit
from desktop.domain.faults import FaultKind, is_reason
from desktop.domain.ids import (
    CitizenId,
    DocumentId,
    IdentityCheckId,
    SiteId,
    StandingId,
    UserId,
)
from desktop.domain.text import folded, normalised
from desktop.presenters.casework.intake.intake_forms import OF_PERSON, IntakeField
from desktop.presenters.form.draft_parts import Texts
from desktop.presenters.form.spec import YES
from desktop.presenters.form.values import read_date, read_phone, write_birth, write_date

F = IntakeField
CITIZEN_ID, CHECK_ID, STANDING_ID, VISITOR_ID = (
    "citizen_id",
    "check_id",
    "standing_id",
    "visitor_member_id",
)
IDS_OF_PERSON = (CITIZEN_ID, CHECK_ID, STANDING_ID, VISITOR_ID)
"""Kept with what is typed, so that the same person again is the same records."""
CARD_NUMBER = "card_number"
PROOF = "proof_paper"
"""Which paper proves the standing."""
SIGNED, SILENT = "visitor_signed", "visitor_silent"
KNOWN, DISMISSED = "known_citizens", "dismissed_citizens"
"""Records of the same person, and records of others, as somebody said."""
FIELDS_OF_PERSON = frozenset(one.value for one in OF_PERSON)
KEYS_OF_PERSON = (
    *(one.value for one in OF_PERSON),
    *IDS_OF_PERSON,
    *(CARD_NUMBER, PROOF, SIGNED, SILENT, KNOWN, DISMISSED),
)
FRESH_PERSON = {
    **dict.fromkeys(KEYS_OF_PERSON, ""),
    F.ID_KIND: IdKind.CAN_CUOC,
    F.STANDING: StandingKind.SELF,
}
"""Of whom nothing is typed yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """Who takes somebody in, where and when. units: the official list."""

    site_id: SiteId
    by: UserId
    at: datetime
    units: Sequence[DirectoryUnit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Sections 1 and 2 of one person as records."""

    citizen: CitizenRecord
    check: IdentityCheck
    standing: Standing


def person_of(
    text: Texts, taker: Taker, at: Circumstances, designation: DocumentId | None
) -> Person:
    """As they would be kept. designation: the paper by which their group named who speaks."""
    citizen = _citizen(text, taker, at)
    return Person(
        citizen=citizen,
        check=_check(text, citizen, taker, at),
        standing=_standing(text, citizen, at, designation),
    )


def number_of(text: Texts) -> str:
    """Of the paper, as it is kept."""
    return tidied_number(normalised(text(F.ID_NUMBER)))


def is_by_card(text: Texts) -> bool:
    """The number that stands there is the one a card said."""
    number = text(CARD_NUMBER)
    return bool(number) and number == number_of(text)


def paper_at(text: Texts, pointer: str) -> DocumentId | None:
    """The paper that was marked as this one."""
    paper_id = text(pointer)
    return DocumentId(paper_id) if paper_id else None


def ward_code(address: str, units: Iterable[DirectoryUnit]) -> str:
    """Of the commune, ward or special zone that an address ends with, "" when it is not known."""
    ward = folded(ward_in(address))
    return next((one.code for one in units if folded(one.spoken_name) == ward), "") if ward else ""


def given_reasons(
    rules: tuple[FieldRule[Any], ...],
    record: CitizenRecord | Standing | Group,
    at: Circumstances,
    typed: str,
) -> tuple[GivenReason, ...]:
    """One typed reason stands for every rule of the record that it goes past."""
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


# ---- as typed ------------------------------------------------------------------------------


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
    return {CITIZEN_ID: citizen.id, CHECK_ID: check.id}


# ---- inside --------------------------------------------------------------------------------


def _citizen(text: Texts, taker: Taker, at: Circumstances) -> CitizenRecord:
    gender, address = text(F.GENDER), normalised(text(F.ADDRESS))
    ward = ward_code(address, taker.units)
    is_interpreted = text(F.INTERPRETER) == YES
    is_head = text(F.STANDING) == StandingKind.HEAD_OF_ORGANISATION
    citizen = CitizenRecord(
        id=CitizenId(text(CITIZEN_ID)),
        owner_site_id=taker.site_id,
        created_at=taker.at,
        created_by=taker.by,
        full_name=tidied_name(text(F.FULL_NAME)),
        id_kind=IdKind(text(F.ID_KIND)),
        id_number=number_of(text),
        address_text=address,
        date_of_birth=read_birth(text(F.BIRTH)),
        gender=Gender(gender) if gender else None,
        id_issue_date=read_date(normalised(text(F.ISSUE_DATE))),
        id_issue_place=normalised(text(F.ISSUE_PLACE)),
        ward_code=ward,
        province_code=HAI_PHONG if ward else "",
        phone=read_phone(normalised(text(F.PHONE))),
        organisation_name=normalised(text(F.ORGANISATION)) if is_head else "",
        position=normalised(text(F.POSITION)) if is_head else "",
        interpreter_needed=is_interpreted,
        interpreter_name=tidied_name(text(F.INTERPRETER_NAME)) if is_interpreted else "",
        cannot_write=text(F.CANNOT_WRITE) == YES,
    )
    typed = normalised(text(F.EXCEPTION))
    return replace(citizen, reasons=given_reasons(CITIZEN_RULES, citizen, at, typed))


def _check(text: Texts, citizen: CitizenRecord, taker: Taker, at: Circumstances) -> IdentityCheck:
    """By the paper, or without one for a reason."""
    has_paper, is_seen = bool(citizen.id_number), text(F.SEEN) == YES
    result = IdentityResult.VERIFIED if is_seen else IdentityResult.NOT_VERIFIED
    return IdentityCheck(
        id=IdentityCheckId(text(CHECK_ID)),
        owner_site_id=taker.site_id,
        citizen_id=citizen.id,
        method=IdentityMethod.QR if is_by_card(text) else IdentityMethod.SIGHT,
        result=result if has_paper else IdentityResult.EXCEPTION,
        warnings=identity_warnings(citizen, today=at.today, numbers_today=at.numbers_today),
        exception_reason="" if has_paper else normalised(text(F.EXCEPTION)),
        checked_by=taker.by,
        checked_at=taker.at,
    )


def _standing(
    text: Texts, citizen: CitizenRecord, at: Circumstances, designation: DocumentId | None
) -> Standing:
    kind = StandingKind(text(F.STANDING))

    def words(wanted: StandingKind, field: IntakeField) -> str:
        return normalised(text(field)) if kind is wanted else ""

    authorised, lawyer = StandingKind.AUTHORISED, StandingKind.LAWYER
    standing = Standing(
        id=StandingId(text(STANDING_ID)),
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
        proof_document_id=_proof(text, kind, designation),
    )
    typed = normalised(text(F.STANDING_REASON))
    return replace(standing, reasons=given_reasons(STANDING_RULES, standing, at, typed))


def _proof(text: Texts, kind: StandingKind, designation: DocumentId | None) -> DocumentId | None:
    """A group's designation is the proof of who represents it, unless another paper was marked."""
    if kind is StandingKind.SELF:
        return None
    marked = paper_at(text, PROOF)
    is_named = kind is StandingKind.GROUP_REPRESENTATIVE
    return designation if marked is None and is_named else marked
