import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.people.citizen import (
    Birth,
    Citizen,
    age_years,
    as_citizen,
    birth_year,
    is_born,
    is_identity_number,
    is_name,
    masked_number,
    masked_phone,
    people_of_case,
    read_birth,
    tidied_name,
    ward_in,
)
from tests.samples.casework import CITIZEN, FEMALE_1965, TODAY

pytestmark = pytest.mark.unit


def test_a_case_names_each_person_once_as_they_were_taken_in_last() -> None:
    asked = as_citizen(replace(CITIZEN, id_number="", address_text="Xã An Lão"))
    came = as_citizen(CITIZEN, is_representative=True)
    other = as_citizen(replace(CITIZEN, id_number="030072004567"))
    again = as_citizen(replace(CITIZEN, full_name="Nguyễn Thị Mẫu Hai"))
    stranger = as_citizen(replace(CITIZEN, full_name="Lê Văn Mẫu", id_number=""))
    assert people_of_case(()) == ()
    assert people_of_case((asked, came)) == (came,)
    assert people_of_case((asked, stranger, came)) == (came, stranger)
    assert people_of_case((came, other)) == (came, other)
    assert people_of_case((came, other, again)) == (again, other)


def test_a_number_shows_three_digits_in_front_and_two_behind() -> None:
    assert masked_number("031165000123") == "031•••••••23"


@given(st.text(alphabet="0123456789", max_size=20))
def test_masking_keeps_the_length_and_never_shows_more_than_five_digits(number: str) -> None:
    masked = masked_number(number)
    assert len(masked) == len(number)
    assert sum(char != "•" for char in masked) <= 5
    if len(number) <= 5:
        assert set(masked) <= {"•"}


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("0900000456", "•••••••456"),
        ("0900 000 456", "•••• ••• 456"),
        ("456", "•••"),
        ("", ""),
        ("0225.3 máy lẻ 12", "••••.3 máy lẻ 12"),
    ],
)
def test_a_phone_number_shows_its_last_three_digits(phone: str, shown: str) -> None:
    assert masked_phone(phone) == shown


@given(st.text(alphabet="0123456789 .-+", max_size=20))
def test_masking_a_phone_keeps_its_groups_and_shows_three_digits_at_most(phone: str) -> None:
    shown = masked_phone(phone)
    assert len(shown) == len(phone)
    assert sum(char.isdigit() for char in shown) <= 3
    assert [char for char in shown if char in " .-+"] == [char for char in phone if char in " .-+"]


@pytest.mark.parametrize(
    ("text", "is_number"),
    [("031165000123", True), ("03116500012", False), ("0311650001234", False),
     ("03116500012x", False), ("", False), ("٠٣١١٦٥٠٠٠١٢٣", False)],
)  # fmt: skip
def test_an_identity_number_has_twelve_digits(text: str, *, is_number: bool) -> None:
    assert is_identity_number(text) is is_number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn   Văn  A ", "Nguyễn Văn A"),
        (unicodedata.normalize("NFD", "Đỗ Thị Thuỷ"), "Đỗ Thị Thuỷ"),
        ("H\u2019Hen Ni\u00ea", "H'Hen Niê"),
        ("Y\u2018\u0110\u0103m", "Y'Đăm"),
        ("", ""),
    ],
)
def test_a_name_is_kept_composed_and_with_one_kind_of_apostrophe(typed: str, kept: str) -> None:
    assert tidied_name(typed) == kept


@given(st.text())
def test_a_tidied_name_stays_and_loses_no_letter(text: str) -> None:
    once = tidied_name(text)
    assert tidied_name(once) == once
    letters = [char for char in unicodedata.normalize("NFC", text) if char.isalpha()]
    assert [char for char in once if char.isalpha()] == [
        char for char in letters if char != "\u02bc"
    ]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("Mẫu", True), ("O'Neil", True), ("A-B. C", True), ("A" * 100, True), ("A" * 101, False),
     ("", False), (" .-", False), ("Lê Văn 1", False), ("Lê\u202eVăn", False), ("Lê, Văn", False)],
)  # fmt: skip
def test_a_name_has_letters_and_few_signs(text: str, *, is_one: bool) -> None:
    assert is_name(text) is is_one


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("12/03/1965", date(1965, 3, 12)),
        ("12.3.1965", date(1965, 3, 12)),
        (" 12 03 1965 ", date(1965, 3, 12)),
        ("12031965", date(1965, 3, 12)),
        ("29/02/2024", date(2024, 2, 29)),
        ("1965", 1965),
        ("00001965", 1965),
        ("00/00/1965", 1965),
        ("31/02/1965", None),
        ("29/02/2023", None),
        ("31021965", None),
        ("00/03/1965", None),
        ("12/13/1965", None),
        ("12/03/65", None),
        ("0065", None),
        ("１９６５", None),
        ("khoảng 1965", None),
        ("", None),
    ],
)
def test_a_birth_is_a_day_that_exists_or_a_year(text: str, birth: Birth | None) -> None:
    assert read_birth(text) == birth


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert read_birth(f"{day.day:02}/{day.month:02}/{day.year}") == day
    assert read_birth(f"{day.day:02}{day.month:02}{day.year}") == day
    assert birth_year(day) == day.year


def test_the_age_is_in_full_years() -> None:
    assert age_years(date(1965, 11, 26), TODAY) == 61
    assert age_years(date(1965, 11, 27), TODAY) == 60
    assert age_years(1965, TODAY) == 61
    assert birth_year(1965) == 1965


def test_somebody_is_born_today_and_not_tomorrow() -> None:
    assert is_born(TODAY, TODAY)
    assert not is_born(date(2026, 11, 27), TODAY)
    assert is_born(2026, TODAY)
    assert not is_born(2027, TODAY)


def test_a_case_names_a_citizen_as_it_did_before() -> None:
    assert as_citizen(CITIZEN, is_representative=True) == Citizen(
        full_name="Nguyễn Thị Mẫu",
        id_number=FEMALE_1965,
        id_issue_date="01/01/2022",
        id_issue_place="Cục Cảnh sát QLHC về TTXH",
        address="Tổ 1, xã An Lão",
        is_representative=True,
    )
    assert as_citizen(replace(CITIZEN, id_issue_date=None)).id_issue_date == ""


@pytest.mark.parametrize(
    ("address", "ward"),
    [
        ("Thôn 1, xã An Lão", "xã An Lão"),
        ("Số 5, Phường  Hải An , thành phố Hải Phòng", "Phường Hải An"),
        ("Đặc khu Cát Hải", "Đặc khu Cát Hải"),
        ("Thôn Xã Đông, An Lão", ""),
        ("", ""),
    ],
)
def test_the_ward_is_read_where_the_address_names_it(address: str, ward: str) -> None:
    assert ward_in(address) == ward
