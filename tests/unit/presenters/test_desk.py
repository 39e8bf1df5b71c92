from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.access.person import Role
from desktop.domain.ids import TrackId
from desktop.domain.media.events import FrameReady, TrackRemoved
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.status import SessionStatus
from desktop.domain.sync.recovery import Recovery
from desktop.presenters.shell.shell_state import MenuEntry, Screen, ShellViewState
from desktop.presenters.view.message import Tone
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room, own_picture, picture_of
from tests.samples.receptions import COMMUNE, HQ, PIN, SESSION, a_plan

pytestmark = pytest.mark.unit


def shell(room: Room) -> ShellViewState:
    return room.view.shell[-1]


def test_nobody_signed_in_begins_at_the_door(room: Room) -> None:
    room.fake.access.person = None
    room.desk.start()
    assert (shell(room).screen, shell(room).officer_name) == (Screen.SIGN_IN, "")
    assert shell(room).navigation == ()
    room.desk.navigate(Screen.HOME)
    assert shell(room).screen is Screen.SIGN_IN
    room.desk.open_pre_join(SESSION)
    assert shell(room).screen is Screen.SIGN_IN


def test_somebody_signed_in_begins_at_home(room: Room) -> None:
    room.desk.start()
    assert shell(room).screen is Screen.HOME
    assert room.view.home
    assert room.view.status_bar
    assert room.view.chair_display


def test_the_menu_leads_to_what_is_not_sent_and_counts_it(room: Room) -> None:
    room.desk.start()
    room.fake.sync.set_status(
        replace(
            room.fake.sync.status(), pending_operations=2, pending_papers=1, refused_operations=1
        )
    )
    room.deliver()
    badges = {item.screen: item.badge for item in shell(room).navigation}
    assert badges[Screen.UNSENT] == 4
    assert set(badges.values()) == {0, 4}
    assert [item.entry for item in shell(room).navigation if item.is_overdue] == [MenuEntry.UNSENT]
    room.desk.navigate(Screen.UNSENT)
    current = [item.screen for item in shell(room).navigation if item.is_current]
    assert current == [Screen.UNSENT]
    assert shell(room).tabs == ()


def test_what_waits_longer_than_a_day_is_overdue(room: Room) -> None:
    room.desk.start()
    status = replace(room.fake.sync.status(), pending_operations=1)
    for age, is_overdue in ((timedelta(hours=23), False), (timedelta(hours=24), True)):
        room.fake.sync.set_status(replace(status, oldest_pending_at=room.clock.now() - age))
        room.deliver()
        (item,) = [one for one in shell(room).navigation if one.badge]
        assert (item.badge, item.is_overdue) == (1, is_overdue)


def test_the_screens_of_one_entry_are_tabs(room: Room) -> None:
    room.desk.start()
    assert shell(room).tabs == ()
    room.desk.navigate(Screen.DEVICES)
    assert [(one.screen, one.is_current) for one in shell(room).tabs] == [
        (Screen.ROOM_CHECK, False),
        (Screen.DEVICES, True),
        (Screen.READINESS_SHEET, False),
    ]
    (current,) = [item.entry for item in shell(room).navigation if item.is_current]
    assert current is MenuEntry.ROOM


def test_what_a_role_may_not_open_is_not_in_its_menu() -> None:
    room = Room(role=Role.TECHNICIAN)
    room.desk.start()
    assert [item.entry for item in shell(room).navigation] == [
        MenuEntry.ROOM,
        MenuEntry.UNSENT,
        MenuEntry.SETTINGS,
    ]
    assert shell(room).screen is Screen.ROOM_CHECK
    room.desk.navigate(Screen.FOCAL_POINTS)
    assert shell(room).screen is Screen.ROOM_CHECK


def test_the_menu_lets_go_of_the_room_before_a_session(room: Room) -> None:
    room.desk.start()
    room.desk.open_pre_join(SESSION)
    room.desk.navigate(Screen.UNSENT)
    assert shell(room).screen is Screen.UNSENT
    assert not room.fake.media.is_open
    assert room.desk.pre_join is None


