"""The live state: seats, floor, steps, and the state machine of domain.md §5."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cityserver.conduct.live import live_state as moves
from desktop.cityserver.conduct.live.course.pauses import pause_session, resume_session
from desktop.cityserver.conduct.live.course.transitions import (
    close_session,
    end_session,
    open_session,
)
from desktop.cityserver.conduct.live.course.transitions import set_step as go_to_step
from desktop.cityserver.conduct.live.floor.floor import ask_floor, give_floor
from desktop.cityserver.conduct.live.floor.seat_media import ready_media, set_media
from desktop.cityserver.conduct.live.floor.stage import present
from desktop.cityserver.conduct.live.live_state import (
    Holder,
    Live,
    NotDone,
    dump_live,
    new_live,
    parse_live,
)
from desktop.contract.channel.floor import AskFloor
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.live_session import Stage
from desktop.domain.ids import DocumentId, SessionId, SiteId
from desktop.domain.reception.ending import ENDINGS, SessionEnding
from desktop.domain.reception.session import (
    STEPS,
    can_move,
    endings_from,
    next_step,
    status_of_step,
)
from desktop.domain.reception.skipped_step import SkippedStep
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from tests.fakes.fake_clock import NOON
from tests.rigs.system.every_row import every_row
from tests.samples.steps import LISTED_STEPS, is_lawful_walk, steps_to

pytestmark = pytest.mark.unit

A, B = SiteId("a"), SiteId("b")
UP = AskFloor(has_hand_up=True)
LATER = NOON + timedelta(minutes=5)
LEFT_OUT = {
    ("opening", "announcements"): "roll_call",
    ("roll_call", "presentation"): "announcements",
    ("announcements", "questions"): "presentation",
    ("presentation", "conclusion"): "questions",
}
"""From, to: the step between, which may be left out."""
STAGE = Stage(document_id=DocumentId("paper"), page=2, page_count=3, title="Bản đồ")


REASON = "Hai bên đã có mặt từ buổi trước"


def set_step(live: Live, step: Step, reason: str = "") -> Live:
    return go_to_step(live, step, reason, LATER)


def joined(status: SessionStatus = SessionStatus.READY) -> Live:
    live = new_live(SessionId("s"), status)
    return moves.take_seat(moves.take_seat(live, A, "program-a"), B, "program-b")


def opened() -> Live:
    return open_session(joined(), NOON)


def walked_to(step: Step) -> Live:
    """Opened, and at this step without a step skipped."""
    live = opened()
    for one in steps_to(step):
        live = set_step(live, one)
    return live


def test_the_same_program_that_dials_again_keeps_its_media_number() -> None:
    live = ready_media(joined(), A)
    live = moves.take_seat(moves.lose_seat(live, A), A, "program-a")
    seat = live.told.seat(A)
    assert seat is not None
    assert (seat.media_number, seat.is_connected) == (1, True)


def test_another_program_in_the_seat_begins_without_media_and_keeps_the_hand() -> None:
    live = ask_floor(ready_media(joined(), A), A, UP, NOON)
    seat = moves.take_seat(live, A, "program-c").told.seat(A)
    assert seat is not None
    assert (seat.media_number, seat.has_hand_up) == (0, True)


def test_media_numbers_grow_and_never_repeat_even_after_a_seat_left() -> None:
    live = ready_media(ready_media(joined(), A), B)
    live = moves.take_seat(moves.leave_seat(live, B), B, "program-b")
    seat = ready_media(live, B).told.seat(B)
    assert seat is not None
    assert seat.media_number == 3


def test_a_silent_seat_stays_with_everything_but_its_connection() -> None:
    live = give_floor(ready_media(opened(), A), A, NOON)
    live = moves.lose_seat(live, A)
    seat = live.told.seat(A)
    assert seat is not None
    assert (seat.is_connected, seat.media_number) == (False, 1)
    assert live.told.speaking_site_id == A


def test_a_seat_that_leaves_gives_the_floor_back() -> None:
    live = moves.leave_seat(give_floor(opened(), A, NOON), A)
    assert live.told.seat(A) is None
    assert live.program(A) is None
    assert (live.told.speaking_site_id, live.told.floor_since) == (None, None)


def test_the_floor_lowers_the_hand_and_tells_since_when() -> None:
    live = give_floor(ask_floor(opened(), B, UP, NOON), B, NOON)
    seat = live.told.seat(B)
    assert seat is not None
    assert not seat.has_hand_up
    assert live.told.floor_since == NOON
    assert give_floor(live, B, LATER) is live
    assert give_floor(live, None, LATER).told.floor_since is None


def test_an_absent_site_does_not_get_the_floor() -> None:
    with pytest.raises(NotDone) as refused:
        give_floor(opened(), SiteId("c"), NOON)
    assert refused.value.code is ProblemCode.NOT_FOUND


def test_who_has_no_seat_can_change_nothing() -> None:
    with pytest.raises(NotDone) as refused:
        ready_media(joined(), SiteId("c"))
    assert refused.value.code is ProblemCode.FORBIDDEN


def test_what_the_seat_sends_is_told() -> None:
    seat = set_media(joined(), A, is_microphone_on=True, is_camera_on=False).told.seat(A)
    assert seat is not None
    assert (seat.is_microphone_on, seat.is_camera_on) == (True, False)


def test_opening_sets_the_hour_and_happens_once() -> None:
    live = opened()
    assert live.told.opened_at == NOON
    with pytest.raises(NotDone) as refused:
        open_session(live, LATER)
    assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW


def test_opening_does_not_end_a_pause() -> None:
    with pytest.raises(NotDone):
        open_session(pause_session(opened(), PauseReason.BREAK, NOON), LATER)


@pytest.mark.parametrize("step", [Step.PRESENTATION, Step.CONCLUSION])
def test_a_pause_returns_to_the_status_it_came_from(step: Step) -> None:
    before = walked_to(step)
    paused = pause_session(before, PauseReason.TECHNICAL, NOON)
    assert paused.told.status is SessionStatus.PAUSED
    assert paused.told.pause_reason is PauseReason.TECHNICAL
    again = resume_session(paused, LATER).told
    assert replace(again, pauses=None) == replace(before.told, pauses=None)


def test_there_is_nothing_to_resume_without_a_pause() -> None:
    with pytest.raises(NotDone):
        resume_session(opened(), NOON)


def test_steps_move_the_status_along_the_legal_sequence_to_the_close() -> None:
    live = walked_to(Step.PRESENTATION)
    statuses = []
    for step in steps_to(Step.CLOSING, after=Step.PRESENTATION):
        live = set_step(live, step)
        statuses.append(live.told.status)
    assert statuses == [
        SessionStatus.IN_SESSION,
        SessionStatus.CONCLUDING,
        SessionStatus.MINUTES_REVIEW,
        SessionStatus.MINUTES_REVIEW,
        SessionStatus.SIGNED,
    ]
    closed = close_session(present(give_floor(live, A, NOON), STAGE))
    assert closed.told.status is SessionStatus.CLOSED
    assert (closed.told.stage, closed.told.speaking_site_id) == (None, None)


def test_minutes_that_were_read_back_are_signed_before_they_are_closed() -> None:
    live = walked_to(Step.READ_BACK)
    with pytest.raises(NotDone) as refused:
        set_step(live, Step.CLOSING)
    assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW
    signed = set_step(set_step(live, Step.SIGNING), Step.CLOSING)
    assert signed.told.status is SessionStatus.SIGNED


def test_the_chair_reopens_the_discussion_from_the_conclusion() -> None:
    live = set_step(walked_to(Step.CONCLUSION), Step.QUESTIONS)
    assert (live.told.status, live.told.step) == (SessionStatus.IN_SESSION, Step.QUESTIONS)


@pytest.mark.parametrize(
    "live",
    [
        joined(),
        pause_session(opened(), PauseReason.BREAK, NOON),
        end_session(
            opened(), SessionEnding(status=SessionStatus.ADJOURNED, reason="Hết giờ", at=LATER)
        ),
    ],
    ids=["before opening", "in a pause", "after the end"],
)
def test_steps_wait_for_an_open_session(live: Live) -> None:
    with pytest.raises(NotDone):
        set_step(live, Step.ROLL_CALL)


@every_row("origin", STEPS)
@every_row("target", list(Step))
def test_no_step_is_skipped_or_gone_back_to_but_where_the_law_has_it(
    origin: Step, target: Step
) -> None:
    live = walked_to(origin)
    if target.value in LISTED_STEPS[origin.value]:
        told = set_step(live, target).told
        assert (told.step, told.status) == (target, status_of_step(target))
        return
    with pytest.raises(NotDone) as refused:
        set_step(live, target)
    assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW


@every_row("origin", STEPS)
@every_row("target", list(Step))
def test_one_step_may_be_left_out_for_a_reason_but_none_of_what_a_session_is_for(
    origin: Step, target: Step
) -> None:
    live = walked_to(origin)
    if target.value in LISTED_STEPS[origin.value]:
        assert set_step(live, target, REASON).told.skipped in (None, ())
        return
    left_out = LEFT_OUT.get((origin.value, target.value))
    if left_out is None:
        with pytest.raises(NotDone) as refused:
            set_step(live, target, REASON)
        assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW
        return
    told = set_step(live, target, f"  {REASON}  ").told
    assert (told.step, told.status) == (target, status_of_step(target))
    assert told.skipped == (SkippedStep(step=Step(left_out), reason=REASON, at=LATER),)


@pytest.mark.parametrize("reason", ["quá ngắn", " " * 40, "x" * 501])
def test_a_step_is_not_left_out_for_a_reason_that_will_not_do(reason: str) -> None:
    with pytest.raises(NotDone) as refused:
        set_step(opened(), Step.ANNOUNCEMENTS, reason)
    assert refused.value.code is ProblemCode.BAD_REQUEST


def test_no_step_is_left_out_in_a_pause_or_of_a_session_that_is_not_open() -> None:
    for live in (joined(), pause_session(opened(), PauseReason.BREAK, NOON)):
        with pytest.raises(NotDone):
            set_step(live, Step.ANNOUNCEMENTS, REASON)


def test_a_step_that_is_done_after_all_is_left_out_no_more() -> None:
    live = set_step(walked_to(Step.PRESENTATION), Step.CONCLUSION, REASON)
    assert [one.step for one in live.told.skipped or ()] == [Step.QUESTIONS]
    assert parse_live(dump_live(live)) == live
    assert set_step(live, Step.QUESTIONS).told.skipped == ()


@pytest.mark.parametrize("caller", [Step.PRESENTATION, Step.QUESTIONS])
def test_a_consultation_returns_to_its_caller_and_to_no_other_step(caller: Step) -> None:
    before = walked_to(caller)
    live = parse_live(dump_live(set_step(before, Step.CONSULTATION)))
    assert live.told.consultation_from is caller
    for step in set(Step) - {caller}:
        with pytest.raises(NotDone):
            set_step(live, step)
    assert set_step(live, caller) == before


def test_a_consultation_kept_before_its_caller_was_returns_to_the_presentation() -> None:
    live = set_step(walked_to(Step.QUESTIONS), Step.CONSULTATION)
    old = json.loads(dump_live(live))
    del old["told"]["consultation_from"]
    assert set_step(parse_live(json.dumps(old)), Step.PRESENTATION).told.step is Step.PRESENTATION


def test_an_open_session_is_not_closed_without_its_signatures() -> None:
    with pytest.raises(NotDone):
        close_session(opened())


def ending(status: SessionStatus = SessionStatus.ADJOURNED) -> SessionEnding:
    return SessionEnding(status=status, reason="Mất điện toàn xã, chờ quá lâu", at=LATER)


@pytest.mark.parametrize("status", ENDINGS)
def test_an_open_session_is_ended_as_a_closed_one_for_a_reason(status: SessionStatus) -> None:
    live = present(give_floor(opened(), A, NOON), STAGE)
    told = end_session(live, ending(status)).told
    assert (told.status, told.ending) == (status, ending(status))
    assert (told.stage, told.speaking_site_id, told.floor_since) == (None, None, None)
    assert (told.opened_at, told.seats) == (NOON, live.told.seats)


def test_a_pause_may_end_for_good_and_nothing_is_left_to_resume() -> None:
    paused = pause_session(opened(), PauseReason.TECHNICAL, NOON)
    ended = end_session(paused, ending(SessionStatus.ABORTED_TECHNICAL))
    assert ended.told.pause_reason is None
    with pytest.raises(NotDone):
        resume_session(ended, LATER)


def signed() -> Live:
    return walked_to(Step.CLOSING)


@pytest.mark.parametrize(
    ("live", "status"),
    [
        (joined(), SessionStatus.REFUSED),
        (joined(SessionStatus.CONNECTING), SessionStatus.ABORTED_TECHNICAL),
        (pause_session(opened(), PauseReason.ORDER, NOON), SessionStatus.REFUSED),
        (signed(), SessionStatus.ADJOURNED),
        (close_session(signed()), SessionStatus.ADJOURNED),
        (end_session(opened(), ending()), SessionStatus.ADJOURNED),
        (end_session(opened(), ending()), SessionStatus.REFUSED),
        (opened(), SessionStatus.CLOSED),
        (opened(), SessionStatus.CONCLUDING),
    ],
    ids=[
        "before the opening",
        "while connecting",
        "refused in a pause",
        "signed",
        "closed",
        "twice",
        "in another way after it",
        "closing is another message",
        "no ending at all",
    ],
)
def test_what_the_table_does_not_list_ends_no_session(live: Live, status: SessionStatus) -> None:
    with pytest.raises(NotDone) as refused:
        end_session(live, ending(status))
    assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW


def test_an_ending_is_kept_and_a_state_from_before_there_were_any_is_read() -> None:
    ended = end_session(opened(), ending())
    assert parse_live(dump_live(ended)) == ended
    old = json.loads(dump_live(opened()))
    del old["told"]["ending"]
    assert parse_live(json.dumps(old)) == opened()


def test_a_page_beyond_the_last_one_is_refused() -> None:
    with pytest.raises(NotDone) as refused:
        present(joined(), replace(STAGE, page=4))
    assert refused.value.code is ProblemCode.BAD_REQUEST


def test_connecting_becomes_ready() -> None:
    live = moves.make_ready(joined(SessionStatus.CONNECTING))
    assert live.told.status is SessionStatus.READY


def test_a_restart_keeps_everything_but_the_connections() -> None:
    live = present(give_floor(ready_media(opened(), A), A, NOON), STAGE)
    live = pause_session(live, PauseReason.CONSULTATION, NOON)
    again = moves.release_dead(parse_live(dump_live(live)), lambda _: False)
    assert not any(seat.is_connected for seat in again.told.seats)
    for site_id, program in ((A, "program-a"), (B, "program-b")):
        again = moves.take_seat(again, site_id, program)
    assert again == live


# ---- what the city sets by other means -------------------------------------------------------


def sitting(live: Live) -> Live:
    """Room A is connected, room B has fallen silent."""
    holder = Holder(worker=1, connection_id="c")
    return moves.lose_seat(moves.hold_seat(live, A, holder), B)


@pytest.mark.parametrize("status", ["postponed", "cancelled", "scheduled", "notified"])
@pytest.mark.parametrize("before", [SessionStatus.CONNECTING, SessionStatus.READY])
def test_what_the_city_decides_before_the_opening_stands_and_begins_anew(
    status: str, before: SessionStatus
) -> None:
    live = sitting(joined(before))
    live = present(ask_floor(live, A, UP, NOON), STAGE)
    live = replace(live, told=replace(live.told, seq=7))
    after = moves.follow_city(live, SessionStatus(status))
    assert (after.told.status, after.told.seq, after.told.stage) == (status, 7, None)
    assert [(seat.site_id, seat.has_hand_up) for seat in after.told.seats] == [(A, False)]
    assert after.holders == live.holders


def test_an_open_session_is_not_rescheduled() -> None:
    live = pause_session(sitting(opened()), PauseReason.BREAK, NOON)
    assert moves.follow_city(live, SessionStatus.POSTPONED) is live


def test_a_closed_session_stays_with_all_that_was() -> None:
    live = close_session(signed())
    assert moves.follow_city(live, SessionStatus("archived")) is live
    assert moves.follow_city(live, SessionStatus.READY) is live
    assert moves.follow_city(live, SessionStatus.SCHEDULED).told.opened_at is None


def test_a_session_that_was_put_off_may_be_called_once_more() -> None:
    aborted = joined(SessionStatus.ABORTED_TECHNICAL)
    assert moves.follow_city(aborted, SessionStatus.CONNECTING).told.seats == ()
    ready = joined()
    assert moves.follow_city(ready, SessionStatus.CONNECTING) is ready


@pytest.mark.parametrize("status", ENDINGS)
def test_the_city_closes_what_was_ended_and_how_it_ended_stays(status: SessionStatus) -> None:
    ended = sitting(end_session(opened(), ending(status)))
    closed = moves.follow_city(ended, SessionStatus.CLOSED)
    assert closed == replace(ended, told=replace(ended.told, status=SessionStatus.CLOSED))
    assert closed.told.ending == ending(status)
    assert moves.follow_city(ended, SessionStatus.READY) is ended


def test_the_city_puts_off_what_broke_down_and_it_begins_anew() -> None:
    aborted = end_session(opened(), ending(SessionStatus.ABORTED_TECHNICAL))
    told = moves.follow_city(sitting(aborted), SessionStatus.POSTPONED).told
    assert (told.status, told.ending, told.opened_at) == (SessionStatus.POSTPONED, None, None)


Move = Callable[[Live], Live]


def _step_to(step: Step) -> Move:
    return lambda live: set_step(live, step)


def _end_as(status: SessionStatus) -> Move:
    return lambda live: end_session(live, ending(status))


MOVES: list[Move] = [
    lambda live: open_session(live, NOON),
    lambda live: pause_session(live, PauseReason.BREAK, NOON),
    lambda live: resume_session(live, NOON),
    close_session,
    moves.make_ready,
    *(_end_as(status) for status in SessionStatus),
    *(_step_to(step) for step in Step),
]


@given(st.sampled_from(list(SessionStatus)), st.lists(st.sampled_from(MOVES), max_size=12))
def test_no_order_of_messages_makes_a_move_that_the_law_does_not_list(
    status: SessionStatus, todo: list[Move]
) -> None:
    live = joined(status)
    for move in todo:
        before = live.told
        try:
            live = move(live)
        except NotDone:
            continue
        assert live.told.status is before.status or can_move(before.status, live.told.status)
        # Once a session ended in some way it is never said to have ended in another.
        if live.told.ending is not before.ending:
            assert before.ending is None
            assert live.told.status in endings_from(before.status)


def _step_on(live: Live) -> Live:
    """The step that follows; in a consultation the message finds no such step."""
    return set_step(live, next_step(live.told.step) or Step.CLOSING)


STEPPING = st.one_of(st.just(_step_on), st.sampled_from(MOVES))


@given(st.lists(STEPPING, max_size=60))
def test_the_steps_of_any_session_are_a_lawful_walk(todo: list[Move]) -> None:
    live = opened()
    walked = [live.told.step]
    for move in todo:
        with suppress(NotDone):
            live = move(live)
        if live.told.step is not walked[-1]:
            walked.append(live.told.step)
    assert is_lawful_walk(walked)
