from dataclasses import replace

import pytest

from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.call import SILENCE_DBFS, PeerState, Quality, QualityCause
from desktop.domain.media.events import (
    EngineStateChanged,
    FirstMediaArrived,
    LevelsChanged,
    PeerStateChanged,
    TrackRemoved,
)
from desktop.domain.reception.status import PauseReason
from desktop.presenters.conduct.roster.roster_state import (
    MicrophoneWord,
    Presence,
    RosterRow,
    Tile,
    VeilKind,
)
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room, picture_of, speech, statistics
from tests.samples.receptions import AGENCY, COMMUNE, HQ, a_plan

pytestmark = pytest.mark.unit


def row(room: Room, site_id: SiteId) -> RosterRow:
    return next(one for one in room.state.roster.rows if one.site_id == site_id)


def tile(room: Room, site_id: SiteId) -> Tile:
    return next(one for one in room.state.roster.tiles if one.site_id == site_id)


def veil_kind(room: Room, site_id: SiteId) -> VeilKind | None:
    veil = tile(room, site_id).veil
    return veil.kind if veil else None


def talking(room: Room) -> None:
    """Open, with a call to the headquarters."""
    room.open()
    room.fake.channel.put_seat(a_seat(HQ))
    room.tell(
        PeerStateChanged(site_id=HQ, state=PeerState.CONNECTED), picture_of(HQ), statistics(HQ)
    )


def test_rows_and_tiles_keep_the_order_of_the_plan_whoever_comes(room: Room) -> None:
    room.enter()
    before = [one.site_id for one in room.state.roster.rows]
    room.fake.channel.put_seat(a_seat(AGENCY))
    room.fake.channel.put_seat(a_seat(HQ))
    room.deliver()
    assert before == [one.site_id for one in room.state.roster.rows] == [HQ, COMMUNE, AGENCY]
    assert before == [one.site_id for one in room.state.roster.tiles]


def test_a_row_says_who_speaks_where_and_whether_the_site_is_there(room: Room) -> None:
    room.enter()
    room.fake.channel.put_seat(replace(a_seat(AGENCY), is_connected=False))
    room.deliver()
    assert row(room, COMMUNE).label == "Công dân A"
    assert row(room, COMMUNE).presence is Presence.HERE
    assert row(room, HQ).presence is Presence.NOT_YET
    assert row(room, AGENCY).presence is Presence.AWAY


def test_people_nobody_listed_are_called_by_their_site_or_as_the_chair(room: Room) -> None:
    room.fake.schedule.plans = [replace(a_plan(), participants=())]
    del room.fake.schedule.sites[AGENCY]
    room.enter()
    assert row(room, HQ).label == "Người chủ trì"
    assert row(room, COMMUNE).label == "UBND xã An Lão"
    assert row(room, AGENCY).label == AGENCY


def test_the_microphone_of_another_site_is_told_in_words(room: Room) -> None:
    talking(room)
    assert row(room, HQ).microphone is MicrophoneWord.OFF
    room.fake.channel.put_seat(replace(a_seat(HQ), has_hand_up=True))
    room.deliver()
    assert row(room, HQ).microphone is MicrophoneWord.WAITING
    assert row(room, HQ).has_hand_up
    room.fake.channel.put_seat(replace(a_seat(HQ), is_microphone_on=True))
    room.deliver()
    assert row(room, HQ).microphone is MicrophoneWord.OPEN
    room.fake.channel.pause_session(PauseReason.BREAK)
    room.deliver()
    assert row(room, HQ).microphone is MicrophoneWord.OFF
    assert row(room, AGENCY).microphone is MicrophoneWord.OFF


def test_levels_reach_rows_and_tiles_in_whole_decibels(room: Room) -> None:
    talking(room)
    room.tell(LevelsChanged(levels=((None, -21.6), (HQ, -33.2))))
    assert row(room, COMMUNE).level_dbfs == -22.0
    assert tile(room, HQ).level_dbfs == -33.0
    room.tell(speech(-21.6))  # headquarters is gone, in the middle of a word
    assert tile(room, HQ).level_dbfs == SILENCE_DBFS


