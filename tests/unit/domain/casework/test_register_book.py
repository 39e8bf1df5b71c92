"""The register as a PC has it: what is found, in which order, and how many there are."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register import RegisterEntry, struck_out
from desktop.domain.casework.register_book import (
    KnownRow,
    RegisterCounts,
    RegisterQuery,
    SlipKind,
    counts_of,
    counts_of_book,
    in_book_order,
    is_found,
    newest_rows_first,
    restricted,
    search_words,
    searched_text,
    slips_of,
)
from desktop.domain.ids import RegisterEntryId, VisitId
from desktop.domain.sync.operation import RecordStorage
from tests.samples.casework import NOW, ROW
from tests.unit.domain.casework.test_register import STRIKE

pytestmark = pytest.mark.unit

QUERY = RegisterQuery(year=2026)


def known(number: int | None, entry: RegisterEntry = ROW) -> KnownRow:
    return KnownRow(
        entry=replace(entry, id=RegisterEntryId(f"row-{number}")),
        number=number,
        is_restricted=False,
        storage=RecordStorage.CITY,
        is_at_city=True,
    )


def found(search: str, entry: RegisterEntry = ROW, query: RegisterQuery = QUERY) -> bool:
    return is_found(entry, searched_text(entry), query, search_words(search))


@pytest.mark.parametrize(
    ("search", "is_there"),
    [
        ("nguyen thi mau", True),
        ("Nguyễn MẪU", True),
        ("duong thon", True),
        ("đường thôn ngập", True),
        ("an lao 031165", True),
        ("031165000123", True),
        ("cong thoat", True),
        ("nguyen hoa", False),
        ("", True),
    ],
)
def test_words_are_found_with_and_without_marks(search: str, *, is_there: bool) -> None:
    assert found(search) is is_there


def test_a_struck_row_is_found_too_also_by_its_reason() -> None:
    struck = struck_out(ROW, STRIKE)
    assert found("ghi trung dong 212", struck)
    assert found("nguyen", struck)


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        (RegisterQuery(year=2026, month=11), True),
        (RegisterQuery(year=2026, month=10), False),
        (RegisterQuery(year=2025), False),
        (RegisterQuery(year=2026, petition_type=PetitionType.COMPLAINT), True),
        (RegisterQuery(year=2026, petition_type=PetitionType.FEEDBACK), False),
    ],
)
def test_a_book_is_narrowed_by_month_and_type(query: RegisterQuery, *, is_there: bool) -> None:
    assert found("", query=query) is is_there


@given(numbers=st.lists(st.none() | st.integers(1, 50), unique=True))
def test_the_newest_stands_first_and_in_print_last(numbers: Sequence[int | None]) -> None:
    rows = [known(number) for number in numbers]
    shown, printed = newest_rows_first(rows), in_book_order(rows)
    assert shown == printed[::-1]
    given = [one.number for one in printed if one.number is not None]
    assert given == sorted(given)
    assert None not in [one.number for one in printed[: len(given)]]


def test_what_is_struck_out_counts_as_a_row_and_as_nobody() -> None:
    struck = struck_out(replace(ROW, same_content_count=9), STRIKE)
    second = replace(ROW, same_content_count=3)
    other = replace(ROW, visit_id=VisitId("other"))
    entries = [struck, ROW, second, other]
    rows = [known(number, one) for number, one in zip((1, 2, 3, None), entries, strict=True)]
    book = counts_of_book(rows)
    assert book == RegisterCounts(rows=4, struck=1, waiting=1)
    assert counts_of(book, rows) == replace(book, visits=2, people=5)
    assert counts_of(book, rows[:1]) == book
    assert counts_of_book([]) == RegisterCounts()


def test_what_became_a_denunciation_is_shown_without_a_person() -> None:
    row = restricted(replace(known(3), other=ROW))
    assert row.is_restricted
    assert row.entry.name_address == row.entry.summary == ""
    assert row.other is not None
    assert row.other.id_document == ""
    assert restricted(known(3)).other is None
    assert not found("nguyen", row.entry)


def test_a_row_that_the_city_would_not_have() -> None:
    refused = replace(known(None), storage=RecordStorage.REFUSED, is_at_city=False)
    assert refused.is_refused
    assert not known(None).is_refused


def test_a_reception_of_last_year_stands_in_no_month_of_this_one() -> None:
    late = replace(ROW, reception_date=date(2025, 11, 3), replaces_id=ROW.id)
    assert found("", late)
    assert not found("", late, RegisterQuery(year=2026, month=11))


@pytest.mark.parametrize(
    ("changes", "slips"),
    [
        ({}, ()),
        ({"guided_to": "UBND xã Khác"}, (SlipKind.GUIDANCE,)),
        ({"handled_by": "Sở Xây dựng"}, (SlipKind.TRANSFER,)),
        ({"handled_by": "UBND xã An Lão", "within_competence": True}, ()),
        ({"guided_to": "a", "handled_by": "b"}, (SlipKind.GUIDANCE, SlipKind.TRANSFER)),
        ({"guided_to": "a", "struck_out_at": NOW}, ()),
        ({"guided_to": "a", "petition_type": PetitionType.DENUNCIATION}, ()),
    ],
)
def test_a_row_is_printed_as_what_became_of_it(
    changes: dict[str, Any], slips: tuple[SlipKind, ...]
) -> None:
    plain = replace(ROW, guided_to="", handled_by="", within_competence=False)
    row = known(3, replace(plain, **changes))
    assert slips_of(row) == slips
    assert slips_of(restricted(row)) == ()
