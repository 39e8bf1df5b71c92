import unicodedata
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.history import (
    MOST_LINES,
    EarlierReception,
    HistoryOf,
    Recognition,
    count_receptions,
    history_lines,
    recognise,
    recognition_keys,
)
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.people.citizen import IdKind
from desktop.domain.ids import CaseId, CitizenId, VisitId
from tests.samples.casework import CITIZEN, MALE_1972, TODAY

pytestmark = pytest.mark.unit

HOA = replace(
    CITIZEN,
    full_name="Nguyễn Thị Hoà",
    id_kind=IdKind.OTHER,
    id_number="",
    date_of_birth=1965,
    ward_code="11824",
)
AGAIN = replace(HOA, id=CitizenId("again"))
MINE = frozenset({CITIZEN.id})


def reception(n: int, **changes: object) -> EarlierReception:
    one = EarlierReception(
        visit_id=VisitId(f"v{n:02}"),
        case_id=CaseId("case"),
        citizen_ids=MINE,
        petition_types=frozenset({PetitionType.COMPLAINT}),
        on=TODAY - timedelta(days=n),
        title="Bồi thường",
        place="Xã An Lão",
    )
    return replace(one, **changes)  # type: ignore[arg-type]


def found(**changes: object) -> list[Recognition]:
    known = replace(AGAIN, **changes)  # type: ignore[arg-type]
    return [one.by for one in recognise(HOA, [known])]


@pytest.mark.parametrize(
    ("changes", "by"),
    [
        ({}, [Recognition.NAME]),
        ({"full_name": "NGUYỄN  THỊ HÒA"}, [Recognition.NAME]),
        ({"full_name": unicodedata.normalize("NFD", "Nguyễn Thị Hòa")}, [Recognition.NAME]),
        ({"full_name": "Nguyễn Thị Hoa"}, [Recognition.SIMILAR_NAME]),
        ({"full_name": "Nguyễn Thị Hoàn"}, []),
        ({"date_of_birth": date(1965, 3, 12)}, [Recognition.NAME]),
        ({"date_of_birth": 1966}, []),
        ({"date_of_birth": None}, []),
        ({"ward_code": "11825"}, []),
        ({"ward_code": ""}, []),
        ({"full_name": " "}, []),
        ({"id": HOA.id}, []),
    ],
)
def test_somebody_without_a_number_is_recognised_by_name_year_and_commune(
    changes: dict[str, object], by: list[Recognition]
) -> None:
    assert found(**changes) == by


@pytest.mark.parametrize(
    "changes", [{"date_of_birth": None}, {"ward_code": ""}, {"full_name": " "}]
)
def test_two_people_of_whom_as_little_is_known_are_not_one(changes: dict[str, object]) -> None:
    person = replace(HOA, **changes)  # type: ignore[arg-type]
    assert recognise(person, [replace(person, id=AGAIN.id)]) == ()


def test_somebody_is_recognised_by_number_whatever_the_name() -> None:
    other = replace(
        CITIZEN, id=CitizenId("other"), full_name="Tên Khác", id_number="031 165 000 123"
    )
    assert [one.by for one in recognise(CITIZEN, [other])] == [Recognition.NUMBER]


def test_two_personal_numbers_are_two_people() -> None:
    one = replace(CITIZEN, ward_code="11824")
    namesake = replace(one, id=CitizenId("namesake"), id_number=MALE_1972)
    assert recognise(one, [namesake]) == ()
    by_old_card = replace(namesake, id_kind=IdKind.OTHER, id_number="030123456")
    assert [hit.by for hit in recognise(one, [by_old_card])] == [Recognition.NAME]


def test_the_surest_come_first() -> None:
    person = replace(HOA, id_number="030123456")
    similar = replace(AGAIN, id=CitizenId("a"), full_name="Nguyễn Thị Hoa")
    same = replace(AGAIN, id=CitizenId("b"))
    number = replace(AGAIN, id=CitizenId("c"), id_number="030123456", full_name="Khác")
    hits = recognise(person, [similar, same, number])
    assert [(one.by, one.citizen.id) for one in hits] == [
        (Recognition.NUMBER, "c"),
        (Recognition.NAME, "b"),
        (Recognition.SIMILAR_NAME, "a"),
    ]


@given(
    st.sampled_from(["Nguyễn Thị Hoà", "nguyễn thị hòa", "Nguyen Thi Hoa", "Lê Văn A"]),
    st.sampled_from([None, 1965, 1966, date(1965, 1, 1)]),
    st.sampled_from(["", "030123456", MALE_1972]),
    st.sampled_from(["", "11824", "11825"]),
)
def test_whoever_is_recognised_shares_a_key(
    name: str, born: date | int | None, number: str, ward: str
) -> None:
    other = replace(AGAIN, full_name=name, date_of_birth=born, id_number=number, ward_code=ward)
    person = replace(HOA, id_number="030123456")
    mine, its = recognition_keys(person), recognition_keys(other)
    shares = bool(its.number and mine.number == its.number) or bool(
        its.name and mine.name == its.name
    )
    assert bool(recognise(person, [other])) is shares


def test_at_most_five_lines_are_shown_the_newest_first() -> None:
    lines = history_lines([reception(n) for n in (7, 1, 3, 2, 6, 4, 5)], HistoryOf(MINE, None))
    assert len(lines) == MOST_LINES == 5
    assert [one.visit_id for one in lines] == ["v01", "v02", "v03", "v04", "v05"]


def test_lines_are_of_these_people_or_of_this_matter() -> None:
    somebody = frozenset({CitizenId("somebody")})
    of_case = reception(1, citizen_ids=somebody)
    of_person = reception(2, case_id=CaseId("another"))
    of_nobody = reception(3, citizen_ids=somebody, case_id=CaseId("another"))
    without_case = reception(4, citizen_ids=somebody, case_id=None)
    everything = [of_case, of_person, of_nobody, without_case]
    shown = history_lines(everything, HistoryOf(MINE, CaseId("case")))
    assert shown == (of_case, of_person)
    assert history_lines(everything, HistoryOf(MINE, None)) == (of_person,)


def test_a_denunciation_has_no_history_and_stands_in_none() -> None:
    denounced = reception(
        1, petition_types=frozenset({PetitionType.DENUNCIATION, PetitionType.FEEDBACK})
    )
    assert history_lines([denounced, reception(2)], HistoryOf(MINE, None)) == (reception(2),)
    assert history_lines([reception(2)], HistoryOf(MINE, None), is_denunciation=True) == ()


def test_receptions_of_a_matter_are_counted_whatever_they_were_about() -> None:
    denounced = reception(2, petition_types=frozenset({PetitionType.DENUNCIATION}))
    other = reception(3, case_id=CaseId("other"))
    receptions = [reception(1), denounced, other, reception(4, case_id=None)]
    assert count_receptions(receptions, HistoryOf(MINE, CaseId("case"))) == 2
    assert count_receptions(receptions, HistoryOf(MINE, None)) == 4
    assert count_receptions(receptions, HistoryOf(MINE, None, VisitId("v01"))) == 3
    assert count_receptions(receptions, HistoryOf(frozenset(), None)) == 0
    assert count_receptions([], HistoryOf(MINE, CaseId("case"))) == 0
