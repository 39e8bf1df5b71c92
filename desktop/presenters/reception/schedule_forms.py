"""The two forms of the screen "Lập lịch", as data; lengths are those of the wire."""

from enum import StrEnum

from desktop.domain.casework.people.citizen import MAX_NAME
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.platform import MAX_ADDRESS, MAX_PLATFORM
from desktop.domain.reception.status import ReceptionKind
from desktop.presenters.form.spec import FieldKind, FieldSpec, FormSpec, Section, Wanted

LEAST_MINUTES, MOST_MINUTES, USUAL_MINUTES = 15, 480, 90
"""Of one session."""
LEADING_ROLES = (ParticipantRole.CHAIR, ParticipantRole.SECRETARY)
"""They have fields of their own."""
INVITED_ROLES = tuple(role for role in ParticipantRole if role not in LEADING_ROLES)
"""Who is added by site."""


class PlanField(StrEnum):
    """Fields of a plan, in the order of the Tab key.

    ADD_SITE: a choice there adds a site and leaves the field empty. REASON: of calling it off.
    """

    TITLE = "title"
    KIND = "reception_kind"
    DAY = "day"
    START = "start"
    LENGTH = "length"
    CHAIR = "chair_label"
    CHAIR_TITLE = "chair_title"
    DELEGATED = "is_delegated"
    AUTHORISATION = "chair_authorisation"
    SECRETARY = "secretary_label"
    CENTRAL = "central_site_id"
    ADD_SITE = "add_site"
    MEETS = "meets"
    PLATFORM = "platform"
    ADDRESS = "conference_address"
    REASON = "call_off_reason"


class Meeting(StrEnum):
    """Where the sites meet: by a call of this program, or on a platform of somebody else."""

    HERE = "here"
    ELSEWHERE = "elsewhere"


class PersonField(StrEnum):
    """Fields of somebody who is invited."""

    SITE = "site_id"
    ROLE = "role"
    NAME = "full_name"
    TITLE = "title"
    AGENCY = "agency"


LEADING_FIELDS = (
    PlanField.CHAIR,
    PlanField.CHAIR_TITLE,
    PlanField.SECRETARY,
    PlanField.CENTRAL,
)
"""Who leads a session, and where."""

PLAN_FORM = FormSpec(
    sections=(
        Section(
            key="matter",
            fields=(
                FieldSpec(key=PlanField.TITLE, wanted=Wanted.MUST),
                FieldSpec(
                    key=PlanField.KIND,
                    kind=FieldKind.LIST,
                    fresh=ReceptionKind.PERIODIC,
                    choices=tuple(ReceptionKind),
                ),
            ),
        ),
        Section(
            key="time",
            fields=(
                FieldSpec(key=PlanField.DAY, kind=FieldKind.DATE, wanted=Wanted.MUST),
                FieldSpec(key=PlanField.START, kind=FieldKind.TIME, wanted=Wanted.MUST),
                FieldSpec(
                    key=PlanField.LENGTH,
                    kind=FieldKind.NUMBER,
                    wanted=Wanted.MUST,
                    max_length=len(str(MOST_MINUTES)),
                    least=LEAST_MINUTES,
                    most=MOST_MINUTES,
                    fresh=str(USUAL_MINUTES),
                ),
            ),
        ),
        Section(
            key="lead",
            fields=(
                FieldSpec(key=PlanField.CHAIR, wanted=Wanted.MUST, max_length=MAX_NAME),
                FieldSpec(key=PlanField.CHAIR_TITLE, wanted=Wanted.MUST),
                FieldSpec(key=PlanField.DELEGATED, kind=FieldKind.CHECK),
                FieldSpec(key=PlanField.AUTHORISATION, wanted=Wanted.MUST),
                FieldSpec(key=PlanField.SECRETARY, wanted=Wanted.MUST, max_length=MAX_NAME),
            ),
        ),
        Section(
            key="places",
            fields=(
                FieldSpec(key=PlanField.CENTRAL, kind=FieldKind.SEARCH, wanted=Wanted.MUST),
                FieldSpec(key=PlanField.ADD_SITE, kind=FieldKind.SEARCH),
                FieldSpec(
                    key=PlanField.MEETS,
                    kind=FieldKind.LIST,
                    fresh=Meeting.HERE,
                    choices=tuple(Meeting),
                ),
                FieldSpec(key=PlanField.PLATFORM, wanted=Wanted.MUST, max_length=MAX_PLATFORM),
                FieldSpec(key=PlanField.ADDRESS, max_length=MAX_ADDRESS),
            ),
        ),
        Section(
            key="call_off",
            fields=(FieldSpec(key=PlanField.REASON, kind=FieldKind.TEXT, lines=2),),
        ),
    )
)
"""Lập lịch."""

PERSON_FORM = FormSpec(
    sections=(
        Section(
            key="person",
            fields=(
                FieldSpec(key=PersonField.SITE, kind=FieldKind.LIST, wanted=Wanted.MUST),
                FieldSpec(
                    key=PersonField.ROLE,
                    kind=FieldKind.LIST,
                    wanted=Wanted.MUST,
                    choices=INVITED_ROLES,
                ),
                FieldSpec(key=PersonField.NAME, wanted=Wanted.MUST, max_length=MAX_NAME),
                FieldSpec(key=PersonField.TITLE),
                FieldSpec(key=PersonField.AGENCY),
            ),
        ),
    )
)
"""Thêm thành phần."""
