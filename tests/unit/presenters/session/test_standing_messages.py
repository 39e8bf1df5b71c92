"""Each message stands while its cause is there, beside those of other causes."""

from dataclasses import replace

import pytest

from desktop.domain.conduct.events import ChannelChanged
from desktop.domain.media.events import EngineStateChanged, RelayLacking
from desktop.domain.reception.status import PauseReason
from desktop.presenters.session.standing_messages import Standing, standing_messages
from desktop.presenters.view.message import MessageAction
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room
from tests.samples.entries import an_entry
from tests.samples.receptions import HQ

pytestmark = pytest.mark.unit

RELAY_LACKING = RelayLacking(is_lacking=True)


@pytest.fixture
def standing() -> Standing:
    """Just entered: nothing was heard of the city yet."""
    entry = an_entry()
    return Standing(
        context=entry.context,
        facts=entry.facts,
        is_out=False,
        refusal=None,
        is_speaking_muted=False,
    )


def codes(standing: Standing) -> list[str]:
    return [message.code for message in standing_messages(standing)]


def test_the_first_try_to_reach_the_city_is_no_news(standing: Standing) -> None:
    assert codes(standing) == []


def test_further_tries_are_told_with_the_phone_of_the_central_room(standing: Standing) -> None:
    standing.facts.on_event(ChannelChanged(is_connected=False, attempt=2))
    (message,) = standing_messages(standing)
    assert message.code == MessageCode.CITY_LOST
    assert message.data == {"attempt": 2, "seconds": 0, "phone": "0000 000 002"}


def test_the_phone_is_left_out_where_the_central_room_is_not_known(standing: Standing) -> None:
    standing.facts.on_event(ChannelChanged(is_connected=False, attempt=2))
    alone = replace(standing, context=replace(standing.context, sites=()))
    assert standing_messages(alone)[0].data["phone"] == ""


def test_a_taken_seat_and_a_refusal_have_their_own_way_back(standing: Standing) -> None:
    standing.facts.on_event(ChannelChanged(is_connected=False, attempt=2))
    (taken,) = standing_messages(replace(standing, is_out=True))
    assert (taken.code, taken.action) == (MessageCode.SEAT_TAKEN, MessageAction.TAKE_SEAT_BACK)
    (refused,) = standing_messages(replace(standing, is_out=True, refusal="B-122"))
    assert (refused.code, refused.action) == ("B-122", MessageAction.RETRY)


def test_causes_stand_side_by_side(standing: Standing) -> None:
    facts = standing.facts
    facts.on_event(ChannelChanged(is_connected=True, attempt=0))
    facts.on_event(RELAY_LACKING)
    speaking = replace(standing, is_speaking_muted=True)
    muted = MessageCode.SPEAKING_MUTED
    assert codes(speaking) == [MessageCode.RELAY_LACKING, muted, MessageCode.NOT_OPENED]
    facts.on_event(EngineStateChanged(is_up=False, restarts=2))
    lost, *_ = standing_messages(speaking)
    assert (lost.code, lost.data) == (MessageCode.ENGINE_LOST, {"restarts": 2})


def test_a_session_that_the_city_paused_says_that_its_chair_is_lost_until_it_is_back(
    room: Room,
) -> None:
    room.fake.channel.other_seats = (a_seat(HQ),)
    room.open()
    room.fake.channel.pause_session(PauseReason.TECHNICAL)
    room.deliver()
    assert MessageCode.CHAIR_LOST not in room.banner_codes()
    room.fake.channel.put_seat(replace(a_seat(HQ), is_connected=False))
    room.deliver()
    assert MessageCode.CHAIR_LOST in room.banner_codes()
    room.fake.channel.put_seat(a_seat(HQ))
    room.deliver()
    assert MessageCode.CHAIR_LOST not in room.banner_codes()
