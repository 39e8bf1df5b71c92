from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.people.group import (
    LawfulNumber,
    are_members,
    is_designated,
    is_nobody_twice,
    lawful_representatives,
    may_come_together,
    unidentified,
)
from desktop.domain.ids import CitizenId, MemberId
from desktop.domain.to_be_confirmed import OPEN_VALUES
from tests.samples.casework import group, members

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("size", "least", "most"),
    [(1, 0, 0), (2, 1, 2), (4, 1, 2), (5, 1, 2), (10, 1, 2), (11, 1, 5), (500, 1, 5)],
)
def test_how_many_speak_for_a_group(size: int, least: int, most: int) -> None:
    assert lawful_representatives(size) == LawfulNumber(least=least, most=most)


def test_the_number_of_a_small_group_is_to_be_confirmed() -> None:
    one = replace(OPEN_VALUES, small_group_most=1)
    assert lawful_representatives(4, one).most == 1
    assert lawful_representatives(5, one).most == 2


@given(st.integers(min_value=1, max_value=10_000))
def test_a_larger_group_never_sends_fewer_and_never_more_than_five(size: int) -> None:
    here, next_one = lawful_representatives(size), lawful_representatives(size + 1)
    assert here.least <= here.most <= 5
    assert here.most <= next_one.most
    assert here.most <= size


def test_a_representative_is_a_member_who_stayed() -> None:
    seven = group(7, 2)
    assert are_members(seven)
    assert not are_members(replace(seven, representatives=(MemberId("m0"), MemberId("nobody"))))
    assert not are_members(replace(seven, withdrawn_members=frozenset({MemberId("m0")})))
    assert are_members(replace(seven, withdrawn_members=frozenset({MemberId("m6")})))


def test_a_pair_may_both_speak() -> None:
    assert are_members(group(2, 2))


def test_nobody_is_a_representative_twice() -> None:
    assert not are_members(replace(group(7, 0), representatives=(MemberId("m0"),) * 2))


def test_a_representative_is_somebody_who_was_taken_in() -> None:
    assert unidentified(group(7, 2)) == ()
    assert [one.id for one in unidentified(group(7, 2, identified=1))] == ["m1"]
    assert unidentified(group(7, 0)) == ()


def test_nobody_is_two_members() -> None:
    two = group(7, 2)
    assert is_nobody_twice(two)
    same = replace(two.members[1], citizen_id=two.members[0].citizen_id)
    assert not is_nobody_twice(replace(two, members=(two.members[0], same, *two.members[2:])))


def test_several_come_as_members_of_one_group() -> None:
    first, second, stranger = (CitizenId(f"person-{n}") for n in (0, 1, 9))
    assert may_come_together((stranger,), None)
    assert may_come_together((stranger,), group(7, 2))
    assert may_come_together((first, second), group(7, 2))
    assert not may_come_together((first, second), None)
    assert not may_come_together((first, stranger), group(7, 2))
    assert not may_come_together((first, first), group(7, 2))


def test_a_designation_is_signed_by_all_who_stayed() -> None:
    seven = group(7, 2)
    assert is_designated(seven)
    assert not is_designated(replace(seven, designation_document_id=None))
    assert not is_designated(replace(seven, members=members(6)))
    unsigned = (*members(6), replace(members(7)[6], signed=False))
    assert not is_designated(replace(seven, members=unsigned))
    without_the_last = frozenset({MemberId("m6")})
    assert is_designated(replace(seven, members=unsigned, withdrawn_members=without_the_last))


def test_a_withdrawal_of_somebody_unknown_excuses_no_signature() -> None:
    six_of_seven = replace(
        group(7, 2), members=members(6), withdrawn_members=frozenset({MemberId("nobody")})
    )
    assert not is_designated(six_of_seven)
