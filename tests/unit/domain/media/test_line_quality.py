from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import SiteId
from desktop.domain.media.call import LINE_CAUSES, LineQuality, Quality, QualityCause, Rung
from desktop.domain.media.line_quality import (
    BETTER_AFTER_S,
    FAIR_AFTER_S,
    WEAK_AFTER_S,
    PeerReading,
    QualityMemory,
    call_quality,
    line_causes,
    remembered,
    seen_from_there,
    worse_of,
)
from tests.fakes.fake_line import lan_seconds
from tests.samples.figures import GOOD_LINE

pytestmark = pytest.mark.unit

RANK = [Quality.GOOD, Quality.FAIR, Quality.WEAK, Quality.LOST]
HQ = SiteId("hq")
AGENCY = SiteId("agency")


def a_word(quality: Quality) -> LineQuality:
    cause = QualityCause.NONE if quality is Quality.GOOD else QualityCause.OUR_LINE
    return LineQuality(quality=quality, cause=cause)


def a_reading(
    *, loss: float = 0.0, fps: float = 30.0, is_seat_connected: bool = True
) -> PeerReading:
    return PeerReading(
        stats=replace(GOOD_LINE, loss=loss, video_fps=fps),
        is_camera_on=True,
        is_seat_connected=is_seat_connected,
    )


def judged(
    readings: dict[SiteId, PeerReading], *, engine: bool = True, city: bool = True
) -> dict[SiteId, LineQuality]:
    return call_quality(readings, is_engine_up=engine, is_city_reached=city)


def shown_after(readings: list[Quality]) -> list[Quality]:
    """What the word is after each reading, one a second."""
    memory: QualityMemory | None = None
    shown = []
    for second, quality in enumerate(readings):
        memory = remembered(memory, a_word(quality), float(second))
        shown.append(memory.shown.quality)
    return shown


# ---- cause -----------------------------------------------------------------------------------


def test_a_good_line_has_no_cause() -> None:
    assert judged({HQ: a_reading()})[HQ].cause is QualityCause.NONE


def test_without_the_city_the_fault_is_ours() -> None:
    assert judged({HQ: a_reading(loss=0.2)}, city=False)[HQ].cause is QualityCause.OUR_LINE


def test_a_seat_that_the_city_lost_too_has_a_bad_line_itself() -> None:
    reading = a_reading(loss=0.2, is_seat_connected=False)
    assert judged({HQ: reading})[HQ].cause is QualityCause.THEIR_LINE


def test_one_lossy_line_among_good_ones_is_theirs() -> None:
    found = judged({HQ: a_reading(loss=0.2), AGENCY: a_reading()})
    assert found[HQ].cause is QualityCause.THEIR_LINE
    assert found[AGENCY].quality is Quality.GOOD


def test_lossy_lines_to_everybody_are_ours() -> None:
    found = judged({HQ: a_reading(loss=0.2), AGENCY: a_reading(loss=0.05)})
    assert {word.cause for word in found.values()} == {QualityCause.OUR_LINE}


def test_few_pictures_from_everybody_without_loss_mean_a_slow_pc() -> None:
    found = judged({HQ: a_reading(fps=5.0), AGENCY: a_reading(fps=5.0)})
    assert {word.cause for word in found.values()} == {QualityCause.SLOW_PC}


def test_few_pictures_from_one_site_mean_its_device() -> None:
    found = judged({HQ: a_reading(fps=5.0), AGENCY: a_reading()})
    assert found[HQ].cause is QualityCause.DEVICE
    assert judged({HQ: a_reading(fps=5.0)})[HQ].cause is QualityCause.DEVICE


def test_without_an_engine_everything_is_lost_by_the_device() -> None:
    found = judged({HQ: a_reading(), AGENCY: a_reading()}, engine=False)
    assert set(found.values()) == {LineQuality(quality=Quality.LOST, cause=QualityCause.DEVICE)}


def test_a_missing_connection_is_lost() -> None:
    reading = PeerReading(stats=None, is_camera_on=True, is_seat_connected=True)
    assert judged({HQ: reading})[HQ] == a_word(Quality.LOST)


