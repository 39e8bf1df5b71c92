"""The lamp says what bytes on the disk have shown, over any history."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.recording.lamp import (
    STILL_S,
    TELL_EVERY_S,
    TOLD_LASTS_S,
    Lamp,
    RecordingWord,
    told_word,
)

pytestmark = pytest.mark.unit


def test_before_anything_is_wanted_nothing_is_recorded() -> None:
    lamp = Lamp()
    lamp.note_bytes(1_000, 1.0)
    assert lamp.word(1.0) is RecordingWord.OFF


def test_it_knows_for_how_long_nothing_came_that_is_wanted() -> None:
    lamp = Lamp()
    assert lamp.still_s(9.0) == 0.0
    lamp.want(is_wanted=True, now_s=10.0)
    assert lamp.still_s(12.0) == 2.0
    lamp.note_bytes(100, 13.0)
    assert lamp.still_s(13.5) == 0.5
    lamp.want(is_wanted=False, now_s=14.0)
    assert lamp.still_s(20.0) == 0.0


def test_the_first_bytes_light_it_and_their_lack_is_a_fault() -> None:
    lamp = Lamp()
    lamp.want(is_wanted=True, now_s=10.0)
    assert lamp.word(10.0 + STILL_S) is RecordingWord.OFF
    assert lamp.word(10.1 + STILL_S) is RecordingWord.FAULT
    lamp.note_bytes(100, 14.0)
    assert lamp.word(14.0) is RecordingWord.RECORDING


def test_bytes_that_stand_still_are_a_fault_until_they_grow() -> None:
    lamp = Lamp()
    lamp.want(is_wanted=True, now_s=0.0)
    lamp.note_bytes(100, 1.0)
    lamp.note_bytes(100, 4.5)
    assert lamp.word(4.5) is RecordingWord.FAULT
    lamp.note_bytes(101, 5.0)
    assert lamp.word(5.0) is RecordingWord.RECORDING


def test_an_engine_that_began_anew_counts_from_zero_and_is_believed() -> None:
    lamp = Lamp()
    lamp.want(is_wanted=True, now_s=0.0)
    lamp.note_bytes(9_000, 1.0)
    lamp.note_bytes(50, 9.0)
    assert lamp.word(9.0) is RecordingWord.RECORDING


def test_a_pause_puts_it_out_at_once() -> None:
    lamp = Lamp()
    lamp.want(is_wanted=True, now_s=0.0)
    lamp.note_bytes(100, 1.0)
    lamp.want(is_wanted=False, now_s=1.5)
    assert lamp.word(1.5) is RecordingWord.OFF


@dataclass(frozen=True, slots=True)
class Happening:
    """After so many seconds: what is wanted, and how many bytes came. None: nothing is said."""

    after_s: float
    is_wanted: bool | None
    grown: int


HAPPENINGS = st.lists(
    st.builds(
        Happening,
        after_s=st.floats(0.0, 5.0),
        is_wanted=st.sampled_from((None, None, True, False)),
        grown=st.integers(0, 3),
    ),
    max_size=40,
)


@given(HAPPENINGS)
def test_it_is_never_lit_while_bytes_stand_still(happenings: list[Happening]) -> None:
    lamp, now_s, written = Lamp(), 0.0, 0
    is_wanted, grown_s = False, None
    for one in happenings:
        now_s += one.after_s
        if one.is_wanted is not None:
            lamp.want(is_wanted=one.is_wanted, now_s=now_s)
            if one.is_wanted != is_wanted:
                is_wanted, grown_s = one.is_wanted, None
        if one.grown and is_wanted:
            written += one.grown
            grown_s = now_s
            lamp.note_bytes(written, now_s)
        word = lamp.word(now_s)
        is_fresh = grown_s is not None and now_s - grown_s <= STILL_S
        assert (word is RecordingWord.RECORDING) == (is_wanted and is_fresh)
        assert is_wanted or word is RecordingWord.OFF


def test_the_word_of_another_site_is_shown_while_it_is_fresh_and_no_longer() -> None:
    recording = RecordingWord.RECORDING
    assert told_word(None, None, 10.0) is None
    assert told_word(recording, 10.0, 10.0) is recording
    assert told_word(recording, 10.0, 10.0 + TOLD_LASTS_S) is recording
    assert told_word(recording, 10.0, 10.1 + TOLD_LASTS_S) is None
    assert TELL_EVERY_S * 3 <= TOLD_LASTS_S  # two of them may be lost


def lit() -> Lamp:
    lamp = Lamp()
    lamp.want(is_wanted=True, now_s=0.0)
    lamp.note_bytes(100, 1.0)
    return lamp


def test_what_brings_nothing_is_a_fault_until_it_brings_again() -> None:
    lamp = lit()
    words = []
    for recorded_s, lost_s in ((1.0, 0.0), (2.0, 0.4), (3.0, 1.4), (4.0, 2.4), (5.0, 2.4)):
        lamp.note_lost(recorded_s=recorded_s, lost_s=lost_s)
        words.append(lamp.word(1.0))
    recording, fault = RecordingWord.RECORDING, RecordingWord.FAULT
    assert words == [recording, recording, fault, fault, recording]


def test_the_same_figures_once_more_change_nothing() -> None:
    lamp = lit()
    lamp.note_lost(recorded_s=1.0, lost_s=1.0)
    lamp.note_lost(recorded_s=1.0, lost_s=1.0)
    assert lamp.word(1.0) is RecordingWord.FAULT


def test_sums_that_begin_anew_are_counted_from_nothing() -> None:
    lamp = lit()
    lamp.note_lost(recorded_s=60.0, lost_s=0.0)
    lamp.note_lost(recorded_s=1.0, lost_s=1.0)
    assert lamp.word(1.0) is RecordingWord.FAULT
    lamp.note_lost(recorded_s=0.5, lost_s=0.0)
    assert lamp.word(1.0) is RecordingWord.RECORDING


def test_where_nothing_is_wanted_nothing_lacks_and_a_pause_forgets() -> None:
    lamp = Lamp()
    lamp.note_lost(recorded_s=1.0, lost_s=1.0)
    lamp.want(is_wanted=True, now_s=0.0)
    lamp.note_bytes(100, 1.0)
    assert lamp.word(1.0) is RecordingWord.RECORDING
    lamp.note_lost(recorded_s=2.0, lost_s=2.0)
    lamp.want(is_wanted=False, now_s=2.0)
    lamp.want(is_wanted=True, now_s=3.0)
    lamp.note_bytes(50, 3.5)
    assert lamp.word(3.5) is RecordingWord.RECORDING
