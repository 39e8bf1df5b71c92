from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.access.person import Role
from desktop.domain.reception.session import STEPS, can_move
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.presenters.conduct.conduct import TWO_PRESS_VERBS
from desktop.presenters.conduct.steps_state import StepState
from desktop.presenters.conduct.verb import Obstacle, Verb, VerbState
from desktop.presenters.live.session_facts import SessionFacts
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import AGENCY, COMMUNE, HQ, a_plan
from tests.samples.steps import LISTED_STEPS, is_lawful_walk, steps_to

pytestmark = pytest.mark.unit


def verb(room: Room, wanted: Verb) -> VerbState:
    return room.session.conduct.state(wanted)


def live_status(room: Room) -> SessionStatus:
    live = room.fake.channel.live()
    assert live is not None
    return live.status


def live_step(room: Room) -> Step:
    live = room.fake.channel.live()
    assert live is not None
    return live.step


def walk_to(room: Room, target: Step) -> None:
    """Through every step before it."""
    for step in steps_to(target, after=live_step(room)):
        room.fake.channel.set_step(step)
    room.deliver()


def press_twice(room: Room, wanted: Verb) -> None:
    room.session.press(wanted)
    room.session.press(wanted)
    room.deliver()


def test_the_chair_opens_a_ready_session(room: Room) -> None:
    room.enter()
    assert room.state.verbs[0] == VerbState(verb=Verb.OPEN)
    room.session.press(Verb.OPEN)
    room.fake.channel.reach_zero()
    room.deliver()
    assert live_status(room) is SessionStatus.IN_SESSION
    assert room.state.verbs[0].verb is Verb.GIVE_FLOOR
    assert verb(room, Verb.OPEN).obstacle is Obstacle.ALREADY_OPEN


def test_a_session_that_is_not_ready_is_not_opened(room: Room) -> None:
    room.fake.channel.status_at_join = SessionStatus.CONNECTING
    room.enter()
    assert verb(room, Verb.OPEN).obstacle is Obstacle.SITES_MISSING
    assert verb(room, Verb.PAUSE).obstacle is Obstacle.NOT_OPENED
    for site_id in a_plan().site_ids:
        room.fake.channel.put_seat(a_seat(site_id))
    room.deliver()
    assert verb(room, Verb.OPEN).obstacle is Obstacle.GATES_MISSING


def test_verbs_without_a_right_are_grey_and_do_nothing() -> None:
    room = Room(own_site_id=AGENCY, role=Role.AGENCY_USER)
    room.open()
    for wanted in (Verb.PAUSE, Verb.CLOSE, Verb.NEXT_STEP, Verb.GIVE_FLOOR, Verb.CONSULT):
        assert verb(room, wanted).obstacle is Obstacle.NO_RIGHT
        press_twice(room, wanted)
    assert live_status(room) is SessionStatus.IN_SESSION
    assert verb(room, Verb.ASK_FLOOR).is_enabled


def test_a_commune_does_not_conduct_a_real_session() -> None:
    room = Room()
    room.fake.schedule.plans = [replace(a_plan(), is_practice=False)]
    room.open()
    assert verb(room, Verb.PAUSE).obstacle is Obstacle.NO_RIGHT
    assert verb(room, Verb.ASK_FLOOR).is_enabled


def test_without_the_city_only_leaving_is_possible(room: Room) -> None:
    room.open()
    room.fake.channel.lose_city()
    room.deliver()
    for state in room.state.verbs:
        expected = None if state.verb is Verb.LEAVE else Obstacle.CITY_LOST
        assert state.obstacle is expected


@pytest.mark.parametrize("wanted", [one for one in Verb if one not in {Verb.LEAVE, Verb.EXPORT}])
def test_every_verb_without_the_city_says_so_at_once_and_does_nothing(
    room: Room, wanted: Verb
) -> None:
    room.open()
    room.fake.channel.lose_city()
    room.deliver()
    before = room.fake.channel.live()
    assert verb(room, wanted).is_answered
    room.session.press(wanted)
    assert MessageCode.NOT_DONE_OFFLINE in room.banner_codes(), "before anything else happens"
    assert not verb(room, wanted).is_armed
    room.session.press(wanted)
    room.deliver()
    assert room.fake.channel.live() == before
    assert room.state.ending is None
    room.fake.channel.reach_city()
    room.deliver()
    assert MessageCode.NOT_DONE_OFFLINE not in room.banner_codes()


