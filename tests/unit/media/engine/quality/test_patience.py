"""When a rung may be climbed."""

import pytest

from desktop.media.engine.quality.patience import (
    BLIND_FACTOR,
    CALM_S,
    LONGEST_CALM_S,
    TRIAL_S,
    Patience,
)

pytestmark = pytest.mark.unit


def calm_from(patience: Patience, since_s: float, until_s: float) -> bool:
    patience.note_calm(since_s)
    patience.note_calm(until_s)
    return patience.may_climb(until_s, is_blind=False)


def test_without_any_calm_nothing_is_climbed() -> None:
    assert not Patience().may_climb(1_000.0, is_blind=False)


def test_a_climb_needs_fifteen_calm_seconds_without_a_break() -> None:
    patience = Patience()
    assert not calm_from(patience, 0.0, CALM_S - 1)
    patience.disturb()
    assert not calm_from(patience, CALM_S, 2 * CALM_S - 1)
    assert calm_from(patience, 2 * CALM_S, 2 * CALM_S)


def test_a_climb_against_an_estimate_needs_four_times_the_calm() -> None:
    patience = Patience()
    patience.note_calm(0.0)
    assert not patience.may_climb(BLIND_FACTOR * CALM_S - 1, is_blind=True)
    assert patience.may_climb(BLIND_FACTOR * CALM_S, is_blind=True)


def test_climbs_that_go_wrong_double_the_calm_up_to_a_limit() -> None:
    patience = Patience()
    now_s, waits = 0.0, []
    for _ in range(8):
        patience.note_climb(now_s)
        patience.note_fall(now_s + 2.0)
        waits.append(patience.wait_s)
        now_s += 1_000.0
    assert waits[:3] == [2 * CALM_S, 4 * CALM_S, 8 * CALM_S]
    assert waits[-1] == LONGEST_CALM_S


def test_a_climb_that_held_makes_the_calm_short_again() -> None:
    patience = Patience()
    patience.note_climb(0.0)
    patience.note_fall(1.0)
    patience.note_climb(100.0)
    patience.note_calm(100.0 + TRIAL_S)
    assert patience.wait_s == CALM_S
    patience.note_fall(200.0)
    assert patience.wait_s == CALM_S


def test_a_fall_without_a_climb_before_it_costs_no_patience() -> None:
    patience = Patience()
    patience.note_fall(5.0)
    assert patience.wait_s == CALM_S
