"""Pauses: one at a time, their time on this day, the oldest give way."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.conduct.pause import (
    MAX_PAUSES,
    BackFault,
    Pause,
    back_fault,
    lasting,
    may_replace,
    with_end,
    with_pause,
)
from desktop.domain.reception.status import PauseReason
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

LATER = NOON + timedelta(minutes=5)
LAST_MINUTE = datetime(2026, 11, 26, 16, 59, tzinfo=UTC)
"""23:59 in Vietnam, on the day of NOON."""


@pytest.mark.parametrize(
    ("back_at", "fault"),
    [
        (NOON - timedelta(seconds=1), BackFault.NOT_AHEAD),
        (NOON, BackFault.NOT_AHEAD),
        (NOON + timedelta(seconds=1), None),
        (LAST_MINUTE, None),
        (LAST_MINUTE + timedelta(minutes=1), BackFault.OTHER_DAY),
    ],
)
def test_a_pause_ends_later_on_the_same_day(back_at: datetime, fault: BackFault | None) -> None:
    assert back_fault(back_at, NOON) is fault


def test_a_pause_lasts_until_its_end_is_noted() -> None:
    pauses = with_pause((), Pause(reason=PauseReason.BREAK, at=NOON, back_at=LATER))
    assert lasting(pauses) == pauses[0]
    ended = with_end(pauses, LATER)
    assert lasting(ended) is None
    assert ended[0].ended_at == LATER
    assert with_end(ended, LATER + timedelta(minutes=1)) == ended
    assert (with_end((), NOON), lasting(())) == ((), None)


def test_what_must_not_be_heard_begins_a_pause_of_its_own_where_another_lasts() -> None:
    pauses = with_pause((), Pause(reason=PauseReason.TECHNICAL, at=NOON))
    first, second = with_pause(pauses, Pause(reason=PauseReason.SECRET, at=LATER))
    assert (first.ended_at, second.ended_at) == (LATER, None)


@pytest.mark.parametrize("reason", PauseReason)
@pytest.mark.parametrize("former", PauseReason)
def test_only_secret_content_takes_the_place_of_another_reason(
    former: PauseReason, reason: PauseReason
) -> None:
    is_secret_now = reason is PauseReason.SECRET and former is not PauseReason.SECRET
    assert may_replace(former, reason) is is_secret_now


@given(st.integers(min_value=0, max_value=2 * MAX_PAUSES))
def test_no_number_of_pauses_is_too_large_and_the_newest_are_told(count: int) -> None:
    pauses: tuple[Pause, ...] = ()
    for number in range(count):
        at = NOON + timedelta(minutes=number)
        pauses = with_pause(pauses, Pause(reason=PauseReason.BREAK, at=at))
    assert len(pauses) == min(count, MAX_PAUSES)
    assert [one for one in pauses if one.ended_at is None] == list(pauses[-1:])
