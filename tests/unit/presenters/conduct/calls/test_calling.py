"""Mời cơ quan: the sheet, the calls over the pictures, who is let go, and who listens."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.calls.agency_call import AgencyCall, CallFault, CallStage, CallTarget
from desktop.domain.conduct.events import ChannelChanged, ChannelRefused
from desktop.domain.conduct.roll_call import RollCall
from desktop.domain.directory.site import SiteKind
from desktop.domain.events import ActionFailed
from desktop.domain.ids import CallId, SiteId
from desktop.domain.media.call import PeerState
from desktop.domain.media.events import PeerStateChanged
from desktop.domain.reception.status import Step
from desktop.domain.recording.lamp import STILL_S, RecordingWord
from desktop.presenters.conduct.calls.calling import MOST_LISTED, CallSheet, PlaceFreed
from desktop.presenters.conduct.roster.roster_state import Presence, VeilKind
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.display.chair_display_state import CrestScene
from desktop.presenters.view.message import MessageAction
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room, picture_of, statistics
from tests.samples.receptions import AGENCY, COMMUNE, HQ, a_site

pytestmark = pytest.mark.unit

BUILDING, PARK = SiteId("building"), SiteId("park")
REASON = "Đang có cuộc họp khác."


def knows_agencies(room: Room) -> Room:
    fake = room.fake
    for site_id, name, kind in (
        (BUILDING, "Sở Xây dựng", SiteKind.AGENCY),
        (PARK, "Phường Cây Xanh", SiteKind.PHUONG),
    ):
        fake.schedule.sites[site_id] = a_site(site_id, name, kind)
        fake.channel.calls.names[site_id] = name
    fake.channel.calls.site_ids = (HQ, COMMUNE, AGENCY)
    return room


@pytest.fixture
def chair() -> Room:
    """Headquarters conduct an open session of a city that rings agencies."""
    room = knows_agencies(Room(own_site_id=HQ, role=Role.HQ_CLERK))
    room.open()
    room.fake.channel.change(lambda live: replace(live, calls=(), roll=RollCall(), announced=()))
    room.deliver()
    return room


@pytest.fixture
def asked(chair: Room) -> Room:
    """The sheet is open."""
    chair.session.press(Verb.CALL_AGENCY)
    return chair


def sheet(room: Room) -> CallSheet:
    shown = room.state.calling
    assert shown is not None
    return shown


def rung(room: Room, site_id: SiteId = BUILDING) -> CallId:
    room.session.calling.ring(site_id)
    room.deliver()
    return sheet(room).calls[0].call_id


def listening(room: Room) -> CallId:
    call_id = rung(room)
    room.fake.channel.calls.accept(call_id)
    room.deliver()
    return call_id


def test_agencies_come_first_and_those_in_the_session_are_not_offered(asked: Room) -> None:
    assert [one.site_id for one in sheet(asked).sites] == [BUILDING, PARK]
    assert (sheet(asked).fault, sheet(asked).obstacle, sheet(asked).more) == (None, None, 0)


def test_typing_narrows_and_enter_rings_the_first(asked: Room) -> None:
    calling = asked.session.calling
    calling.edit_search("cay")
    assert [one.name for one in sheet(asked).sites] == ["Phường Cây Xanh"]
    calling.edit_question("Loại đất nào?")
    assert sheet(asked).question == "Loại đất nào?"
    calling.ring_first()
    assert sheet(asked).is_waiting
    asked.deliver()
    (line,) = sheet(asked).calls
    assert (line.name, line.stage) == ("Phường Cây Xanh", CallStage.RINGING)
    assert (sheet(asked).is_waiting, sheet(asked).question) == (False, "")
    assert (sheet(asked).search, sheet(asked).guest) == ("", "")  # no link is offered beside it
    live = asked.fake.channel.live()
    assert live is not None
    assert [one.question for one in live.calls or ()] == ["Loại đất nào?"]
    calling.edit_search("không có nơi nào")
    calling.ring_first()
    asked.deliver()
    assert len(sheet(asked).calls) == 1


def test_of_many_sites_the_first_are_offered(asked: Room) -> None:
    for number in range(MOST_LISTED):
        site_id = SiteId(f"xa-{number}")
        asked.fake.schedule.sites[site_id] = a_site(site_id, f"Xã {number}", SiteKind.XA)
    asked.session.draw()
    assert (len(sheet(asked).sites), sheet(asked).more) == (MOST_LISTED, 2)


def test_a_ring_is_told_with_its_seconds_and_can_be_withdrawn(asked: Room) -> None:
    call_id = rung(asked)
    asked.pass_time(5.0)
    (line,) = sheet(asked).calls
    assert line.seconds == 5
    (message,) = [one for one in asked.state.banners if one.code == MessageCode.CALL_RINGS]
    assert message.data == {"site": "Sở Xây dựng", "seconds": 5}
    asked.session.calling.press_call(call_id)
    asked.session.calling.press_call(call_id)
    assert sheet(asked).calls[0].is_waiting
    asked.deliver()
    assert sheet(asked).calls[0].stage is CallStage.WITHDRAWN
    assert MessageCode.CALL_RINGS not in asked.banner_codes()
    asked.session.calling.press_call(call_id)
    asked.session.calling.press_call(CallId("nothing"))
    asked.deliver()
    assert [one.stage for one in sheet(asked).calls] == [CallStage.WITHDRAWN]


def test_a_refusal_is_told_with_its_reason_and_written_once(asked: Room) -> None:
    call_id = rung(asked)
    asked.fake.channel.calls.say_no(call_id, REASON)
    asked.deliver()
    (message,) = [one for one in asked.state.banners if one.code == MessageCode.CALL_REFUSED]
    assert message.data["reason"] == "Đang có cuộc họp khác"
    assert [sheet(asked).calls[0].stage, sheet(asked).calls[0].reason] == ["refused", REASON]
    asked.fake.channel.change(lambda live: replace(live, stage=None))
    asked.deliver()
    lines = asked.fake.minutes.lines(asked.session.context.session_id)
    assert [one.text for one in lines] == [
        "Mời Sở Xây dựng: từ chối. Lý do: Đang có cuộc họp khác."
    ]
    assert lines[0].id == f"{call_id}-over"


def test_who_listens_is_a_tile_without_a_picture_and_joins_with_one(asked: Room) -> None:
    call_id = listening(asked)
    assert MessageCode.CALL_LISTENS in asked.banner_codes()
    assert [one.site_id for one in asked.state.roster.tiles] == [HQ, COMMUNE, AGENCY, BUILDING]
    asked.fake.channel.put_seat(a_seat(BUILDING))
    asked.deliver()
    asked.tell(picture_of(BUILDING))
    tile = asked.state.roster.tiles[-1]
    assert (tile.label, tile.site_name) == ("Sở Xây dựng", "Sở Xây dựng")
    assert tile.veil is not None
    assert tile.veil.kind is VeilKind.LISTENING
    asked.pass_time(4.0)
    assert sheet(asked).calls[0].seconds == 4
    assert sheet(asked).calls[0].call_id == call_id


def test_letting_go_takes_two_presses_and_gives_the_place_back(asked: Room) -> None:
    call_id = listening(asked)
    asked.session.calling.press_call(call_id)
    assert sheet(asked).calls[0].is_armed
    asked.pass_time(4.0)
    assert not sheet(asked).calls[0].is_armed
    asked.session.calling.press_call(call_id)
    asked.session.calling.press_call(call_id)
    asked.deliver()
    assert sheet(asked).calls[0].stage is CallStage.LET_GO
    assert [one.site_id for one in asked.state.roster.tiles] == [HQ, COMMUNE, AGENCY]
    assert BUILDING in {one.site_id for one in sheet(asked).sites}
    asked.session.calling.press_call(rung(asked, PARK))
    asked.deliver()


def test_who_is_busy_is_told_at_once(asked: Room) -> None:
    busy = replace(call(CallStage.BUSY, asked), site_id=BUILDING, name="Sở Xây dựng")
    asked.fake.channel.change(lambda live: replace(live, calls=(busy,)))
    asked.deliver()
    assert MessageCode.CALL_BUSY in asked.banner_codes()


def test_a_fifth_site_is_not_rung(asked: Room) -> None:
    rung(asked)
    assert sheet(asked).fault is CallFault.TOO_MANY_SITES
    asked.session.calling.ring(PARK)
    asked.deliver()
    assert len(sheet(asked).calls) == 1


@pytest.mark.parametrize(
    ("stages", "wanted"),
    [
        ((), PlaceFreed.BY_NOBODY),
        ((CallStage.REFUSED, CallStage.LET_GO), PlaceFreed.BY_NOBODY),
        ((CallStage.RINGING,), PlaceFreed.WITHDRAW),
        ((CallStage.RINGING, CallStage.LISTENING), PlaceFreed.LET_GO),
        ((CallStage.JOINED, CallStage.NO_ANSWER), PlaceFreed.LET_GO),
    ],
)
def test_of_a_full_session_it_is_said_what_can_be_pressed(
    asked: Room, stages: tuple[CallStage, ...], wanted: PlaceFreed
) -> None:
    calls = tuple(
        replace(call(stage, asked), id=CallId(f"c{number}"), site_id=SiteId(f"s{number}"))
        for number, stage in enumerate(stages)
    )
    asked.fake.channel.change(lambda live: replace(live, calls=calls))
    asked.deliver()
    assert sheet(asked).place_freed is wanted


def test_a_refusal_of_the_city_lets_the_officer_press_again(asked: Room) -> None:
    asked.session.calling.ring(BUILDING)
    asked.session.on_event(ActionFailed(action="ring_agency", code="K-107", data={}))
    assert not sheet(asked).is_waiting
    assert "K-107" in asked.banner_codes()


def test_without_a_line_nobody_is_rung_and_that_is_told(asked: Room) -> None:
    asked.session.calling.ring(BUILDING)
    asked.fake.channel.lose_city()
    asked.deliver()
    assert sheet(asked).obstacle is Obstacle.CITY_LOST
    asked.session.calling.ring(PARK)
    asked.session.calling.press_call(CallId("call-1"))
    assert MessageCode.NOT_DONE_OFFLINE in asked.banner_codes()
    assert MessageCode.CALL_RINGS not in asked.banner_codes()


def test_ctrl_k_opens_and_shuts_and_one_sheet_is_there_at_a_time(asked: Room) -> None:
    asked.session.press(Verb.PAUSE)
    assert asked.state.calling is None
    asked.session.calling.toggle()
    assert (asked.state.pausing, asked.state.calling is None) == (None, False)
    asked.session.calling.toggle()
    assert asked.state.calling is None
    asked.session.calling.toggle()
    asked.fake.channel.set_step(Step.ROLL_CALL)
    asked.deliver()
    asked.session.roll.toggle()
    assert asked.state.calling is None


def test_an_older_city_and_who_does_not_conduct_are_not_offered_it(chair: Room) -> None:
    assert Verb.CALL_AGENCY in {one.verb for one in chair.state.verbs}
    chair.fake.channel.change(lambda live: replace(live, calls=None))
    chair.deliver()
    assert Verb.CALL_AGENCY not in {one.verb for one in chair.state.verbs}
    chair.session.calling.toggle()
    assert chair.state.calling is None
    writer = knows_agencies(Room(own_site_id=HQ, role=Role.SECRETARY))
    writer.open()
    writer.fake.channel.change(lambda live: replace(live, calls=()))
    writer.deliver()
    assert Verb.CALL_AGENCY not in {one.verb for one in writer.state.verbs}


def call(stage: CallStage, room: Room) -> AgencyCall:
    now = room.clock.now()
    return AgencyCall(
        id=CallId("c1"),
        target=CallTarget.SITE,
        site_id=COMMUNE,
        name="UBND xã An Lão",
        rung_at=now,
        stage=stage,
        answered_at=now,
        ended_at=now if stage is CallStage.LET_GO else None,
    )


@pytest.fixture
def called_in() -> Room:
    """This room was rung, accepted, and listens."""
    room = Room(role=Role.AGENCY_USER)
    room.open()
    room.fake.channel.change(lambda live: replace(live, calls=(call(CallStage.LISTENING, room),)))
    room.deliver()
    return room


def test_who_listens_sends_nothing_and_joins_by_one_press(called_in: Room) -> None:
    media = called_in.fake.media
    assert (media.is_microphone_on, media.is_camera_on) == (False, False)
    assert [one.verb for one in called_in.state.verbs] == [Verb.JOIN_IN, Verb.LEAVE]
    assert called_in.state.camera_switch.obstacle is Obstacle.LISTENING
    own = next(one for one in called_in.state.roster.tiles if one.is_own)
    assert own.veil is not None
    assert own.veil.kind is VeilKind.LISTENING
    (message,) = [one for one in called_in.state.banners if one.code == MessageCode.LISTENS_HERE]
    assert message.action is MessageAction.JOIN_IN
    called_in.session.act_on_message(message)
    called_in.deliver()
    assert (media.is_microphone_on, media.is_camera_on) == (False, True)
    assert Verb.JOIN_IN not in {one.verb for one in called_in.state.verbs}


def test_who_was_let_go_is_told_so(called_in: Room) -> None:
    gone = call(CallStage.LET_GO, called_in)
    called_in.fake.channel.change(lambda live: replace(live, calls=(gone,)))
    called_in.tell(ChannelRefused(code="K-143"))
    assert called_in.banner_codes() == [MessageCode.LET_GO]
    assert called_in.state.is_out


def test_pictures_of_who_was_let_go_do_not_say_that_they_come_back(called_in: Room) -> None:
    called_in.fake.channel.put_seat(a_seat(HQ))
    called_in.tell(
        PeerStateChanged(site_id=HQ, state=PeerState.CONNECTED), picture_of(HQ), statistics(HQ)
    )
    gone, own = call(CallStage.LET_GO, called_in), called_in.session.context.own_site_id
    called_in.fake.channel.change(
        lambda live: replace(
            live, calls=(gone,), seats=tuple(one for one in live.seats if one.site_id != own)
        )
    )
    called_in.tell(
        ChannelChanged(is_connected=False, attempt=0),
        ChannelRefused(code="K-143"),
        PeerStateChanged(site_id=HQ, state=PeerState.CLOSED),
    )
    tiles = called_in.state.roster.tiles
    assert {one.veil.kind for one in tiles if one.veil} == {VeilKind.OUT}
    assert all(one.veil for one in tiles)
    assert called_in.view.chair_display[-1] == CrestScene()
    own_rows = [one for one in called_in.state.roster.rows if one.site_id == own]
    assert {one.presence for one in own_rows} <= {Presence.LEFT}


def test_the_recorder_of_who_was_let_go_has_no_fault(called_in: Room) -> None:
    """Its recording ends with its place: nobody is told that bytes are missing."""
    called_in.pass_time(2)
    gone = call(CallStage.LET_GO, called_in)
    called_in.is_recorder_hanging = True
    called_in.fake.channel.change(lambda live: replace(live, calls=(gone,)))
    called_in.tell(ChannelRefused(code="K-143"))
    called_in.pass_time(2 * STILL_S)
    assert called_in.session.facts.recorder.word is RecordingWord.OFF
    assert called_in.banner_codes() == [MessageCode.LET_GO]


def test_who_sits_beside_a_desk_that_left_is_not_told_that_the_chair_let_it_go(
    called_in: Room,
) -> None:
    gone = replace(call(CallStage.LET_GO, called_in), left_itself=True)
    called_in.fake.channel.change(lambda live: replace(live, calls=(gone,)))
    called_in.tell(ChannelRefused(code="K-143"))
    assert called_in.banner_codes() == [MessageCode.LEFT_FROM_HERE]


def test_who_left_by_its_own_press_is_shown_so(asked: Room) -> None:
    gone = replace(call(CallStage.LET_GO, asked), left_itself=True)
    asked.fake.channel.change(lambda live: replace(live, calls=(gone,)))
    asked.deliver()
    assert [one.left_itself for one in sheet(asked).calls] == [True]


def test_what_was_told_and_written_before_a_restart_is_neither_again(asked: Room) -> None:
    call_id = rung(asked)
    asked.fake.channel.calls.say_no(call_id, REASON)
    asked.deliver()
    live = asked.fake.channel.live()
    assert live is not None
    asked.restart()
    asked.fake.channel.change(lambda one: replace(one, status=live.status, calls=live.calls))
    asked.deliver()
    assert MessageCode.CALL_REFUSED not in asked.banner_codes()
    lines = asked.fake.minutes.lines(asked.session.context.session_id)
    assert [one.id for one in lines] == [f"{call_id}-over"]
