"""Texts of fields: how they are typed, read, written out and hidden."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.presenters.form.spec import FieldKind
from desktop.presenters.form.values import (
    hidden,
    read_date,
    read_moment,
    read_number,
    read_phone,
    read_time,
    tidied,
    typed,
    write_date,
    write_moment,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("kind", "text", "stands"),
    [
        (FieldKind.DATE, "26/11/2026", "26/11/2026"),
        (FieldKind.DATE, " 1.2.2026 ", "01/02/2026"),
        (FieldKind.DATE, "1-12-2026", "01/12/2026"),
        (FieldKind.DATE, "1 12 2026", "01/12/2026"),
        (FieldKind.DATE, "26112026", "26/11/2026"),
        (FieldKind.DATE, "31/02/2026", "31/02/2026"),
        (FieldKind.DATE, "tháng 11", "tháng 11"),
        (FieldKind.DATE, "", ""),
        (FieldKind.TIME, "8h30", "08:30"),
        (FieldKind.TIME, "8 giờ", "8 giờ"),
        (FieldKind.TIME, "830", "08:30"),
        (FieldKind.TIME, "0830", "08:30"),
        (FieldKind.TIME, "8.30", "08:30"),
        (FieldKind.TIME, "8H", "08:00"),
        (FieldKind.TIME, "25:00", "25:00"),
        (FieldKind.TIME, "", ""),
        (FieldKind.MOMENT, "8.12.2026 13h30", "08/12/2026 13:30"),
        (FieldKind.MOMENT, "08/12/2026", "08/12/2026"),
        (FieldKind.MOMENT, "08/12/2026 mai", "08/12/2026 mai"),
        (FieldKind.MOMENT, "mai 13:30", "mai 13:30"),
        (FieldKind.IDENTITY, "031 165-000.123", "031165000123"),
        (FieldKind.PAPER, "b 123.456-7", "B1234567"),
        (FieldKind.PAPER, "số 1", "số 1"),
        (FieldKind.BIRTH, "12.4.1965", "12/04/1965"),
        (FieldKind.BIRTH, "00/00/1965", "1965"),
        (FieldKind.BIRTH, "31/02/1965", "31/02/1965"),
        (FieldKind.PHONE, "0900 000 001", "0900 000 001"),
        (FieldKind.LINE, " Lê Văn Mẫu ", " Lê Văn Mẫu "),
    ],
)
def test_a_text_is_tidied_once_its_field_is_left(kind: FieldKind, text: str, stands: str) -> None:
    assert tidied(kind, text) == stands


@given(st.sampled_from(FieldKind), st.text(max_size=24))
def test_tidying_twice_is_tidying_once(kind: FieldKind, text: str) -> None:
    assert tidied(kind, tidied(kind, text)) == tidied(kind, text)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_a_date_that_is_written_is_read_again(day: date) -> None:
    assert read_date(write_date(day)) == day
    assert tidied(FieldKind.DATE, f"{day.day}.{day.month}.{day.year}") == write_date(day)


def test_no_date_is_written_as_nothing() -> None:
    assert write_date(None) == ""
    assert write_moment(None) == ""


def test_a_moment_is_one_of_hai_phong() -> None:
    at = datetime(2026, 12, 8, 1, 30, tzinfo=UTC)
    assert write_moment(at) == "08/12/2026 08:30"
    assert read_moment("08/12/2026 08:30") == at


@pytest.mark.parametrize("text", ["", "08/12/2026", "08:30", "08/12/2026 24:30", "x 08:30"])
def test_what_is_no_moment(text: str) -> None:
    assert read_moment(text) is None


def test_an_hour_is_read() -> None:
    assert read_time("08:30") == time(8, 30)
    assert read_time("8 giờ") is None


def test_a_number_keeps_to_its_bounds() -> None:
    assert read_number(" 15 ", least=1, most=15) == 15
    assert read_number("0", least=1, most=15) is None
    assert read_number("16", least=1, most=15) is None
    assert read_number("x", least=1, most=15) is None


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("0900 000 001", "0900000001"),
        ("0900.000.001", "0900000001"),
        (" +84 900 000 001", "0900000001"),
        ("", ""),
    ],
)
def test_a_phone_number_is_its_digits(text: str, digits: str) -> None:
    assert read_phone(text) == digits


def test_only_an_identity_number_takes_nothing_but_digits() -> None:
    assert typed(FieldKind.IDENTITY, "031x 165") == "031165"
    assert typed(FieldKind.IDENTITY, "０３１ 165") == "031165"
    assert typed(FieldKind.PHONE, "0225 3 máy lẻ 12") == "0225 3 máy lẻ 12"


def test_a_private_text_shows_its_ends_alone() -> None:
    assert hidden(FieldKind.IDENTITY, "031165000123") == "031•••••••23"
    assert hidden(FieldKind.PHONE, "0900 000 456") == "•••• ••• 456"
    assert hidden(FieldKind.LINE, "Mẫu") == "•••"
