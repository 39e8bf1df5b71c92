from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.call import LineQuality
from desktop.domain.enums import Quality, QualityCause
from desktop.domain.ids import SiteId
from desktop.domain.quality import (
    BETTER_AFTER_S,
    PeerReading,
    QualityMemory,
    call_quality,
    remembered,
    worse_of,
)
from tests.unit.domain.test_call import GOOD as GOOD_STATS

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
        stats=replace(GOOD_STATS, loss=loss, video_fps=fps),
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


# ---- no flicker ------------------------------------------------------------------------------


def test_one_bad_second_is_not_shown() -> None:
    good, weak = Quality.GOOD, Quality.WEAK
    assert shown_after([good, weak, good, weak, good]) == [good] * 5


def test_a_worse_line_is_shown_within_two_seconds() -> None:
    assert shown_after([Quality.GOOD, Quality.WEAK, Quality.WEAK])[-1] is Quality.WEAK


def test_several_readings_within_the_second_do_not_hurry_the_word() -> None:
    memory = remembered(None, a_word(Quality.GOOD), 0.0)
    for half_seconds in (1, 2):
        memory = remembered(memory, a_word(Quality.WEAK), half_seconds / 2)
        assert memory.shown.quality is Quality.GOOD
    assert remembered(memory, a_word(Quality.WEAK), 1.5).shown.quality is Quality.WEAK


def test_of_worse_readings_the_mildest_is_shown() -> None:
    assert shown_after([Quality.GOOD, Quality.FAIR, Quality.WEAK])[-1] is Quality.FAIR
    assert shown_after([Quality.GOOD, Quality.WEAK, Quality.FAIR])[-1] is Quality.FAIR


def test_a_better_line_is_shown_after_fifteen_calm_seconds() -> None:
    shown = shown_after([Quality.WEAK] + [Quality.GOOD] * 16)
    assert shown == [Quality.WEAK] * 16 + [Quality.GOOD]


def test_after_the_calm_the_worst_of_it_is_shown() -> None:
    calm = [Quality.GOOD] * 5 + [Quality.FAIR] + [Quality.GOOD] * 10
    assert shown_after([Quality.WEAK, *calm])[-1] is Quality.FAIR


def test_a_line_that_goes_on_getting_worse_is_shown_step_by_step() -> None:
    shown = shown_after([Quality.GOOD, Quality.FAIR, Quality.WEAK, Quality.WEAK])
    assert shown == [Quality.GOOD, Quality.GOOD, Quality.FAIR, Quality.WEAK]


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
def test_what_is_shown_lags_a_lasting_worsening_by_one_second_at_most(
    readings: list[Quality],
) -> None:
    shown = shown_after(readings)
    for second in range(1, len(shown)):
        milder = min(RANK.index(readings[second - 1]), RANK.index(readings[second]))
        assert RANK.index(shown[second]) >= min(milder, RANK.index(readings[second]))


@given(READINGS)
def test_lost_is_shown_exactly_while_it_is_measured(readings: list[Quality]) -> None:
    shown = shown_after(readings)
    assert [one is Quality.LOST for one in shown] == [one is Quality.LOST for one in readings]
