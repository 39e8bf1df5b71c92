"""One PC, many people: each sees of what the PC holds what the city would tell them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.access.events import AccessChanged
from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.conduct.signing.signing import Signing, kept_signing
from desktop.domain.ids import CaseId, SessionId, UserId
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import SessionStatus, Step
from desktop.presenters.home.visible_schedule import VisibleSchedule
from desktop.presenters.live.resume_point import remember_session
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.session_verb import SessionVerb
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.conditions import a_condition, a_ticket
from tests.samples.receptions import (
    AGENCY,
    CASE,
    COMMUNE,
    HQ,
    SESSION,
    a_case,
    a_plan,
    an_officer,
)

pytestmark = pytest.mark.unit

OTHER = SessionId("session-other")
UNTOLD = CaseId("case-untold")


def seen(room: Room) -> VisibleSchedule:
    return VisibleSchedule(schedule=room.fake.schedule, access=room.fake.access)


def denunciation_room(*, listed: bool | None) -> Room:
    """The case is a denunciation; the officer is on its list, is not, or nobody knows."""
    room = Room()
    room.fake.schedule.cases[CASE] = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    room.fake.schedule.plans.append(replace(a_plan(OTHER), case_ids=()))
    known = None if listed is None else frozenset({CASE} if listed else set())
    room.fake.access.people = (replace(an_officer(), denunciations=known),)
    return room


def shown(room: Room) -> set[SessionId]:
    room.desk.start()
    room.deliver()
    return {row.session_id for row in room.view.home[-1].rows}


def screen(room: Room) -> Screen:
    return room.view.shell[-1].screen


@pytest.mark.parametrize("listed", [True, None])
def test_who_needs_to_know_of_a_denunciation_sees_it(listed: bool | None) -> None:
    room = denunciation_room(listed=listed)
    assert shown(room) == {SESSION, OTHER}
    assert seen(room).case(CASE) is not None


def test_for_everybody_else_it_is_not_there_at_all() -> None:
    room = denunciation_room(listed=False)
    assert shown(room) == {OTHER}
    assert seen(room).case(CASE) is None
    room.desk.open_pre_join(SESSION)
    assert screen(room) is Screen.HOME
    assert room.desk.pre_join is None


def test_the_newest_word_of_the_city_counts_and_not_that_of_the_sign_in() -> None:
    room = denunciation_room(listed=False)
    assert shown(room) == {OTHER}
    room.fake.access.people = (replace(an_officer(), denunciations=frozenset({CASE})),)
    room.tell(AccessChanged(signed_in=room.fake.access.person))
    assert {row.session_id for row in room.view.home[-1].rows} == {SESSION, OTHER}


def test_who_is_on_no_list_of_the_room_is_judged_by_the_role() -> None:
    room = denunciation_room(listed=False)
    room.fake.access.people = (replace(an_officer(), id=UserId("somebody"), denunciations=None),)
    assert shown(room) == {SESSION, OTHER}


def test_a_remembered_session_is_not_entered_by_who_may_not_know_of_it() -> None:
    room = denunciation_room(listed=False)
    remember_session(room.fake.memory, SESSION)
    room.desk.start()
    assert screen(room) is Screen.HOME


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.CITY_ADMIN])
def test_who_may_see_the_state_sees_no_matter_and_enters_nothing(role: Role) -> None:
    room = Room(role=role)
    remember_session(room.fake.memory, SESSION)
    assert shown(room) == {SESSION}
    row = room.view.home[-1].rows[0]
    assert (row.title, row.citizen_label, row.flags) == (a_plan().code, "", frozenset())
    assert row.verb is SessionVerb.OPEN_DOSSIER
    room.desk.home.open_dossier(SESSION)
    panel = room.view.home[-1].dossier
    assert panel is not None
    assert (panel.request, panel.previous_result, panel.petition_type) == ("", "", None)
    assert "Công dân" not in " ".join(person.label for person in panel.people)
    room.desk.open_pre_join(SESSION)
    assert room.desk.pre_join is None


def test_a_technician_sees_no_sessions_as_the_city_tells_of_none() -> None:
    room = Room(role=Role.TECHNICIAN)
    room.desk.start()
    assert room.desk.home.state().rows == ()


def test_with_nobody_at_the_desk_only_the_state_is_known() -> None:
    room = Room()
    room.fake.access.person = None
    (plan,) = seen(room).sessions()
    assert (plan.title, plan.status) == (a_plan().code, a_plan().status)
    assert seen(room).case(CASE) is None


@pytest.mark.parametrize("known", [True, False])
def test_with_nobody_at_the_desk_no_session_of_a_denunciation_is_known(*, known: bool) -> None:
    room = denunciation_room(listed=True)
    room.fake.access.person = None
    if not known:
        # as a PC holds it at which only people sit who are told the state
        del room.fake.schedule.cases[CASE]
    assert [plan.id for plan in seen(room).sessions()] == [OTHER]


def test_who_is_not_on_the_list_of_the_room_is_judged_by_the_sign_in() -> None:
    room = denunciation_room(listed=False)
    room.fake.access.people = ()
    assert room.fake.access.person is not None
    officer = replace(an_officer(), denunciations=frozenset())
    room.fake.access.person = replace(room.fake.access.person, officer=officer)
    assert shown(room) == {OTHER}


def test_reasons_are_part_of_the_matter() -> None:
    room = Room(role=Role.OBSERVER)
    ending = SessionEnding(status=SessionStatus.ADJOURNED, reason="Công dân xin hoãn", at=NOON)
    gates = tuple(
        replace(gate, override_reason="Công dân ốm", passed_at=gate.due_at + timedelta(hours=1))
        for gate in a_plan().gates
    )
    room.fake.schedule.plans = [
        replace(a_plan(), ending=ending, gates=gates, status=SessionStatus.ADJOURNED)
    ]
    (plan,) = seen(room).sessions()
    assert plan.ending == replace(ending, reason="")
    assert {gate.override_reason for gate in plan.gates} == {""}
    roles = {person.role for person in plan.participants}
    assert not roles & {ParticipantRole.CITIZEN, ParticipantRole.CITIZEN_REPRESENTATIVE}


def test_whoever_sits_there_the_room_and_its_sites_are_known() -> None:
    room = Room(role=Role.TECHNICIAN)
    own = room.fake.schedule.own_site()
    assert seen(room).own_site() == own
    assert seen(room).site(own.id) == own


def test_who_is_taken_off_the_list_within_the_session_adds_and_writes_nothing_more(
    tmp_path: Path,
) -> None:
    room = denunciation_room(listed=True)
    room.open()
    assert (room.state.minutes.can_write, room.state.papers.can_add) == (True, True)
    room.fake.access.people = (replace(an_officer(), denunciations=frozenset()),)
    room.tell(AccessChanged(signed_in=room.fake.access.person))
    assert (room.state.minutes.can_write, room.state.papers.can_add) == (False, False)
    untrusted = tmp_path / "a.pdf"
    untrusted.write_bytes(b"%PDF-1.7")
    room.session.papers.add_paper(untrusted)
    room.session.minutes.edit_text("not any more")
    room.deliver()
    assert room.state.papers.rows == ()
    assert room.state.minutes.editor.text == ""


def outside_room(role: Role = Role.HQ_CLERK) -> Room:
    """One session with a seat here, one of others; of its case the PC knows nothing."""
    room = Room(own_site_id=HQ, role=role)
    others = replace(
        a_plan(OTHER), central_site_id=COMMUNE, component_site_ids=(AGENCY,), case_ids=(UNTOLD,)
    )
    room.fake.schedule.plans.append(others)
    return room


@pytest.mark.parametrize("role", [Role.HQ_CLERK, Role.OBSERVER])
def test_a_session_of_others_is_known_and_not_on_the_list_of_those_that_are_entered(
    role: Role,
) -> None:
    room = outside_room(role)
    assert {plan.id for plan in seen(room).every_session()} == {SESSION, OTHER}
    assert [plan.id for plan in seen(room).sessions()] == [SESSION]
    assert shown(room) == {SESSION}
    room.desk.open_pre_join(OTHER)
    assert screen(room) is Screen.HOME
    assert room.desk.pre_join is None
    remember_session(room.fake.memory, OTHER)
    room.desk.start()
    assert screen(room) is Screen.HOME


def test_a_session_of_others_with_a_denunciation_is_kept_from_who_is_not_listed() -> None:
    room = outside_room()
    told = replace(room.fake.schedule.plans[1], denunciations=frozenset({UNTOLD}))
    room.fake.schedule.plans[1] = told
    listed = replace(an_officer(), denunciations=frozenset({UNTOLD}))
    room.fake.access.people = (replace(listed, denunciations=frozenset()),)
    assert [plan.id for plan in seen(room).every_session()] == [SESSION]
    room.fake.access.people = (listed,)
    assert {plan.id for plan in seen(room).every_session()} == {SESSION, OTHER}
    room.fake.access.person = None
    assert [plan.id for plan in seen(room).every_session()] == [SESSION]


def test_rooms_are_told_to_who_may_read_the_session() -> None:
    kept = a_condition(SESSION, NOON, {HQ: None})
    for listed, told in ((True, kept), (False, None)):
        room = denunciation_room(listed=listed)
        room.fake.schedule.conditions[SESSION] = kept
        room.desk.start()
        assert seen(room).condition(SESSION) == told
        room.fake.access.sign_out()
        assert seen(room).condition(SESSION) is None


def test_of_rooms_only_who_reads_cases_is_told() -> None:
    room = Room(role=Role.OBSERVER)
    room.fake.schedule.conditions[SESSION] = a_condition(SESSION, NOON, {HQ: None})
    room.desk.start()
    assert [plan.id for plan in seen(room).sessions()] == [SESSION]
    assert seen(room).condition(SESSION) is None


def test_who_waits_is_told_to_who_may_read_the_session() -> None:
    ticket = a_ticket(SESSION, COMMUNE, NOON)
    for listed, told in ((True, ticket), (False, None)):
        room = denunciation_room(listed=listed)
        room.fake.schedule.tickets[SESSION] = ticket
        room.desk.start()
        room.fake.schedule.signings[SESSION] = signing = kept_signing(
            SESSION, Signing(), Step.SIGNING
        )
        assert seen(room).ticket(SESSION) == told
        assert seen(room).signing(SESSION) == (signing if listed else None)
        room.fake.access.sign_out()
        assert seen(room).ticket(SESSION) is None
        assert seen(room).signing(SESSION) is None
