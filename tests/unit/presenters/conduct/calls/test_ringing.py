"""The desk is rung: over whatever screen, by whom it may be answered, and what follows."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.conduct.calls.agency_call import CallStage, Ring
from desktop.domain.ids import CaseId
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.calls.ringing import RingCard
from desktop.presenters.shell.shell_state import Screen
from tests.rigs.desk.desk_room import Room
from tests.samples.calls import QUESTION, SUMMARY, a_ring
from tests.samples.receptions import COMMUNE, SESSION, a_plan

pytestmark = pytest.mark.unit


def ring(room: Room, **changes: object) -> Ring:
    return a_ring(COMMUNE, SESSION, room.clock.now(), **changes)


def duty(role: Role = Role.AGENCY_USER) -> Room:
    """A desk at home, in no session."""
    room = Room(role=role)
    room.fake.schedule.plans = []
    room.desk.start()
    return room


def rung(room: Room, **changes: object) -> Room:
    room.fake.rings.put(ring(room, **changes))
    room.deliver()
    return room


def card(room: Room) -> RingCard | None:
    return room.view.rings[-1] if room.view.rings else None


def shown(room: Room) -> RingCard:
    found = card(room)
    assert found is not None
    return found


def invited(room: Room) -> None:
    """The city has written this site into the session."""
    room.fake.schedule.plans = [replace(a_plan(), status=SessionStatus.IN_SESSION)]
    room.tell(ScheduleChanged())


def test_it_rings_over_any_screen_with_the_matter_and_the_seconds() -> None:
    room = rung(duty())
    room.desk.navigate(Screen.CASES)
    room.pass_time(12.0)
    found = shown(room)
    assert (found.summary, found.question) == (SUMMARY, QUESTION)
    assert (found.rings_s, found.left_s) == (12, 48)
    room.pass_time(60.0)
    assert card(room) is None


def test_accepting_leads_into_the_session_as_soon_as_the_city_has_it_here() -> None:
    room = rung(duty())
    room.desk.ringing.accept()
    assert shown(room).is_waiting
    room.desk.ringing.accept()
    room.deliver()
    assert room.desk.session is None
    assert len(room.fake.rings.accepted) == 1
    invited(room)
    assert room.session.context.session_id == SESSION
    assert room.desk.shell.screen is Screen.SESSION
    assert card(room) is None
    assert room.fake.channel.joins == [SESSION]


def test_a_session_that_is_over_by_then_is_not_entered() -> None:
    room = rung(duty())
    room.desk.ringing.accept()
    room.deliver()
    room.fake.schedule.plans = [replace(a_plan(), status=SessionStatus.ADJOURNED)]
    room.tell(ScheduleChanged())
    assert room.desk.session is None
    assert room.fake.channel.joins == []


def test_a_refusal_needs_a_reason_and_can_be_thought_better_of() -> None:
    room = rung(duty())
    ringing = room.desk.ringing
    ringing.refuse()
    assert room.fake.rings.refused == []
    ringing.start_refusing()
    ringing.refuse()
    assert (shown(room).is_refusing, shown(room).lacks_reason) == (True, True)
    ringing.edit_reason("Đang  họp")
    assert (shown(room).reason, shown(room).lacks_reason) == ("Đang  họp", False)
    ringing.stop_refusing()
    assert not shown(room).is_refusing
    ringing.start_refusing()
    ringing.edit_reason("Đang  họp")
    ringing.refuse()
    room.deliver()
    assert [reason for _, reason in room.fake.rings.refused] == ["Đang họp"]
    assert card(room) is None


def test_an_answer_that_came_too_late_is_told_and_leads_nowhere() -> None:
    room = rung(duty())
    room.fake.rings.fails_with = "K-167"
    room.desk.ringing.accept()
    room.deliver()
    message = shown(room).message
    assert message is not None
    assert message.code == "K-167"
    invited(room)
    assert room.desk.session is None


@pytest.mark.parametrize("role", list(Role))
def test_who_may_not_answer_is_not_told(role: Role) -> None:
    room = rung(duty(role))
    may = {Role.ROOM_OFFICER, Role.LEADER, Role.HQ_CLERK, Role.AGENCY_USER}
    assert (card(room) is not None) is (role in may)
    room.desk.ringing.accept()
    room.desk.ringing.start_refusing()
    room.desk.ringing.refuse()
    assert (room.fake.rings.accepted != []) is (role in may)


@pytest.mark.parametrize(
    "changes",
    [
        {"stage": CallStage.REFUSED, "summary": None},
        {"summary": None},
        {"ring_s": 0},
        {"summary": replace(SUMMARY, petition_type=PetitionType.DENUNCIATION)},
    ],
)
def test_what_does_not_ring_is_not_shown(changes: dict[str, object]) -> None:
    assert card(rung(duty(), **changes)) is None


def test_a_denunciation_rings_for_who_is_on_a_list() -> None:
    room = duty()
    person = room.fake.access.person
    assert person is not None
    listed = replace(person.officer, denunciations=frozenset({CaseId("secret")}))
    room.fake.access.person = replace(person, officer=listed)
    rung(room, summary=replace(SUMMARY, petition_type=PetitionType.DENUNCIATION))
    assert shown(room).summary.petition_type is PetitionType.DENUNCIATION


def test_a_desk_in_a_session_is_not_rung() -> None:
    room = Room()
    room.open()
    rung(room)
    assert card(room) is None
