"""Gọi hỗ trợ an ninh: what each room is told, and that the room that asks names nothing."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.events import ChannelChanged, ChannelRefused
from desktop.domain.ids import SiteId
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.calls.help_calling import TOLD_S
from desktop.presenters.view.message import Message, MessageAction
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import AGENCY, COMMUNE, HQ

pytestmark = pytest.mark.unit

OF_HELP = {
    MessageCode.HELP_SENT,
    MessageCode.HELP_SEEN,
    MessageCode.HELP_WANTED,
    MessageCode.HELP_TAKEN,
    MessageCode.HELP_NOT_PASSED,
}


def opened(own_site_id: SiteId, role: Role) -> Room:
    room = Room(own_site_id=own_site_id, role=role)
    room.open()
    for site_id in (HQ, COMMUNE, AGENCY):
        if site_id != own_site_id:
            room.fake.channel.put_seat(a_seat(site_id))
    room.deliver()
    return room


@pytest.fixture
def commune() -> Room:
    return opened(COMMUNE, Role.ROOM_OFFICER)


@pytest.fixture
def chair() -> Room:
    return opened(HQ, Role.HQ_CLERK)


def told(room: Room) -> list[Message]:
    return [one for one in room.state.banners if one.code in OF_HELP]


def codes(room: Room) -> list[str]:
    return [one.code for one in told(room)]


def test_the_room_that_asks_is_told_of_each_step_and_nothing_is_named(commune: Room) -> None:
    scene = commune.view.chair_display[-1]
    commune.session.calling.help.call()
    commune.deliver()
    assert codes(commune) == [MessageCode.HELP_SENT]
    commune.fake.channel.calls.see_to(COMMUNE, HQ)
    commune.deliver()
    (seen,) = told(commune)
    assert seen.code == MessageCode.HELP_SEEN
    assert seen.data["site"] == commune.session.context.site_name(HQ)
    assert commune.view.chair_display[-1] == scene
    commune.pass_time(TOLD_S + 1)
    assert codes(commune) == []


def test_every_other_room_is_told_until_one_sees_to_it(chair: Room) -> None:
    chair.fake.channel.calls.ask_help(COMMUNE)
    chair.deliver()
    (wanted,) = told(chair)
    assert wanted.code == MessageCode.HELP_WANTED
    assert wanted.action is MessageAction.TAKE_HELP_CALL
    chair.pass_time(2 * TOLD_S)
    assert codes(chair) == [MessageCode.HELP_WANTED]
    chair.session.act_on_message(wanted)
    chair.deliver()
    assert codes(chair) == [MessageCode.HELP_TAKEN]
    live = chair.fake.channel.live()
    assert live is not None
    assert [one.taken_by for one in live.help_calls or ()] == [HQ]
    chair.pass_time(TOLD_S + 1)
    assert codes(chair) == []


def test_what_another_room_sees_to_is_told_too(chair: Room) -> None:
    chair.fake.channel.calls.ask_help(COMMUNE)
    chair.fake.channel.calls.see_to(COMMUNE, AGENCY)
    chair.deliver()
    (taken,) = told(chair)
    name = chair.session.context.site_name
    assert taken.data == {"by": name(AGENCY), "site": name(COMMUNE)}
    chair.session.calling.help.take()
    chair.deliver()
    assert codes(chair) == [MessageCode.HELP_TAKEN]


def test_a_city_of_before_is_not_asked_and_the_officer_knows_it(commune: Room) -> None:
    commune.fake.channel.change(lambda live: replace(live, help_calls=None))
    commune.deliver()
    commune.session.calling.help.call()
    commune.session.draw()
    assert codes(commune) == [MessageCode.HELP_NOT_PASSED]
    live = commune.fake.channel.live()
    assert live is not None
    assert live.help_calls is None


def test_without_the_city_nothing_is_said_to_have_been_sent(commune: Room) -> None:
    commune.tell(ChannelChanged(is_connected=False, attempt=1))
    commune.session.calling.help.call()
    commune.session.draw()
    assert codes(commune) == []
    assert MessageCode.NOT_DONE_OFFLINE in commune.banner_codes()


def test_who_has_no_seat_any_more_asks_nothing(commune: Room) -> None:
    commune.tell(ChannelRefused(code="B-122"))
    commune.session.calling.help.call()
    commune.deliver()
    assert codes(commune) == []


def test_a_session_that_is_over_says_nothing_of_it(commune: Room) -> None:
    commune.fake.channel.calls.ask_help(HQ)
    commune.fake.channel.change(lambda live: replace(live, status=SessionStatus.CLOSED))
    commune.deliver()
    assert codes(commune) == []
    commune.session.calling.help.call()
    commune.deliver()
    live = commune.fake.channel.live()
    assert live is not None
    assert len(live.help_calls or ()) == 1
