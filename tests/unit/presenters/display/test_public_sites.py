"""Display 2 names who is in the session: as planned, called in, lost, or gone."""

from dataclasses import replace

import pytest

from desktop.domain.conduct.calls.agency_call import CallStage
from desktop.domain.conduct.floor import TURN_S
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerState
from desktop.domain.media.events import PeerStateChanged
from desktop.presenters.conduct.roster.roster_state import Presence
from desktop.presenters.display.chair_display_state import DialogueScene
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room
from tests.samples.calls import a_call
from tests.samples.receptions import HQ

pytestmark = pytest.mark.unit

CALLED = SiteId("called-in")
NAME = "Sở Tài chính"


def dialogue(room: Room) -> DialogueScene:
    scene = room.view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    return scene


def calls_in(room: Room, stage: CallStage = CallStage.JOINED) -> None:
    now = room.clock.now()
    call = a_call(CALLED, NAME, now, stage=stage, answered_at=now)
    room.fake.channel.change(lambda live: replace(live, calls=(call,)))
    room.deliver()


@pytest.mark.parametrize(
    ("presence", "was_there", "has_seat"),
    [
        (Presence.NOT_YET, False, False),
        (Presence.LEFT, True, False),
        (Presence.AWAY, True, True),
    ],
)
def test_a_site_that_was_there_is_not_said_to_have_never_come(
    room: Room, presence: Presence, *, was_there: bool, has_seat: bool
) -> None:
    room.open()
    if was_there:
        room.tell(PeerStateChanged(site_id=HQ, state=PeerState.CONNECTED))
    seat = replace(a_seat(HQ), is_connected=False)

    def lost(live: LiveSession) -> LiveSession:
        others = tuple(one for one in live.seats if one.site_id != HQ)
        return replace(live, seats=(*others, seat) if has_seat else others)

    room.fake.channel.change(lost)
    room.deliver()
    (shown,) = (one for one in dialogue(room).sites if one.name == "Trụ sở thành phố")
    assert (shown.presence, shown.is_here) == (presence, False)
    picture, is_away = dialogue(room).main, presence is Presence.AWAY
    assert picture.site_name == "Trụ sở thành phố"
    assert (picture.is_lost, picture.presence) == (is_away, Presence.HERE if is_away else presence)


def test_who_was_called_in_is_named_once_it_sits_there(room: Room) -> None:
    room.open()
    calls_in(room)
    assert NAME not in {one.name for one in dialogue(room).sites}
    room.fake.channel.put_seat(a_seat(CALLED))
    room.deliver()
    (shown,) = (one for one in dialogue(room).sites if one.name == NAME)
    assert (shown.presence, shown.people) == (Presence.HERE, ())


def test_who_was_called_in_is_large_and_named_while_it_speaks(room: Room) -> None:
    room.open()
    calls_in(room)
    room.fake.channel.put_seat(a_seat(CALLED))
    room.fake.channel.floor.call(CALLED, None, TURN_S)
    room.deliver()
    scene = dialogue(room)
    assert scene.turn is not None
    assert (scene.turn.site_name, scene.turn.person) == (NAME, None)
    assert (scene.main.site_name, scene.main.is_speaking) == (NAME, True)