@pytest.mark.parametrize(
    "press",
    [
        lambda session: session.press_floor_key(),
        lambda session: session.press_row(AGENCY),
        lambda session: session.toggle_microphone(),
        lambda session: session.ending.confirm(),
    ],
    ids=["F7", "the button of a row", "F4 without the floor", "the sheet of the ending"],
)
def test_other_ways_to_the_verbs_say_so_too(
    room: Room, press: Callable[[SessionPresenter], None]
) -> None:
    room.open()
    room.fake.channel.put_seat(a_seat(AGENCY))
    room.deliver()
    room.session.press(Verb.END)
    room.session.ending.choose(SessionStatus.ADJOURNED)
    room.session.ending.edit_reason("Mất điện toàn xã, chờ quá lâu")
    room.fake.channel.lose_city()
    room.deliver()
    before = room.fake.channel.live()
    press(room.session)
    assert MessageCode.NOT_DONE_OFFLINE in room.banner_codes()
    room.deliver()
    assert room.fake.channel.live() == before


def test_what_this_desk_may_not_do_is_not_told_as_a_lost_city() -> None:
    room = Room(own_site_id=AGENCY, role=Role.AGENCY_USER)
    room.open()
    room.fake.channel.lose_city()
    room.deliver()
    room.session.press(Verb.NEXT_STEP)
    assert not verb(room, Verb.NEXT_STEP).is_answered
    assert MessageCode.NOT_DONE_OFFLINE not in room.banner_codes()


def test_after_the_closing_the_minutes_are_exported_and_the_room_is_left(room: Room) -> None:
    room.open()
    room.fake.channel.change(lambda live: replace(live, status=SessionStatus.CLOSED))
    room.deliver()
    assert room.state.verbs == (
        VerbState(verb=Verb.EXPORT),
        VerbState(verb=Verb.LEAVE, needs_two_presses=True),
    )
    assert verb(room, Verb.PAUSE).obstacle is Obstacle.CLOSED
    assert [row.verb for row in room.state.roster.rows] == [None, None, None]
    room.session.press(Verb.EXPORT)
    assert room.state.verbs[0].is_enabled


def test_minutes_that_are_final_are_closed_and_exported(room: Room) -> None:
    room.open()
    room.fake.channel.change(lambda live: replace(live, status=SessionStatus.SIGNED))
    room.deliver()
    verbs = [state.verb for state in room.state.verbs]
    assert verbs == [Verb.CLOSE, Verb.EXPORT, Verb.LEAVE]
    room.fake.channel.lose_city()
    room.deliver()
    assert verb(room, Verb.CLOSE).obstacle is Obstacle.CITY_LOST
    assert verb(room, Verb.EXPORT).is_enabled


def test_a_pause_can_be_ended_and_nothing_else(room: Room) -> None:
    room.open()
    room.session.press(Verb.PAUSE)
    room.session.pausing.confirm()
    room.deliver()
    assert room.state.pause_reason is PauseReason.BREAK
    verbs = {state.verb: state.obstacle for state in room.state.verbs}
    assert verbs[Verb.RESUME] is None
    assert Verb.PAUSE not in verbs
    assert verbs[Verb.CONCLUDE] is Obstacle.PAUSED
    assert verbs[Verb.END_TURN] is Obstacle.PAUSED
    room.session.press(Verb.RESUME)
    room.fake.channel.reach_zero()
    room.deliver()
    assert live_status(room) is SessionStatus.IN_SESSION
    assert verb(room, Verb.RESUME).obstacle is Obstacle.NOT_IN_THIS_STATE


def test_a_consultation_is_a_pause_with_its_own_reason(room: Room) -> None:
    room.open()
    room.session.press(Verb.CONSULT)
    room.session.consulting.confirm()
    room.deliver()
    assert room.state.pause_reason is PauseReason.CONSULTATION


# ---- the end without signatures --------------------------------------------------------------


def test_the_place_of_the_close_ends_what_is_not_signed(room: Room) -> None:
    room.enter()
    assert [state.verb for state in room.state.verbs][6] is Verb.CLOSE, "not opened yet"
    assert verb(room, Verb.END).obstacle is Obstacle.NOT_OPENED
    room.fake.channel.open_session()
    room.deliver()
    assert room.state.verbs[6] == VerbState(verb=Verb.END)
    room.session.press(Verb.PAUSE)
    room.session.pausing.confirm()
    room.deliver()
    assert room.state.verbs[6] == VerbState(verb=Verb.END), "a pause may end for good"
    room.fake.channel.change(lambda live: replace(live, status=SessionStatus.SIGNED))
    room.deliver()
    assert room.state.verbs[0].verb is Verb.CLOSE
    assert verb(room, Verb.END).obstacle is Obstacle.NOT_IN_THIS_STATE


