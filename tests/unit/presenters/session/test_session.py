from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.casework.matter.case import CaseFlag, Viewing
from desktop.domain.conduct.events import ChannelRefused, LiveSessionChanged
from desktop.domain.devices.device import DeviceKind
from desktop.domain.devices.events import DeviceLost, DeviceReturned
from desktop.domain.events import ActionFailed
from desktop.domain.ids import SessionId
from desktop.domain.media.call import PeerState, Quality, QualityCause
from desktop.domain.media.events import EngineStateChanged, PeerStateChanged, RelayLacking
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.roster.roster_state import Presence, VeilKind
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.display.chair_display_state import CrestScene
from desktop.presenters.record.minutes_state import Kept
from desktop.presenters.session.banner_turn import WHOLE_S
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message import Message, MessageAction, Tone
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.fakes.fake_services import a_device
from tests.rigs.desk.desk_room import Room, picture_of, statistics
from tests.samples.conditions import a_ticket
from tests.samples.receptions import AGENCY, COMMUNE, HQ, SESSION, a_plan

pytestmark = pytest.mark.unit


def banner(room: Room, code: str) -> Message:
    return next(message for message in room.state.banners if message.code == code)


def test_the_case_stands_at_the_left(room: Room) -> None:
    room.open()
    room.fake.channel.put_seat(a_seat(HQ))
    room.deliver()
    case = room.state.case
    assert case.code == "2026-0147"
    assert case.flags == frozenset({CaseFlag.LARGE_GROUP})
    assert (case.officials_invited, case.citizens_invited, case.sites_invited) == (4, 1, 3)


def test_entering_is_noted(room: Room) -> None:
    assert room.fake.views.noted == []
    room.open()
    assert room.fake.views.noted == [(SESSION, Viewing.SESSION)]


def test_a_session_whose_case_is_unknown_here_shows_its_title(room: Room) -> None:
    room.fake.schedule.cases = {}
    room.open()
    case = room.state.case
    assert (case.code, case.title, case.petition_type) == ("", a_plan().title, None)


def test_the_session_clock_runs_by_the_citys_clock(room: Room) -> None:
    room.fake.sync.set_status(replace(room.fake.sync.status(), clock_offset_s=-3_600.0))
    room.enter()
    assert room.state.clock_s == 0
    opened_at = room.clock.now() - timedelta(hours=1)
    room.fake.channel.open_session()
    room.fake.channel.change(lambda live: replace(live, opened_at=opened_at))
    room.deliver()
    room.pass_time(13.0)
    assert room.state.clock_s == 13


def test_a_corrected_clock_corrects_the_session_clock(room: Room) -> None:
    room.open()
    room.pass_time(10.0)
    room.fake.sync.set_status(replace(room.fake.sync.status(), clock_offset_s=5.0))
    room.deliver()
    assert room.state.clock_s == 15
    room.fake.sync.set_status(replace(room.fake.sync.status(), clock_offset_s=-500.0))
    room.deliver()
    assert room.state.clock_s == 0


def test_before_the_opening_one_is_told_to_wait_for_the_chair(room: Room) -> None:
    room.enter()
    assert room.banner_codes() == [MessageCode.NOT_OPENED]
    room.fake.channel.open_session()
    room.deliver()
    assert room.banner_codes() == []


@pytest.mark.parametrize("is_called", [False, True])
def test_a_room_that_waits_is_told_that_it_is_next_and_that_it_is_called(
    room: Room, *, is_called: bool
) -> None:
    now, tickets = room.clock.now(), room.fake.schedule.tickets
    ticket = replace(a_ticket(SESSION, COMMUNE, now), warned_at=now)
    tickets[SESSION] = replace(ticket, called_at=now if is_called else None)
    room.enter()
    told = MessageCode.CALLED_HERE if is_called else MessageCode.NEXT_HERE
    assert room.banner_codes() == [told]
    tickets[SESSION] = replace(ticket, site_id=AGENCY)
    room.desk.on_tick()
    room.tell(ScheduleChanged())
    assert room.banner_codes() == [MessageCode.NOT_OPENED]


# ---- the city goes and returns ---------------------------------------------------------------


