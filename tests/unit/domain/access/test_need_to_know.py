from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.access.need_to_know import listed_cases, needs_to_know
from desktop.domain.ids import CaseId, UserId
from tests.samples.receptions import an_officer

pytestmark = pytest.mark.unit

ONE, OTHER = CaseId("case-1"), CaseId("case-2")
SOME = st.frozensets(st.sampled_from([ONE, OTHER, CaseId("case-3")]))


@given(SOME, SOME)
def test_every_denunciation_of_a_session_must_have_the_person_on_its_list(
    denunciations: frozenset[CaseId], listed: frozenset[CaseId]
) -> None:
    assert needs_to_know(denunciations, listed) is (denunciations <= listed)


@given(SOME)
def test_what_hears_no_denunciation_is_for_everybody(listed: frozenset[CaseId]) -> None:
    assert needs_to_know((), listed)


def test_while_the_city_has_not_said_the_role_alone_decides() -> None:
    assert needs_to_know((ONE,), None)


@pytest.mark.parametrize("newest", [frozenset(), frozenset({OTHER}), None])
def test_the_list_of_the_room_is_newer_than_the_sign_in(newest: frozenset[CaseId] | None) -> None:
    officer = replace(an_officer(), denunciations=frozenset({ONE}))
    colleague = replace(officer, id=UserId("colleague"))
    told = (colleague, replace(officer, denunciations=newest))
    assert listed_cases(officer, told) == newest
    assert listed_cases(officer, (colleague,)) == frozenset({ONE})