def test_the_end_is_not_asked_for_twice(room: Room) -> None:
    room.open()
    room.session.press(Verb.END)
    assert verb(room, Verb.END).obstacle is Obstacle.ENDING_ASKED
    room.session.ending.close()
    assert verb(room, Verb.END).is_enabled


def test_of_two_sheets_one_is_open(room: Room) -> None:
    room.open()
    room.session.press(Verb.SKIP_STEP)
    assert room.session.conduct.state(Verb.SKIP_STEP).obstacle is Obstacle.SKIPPING_ASKED
    room.session.press(Verb.END)
    assert room.state.skipping is None
    assert room.state.ending is not None
    assert room.session.conduct.state(Verb.SKIP_STEP).obstacle is Obstacle.ENDING_ASKED


def test_who_may_not_close_may_not_end() -> None:
    room = Room(own_site_id=AGENCY, role=Role.AGENCY_USER)
    room.open()
    assert verb(room, Verb.END).obstacle is Obstacle.NO_RIGHT
    room.session.press(Verb.END)
    assert room.state.ending is None


# ---- two presses -----------------------------------------------------------------------------


def test_a_two_press_verb_acts_on_the_second_press_only(room: Room) -> None:
    room.open()
    room.session.press(Verb.NEXT_STEP)
    room.deliver()
    assert live_step(room) is Step.OPENING
    assert room.state.steps.next_verb.is_armed
    room.session.press(Verb.NEXT_STEP)
    room.deliver()
    assert live_step(room) is Step.ROLL_CALL
    assert not room.state.steps.next_verb.is_armed


def test_a_second_press_that_comes_too_late_only_arms_again(room: Room) -> None:
    room.open()
    room.session.press(Verb.NEXT_STEP)
    room.pass_time(3.0)
    assert not room.state.steps.next_verb.is_armed
    room.session.press(Verb.NEXT_STEP)
    room.deliver()
    assert live_step(room) is Step.OPENING


def test_another_verb_in_between_disarms(room: Room) -> None:
    room.open()
    room.session.press(Verb.NEXT_STEP)
    room.session.press(Verb.ASK_FLOOR)
    room.session.press(Verb.NEXT_STEP)
    room.deliver()
    assert live_step(room) is Step.OPENING


@pytest.mark.parametrize("wanted", list(Verb))
def test_each_verb_says_whether_it_needs_two_presses(room: Room, wanted: Verb) -> None:
    room.open()
    assert verb(room, wanted).needs_two_presses is (wanted in TWO_PRESS_VERBS)


# ---- steps -----------------------------------------------------------------------------------


def test_before_the_opening_every_step_is_ahead(room: Room) -> None:
    room.enter()
    assert {row.state for row in room.state.steps.rows} == {StepState.AHEAD}
    assert room.state.steps.next_step is None
    assert room.state.steps.next_verb.obstacle is Obstacle.NOT_OPENED


def test_the_session_walks_its_steps_and_closes(room: Room) -> None:
    room.open()
    room.call_roll()
    for place, step in enumerate(STEPS):
        assert live_step(room) is step
        states = [row.state for row in room.state.steps.rows]
        assert states.index(StepState.CURRENT) == place
        assert states.count(StepState.DONE) == place
        if step is not Step.CLOSING:
            assert room.state.steps.next_step is STEPS[place + 1]
            assert verb(room, Verb.CLOSE).obstacle is Obstacle.NOT_IN_THIS_STATE
            press_twice(room, Verb.NEXT_STEP)
    assert room.state.steps.next_step is None
    assert room.state.steps.next_verb.obstacle is Obstacle.NOT_IN_THIS_STATE
    press_twice(room, Verb.CLOSE)
    assert live_status(room) is SessionStatus.CLOSED


