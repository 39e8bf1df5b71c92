"""What is written into a conclusion, as data; lengths are those of the wire."""

from enum import StrEnum

from desktop.domain.casework.conclusions.conclusion import MAX_NOTE, MAX_REASON, MAX_TASK
from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.presenters.form.spec import FieldKind, FieldSpec, FormSpec, Section, Wanted

OTHER_AGENCY = "other"
"""Of AGENCY_SITE: a body without a desk in the session; AGENCY has its name."""
MAX_WORKING_DAYS = 250


class ItemField(StrEnum):
    """Fields, in the order of the Tab key; the value is the name a FieldFault uses.

    DAYS: working days from the session on, of which DEADLINE follows.
    """

    TASK = "task"
    AGENCY_SITE = "agency_site"
    AGENCY = "agency"
    DAYS = "working_days"
    DEADLINE = "deadline"
    NO_DEADLINE = "no_deadline_reason"
    CONTACT = "contact_person"
    PHONE = "contact_phone"
    NO_CONTACT = "no_contact_reason"
    CO_AGENCIES = "co_agencies"
    NOTICE = "notice_number"
    NEW_DAYS = "new_days"
    NEW_DEADLINE = "new_deadline"
    APPROVER = "approver"
    EXTENSION_REASON = "extension_reason"
    URGE_NUMBER = "urge_number"
    ANSWER_BY = "answer_by"
    RESULT = "result"
    STRUCK_REASON = "struck_reason"


F = ItemField
GIVEN_FIELDS = (
    F.TASK,
    F.AGENCY_SITE,
    F.AGENCY,
    F.DAYS,
    F.DEADLINE,
    F.NO_DEADLINE,
    F.CONTACT,
    F.PHONE,
    F.NO_CONTACT,
    F.CO_AGENCIES,
)
URGE_FIELDS = (F.URGE_NUMBER, F.ANSWER_BY)
EXTENSION_FIELDS = (F.NEW_DAYS, F.NEW_DEADLINE, F.APPROVER, F.EXTENSION_REASON)


def _days(key: F) -> FieldSpec:
    return FieldSpec(key=key, kind=FieldKind.NUMBER, max_length=3, least=1, most=MAX_WORKING_DAYS)


def _reason(key: F) -> FieldSpec:
    """Why something is so; it must be there, and be a reason."""
    return FieldSpec(
        key=key,
        kind=FieldKind.TEXT,
        wanted=Wanted.MUST,
        min_length=MIN_REASON_CHARACTERS,
        max_length=MAX_REASON,
        lines=2,
    )


CONCLUSION_FORM = FormSpec(
    sections=(
        Section(
            key="given",
            fields=(
                FieldSpec(
                    key=F.TASK,
                    kind=FieldKind.TEXT,
                    wanted=Wanted.MUST,
                    max_length=MAX_TASK,
                    lines=3,
                ),
                FieldSpec(key=F.AGENCY_SITE, kind=FieldKind.LIST),
                FieldSpec(key=F.AGENCY),
                _days(F.DAYS),
                FieldSpec(key=F.DEADLINE, kind=FieldKind.DATE),
                FieldSpec(key=F.NO_DEADLINE, max_length=MAX_REASON),
                FieldSpec(key=F.CONTACT),
                FieldSpec(key=F.PHONE, kind=FieldKind.PHONE),
                FieldSpec(key=F.NO_CONTACT, max_length=MAX_REASON),
                FieldSpec(key=F.CO_AGENCIES),
            ),
        ),
        Section(key="issue", fields=(FieldSpec(key=F.NOTICE, wanted=Wanted.MUST),)),
        Section(
            key="extend",
            fields=(
                _days(F.NEW_DAYS),
                FieldSpec(key=F.NEW_DEADLINE, kind=FieldKind.DATE, wanted=Wanted.MUST),
                FieldSpec(key=F.APPROVER, wanted=Wanted.MUST),
                _reason(F.EXTENSION_REASON),
            ),
        ),
        Section(
            key="urge",
            fields=(
                FieldSpec(key=F.URGE_NUMBER, wanted=Wanted.MUST),
                FieldSpec(key=F.ANSWER_BY, kind=FieldKind.DATE, wanted=Wanted.MUST),
            ),
        ),
        Section(
            key="result",
            fields=(
                FieldSpec(
                    key=F.RESULT,
                    kind=FieldKind.TEXT,
                    wanted=Wanted.MUST,
                    max_length=MAX_NOTE,
                    lines=3,
                ),
            ),
        ),
        Section(key="strike", fields=(_reason(F.STRUCK_REASON),)),
    )
)
"""One item: what is given, in which notice, until when, who was urged, what became of it, or why it
goes.
"""