def test_a_session_is_left_by_its_own_verb_only(room: Room) -> None:
    room.open()
    room.desk.navigate(Screen.HOME)
    room.desk.sign_out()
    room.deliver()
    assert shell(room).screen is Screen.SESSION


def test_signing_out_leads_back_to_the_door_with_an_empty_field(room: Room) -> None:
    room.desk.start()
    room.desk.sign_out()
    room.deliver()
    assert shell(room).screen is Screen.SIGN_IN


def test_a_second_sign_in_elsewhere_does_not_move_the_screen(room: Room) -> None:
    room.desk.start()
    room.desk.navigate(Screen.UNSENT)
    room.fake.access.sign_in(room.fake.access.people[0].id, PIN)
    room.deliver()
    assert shell(room).screen is Screen.UNSENT


# ---- after a kill ----------------------------------------------------------------------------


def test_after_a_kill_the_program_returns_into_the_session(room: Room) -> None:
    room.open()
    room.restart()
    assert shell(room).screen is Screen.SESSION
    assert room.state.is_connected
    assert room.fake.channel.joins == [SESSION, SESSION]
    assert room.fake.media.is_open


def test_after_a_kill_with_a_sign_in_the_session_follows_the_pin(room: Room) -> None:
    room.open()
    room.fake.access.person = None
    room.restart()
    assert shell(room).screen is Screen.SIGN_IN
    room.desk.sign_in.submit(PIN)
    room.deliver()
    assert shell(room).screen is Screen.SESSION


@pytest.mark.parametrize("is_known", [True, False])
def test_a_session_that_is_over_or_gone_is_not_entered_again(room: Room, is_known: bool) -> None:
    room.open()
    room.fake.schedule.plans = [replace(a_plan(), status=SessionStatus.CLOSED)] if is_known else []
    room.restart()
    assert shell(room).screen is Screen.HOME
    assert "session" not in room.fake.memory.values


# ---- banners ---------------------------------------------------------------------------------


def test_practice_a_key_file_and_a_wrong_clock_are_always_told(room: Room) -> None:
    room.facts = replace(room.facts, is_key_in_file=True)
    room.fake.sync.set_status(replace(room.fake.sync.status(), clock_offset_s=-10_800.4))
    room.restart()
    banners = {message.code: message for message in shell(room).banners}
    assert list(banners) == [
        MessageCode.CLOCK_OFF,
        MessageCode.KEY_IN_FILE,  # says that this is practice as well: one banner less
    ]
    assert banners[MessageCode.CLOCK_OFF].data == {"seconds": 10_800}
    assert banners[MessageCode.CLOCK_OFF].tone is Tone.WARN


def test_keys_of_the_city_that_nobody_confirmed_are_told(room: Room) -> None:
    room.facts = replace(room.facts, is_escrow_changed=True)
    room.restart()
    assert [(one.code, one.tone) for one in shell(room).banners] == [
        (MessageCode.ESCROW_CHANGED, Tone.WARN),
        (MessageCode.PRACTICE, Tone.INFO),
    ]


@pytest.mark.parametrize(
    ("lost", "is_certain", "code", "tone"),
    [
        ((), True, MessageCode.RECORDS_RECOVERED, Tone.WARN),
        ((), False, MessageCode.RECORDS_UNCERTAIN, Tone.WARN),
        ((("minute_line", "a"), ("paper", "b")), True, MessageCode.RECORDS_LOST, Tone.DANGER),
    ],
)
def test_records_that_were_made_anew_are_told_with_what_is_missing(
    room: Room,
    lost: tuple[tuple[str, str], ...],
    code: MessageCode,
    tone: Tone,
    *,
    is_certain: bool,
) -> None:
    recovery = Recovery(copy_made_at=None, salvaged=3, replayed=2, lost=lost, is_certain=is_certain)
    room.facts = replace(room.facts, recovery=recovery)
    room.restart()
    (banner,) = [one for one in shell(room).banners if one.code == code]
    assert banner.tone is tone
    assert banner.data == ({"count": 2} if lost else {})


