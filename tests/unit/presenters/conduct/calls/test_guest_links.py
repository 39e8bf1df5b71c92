"""A guest in a browser is rung from the sheet, and its link is shown until it is of no use."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.calls.agency_call import CallFault, CallStage, CallTarget
from desktop.domain.conduct.calls.guest import LINK_S
from desktop.domain.conduct.events import GuestLinkMade
from desktop.domain.conduct.roll_call import RollCall
from desktop.domain.ids import CallId, SiteId
from desktop.presenters.conduct.calls.calling import CallSheet
from desktop.presenters.conduct.verb import Verb
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import AGENCY, COMMUNE, HQ

pytestmark = pytest.mark.unit

NAME = "Ban Tiếp công dân Trung ương"
URL = "https://city.example/guest#s.secret"


@pytest.fixture
def asked() -> Room:
    """Headquarters conduct an open session, and the sheet is open."""
    room = Room(own_site_id=HQ, role=Role.HQ_CLERK)
    room.fake.channel.calls.site_ids = (HQ, COMMUNE, AGENCY)
    room.open()
    room.fake.channel.change(lambda live: replace(live, calls=(), roll=RollCall(), announced=()))
    room.deliver()
    room.session.press(Verb.CALL_AGENCY)
    return room


def sheet(room: Room) -> CallSheet:
    shown = room.state.calling
    assert shown is not None
    return shown


def rung(room: Room, name: str = NAME) -> CallId:
    room.session.calling.edit_search(f" {name} ")
    room.session.calling.edit_question("Loại đất nào?")
    assert sheet(room).guest == name
    room.session.calling.ring_guest()
    assert sheet(room).is_waiting
    room.deliver()
    return sheet(room).calls[0].call_id


def told(room: Room, call_id: CallId, url: str = URL) -> None:
    room.session.on_event(GuestLinkMade(call_id=call_id, url=url, expires_at=NOON))


def test_who_is_typed_is_rung_by_a_link_that_is_shown_for_copying(asked: Room) -> None:
    call_id = rung(asked)
    assert sheet(asked).link is None
    told(asked, call_id)
    link = sheet(asked).link
    assert link is not None
    assert (link.name, link.url, link.expires_at) == (NAME, URL, NOON)
    assert URL not in repr(sheet(asked))
    (call,) = asked.fake.channel.live().calls or ()  # type: ignore[union-attr]
    assert (call.target, call.question, call.ring_s) == (CallTarget.GUEST, "Loại đất nào?", LINK_S)
    assert (sheet(asked).search, sheet(asked).question, sheet(asked).guest) == ("", "", "")


def test_nobody_is_rung_without_a_name(asked: Room) -> None:
    asked.session.calling.edit_search("  ")
    asked.session.calling.ring_guest()
    asked.deliver()
    assert sheet(asked).calls == ()


def test_there_is_no_link_for_a_fifth_site(asked: Room) -> None:
    rung(asked)
    asked.session.calling.edit_search("Bộ Mẫu")
    assert sheet(asked).fault is CallFault.TOO_MANY_SITES
    asked.session.calling.ring_guest()
    asked.deliver()
    assert len(sheet(asked).calls) == 1


@pytest.mark.parametrize("stage", [CallStage.LISTENING, CallStage.REFUSED, CallStage.WITHDRAWN])
def test_a_link_that_was_answered_or_taken_back_is_forgotten(asked: Room, stage: CallStage) -> None:
    call_id = rung(asked)
    told(asked, call_id)
    if stage is CallStage.LISTENING:
        asked.fake.channel.calls.accept(call_id)
    elif stage is CallStage.REFUSED:
        asked.fake.channel.calls.say_no(call_id, "Đang họp")
    else:
        asked.session.calling.press_call(call_id)
    asked.deliver()
    assert sheet(asked).calls[0].stage is stage
    assert sheet(asked).link is None


def test_a_link_that_comes_before_its_call_waits_for_it(asked: Room) -> None:
    told(asked, CallId("call-1"))
    assert sheet(asked).link is None
    assert rung(asked) == CallId("call-1")
    assert sheet(asked).link is not None


def test_a_guest_is_shown_as_one_by_the_name_of_its_call(asked: Room) -> None:
    call_id = rung(asked)
    asked.fake.channel.calls.accept(call_id)
    asked.deliver()
    site_id = next(one.site_id for one in asked.fake.channel.live().calls or ())  # type: ignore[union-attr]
    tiles = {one.site_id: one.site_name for one in asked.state.roster.tiles}
    assert tiles[SiteId(site_id)] == NAME
    assert {one.site_id for one in asked.state.roster.tiles if one.is_guest} == {site_id}


def test_wherever_a_guest_is_named_it_is_by_the_name_of_its_call(asked: Room) -> None:
    """In the bar, in the minutes that its turn begins, on the button: never by an id."""
    call_id = rung(asked)
    asked.fake.channel.calls.accept(call_id)
    asked.deliver()
    site_id = next(one.site_id for one in asked.fake.channel.live().calls or ())  # type: ignore[union-attr]
    asked.fake.channel.change(lambda live: replace(live, speaking_site_id=site_id))
    asked.deliver()
    assert asked.state.minutes.editor.speaker == NAME
    assert asked.desk.status_bar.state().speaking.label == NAME
    assert asked.session.context.speaker_label(site_id) == NAME
    asked.fake.channel.calls.let_go(call_id)
    asked.deliver()
    assert asked.session.context.site_name(site_id) == NAME
