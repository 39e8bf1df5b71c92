from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.people.citizen import Gender, IdKind
from desktop.domain.casework.people.identity import (
    MAX_CARD_CHARACTERS,
    PROVINCE_CODES,
    TWELVE_DIGITS,
    CardReading,
    IdentityWarning,
    NumberFacts,
    count_digits,
    identity_warnings,
    is_card_text,
    is_number_of,
    is_passport_number,
    number_facts,
    read_card,
    tidied_number,
)
from tests.samples.casework import CITIZEN, FEMALE_1965, MALE_1972, MALE_2003, TODAY

pytestmark = pytest.mark.unit

CARD = "031165000123|123456789|Nguyễn Thị Mẫu|12031965|Nữ|Tổ 1, xã An Lão, Hải Phòng|01012022"
READING = CardReading(
    id_number=FEMALE_1965,
    old_number="123456789",
    full_name="Nguyễn Thị Mẫu",
    date_of_birth=date(1965, 3, 12),
    gender=Gender.FEMALE,
    address_text="Tổ 1, xã An Lão, Hải Phòng",
    id_issue_date=date(2022, 1, 1),
)


def test_there_are_the_63_provinces_of_before_the_mergers() -> None:
    assert len(PROVINCE_CODES) == 63
    assert all(len(code) == 3 and code.isdigit() for code in PROVINCE_CODES)
    assert {"031", "030"} <= PROVINCE_CODES  # Hải Phòng, Hải Dương


@pytest.mark.parametrize(
    ("number", "facts"),
    [
        (FEMALE_1965, NumberFacts(province="031", gender=Gender.FEMALE, birth_year=1965)),
        (MALE_1972, NumberFacts(province="030", gender=Gender.MALE, birth_year=1972)),
        (MALE_2003, NumberFacts(province="031", gender=Gender.MALE, birth_year=2003)),
        ("031399000123", NumberFacts(province="031", gender=Gender.FEMALE, birth_year=2099)),
        ("031900000123", NumberFacts(province="031", gender=Gender.FEMALE, birth_year=2300)),
        ("03116500012", None),
        ("", None),
    ],
)
def test_a_number_says_province_gender_and_year(number: str, facts: NumberFacts | None) -> None:
    assert number_facts(IdKind.CCCD, number) == facts


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_no_number_of_twelve_digits_is_refused_for_a_check_digit(number: str) -> None:
    for kind in TWELVE_DIGITS:
        assert is_number_of(kind, number)
    facts = number_facts(IdKind.PERSONAL_NUMBER, number)
    assert facts is not None
    assert 1900 <= facts.birth_year <= 2399


@pytest.mark.parametrize("kind", [IdKind.PASSPORT, IdKind.OTHER])
def test_other_papers_have_numbers_of_their_own(kind: IdKind) -> None:
    assert is_number_of(kind, "030123456")
    assert number_facts(kind, FEMALE_1965) is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("B1234567", True), ("C12345678", True), ("B123456", False), ("b1234567", False),
     ("1234567", False), ("B١٢٣٤٥٦٧", False)],
)  # fmt: skip
def test_a_passport_has_a_letter_and_seven_or_eight_digits(text: str, *, is_one: bool) -> None:
    assert is_passport_number(text) is is_one


@pytest.mark.parametrize(
    ("typed", "kept", "digits"),
    [
        ("０３１１６５０００１２３", FEMALE_1965, 12),
        (" 031 165 000 123 ", FEMALE_1965, 12),
        ("031.165.000-123", FEMALE_1965, 12),
        ("031\u00a0165\u2009000123", FEMALE_1965, 12),
        ("03116500o123", "03116500O123", 11),
        ("b1234567", "B1234567", 7),
        ("٠٣١", "٠٣١", 0),
        ("", "", 0),
    ],
)
def test_a_number_is_kept_plain_and_no_letter_is_dropped(
    typed: str, kept: str, digits: int
) -> None:
    assert tidied_number(typed) == kept
    assert count_digits(kept) == digits


