"""Tư cách: for whom a person speaks, and by which papers (domain.md §4.9)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.casework.reason import GivenReason
from desktop.domain.ids import CitizenId, DocumentId, SiteId, StandingId, UserId


class StandingKind(StrEnum):
    """As what a person comes."""

    SELF = "self"
    LEGAL_REPRESENTATIVE = "legal_representative"
    HEAD_OF_ORGANISATION = "head_of_organisation"
    AUTHORISED = "authorised"
    LAWYER = "lawyer"
    LEGAL_AID = "legal_aid"
    GROUP_REPRESENTATIVE = "group_representative"
    INTERPRETER = "interpreter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The standing of one person in one matter; fields are named as in domain.md §4.9.

    authorisation_notary: who certified it. legal_aid_decision: its number.
    """

    id: StandingId
    owner_site_id: SiteId
    created_at: datetime
    created_by: UserId
    citizen_id: CitizenId
    kind: StandingKind
    authorisation_number: str = ""
    authorisation_date: date | None = None
    authorisation_notary: str = ""
    authorised_content: str = ""
    lawyer_card_no: str = ""
    lawyer_card_date: date | None = None
    lawyer_card_issuer: str = ""
    bar_association: str = ""
    legal_aid_decision: str = ""
    proof_document_id: DocumentId | None = None
    reasons: tuple[GivenReason, ...] = ()
