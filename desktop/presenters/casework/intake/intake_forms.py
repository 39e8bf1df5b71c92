"""The form of the screen "Tiếp nhận công dân", as data; lengths are those of the wire."""

from enum import StrEnum

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.petition import (
    MIN_SUMMARY,
    MatterField,
    ObjectKind,
    PetitionSource,
)
from desktop.domain.casework.matter.triage import Respondent
from desktop.domain.casework.people.citizen import MAX_NAME, Gender, IdKind
from desktop.domain.casework.people.standing import StandingKind
from desktop.presenters.casework.requests.request_forms import MAX_GROUP, NO, group_size_field
from desktop.presenters.form.spec import YES, FieldKind, FieldSpec, FormSpec, Section, Wanted

MAX_TEXT = 8_000
MAX_NOTE = 2_000
MAX_NUMBER = 64
"""Of a paper."""
MAX_PHONE = 32
MAX_MEMBERS = 200
MAX_PERSONS = 5
"""Who are taken in at one visit: as many as may speak for the largest group."""
NEW_CASE = "new"
"""Of CASE: a request is made of the content, and becomes a case."""


class IntakeField(StrEnum):
    """Fields of an intake, in the order of the Tab key; the value is the name in a FieldFault.

    SEEN: the officer compared the person with the paper. EXCEPTION, STANDING_REASON,
    GROUP_REASON: why it goes on without a paper. MEMBER_…: somebody to be added to the group.
    """

    FULL_NAME = "full_name"
    BIRTH = "date_of_birth"
    GENDER = "gender"
    ID_KIND = "id_kind"
    ID_NUMBER = "id_number"
    ISSUE_DATE = "id_issue_date"
    ISSUE_PLACE = "id_issue_place"
    SEEN = "identity_seen"
    EXCEPTION = "exception_reason"
    ADDRESS = "address_text"
    PHONE = "phone"
    INTERPRETER = "interpreter_needed"
    INTERPRETER_NAME = "interpreter_name"
    CANNOT_WRITE = "cannot_write"
    STANDING = "standing_kind"
    GROUP_SIZE = "group_size"
    ORGANISATION = "organisation_name"
    POSITION = "position"
    AUTHORISATION_NUMBER = "authorisation_number"
    AUTHORISATION_DATE = "authorisation_date"
    AUTHORISATION_NOTARY = "authorisation_notary"
    AUTHORISED_CONTENT = "authorised_content"
    LAWYER_CARD = "lawyer_card_no"
    LAWYER_DATE = "lawyer_card_date"
    LAWYER_ISSUER = "lawyer_card_issuer"
    BAR = "bar_association"
    LEGAL_AID = "legal_aid_decision"
    STANDING_REASON = "standing_reason"
    GROUP_NAME = "group_name"
    PRESENT = "present_count"
    MEMBER_NAME = "member_name"
    MEMBER_ADDRESS = "member_address"
    GROUP_REASON = "group_reason"
    SOURCE = "source"
    FIELD = "field"
    WRITTEN = "has_written_petition"
    PETITION_DATE = "petition_date"
    SIGNED = "is_signed"
    ORIGINALS = "original_papers_attached"
    BY_OFFICER = "written_by_officer"
    READ_BACK = "read_back_at"
    SUMMARY = "summary"
    REQUEST = "request"
    RESPONDENT = "respondent"
    OBJECT = "object_kind"
    DECISION_NUMBER = "decision_number"
    DECISION_DATE = "decision_date"
    PLACE_TIME = "place_time_of_matter"
    OWN_RIGHT = "own_right"
    OTHERS_BREACH = "others_breach"
    PROPOSES = "proposes"
    INFORMS = "informs"
    PETITION_TYPE = "petition_type"
    RESPONDENT_KIND = "respondent_kind"
    FIRST_DECIDED = "first_decided"
    FINALLY_DECIDED = "finally_decided"
    IN_COURT = "in_court"
    OTHER_BODY = "other_body"
    WITHIN = "within_competence"
    AGENCY = "competent_agency"
    PROTECTION = "identity_protection_requested"
    SECRECY = "secrecy_assured"
    CASE = "case_id"


F = IntakeField

