"""Minutes are exported from the dossier, whether or not the room can still be entered."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import Viewing
from desktop.domain.events import ActionFailed
from desktop.domain.ids import MinuteLineId, SessionId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.events import MinutesExported
from desktop.presenters.home.home_state import DossierPanel, ExportOffer
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message import Tone
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import SESSION, a_line, a_plan

pytestmark = pytest.mark.unit

OTHER = SessionId("khác")


def opened(room: Room, session_id: SessionId = SESSION) -> DossierPanel:
    """The dossier, as it is drawn."""
    room.desk.home.open_dossier(session_id)
    return shown(room)


def shown(room: Room) -> DossierPanel:
    dossier = room.view.home[-1].dossier
    assert dossier is not None
    return dossier


@pytest.fixture
def closed(room: Room) -> Room:
    """The desk was started after the close: nobody can enter the room any more."""
    room.fake.schedule.plans = [
        replace(a_plan(), status=SessionStatus.CLOSED),
        replace(a_plan(OTHER), status=SessionStatus.CLOSED),
    ]
    room.desk.start()
    return room


def test_minutes_of_a_closed_session_are_exported(closed: Room, tmp_path: Path) -> None:
    assert opened(closed).export is ExportOffer.NOTHING
    closed.fake.minutes.put(a_line())
    closed.deliver()
    assert shown(closed).export is ExportOffer.READY
    assert shown(closed).starts_at == a_plan().scheduled_start
    noted = closed.fake.views.noted
    closed.desk.home.export(OTHER, tmp_path / "nothing.docx")
    assert (OTHER, Viewing.MINUTES_EXPORT) not in noted
    closed.desk.home.export(SESSION, tmp_path / "a.docx")
    assert noted == [(SESSION, Viewing.DOSSIER), (SESSION, Viewing.MINUTES_EXPORT)]
    assert shown(closed).export is ExportOffer.UNDER_WAY
    closed.deliver()
    dossier = shown(closed)
    assert (tmp_path / "a.docx").exists()
    assert dossier.export is ExportOffer.READY
    assert dossier.export_message is not None
    assert dossier.export_message.code == MessageCode.MINUTES_EXPORTED
    assert dossier.export_message.data == {"name": "a.docx"}


def test_a_file_that_was_not_written_is_told_with_its_reason(closed: Room, tmp_path: Path) -> None:
    closed.fake.minutes.put(a_line())
    opened(closed)
    closed.desk.home.export(SESSION, tmp_path / "gone" / "a.docx")
    closed.deliver()
    message = shown(closed).export_message
    assert message is not None
    assert (message.code, message.tone) == ("B-310", Tone.DANGER)
    assert shown(closed).export is ExportOffer.READY, "it can be tried again"


def test_lines_without_text_are_nothing_to_export(closed: Room, tmp_path: Path) -> None:
    closed.fake.minutes.put(a_line("  "))
    assert opened(closed).export is ExportOffer.NOTHING
    closed.desk.home.export(SESSION, tmp_path / "a.docx")
    closed.deliver()
    assert not (tmp_path / "a.docx").exists()


def test_who_may_not_export_is_not_offered_it(tmp_path: Path) -> None:
    room = Room(role=Role.AGENCY_USER)
    room.fake.minutes.put(a_line())
    room.desk.start()
    assert opened(room).export is ExportOffer.NOT_ALLOWED
    room.desk.home.export(SESSION, tmp_path / "a.docx")
    room.deliver()
    assert not (tmp_path / "a.docx").exists()


def test_an_outcome_stays_with_its_session(closed: Room, tmp_path: Path) -> None:
    closed.fake.minutes.put(a_line(), replace(a_line(), id=MinuteLineId("2"), session_id=OTHER))
    opened(closed)
    closed.desk.home.export(SESSION, tmp_path / "a.docx")
    assert opened(closed, OTHER).export is ExportOffer.UNDER_WAY
    closed.deliver()
    assert shown(closed).export is ExportOffer.READY
    assert shown(closed).export_message is None
    assert opened(closed).export_message is None, "another dossier was read since"


def test_what_others_exported_is_not_told_here(closed: Room, tmp_path: Path) -> None:
    closed.fake.minutes.put(a_line())
    opened(closed)
    closed.tell(
        MinutesExported(session_id=SESSION, path=tmp_path / "b.docx"),
        ActionFailed(action="export", code="B-434", data={}),
    )
    assert shown(closed).export_message is None
    closed.desk.home.export(SESSION, tmp_path / "a.docx")
    closed.desk.home.on_event(MinutesExported(session_id=OTHER, path=tmp_path / "b.docx"))
    assert shown(closed).export is ExportOffer.UNDER_WAY


def test_an_outcome_missed_on_another_screen_does_not_block_the_next(
    closed: Room, tmp_path: Path
) -> None:
    closed.fake.minutes.put(a_line())
    opened(closed)
    closed.desk.home.export(SESSION, tmp_path / "a.docx")
    closed.desk.navigate(Screen.UNSENT)
    closed.deliver()
    closed.desk.navigate(Screen.HOME)
    assert shown(closed).export is ExportOffer.READY
