"""Words that no session of our desks comes to, told as the city may tell them."""

from dataclasses import replace

import pytest

from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.presenters.display.chair_display_state import PausedScene
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import SESSION, a_case, a_plan

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("status", SessionStatus)
def test_a_session_is_what_the_city_says(room: Room, status: SessionStatus) -> None:
    room.enter()
    room.fake.channel.change(lambda live: replace(live, status=status))
    room.deliver()
    assert room.state.status is status


@pytest.mark.parametrize("status", SessionStatus)
def test_a_session_of_the_list_is_what_its_plan_says(room: Room, status: SessionStatus) -> None:
    room.fake.schedule.plans = [replace(a_plan(), status=status)]
    room.desk.start()
    (row,) = (one for one in room.view.home[-1].rows if one.session_id == SESSION)
    assert row.status is status


@pytest.mark.parametrize("reason", PauseReason)
def test_a_pause_is_for_the_reason_of_the_city(room: Room, reason: PauseReason) -> None:
    room.open()
    room.fake.channel.pause_session(reason)
    room.deliver()
    scene = room.view.chair_display[-1]
    assert isinstance(scene, PausedScene)
    assert scene.reason is reason
    assert room.state.pause_reason is reason


@pytest.mark.parametrize("flag", CaseFlag)
def test_a_case_has_the_flags_of_its_record(room: Room, flag: CaseFlag) -> None:
    room.fake.schedule.cases[a_case().id] = replace(a_case(), flags=frozenset({flag}))
    room.enter()
    assert room.state.case.flags == {flag}


@pytest.mark.parametrize("petition", PetitionType)
def test_a_case_is_of_the_kind_of_its_record(room: Room, petition: PetitionType) -> None:
    room.fake.schedule.cases[a_case().id] = replace(a_case(), petition_type=petition)
    room.enter()
    assert room.state.case.petition_type is petition
    has_history = petition is not PetitionType.DENUNCIATION
    assert room.state.case.previous_result == (a_case().previous_result if has_history else "")
