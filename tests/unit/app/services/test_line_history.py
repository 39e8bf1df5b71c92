"""Where a call begins after what the line carried in the one before."""

import logging

import pytest

from desktop.app.services.line_history import KEPT_SECONDS, LEAST_SECONDS, LINE_RUNG, LineHistory
from desktop.domain.conduct.events import ChannelChanged, SeatTaken
from desktop.domain.media.call import QualityCause, Rung
from desktop.domain.media.events import StatsChanged
from desktop.domain.reception.events import ScheduleChanged
from tests.fakes.fake_services import FakeMemory
from tests.rigs.desk.desk_room import statistics
from tests.samples.receptions import AGENCY, HQ

pytestmark = pytest.mark.unit

LEFT = ChannelChanged(is_connected=False, attempt=0)


def held(rung: Rung, cause: QualityCause = QualityCause.OUR_LINE) -> StatsChanged:
    return statistics(HQ, sent_rung=rung, sent_cause=cause)


def after(memory: FakeMemory, *seconds: StatsChanged) -> Rung:
    """Where the next call begins when this one had these seconds."""
    history = LineHistory(memory=memory)
    for second in seconds:
        history.on_event(second)
    history.on_event(LEFT)
    return LineHistory(memory=memory).start_rung()


def test_a_room_without_a_history_begins_with_the_best_picture() -> None:
    assert LineHistory(memory=FakeMemory()).start_rung() is Rung.P720


def test_a_line_that_was_narrow_most_of_the_time_begins_narrow() -> None:
    seconds = [held(Rung.P720, QualityCause.NONE)] * 20 + [held(Rung.P360)] * 60
    assert after(FakeMemory(), *seconds) is Rung.P360


def test_a_good_call_makes_a_bad_one_forgotten() -> None:
    memory = FakeMemory()
    assert after(memory, *[held(Rung.P240)] * 60) is Rung.P240
    assert after(memory, *[statistics(HQ)] * 60) is Rung.P720


def test_only_the_last_minutes_count() -> None:
    seconds = [held(Rung.STILL)] * 1_000 + [held(Rung.P480)] * KEPT_SECONDS
    assert after(FakeMemory(), *seconds) is Rung.P480


def test_a_line_for_the_voice_alone_still_begins_with_a_face() -> None:
    assert after(FakeMemory(), *[held(Rung.SOUND)] * 60) is Rung.STILL


def test_a_bad_line_at_another_site_is_not_this_rooms() -> None:
    assert after(FakeMemory(), *[held(Rung.STILL, QualityCause.THEIR_LINE)] * 60) is Rung.P720


def test_of_several_links_the_lowest_of_ours_counts() -> None:
    two = StatsChanged(stats=held(Rung.P240).stats + statistics(AGENCY).stats)
    assert after(FakeMemory(), *[two] * 60) is Rung.P240


def test_a_call_of_some_seconds_says_nothing() -> None:
    assert after(FakeMemory(), *[held(Rung.P240)] * (LEAST_SECONDS - 1)) is Rung.P720


def test_seconds_without_a_line_say_nothing() -> None:
    silent = statistics(HQ, silent_s=5.0, sent_rung=Rung.SOUND, sent_cause=QualityCause.OUR_LINE)
    assert after(FakeMemory(), *[silent, StatsChanged(stats=())] * 60) is Rung.P720


def test_a_call_that_is_killed_is_remembered_to_the_minute() -> None:
    memory = FakeMemory()
    history = LineHistory(memory=memory)
    for _ in range(60):
        history.on_event(held(Rung.P360))
    history.on_event(ScheduleChanged())
    assert memory.recall(LINE_RUNG) == "360p"


def test_a_seat_that_is_taken_ends_the_call() -> None:
    memory = FakeMemory()
    history = LineHistory(memory=memory)
    for _ in range(40):
        history.on_event(held(Rung.P480))
    history.on_event(SeatTaken())
    assert history.start_rung() is Rung.P480


def test_a_damaged_note_is_no_history(caplog: pytest.LogCaptureFixture) -> None:
    memory = FakeMemory()
    memory.remember(LINE_RUNG, "4k")
    with caplog.at_level(logging.WARNING):
        assert LineHistory(memory=memory).start_rung() is Rung.P720
    assert "line history unreadable" in caplog.text
