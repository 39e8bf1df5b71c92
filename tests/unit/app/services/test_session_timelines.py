"""What a desk keeps of the sessions it sat in."""

import json
import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.app.services.session_timelines import COURSES, MAX_KEPT, SessionTimelines
from desktop.domain.conduct.events import ChannelChanged, LiveSessionChanged
from desktop.domain.conduct.live_session import LiveSession, Seat
from desktop.domain.ids import SessionId
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.sync.events import SyncChanged
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_services import FakeMemory
from tests.samples.figures import ALL_SENT
from tests.samples.receptions import HQ, SESSION

pytestmark = pytest.mark.unit

SEAT = Seat(
    site_id=HQ,
    is_connected=True,
    media_number=0,
    is_microphone_on=False,
    is_camera_on=False,
    has_hand_up=False,
)
BROKEN = ChannelChanged(is_connected=False, attempt=1)


def live(clock: FakeClock, status: SessionStatus, step: Step = Step.OPENING) -> LiveSession:
    return LiveSession(
        session_id=SESSION,
        seq=1,
        status=status,
        step=step,
        pause_reason=None,
        opened_at=clock.now(),
        seats=(SEAT,),
        speaking_site_id=None,
        floor_since=None,
        stage=None,
    )


def test_a_course_outlives_the_room_and_the_program() -> None:
    clock, memory = FakeClock(), FakeMemory()
    courses = SessionTimelines(memory=memory, clock=clock)
    assert courses.course(SESSION) is None
    opened = live(clock, SessionStatus.IN_SESSION)
    courses.on_event(SyncChanged(status=replace(ALL_SENT, clock_offset_s=2.0)))
    courses.on_event(LiveSessionChanged(live=opened))
    clock.advance(3_600)
    closed = replace(opened, status=SessionStatus.CLOSED, step=Step.CLOSING, seats=())
    courses.on_event(LiveSessionChanged(live=closed))
    courses.on_event(ScheduleChanged())
    kept = SessionTimelines(memory=memory, clock=clock).course(SESSION)
    assert kept is not None
    assert kept == courses.course(SESSION)
    assert (kept.opened_at, kept.step, kept.seated) == (
        opened.opened_at,
        Step.CLOSING,
        frozenset({HQ}),
    )
    assert kept.ended_at == clock.now() + timedelta(seconds=2)


def test_an_end_during_a_break_of_the_line_has_no_hour() -> None:
    clock = FakeClock()
    courses = SessionTimelines(memory=FakeMemory(), clock=clock)
    opened = live(clock, SessionStatus.IN_SESSION)
    courses.on_event(LiveSessionChanged(live=opened))
    courses.on_event(BROKEN)
    clock.advance(600)
    courses.on_event(LiveSessionChanged(live=replace(opened, status=SessionStatus.CLOSED)))
    course = courses.course(SESSION)
    assert course is not None
    assert course.ended_at is None


def test_how_a_session_was_ended_outlives_the_program_and_an_old_note_is_read() -> None:
    clock, memory = FakeClock(), FakeMemory()
    courses = SessionTimelines(memory=memory, clock=clock)
    ending = SessionEnding(
        status=SessionStatus.ADJOURNED, reason="Công dân mệt, xin nghỉ", at=clock.now()
    )
    ended = replace(live(clock, SessionStatus.ADJOURNED), ending=ending)
    courses.on_event(LiveSessionChanged(live=ended))
    kept = SessionTimelines(memory=memory, clock=clock).course(SESSION)
    assert kept is not None
    assert (kept.ending, kept.ended_at) == (ending, ending.at)
    notes = json.loads(memory.values[COURSES])
    del notes[SESSION]["ending"]
    memory.remember(COURSES, json.dumps(notes))
    assert SessionTimelines(memory=memory, clock=clock).course(SESSION) == replace(
        kept, ending=None
    )


def test_the_same_state_again_writes_nothing() -> None:
    clock, memory = FakeClock(), FakeMemory()
    courses = SessionTimelines(memory=memory, clock=clock)
    opened = live(clock, SessionStatus.IN_SESSION)
    courses.on_event(LiveSessionChanged(live=opened))
    memory.values.clear()
    courses.on_event(LiveSessionChanged(live=replace(opened, seq=2)))
    assert memory.values == {}


def test_only_the_newest_sessions_are_kept() -> None:
    clock, memory = FakeClock(), FakeMemory()
    courses = SessionTimelines(memory=memory, clock=clock)
    opened = live(clock, SessionStatus.IN_SESSION)
    names = [SessionId(f"session-{number}") for number in range(MAX_KEPT + 1)]
    for name in names:
        courses.on_event(LiveSessionChanged(live=replace(opened, session_id=name)))
    again = SessionTimelines(memory=memory, clock=clock)
    assert again.course(names[0]) is None
    assert again.course(names[1]) is not None
    assert again.course(names[-1]) is not None


def test_a_damaged_note_costs_only_itself(caplog: pytest.LogCaptureFixture) -> None:
    memory = FakeMemory()
    memory.remember(COURSES, "{")
    with caplog.at_level(logging.WARNING):
        assert SessionTimelines(memory=memory, clock=FakeClock()).course(SESSION) is None
    assert "unreadable" in caplog.text
