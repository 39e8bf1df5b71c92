"""Dừng buổi tiếp: the sheet, what it asks for, and what every site reads afterwards."""

from dataclasses import replace

import pytest

from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.reception.ending import ENDINGS
from desktop.domain.reception.status import SessionStatus, Step
from desktop.presenters.conduct.deeds.ending_state import EndingFault, EndingSheet
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.display.chair_display_state import EndedScene
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import AGENCY

pytestmark = pytest.mark.unit

REASON = "Công dân cần bổ sung giấy tờ gốc"


def sheet(room: Room) -> EndingSheet:
    shown = room.state.ending
    assert shown is not None
    return shown


def live(room: Room) -> LiveSession:
    told = room.fake.channel.live()
    assert told is not None
    return told


@pytest.fixture
def asked(room: Room) -> Room:
    """An open session, the verb pressed."""
    room.open()
    assert room.state.ending is None
    room.session.press(Verb.END)
    return room


def fill_in(room: Room, ending: SessionStatus, reason: str = REASON) -> None:
    room.session.ending.choose(ending)
    room.session.ending.edit_reason(reason)


def test_the_sheet_offers_what_the_law_allows_and_nothing_is_chosen(asked: Room) -> None:
    assert sheet(asked) == EndingSheet(
        endings=ENDINGS, chosen=None, reason="", fault=None, obstacle=None, is_waiting=False
    )
    assert sheet(asked).can_confirm
    assert live(asked).status is SessionStatus.IN_SESSION, "the verb alone ends nothing"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_session_is_ended_for_a_reason(asked: Room, ending: SessionStatus) -> None:
    asked.fake.channel.put_seat(a_seat(AGENCY))
    asked.fake.channel.give_floor(AGENCY)
    fill_in(asked, ending, f"  {REASON}\n")
    asked.session.ending.confirm()
    assert sheet(asked).is_waiting
    asked.deliver()
    assert asked.state.ending is None
    told = live(asked)
    assert told.ending is not None
    assert (told.status, told.ending.status, told.ending.reason) == (ending, ending, REASON)
    assert told.speaking_site_id is None
    assert asked.fake.channel.media[-1] == (False, False), "as after a close"
    assert [state.verb for state in asked.state.verbs] == [Verb.EXPORT, Verb.LEAVE]
    assert all(state.is_enabled for state in asked.state.verbs)


@pytest.mark.parametrize(
    ("chosen", "reason", "fault"),
    [
        (None, REASON, EndingFault.NOTHING_CHOSEN),
        (SessionStatus.ADJOURNED, "Hết giờ   ", EndingFault.TOO_SHORT),
        (SessionStatus.ADJOURNED, "x" * 501, EndingFault.TOO_LONG),
    ],
)
def test_what_is_missing_is_told_after_the_press_and_forgotten_with_the_next_key(
    asked: Room, chosen: SessionStatus | None, reason: str, fault: EndingFault
) -> None:
    if chosen is not None:
        asked.session.ending.choose(chosen)
    asked.session.ending.edit_reason(reason)
    assert sheet(asked).fault is None
    asked.session.ending.confirm()
    asked.deliver()
    assert (sheet(asked).fault, sheet(asked).is_waiting) == (fault, False)
    assert live(asked).status is SessionStatus.IN_SESSION
    if chosen is None:
        asked.session.ending.choose(SessionStatus.ADJOURNED)
    else:
        asked.session.ending.edit_reason(REASON)
    assert sheet(asked).fault is None
    asked.session.ending.confirm()
    asked.deliver()
    assert live(asked).status is SessionStatus.ADJOURNED


def test_what_was_typed_stays_while_the_sheet_is_shut(asked: Room) -> None:
    fill_in(asked, SessionStatus.REFUSED)
    asked.session.ending.close()
    assert asked.state.ending is None
    asked.session.ending.confirm()
    asked.deliver()
    assert live(asked).status is SessionStatus.IN_SESSION, "a sheet that is shut ends nothing"
    asked.session.press(Verb.END)
    assert (sheet(asked).chosen, sheet(asked).reason) == (SessionStatus.REFUSED, REASON)