def test_conclude_waits_for_the_questions_and_skips_none_of_the_steps(room: Room) -> None:
    room.open()
    room.call_roll()
    for step in steps_to(Step.QUESTIONS):
        assert verb(room, Verb.CONCLUDE).obstacle is Obstacle.NOT_IN_THIS_STATE
        press_twice(room, Verb.CONCLUDE)
        press_twice(room, Verb.NEXT_STEP)
        assert live_step(room) is step
    press_twice(room, Verb.CONCLUDE)
    assert live_step(room) is Step.CONCLUSION
    assert verb(room, Verb.CONCLUDE).obstacle is Obstacle.NOT_IN_THIS_STATE


@pytest.mark.parametrize("origin", [Step.READ_BACK, Step.SIGNING])
def test_minutes_that_are_not_signed_yet_go_back_to_the_conclusion(
    room: Room, origin: Step
) -> None:
    room.open()
    walk_to(room, origin)
    press_twice(room, Verb.CONCLUDE)
    assert (live_step(room), live_status(room)) == (Step.CONCLUSION, SessionStatus.CONCLUDING)


@pytest.mark.parametrize("origin", STEPS)
def test_the_desk_offers_exactly_the_steps_that_the_city_takes(room: Room, origin: Step) -> None:
    room.open()
    room.call_roll()
    walk_to(room, origin)
    takes = LISTED_STEPS[origin.value]
    assert verb(room, Verb.CONCLUDE).is_enabled is ("conclusion" in takes)
    may_reopen = origin is Step.CONCLUSION and "questions" in takes
    assert verb(room, Verb.REOPEN).is_enabled is may_reopen
    following = room.state.steps.next_step
    assert verb(room, Verb.NEXT_STEP).is_enabled is (following is not None)
    assert following is None or following.value in takes


def test_the_discussion_is_reopened_from_the_conclusion_and_from_nowhere_else(room: Room) -> None:
    room.open()
    assert verb(room, Verb.REOPEN).obstacle is Obstacle.NOT_IN_THIS_STATE
    walk_to(room, Step.PRESENTATION)
    assert verb(room, Verb.REOPEN).obstacle is Obstacle.NOT_IN_THIS_STATE
    walk_to(room, Step.QUESTIONS)
    press_twice(room, Verb.CONCLUDE)
    verbs = [state.verb for state in room.state.verbs]
    assert Verb.REOPEN in verbs
    assert Verb.CONCLUDE not in verbs
    press_twice(room, Verb.REOPEN)
    assert (live_step(room), live_status(room)) == (Step.QUESTIONS, SessionStatus.IN_SESSION)
    assert Verb.CONCLUDE in [state.verb for state in room.state.verbs]
    press_twice(room, Verb.CONCLUDE)
    press_twice(room, Verb.NEXT_STEP)
    assert verb(room, Verb.REOPEN).obstacle is Obstacle.NOT_IN_THIS_STATE


def test_a_consultation_step_returns_to_where_it_came_from(room: Room) -> None:
    room.open()
    walk_to(room, Step.QUESTIONS)
    room.fake.channel.set_step(Step.CONSULTATION)
    room.deliver()
    assert room.state.steps.next_step is Step.QUESTIONS
    current = [row.step for row in room.state.steps.rows if row.state is StepState.CURRENT]
    assert current == [Step.QUESTIONS]
    press_twice(room, Verb.NEXT_STEP)
    assert live_step(room) is Step.QUESTIONS


def test_a_desk_that_comes_into_a_consultation_is_told_where_it_returns_to(room: Room) -> None:
    room.open()
    walk_to(room, Step.QUESTIONS)
    room.fake.channel.set_step(Step.CONSULTATION)
    live = room.fake.channel.live()
    assert live is not None
    facts = SessionFacts(
        session_id=live.session_id,
        own_site_id=COMMUNE,
        clock=room.clock,
        planned_status=SessionStatus.READY,
        clock_offset_s=0.0,
    )
    facts.take_live(live)
    assert facts.step_before_consultation is Step.QUESTIONS
    facts.take_live(replace(live, seq=live.seq + 1, consultation_from=None))
    assert facts.step_before_consultation is Step.QUESTIONS, "a city that does not say it yet"


@given(st.lists(st.sampled_from([*Verb, *[Verb.NEXT_STEP] * len(Verb)]), max_size=40))
def test_no_sequence_of_presses_asks_for_a_forbidden_move(presses: list[Verb]) -> None:
    room = Room()
    room.enter()
    status = live_status(room)
    walked = [live_step(room)]
    for wanted in presses:
        if wanted is Verb.LEAVE:
            continue
        room.session.press(wanted)
        room.deliver()
        after = live_status(room)
        assert after is status or can_move(status, after)
        status = after
        if live_step(room) is not walked[-1]:
            walked.append(live_step(room))
    assert is_lawful_walk(walked)
    assert not any(message.code == "K-107" for message in room.state.banners)


