from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.conduct.live_session import LiveSession, Seat
from desktop.domain.conduct.roll_call import RollCall
from desktop.domain.conduct.session_timeline import SessionTimeline, course_with
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.skipped_step import SkippedStep
from desktop.domain.reception.status import SessionStatus, Step

pytestmark = pytest.mark.unit

OPENED_AT = datetime(2026, 11, 26, 1, 31, tzinfo=UTC)
SEEN_AT = OPENED_AT + timedelta(hours=1)


def seat(name: str) -> Seat:
    return Seat(
        site_id=SiteId(name),
        is_connected=True,
        media_number=0,
        is_microphone_on=False,
        is_camera_on=False,
        has_hand_up=False,
    )


OPEN = LiveSession(
    session_id=SessionId("session-1"),
    seq=1,
    status=SessionStatus.IN_SESSION,
    step=Step.PRESENTATION,
    pause_reason=None,
    opened_at=OPENED_AT,
    seats=(seat("hq"), seat("xa")),
    speaking_site_id=None,
    floor_since=None,
    stage=None,
)
CLOSED = replace(OPEN, status=SessionStatus.CLOSED, step=Step.CLOSING, seats=(seat("hq"),))


def test_a_course_knows_the_hours_the_step_and_who_sat() -> None:
    course = course_with(course_with(None, OPEN, None), CLOSED, SEEN_AT)
    assert course == SessionTimeline(
        opened_at=OPENED_AT,
        ended_at=SEEN_AT,
        step=Step.CLOSING,
        seated=frozenset({SiteId("hq"), SiteId("xa")}),
    )


def test_the_hour_of_an_end_that_nobody_saw_stays_unknown() -> None:
    course = course_with(course_with(None, OPEN, SEEN_AT), CLOSED, None)
    assert course.ended_at is None


def test_the_first_hour_of_the_end_stays() -> None:
    course = course_with(course_with(None, CLOSED, SEEN_AT), CLOSED, SEEN_AT + timedelta(hours=1))
    assert course.ended_at == SEEN_AT


def test_a_course_keeps_which_steps_were_left_out() -> None:
    one = SkippedStep(step=Step.ROLL_CALL, reason="Đã có mặt đủ từ trước", at=SEEN_AT)
    course = course_with(None, replace(OPEN, skipped=(one,)), SEEN_AT)
    assert course.skipped == (one,)
    assert course_with(course, replace(OPEN, skipped=()), SEEN_AT).skipped == ()


def test_who_only_waited_before_the_opening_did_not_sit_in_the_session() -> None:
    waiting = replace(OPEN, status=SessionStatus.READY, opened_at=None)
    course = course_with(None, waiting, SEEN_AT)
    assert (course.seated, course.ended_at) == (frozenset(), None)


@pytest.mark.parametrize("step", list(Step))
def test_minutes_are_read_back_until_something_is_taken_up_again(step: Step) -> None:
    is_read_back = step in {Step.READ_BACK, Step.SIGNING, Step.CLOSING}
    assert course_with(None, replace(OPEN, step=step), None).is_read_back is is_read_back


ENDING = SessionEnding(
    status=SessionStatus.ADJOURNED,
    reason="Công dân cần bổ sung giấy tờ gốc",
    at=OPENED_AT + timedelta(minutes=40),
)
ADJOURNED = replace(OPEN, status=SessionStatus.ADJOURNED, ending=ENDING)


@pytest.mark.parametrize("seen_at", [SEEN_AT, None], ids=["seen", "away"])
def test_the_city_tells_when_and_why_a_session_was_ended(seen_at: datetime | None) -> None:
    course = course_with(course_with(None, OPEN, SEEN_AT), ADJOURNED, seen_at)
    assert (course.ended_at, course.ending) == (ENDING.at, ENDING)
    closed = course_with(course, replace(ADJOURNED, status=SessionStatus.CLOSED), SEEN_AT)
    assert closed == course, "closed by the city later, and still ended so"


@pytest.mark.parametrize(
    ("step", "is_read_back"),
    [(Step.QUESTIONS, False), (Step.READ_BACK, False), (Step.SIGNING, True)],
)
def test_a_reading_that_was_cut_short_was_no_reading(step: Step, *, is_read_back: bool) -> None:
    course = course_with(None, replace(ADJOURNED, step=step), SEEN_AT)
    assert course.is_read_back is is_read_back


def test_a_course_keeps_what_was_noted_of_people_and_of_what_was_read_out() -> None:
    course = course_with(None, replace(OPEN, roll=RollCall(), announced=()), SEEN_AT)
    assert (course.roll, course.announced) == (RollCall(), ())
    assert course_with(None, OPEN, SEEN_AT).roll is None
