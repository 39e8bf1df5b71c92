"""A trial connection at one desk: what is measured, told, doubted and noted."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.events import ChannelRefused
from desktop.domain.conduct.trial import Sense, TrialPage
from desktop.domain.events import ActionFailed
from desktop.domain.ids import SessionId, SiteId, TrackId
from desktop.domain.media.call import SELF_VIEW, TAKE_VIEW, I420Frame, VideoTrack
from desktop.domain.media.events import EngineStateChanged, TrackAdded, TrackRemoved
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.room.events import TakeChanged
from desktop.domain.room.take import Take, TakeStage
from desktop.presenters.session.sense_meter import PICTURES, SPOKEN_LEVELS
from desktop.presenters.session.trial import CONFIRM_LIMIT_S, TrialPresenter
from desktop.presenters.session.trial_state import PageWord, SenseWord, TrialCell, TrialViewState
from desktop.presenters.session.trial_take import SILENCE_LIMIT_S, left_s
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import PAGE, a_seat
from tests.rigs.desk.desk_room import Room, own_picture, picture_of, speech
from tests.samples.receptions import COMMUNE, HQ, SESSION, a_plan

pytestmark = pytest.mark.unit

CALL = SessionId(f"trial:{SESSION}")
GOOD, MISSING, NOT_YET, DOUBTED = SenseWord


def planned(**changes: Any) -> SessionPlan:
    """Two sites, its notice out, its trial ahead."""
    plan = a_plan()
    due = plan.scheduled_start
    gates = tuple(
        replace(one, passed_at=None, evidence="", due_at=due) if one.kind is GateKind.TRIAL else one
        for one in plan.gates
    )
    made = replace(
        plan,
        status=SessionStatus.NOTIFIED,
        central_site_id=HQ,
        component_site_ids=(COMMUNE,),
        gates=gates,
    )
    return replace(made, **changes)


def opened(site_id: SiteId = HQ, role: Role = Role.HQ_CLERK, **changes: Any) -> Room:
    """The officer is in the call; the other site is not there yet."""
    room = Room(own_site_id=site_id, role=role)
    room.fake.schedule.plans = [planned(**changes)]
    room.fake.channel.other_seats = ()
    room.desk.start()
    room.tell(EngineStateChanged(is_up=True, restarts=0), own_picture())
    room.desk.open_trial(SESSION)
    room.deliver()
    return room


def trial(room: Room) -> TrialPresenter:
    assert room.desk.trial is not None
    return room.desk.trial


def state(room: Room) -> TrialViewState:
    return room.view.trial[-1]


def cell(room: Room, by: SiteId, of: SiteId) -> TrialCell:
    row = next(one for one in state(room).rows if one.site_id == by)
    return next(one for one in row.cells if one is not None and one.of_site_id == of)


def message(room: Room) -> str | None:
    said = state(room).message
    return said.code if said is not None else None


def other_comes(room: Room, site_id: SiteId = COMMUNE) -> None:
    room.fake.channel.put_seat(a_seat(site_id))
    room.tell(picture_of(site_id))


def frame(number: int) -> I420Frame:
    """A picture of its own shade."""
    data = bytes([number % 251]) * (64 * 36 * 3 // 2)
    return I420Frame(width=64, height=36, data=data, number=number, made_at_s=0.0)


def they_move_and_speak(room: Room, site_id: SiteId = COMMUNE, seconds: int = 6) -> None:
    for second in range(seconds):
        room.fake.media.frames[TrackId(f"track-{site_id}")] = frame(second)
        for _ in range(SPOKEN_LEVELS):
            room.tell(speech(-20.0, site_id))
        room.pass_time(1.0)


def test_the_room_comes_into_a_call_of_its_own_with_camera_and_microphone_on() -> None:
    room = opened()
    assert room.view.shell[-1].screen is Screen.TRIAL
    assert room.fake.channel.joins == [CALL]
    assert room.fake.media.is_open
    assert room.fake.media.is_microphone_on
    assert room.fake.media.is_camera_on
    assert room.fake.channel.media[-1] == (True, True)
    assert message(room) == "P-200"
    assert [(one.site_id, one.is_present) for one in state(room).rows] == [
        (HQ, True), (COMMUNE, False),
    ]  # fmt: skip
    assert (state(room).good, state(room).ways) == (0, 2)


def test_who_is_away_is_waited_for_once_somebody_is_there_or_was_measured() -> None:
    room = opened(component_site_ids=(COMMUNE, SiteId("agency")))
    assert message(room) == "P-200"
    other_comes(room)
    room.deliver()
    assert message(room) == "P-201"
    room = opened()
    other_comes(room)
    room.fake.channel.put_sensed(COMMUNE, Sense(of_site_id=HQ, sees=True, hears=True))
    room.fake.channel.put_seat(replace(a_seat(COMMUNE), is_connected=False))
    room.deliver()
    assert message(room) == "P-201"


def test_a_picture_that_moves_is_seen_and_speech_is_heard_and_the_others_are_told() -> None:
    room = opened()
    other_comes(room)
    room.pass_time(2.0)
    assert cell(room, HQ, COMMUNE).sees is MISSING
    assert message(room) == "P-203"
    they_move_and_speak(room)
    assert (cell(room, HQ, COMMUNE).sees, cell(room, HQ, COMMUNE).hears) == (GOOD, GOOD)
    assert cell(room, COMMUNE, HQ).sees is NOT_YET
    assert state(room).good == 1


def test_a_picture_that_stands_still_is_not_seen_and_murmur_is_not_heard() -> None:
    room = opened()
    other_comes(room)
    room.fake.media.frames[TrackId(f"track-{COMMUNE}")] = frame(1)
    for _ in range(3 * PICTURES):
        for _ in range(SPOKEN_LEVELS):
            room.tell(speech(-45.0, COMMUNE))
        room.pass_time(1.0)
    assert (cell(room, HQ, COMMUNE).sees, cell(room, HQ, COMMUNE).hears) == (MISSING, MISSING)


def test_what_was_seen_and_heard_counts_half_a_minute() -> None:
    room = opened()
    other_comes(room)
    they_move_and_speak(room)
    room.pass_time(32.0)
    assert (cell(room, HQ, COMMUNE).sees, cell(room, HQ, COMMUNE).hears) == (MISSING, MISSING)


def test_what_the_other_site_said_is_forgotten_when_it_says_no_more() -> None:
    room = opened()
    other_comes(room)
    room.fake.channel.put_sensed(COMMUNE, Sense(of_site_id=HQ, sees=True, hears=False))
    room.deliver()
    assert (cell(room, COMMUNE, HQ).sees, cell(room, COMMUNE, HQ).hears) == (GOOD, MISSING)
    assert message(room) == "P-203"
    room.pass_time(31.0)
    assert cell(room, COMMUNE, HQ).sees is NOT_YET


def test_a_person_may_say_that_it_is_not_good_and_measuring_begins_anew() -> None:
    room = opened()
    other_comes(room)
    they_move_and_speak(room)
    trial(room).doubt(COMMUNE)
    room.deliver()
    assert cell(room, HQ, COMMUNE).sees is DOUBTED
    told = room.fake.channel.live()
    assert told is not None
    assert [(one.by_site_id, one.of_site_id, one.stands) for one in told.doubts] == [
        (HQ, COMMUNE, True),
    ]  # fmt: skip
    they_move_and_speak(room, seconds=2)
    assert cell(room, HQ, COMMUNE).hears is DOUBTED
    trial(room).doubt(COMMUNE)
    room.deliver()
    assert cell(room, HQ, COMMUNE).sees is MISSING
    trial(room).doubt(SiteId("nobody"))
    they_move_and_speak(room)
    assert cell(room, HQ, COMMUNE).sees is GOOD


def test_every_desk_is_told_what_a_person_at_another_site_does_not_accept() -> None:
    room = opened()
    all_good(room)
    room.fake.channel.put_doubt(COMMUNE, HQ)
    room.deliver()
    assert cell(room, COMMUNE, HQ).hears is DOUBTED
    assert not cell(room, COMMUNE, HQ).can_doubt
    assert not state(room).can_confirm
    assert message(room) == "P-203"


def test_who_is_not_there_is_not_doubted() -> None:
    room = opened()
    trial(room).doubt(COMMUNE)
    room.deliver()
    told = room.fake.channel.live()
    assert told is not None
    assert told.doubts == ()


def test_the_page_comes_is_painted_and_the_others_are_told_once() -> None:
    room = opened()
    other_comes(room)
    assert [one.page for one in state(room).rows] == [PageWord.NONE, PageWord.NONE]
    room.fake.channel.put_page(COMMUNE)
    room.deliver()
    page = state(room).page
    assert (page.number, page.is_foreign) == (1, False)
    assert page.content == PAGE
    assert [one.page for one in state(room).rows] == [PageWord.NOT_YET, PageWord.SHOWS]
    trial(room).page_drawn(2)
    room.deliver()
    assert state(room).pages_lacking == 1
    trial(room).page_drawn(1)
    told = room.fake.channel.live()
    assert told is not None
    trial(room).page_drawn(1)
    room.deliver()
    assert room.fake.channel.live() is told
    assert [one.page for one in state(room).rows] == [PageWord.DRAWN, PageWord.SHOWS]
    assert state(room).pages_lacking == 0


def test_what_is_not_the_page_of_this_program_is_never_drawn() -> None:
    room = opened()
    other_comes(room)
    room.fake.channel.put_page(COMMUNE, PAGE[:-1] + b"x")
    room.deliver()
    page = state(room).page
    assert page.is_foreign
    assert page.content is None
    trial(room).page_drawn(1)
    room.deliver()
    assert state(room).pages_lacking == 1


def test_a_page_that_is_not_there_yet_is_awaited() -> None:
    room = opened()
    other_comes(room)
    room.fake.channel.put_page(COMMUNE)
    room.deliver()
    shown = TrialPage(by_site_id=COMMUNE, number=2)
    room.fake.channel.change(lambda live: replace(live, trial_page=shown))
    room.deliver()
    page = state(room).page
    assert (page.number, page.content, page.is_foreign) == (2, None, False)


def test_a_trial_without_its_page_is_not_noted_and_the_site_that_lacks_it_is_named() -> None:
    room = opened()
    all_good(room, has_page=False)
    assert state(room).good == 2
    assert not state(room).can_confirm
    assert state(room).page.can_show
    trial(room).show_page()
    room.deliver()
    assert message(room) == "P-205"
    assert not state(room).can_confirm
    room.fake.channel.put_drawn(COMMUNE)
    room.deliver()
    assert message(room) is None
    assert state(room).can_confirm


def test_nothing_is_shown_without_the_city() -> None:
    room = opened()
    room.fake.channel.lose_city()
    room.deliver()
    assert not state(room).page.can_show
    trial(room).show_page()
    told = room.fake.channel.live()
    assert told is not None
    assert told.trial_page is None


def all_good(room: Room, other: SiteId = COMMUNE, *, has_page: bool = True) -> None:
    other_comes(room, other)
    they_move_and_speak(room, other)
    own = HQ if other == COMMUNE else COMMUNE
    room.fake.channel.put_sensed(other, Sense(of_site_id=own, sees=True, hears=True))
    if has_page:
        room.fake.channel.put_page(HQ)
        room.fake.channel.put_drawn(COMMUNE)
    room.deliver()


def test_the_central_site_has_it_noted_and_hears_of_it_from_the_plan() -> None:
    room = opened()
    trial(room).confirm()
    assert room.fake.channel.confirmed == []
    all_good(room)
    assert message(room) is None
    assert state(room).can_confirm
    trial(room).confirm()
    room.deliver()
    assert state(room).is_confirming
    assert not state(room).can_confirm
    assert room.fake.channel.confirmed == [CALL]
    (plan,) = room.fake.schedule.plans
    gates = tuple(
        replace(one, passed_at=room.clock.now(), evidence="2/2")
        if one.kind is GateKind.TRIAL
        else one
        for one in plan.gates
    )
    room.fake.schedule.plans = [replace(plan, gates=gates)]
    room.tell(ScheduleChanged())
    assert message(room) == "P-207"
    assert (state(room).evidence, state(room).due_at, state(room).remaining_s) == (
        "2/2",
        None,
        None,
    )
    assert not state(room).can_confirm


def test_a_plan_that_does_not_come_lets_the_button_be_pressed_again() -> None:
    room = opened()
    all_good(room)
    trial(room).confirm()
    room.tell(ScheduleChanged())
    assert state(room).is_confirming
    for _ in range(int(CONFIRM_LIMIT_S)):
        they_move_and_speak(room, seconds=1)
        room.fake.channel.put_sensed(COMMUNE, Sense(of_site_id=HQ, sees=True, hears=True))
    assert not state(room).is_confirming
    assert state(room).can_confirm


def test_what_the_city_refused_is_said() -> None:
    room = opened()
    all_good(room)
    trial(room).confirm()
    room.tell(ActionFailed(action="confirm_trial", code="K-107", data={"reason": "forbidden"}))
    assert message(room) == "K-107"
    assert not state(room).is_confirming


def test_a_component_sees_the_same_and_confirms_nothing() -> None:
    room = opened(COMMUNE, Role.ROOM_OFFICER)
    all_good(room, HQ)
    assert state(room).good == 2
    assert not state(room).may_confirm
    trial(room).confirm()
    assert room.fake.channel.confirmed == []


def test_the_microphone_is_turned_off_and_on() -> None:
    room = opened()
    trial(room).toggle_microphone()
    assert not room.fake.media.is_microphone_on
    assert room.fake.channel.media[-1] == (False, True)
    assert not state(room).is_microphone_on
    trial(room).toggle_microphone()
    assert room.fake.media.is_microphone_on


def test_a_break_of_the_line_and_a_lost_engine_are_said_and_mended() -> None:
    room = opened()
    all_good(room)
    room.fake.channel.lose_city()
    room.deliver()
    assert message(room) == "P-201"
    assert state(room).tiles == ()
    room.pass_time(1.5)
    room.fake.channel.reach_city()
    room.deliver()
    assert room.fake.channel.media[-1] == (True, True)
    room.tell(EngineStateChanged(is_up=False, restarts=1))
    assert message(room) == MessageCode.ENGINE_LOST
    assert [one.track_id for one in state(room).tiles] == [None, None]
    room.tell(EngineStateChanged(is_up=True, restarts=1), own_picture(), picture_of(COMMUNE))
    assert None not in [one.track_id for one in state(room).tiles]
    room.tell(TrackRemoved(track_id=TrackId(f"track-{COMMUNE}")))
    assert None in [one.track_id for one in state(room).tiles]


def test_a_refused_seat_is_said() -> None:
    room = opened()
    room.tell(ChannelRefused(code="K-143"))
    assert message(room) == "K-143"


def test_the_room_is_left_and_everything_let_go() -> None:
    for way in ("leave", "navigate"):
        room = opened()
        assert room.desk.is_in_session
        visit = trial(room)
        if way == "leave":
            visit.leave()
        else:
            room.desk.navigate(Screen.SETTINGS)
        visit.leave()
        room.deliver()
        assert room.desk.trial is None
        assert not room.fake.media.is_open
        assert room.fake.channel.leaves == 1
        assert room.view.shell[-1].screen is (Screen.HOME if way == "leave" else Screen.SETTINGS)


@pytest.mark.parametrize(
    "changes",
    [
        {"status": SessionStatus.CONNECTING},
        {"status": SessionStatus.CANCELLED},
        {"gates": ()},
    ],
)
def test_only_a_planned_session_is_tried(changes: dict[str, Any]) -> None:
    room = opened(**changes)
    assert room.desk.trial is None
    assert room.fake.channel.joins == []


def test_who_may_not_join_tries_nothing_and_a_session_is_not_left_for_a_trial() -> None:
    assert opened(role=Role.OBSERVER).desk.trial is None
    room = Room(own_site_id=HQ, role=Role.HQ_CLERK)
    room.enter()
    room.fake.schedule.plans = [planned()]
    room.desk.open_trial(SESSION)
    assert room.desk.trial is None


def test_an_overdue_gate_says_so() -> None:
    room = opened()
    room.clock.advance(timedelta(days=40).total_seconds())
    room.pass_time(1.0)
    assert state(room).remaining_s is None
    assert state(room).due_at is not None
    all_good(room)
    assert message(room) == "P-208"
    assert state(room).can_confirm


@pytest.mark.parametrize(("leader", "code"), [("", "P-208"), ("u-leader", "P-209")])
def test_a_late_trial_is_noted_and_waits_for_a_leader(leader: str, code: str) -> None:
    room = opened()
    (plan,) = room.fake.schedule.plans
    gates = tuple(
        replace(
            one,
            passed_at=one.due_at + timedelta(hours=1),
            override_by=leader,
            override_label="Lãnh đạo Mẫu",
            override_reason="Đường truyền hỏng một buổi" if leader else "",
        )
        if one.kind is GateKind.TRIAL
        else one
        for one in plan.gates
    )
    room.fake.schedule.plans = [replace(plan, gates=gates)]
    room.tell(ScheduleChanged())
    assert message(room) == code


def test_a_trial_that_a_leader_left_may_still_be_made() -> None:
    room = opened()
    (plan,) = room.fake.schedule.plans
    gates = tuple(
        replace(
            one,
            passed_at=None,
            override_by="u-leader",
            override_label="Lãnh đạo Mẫu",
            override_reason="Đường truyền hỏng một buổi",
        )
        if one.kind is GateKind.TRIAL
        else one
        for one in plan.gates
    )
    room.fake.schedule.plans = [replace(plan, gates=gates)]
    room.tell(ScheduleChanged())
    all_good(room)
    assert message(room) == "P-209"
    assert state(room).can_confirm


def take_of(room: Room) -> Take:
    found = state(room).take
    assert found is not None
    return found


def test_a_take_of_the_room_is_followed_by_what_was_written_and_played() -> None:
    room = opened()
    assert state(room).take is None
    room.tell(TakeChanged(take=Take(stage=TakeStage.DONE)))
    assert state(room).take is None
    trial(room).record_take()
    trial(room).record_take()
    assert room.fake.media.takes == 1
    assert take_of(room).stage is TakeStage.RECORDING
    written = Take(stage=TakeStage.RECORDING, written_bytes=1_000, recorded_s=4.2)
    room.tell(TakeChanged(take=written))
    assert take_of(room) == written
    assert left_s(written) == 6
    played = Take(stage=TakeStage.PLAYING, recorded_s=10.0, played_s=2.0)
    assert left_s(played) == 8
    own = VideoTrack(id=TAKE_VIEW, site_id=None, ring_name="r")
    room.tell(TrackAdded(track=own), TakeChanged(take=played))
    assert [one.track_id for one in state(room).tiles] == [TAKE_VIEW]
    over = Take(stage=TakeStage.DONE, recorded_s=10.0, played_s=10.0)
    room.tell(TrackRemoved(track_id=TAKE_VIEW), TakeChanged(take=over))
    assert take_of(room) == over
    assert [one.track_id for one in state(room).tiles] == [SELF_VIEW]
    room.pass_time(60.0)
    assert take_of(room) == over
    trial(room).record_take()
    assert room.fake.media.takes == 2


def test_a_take_of_which_nothing_is_heard_any_more_is_over() -> None:
    room = opened()
    trial(room).record_take()
    room.tell(EngineStateChanged(is_up=False, restarts=1))
    assert take_of(room).stage is TakeStage.GIVEN_UP
    room.tell(EngineStateChanged(is_up=True, restarts=1))
    trial(room).record_take()
    room.pass_time(SILENCE_LIMIT_S - 1.0)
    assert take_of(room).stage is TakeStage.RECORDING
    room.pass_time(2.0)
    assert take_of(room).stage is TakeStage.GIVEN_UP
