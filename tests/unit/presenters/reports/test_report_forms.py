"""The declared forms of reports: as the domain judges, as long as the wire takes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest
from annotated_types import MaxLen
from pydantic import BaseModel

from desktop.contract.records.directory import AgencyBody
from desktop.contract.records.reports import (
    ContactBody,
    DifficultyBody,
    FocalPointBody,
    SheetEntryBody,
)
from desktop.domain.directory.agency import Agency, AgencyKind, agency_faults
from desktop.domain.faults import FieldFault
from desktop.domain.reports.difficulty import difficulty_faults
from desktop.domain.reports.focal_point import Contact, focal_point_faults
from desktop.presenters.form.faults import form_faults
from desktop.presenters.form.spec import FieldKind, FormSpec
from desktop.presenters.reports.report_forms import (
    AGENCY_FORM,
    DIFFICULTY_FORM,
    FOCAL_FORM,
    SHEET_LINE_FORM,
)
from tests.samples.receptions import COMMUNE
from tests.samples.unit_reports import a_difficulty, a_focal_point

pytestmark = pytest.mark.unit

FORMS = (FOCAL_FORM, DIFFICULTY_FORM, AGENCY_FORM, SHEET_LINE_FORM)


def declared(form: FormSpec) -> set[FieldFault]:
    """Of a form with nothing in it."""
    return set(form_faults(form.fields, lambda _key: ""))


def test_an_empty_list_of_focal_points_lacks_what_the_domain_says() -> None:
    nobody = Contact()
    empty = replace(
        a_focal_point(COMMUNE), leader=nobody, officer=nobody, technician=nobody,
        decision_number="", effective_from=None,
    )  # fmt: skip
    assert declared(FOCAL_FORM) == set(focal_point_faults(empty))


def test_an_empty_difficulty_lacks_what_the_domain_says_and_its_count() -> None:
    judged = difficulty_faults(replace(a_difficulty(COMMUNE), description=""))
    count = {fault for fault in declared(DIFFICULTY_FORM) if fault.field == "frequency"}
    assert declared(DIFFICULTY_FORM) == {*judged, *count}
    assert len(count) == 1


def test_an_empty_agency_lacks_what_the_domain_says() -> None:
    empty = Agency(code="", name="", kind=AgencyKind.OTHER)
    assert declared(AGENCY_FORM) == set(agency_faults(empty, (), is_new=True))


def limits(body: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, int]]:
    """Characters that the wire takes, by the key of a form."""
    for name, info in body.model_fields.items():
        for constraint in (*info.metadata, *get_args(info.annotation)[1:]):
            if isinstance(constraint, MaxLen):
                yield f"{prefix}{name}", constraint.max_length


WIRE = {
    **dict(limits(FocalPointBody)),
    **{
        key: most
        for part in ("leader", "officer", "technician")
        for key, most in limits(ContactBody, f"{part}.")
    },
    **{key: most for key, most in limits(DifficultyBody) if key in {"description", "proposal"}},
    **{key: most for key, most in limits(AgencyBody) if key in {"name", "parent_name"}},
    **{key: most for key, most in limits(SheetEntryBody) if key in {"remark", "fix_by"}},
}
TYPED = {FieldKind.LINE, FieldKind.TEXT, FieldKind.PHONE, FieldKind.EMAIL}


@pytest.mark.parametrize("form", FORMS)
def test_a_field_is_as_long_as_the_wire_takes(form: FormSpec) -> None:
    fields = [one for one in form.fields if one.kind in TYPED and one.key != "code"]
    assert {one.key: one.max_length for one in fields} == {one.key: WIRE[one.key] for one in fields}


@pytest.mark.parametrize("form", FORMS)
def test_every_key_is_declared_once(form: FormSpec) -> None:
    keys = [field.key for field in form.fields]
    assert len(set(keys)) == len(keys)