def test_a_lost_city_is_told_with_attempts_seconds_and_a_number_to_call(room: Room) -> None:
    room.open()
    room.fake.channel.lose_city(attempt=1)
    room.deliver()
    room.pass_time(4.0)
    room.fake.channel.lose_city(attempt=3)
    room.deliver()
    message = banner(room, MessageCode.CITY_LOST)
    assert message.data == {"attempt": 3, "seconds": 4, "phone": "0000 000 002"}
    assert message.tone is Tone.WARN


def test_minutes_and_papers_go_on_without_the_city(room: Room) -> None:
    room.open()
    room.fake.channel.lose_city()
    room.deliver()
    room.session.minutes.edit_text("Vẫn ghi")
    room.pass_time(1.0)
    assert room.state.minutes.kept is Kept.HERE
    assert room.state.papers.can_add


def test_all_is_back_without_a_click_and_the_gap_is_told(room: Room) -> None:
    room.open()
    room.fake.channel.lose_city()
    room.deliver()
    room.pass_time(7.0)
    room.fake.channel.reach_city()
    room.deliver()
    assert room.banner_codes() == [MessageCode.CITY_BACK]
    assert banner(room, MessageCode.CITY_BACK).data == {"seconds": 7}
    assert room.state.is_connected
    room.pass_time(13.0)
    assert room.banner_codes() == []


def test_the_first_dial_is_no_loss(room: Room) -> None:
    room.fake.channel.is_city_reachable = False
    room.desk.start()
    room.fake.memory.remember("session", SESSION)
    room.restart()
    codes = {message.code for state in room.view.session[:1] for message in state.banners}
    assert MessageCode.CITY_LOST not in codes
    assert MessageCode.CITY_LOST in room.banner_codes()
    room.fake.channel.reach_city()
    room.deliver()
    assert MessageCode.CITY_BACK not in room.banner_codes()


def test_the_phone_of_an_unknown_site_is_left_out(room: Room) -> None:
    del room.fake.schedule.sites[HQ]
    room.open()
    room.fake.channel.lose_city()
    room.deliver()
    assert banner(room, MessageCode.CITY_LOST).data["phone"] == ""


def test_an_old_state_is_ignored_and_another_sessions_too(room: Room) -> None:
    room.open()
    live = room.fake.channel.live()
    assert live is not None
    room.tell(LiveSessionChanged(live=replace(live, seq=0, status=SessionStatus.CLOSED)))
    room.tell(
        LiveSessionChanged(
            live=replace(live, session_id=SessionId("other"), status=SessionStatus.CLOSED)
        )
    )
    assert room.state.status is SessionStatus.IN_SESSION


def test_a_server_set_back_to_a_backup_is_believed_after_a_new_dial(room: Room) -> None:
    room.open()
    live = room.fake.channel.live()
    assert live is not None
    room.fake.channel.lose_city()
    room.deliver()
    room.fake.channel.reach_city()
    room.fake.queue.deliver_to(
        lambda event: None if isinstance(event, LiveSessionChanged) else room.desk.on_event(event)
    )
    room.tell(LiveSessionChanged(live=replace(live, seq=0, status=SessionStatus.PAUSED)))
    assert SessionStatus.PAUSED in [state.status for state in room.view.session]


# ---- engine and devices ----------------------------------------------------------------------


def test_a_lost_engine_is_told_while_minutes_and_papers_go_on(room: Room) -> None:
    room.open()
    room.tell(EngineStateChanged(is_up=False, restarts=1))
    message = banner(room, MessageCode.ENGINE_LOST)
    assert message.data == {"restarts": 1}
    room.session.minutes.edit_text("Vẫn ghi")
    room.pass_time(1.0)
    assert room.state.minutes.kept is Kept.HERE
    assert room.state.papers.can_add
    room.tell(EngineStateChanged(is_up=True, restarts=2))
    assert MessageCode.ENGINE_LOST not in room.banner_codes()


def test_a_room_that_may_use_relays_alone_says_that_there_is_none(room: Room) -> None:
    room.open()
    room.tell(RelayLacking(is_lacking=True))
    assert banner(room, MessageCode.RELAY_LACKING).tone is Tone.WARN
    room.tell(EngineStateChanged(is_up=False, restarts=1))
    assert MessageCode.RELAY_LACKING not in room.banner_codes()  # the greater evil alone
    room.tell(EngineStateChanged(is_up=True, restarts=1))
    room.tell(RelayLacking(is_lacking=False))
    assert MessageCode.RELAY_LACKING not in room.banner_codes()