TRIAGE = (F.OWN_RIGHT, F.OTHERS_BREACH, F.PROPOSES, F.INFORMS)
"""What speaks for a type, in the order of the law."""
TRIAGE_FACTS = (F.FINALLY_DECIDED, F.IN_COURT, F.OTHER_BODY)
"""What speaks against the competence of this body."""
ABOUT_COMPETENCE = (
    *TRIAGE_FACTS,
    F.RESPONDENT_KIND,
    F.FIRST_DECIDED,
    F.WITHIN,
    F.AGENCY,
)
"""Not asked of a denunciation."""
DENUNCIATION = (F.PROTECTION, F.SECRECY)
"""Asked of a denunciation in the place of competence."""
OF_DECISION = (F.DECISION_NUMBER, F.DECISION_DATE)
AGAINST = (F.RESPONDENT, F.OBJECT)
"""Asked of complaints and denunciations."""
WRITTEN_FIELDS = (F.PETITION_DATE, F.SIGNED, F.ORIGINALS)
ORAL_FIELDS = (F.BY_OFFICER, F.READ_BACK)
STANDING_FIELDS = {
    StandingKind.HEAD_OF_ORGANISATION: (F.ORGANISATION, F.POSITION),
    StandingKind.AUTHORISED: (
        F.AUTHORISATION_NUMBER,
        F.AUTHORISATION_DATE,
        F.AUTHORISATION_NOTARY,
        F.AUTHORISED_CONTENT,
    ),
    StandingKind.LAWYER: (F.LAWYER_CARD, F.LAWYER_DATE, F.LAWYER_ISSUER, F.BAR),
    StandingKind.LEGAL_AID: (F.LEGAL_AID,),
}
"""What is asked of somebody who does not speak for themselves alone."""
OF_STANDING = tuple(field for fields in STANDING_FIELDS.values() for field in fields)
OF_PERSON = (
    F.FULL_NAME,
    F.BIRTH,
    F.GENDER,
    F.ID_KIND,
    F.ID_NUMBER,
    F.ISSUE_DATE,
    F.ISSUE_PLACE,
    F.SEEN,
    F.EXCEPTION,
    F.ADDRESS,
    F.PHONE,
    F.INTERPRETER,
    F.INTERPRETER_NAME,
    F.CANNOT_WRITE,
    F.STANDING,
    *OF_STANDING,
    F.STANDING_REASON,
)
"""One person each."""
GROUP_FIELDS = (F.GROUP_NAME, F.PRESENT, F.MEMBER_NAME, F.MEMBER_ADDRESS)
"""Asked of more than one."""
OF_MATTER = (
    F.SOURCE,
    F.WRITTEN,
    *WRITTEN_FIELDS,
    *ORAL_FIELDS,
    F.FIELD,
    F.SUMMARY,
    F.REQUEST,
    *AGAINST,
    *OF_DECISION,
    F.PLACE_TIME,
    *TRIAGE,
    *ABOUT_COMPETENCE,
    F.PETITION_TYPE,
    *DENUNCIATION,
    F.CASE,
)
"""One content each."""

_YES_NO = (YES, NO)

