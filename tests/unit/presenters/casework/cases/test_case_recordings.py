"""From a session on the page of a case to its recording, and out of it again."""

import pytest

from desktop.domain.ids import SessionId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.recording.tape import Tape
from desktop.presenters.casework.cases.cases_state import CaseSession
from desktop.presenters.shell.shell_state import Screen
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import SESSION
from tests.unit.presenters.casework.cases.test_cases import a_session, denounced, page_of, screen

pytestmark = pytest.mark.unit

PAST = a_session("past", -24, SessionStatus.CLOSED)


def recorded() -> Room:
    room = Room()
    room.fake.schedule.plans.append(PAST)
    room.fake.recordings.put(Tape(session_id=PAST.id))
    return room


def of(sessions: tuple[CaseSession, ...], session_id: str) -> CaseSession:
    return next(one for one in sessions if one.session_id == session_id)


def test_a_session_that_was_recorded_here_says_so_and_no_other() -> None:
    sessions = page_of(recorded()).sessions
    assert of(sessions, "past").has_recording
    assert not of(sessions, SESSION).has_recording


def test_another_recording_is_drawn_as_soon_as_it_is_there() -> None:
    room = recorded()
    page_of(room)
    room.fake.recordings.put(Tape(session_id=SESSION))
    room.deliver()
    page = room.view.case[-1].page
    assert page is not None
    assert of(page.sessions, SESSION).has_recording


def test_its_button_leads_to_the_recording_and_leaving_ends_what_plays() -> None:
    room = recorded()
    page_of(room)
    room.desk.case_page.open_recording(SESSION)
    room.desk.case_page.open_recording(SessionId("unknown"))
    assert screen(room) is Screen.CASE
    room.desk.case_page.open_recording(PAST.id)
    room.deliver()
    assert screen(room) is Screen.RECORDING
    assert room.view.recording[-1].starts_at == PAST.scheduled_start
    assert room.fake.recordings.looked == [PAST.id]
    room.desk.navigate(Screen.CASE)
    assert screen(room) is Screen.CASE
    assert not room.desk.recording._is_shown


def test_without_a_case_nothing_leads_there() -> None:
    room = denounced(listed=False)
    room.fake.recordings.put(Tape(session_id=SESSION))
    room.desk.start()
    room.desk.open_case(room.fake.schedule.plans[0].case_ids[0])
    room.deliver()
    room.desk.case_page.open_recording(SESSION)
    assert screen(room) is Screen.CASE
