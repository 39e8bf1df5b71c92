"""A companion desk: a session without media of its own, beside the PC that has the seat."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.companion import Companion, JoinWay
from desktop.domain.conduct.events import ChannelRefused, OpenLineChanged
from desktop.domain.conduct.live_session import LiveSession, OpenLine
from desktop.domain.ids import MinuteLineId
from desktop.domain.media.events import EngineStateChanged
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord, Presence, VeilKind
from desktop.presenters.conduct.verb import Obstacle
from desktop.presenters.display.chair_display_state import DialogueScene
from desktop.presenters.view.message import Message, MessageAction, Tone
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import COMMUNE, HQ, SESSION

pytestmark = pytest.mark.unit


@pytest.fixture
def beside(room: Room) -> Room:
    """In the open session as a companion desk; the other PC of the room is there."""
    room.fake.channel.is_seat_in_use = True
    room.fake.channel.status_at_join = SessionStatus.IN_SESSION
    room.fake.channel.other_seats = (a_seat(HQ),)
    room.desk.start()
    room.desk.open_pre_join(SESSION)
    room.pre_join.enter()
    room.deliver()
    room.pre_join.enter()
    room.deliver()
    return room


def banner(room: Room, code: str) -> Message:
    return next(one for one in room.state.banners if one.code == code)


def told(room: Room, *companions: Companion) -> None:
    def with_them(live: LiveSession) -> LiveSession:
        return replace(live, companions=companions)

    room.fake.channel.change(with_them)
    room.deliver()


def lose_the_other(room: Room) -> None:
    room.fake.channel.put_seat(replace(a_seat(COMMUNE), is_connected=False))
    room.deliver()


SECRETARY = Companion(site_id=COMMUNE, role=Role.SECRETARY, typist="two")


def test_it_says_what_it_is_and_opens_no_media(beside: Room) -> None:
    assert banner(beside, MessageCode.BESIDE).action is None
    assert not beside.fake.media.is_open
    assert beside.fake.channel.media == []
    state = beside.state
    assert (state.is_microphone_on, state.is_camera_on) == (False, False)
    assert state.microphone_switch.obstacle is Obstacle.BESIDE
    assert state.camera_switch.obstacle is Obstacle.BESIDE
    beside.session.toggle_microphone()
    beside.session.toggle_camera()
    beside.session.hold_microphone(is_held=True)
    beside.tell(EngineStateChanged(is_up=True, restarts=1))
    assert beside.fake.channel.media == []


def test_it_shows_the_microphone_of_the_seat_and_no_pictures(beside: Room) -> None:
    seat = replace(a_seat(COMMUNE), is_microphone_on=True)
    beside.fake.channel.put_seat(seat)
    beside.deliver()
    row = next(one for one in beside.state.roster.rows if one.is_own)
    assert (row.microphone, row.presence) == (MicrophoneWord.OPEN, Presence.HERE)
    veils = {tile.veil.kind for tile in beside.state.roster.tiles if tile.veil is not None}
    assert veils == {VeilKind.BESIDE}
    assert len(beside.state.roster.tiles) == len(
        [one for one in beside.state.roster.tiles if one.veil]
    )
    scene = beside.view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    assert scene.main is not None
    assert (scene.main.is_elsewhere, scene.main.is_lost, scene.main.is_off) == (True, False, False)


def test_a_lost_engine_is_no_news_there(beside: Room) -> None:
    beside.tell(EngineStateChanged(is_up=False, restarts=3))
    assert MessageCode.ENGINE_LOST not in beside.banner_codes()


def test_when_the_other_pc_is_gone_its_media_may_be_taken_over(beside: Room) -> None:
    lose_the_other(beside)
    row = next(one for one in beside.state.roster.rows if one.is_own)
    assert row.presence is Presence.AWAY
    message = banner(beside, MessageCode.BESIDE_ALONE)
    assert (message.tone, message.action) == (Tone.WARN, MessageAction.TAKE_OVER)
    beside.session.act_on_message(message)
    beside.deliver()
    assert beside.fake.channel.ways[-1] is JoinWay.TAKE
    assert beside.fake.media.is_open
    assert beside.state.microphone_switch.obstacle is not Obstacle.BESIDE
    assert beside.fake.channel.media[-1] == (False, True)
    assert MessageCode.BESIDE not in beside.banner_codes()


def test_the_row_of_the_site_counts_its_desks(beside: Room) -> None:
    told(beside, SECRETARY)
    rows = {one.site_id: one.companions for one in beside.state.roster.rows}
    assert (rows[COMMUNE], rows[HQ]) == (1, 0)


def test_what_the_other_pc_types_is_shown_and_its_ghost_is_not(beside: Room) -> None:
    def line(typist: str, text: str) -> OpenLineChanged:
        return OpenLineChanged(
            line=OpenLine(
                line_id=MinuteLineId(f"line-{typist}"),
                site_id=COMMUNE,
                speaker="Công dân A",
                text=text,
                at=NOON,
                typist=typist,
            )
        )

    def shown() -> list[str]:
        return [one.text for one in beside.state.minutes.live_rows]

    told(beside, SECRETARY)
    beside.tell(line("", "Ở chỗ chính"), line("two", "Ở máy thứ ba"))
    assert shown() == ["Ở chỗ chính", "Ở máy thứ ba"]
    told(beside)
    assert shown() == ["Ở chỗ chính"]
    beside.tell(line("", ""))
    told(beside, SECRETARY)
    assert shown() == []


def test_a_companion_that_was_killed_comes_back_as_one(beside: Room) -> None:
    beside.restart()
    beside.desk.start()
    beside.deliver()
    assert beside.fake.channel.ways[-1] is JoinWay.BESIDE
    assert beside.session.facts.is_beside


def test_who_comes_back_and_finds_another_pc_in_the_seat_may_sit_beside_it(room: Room) -> None:
    room.open()
    room.fake.channel.keep_out()
    room.deliver()
    assert room.view.session[-1].is_out
    message = banner(room, MessageCode.SEAT_IN_USE)
    assert (message.tone, message.action) == (Tone.WARN, MessageAction.JOIN_BESIDE)
    room.session.act_on_message(message)
    room.deliver()
    assert room.fake.channel.ways[-1] is JoinWay.BESIDE
    assert not room.state.is_out
    assert room.session.facts.is_beside
    assert not room.fake.media.is_open


def test_a_refusal_is_tried_again_in_the_same_way(beside: Room) -> None:
    beside.tell(ChannelRefused(code="K-147"))
    beside.session.act_on_message(banner(beside, "K-147"))
    assert beside.fake.channel.ways[-1] is JoinWay.BESIDE
