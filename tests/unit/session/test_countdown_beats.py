"""The numbers of a countdown come at the city's moments, whatever the PC's clock says."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.conduct.countdown import COUNTED_S, Countdown
from desktop.session.city_clock import MAX_ASKED, CityClock
from desktop.session.countdown_beats import CountdownBeats
from tests.fakes.fake_clock import NOON, FakeClock

pytestmark = pytest.mark.unit


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


class City:
    """A city whose time of day is not this PC's. ahead_s: so far ahead of it."""

    def __init__(self, clock: FakeClock, ahead_s: float) -> None:
        self._clock = clock
        self._ahead = timedelta(seconds=ahead_s)

    def now(self) -> datetime:
        return self._clock.now() + self._ahead


def asked(clock: FakeClock, city: City, *, there_s: float, back_s: float) -> CityClock:
    """The city's clock as this PC knows it after one question."""
    known = CityClock(clock)
    known.ask()
    clock.advance(there_s)
    told = city.now()
    clock.advance(back_s)
    known.begin(told)
    return known


@given(
    ahead_s=st.floats(min_value=-7_200, max_value=7_200),
    there_s=st.floats(min_value=0.0, max_value=0.2),
    back_s=st.floats(min_value=0.0, max_value=0.2),
)
def test_the_citys_time_is_known_within_half_of_the_way_there_and_back(
    ahead_s: float, there_s: float, back_s: float
) -> None:
    clock = FakeClock()
    city = City(clock, ahead_s)
    known = asked(clock, city, there_s=there_s, back_s=back_s)
    found_s = known.seconds_until(city.now() + timedelta(seconds=3))
    assert found_s is not None
    assert abs(found_s - 3.0) <= (there_s + back_s) / 2 + 1e-3


def test_the_quickest_answer_is_believed_and_a_new_line_begins_anew(clock: FakeClock) -> None:
    city = City(clock, 7_200.0)
    known = asked(clock, city, there_s=0.0, back_s=0.4)
    known.ask(1)
    told = city.now()
    clock.advance(0.01)
    known.answer(told, 1)
    found_s = known.seconds_until(city.now())
    assert found_s is not None
    assert abs(found_s) <= 0.006
    known.ask(2)
    clock.advance(3.0)
    known.answer(city.now(), 2)
    assert known.seconds_until(city.now()) == pytest.approx(found_s, abs=1e-6)
    known.ask()
    known.begin(city.now() + timedelta(hours=1))
    assert known.seconds_until(city.now() + timedelta(hours=1)) == pytest.approx(0.0, abs=1e-6)


def test_an_answer_to_nothing_and_a_city_that_tells_no_time_teach_nothing(clock: FakeClock) -> None:
    known = CityClock(clock)
    known.answer(NOON, 7)
    known.ask(8)
    known.answer(None, 8)
    for nonce in range(2 * MAX_ASKED):
        known.ask(nonce)
    assert known.seconds_until(NOON) is None


@pytest.mark.parametrize("ahead_s", [0.0, 7_200.0, -7_200.0])
def test_every_number_comes_once_at_its_moment(clock: FakeClock, ahead_s: float) -> None:
    city = City(clock, ahead_s)
    beats = CountdownBeats(asked(clock, city, there_s=0.0, back_s=0.0))
    assert beats.due_in_s() is None
    zero_at = city.now() + timedelta(seconds=COUNTED_S + 0.5)
    beats.follow(Countdown(zero_at=zero_at))
    told: list[tuple[int, float]] = []
    while (due_s := beats.due_in_s()) is not None:
        clock.advance(due_s + 1e-6)
        number = beats.take()
        assert number is not None
        assert beats.take() is None
        told.append((number, round((zero_at - city.now()).total_seconds(), 3)))
        beats.follow(Countdown(zero_at=zero_at))
    assert told == [(number, float(number)) for number in range(COUNTED_S, -1, -1)]


def test_who_comes_late_begins_with_the_number_that_stands(clock: FakeClock) -> None:
    city = City(clock, 0.0)
    beats = CountdownBeats(asked(clock, city, there_s=0.0, back_s=0.0))
    beats.follow(Countdown(zero_at=city.now() + timedelta(seconds=2.5)))
    assert beats.due_in_s() == 0.0
    assert beats.take() == 3
    beats.follow(None)
    assert (beats.take(), beats.due_in_s()) == (None, None)