def test_of_two_words_the_graver_counts() -> None:
    assert worse_of(a_word(Quality.GOOD), a_word(Quality.WEAK)).quality is Quality.WEAK
    assert worse_of(a_word(Quality.WEAK), a_word(Quality.GOOD)).quality is Quality.WEAK


def with_ladders(
    *,
    sent: QualityCause = QualityCause.NONE,
    their: QualityCause = QualityCause.NONE,
    **figures: float,
) -> PeerReading:
    """Pictures held down to 240 lines by these causes."""
    changes: dict[str, Any] = {"sent_cause": sent, "their_cause": their, **figures}
    if sent is not QualityCause.NONE:
        changes["sent_rung"] = Rung.P240
    if their is not QualityCause.NONE:
        changes["their_rung"] = Rung.P240
    stats = replace(GOOD_LINE, **changes)
    return PeerReading(stats=stats, is_camera_on=True, is_seat_connected=True)


@pytest.mark.parametrize("cause", [one for one in QualityCause if one is not QualityCause.NONE])
def test_on_a_clean_line_a_ladder_says_itself_what_holds_the_picture_down(
    cause: QualityCause,
) -> None:
    assert judged({HQ: with_ladders(sent=cause)})[HQ].cause is cause
    assert judged({HQ: with_ladders(their=cause)})[HQ].cause is cause


def test_on_a_lossy_line_a_slow_pc_is_not_the_reason() -> None:
    reading = with_ladders(sent=QualityCause.SLOW_PC, loss=0.2, sent_loss=0.2)
    assert judged({HQ: reading})[HQ].cause is QualityCause.OUR_LINE


def test_whose_line_a_ladder_found_counts_on_a_lossy_line_too() -> None:
    reading = with_ladders(sent=QualityCause.THEIR_LINE, sent_loss=0.2)
    assert judged({HQ: reading})[HQ].cause is QualityCause.THEIR_LINE


def test_of_two_sites_alone_the_one_that_sends_badly_has_the_bad_line() -> None:
    """Both ends come to the same answer, each in its own words."""
    here = replace(GOOD_LINE, sent_loss=0.2)
    there = replace(GOOD_LINE, loss=0.2)
    ours = PeerReading(stats=here, is_camera_on=True, is_seat_connected=True)
    theirs = PeerReading(stats=there, is_camera_on=True, is_seat_connected=True)
    assert judged({HQ: ours})[HQ].cause is QualityCause.OUR_LINE
    assert judged({HQ: theirs})[HQ].cause is QualityCause.THEIR_LINE


def test_one_narrow_way_out_among_wide_ones_is_theirs_and_narrow_ways_everywhere_are_ours() -> None:
    ours, none = QualityCause.OUR_LINE, QualityCause.NONE
    assert line_causes({HQ: ours, AGENCY: none}) == {HQ: QualityCause.THEIR_LINE}
    assert line_causes({HQ: ours, AGENCY: ours}) == {HQ: ours, AGENCY: ours}
    assert line_causes({HQ: ours}) == {HQ: ours}
    assert line_causes({HQ: QualityCause.SLOW_PC, AGENCY: none}) == {}
    assert line_causes({}) == {}


@pytest.mark.parametrize("cause", list(QualityCause))
def test_a_cause_seen_from_there_and_back_is_the_same(cause: QualityCause) -> None:
    assert seen_from_there(seen_from_there(cause)) is cause
    assert (seen_from_there(cause) is cause) == (cause not in LINE_CAUSES)


# ---- no flicker ------------------------------------------------------------------------------


def test_one_bad_second_is_not_shown() -> None:
    good, weak = Quality.GOOD, Quality.WEAK
    assert shown_after([good, weak, good, weak, good]) == [good] * 5


def test_a_weak_line_is_shown_within_two_seconds() -> None:
    assert shown_after([Quality.GOOD, Quality.WEAK, Quality.WEAK])[-1] is Quality.WEAK


def test_several_readings_within_the_second_do_not_hurry_the_word() -> None:
    memory = remembered(None, a_word(Quality.GOOD), 0.0)
    for half_seconds in (1, 2):
        memory = remembered(memory, a_word(Quality.WEAK), half_seconds / 2)
        assert memory.shown.quality is Quality.GOOD
    assert remembered(memory, a_word(Quality.WEAK), 1.5).shown.quality is Quality.WEAK


