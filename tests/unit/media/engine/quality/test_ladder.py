"""The ladder of one link: down in two seconds, up after a calm, no faster than its rules."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.media.call import QualityCause, Rung
from desktop.media.engine.quality.ladder import (
    CONFIRM_S,
    WARM_UP_S,
    Ladder,
    Reading,
    Step,
    reading_of,
)
from desktop.media.engine.quality.patience import CALM_S, LONGEST_CALM_S
from desktop.media.engine.quality.rungs import LOWEST_AUDIO_KBPS
from tests.fakes.fake_line import CLEAN, Line, lan_seconds, steps_of
from tests.samples.figures import GOOD_LINE

pytestmark = pytest.mark.unit


def fed(ladder: Ladder, *readings: Reading, from_s: float = 0.0, cap: Rung = Rung.P720) -> Step:
    """The step after these readings, one a second."""
    step = ladder.step(cap)
    for second, reading in enumerate(readings, start=1):
        step = ladder.feed(reading, cap=cap, now_s=from_s + second)
    return step


def warm() -> Ladder:
    """A ladder that has seen ten clean seconds."""
    ladder = Ladder(now_s=0.0)
    fed(ladder, *[CLEAN] * 10)
    return ladder


SHORT = replace(CLEAN, available_kbps=500.0, sent_kbps=480.0)


# ---- down ---------------------------------------------------------------------------------------


def test_a_clean_line_carries_the_best_picture_and_nobody_is_to_blame() -> None:
    step = fed(Ladder(now_s=0.0), *[CLEAN] * 60)
    assert (step.rung, step.fps, step.cause) == (Rung.P720, 30, QualityCause.NONE)


def test_an_estimate_that_sinks_takes_the_picture_down_within_two_readings() -> None:
    ladder = warm()
    assert fed(ladder, SHORT, from_s=10).rung is Rung.P720
    step = fed(ladder, SHORT, from_s=11)
    assert step.rung is Rung.P480
    assert step.cause is QualityCause.OUR_LINE


def test_a_grave_lack_is_acted_on_at_once_and_goes_straight_to_what_fits() -> None:
    step = fed(warm(), replace(CLEAN, available_kbps=150.0, sent_kbps=145.0), from_s=10)
    assert step.rung is Rung.P240
    assert step.fps == 15


STOPPED = replace(CLEAN, available_kbps=0.0, sent_kbps=900.0)


@pytest.mark.parametrize(
    ("start", "then"),
    [
        (Rung.P720, Rung.P360),
        (Rung.P480, Rung.P360),
        (Rung.P360, Rung.P240),
        (Rung.P240, Rung.STILL),
        (Rung.STILL, Rung.SOUND),
    ],
)
def test_an_engine_that_stopped_gets_a_small_picture_at_once(start: Rung, then: Rung) -> None:
    ladder = Ladder(now_s=0.0, start=start)
    fed(ladder, *[CLEAN] * 6)
    step = ladder.feed(STOPPED, cap=Rung.P720, now_s=6.5)
    assert (step.rung, step.cause) == (then, QualityCause.OUR_LINE)
    assert ladder.feed(STOPPED, cap=Rung.P720, now_s=7.0).rung is then, "one step, one key frame"


def test_an_engine_that_stops_in_its_first_seconds_or_after_a_climb_is_believed() -> None:
    ladder = Ladder(now_s=0.0)
    assert ladder.feed(STOPPED, cap=Rung.P720, now_s=1.0).rung is Rung.P360


def test_an_engine_that_stopped_is_given_no_more_than_its_last_estimate() -> None:
    ladder = warm()
    ladder.feed(replace(CLEAN, available_kbps=90.0, sent_kbps=40.0), cap=Rung.P720, now_s=10.5)
    assert ladder.feed(STOPPED, cap=Rung.P720, now_s=11.0).rung is Rung.STILL


def test_looked_at_twice_a_second_a_narrow_line_is_left_within_one() -> None:
    ladder = warm()
    assert ladder.feed(SHORT, cap=Rung.P720, now_s=10.5).rung is Rung.P720
    assert ladder.feed(SHORT, cap=Rung.P720, now_s=11.0).rung is Rung.P480


def test_an_estimate_that_dips_is_not_taken_for_the_line() -> None:
    """A flooded line of 500 kbit/s: the estimate falls to half of it before it is right."""
    ladder = warm()
    dip = replace(CLEAN, available_kbps=260.0, sent_kbps=250.0)
    settled = replace(CLEAN, available_kbps=480.0, sent_kbps=330.0)
    steps = [ladder.feed(dip, cap=Rung.P720, now_s=10.5)]
    steps += [ladder.feed(settled, cap=Rung.P720, now_s=11.0 + n / 2) for n in range(20)]
    assert {step.rung for step in steps} == {Rung.P360}


def test_one_bad_second_changes_nothing() -> None:
    ladder = warm()
    assert fed(ladder, SHORT, CLEAN, SHORT, CLEAN, from_s=10).rung is Rung.P720


def test_loss_that_the_other_end_reports_takes_the_picture_down_within_two_readings() -> None:
    lossy = replace(CLEAN, sent_loss=0.15)
    ladder = warm()
    assert fed(ladder, lossy, from_s=10).rung is Rung.P720
    assert fed(ladder, lossy, from_s=11).rung is Rung.P480


def test_loss_alone_stops_at_360_lines_for_less_would_not_cure_it() -> None:
    steps = steps_of(Ladder(now_s=0.0), Line(loss=0.15), seconds=120)
    assert steps[-1].rung is Rung.P360


def test_a_line_that_loses_a_third_carries_the_voice_first() -> None:
    steps = steps_of(Ladder(now_s=0.0), Line(loss=0.35), seconds=30)
    assert steps[-1].rung is Rung.SOUND


def test_a_queue_that_fills_takes_the_picture_down() -> None:
    queued = replace(CLEAN, round_trip_s=0.4, available_kbps=None)
    ladder = warm()
    assert fed(ladder, queued, from_s=10).rung is Rung.P720
    assert fed(ladder, queued, from_s=11).rung is Rung.P480


def test_a_very_long_queue_is_acted_on_at_once() -> None:
    assert fed(warm(), replace(CLEAN, round_trip_s=1.2), from_s=10).rung is Rung.P480


def test_a_longer_way_costs_one_rung_and_gives_it_back() -> None:
    """The delay stays although we send less: another route, and no queue of ours."""
    steps = steps_of(warm(), Line(round_trip_s=0.6), seconds=60, from_s=10)
    assert max(step.rung.place for step in steps) == Rung.P480.place
    assert steps[-1].rung is Rung.P720


def test_a_queue_that_goes_on_growing_costs_rung_after_rung() -> None:
    ladder = warm()
    grown = [replace(CLEAN, round_trip_s=0.02 + 0.3 * n, available_kbps=None) for n in range(1, 13)]
    assert fed(ladder, *grown, from_s=10).rung.place >= Rung.P240.place


def test_the_fresh_estimate_of_a_new_connection_is_not_believed_yet() -> None:
    rising = replace(CLEAN, available_kbps=300.0, sent_kbps=290.0)
    ladder = Ladder(now_s=0.0)
    assert fed(ladder, rising, rising, rising).rung is Rung.P720
    fed(ladder, *[CLEAN] * 10, from_s=3)
    ladder.warm_up(20.0)
    assert fed(ladder, rising, rising, rising, from_s=20).rung is Rung.P720
    assert fed(ladder, rising, rising, from_s=20 + WARM_UP_S).rung is not Rung.P720


def test_a_fresh_estimate_that_falls_to_half_is_a_narrow_line_from_the_first_second() -> None:
    falling = replace(CLEAN, available_kbps=84.0, sent_kbps=190.0)
    first = replace(CLEAN, available_kbps=300.0, sent_kbps=190.0)
    ladder = Ladder(now_s=0.0)
    assert fed(ladder, first).rung is Rung.P720
    assert fed(ladder, falling, from_s=1).rung is Rung.STILL
    ladder.warm_up(now_s=2.0)
    assert fed(ladder, falling, from_s=2).rung is Rung.STILL


def test_an_estimate_that_fell_before_it_was_first_seen_is_a_narrow_line_too() -> None:
    fallen = replace(CLEAN, available_kbps=80.0, sent_kbps=143.0)
    assert fed(Ladder(now_s=0.0), fallen).rung is Rung.STILL


def test_a_start_on_a_low_rung_gives_its_small_estimate_the_time_to_grow() -> None:
    small = replace(CLEAN, available_kbps=64.0, sent_kbps=60.0)
    ladder = Ladder(now_s=0.0, start=Rung.STILL)
    assert fed(ladder, small, small, small).rung is Rung.STILL


def test_a_quiet_picture_on_a_small_estimate_is_no_narrow_line() -> None:
    card = replace(CLEAN, available_kbps=300.0, sent_kbps=60.0)
    assert fed(warm(), *[card] * 60, from_s=10).rung is Rung.P720


def test_a_line_that_carries_nothing_more_keeps_the_voice_at_its_least() -> None:
    ladder = warm()
    steps = steps_of(ladder, Line(carries_kbps=52.0), seconds=20, from_s=10)
    assert steps[-1].rung is Rung.SOUND
    assert steps[-1].fps == 0
    assert {step.audio_kbps for step in steps} >= {LOWEST_AUDIO_KBPS}
    assert min(step.audio_kbps for step in steps) == LOWEST_AUDIO_KBPS


# ---- up -----------------------------------------------------------------------------------------


def test_a_line_that_is_wide_again_is_used_after_fifteen_calm_seconds() -> None:
    ladder = warm()
    fed(ladder, SHORT, SHORT, from_s=10)
    wide = replace(CLEAN, available_kbps=940.0, sent_kbps=900.0)
    assert fed(ladder, *[wide] * 15, from_s=12).rung is Rung.P480
    step = fed(ladder, wide, from_s=27)
    assert (step.rung, step.cause) == (Rung.P720, QualityCause.NONE)


def test_without_an_estimate_the_climb_goes_rung_by_rung() -> None:
    ladder = Ladder(now_s=0.0, start=Rung.SOUND)
    steps = steps_of(ladder, Line(has_estimate=False), seconds=90)
    climbs = [n for n in range(1, 90) if steps[n].rung is not steps[n - 1].rung]
    assert steps[-1].rung is Rung.P720
    assert len(climbs) == 5
    assert all(later - earlier >= CALM_S for earlier, later in itertools.pairwise(climbs))


def test_an_estimate_that_knows_lets_several_rungs_be_climbed_at_once() -> None:
    ladder = Ladder(now_s=0.0, start=Rung.P240)
    assert fed(ladder, *[CLEAN] * 16).rung is Rung.P720


def test_a_start_on_a_lower_rung_blames_nobody_before_anything_was_measured() -> None:
    step = Ladder(now_s=0.0, start=Rung.P360).step(Rung.P720)
    assert (step.rung, step.cause) == (Rung.P360, QualityCause.NONE)


def test_a_start_that_cannot_be_climbed_from_is_the_lines_fault_after_a_while() -> None:
    ladder = Ladder(now_s=0.0, start=Rung.P360)
    steps = steps_of(ladder, Line(carries_kbps=330.0), seconds=40)
    assert {step.rung for step in steps} == {Rung.P360}
    assert steps[20].cause is QualityCause.NONE
    assert steps[-1].cause is QualityCause.OUR_LINE


def test_a_line_that_loses_two_of_a_hundred_is_calm_enough_to_climb() -> None:
    ladder = Ladder(now_s=0.0, start=Rung.P480)
    losses = (0.0, 0.02, 0.06, 0.0, 0.03)
    readings = [replace(CLEAN, sent_loss=losses[n % 5]) for n in range(30)]
    assert fed(ladder, *readings).rung is Rung.P720


def test_a_line_that_is_not_calm_is_not_climbed() -> None:
    ladder = Ladder(now_s=0.0, start=Rung.P360)
    assert fed(ladder, *[replace(CLEAN, sent_loss=0.08)] * 120).rung is Rung.P360


def test_climbs_that_go_wrong_become_rarer() -> None:
    """A line of 700 kbit/s whose engine has no estimate loses a quarter of a 480p picture."""
    steps = steps_of(Ladder(now_s=0.0), Line(carries_kbps=700.0, has_estimate=False), seconds=1_800)
    falls = [n for n in range(1, len(steps)) if steps[n].rung.is_below(steps[n - 1].rung)]
    gaps = [later - earlier for earlier, later in itertools.pairwise(falls)]
    assert gaps[-1] >= LONGEST_CALM_S
    assert sum(steps[n].rung is Rung.P360 for n in range(len(steps))) > 0.9 * len(steps)


def often_fallen() -> tuple[Ladder, float]:
    """A link that climbed and fell until it has the voice alone; and the hour."""
    ladder, now_s = warm(), 10.0
    for _ in range(6):
        fed(ladder, *[replace(CLEAN, sent_loss=0.5)] * 12, from_s=now_s)
        fed(ladder, *[CLEAN] * 33, from_s=now_s + 12)
        now_s += 45
    fed(ladder, *[replace(CLEAN, sent_loss=0.5)] * 12, from_s=now_s)
    assert ladder.step(Rung.P720).rung is Rung.SOUND
    return ladder, now_s + 12


def test_a_line_that_fails_every_minute_shows_a_picture_in_between() -> None:
    """Four rooms, a cut a minute: some link had no picture for two minutes of a good line."""
    ladder, now_s = often_fallen()
    wide = replace(CLEAN, available_kbps=1_700.0, sent_kbps=60.0)
    rungs = [fed(ladder, wide, from_s=now_s + second).rung for second in range(90)]
    # the average of the loss needs some seconds to be calm, then the calm its fifteen
    first, second = rungs.index(Rung.STILL), rungs.index(Rung.P240)
    assert 15 <= first <= 32
    assert second - first <= 17
    assert Rung.P360 not in rungs


def test_without_such_an_estimate_climbs_that_went_wrong_stay_rare() -> None:
    ladder, now_s = often_fallen()
    unknown = replace(CLEAN, available_kbps=None, sent_kbps=60.0)
    assert fed(ladder, *[unknown] * 60, from_s=now_s).rung is Rung.SOUND


def test_an_estimate_that_says_no_is_asked_again_only_after_four_times_the_calm() -> None:
    line = Line(carries_kbps=560.0)
    steps = steps_of(Ladder(now_s=0.0), line, seconds=600)
    climbs = [n for n in range(1, 600) if steps[n - 1].rung.is_below(steps[n].rung)]
    assert climbs
    assert climbs[0] >= 4 * CALM_S
    assert all(later - earlier >= 4 * CALM_S for earlier, later in itertools.pairwise(climbs))


# ---- a small tile -------------------------------------------------------------------------------


def test_a_small_tile_gets_no_more_than_it_shows_and_still_moves() -> None:
    step = fed(Ladder(now_s=0.0), *[CLEAN] * 20, cap=Rung.P240)
    assert (step.rung, step.fps, step.cause) == (Rung.P240, 30, QualityCause.NONE)
    assert fed(Ladder(now_s=0.0), CLEAN).rung is Rung.P720


def test_a_tile_that_grows_gets_at_once_what_the_line_was_good_for() -> None:
    ladder = Ladder(now_s=0.0)
    fed(ladder, *[CLEAN] * 20, cap=Rung.P240)
    assert fed(ladder, CLEAN, from_s=20).rung is Rung.P720


def test_a_tile_that_grows_gives_an_estimate_the_time_to_grow_with_it() -> None:
    """Some engines' estimate is never far above what they send."""
    ladder = Ladder(now_s=0.0)
    small = replace(CLEAN, available_kbps=300.0, sent_kbps=280.0)
    fed(ladder, *[small] * 20, cap=Rung.P240)
    rates = [300.0 * 1.08**n for n in range(20)]
    rising = [replace(CLEAN, available_kbps=rate, sent_kbps=0.95 * rate) for rate in rates]
    assert fed(ladder, *rising, from_s=20).rung is Rung.P720


