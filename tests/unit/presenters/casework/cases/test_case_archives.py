"""The file of a session is written from the page of its case, by who may, and its end is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.access.person import Role
from desktop.domain.access.rights import MATRIX, Right
from desktop.domain.casework.matter.case import Viewing
from desktop.domain.conduct.signing.signing import Signing, frozen, kept_signing
from desktop.domain.events import ActionFailed
from desktop.domain.ids import SessionId
from desktop.domain.papers.printed_page import PrintedPage
from desktop.domain.reception.session import ENDED_STATUSES
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.record.archive_manifest import ArchiveReader
from desktop.domain.record.events import ArchiveWritten
from desktop.presenters.casework.cases.archiving import ArchiveSheet
from desktop.presenters.casework.cases.cases_state import CaseSession
from desktop.presenters.live.signed_scan import ShownScan
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message import Tone
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import PIN, a_paper
from tests.samples.signed_scans import scan
from tests.unit.presenters.casework.cases.test_cases import (
    OTHER,
    a_session,
    denounced,
    page_of,
    with_other,
)

pytestmark = pytest.mark.unit

PAST = a_session("past", -24, SessionStatus.CLOSED)
PATH = Path("ho-so.zip")


def closed(role: Role = Role.ROOM_OFFICER) -> Room:
    room = Room(role=role)
    room.fake.schedule.plans.append(PAST)
    page_of(room)
    return room


def shown(room: Room) -> ArchiveSheet | None:
    return room.view.case[-1].archive


def session_of(room: Room, session_id: SessionId) -> CaseSession:
    page = room.view.case[-1].page
    assert page is not None
    return next(one for one in page.sessions if one.session_id == session_id)


def test_one_is_written_for_whom_it_was_chosen_and_its_number_is_told() -> None:
    room = closed()
    room.desk.case_page.archive(PAST.id)
    sheet = shown(room)
    assert sheet is not None
    assert (sheet.code, sheet.starts_at) == (PAST.code, PAST.scheduled_start)
    assert (sheet.reader, sheet.is_writing) == (ArchiveReader.AUTHORITY, False)
    room.desk.case_page.archiving.choose(ArchiveReader.CITIZEN)
    room.desk.case_page.archiving.export(PATH)
    assert room.fake.archives.asked == [
        (PAST.id, PATH, ArchiveReader.CITIZEN, "Cán bộ tiếp dân Mẫu")
    ]
    assert (PAST.id, Viewing.MINUTES_EXPORT) in room.fake.views.noted
    room.deliver()
    sheet = shown(room)
    assert sheet is not None
    assert sheet.message is not None
    assert (sheet.message.code, sheet.message.tone) == (MessageCode.ARCHIVE_WRITTEN, Tone.OK)
    assert sheet.message.data == {"number": "HS-5D5D5D5D", "name": "ho-so.zip"}
    room.desk.case_page.archiving.close()
    assert shown(room) is None


def test_what_is_left_out_is_counted() -> None:
    room = closed()
    room.fake.archives.left_out = 2
    room.desk.case_page.archive(PAST.id)
    room.desk.case_page.archiving.export(PATH)
    room.deliver()
    sheet = shown(room)
    assert sheet is not None
    assert sheet.message is not None
    assert (sheet.message.code, sheet.message.tone) == (MessageCode.ARCHIVE_LACKING, Tone.WARN)
    assert sheet.message.data["n"] == 2


def test_while_one_is_written_nothing_else_is_begun() -> None:
    room = closed()
    archiving = room.desk.case_page.archiving
    room.fake.archives.is_slow = True
    room.desk.case_page.archive(PAST.id)
    archiving.export(PATH)
    archiving.export(Path("other.zip"))
    archiving.choose(ArchiveReader.CITIZEN)
    archiving.close()
    assert shown(room) is None
    room.desk.case_page.archive(PAST.id)
    sheet = shown(room)
    assert sheet is not None
    assert (sheet.is_writing, sheet.reader) == (True, ArchiveReader.AUTHORITY)
    assert len(room.fake.archives.asked) == 1
    other = ArchiveWritten(session_id=SessionId("other"), path=PATH, code="", left_out=0)
    for event in (other, ActionFailed(action="export", code="B-433", data={})):
        room.desk.on_event(event)
        sheet = shown(room)
        assert sheet is not None
        assert sheet.is_writing
    archiving.close()
    room.fake.archives.finish()
    room.deliver()
    sheet = shown(room)
    assert sheet is not None
    assert not sheet.is_writing


def with_another_case() -> tuple[Room, SessionId]:
    room = closed()
    other = a_session("other", -48, SessionStatus.CLOSED, OTHER.id)
    with_other(room, other)
    return room, other.id


def test_the_sheet_of_one_case_does_not_lie_over_another() -> None:
    room, other = with_another_case()
    room.desk.case_page.archive(PAST.id)
    page_of(room, OTHER.id)
    assert shown(room) is None
    assert session_of(room, other).can_archive
    room.desk.case_page.archive(other)
    sheet = shown(room)
    assert sheet is not None
    assert sheet.session_id == other


def test_while_the_file_of_a_case_is_written_none_of_another_is_begun() -> None:
    room, other = with_another_case()
    room.fake.archives.is_slow = True
    room.desk.case_page.archive(PAST.id)
    room.desk.case_page.archiving.export(PATH)
    page_of(room, OTHER.id)
    assert not session_of(room, other).can_archive
    room.fake.archives.finish()
    room.deliver()
    assert shown(room) is None
    assert session_of(room, other).can_archive
    page_of(room)
    sheet = shown(room)
    assert sheet is not None
    assert sheet.message is not None


def test_no_sheet_waits_behind_another_screen_or_the_cover() -> None:
    room = closed()
    room.desk.case_page.archive(PAST.id)
    room.desk.navigate(Screen.SCHEDULE)
    page_of(room)
    assert shown(room) is None
    assert session_of(room, PAST.id).can_archive
    room.desk.case_page.archive(PAST.id)
    room.desk.sign_out()
    room.deliver()
    room.fake.access.sign_in(room.fake.access.people[0].id, PIN)
    room.deliver()
    page_of(room)
    assert shown(room) is None


def test_the_end_of_one_is_not_missed_while_another_screen_is_shown() -> None:
    room = closed()
    room.fake.archives.is_slow = True
    room.desk.case_page.archive(PAST.id)
    room.desk.case_page.archiving.export(PATH)
    room.desk.navigate(Screen.SCHEDULE)
    room.fake.archives.finish()
    room.deliver()
    page_of(room)
    sheet = shown(room)
    assert sheet is not None
    assert sheet.message is not None
    assert (sheet.message.code, sheet.is_writing) == (MessageCode.ARCHIVE_WRITTEN, False)


def test_one_that_cannot_be_written_is_told_and_may_be_asked_for_again() -> None:
    room = closed()
    room.fake.archives.is_full = True
    room.desk.case_page.archive(PAST.id)
    room.desk.case_page.archiving.export(PATH)
    room.deliver()
    sheet = shown(room)
    assert sheet is not None
    assert sheet.message is not None
    assert (sheet.message.code, sheet.is_writing) == ("B-433", False)
    room.fake.archives.is_full = False
    room.desk.case_page.archiving.export(PATH)
    room.deliver()
    assert len(room.fake.archives.asked) == 2


@pytest.mark.parametrize("status", SessionStatus)
def test_it_is_offered_of_a_session_that_was_held_and_is_over(status: SessionStatus) -> None:
    room, plan = Room(), a_session("one", -24, status)
    room.fake.schedule.plans.append(plan)
    page_of(room)
    assert session_of(room, plan.id).can_archive is (status in ENDED_STATUSES)
    room.desk.case_page.archive(plan.id)
    assert (shown(room) is not None) is (status in ENDED_STATUSES)


@pytest.mark.parametrize("role", [one for one in Role if Right.READ_CASE in MATRIX[one]])
def test_it_is_for_who_may_export_minutes(role: Role) -> None:
    room = closed(role)
    room.desk.case_page.archive(PAST.id)
    assert (shown(room) is not None) is (Right.EXPORT_MINUTES in MATRIX[role])


def test_of_a_session_that_is_not_shown_nothing_is_written() -> None:
    room = denounced(listed=False)
    room.desk.case_page.archive(PAST.id)
    room.desk.case_page.archiving.export(PATH)
    room.desk.case_page.archiving.choose(ArchiveReader.CITIZEN)
    room.desk.case_page.archiving.close()
    assert room.fake.archives.asked == []


def signed_case() -> tuple[Room, PrintedPage]:
    """The minutes of the closed session were frozen; a sheet of one page."""
    room = closed()
    signing = kept_signing(PAST.id, frozen(Signing(), "1" * 64, 3, NOON), Step.CLOSING)
    room.fake.schedule.signings[PAST.id] = signing
    room.desk.case_page.archive(PAST.id)
    version = signing.versions[-1]
    page = PrintedPage(record_id=PAST.id, version=1, content_sha256=version.sha256, page=1, pages=1)
    return room, page


def test_signed_sheets_may_be_scanned_after_the_session(tmp_path: Path) -> None:
    room, page = signed_case()
    sheet = shown(room)
    assert sheet is not None
    assert sheet.scan == ShownScan(scanned=None, told=None, can_add=True)
    path = tmp_path / "ban-ky.pdf"
    path.write_bytes(scan(page, dpi=20))
    room.desk.case_page.archiving.add_scan(path)
    room.deliver()
    sheet = shown(room)
    assert sheet is not None
    assert sheet.scan is not None
    assert sheet.scan.scanned is not None
    assert sheet.scan.scanned.is_whole
    assert sheet.scan.told is not None
    assert sheet.scan.told.code == MessageCode.SCAN_WHOLE
    room.desk.case_page.archiving.add_scan(tmp_path / "missing.pdf")
    room.deliver()
    sheet = shown(room)
    assert sheet is not None
    assert sheet.scan is not None
    assert sheet.scan.told is not None
    assert sheet.scan.told.code == "T-402"


def test_what_another_site_scanned_is_drawn_at_once() -> None:
    room, page = signed_case()
    theirs = replace(a_paper("theirs"), session_id=PAST.id, printed_pages=(page,))
    room.fake.papers.put_foreign(theirs)
    room.deliver()
    sheet = shown(room)
    assert sheet is not None
    assert sheet.scan is not None
    assert sheet.scan.scanned is not None


def test_of_minutes_that_were_never_frozen_nothing_is_scanned(tmp_path: Path) -> None:
    room = closed()
    path = tmp_path / "ban-ky.pdf"
    path.write_bytes(b"%PDF")
    room.desk.case_page.archiving.add_scan(path)
    room.desk.case_page.archive(PAST.id)
    sheet = shown(room)
    assert sheet is not None
    assert sheet.scan is None
    room.desk.case_page.archiving.add_scan(path)
    room.deliver()
    signing = kept_signing(PAST.id, frozen(Signing(), "1" * 64, 3, NOON), Step.READ_BACK)
    room.fake.schedule.signings[PAST.id] = signing
    room.desk.case_page.draw()
    sheet = shown(room)
    assert sheet is not None
    assert sheet.scan is None
    assert room.fake.papers.papers(PAST.id) == ()