def test_a_fair_line_is_shown_after_three_seconds() -> None:
    assert shown_after([Quality.GOOD] + [Quality.FAIR] * 3)[-1] is Quality.GOOD
    assert shown_after([Quality.GOOD] + [Quality.FAIR] * 4)[-1] is Quality.FAIR


def test_of_worse_readings_the_mildest_is_shown() -> None:
    fair, weak = Quality.FAIR, Quality.WEAK
    assert shown_after([Quality.GOOD, fair, weak, fair, weak])[-1] is fair


def test_a_better_line_is_shown_after_fifteen_calm_seconds() -> None:
    shown = shown_after([Quality.WEAK] + [Quality.GOOD] * 16)
    assert shown == [Quality.WEAK] * 16 + [Quality.GOOD]


def test_after_the_calm_the_worst_of_it_is_shown() -> None:
    calm = [Quality.GOOD] * 5 + [Quality.FAIR] + [Quality.GOOD] * 10
    assert shown_after([Quality.WEAK, *calm])[-1] is Quality.FAIR


def test_a_line_that_goes_on_getting_worse_is_shown_step_by_step() -> None:
    fair, weak, good = Quality.FAIR, Quality.WEAK, Quality.GOOD
    shown = shown_after([good, fair, fair, fair, fair, weak, weak])
    assert shown == [good, good, good, good, fair, fair, weak]
    assert shown_after([good, fair, weak, weak])[-1] is weak


def test_lost_and_found_again_are_shown_at_once() -> None:
    shown = shown_after([Quality.GOOD, Quality.LOST, Quality.GOOD])
    assert shown == [Quality.GOOD, Quality.LOST, Quality.GOOD]


def test_a_new_cause_of_the_same_word_is_shown_at_once() -> None:
    ours = LineQuality(quality=Quality.WEAK, cause=QualityCause.OUR_LINE)
    theirs = LineQuality(quality=Quality.WEAK, cause=QualityCause.THEIR_LINE)
    assert remembered(remembered(None, ours, 0.0), theirs, 1.0).shown == theirs


READINGS = st.lists(st.sampled_from(RANK), min_size=1, max_size=60)


@given(READINGS)
def test_the_word_never_gets_better_without_its_calm(readings: list[Quality]) -> None:
    shown = shown_after(readings)
    for second in range(1, len(shown)):
        before, now = RANK.index(shown[second - 1]), RANK.index(shown[second])
        if now < before and shown[second - 1] is not Quality.LOST:
            calm = readings[max(0, second - int(BETTER_AFTER_S)) : second + 1]
            assert len(calm) == int(BETTER_AFTER_S) + 1
            assert all(RANK.index(one) < before for one in calm)


@given(READINGS)
def test_what_is_shown_lags_a_lasting_worsening_by_its_wait_at_most(
    readings: list[Quality],
) -> None:
    shown = shown_after(readings)
    waits = ((Quality.WEAK, WEAK_AFTER_S), (Quality.FAIR, FAIR_AFTER_S))
    for word, wait_s in waits:
        for second in range(int(wait_s), len(shown)):
            held = readings[second - int(wait_s) : second + 1]
            # Lost and found again begins anew: what was before it does not count.
            if Quality.LOST not in held and all(
                RANK.index(one) >= RANK.index(word) for one in held
            ):
                assert RANK.index(shown[second]) >= RANK.index(word)


@pytest.mark.parametrize("seed", range(3))
def test_hours_of_a_clean_lan_are_good_all_the_time(seed: int) -> None:
    memory: QualityMemory | None = None
    shown = set()
    for second, stats in enumerate(lan_seconds(3 * 3_600, seed, GOOD_LINE)):
        reading = PeerReading(stats=stats, is_camera_on=True, is_seat_connected=True)
        memory = remembered(memory, judged({HQ: reading})[HQ], float(second))
        shown.add(memory.shown)
    assert shown == {a_word(Quality.GOOD)}


@given(READINGS)
def test_lost_is_shown_exactly_while_it_is_measured(readings: list[Quality]) -> None:
    shown = shown_after(readings)
    assert [one is Quality.LOST for one in shown] == [one is Quality.LOST for one in readings]
