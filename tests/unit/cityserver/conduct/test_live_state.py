"""The live state: seats, floor, steps, and the state machine of domain.md §5."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cityserver import live as moves
from desktop.cityserver.live import Holder, Live, NotDone, dump_live, new_live, parse_live
from desktop.contract.problem import ProblemCode
from desktop.domain.ending import ENDINGS, SessionEnding
from desktop.domain.enums import PauseReason, SessionStatus, Step
from desktop.domain.ids import DocumentId, SessionId, SiteId
from desktop.domain.roster import Stage
from desktop.domain.session import can_move, endings_from
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

A, B = SiteId("a"), SiteId("b")
LATER = NOON + timedelta(minutes=5)
STAGE = Stage(document_id=DocumentId("paper"), page=2, page_count=3, title="Bản đồ")


def joined(status: SessionStatus = SessionStatus.READY) -> Live:
    live = new_live(SessionId("s"), status)
    return moves.take_seat(moves.take_seat(live, A, "program-a"), B, "program-b")


def opened() -> Live:
    return moves.open_session(joined(), NOON)


def test_the_same_program_that_dials_again_keeps_its_media_number() -> None:
    live = moves.ready_media(joined(), A)
    live = moves.take_seat(moves.lose_seat(live, A), A, "program-a")
    seat = live.told.seat(A)
    assert seat is not None
    assert (seat.media_number, seat.is_connected) == (1, True)


def test_another_program_in_the_seat_begins_without_media() -> None:
    live = moves.raise_hand(moves.ready_media(joined(), A), A, has_hand_up=True)
    seat = moves.take_seat(live, A, "program-c").told.seat(A)
    assert seat is not None
    assert (seat.media_number, seat.has_hand_up) == (0, False)


def test_media_numbers_grow_and_never_repeat_even_after_a_seat_left() -> None:
    live = moves.ready_media(moves.ready_media(joined(), A), B)
    live = moves.take_seat(moves.leave_seat(live, B), B, "program-b")
    seat = moves.ready_media(live, B).told.seat(B)
    assert seat is not None
    assert seat.media_number == 3


def test_a_silent_seat_stays_with_everything_but_its_connection() -> None:
    live = moves.give_floor(moves.ready_media(opened(), A), A, NOON)
    live = moves.lose_seat(live, A)
    seat = live.told.seat(A)
    assert seat is not None
    assert (seat.is_connected, seat.media_number) == (False, 1)
    assert live.told.speaking_site_id == A


def test_a_seat_that_leaves_gives_the_floor_back() -> None:
    live = moves.leave_seat(moves.give_floor(opened(), A, NOON), A)
    assert live.told.seat(A) is None
    assert live.program(A) is None
    assert (live.told.speaking_site_id, live.told.floor_since) == (None, None)


def test_the_floor_lowers_the_hand_and_tells_since_when() -> None:
    live = moves.give_floor(moves.raise_hand(opened(), B, has_hand_up=True), B, NOON)
    seat = live.told.seat(B)
    assert seat is not None
    assert not seat.has_hand_up
    assert live.told.floor_since == NOON
    assert moves.give_floor(live, B, LATER) is live
    assert moves.give_floor(live, None, LATER).told.floor_since is None


def test_an_absent_site_does_not_get_the_floor() -> None:
    with pytest.raises(NotDone) as refused:
        moves.give_floor(opened(), SiteId("c"), NOON)
    assert refused.value.code is ProblemCode.NOT_FOUND


def test_who_has_no_seat_can_change_nothing() -> None:
    with pytest.raises(NotDone) as refused:
        moves.ready_media(joined(), SiteId("c"))
    assert refused.value.code is ProblemCode.FORBIDDEN


def test_what_the_seat_sends_is_told() -> None:
    seat = moves.set_media(joined(), A, is_microphone_on=True, is_camera_on=False).told.seat(A)
    assert seat is not None
    assert (seat.is_microphone_on, seat.is_camera_on) == (True, False)


def test_opening_sets_the_hour_and_happens_once() -> None:
    live = opened()
    assert live.told.opened_at == NOON
    with pytest.raises(NotDone) as refused:
        moves.open_session(live, LATER)
    assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW


def test_opening_does_not_end_a_pause() -> None:
    with pytest.raises(NotDone):
        moves.open_session(moves.pause_session(opened(), PauseReason.BREAK), LATER)


@pytest.mark.parametrize("step", [Step.PRESENTATION, Step.CONCLUSION])
def test_a_pause_returns_to_the_status_it_came_from(step: Step) -> None:
    before = moves.set_step(opened(), step)
    paused = moves.pause_session(before, PauseReason.TECHNICAL)
    assert paused.told.status is SessionStatus.PAUSED
    assert paused.told.pause_reason is PauseReason.TECHNICAL
    assert moves.resume_session(paused) == before


def test_there_is_nothing_to_resume_without_a_pause() -> None:
    with pytest.raises(NotDone):
        moves.resume_session(opened())


def test_steps_move_the_status_along_the_legal_sequence_to_the_close() -> None:
    live = opened()
    statuses = []
    for step in (Step.QUESTIONS, Step.CONCLUSION, Step.READ_BACK, Step.SIGNING, Step.CLOSING):
        live = moves.set_step(live, step)
        statuses.append(live.told.status)
    assert statuses == [
        SessionStatus.IN_SESSION,
        SessionStatus.CONCLUDING,
        SessionStatus.MINUTES_REVIEW,
        SessionStatus.MINUTES_REVIEW,
        SessionStatus.SIGNED,
    ]
    closed = moves.close_session(moves.present(moves.give_floor(live, A, NOON), STAGE))
    assert closed.told.status is SessionStatus.CLOSED
    assert (closed.told.stage, closed.told.speaking_site_id) == (None, None)


def test_minutes_that_were_read_back_are_signed_before_they_are_closed() -> None:
    live = moves.set_step(moves.set_step(opened(), Step.CONCLUSION), Step.READ_BACK)
    with pytest.raises(NotDone) as refused:
        moves.set_step(live, Step.CLOSING)
    assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW
    signed = moves.set_step(moves.set_step(live, Step.SIGNING), Step.CLOSING)
    assert signed.told.status is SessionStatus.SIGNED


def test_the_chair_reopens_the_discussion_from_the_conclusion() -> None:
    live = moves.set_step(moves.set_step(opened(), Step.CONCLUSION), Step.QUESTIONS)
    assert (live.told.status, live.told.step) == (SessionStatus.IN_SESSION, Step.QUESTIONS)


@pytest.mark.parametrize(
    "live",
    [joined(), moves.pause_session(opened(), PauseReason.BREAK)],
    ids=["before opening", "in a pause"],
)
def test_steps_wait_for_an_open_session(live: Live) -> None:
    with pytest.raises(NotDone):
        moves.set_step(live, Step.QUESTIONS)


def test_an_open_session_is_not_closed_without_its_signatures() -> None:
    with pytest.raises(NotDone):
        moves.close_session(opened())


def ending(status: SessionStatus = SessionStatus.ADJOURNED) -> SessionEnding:
    return SessionEnding(status=status, reason="Mất điện toàn xã, chờ quá lâu", at=LATER)


@pytest.mark.parametrize("status", ENDINGS)
def test_an_open_session_is_ended_as_a_closed_one_for_a_reason(status: SessionStatus) -> None:
    live = moves.present(moves.give_floor(opened(), A, NOON), STAGE)
    told = moves.end_session(live, ending(status)).told
    assert (told.status, told.ending) == (status, ending(status))
    assert (told.stage, told.speaking_site_id, told.floor_since) == (None, None, None)
    assert (told.opened_at, told.seats) == (NOON, live.told.seats)


def test_a_pause_may_end_for_good_and_nothing_is_left_to_resume() -> None:
    paused = moves.pause_session(opened(), PauseReason.TECHNICAL)
    ended = moves.end_session(paused, ending(SessionStatus.ABORTED_TECHNICAL))
    assert ended.told.pause_reason is None
    with pytest.raises(NotDone):
        moves.resume_session(ended)


def signed() -> Live:
    live = opened()
    for step in (Step.CONCLUSION, Step.READ_BACK, Step.SIGNING, Step.CLOSING):
        live = moves.set_step(live, step)
    return live


@pytest.mark.parametrize(
    ("live", "status"),
    [
        (joined(), SessionStatus.REFUSED),
        (joined(SessionStatus.CONNECTING), SessionStatus.ABORTED_TECHNICAL),
        (moves.pause_session(opened(), PauseReason.ORDER), SessionStatus.REFUSED),
        (signed(), SessionStatus.ADJOURNED),
        (moves.close_session(signed()), SessionStatus.ADJOURNED),
        (moves.end_session(opened(), ending()), SessionStatus.ADJOURNED),
        (moves.end_session(opened(), ending()), SessionStatus.REFUSED),
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
        moves.end_session(live, ending(status))
    assert refused.value.code is ProblemCode.NOT_ALLOWED_NOW


def test_an_ending_is_kept_and_a_state_from_before_there_were_any_is_read() -> None:
    ended = moves.end_session(opened(), ending())
    assert parse_live(dump_live(ended)) == ended
    old = json.loads(dump_live(opened()))
    del old["told"]["ending"]
    assert parse_live(json.dumps(old)) == opened()


def test_a_page_beyond_the_last_one_is_refused() -> None:
    with pytest.raises(NotDone) as refused:
        moves.present(joined(), replace(STAGE, page=4))
    assert refused.value.code is ProblemCode.BAD_REQUEST


def test_connecting_becomes_ready() -> None:
    live = moves.make_ready(joined(SessionStatus.CONNECTING))
    assert live.told.status is SessionStatus.READY


def test_a_restart_keeps_everything_but_the_connections() -> None:
    live = moves.present(moves.give_floor(moves.ready_media(opened(), A), A, NOON), STAGE)
    live = moves.pause_session(live, PauseReason.CONSULTATION)
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
    live = moves.present(moves.raise_hand(live, A, has_hand_up=True), STAGE)
    live = replace(live, told=replace(live.told, seq=7))
    after = moves.follow_city(live, SessionStatus(status))
    assert (after.told.status, after.told.seq, after.told.stage) == (status, 7, None)
    assert [(seat.site_id, seat.has_hand_up) for seat in after.told.seats] == [(A, False)]
    assert after.holders == live.holders


def test_an_open_session_is_not_rescheduled() -> None:
    live = moves.pause_session(sitting(opened()), PauseReason.BREAK)
    assert moves.follow_city(live, SessionStatus.POSTPONED) is live


def test_a_closed_session_goes_on_to_the_archive_with_all_that_was() -> None:
    live = opened()
    for step in (Step.CONCLUSION, Step.READ_BACK, Step.SIGNING, Step.CLOSING):
        live = moves.set_step(live, step)
    live = moves.close_session(live)
    synced = moves.follow_city(live, SessionStatus.SYNCED)
    assert synced == replace(live, told=replace(live.told, status=SessionStatus.SYNCED))
    assert moves.follow_city(live, SessionStatus.READY) is live
    assert moves.follow_city(live, SessionStatus.SCHEDULED).told.opened_at is None


def test_a_session_that_was_put_off_may_be_called_once_more() -> None:
    aborted = joined(SessionStatus.ABORTED_TECHNICAL)
    assert moves.follow_city(aborted, SessionStatus.CONNECTING).told.seats == ()
    ready = joined()
    assert moves.follow_city(ready, SessionStatus.CONNECTING) is ready


@pytest.mark.parametrize("status", ENDINGS)
def test_the_city_closes_what_was_ended_and_how_it_ended_stays(status: SessionStatus) -> None:
    ended = sitting(moves.end_session(opened(), ending(status)))
    closed = moves.follow_city(ended, SessionStatus.CLOSED)
    assert closed == replace(ended, told=replace(ended.told, status=SessionStatus.CLOSED))
    synced = moves.follow_city(closed, SessionStatus.SYNCED)
    assert (synced.told.status, synced.told.ending) == (SessionStatus.SYNCED, ending(status))
    assert moves.follow_city(ended, SessionStatus.READY) is ended


def test_the_city_puts_off_what_broke_down_and_it_begins_anew() -> None:
    aborted = moves.end_session(opened(), ending(SessionStatus.ABORTED_TECHNICAL))
    told = moves.follow_city(sitting(aborted), SessionStatus.POSTPONED).told
    assert (told.status, told.ending, told.opened_at) == (SessionStatus.POSTPONED, None, None)


Move = Callable[[Live], Live]


def _step_to(step: Step) -> Move:
    return lambda live: moves.set_step(live, step)


def _end_as(status: SessionStatus) -> Move:
    return lambda live: moves.end_session(live, ending(status))


MOVES: list[Move] = [
    lambda live: moves.open_session(live, NOON),
    lambda live: moves.pause_session(live, PauseReason.BREAK),
    moves.resume_session,
    moves.close_session,
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