def test_a_tile_that_grows_on_a_line_that_cannot_is_soon_given_less() -> None:
    ladder = Ladder(now_s=0.0)
    narrow = replace(CLEAN, available_kbps=300.0, sent_kbps=280.0)
    fed(ladder, *[narrow] * 20, cap=Rung.P240)
    assert fed(ladder, narrow, narrow, from_s=20).rung is Rung.P720
    assert fed(ladder, narrow, narrow, from_s=22).rung is Rung.P360


# ---- a slow PC ----------------------------------------------------------------------------------


def test_a_slow_pc_shows_fewer_pictures_before_smaller_ones() -> None:
    steps = steps_of(Ladder(now_s=0.0), Line(encode_ms=80.0), seconds=30)
    seen = list(dict.fromkeys((step.rung, step.fps) for step in steps))
    assert seen == [
        (Rung.P720, 30),
        (Rung.P720, 20),
        (Rung.P720, 15),
        (Rung.P480, 20),
    ]
    assert steps[-1].cause is QualityCause.SLOW_PC


def test_a_pc_that_was_slow_for_a_while_gets_pace_and_size_back() -> None:
    ladder = Ladder(now_s=0.0)
    slow = steps_of(ladder, Line(encode_ms=90.0), seconds=10)
    assert slow[-1].rung is Rung.P480
    quick = steps_of(ladder, Line(encode_ms=3.0), seconds=60, from_s=10)
    assert (quick[-1].rung, quick[-1].fps, quick[-1].cause) == (Rung.P720, 30, QualityCause.NONE)