def test_the_floor_clock_runs_by_the_citys_clock_and_warns_in_the_last_minute(room: Room) -> None:
    talking(room)
    room.fake.channel.give_floor(HQ)
    room.deliver()
    room.pass_time(10.0)
    clock = row(room, HQ).floor
    assert clock is not None
    assert (clock.elapsed_s, clock.remaining_s, clock.is_last_minute) == (10, 290, False)
    assert row(room, HQ).is_speaking
    assert tile(room, HQ).is_speaking
    assert row(room, COMMUNE).floor is None
    room.pass_time(230.0)
    clock = row(room, HQ).floor
    assert clock is not None
    assert clock.is_last_minute


def test_the_chair_is_large_and_at_the_chairs_desk_the_one_who_speaks(room: Room) -> None:
    room.open()
    assert [one.site_id for one in room.state.roster.tiles if one.is_main] == [HQ]
    chair = Room(own_site_id=HQ)
    chair.open()
    assert [one.site_id for one in chair.state.roster.tiles if one.is_main] == [COMMUNE]
    chair.fake.channel.put_seat(a_seat(AGENCY))
    chair.fake.channel.give_floor(AGENCY)
    chair.deliver()
    assert [one.site_id for one in chair.state.roster.tiles if one.is_main] == [AGENCY]
    chair.fake.channel.give_floor(HQ)
    chair.deliver()
    assert [one.site_id for one in chair.state.roster.tiles if one.is_main] == [COMMUNE]


# ---- veils -----------------------------------------------------------------------------------


def test_a_picture_that_arrives_has_no_veil(room: Room) -> None:
    talking(room)
    assert tile(room, HQ).track_id == "track-hq"
    assert tile(room, HQ).veil is None
    assert tile(room, COMMUNE).veil is None
    assert tile(room, COMMUNE).track_id == "self"


def test_a_site_that_never_came_is_awaited(room: Room) -> None:
    room.open()
    assert veil_kind(room, HQ) is VeilKind.NOT_YET


def test_a_site_that_came_is_being_connected(room: Room) -> None:
    room.open()
    room.fake.channel.put_seat(a_seat(HQ))
    room.deliver()
    assert veil_kind(room, HQ) is VeilKind.CONNECTING
    room.tell(PeerStateChanged(site_id=HQ, state=PeerState.CONNECTING), statistics(HQ))
    assert veil_kind(room, HQ) is VeilKind.CONNECTING


def test_a_site_that_left_is_not_said_to_have_not_come_yet(room: Room) -> None:
    room.open()
    assert presence(room, HQ) is Presence.NOT_YET
    room.fake.channel.put_seat(a_seat(HQ))
    room.tell(PeerStateChanged(site_id=HQ, state=PeerState.CONNECTED))
    assert presence(room, HQ) is Presence.HERE
    room.fake.channel.change(
        lambda live: replace(live, seats=tuple(seat for seat in live.seats if seat.site_id != HQ))
    )
    room.deliver()
    assert presence(room, HQ) is Presence.LEFT


def presence(room: Room, site_id: SiteId) -> Presence:
    return next(one.presence for one in room.state.roster.rows if one.site_id == site_id)


def test_a_picture_shows_before_its_first_second_of_statistics(room: Room) -> None:
    room.open()
    room.fake.channel.put_seat(a_seat(HQ))
    room.tell(PeerStateChanged(site_id=HQ, state=PeerState.CONNECTED), picture_of(HQ))
    room.tell(FirstMediaArrived(site_id=HQ, kind="video", at_s=1.0))
    assert veil_kind(room, HQ) is None


def test_a_lost_picture_counts_its_seconds_and_the_attempts(room: Room) -> None:
    talking(room)
    room.tell(statistics(HQ, silent_s=2.5))
    assert veil_kind(room, HQ) is VeilKind.RECONNECTING
    room.fake.channel.lose_city(attempt=3)
    room.deliver()
    room.pass_time(5.0)
    veil = tile(room, HQ).veil
    assert veil is not None
    assert (veil.kind, veil.seconds, veil.attempt) == (VeilKind.RECONNECTING, 5, 3)


def test_a_peer_that_reconnects_is_veiled_until_media_arrives(room: Room) -> None:
    room.open()
    room.fake.channel.put_seat(a_seat(HQ))
    room.tell(PeerStateChanged(site_id=HQ, state=PeerState.RECONNECTING))
    assert veil_kind(room, HQ) is VeilKind.RECONNECTING


