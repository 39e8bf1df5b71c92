"""The lamp of a session follows what the engine tells, and what the session is."""

from dataclasses import replace

import pytest

from desktop.domain.ids import SessionId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.recording.events import RecordingTold
from desktop.domain.recording.lamp import STILL_S, RecordingWord
from desktop.domain.recording.wanted import Elsewhere
from desktop.presenters.live.recorder_facts import RecorderFacts
from tests.fakes.fake_clock import FakeClock
from tests.samples.live import a_live

pytestmark = pytest.mark.unit


def told(written_bytes: int, session_id: str = "session-1") -> RecordingTold:
    return RecordingTold(
        session_id=SessionId(session_id),
        part=1,
        written_bytes=written_bytes,
        recorded_s=1.0,
        has_picture=True,
        lost_picture_s=0.0,
        lost_sound_s=0.0,
        is_failing=False,
        free_bytes=None,
    )


def test_the_lamp_is_lit_by_bytes_a_fault_without_them_and_off_in_a_pause() -> None:
    clock = FakeClock()
    facts = RecorderFacts(session_id=SessionId("session-1"), clock=clock)
    words = [facts.word]
    facts.take_live(a_live())
    facts.take_told(told(1_000))
    words.append(facts.word)
    assert facts.told == told(1_000)
    clock.advance(STILL_S + 0.1)
    words.append(facts.word)
    facts.take_told(told(2_000))
    words.append(facts.word)
    facts.take_live(replace(a_live(), status=SessionStatus.PAUSED))
    words.append(facts.word)
    assert words == [
        RecordingWord.OFF,
        RecordingWord.RECORDING,
        RecordingWord.FAULT,
        RecordingWord.RECORDING,
        RecordingWord.OFF,
    ]


def test_a_second_pc_without_media_is_not_missed_by_the_lamp() -> None:
    clock = FakeClock()
    facts = RecorderFacts(session_id=SessionId("session-1"), clock=clock)
    facts.take_live(a_live(), has_media=False)
    clock.advance(2 * STILL_S)
    assert facts.word is RecordingWord.OFF


def test_another_session_lights_no_lamp() -> None:
    facts = RecorderFacts(session_id=SessionId("session-1"), clock=FakeClock())
    facts.take_live(a_live())
    facts.take_told(told(1_000, "session-2"))
    assert facts.told is None
    assert facts.word is RecordingWord.OFF


@pytest.mark.parametrize("platform", ["", "Hội nghị truyền hình"])
def test_what_is_missed_puts_the_lamp_out_where_there_is_no_other_source(platform: str) -> None:
    facts = RecorderFacts(session_id=SessionId("session-1"), clock=FakeClock())
    facts.take_live(replace(a_live(), platform=platform), elsewhere=Elsewhere(has_card=True))
    facts.take_told(told(1_000))
    assert facts.word is RecordingWord.RECORDING
    facts.take_told(replace(told(2_000), recorded_s=2.0, lost_picture_s=1.0))
    assert facts.word is (RecordingWord.FAULT if platform else RecordingWord.RECORDING)
    assert not facts.is_still
    facts.take_told(replace(told(3_000), recorded_s=3.0, lost_picture_s=1.0))
    assert facts.word is RecordingWord.RECORDING


def test_without_a_card_or_a_line_a_session_elsewhere_lights_no_lamp() -> None:
    facts = RecorderFacts(session_id=SessionId("session-1"), clock=FakeClock())
    facts.take_live(replace(a_live(), platform="Hội nghị truyền hình"))
    facts.take_told(told(1_000))
    assert facts.word is RecordingWord.OFF
