"""A take of the room is whole when all of it was recorded and played."""

import pytest

from desktop.domain.room.take import SPEECH_DBFS, TAKE_S, Take, TakeStage

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("stage", "recorded_s", "played_s", "is_whole"),
    [
        (TakeStage.DONE, TAKE_S, TAKE_S, True),
        (TakeStage.DONE, TAKE_S - 0.5, TAKE_S - 1.0, True),
        (TakeStage.DONE, TAKE_S - 2.0, TAKE_S - 2.0, False),
        (TakeStage.DONE, TAKE_S, TAKE_S - 2.0, False),
        (TakeStage.PLAYING, TAKE_S, TAKE_S, False),
    ],
)
def test_a_take_is_whole_when_it_was_recorded_and_played(
    stage: TakeStage, recorded_s: float, played_s: float, *, is_whole: bool
) -> None:
    assert Take(stage=stage, recorded_s=recorded_s, played_s=played_s).is_whole is is_whole


def test_a_take_has_speech_when_it_gets_as_loud_as_a_voice() -> None:
    assert Take(stage=TakeStage.DONE, level_dbfs=SPEECH_DBFS).has_speech
    assert not Take(stage=TakeStage.DONE).has_speech