def test_media_that_arrives_outranks_a_lost_channel(room: Room) -> None:
    talking(room)
    room.fake.channel.lose_city()
    room.deliver()
    assert veil_kind(room, HQ) is None


def test_a_site_that_left_is_said_to_have_left(room: Room) -> None:
    talking(room)
    room.fake.channel.put_seat(replace(a_seat(HQ), is_connected=False))
    room.tell(
        PeerStateChanged(site_id=HQ, state=PeerState.CLOSED),
        TrackRemoved(track_id=TrackId("track-hq")),
    )
    assert veil_kind(room, HQ) is VeilKind.LEFT
    assert tile(room, HQ).track_id is None


def test_a_site_whose_line_broke_is_not_said_to_have_left(room: Room) -> None:
    talking(room)
    room.fake.channel.put_seat(replace(a_seat(HQ), is_connected=False))
    room.tell(
        PeerStateChanged(site_id=HQ, state=PeerState.RECONNECTING), statistics(HQ, silent_s=3.0)
    )
    assert (presence(room, HQ), veil_kind(room, HQ)) == (Presence.AWAY, VeilKind.RECONNECTING)


def test_cameras_that_are_off_are_said_to_be_off(room: Room) -> None:
    talking(room)
    room.fake.channel.put_seat(replace(a_seat(HQ), is_camera_on=False))
    room.session.toggle_camera()
    room.deliver()
    assert veil_kind(room, HQ) is VeilKind.CAMERA_OFF
    assert veil_kind(room, COMMUNE) is VeilKind.CAMERA_OFF


def test_a_pause_veils_every_picture(room: Room) -> None:
    talking(room)
    room.fake.channel.pause_session(PauseReason.BREAK)
    room.deliver()
    assert {veil_kind(room, one) for one in (HQ, COMMUNE, AGENCY)} == {VeilKind.PAUSED}


def test_a_lost_engine_veils_every_picture_until_it_is_back(room: Room) -> None:
    talking(room)
    room.tell(EngineStateChanged(is_up=False, restarts=0))
    assert {veil_kind(room, one) for one in (HQ, COMMUNE)} == {VeilKind.ENGINE_LOST}
    room.tell(EngineStateChanged(is_up=True, restarts=1))
    assert veil_kind(room, COMMUNE) is VeilKind.CONNECTING


# ---- quality ---------------------------------------------------------------------------------


def test_the_word_for_a_line_appears_with_the_first_measurement(room: Room) -> None:
    room.open()
    assert row(room, HQ).quality is None
    room.fake.channel.put_seat(a_seat(HQ))
    room.tell(statistics(HQ))
    quality = row(room, HQ).quality
    assert quality is not None
    assert quality.quality is Quality.GOOD
    assert row(room, COMMUNE).quality is None


def test_one_bad_second_does_not_change_the_word(room: Room) -> None:
    talking(room)
    room.pass_time(1.0)
    room.tell(statistics(HQ, loss=0.2))
    quality = row(room, HQ).quality
    assert quality is not None
    assert quality.quality is Quality.GOOD
    room.pass_time(1.0)
    room.tell(statistics(HQ, loss=0.2))
    quality = row(room, HQ).quality
    assert quality is not None
    assert (quality.quality, quality.cause) == (Quality.WEAK, QualityCause.THEIR_LINE)


def test_a_paused_session_has_no_pictures_and_that_is_no_weak_line(room: Room) -> None:
    talking(room)
    room.fake.channel.pause_session(PauseReason.BREAK)
    room.deliver()
    for _ in range(3):
        room.pass_time(1.0)
        room.tell(statistics(HQ, fps=0.0))
    quality = row(room, HQ).quality
    assert quality is not None
    assert quality.quality is Quality.GOOD


def test_a_closed_connection_has_no_word_any_more(room: Room) -> None:
    talking(room)
    room.tell(PeerStateChanged(site_id=HQ, state=PeerState.CLOSED))
    assert row(room, HQ).quality is None


def test_a_turn_without_a_beginning_has_no_clock(room: Room) -> None:
    talking(room)
    room.fake.channel.change(lambda live: replace(live, speaking_site_id=HQ, floor_since=None))
    room.deliver()
    assert row(room, HQ).is_speaking
    assert row(room, HQ).floor is None
