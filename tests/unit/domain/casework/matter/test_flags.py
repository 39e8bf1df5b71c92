from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.matter.case import CaseFlag
from desktop.domain.casework.matter.flags import (
    CaseFacts,
    ComplexityGround,
    FlagReason,
    Lacking,
    lacks_before_scheduling,
    propose_flags,
    years_after,
)
from desktop.domain.ids import SiteId
from desktop.domain.to_be_confirmed import OPEN_VALUES
from tests.samples.casework import TODAY

pytestmark = pytest.mark.unit

QUIET = CaseFacts()
SITES = (SiteId("tp"), SiteId("an-lao"), SiteId("sxd"))


def test_an_ordinary_case_has_no_flag() -> None:
    proposal = propose_flags(QUIET, TODAY)
    assert (proposal.flags, proposal.grounds, proposal.reasons) == (frozenset(), frozenset(), ())


@pytest.mark.parametrize(
    ("changes", "letter"),
    [
        ({"places": 2}, "a"),
        ({"contents": 2}, "b"),
        ({"touches_many": True}, "c"),
        ({"is_foreign": True}, "d"),
        ({"agencies": 2}, "dd"),
        ({"agencies_disagree": True}, "e"),
        ({"evidence_contradicts": True}, "g"),
    ],
)
def test_each_ground_alone_makes_a_case_complex(changes: dict[str, object], letter: str) -> None:
    proposal = propose_flags(replace(QUIET, **changes), TODAY)  # type: ignore[arg-type]
    assert proposal.grounds == {ComplexityGround(letter)}
    assert proposal.flags == {CaseFlag.COMPLEX}


@pytest.mark.parametrize(("people", "is_large"), [(4, False), (5, True), (11, True)])
def test_five_people_are_a_large_group(people: int, is_large: bool) -> None:
    proposal = propose_flags(replace(QUIET, people=people), TODAY)
    assert (CaseFlag.LARGE_GROUP in proposal.flags) is is_large
    assert CaseFlag.PROLONGED not in proposal.flags


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"is_pursued_after_final": True}, FlagReason.PURSUED_AFTER_FINAL),
        ({"receptions": 3}, FlagReason.RECEPTIONS),
        ({"first_raised_on": date(2024, 11, 25)}, FlagReason.YEARS),
        ({"receptions": 2}, None),
        ({"first_raised_on": date(2024, 11, 26)}, None),
    ],
)
def test_what_drags_on_is_proposed_as_prolonged(
    changes: dict[str, object], reason: FlagReason | None
) -> None:
    proposal = propose_flags(replace(QUIET, **changes), TODAY)  # type: ignore[arg-type]
    assert proposal.reasons == ((reason,) if reason else ())
    assert proposal.flags == (frozenset({CaseFlag.PROLONGED}) if reason else frozenset())


def test_years_and_receptions_are_to_be_confirmed() -> None:
    facts = replace(QUIET, receptions=3, first_raised_on=date(2024, 11, 25))
    patient = replace(OPEN_VALUES, prolonged_years=3, prolonged_receptions=4)
    assert propose_flags(facts, TODAY, patient).flags == frozenset()


def test_of_the_29th_of_february_the_next_year_begins_in_march() -> None:
    assert years_after(date(2024, 2, 29), 2) == date(2026, 3, 1)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 20))
def test_so_many_years_are_so_many_times_a_year(day: date, years: int) -> None:
    later = years_after(day, years)
    assert timedelta(0) <= later - day - timedelta(days=365 * years) <= timedelta(days=6)


@pytest.mark.parametrize("flag", CaseFlag)
def test_a_flagged_case_wants_dossier_and_participants_of_each_site(flag: CaseFlag) -> None:
    lacks = lacks_before_scheduling(
        {flag}, SITES, with_dossier={SITES[0]}, with_participants={SITES[0], SITES[2]}
    )
    assert [(one.site_id, one.what) for one in lacks] == [
        ("an-lao", Lacking.DOSSIER),
        ("an-lao", Lacking.PARTICIPANTS),
        ("sxd", Lacking.DOSSIER),
    ]


@pytest.mark.parametrize(
    ("dossiers", "participants"), list(product([(), SITES[:1], SITES], repeat=2))
)
def test_it_may_be_scheduled_when_and_only_when_nothing_is_missing(
    dossiers: tuple[SiteId, ...], participants: tuple[SiteId, ...]
) -> None:
    lacks = lacks_before_scheduling(
        {CaseFlag.COMPLEX}, SITES, with_dossier=dossiers, with_participants=participants
    )
    assert (not lacks) is (dossiers == participants == SITES)
    assert len(lacks) == 2 * len(SITES) - len(dossiers) - len(participants)


def test_a_case_without_a_flag_lacks_nothing() -> None:
    assert lacks_before_scheduling((), SITES, with_dossier=(), with_participants=()) == ()
