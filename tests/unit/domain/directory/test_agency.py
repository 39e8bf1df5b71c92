"""The directory of agencies: codes that stay unique, names that are found without marks."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.directory.agency import (
    MAX_NAME,
    Agency,
    AgencyKind,
    agency_faults,
    in_directory_order,
    is_found,
    is_same_body,
    tidied,
)
from desktop.domain.directory.site import SiteKind
from desktop.domain.directory.unit_list import DirectoryUnit
from desktop.domain.faults import FaultKind, FieldFault, is_sendable
from desktop.domain.reports.focal_list import AbsentUnit, city_list
from desktop.domain.reports.focal_point import FocalPoint
from tests.samples.agencies import CENTRAL, DIRECTORY, INSPECTORATE, RETIRED, SCIENCE
from tests.samples.unit_reports import a_focal_point

pytestmark = pytest.mark.unit

UNITS = (
    DirectoryUnit(code="10525", name="Hải Dương", kind=SiteKind.PHUONG),
    DirectoryUnit(code="11629", name="An Lão", kind=SiteKind.XA),
)
NEW = Agency(code="SXD", name="Sở Xây dựng Mẫu", kind=AgencyKind.DEPARTMENT)


def faults(draft: Agency, *, is_new: bool = True) -> dict[str, FaultKind]:
    found = agency_faults(tidied(draft), DIRECTORY, is_new=is_new)
    return {fault.field: fault.kind for fault in found}


def test_a_whole_draft_has_no_fault() -> None:
    assert faults(NEW) == {}
    assert faults(SCIENCE, is_new=False) == {}


def test_a_draft_is_tidied_before_it_is_kept() -> None:
    typed = replace(NEW, code=" sxd ", name="  Sở   Xây\tdựng Mẫu ", parent_name=" ")
    assert tidied(typed) == NEW


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"code": ""}, {"code": FaultKind.MISSING}),
        ({"code": "S"}, {"code": FaultKind.WRONG}),
        ({"code": "11629"}, {"code": FaultKind.WRONG}),
        ({"code": "SỞXD"}, {"code": FaultKind.WRONG}),
        ({"code": "S XD"}, {"code": FaultKind.WRONG}),
        ({"code": "S" * 17}, {"code": FaultKind.WRONG}),
        ({"code": "S.X-1"}, {}),
        ({"code": "skhcn"}, {"code": FaultKind.TAKEN}),
        ({"code": RETIRED.code}, {"code": FaultKind.TAKEN}),
        ({"name": "  "}, {"name": FaultKind.MISSING}),
        ({"name": "x" * (MAX_NAME + 1)}, {"name": FaultKind.WRONG}),
        ({"name": "so khoa hoc va cong nghe"}, {"name": FaultKind.ODD}),
        ({"name": RETIRED.name}, {}),
        ({"parent_name": "x" * (MAX_NAME + 1)}, {"parent_name": FaultKind.WRONG}),
    ],
)
def test_what_is_wrong_with_a_draft(changes: dict[str, Any], found: dict[str, FaultKind]) -> None:
    assert faults(replace(NEW, **changes)) == found


def test_an_entry_is_no_rival_of_itself_but_of_others() -> None:
    renamed = replace(SCIENCE, name=INSPECTORATE.name)
    assert faults(renamed, is_new=False) == {"name": FaultKind.ODD}


@pytest.mark.parametrize("kind", [FaultKind.MISSING, FaultKind.WRONG, FaultKind.TAKEN])
def test_only_what_is_odd_may_go(kind: FaultKind) -> None:
    odd = FieldFault(field="name", kind=FaultKind.ODD)
    assert is_sendable((odd,))
    assert not is_sendable((odd, FieldFault(field="code", kind=kind)))


def test_those_in_use_stand_first_by_kind_and_name() -> None:
    ordered = in_directory_order((RETIRED, CENTRAL, INSPECTORATE, NEW, SCIENCE))
    assert [one.code for one in ordered] == ["SKHCN", "SXD", "TTTP", "TTCP", "SCU"]


@pytest.mark.parametrize(
    ("search", "is_there"),
    [("", True), ("khoa CONG", True), ("skh", True), ("uy ban", True), ("khoa giáo", False)],
)
def test_a_search_takes_words_without_marks(search: str, *, is_there: bool) -> None:
    assert is_found(SCIENCE, search) is is_there


@given(st.text())
def test_whatever_is_typed_the_name_itself_is_found(text: str) -> None:
    agency = tidied(replace(NEW, name=text))
    assert is_found(agency, agency.name)
    assert tidied(agency) == agency


def test_a_unit_is_known_by_its_code_or_by_its_name() -> None:
    assert is_same_body(SCIENCE, code="SKHCN", name="Khác")
    assert is_same_body(SCIENCE, code="", name="Sở khoa học và công nghệ ")
    assert not is_same_body(SCIENCE, code="", name="Khác")


def test_who_receives_lists_or_stands_above_the_city_owes_none() -> None:
    owing = [one.code for one in DIRECTORY if one.owes_focal_points]
    assert owing == ["SKHCN", "TTTP"]


# ---- the city's list ----------------------------------------------------------------------------


def of(code: str, name: str, site_id: str) -> FocalPoint:
    point = a_focal_point(site_id, f"focal-{site_id}")
    return replace(point, unit=replace(point.unit, code=code, name=name))


def test_every_body_that_owes_a_list_is_sent_or_absent() -> None:
    points = (
        of("11629", "UBND xã An Lão", "commune"),
        of("", "Sở Khoa học và Công nghệ", "science"),
        of("KHAC", "Cơ quan khác Mẫu", "other"),
    )
    found = city_list(points, UNITS, DIRECTORY)
    assert [one.unit.code for one in found.communes.points] == ["11629"]
    assert found.communes.absent == (AbsentUnit(code="10525", name="UBND phường Hải Dương"),)
    assert (found.communes.sent, found.communes.due) == (1, 2)
    assert {one.unit.code for one in found.agencies.points} == {"", "KHAC"}
    assert found.agencies.absent == (AbsentUnit(code="TTTP", name="Thanh tra thành phố"),)
    assert (found.agencies.sent, found.agencies.due) == (1, 2)


def test_a_city_without_directories_lists_what_was_sent() -> None:
    found = city_list([a_focal_point()], (), ())
    assert len(found.agencies.points) == 1
    assert found.communes.due == found.agencies.due == 0