def test_without_the_city_it_cannot_be_done_and_the_text_stays(asked: Room) -> None:
    fill_in(asked, SessionStatus.ADJOURNED)
    asked.fake.channel.lose_city()
    asked.deliver()
    assert sheet(asked).obstacle is Obstacle.CITY_LOST
    asked.session.ending.confirm()
    asked.deliver()
    assert not sheet(asked).is_waiting
    asked.fake.channel.reach_city()
    asked.deliver()
    assert (sheet(asked).obstacle, sheet(asked).reason) == (None, REASON)
    asked.session.ending.confirm()
    asked.deliver()
    assert live(asked).status is SessionStatus.ADJOURNED


def test_a_line_that_breaks_before_the_answer_lets_one_ask_again(asked: Room) -> None:
    fill_in(asked, SessionStatus.ADJOURNED)
    asked.fake.channel.is_connected = False  # the desk has not heard of it yet
    asked.session.ending.confirm()
    assert sheet(asked).is_waiting
    assert not sheet(asked).can_confirm
    asked.deliver()
    assert not sheet(asked).is_waiting
    assert "K-106" in asked.banner_codes()


def test_a_pause_takes_back_the_choice_that_it_does_not_allow(asked: Room) -> None:
    fill_in(asked, SessionStatus.REFUSED)
    asked.session.press(Verb.PAUSE)
    asked.session.pausing.confirm()
    asked.deliver()
    assert sheet(asked).endings == (SessionStatus.ADJOURNED, SessionStatus.ABORTED_TECHNICAL)
    assert sheet(asked).chosen is None
    asked.session.ending.confirm()
    assert sheet(asked).fault is EndingFault.NOTHING_CHOSEN
    asked.session.ending.choose(SessionStatus.ABORTED_TECHNICAL)
    asked.session.ending.confirm()
    asked.deliver()
    assert live(asked).status is SessionStatus.ABORTED_TECHNICAL


def test_the_sheet_goes_when_somebody_else_ended_or_signed(asked: Room) -> None:
    asked.fake.channel.change(lambda one: replace(one, status=SessionStatus.SIGNED))
    asked.deliver()
    assert asked.state.ending is None


# ---- what every site is told -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        (SessionStatus.ADJOURNED, MessageCode.ADJOURNED),
        (SessionStatus.ABORTED_TECHNICAL, MessageCode.ABORTED_TECHNICAL),
        (SessionStatus.REFUSED, MessageCode.REFUSED),
    ],
)
def test_every_site_reads_when_and_why(ending: SessionStatus, code: MessageCode) -> None:
    room = Room(own_site_id=AGENCY)
    room.open()
    room.fake.channel.end_session(ending, f"{REASON}.")
    room.deliver()
    room.pass_time(120.0)
    told = next(one for one in room.state.banners if one.code == code)
    end = live(room).ending
    assert end is not None
    assert told.data == {"at": end.at, "reason": REASON}
    assert not room.state.minutes.can_write


def test_the_second_display_shows_the_hour_of_the_city_and_never_the_reason(room: Room) -> None:
    room.open()
    room.fake.channel.end_session(SessionStatus.REFUSED, REASON)
    end = live(room).ending
    assert end is not None
    room.clock.advance(600)
    room.deliver()
    scene = room.desk.chair_display.scene()
    assert isinstance(scene, EndedScene)
    assert (scene.ended_at, scene.ending) == (end.at, SessionStatus.REFUSED)
    assert REASON not in repr(scene)


def test_a_closed_session_says_nothing_of_an_ending(room: Room) -> None:
    room.open()
    room.fake.channel.change(
        lambda one: replace(one, status=SessionStatus.CLOSED, step=Step.CLOSING)
    )
    room.deliver()
    assert not [code for code in room.banner_codes() if code.startswith("K-13")]
    scene = room.desk.chair_display.scene()
    assert isinstance(scene, EndedScene)
    assert scene.ending is None
