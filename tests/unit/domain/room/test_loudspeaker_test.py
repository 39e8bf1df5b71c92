"""Whether a room's loudspeaker is heard: clearly, faintly, or not."""

import pytest

from desktop.domain.room.loudspeaker_test import SpeakerTest, SpeakerVerdict, judge_speaker
from desktop.domain.room.measurements import SoundFacts

pytestmark = pytest.mark.unit


def heard(
    echo_dbfs: float | None, *, floor_dbfs: float = -65.0, is_dead: bool = False
) -> SoundFacts:
    return SoundFacts(
        echo_delay_ms=None if echo_dbfs is None else 48.0,
        echo_dbfs=echo_dbfs,
        floor_dbfs=floor_dbfs,
        speech_dbfs=None,
        is_dead=is_dead,
    )


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (heard(-30.0), SpeakerVerdict.CLEAR),
        (heard(-48.0), SpeakerVerdict.CLEAR),
        (heard(-52.0), SpeakerVerdict.FAINT),
        (heard(-30.0, floor_dbfs=-40.0), SpeakerVerdict.FAINT),
        (heard(-62.0, floor_dbfs=-90.0), SpeakerVerdict.FAINT),
        (heard(None), SpeakerVerdict.NOT_HEARD),
        (heard(None, is_dead=True), SpeakerVerdict.MICROPHONE_DEAD),
        (None, SpeakerVerdict.FAILED),
    ],
)
def test_what_came_back_is_put_in_a_word(facts: SoundFacts | None, verdict: SpeakerVerdict) -> None:
    assert judge_speaker(facts).verdict is verdict


def test_the_echo_comes_with_its_delay_and_level() -> None:
    assert judge_speaker(heard(-30.0)) == SpeakerTest(
        verdict=SpeakerVerdict.CLEAR, delay_ms=48.0, echo_dbfs=-30.0
    )
    assert judge_speaker(heard(None)).delay_ms is None