def test_practice_with_a_keyring_says_that_it_is_practice(room: Room) -> None:
    room.restart()
    assert [message.code for message in shell(room).banners] == [MessageCode.PRACTICE]


def test_the_window_names_the_room_as_soon_as_the_schedule_knows_it(room: Room) -> None:
    room.desk.start()
    own = room.fake.schedule.own_site()
    room.fake.schedule.sites[own.id] = replace(own, name="UBND phường Mẫu")
    room.desk.on_event(ScheduleChanged())
    assert shell(room).site_name == "UBND phường Mẫu"


def test_a_real_room_with_a_right_clock_has_no_banner(room: Room) -> None:
    room.facts = replace(room.facts, is_practice=False, can_open_second_room=False)
    room.restart()
    assert shell(room).banners == ()
    assert not shell(room).can_open_second_room


# ---- the way out -----------------------------------------------------------------------------


def test_the_program_closes_when_all_is_sent(room: Room) -> None:
    room.desk.start()
    room.desk.ask_to_exit()
    assert shell(room).is_closing


def test_unsent_data_is_told_before_closing(room: Room) -> None:
    room.desk.start()
    room.fake.sync.set_status(
        replace(room.fake.sync.status(), pending_operations=3, pending_bytes=10)
    )
    room.deliver()
    room.desk.ask_to_exit()
    prompt = shell(room).exit_prompt
    assert prompt is not None
    assert (prompt.code, prompt.data) == (MessageCode.EXIT_UNSENT, {"items": 3, "bytes": 10})
    assert not shell(room).is_closing
    room.desk.shell.stay()
    assert shell(room).exit_prompt is None
    room.desk.ask_to_exit()
    room.desk.shell.exit_now()
    assert (shell(room).exit_prompt, shell(room).is_closing) == (None, True)


def test_closing_out_of_a_session_keeps_the_line_and_the_way_back(room: Room) -> None:
    room.open().minutes.edit_text("Dở dang")
    room.desk.ask_to_exit()
    assert [line.text for line in room.fake.minutes.saves] == ["Dở dang"]
    assert room.fake.memory.values["session"] == SESSION


def test_an_end_that_nobody_asked_for_keeps_what_was_typed(room: Room) -> None:
    room.open().minutes.edit_text("Dở dang")
    room.desk.keep_everything()
    assert [line.text for line in room.fake.minutes.saves] == ["Dở dang"]
    assert not shell(room).is_closing


def test_at_the_door_of_a_session_and_in_it_nobody_else_may_end_the_program(room: Room) -> None:
    places = []
    room.desk.start()
    places.append(room.desk.is_in_session)
    room.desk.open_pre_join(SESSION)
    places.append(room.desk.is_in_session)
    room.restart()
    places.append(room.desk.is_in_session)
    room.open()
    places.append(room.desk.is_in_session)
    assert places == [False, True, False, True]


# ---- facts that stand ------------------------------------------------------------------------


def test_frames_do_not_wake_the_presenters(room: Room) -> None:
    room.enter()
    before = len(room.view.session)
    room.clock.advance(5.0)
    room.tell(FrameReady(track_id=TrackId("self")))
    assert len(room.view.session) == before


def test_pictures_that_came_before_the_session_are_known_in_it(room: Room) -> None:
    room.desk.start()
    room.tell(own_picture(), picture_of(HQ), TrackRemoved(track_id=TrackId("track-hq")))
    room.desk.open_pre_join(SESSION)
    room.pre_join.enter()
    room.deliver()
    tracks = {tile.site_id: tile.track_id for tile in room.state.roster.tiles}
    assert tracks[COMMUNE] == "self"
    assert tracks[HQ] is None


def test_the_next_session_knows_nothing_of_the_last_ones_channel(room: Room) -> None:
    room.open().leave()
    room.deliver()
    room.fake.channel.is_city_reachable = False
    room.enter()
    assert not room.view.session[-1].is_connected


def test_an_observer_sees_the_schedule(room: Room) -> None:
    watcher = Room(role=Role.OBSERVER)
    watcher.desk.start()
    assert watcher.view.home[-1].rows
    assert room.view.home == []