def test_a_replaced_device_is_told_and_can_be_dismissed(room: Room) -> None:
    room.open()
    lost = a_device("Micro bàn 1", DeviceKind.MICROPHONE)
    now = a_device("Micro bàn 2", DeviceKind.MICROPHONE)
    room.tell(DeviceLost(lost=lost, now=now))
    message = banner(room, MessageCode.DEVICE_REPLACED)
    assert message.data == {"lost": "Micro bàn 1", "now": "Micro bàn 2"}
    room.session.act_on_message(message)
    assert MessageCode.DEVICE_REPLACED not in room.banner_codes()


def test_a_device_without_a_replacement_is_told_too(room: Room) -> None:
    room.open()
    room.tell(DeviceLost(lost=a_device("Camera", DeviceKind.CAMERA), now=None))
    assert banner(room, MessageCode.DEVICE_LOST).data == {"lost": "Camera"}


def test_a_device_that_is_back_is_told_in_place_of_its_loss(room: Room) -> None:
    room.open()
    camera = a_device("Camera", DeviceKind.CAMERA)
    microphone = a_device("Micro bàn 1", DeviceKind.MICROPHONE)
    room.tell(DeviceLost(lost=camera, now=None))
    room.tell(DeviceLost(lost=microphone, now=a_device("Micro bàn 2", DeviceKind.MICROPHONE)))
    room.tell(DeviceReturned(now=microphone))
    message = banner(room, MessageCode.DEVICE_RETURNED)
    assert (message.tone, message.data) == (Tone.OK, {"now": "Micro bàn 1"})
    assert MessageCode.DEVICE_REPLACED not in room.banner_codes()
    assert MessageCode.DEVICE_LOST in room.banner_codes()


# ---- the seat --------------------------------------------------------------------------------


def test_a_taken_seat_is_told_media_stops_and_typing_is_kept(room: Room) -> None:
    room.open()
    room.session.minutes.edit_text("Đang gõ")
    room.fake.channel.take_seat_away()
    room.deliver()
    assert room.state.is_out
    message = banner(room, MessageCode.SEAT_TAKEN)
    assert (message.tone, message.action) == (Tone.DANGER, MessageAction.TAKE_SEAT_BACK)
    assert MessageCode.CITY_LOST not in room.banner_codes()
    assert not room.fake.media.is_camera_on
    assert [line.text for line in room.fake.minutes.saves] == ["Đang gõ"]


def test_the_seat_can_be_taken_back_muted(room: Room) -> None:
    room.open()
    room.fake.channel.take_seat_away()
    room.deliver()
    room.session.act_on_message(banner(room, MessageCode.SEAT_TAKEN))
    room.deliver()
    assert not room.state.is_out
    assert room.state.is_connected
    assert (room.fake.media.is_microphone_on, room.fake.media.is_camera_on) == (False, True)
    assert room.banner_codes() == []


def test_a_refused_seat_is_told_and_can_be_tried_again(room: Room) -> None:
    room.open()
    room.tell(ChannelRefused(code="K-140"))
    message = banner(room, "K-140")
    assert (message.tone, message.action) == (Tone.DANGER, MessageAction.RETRY)
    room.session.act_on_message(message)
    assert "K-140" not in room.banner_codes()
    assert room.fake.channel.joins == [SESSION, SESSION]


def test_a_desk_without_a_seat_says_so_of_itself_and_of_every_picture(room: Room) -> None:
    room.open()

    def own() -> Presence:
        return next(one.presence for one in room.state.roster.rows if one.is_own)

    assert own() is Presence.HERE
    room.fake.channel.change(
        lambda live: replace(live, seats=tuple(one for one in live.seats if one.site_id != COMMUNE))
    )
    room.tell(ChannelRefused(code="K-143"))
    assert own() is Presence.LEFT
    assert {one.veil.kind for one in room.state.roster.tiles if one.veil} == {VeilKind.OUT}
    assert room.view.chair_display[-1] == CrestScene()
    room.session.act_on_message(banner(room, "K-143"))
    room.deliver()
    assert own() is Presence.HERE
    assert room.view.chair_display[-1] != CrestScene()