_PERSON = Section(
    key="person",
    fields=(
        FieldSpec(key=F.FULL_NAME, wanted=Wanted.MUST, max_length=MAX_NAME),
        FieldSpec(key=F.BIRTH, kind=FieldKind.BIRTH),
        FieldSpec(key=F.GENDER, kind=FieldKind.LIST, choices=tuple(Gender)),
        FieldSpec(key=F.ID_KIND, kind=FieldKind.LIST, fresh=IdKind.CAN_CUOC, choices=tuple(IdKind)),
        FieldSpec(key=F.ID_NUMBER, kind=FieldKind.PAPER, is_private=True, max_length=32),
        FieldSpec(key=F.ISSUE_DATE, kind=FieldKind.DATE),
        FieldSpec(key=F.ISSUE_PLACE),
        FieldSpec(key=F.SEEN, kind=FieldKind.CHECK, wanted=Wanted.MUST),
        FieldSpec(key=F.EXCEPTION),
        FieldSpec(key=F.ADDRESS, wanted=Wanted.MUST),
        FieldSpec(key=F.PHONE, kind=FieldKind.PHONE, is_private=True, max_length=MAX_PHONE),
        FieldSpec(key=F.INTERPRETER, kind=FieldKind.CHECK),
        FieldSpec(key=F.INTERPRETER_NAME, max_length=MAX_NAME),
        FieldSpec(key=F.CANNOT_WRITE, kind=FieldKind.CHECK),
    ),
)
_STANDING = Section(
    key="standing",
    fields=(
        FieldSpec(
            key=F.STANDING,
            kind=FieldKind.LIST,
            fresh=StandingKind.SELF,
            choices=tuple(StandingKind),
        ),
        group_size_field(F.GROUP_SIZE),
        FieldSpec(key=F.ORGANISATION),
        FieldSpec(key=F.POSITION),
        FieldSpec(key=F.AUTHORISATION_NUMBER),
        FieldSpec(key=F.AUTHORISATION_DATE, kind=FieldKind.DATE),
        FieldSpec(key=F.AUTHORISATION_NOTARY),
        FieldSpec(key=F.AUTHORISED_CONTENT, max_length=MAX_NOTE),
        FieldSpec(key=F.LAWYER_CARD, max_length=MAX_NUMBER),
        FieldSpec(key=F.LAWYER_DATE, kind=FieldKind.DATE),
        FieldSpec(key=F.LAWYER_ISSUER),
        FieldSpec(key=F.BAR),
        FieldSpec(key=F.LEGAL_AID),
        FieldSpec(key=F.STANDING_REASON),
        FieldSpec(key=F.GROUP_NAME),
        FieldSpec(
            key=F.PRESENT, kind=FieldKind.NUMBER, max_length=len(str(MAX_GROUP)), most=MAX_GROUP
        ),
        FieldSpec(key=F.MEMBER_NAME, max_length=MAX_NAME),
        FieldSpec(key=F.MEMBER_ADDRESS),
        FieldSpec(key=F.GROUP_REASON),
    ),
)
_MATTER = Section(
    key="matter",
    fields=(
        FieldSpec(
            key=F.SOURCE,
            kind=FieldKind.LIST,
            fresh=PetitionSource.IN_PERSON,
            choices=tuple(PetitionSource),
        ),
        FieldSpec(key=F.FIELD, kind=FieldKind.LIST, wanted=Wanted.MUST, choices=tuple(MatterField)),
        FieldSpec(
            key=F.WRITTEN,
            kind=FieldKind.SEGMENTS,
            wanted=Wanted.MUST,
            choices=_YES_NO,
        ),
        FieldSpec(key=F.PETITION_DATE, kind=FieldKind.DATE),
        FieldSpec(key=F.SIGNED, kind=FieldKind.CHECK),
        FieldSpec(key=F.ORIGINALS, kind=FieldKind.CHECK),
        FieldSpec(key=F.BY_OFFICER, kind=FieldKind.CHECK),
        FieldSpec(key=F.READ_BACK, kind=FieldKind.CHECK),
        FieldSpec(
            key=F.SUMMARY,
            kind=FieldKind.TEXT,
            wanted=Wanted.MUST,
            min_length=MIN_SUMMARY,
            max_length=MAX_TEXT,
            lines=2,
        ),
        FieldSpec(
            key=F.REQUEST,
            kind=FieldKind.TEXT,
            wanted=Wanted.MUST,
            max_length=MAX_TEXT,
            lines=1,
        ),
        FieldSpec(key=F.RESPONDENT),
        FieldSpec(key=F.OBJECT, kind=FieldKind.LIST, choices=tuple(ObjectKind)),
        FieldSpec(key=F.DECISION_NUMBER, max_length=MAX_NUMBER),
        FieldSpec(key=F.DECISION_DATE, kind=FieldKind.DATE),
        FieldSpec(key=F.PLACE_TIME, max_length=MAX_NOTE),
    ),
)
_TRIAGE = Section(
    key="triage",
    fields=(
        *(FieldSpec(key=one, kind=FieldKind.CHECK) for one in TRIAGE),
        FieldSpec(
            key=F.PETITION_TYPE,
            kind=FieldKind.SEGMENTS,
            wanted=Wanted.MUST,
            choices=tuple(PetitionType),
        ),
        FieldSpec(key=F.RESPONDENT_KIND, kind=FieldKind.LIST, choices=tuple(Respondent)),
        FieldSpec(key=F.FIRST_DECIDED, kind=FieldKind.CHECK),
        *(FieldSpec(key=one, kind=FieldKind.CHECK) for one in TRIAGE_FACTS),
        FieldSpec(key=F.WITHIN, kind=FieldKind.SEGMENTS, choices=_YES_NO),
        FieldSpec(key=F.AGENCY),
        *(FieldSpec(key=one, kind=FieldKind.SEGMENTS, choices=_YES_NO) for one in DENUNCIATION),
    ),
)

_CASE = Section(key="case", fields=(FieldSpec(key=F.CASE, kind=FieldKind.SEARCH),))

INTAKE_FORM = FormSpec(sections=(_PERSON, _STANDING, _MATTER, _TRIAGE, _CASE))
"""Tiếp nhận công dân."""
