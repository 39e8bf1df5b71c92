"""What is said of our own picture, and over the pictures of others."""

import pytest

from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerState, Quality, QualityCause, Rung
from desktop.domain.media.events import PeerStateChanged
from desktop.domain.reception.status import PauseReason
from desktop.presenters.conduct.roster.roster_state import VeilKind
from desktop.presenters.display.chair_display_state import DialogueScene
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room, picture_of, statistics
from tests.samples.receptions import AGENCY, HQ

pytestmark = pytest.mark.unit

LINE_CODES = {
    MessageCode.PICTURE_OFF,
    MessageCode.PICTURE_STILL,
    MessageCode.PICTURE_HELD_THERE,
    MessageCode.SLOW_PC,
}


def talking(room: Room, *sites: SiteId) -> None:
    """Open, with a call to these sites."""
    room.open()
    for site in sites:
        room.fake.channel.put_seat(a_seat(site))
        room.tell(PeerStateChanged(site_id=site, state=PeerState.CONNECTED), picture_of(site))
    room.tell(statistics(*sites))


def said(room: Room) -> list[Message]:
    return [message for message in room.state.banners if message.code in LINE_CODES]


@pytest.mark.parametrize("rung", [Rung.P720, Rung.P480, Rung.P360, Rung.P240])
def test_a_smaller_picture_that_moves_is_no_news(room: Room, rung: Rung) -> None:
    talking(room, HQ)
    room.tell(statistics(HQ, sent_rung=rung, sent_cause=QualityCause.OUR_LINE))
    assert said(room) == []


@pytest.mark.parametrize(
    ("rung", "code"),
    [(Rung.SOUND, MessageCode.PICTURE_OFF), (Rung.STILL, MessageCode.PICTURE_STILL)],
)
def test_a_picture_taken_back_for_the_voice_is_said_while_it_lasts(
    room: Room, rung: Rung, code: MessageCode
) -> None:
    talking(room, HQ)
    room.tell(statistics(HQ, sent_rung=rung, sent_cause=QualityCause.OUR_LINE))
    assert said(room) == [Message(code=code, tone=Tone.WARN)]
    room.tell(statistics(HQ))
    assert said(room) == []


def test_a_bad_line_at_one_site_is_said_with_its_name(room: Room) -> None:
    talking(room, HQ)
    room.tell(statistics(HQ, sent_rung=Rung.STILL, sent_cause=QualityCause.THEIR_LINE))
    (message,) = said(room)
    assert message.code == MessageCode.PICTURE_HELD_THERE
    assert message.data == {"site": room.session.context.site_name(HQ)}


def test_our_own_line_outranks_a_line_there(room: Room) -> None:
    talking(room, HQ, AGENCY)
    ours = statistics(HQ, sent_rung=Rung.STILL, sent_cause=QualityCause.OUR_LINE).stats
    theirs = statistics(AGENCY, sent_rung=Rung.SOUND, sent_cause=QualityCause.THEIR_LINE).stats
    room.tell(type(statistics())(stats=theirs + ours))
    assert [message.code for message in said(room)] == [MessageCode.PICTURE_STILL]


def test_a_slow_pc_is_said_even_when_only_the_pace_went_down(room: Room) -> None:
    talking(room, HQ)
    room.tell(statistics(HQ, sent_cause=QualityCause.SLOW_PC))
    assert [message.code for message in said(room)] == [MessageCode.SLOW_PC]


def test_a_line_that_is_silent_is_a_matter_of_the_veil(room: Room) -> None:
    talking(room, HQ)
    lost = statistics(HQ, silent_s=3.0, sent_rung=Rung.SOUND, sent_cause=QualityCause.OUR_LINE)
    room.tell(lost)
    assert said(room) == []


def test_while_the_session_pauses_no_picture_is_missed(room: Room) -> None:
    talking(room, HQ)
    room.tell(statistics(HQ, sent_rung=Rung.SOUND, sent_cause=QualityCause.OUR_LINE))
    room.fake.channel.pause_session(PauseReason.BREAK)
    room.deliver()
    assert said(room) == []


def test_a_site_that_took_its_picture_back_is_veiled_on_both_displays(room: Room) -> None:
    talking(room, HQ)
    room.tell(statistics(HQ, fps=0.0, their_rung=Rung.SOUND, their_cause=QualityCause.THEIR_LINE))
    tile = next(one for one in room.state.roster.tiles if one.site_id == HQ)
    assert tile.veil is not None
    assert tile.veil.kind is VeilKind.SOUND_ONLY
    scene = room.view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    assert scene.main.is_sound_only
    room.tell(statistics(HQ))
    tile = next(one for one in room.state.roster.tiles if one.site_id == HQ)
    assert tile.veil is None


def test_the_word_of_the_line_says_whose_fault_a_lowered_picture_is(room: Room) -> None:
    talking(room, HQ)
    for _ in range(5):
        room.pass_time(1.0)
        room.tell(statistics(HQ, their_rung=Rung.P240, their_cause=QualityCause.THEIR_LINE))
    row = next(one for one in room.state.roster.rows if one.site_id == HQ)
    assert row.quality is not None
    assert (row.quality.quality, row.quality.cause) == (Quality.FAIR, QualityCause.THEIR_LINE)