def test_the_hand_can_be_lowered_from_the_message(room: Room) -> None:
    session = room.open()
    session.toggle_microphone()
    room.deliver()
    session.act_on_message(banner(room, MessageCode.FLOOR_ASKED))
    room.deliver()
    seat = session.facts.seat(COMMUNE)
    assert seat is not None
    assert not seat.has_hand_up


def test_a_refused_action_is_told(room: Room) -> None:
    room.open()
    room.tell(ActionFailed(action="give_floor", code="K-107", data={"reason": "x"}))
    assert banner(room, "K-107").data == {"reason": "x"}


def test_papers_are_made_ready_from_the_entry_until_the_officer_leaves(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    attended = list[SessionId | None]()
    monkeypatch.setattr(room.fake.papers, "attend", attended.append)
    room.desk.start()
    assert attended == []
    session = room.open()
    assert attended == [SESSION]
    session.leave()
    assert attended == [SESSION, None]


def test_leaving_keeps_the_line_gives_everything_back_and_goes_home(room: Room) -> None:
    session = room.open()
    session.minutes.edit_text("Cuối cùng")
    session.press(Verb.LEAVE)
    assert room.fake.channel.leaves == 0
    session.press(Verb.LEAVE)
    room.deliver()
    assert [line.text for line in room.fake.minutes.lines(SESSION)] == ["Cuối cùng"]
    assert (room.fake.channel.leaves, room.fake.media.is_open) == (1, False)
    assert not room.fake.media.is_camera_on
    assert room.fake.memory.values == {}
    assert room.view.shell[-1].screen is Screen.HOME
    assert room.desk.session is None


# ---- drawing ---------------------------------------------------------------------------------


def test_while_only_clocks_run_there_is_one_drawing_a_second(room: Room) -> None:
    room.open()
    room.pass_time(1.0)
    before = len(room.view.session)
    panels = (room.state.case, room.state.steps, room.state.minutes, room.state.papers)
    room.pass_time(5.0)
    room.tell(ScheduleChanged())
    assert len(room.view.session) - before == 5
    after = (room.state.case, room.state.steps, room.state.minutes, room.state.papers)
    assert all(new is old for new, old in zip(after, panels, strict=True))


def test_the_status_of_the_plan_counts_until_the_city_speaks(room: Room) -> None:
    room.fake.channel.is_city_reachable = False
    room.enter()
    assert room.state.status is SessionStatus.READY


def test_the_worst_line_is_the_word_of_the_room(room: Room) -> None:
    room.open()
    assert room.session.facts.overall_quality() is None
    for site_id in (HQ, AGENCY):
        room.fake.channel.put_seat(a_seat(site_id))
        room.tell(PeerStateChanged(site_id=site_id, state=PeerState.CONNECTED), picture_of(site_id))
    room.tell(statistics(HQ, AGENCY))
    quality = room.session.facts.overall_quality()
    assert quality is not None
    assert quality.quality is Quality.GOOD
    for _ in range(2):
        room.pass_time(1.0)
        stats = (*statistics(HQ, loss=0.2).stats, *statistics(AGENCY).stats)
        room.tell(replace(statistics(), stats=stats))
    quality = room.session.facts.overall_quality()
    assert quality is not None
    assert (quality.quality, quality.cause) == (Quality.WEAK, QualityCause.THEIR_LINE)


def test_a_lost_city_without_calls_is_a_lost_line_of_ours(room: Room) -> None:
    room.open()
    room.fake.channel.lose_city()
    room.deliver()
    quality = room.session.facts.overall_quality()
    assert quality is not None
    assert (quality.quality, quality.cause) == (Quality.LOST, QualityCause.OUR_LINE)


def test_the_officer_reads_what_stands_behind_a_banner(room: Room) -> None:
    room.enter()
    room.session.facts.media.is_relay_lacking = True
    room.session.draw()
    first, second = (message.code for message in room.state.banners)
    room.session.show_next_banner()
    assert [message.code for message in room.state.banners] == [second, first]
    assert not room.state.is_banner_small
    room.pass_time(WHOLE_S)
    assert room.state.is_banner_small
