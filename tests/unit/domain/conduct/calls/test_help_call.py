"""A silent call for help: it stands until another site sees to it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.conduct.calls.help_call import (
    MAX_HELP_CALLS,
    HelpCall,
    HelpCalls,
    help_wanted,
    open_help_call,
    with_help_call,
    with_taken,
)
from desktop.domain.ids import SiteId
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

COMMUNE, HQ, AGENCY = map(SiteId, ("commune", "hq", "agency"))
SITES = (COMMUNE, HQ, AGENCY)


def test_a_second_press_changes_nothing_while_nobody_sees_to_it() -> None:
    once = with_help_call((), COMMUNE, NOON)
    assert with_help_call(once, COMMUNE, NOON + timedelta(minutes=1)) is once


def test_whoever_asks_does_not_see_to_it_and_nobody_to_what_is_not_asked() -> None:
    asked = with_help_call((), COMMUNE, NOON)
    assert with_taken(asked, COMMUNE, COMMUNE, NOON) is None
    assert with_taken(asked, AGENCY, HQ, NOON) is None
    taken = with_taken(asked, COMMUNE, HQ, NOON)
    assert taken == (HelpCall(site_id=COMMUNE, at=NOON, taken_by=HQ, taken_at=NOON),)
    assert with_taken(taken, COMMUNE, AGENCY, NOON) is None


def test_it_may_be_asked_again_once_somebody_saw_to_it() -> None:
    asked = with_help_call((), COMMUNE, NOON)
    taken = with_taken(asked, COMMUNE, HQ, NOON)
    assert taken is not None
    again = with_help_call(taken, COMMUNE, NOON + timedelta(minutes=1))
    assert [one.taken_by for one in again] == [HQ, None]


def test_the_oldest_of_others_is_wanted_here() -> None:
    asked = with_help_call(with_help_call((), COMMUNE, NOON), AGENCY, NOON)
    assert help_wanted(asked, HQ) == asked[0]
    assert help_wanted(asked, COMMUNE) == asked[1]
    assert help_wanted(asked[:1], COMMUNE) is None


def test_without_any_that_is_over_the_oldest_makes_room() -> None:
    names = [SiteId(f"s{n}") for n in range(MAX_HELP_CALLS)]
    calls: HelpCalls = ()
    for name in names:
        calls = with_help_call(calls, name, NOON)
    calls = with_help_call(calls, COMMUNE, NOON)
    assert [one.site_id for one in calls] == [*names[1:], COMMUNE]


@given(
    st.lists(st.tuples(st.sampled_from(SITES), st.one_of(st.none(), st.sampled_from(SITES)))),
)
def test_no_call_is_lost_and_no_site_has_two_that_stand(
    presses: list[tuple[SiteId, SiteId | None]],
) -> None:
    calls: HelpCalls = ()
    for site_id, taken_by in presses:
        if taken_by is None:
            calls = with_help_call(calls, site_id, NOON)
            assert open_help_call(calls, site_id) is not None
        else:
            was_open = open_help_call(calls, site_id) is not None
            taken = with_taken(calls, site_id, taken_by, NOON)
            assert (taken is not None) == (was_open and taken_by != site_id)
            calls = calls if taken is None else taken
        open_ones = [one.site_id for one in calls if one.taken_by is None]
        assert len(open_ones) == len(set(open_ones))
        assert len(calls) <= MAX_HELP_CALLS
