"""The forms of a unit's reports and of the directory, as data; lengths are those of the wire."""

from desktop.domain.directory.agency import MAX_CODE, MAX_NAME, AgencyKind
from desktop.domain.reports.difficulty import (
    MIN_DESCRIPTION,
    DifficultyCategory,
    DifficultyImpact,
)
from desktop.presenters.form.spec import FieldKind, FieldSpec, FormSpec, Section, Wanted
from desktop.presenters.reports.agencies_state import AgencyField
from desktop.presenters.reports.difficulties_state import DifficultyField
from desktop.presenters.reports.focal_points_state import FocalField
from desktop.presenters.reports.readiness_sheet_state import SheetField

_MAX_PERSON = 100
_MAX_PHONE = 32
_MAX_PARAGRAPH = 4_000


def _person(
    name: FocalField, title: FocalField, mobile: FocalField, email: FocalField
) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec(key=name, wanted=Wanted.MUST, max_length=_MAX_PERSON),
        FieldSpec(key=title, wanted=Wanted.MUST),
        FieldSpec(
            key=mobile, kind=FieldKind.PHONE, wanted=Wanted.MUST, max_length=_MAX_PHONE
        ),
        FieldSpec(key=email, kind=FieldKind.EMAIL),
    )  # fmt: skip


FOCAL_FORM = FormSpec(
    sections=(
        Section(
            key="leader",
            fields=_person(
                FocalField.LEADER_NAME,
                FocalField.LEADER_TITLE,
                FocalField.LEADER_MOBILE,
                FocalField.LEADER_EMAIL,
            ),
        ),
        Section(
            key="officer",
            fields=_person(
                FocalField.OFFICER_NAME,
                FocalField.OFFICER_TITLE,
                FocalField.OFFICER_MOBILE,
                FocalField.OFFICER_EMAIL,
            ),
        ),
        Section(
            key="assignment",
            fields=(
                FieldSpec(key=FocalField.DECISION_NUMBER, wanted=Wanted.SHOULD),
                FieldSpec(key=FocalField.APPROVED_BY),
                FieldSpec(
                    key=FocalField.EFFECTIVE_FROM, kind=FieldKind.DATE, wanted=Wanted.MUST
                ),
                FieldSpec(key=FocalField.ROOM_ADDRESS),
            ),
        ),
        Section(
            key="technician",
            fields=(
                FieldSpec(key=FocalField.TECHNICIAN_NAME, max_length=_MAX_PERSON),
                FieldSpec(
                    key=FocalField.TECHNICIAN_MOBILE, kind=FieldKind.PHONE, max_length=_MAX_PHONE
                ),
                FieldSpec(key=FocalField.CONFERENCE_ENDPOINT),
            ),
        ),
    )
)  # fmt: skip
"""Đầu mối."""

MAX_FREQUENCY = 1_000

DIFFICULTY_FORM = FormSpec(
    sections=(
        Section(
            key="difficulty",
            fields=(
                FieldSpec(
                    key=DifficultyField.DESCRIPTION,
                    kind=FieldKind.TEXT,
                    wanted=Wanted.MUST,
                    min_length=MIN_DESCRIPTION,
                    max_length=_MAX_PARAGRAPH,
                ),
                FieldSpec(
                    key=DifficultyField.CATEGORY,
                    kind=FieldKind.LIST,
                    fresh=DifficultyCategory.EQUIPMENT,
                    choices=tuple(DifficultyCategory),
                ),
                FieldSpec(
                    key=DifficultyField.IMPACT,
                    kind=FieldKind.LIST,
                    fresh=DifficultyImpact.MINOR,
                    choices=tuple(DifficultyImpact),
                ),
                FieldSpec(
                    key=DifficultyField.FREQUENCY,
                    kind=FieldKind.NUMBER,
                    wanted=Wanted.MUST,
                    max_length=len(str(MAX_FREQUENCY)),
                    least=1,
                    most=MAX_FREQUENCY,
                    fresh="1",
                ),
                FieldSpec(key=DifficultyField.SESSION, kind=FieldKind.LIST),
                FieldSpec(
                    key=DifficultyField.PROPOSAL,
                    kind=FieldKind.TEXT,
                    max_length=_MAX_PARAGRAPH,
                    lines=2,
                ),
            ),
        ),
    )
)
"""Khó khăn, vướng mắc; a unit's sessions are its choices of SESSION."""

AGENCY_FORM = FormSpec(
    sections=(
        Section(
            key="agency",
            fields=(
                FieldSpec(key=AgencyField.NAME, wanted=Wanted.MUST, max_length=MAX_NAME),
                FieldSpec(
                    key=AgencyField.KIND, kind=FieldKind.LIST, choices=tuple(AgencyKind)
                ),
                FieldSpec(key=AgencyField.PARENT_NAME, max_length=MAX_NAME),
                FieldSpec(key=AgencyField.CODE, wanted=Wanted.MUST, max_length=MAX_CODE),
            ),
        ),
    )
)  # fmt: skip
"""Danh mục cơ quan."""

SHEET_LINE_FORM = FormSpec(
    sections=(
        Section(
            key="line",
            fields=(
                FieldSpec(key=SheetField.REMARK),
                FieldSpec(key=SheetField.FIX_BY),
                FieldSpec(key=SheetField.FIX_DUE, kind=FieldKind.DATE),
            ),
        ),
    )
)
"""What is written on one line of the readiness sheet."""