def test_a_pc_that_is_only_just_quick_enough_does_not_try_again() -> None:
    ladder = Ladder(now_s=0.0)
    steps_of(ladder, Line(encode_ms=30.0), seconds=5)
    steps = steps_of(ladder, Line(encode_ms=26.0), seconds=60, from_s=5)
    assert {step.fps for step in steps} == {20}


def test_the_slowest_pc_keeps_a_moving_picture() -> None:
    steps = steps_of(Ladder(now_s=0.0), Line(encode_ms=5_000.0), seconds=60)
    assert (steps[-1].rung, steps[-1].fps) == (Rung.P240, 15)


def test_a_line_lower_than_the_pc_is_the_reason_that_is_told() -> None:
    ladder = Ladder(now_s=0.0)
    steps_of(ladder, Line(encode_ms=90.0), seconds=5)
    steps = steps_of(ladder, Line(encode_ms=90.0, carries_kbps=100.0), seconds=5, from_s=5)
    assert steps[-1].cause is QualityCause.OUR_LINE


# ---- the camera ---------------------------------------------------------------------------------


def test_a_camera_without_pictures_is_a_device_and_costs_no_rung() -> None:
    ladder = warm()
    dark = replace(CLEAN, offered_fps=0.0)
    assert fed(ladder, dark, from_s=10).cause is QualityCause.NONE
    step = fed(ladder, dark, dark, from_s=11)
    assert (step.rung, step.cause) == (Rung.P720, QualityCause.DEVICE)
    assert fed(ladder, CLEAN, from_s=13).cause is QualityCause.NONE


