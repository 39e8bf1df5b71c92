from dataclasses import replace

import pytest

from desktop.domain.media.call import (
    FAIR_LOSS,
    WEAK_LOSS,
    PeerStats,
    Quality,
    QualityCause,
    Rung,
    line_quality,
    lowest_rung,
)
from tests.samples.figures import GOOD_LINE

pytestmark = pytest.mark.unit


def test_a_clean_line_is_good_and_nobodys_fault() -> None:
    quality = line_quality(GOOD_LINE, is_camera_on=True)
    assert (quality.quality, quality.cause) == (Quality.GOOD, QualityCause.NONE)


def test_no_connection_is_lost() -> None:
    assert line_quality(None, is_camera_on=True).quality is Quality.LOST


def test_two_silent_seconds_are_lost() -> None:
    assert line_quality(replace(GOOD_LINE, silent_s=2.0), is_camera_on=True).quality is Quality.LOST


@pytest.mark.parametrize(
    ("stats", "word"),
    [
        (replace(GOOD_LINE, loss=WEAK_LOSS), Quality.WEAK),
        (replace(GOOD_LINE, round_trip_s=0.6), Quality.WEAK),
        (replace(GOOD_LINE, video_fps=7.9), Quality.WEAK),
        (replace(GOOD_LINE, loss=FAIR_LOSS), Quality.FAIR),
        (replace(GOOD_LINE, round_trip_s=0.3), Quality.FAIR),
        (replace(GOOD_LINE, video_fps=17.9), Quality.FAIR),
        (replace(GOOD_LINE, loss=FAIR_LOSS - 0.001), Quality.GOOD),
    ],
)
def test_loss_delay_and_few_pictures_lower_the_word(stats: PeerStats, word: Quality) -> None:
    assert line_quality(stats, is_camera_on=True).quality is word


@pytest.mark.parametrize(
    ("rung", "cause", "word"),
    [
        (Rung.P240, QualityCause.NONE, Quality.GOOD),  # a small tile
        (Rung.P480, QualityCause.OUR_LINE, Quality.GOOD),
        (Rung.P360, QualityCause.THEIR_LINE, Quality.FAIR),
        (Rung.P240, QualityCause.OUR_LINE, Quality.FAIR),
        (Rung.STILL, QualityCause.OUR_LINE, Quality.WEAK),
        (Rung.SOUND, QualityCause.THEIR_LINE, Quality.WEAK),
        (Rung.P720, QualityCause.SLOW_PC, Quality.FAIR),  # fewer pictures a second
        (Rung.P480, QualityCause.SLOW_PC, Quality.FAIR),
        (Rung.P720, QualityCause.DEVICE, Quality.WEAK),
    ],
)
def test_a_picture_that_is_held_down_lowers_the_word_whoever_sends_it(
    rung: Rung, cause: QualityCause, word: Quality
) -> None:
    ours = replace(GOOD_LINE, sent_rung=rung, sent_cause=cause)
    theirs = replace(GOOD_LINE, their_rung=rung, their_cause=cause)
    assert line_quality(ours, is_camera_on=True).quality is word
    assert line_quality(theirs, is_camera_on=True).quality is word


@pytest.mark.parametrize(("loss", "word"), [(WEAK_LOSS, Quality.WEAK), (FAIR_LOSS, Quality.FAIR)])
def test_what_does_not_arrive_there_counts_like_what_does_not_arrive_here(
    loss: float, word: Quality
) -> None:
    assert line_quality(replace(GOOD_LINE, sent_loss=loss), is_camera_on=True).quality is word


def test_rungs_have_an_order() -> None:
    assert Rung.STILL.is_below(Rung.P240)
    assert not Rung.P240.is_below(Rung.P240)
    assert lowest_rung(Rung.P720, Rung.SOUND, Rung.P360) is Rung.SOUND


def test_a_camera_that_is_off_sends_no_pictures_and_that_is_no_fault() -> None:
    stats = replace(GOOD_LINE, video_fps=0.0)
    assert line_quality(stats, is_camera_on=False).quality is Quality.GOOD