@pytest.mark.parametrize(
    ("changes", "warnings"),
    [
        ({}, ()),
        ({"id_number": "099165000123"}, (IdentityWarning.UNKNOWN_PROVINCE,)),
        ({"gender": Gender.MALE}, (IdentityWarning.GENDER,)),
        ({"gender": None, "date_of_birth": None}, ()),
        ({"date_of_birth": date(1966, 3, 12)}, (IdentityWarning.BIRTH_YEAR,)),
        ({"date_of_birth": 1965}, ()),
        (
            {"id_number": "031365000123"},
            (IdentityWarning.BIRTH_YEAR, IdentityWarning.FUTURE_YEAR),
        ),
        ({"id_number": "0311650001", "gender": Gender.MALE}, ()),
        ({"id_kind": IdKind.OTHER, "gender": Gender.MALE}, ()),
    ],
)
def test_what_is_odd_about_a_number(
    changes: dict[str, object], warnings: tuple[IdentityWarning, ...]
) -> None:
    record = replace(CITIZEN, **changes)  # type: ignore[arg-type]
    assert identity_warnings(record, today=TODAY, numbers_today={}) == warnings


def test_the_same_number_today_is_odd_whatever_the_paper() -> None:
    passport = replace(CITIZEN, id_kind=IdKind.PASSPORT, id_number="B1234567")
    today = {"B1234567": 1}
    found = identity_warnings(passport, today=TODAY, numbers_today=today)
    assert found == (IdentityWarning.SAME_NUMBER_TODAY,)
    nobody = replace(CITIZEN, id_number="")
    assert identity_warnings(nobody, today=TODAY, numbers_today={"": 1}) == ()


def test_a_card_is_read() -> None:
    assert read_card(CARD) == READING
    assert read_card(CARD + "\n") == READING


def test_fields_after_the_seventh_are_ignored() -> None:
    assert read_card(CARD + "|Nguyễn Văn B||x") == replace(READING, extra=3)


@pytest.mark.parametrize(
    ("card", "changes"),
    [
        (CARD.replace("12031965", "31021965"), {"date_of_birth": None}),
        (CARD.replace("12031965", "1965"), {"date_of_birth": 1965}),
        (CARD.replace("|01012022", "|2022"), {"id_issue_date": None}),
        (CARD.replace("|01012022", "|31022022"), {"id_issue_date": None}),
        (CARD.replace("Nữ", "?"), {"gender": None}),
        (CARD.replace("Nữ", "NAM"), {"gender": Gender.MALE}),
        (CARD.replace("Nữ", "Nu\u031b\u0303"), {"gender": Gender.FEMALE}),
        (CARD.replace("123456789", ""), {"old_number": ""}),
        (CARD.replace("Tổ 1", "Tổ\u202e1"), {}),
        (CARD.replace("031165000123", "031 165 000 123"), {}),
    ],
)
def test_what_a_card_does_not_say_is_left_to_be_typed(
    card: str, changes: dict[str, object]
) -> None:
    assert read_card(card) == replace(READING, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "031165000123",
        CARD.rpartition("|")[0],
        CARD.replace("031165000123", "03116500012"),
        CARD.replace("031165000123", ""),
        CARD.replace("Nguyễn Thị Mẫu", ""),
        CARD.replace("Nguyễn Thị Mẫu", "Nguyễn\u202eThị Mẫu"),
        CARD + "x" * MAX_CARD_CHARACTERS,
        "||||||",
    ],
)
def test_what_is_no_card_is_typed_by_hand(text: str) -> None:
    assert read_card(text) is None


def test_six_bars_make_a_card_of_what_a_reader_types() -> None:
    assert is_card_text(CARD)
    assert not is_card_text("đường 1 | đường 2")
    assert is_card_text("|" * MAX_CARD_CHARACTERS)
    assert not is_card_text("|" * (MAX_CARD_CHARACTERS + 1))


@given(st.text(alphabet="0123456789|Nữam \u202e", max_size=60) | st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    reading = read_card(text)
    assert reading is None or len(reading.id_number) == 12