def test_a_camera_that_is_just_being_opened_is_not_broken() -> None:
    dark = replace(CLEAN, offered_fps=0.0)
    assert fed(Ladder(now_s=0.0), *[dark] * 7).cause is QualityCause.NONE
    assert fed(Ladder(now_s=0.0), *[dark] * 11).cause is QualityCause.DEVICE


# ---- no flicker ---------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_hours_of_a_clean_lan_change_no_rung_and_blame_nobody(seed: int) -> None:
    ladder = Ladder(now_s=0.0)
    steps = {
        ladder.feed(reading_of(stats, offered_fps=30.0), cap=Rung.P720, now_s=float(second))
        for second, stats in enumerate(lan_seconds(3 * 3_600, seed, GOOD_LINE), start=1)
    }
    assert {(step.rung, step.fps, step.cause) for step in steps} == {
        (Rung.P720, 30, QualityCause.NONE)
    }


SHARES = st.sampled_from([0.0, 0.0, 0.02, 0.09, 0.12, 0.5])
READINGS = st.builds(
    Reading,
    sent_loss=SHARES,
    round_trip_s=st.sampled_from([0.0, 0.02, 0.1, 0.4, 2.0]),
    available_kbps=st.none() | st.sampled_from([20.0, 60.0, 200.0, 600.0, 1_300.0, 5_000.0]),
    sent_kbps=st.sampled_from([20.0, 150.0, 500.0, 1_500.0]),
    encode_ms=st.sampled_from([0.0, 3.0, 15.0, 40.0, 90.0]),
    offered_fps=st.sampled_from([0.0, 15.0, 30.0]),
)
CAPS = st.sampled_from([Rung.P720, Rung.P720, Rung.P720, Rung.P360, Rung.P240])