# ---- the floor -------------------------------------------------------------------------------


def test_f7_invites_the_first_raised_hand(room: Room) -> None:
    room.open()
    assert room.state.verbs[0].whom == ""
    room.fake.channel.put_seat(replace(a_seat(AGENCY), has_hand_up=True))
    room.deliver()
    assert room.state.verbs[0].whom == room.session.context.site_name(AGENCY)
    room.session.press_floor_key()
    room.deliver()
    assert room.session.facts.speaking_site_id == AGENCY
    room.session.press(Verb.END_TURN)
    room.deliver()
    assert room.session.facts.speaking_site_id is None


def test_f7_without_a_raised_hand_asks_for_the_floor_and_takes_it_back(room: Room) -> None:
    room.open()
    assert verb(room, Verb.GIVE_FLOOR).obstacle is Obstacle.NOBODY_WAITS
    assert verb(room, Verb.END_TURN).obstacle is Obstacle.NOBODY_SPEAKS
    room.session.press_floor_key()
    room.deliver()
    assert room.session.conduct.hand_verb() is Verb.LOWER_HAND
    room.session.press(Verb.LOWER_HAND)
    room.deliver()
    assert room.session.conduct.hand_verb() is Verb.ASK_FLOOR


def test_an_agencys_f7_is_its_hand() -> None:
    room = Room(own_site_id=AGENCY, role=Role.AGENCY_USER)
    room.open()
    room.session.press_floor_key()
    room.deliver()
    seat = room.session.facts.seat(AGENCY)
    assert seat is not None
    assert seat.has_hand_up


def test_a_row_invites_its_site_and_ends_its_turn(room: Room) -> None:
    room.open()
    room.fake.channel.put_seat(a_seat(AGENCY))
    room.deliver()
    room.session.press_row(AGENCY)
    room.deliver()
    assert room.session.facts.speaking_site_id == AGENCY
    row = next(row for row in room.state.roster.rows if row.site_id == AGENCY)
    assert row.verb is not None
    assert row.verb.verb is Verb.END_TURN
    room.session.press_row(AGENCY)
    room.deliver()
    assert room.session.facts.speaking_site_id is None


def test_the_row_of_an_absent_site_cannot_invite_it(room: Room) -> None:
    room.open()
    row = next(row for row in room.state.roster.rows if row.site_id == HQ)
    assert row.verb == VerbState(verb=Verb.GIVE_FLOOR, obstacle=Obstacle.ABSENT)
    room.session.press_row(HQ)
    room.deliver()
    assert room.session.facts.speaking_site_id is None


def test_the_chair_is_not_asked_to_invite_itself() -> None:
    room = Room(own_site_id=HQ, role=Role.LEADER)
    room.open()
    verbs = {row.site_id: row.verb for row in room.state.roster.rows}
    assert verbs[HQ] is None
    assert verbs[COMMUNE] is not None
    room.fake.channel.give_floor(HQ)
    room.deliver()
    (row,) = (row for row in room.state.roster.rows if row.site_id == HQ)
    assert row.verb == VerbState(verb=Verb.END_TURN)


def test_rows_before_the_opening_say_why_nobody_can_be_invited(room: Room) -> None:
    room.enter()
    row = next(row for row in room.state.roster.rows if row.site_id == COMMUNE)
    assert row.verb == VerbState(verb=Verb.GIVE_FLOOR, obstacle=Obstacle.NOT_OPENED)


def test_an_agency_has_a_verb_on_its_own_row_only() -> None:
    room = Room(own_site_id=AGENCY, role=Role.AGENCY_USER)
    room.open()
    verbs = {row.site_id: row.verb for row in room.state.roster.rows}
    assert verbs[HQ] is None
    assert verbs[AGENCY] == VerbState(verb=Verb.ASK_FLOOR)
    room.session.press_row(HQ)
    room.session.press_row(AGENCY)
    room.deliver()
    assert room.session.conduct.hand_verb() is Verb.LOWER_HAND
    room.fake.channel.give_floor(AGENCY)
    room.deliver()
    verbs = {row.site_id: row.verb for row in room.state.roster.rows}
    assert verbs[AGENCY] is None
