"""Consultations: who may be chosen, and what passes between whom."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.conduct.consultation import (
    Consultation,
    SitesFault,
    lasting,
    may_exchange,
    may_read,
    sites_fault,
    sites_with_citizens,
    with_end,
)
from desktop.domain.conduct.floor import heard_sites
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.ids import SiteId
from desktop.domain.reception.status import SessionStatus, Step
from tests.fakes.fake_channel import a_seat
from tests.fakes.fake_clock import NOON
from tests.samples.receptions import AGENCY, COMMUNE, HQ, SESSION, a_plan

pytestmark = pytest.mark.unit

SITES = (HQ, COMMUNE, AGENCY, SiteId("other"))
LATER = NOON + timedelta(minutes=3)
among = st.sets(st.sampled_from(SITES))
one_site = st.sampled_from(SITES)


def consulting(*site_ids: SiteId) -> Consultation:
    return Consultation(site_ids=site_ids, at=NOON)


def live(*consultations: Consultation) -> LiveSession:
    return LiveSession(
        session_id=SESSION,
        seq=1,
        status=SessionStatus.IN_SESSION,
        step=Step.CONSULTATION,
        pause_reason=None,
        opened_at=NOON,
        seats=tuple(map(a_seat, SITES)),
        speaking_site_id=COMMUNE,
        floor_since=NOON,
        stage=None,
        consultations=consultations,
    )


@given(chosen=among, present=among)
def test_two_sites_that_are_here_consult_the_central_one_among_them_and_others_wait(
    chosen: set[SiteId], present: set[SiteId]
) -> None:
    fault = sites_fault(chosen, central=HQ, planned=SITES, present=present)
    is_good = HQ in chosen and len(chosen) > 1 and chosen <= present and chosen != set(SITES)
    assert (fault is None) is is_good


@pytest.mark.parametrize(
    ("chosen", "fault"),
    [
        ((HQ,), SitesFault.TOO_FEW),
        ((AGENCY, COMMUNE), SitesFault.WITHOUT_CENTRAL),
        ((HQ, SITES[3]), SitesFault.ABSENT),
        (SITES[:3], SitesFault.EVERYBODY),
    ],
)
def test_each_fault_has_its_name(chosen: tuple[SiteId, ...], fault: SitesFault) -> None:
    assert sites_fault(chosen, central=HQ, planned=SITES[:3], present=SITES[:3]) is fault


def test_citizens_and_who_represents_them_are_normally_left_out() -> None:
    assert sites_with_citizens(a_plan().participants) == {COMMUNE}


@given(members=among, one=one_site, other=one_site)
def test_media_pass_among_who_consults_and_nowhere_else(
    members: set[SiteId], one: SiteId, other: SiteId
) -> None:
    passes = may_exchange(consulting(*members), one, other)
    assert passes is (one in members and other in members)
    assert passes is may_exchange(consulting(*members), other, one)
    assert may_exchange(None, one, other)


@given(members=among, by=one_site, of=one_site)
def test_who_waits_reads_nothing_of_who_consults(
    members: set[SiteId], by: SiteId, of: SiteId
) -> None:
    reads = may_read(consulting(*members), by=by, of=of)
    assert reads is (of not in members or by in members)
    assert may_read(None, by=by, of=of)


def test_one_that_ended_lasts_no_more() -> None:
    first, second = consulting(HQ, AGENCY), consulting(HQ, COMMUNE)
    assert lasting(()) is None
    ended = with_end((first,), LATER)
    assert ended == (replace(first, ended_at=LATER),)
    assert lasting(ended) is None
    assert with_end(ended, LATER + timedelta(minutes=1)) == ended
    assert lasting((*ended, second)) == second


def test_while_it_lasts_who_consults_is_heard_without_the_floor_and_nobody_else() -> None:
    told = live(consulting(HQ, AGENCY))
    assert told.consultation == consulting(HQ, AGENCY)
    assert [one for one in SITES if told.waits(one)] == [COMMUNE, SITES[3]]
    assert set(heard_sites(told, {HQ, SITES[3]})) == {HQ, AGENCY}
    after = live(replace(consulting(HQ, AGENCY), ended_at=LATER))
    assert after.consultation is None
    assert not any(map(after.waits, SITES))
    assert set(heard_sites(after, {HQ})) == {HQ, COMMUNE}


def test_in_a_pause_nobody_is_heard_who_consults_either() -> None:
    told = replace(live(consulting(HQ, AGENCY)), status=SessionStatus.PAUSED)
    assert heard_sites(told, {HQ}) == ()