@given(
    st.lists(st.tuples(READINGS, st.integers(1, 12)), min_size=1, max_size=40),
    st.sampled_from(Rung),
)
def test_no_story_of_a_line_makes_the_ladder_swing_faster_than_its_rules(
    story: list[tuple[Reading, int]], start: Rung
) -> None:
    ladder = Ladder(now_s=0.0, start=start)
    now_s, last = 0.0, ladder.step(Rung.P720)
    fell_at_s = climbed_at_s = -1_000.0
    began_s = now_s
    for reading, seconds in story:
        for _ in range(seconds):
            now_s += 1.0
            step = ladder.feed(reading, cap=Rung.P720, now_s=now_s)
            changed_at_s = max(fell_at_s, climbed_at_s)
            if last.rung.is_below(step.rung):
                assert now_s - max(changed_at_s, began_s) >= CALM_S
                climbed_at_s = now_s
            elif step.rung.is_below(last.rung):
                assert now_s - fell_at_s >= CONFIRM_S
                fell_at_s = now_s
            assert step.audio_kbps >= LOWEST_AUDIO_KBPS
            last = step


@given(st.lists(st.tuples(READINGS, CAPS), max_size=60), st.sampled_from(Rung))
def test_never_more_is_sent_than_is_any_use(story: list[tuple[Reading, Rung]], start: Rung) -> None:
    ladder = Ladder(now_s=0.0, start=start)
    for second, (reading, cap) in enumerate(story, start=1):
        assert not cap.is_below(ladder.feed(reading, cap=cap, now_s=float(second)).rung)
