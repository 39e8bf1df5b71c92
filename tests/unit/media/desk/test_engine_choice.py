"""Which media engine is used: the setting, the proof on this PC, and crashes."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.media.call import MediaEngine
from desktop.media.desk.engine_choice import (
    CRASH_WINDOW_S,
    Choice,
    ChoiceFacts,
    EngineChoice,
    Why,
    after_crash,
    choose,
)
from tests.fakes.fake_clock import NOON, FakeClock

pytestmark = pytest.mark.unit

AIORTC, LIBWEBRTC, AUTO = MediaEngine.AIORTC, MediaEngine.LIBWEBRTC, MediaEngine.AUTO
PC = "0.1.0|here"


def make(
    clock: FakeClock, wish: MediaEngine = AUTO, path: Path | None = None, this_pc: str = PC
) -> EngineChoice:
    return EngineChoice(clock=clock, wish=wish, this_pc=lambda: this_pc, path=path)


def now_of(choice: EngineChoice) -> tuple[MediaEngine, Why]:
    return choice.now().media_engine, choice.now().why


def test_auto_is_aiortc_until_libwebrtc_is_proved_here() -> None:
    choice = make(FakeClock())
    assert now_of(choice) == (AIORTC, Why.NOT_PROVED)
    assert choice.needs_proof()
    assert choice.note_proof(None) == Choice(media_engine=LIBWEBRTC, why=Why.PROVED)
    assert not choice.needs_proof()


def test_a_failed_proof_is_told_and_tried_again_by_the_next_program(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    path = tmp_path / "engine.json"
    choice = make(FakeClock(), path=path)
    assert choice.note_proof("no_picture").media_engine is AIORTC
    assert "failure=no_picture" in caplog.text
    assert make(FakeClock(), path=path).needs_proof()


def test_a_proof_is_remembered_for_this_pc_and_these_versions_only(tmp_path: Path) -> None:
    path = tmp_path / "engine.json"
    make(FakeClock(), path=path).note_proof(None)
    assert now_of(make(FakeClock(), path=path)) == (LIBWEBRTC, Why.PROVED)
    assert make(FakeClock(), path=path, this_pc="0.1.1|here").needs_proof()


@pytest.mark.parametrize("wish", [AIORTC, LIBWEBRTC])
def test_a_setting_needs_no_proof(wish: MediaEngine) -> None:
    choice = make(FakeClock(), wish)
    assert now_of(choice) == (wish, Why.SETTING)
    assert not choice.needs_proof()


@pytest.mark.parametrize("wish", [AUTO, LIBWEBRTC])
def test_two_crashes_in_ten_minutes_mean_aiortc_for_the_rest_of_the_day(
    wish: MediaEngine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock, path = FakeClock(), tmp_path / "engine.json"
    choice = make(clock, wish, path)
    choice.note_proof(None)
    choice.note_crash(LIBWEBRTC)
    assert now_of(choice)[0] is LIBWEBRTC
    clock.advance(CRASH_WINDOW_S)
    choice.note_crash(LIBWEBRTC)
    assert now_of(choice) == (AIORTC, Why.CRASHED)
    assert "media engine given up" in caplog.text
    assert now_of(make(clock, wish, path)) == (AIORTC, Why.CRASHED)  # a new program knows
    assert not choice.needs_proof()
    clock.advance(24 * 3600)
    assert now_of(choice)[0] is LIBWEBRTC


def test_crashes_that_are_far_apart_or_of_aiortc_do_not_count() -> None:
    clock = FakeClock()
    choice = make(clock, LIBWEBRTC)
    for _ in range(5):
        choice.note_crash(LIBWEBRTC)
        choice.note_crash(AIORTC)
        choice.note_crash(None)
        clock.advance(CRASH_WINDOW_S + 1)
    assert now_of(choice)[0] is LIBWEBRTC


def test_a_clock_that_was_set_back_makes_no_crash_of_the_future_count() -> None:
    facts = after_crash(ChoiceFacts(), NOON)
    facts = after_crash(facts, NOON - timedelta(hours=3))
    assert facts.banned_on is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": 2}',
        '{"format": 1, "proved_by": "x"}',
        '{"format": 1, "proved_by": "x", "crashed_at": ["soon"], "banned_on": null}',
        '{"format": 1, "proved_by": "x", "crashed_at": [1], "banned_on": 5}',
    ],
)
def test_a_broken_memory_is_no_memory(tmp_path: Path, text: str) -> None:
    path = tmp_path / "engine.json"
    path.write_text(text)
    assert make(FakeClock(), path=path).needs_proof()


def test_a_memory_that_cannot_be_written_is_said_and_changes_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    choice = make(FakeClock(), path=tmp_path / "missing" / "engine.json")
    choice.note_proof(None)
    assert now_of(choice) == (LIBWEBRTC, Why.PROVED)
    assert "not kept" in caplog.text


@given(
    st.lists(st.floats(0, 3_600), max_size=12),
    st.sampled_from(MediaEngine),
    st.booleans(),
)
def test_the_choice_is_never_auto_and_a_ban_always_wins(
    gaps_s: list[float],
    wish: MediaEngine,
    is_proved: bool,
) -> None:
    now = datetime(2026, 11, 26, 1, tzinfo=UTC)
    facts = ChoiceFacts(proved_by=PC if is_proved else "")
    for gap_s in gaps_s:
        now += timedelta(seconds=gap_s)
        facts = after_crash(facts, now)
        assert len(facts.crashed_at) < 2
    today = now.astimezone().date()
    choice = choose(wish, facts, this_pc=PC, today=today)
    assert choice.media_engine is not AUTO
    if facts.banned_on == today:
        assert choice.media_engine is AIORTC
