from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.conduct.consultation import Consultation
from desktop.domain.conduct.floor import (
    LAST_MINUTE_S,
    TURN_S,
    can_ask_floor,
    can_give_floor,
    heard_sites,
    may_open_microphone,
    turn_clock,
    turn_lasts_s,
)
from desktop.domain.conduct.live_session import LiveSession, Seat
from desktop.domain.conduct.pause import Pause
from desktop.domain.conduct.speaking_queue import SpeakingQueue
from desktop.domain.directory.site import SiteRole
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.session import JOINABLE_STATUSES
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from tests.samples.live import a_live

pytestmark = pytest.mark.unit

OWN = SiteId("commune")
OPEN = SessionStatus.IN_SESSION


def test_a_component_site_speaks_only_with_the_floor() -> None:
    assert may_open_microphone(SiteRole.COMPONENT, OWN, OWN, OPEN)
    assert not may_open_microphone(SiteRole.COMPONENT, OWN, None, OPEN)
    assert not may_open_microphone(SiteRole.COMPONENT, OWN, SiteId("agency"), OPEN)


def test_the_central_site_may_always_speak() -> None:
    assert may_open_microphone(SiteRole.CENTRAL, OWN, SiteId("agency"), OPEN)


def test_before_the_opening_every_site_may_be_heard() -> None:
    for status in (SessionStatus.CONNECTING, SessionStatus.READY):
        assert may_open_microphone(SiteRole.COMPONENT, OWN, None, status)
    assert not may_open_microphone(SiteRole.COMPONENT, OWN, None, SessionStatus.SCHEDULED)


@given(st.floats(min_value=-1e6, max_value=1e6))
def test_elapsed_and_remaining_make_up_the_turn(elapsed_s: float) -> None:
    clock = turn_clock(elapsed_s)
    assert clock.elapsed_s >= 0
    assert clock.elapsed_s + clock.remaining_s == TURN_S
    assert clock.is_last_minute is (clock.remaining_s <= LAST_MINUTE_S)


def test_overtime_is_counted_and_not_cut() -> None:
    assert turn_clock(TURN_S + 7).remaining_s == -7


BEGAN = datetime(2026, 11, 26, 1, tzinfo=UTC)
STOPS = st.lists(st.tuples(st.integers(-50, 50), st.none() | st.integers(0, 40)), max_size=4)


@given(STOPS, STOPS, st.integers(0, 60))
def test_pauses_and_consultations_are_no_time_of_the_speaker(
    pauses: list[tuple[int, int | None]], consultations: list[tuple[int, int | None]], now: int
) -> None:
    """Against each second counted by itself."""
    stops = [
        (at, now if lasts is None else at + lasts)
        for at, lasts in (*pauses, *consultations)
        if at <= now
    ]
    told = replace(
        a_live("hq", "commune"),
        floor_since=BEGAN,
        pauses=tuple(
            Pause(
                reason=PauseReason.BREAK, at=BEGAN + timedelta(seconds=at), ended_at=_end(at, one)
            )
            for at, one in pauses
            if at <= now
        ),
        consultations=tuple(
            Consultation(site_ids=(), at=BEGAN + timedelta(seconds=at), ended_at=_end(at, one))
            for at, one in consultations
            if at <= now
        ),
    )
    spoken = sum(not any(at <= one < end for at, end in stops) for one in range(now))
    assert turn_lasts_s(told, BEGAN + timedelta(seconds=now)) == spoken


def _end(at: int, lasts: int | None) -> datetime | None:
    return None if lasts is None else BEGAN + timedelta(seconds=at + lasts)


def test_nobody_speaks_for_no_time() -> None:
    assert turn_lasts_s(a_live("hq"), BEGAN) is None
    assert turn_lasts_s(replace(a_live("hq"), floor_since=BEGAN), BEGAN) == 0.0


HQ, AGENCY = SiteId("hq"), SiteId("agency")


def live(status: SessionStatus, speaking: SiteId | None = None, *locked: SiteId) -> LiveSession:
    seats = tuple(
        Seat(
            site_id=site_id,
            is_connected=True,
            media_number=1,
            is_microphone_on=True,
            is_camera_on=True,
            has_hand_up=False,
        )
        for site_id in (AGENCY, OWN, HQ)
    )
    return LiveSession(
        session_id=SessionId("s"),
        seq=1,
        status=status,
        step=Step.OPENING,
        pause_reason=None,
        opened_at=None,
        seats=seats,
        speaking_site_id=speaking,
        floor_since=None,
        stage=None,
        queue=SpeakingQueue(locked=locked) if locked else None,
    )


@pytest.mark.parametrize("status", list(SessionStatus))
def test_in_each_status_the_heard_are_those_that_may_open_their_microphone(
    status: SessionStatus,
) -> None:
    heard = set(heard_sites(live(status, OWN), {HQ}))
    if can_give_floor(status):
        assert heard == {HQ, OWN}
    elif status in (SessionStatus.CONNECTING, SessionStatus.READY):
        assert heard == {HQ, OWN, AGENCY}
    else:
        assert heard == set()
    for site_id, role in ((OWN, SiteRole.COMPONENT), (AGENCY, SiteRole.COMPONENT)):
        if site_id in heard:
            assert may_open_microphone(role, site_id, OWN, status)


def test_who_is_locked_is_not_heard_with_the_floor_nor_before_the_opening() -> None:
    assert heard_sites(live(OPEN, OWN, OWN), {HQ}) == (HQ,)
    assert heard_sites(live(SessionStatus.READY, None, OWN), {HQ}) == (AGENCY, HQ)


def test_chair_and_secretary_are_heard_without_the_floor_and_in_spite_of_a_lock() -> None:
    assert heard_sites(live(OPEN, OWN, HQ), {HQ, AGENCY}) == (AGENCY, OWN, HQ)
    assert heard_sites(live(SessionStatus.PAUSED, OWN), {HQ, AGENCY}) == ()


def test_hands_move_while_sites_sit_there_and_turns_while_the_session_goes_on() -> None:
    assert {one for one in SessionStatus if can_ask_floor(one)} == JOINABLE_STATUSES
    assert {one for one in SessionStatus if can_give_floor(one)} == {
        SessionStatus.IN_SESSION,
        SessionStatus.CONCLUDING,
        SessionStatus.MINUTES_REVIEW,
        SessionStatus.SIGNED,
    }
