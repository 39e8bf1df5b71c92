"""What is written into a row of the register, as data; lengths are those of the wire."""

from enum import StrEnum

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register import MAX_COLUMN, MAX_TOLD
from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.presenters.casework.requests.request_forms import group_size_field
from desktop.presenters.form.spec import FieldKind, FieldSpec, FormSpec, Section, Wanted

MAX_REASON = 500


class RegisterField(StrEnum):
    """Fields, in the order of the Tab key; the value is the name a FieldFault uses.

    AGAIN: whether another row takes the place of the one that is struck out.
    """

    RESOLVED = "resolved_by"
    WITHIN = "within_competence"
    GUIDED = "guided_to"
    HANDLED = "handled_by"
    FOLLOW_UP = "follow_up"
    NOTE = "note"
    REASON = "struck_reason"
    AGAIN = "again"
    DATE = "reception_date"
    NAME = "name_address"
    NUMBER = "id_document"
    SUMMARY = "summary"
    REQUEST = "request"
    PETITION_TYPE = "petition_type"
    PEOPLE = "same_content_count"


F = RegisterField
HANDLED_FIELDS = (F.RESOLVED, F.WITHIN, F.GUIDED, F.HANDLED, F.FOLLOW_UP, F.NOTE)
STRIKE_FIELDS = (F.REASON, F.AGAIN)
PERSON_FIELDS = (F.NAME, F.NUMBER, F.SUMMARY, F.REQUEST)
"""Nothing of a denunciation stands in these."""
TOLD_FIELDS = (F.DATE, *PERSON_FIELDS, F.PETITION_TYPE, F.PEOPLE)


def _text(key: F, most: int, *, lines: int, wanted: Wanted = Wanted.MAY) -> FieldSpec:
    return FieldSpec(key=key, kind=FieldKind.TEXT, max_length=most, lines=lines, wanted=wanted)


REGISTER_FORM = FormSpec(
    sections=(
        Section(
            key="handled",
            fields=(
                FieldSpec(key=F.RESOLVED, max_length=MAX_COLUMN),
                FieldSpec(key=F.WITHIN, kind=FieldKind.CHECK),
                FieldSpec(key=F.GUIDED, max_length=MAX_COLUMN),
                FieldSpec(key=F.HANDLED, max_length=MAX_COLUMN),
                _text(F.FOLLOW_UP, MAX_COLUMN, lines=3),
                FieldSpec(key=F.NOTE, max_length=MAX_COLUMN),
            ),
        ),
        Section(
            key="strike",
            fields=(
                FieldSpec(
                    key=F.REASON,
                    kind=FieldKind.TEXT,
                    wanted=Wanted.MUST,
                    min_length=MIN_REASON_CHARACTERS,
                    max_length=MAX_REASON,
                    lines=2,
                ),
                FieldSpec(key=F.AGAIN, kind=FieldKind.CHECK),
            ),
        ),
        Section(
            key="told",
            fields=(
                FieldSpec(key=F.DATE, kind=FieldKind.DATE, wanted=Wanted.MUST),
                _text(F.NAME, MAX_TOLD, lines=2, wanted=Wanted.MUST),
                FieldSpec(key=F.NUMBER, max_length=MAX_TOLD, is_private=True),
                _text(F.SUMMARY, MAX_TOLD, lines=3, wanted=Wanted.MUST),
                _text(F.REQUEST, MAX_TOLD, lines=2),
                FieldSpec(
                    key=F.PETITION_TYPE,
                    kind=FieldKind.SEGMENTS,
                    wanted=Wanted.MUST,
                    choices=tuple(PetitionType),
                ),
                group_size_field(F.PEOPLE),
            ),
        ),
    )
)
"""The row that is open: what becomes of it, or why it is struck out and what it should say."""
