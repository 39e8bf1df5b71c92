"""The signed minutes come back as a scan: which are of the version, and what is said."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.signing.signature import SaidSignature, SignatureForm
from desktop.domain.conduct.signing.version import ObjectionResult
from desktop.domain.events import ActionFailed
from desktop.domain.ids import DocumentId
from desktop.domain.papers.events import ScanTaken
from desktop.domain.papers.printed_page import PrintedPage
from desktop.domain.reception.status import SessionStatus, Step
from desktop.presenters.live.signed_scan import ShownScan
from desktop.presenters.view.message import Tone
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import COMMUNE, SESSION, a_paper
from tests.samples.signed_scans import a_sheet, scan
from tests.unit.presenters.conduct.signing.test_signing import (
    a_reading,
    an_open_sheet,
    bar,
    change,
    is_open,
    sheet,
)

pytestmark = pytest.mark.unit


def page_of(room: Room, page: int, pages: int = 3) -> PrintedPage:
    """A sheet of the version that is signed in this room."""
    version = room.session.signing.facts.version
    assert version is not None
    return PrintedPage(
        record_id=SESSION,
        version=version.number,
        content_sha256=version.sha256,
        page=page,
        pages=pages,
    )


def add(room: Room, folder: Path, *sheets: PrintedPage | None, name: str = "ban-ky.pdf") -> None:
    path = folder / name
    path.write_bytes(scan(*sheets, dpi=20))
    room.session.signing.add_scan(path)
    room.deliver()


def shown(room: Room) -> ShownScan:
    found = sheet(room).scan
    assert found is not None
    return found


def told(room: Room) -> tuple[str, Tone] | None:
    message = shown(room).told
    return None if message is None else (message.code, message.tone)


def test_before_the_freezing_there_is_nothing_to_scan() -> None:
    room = a_reading()
    room.session.signing.toggle()
    room.deliver()
    assert sheet(room).scan is None
    assert bar(room).scanned is None
    room.session.signing.add_scan(Path("x.pdf"))
    assert room.fake.papers.papers(SESSION) == ()


def test_pages_are_counted_until_the_version_is_whole(tmp_path: Path) -> None:
    room = an_open_sheet()
    assert shown(room) == ShownScan(scanned=None, told=None, can_add=True)
    add(room, tmp_path, page_of(room, 1), page_of(room, 3))
    message = shown(room).told
    assert message is not None
    assert (message.code, message.tone) == (MessageCode.SCAN_LACKING, Tone.INFO)
    assert message.data["missing"] == "2"
    scanned = bar(room).scanned
    assert scanned is not None
    assert scanned.missing == (2,)
    add(room, tmp_path, page_of(room, 2), name="trang-2.pdf")
    assert told(room) == (MessageCode.SCAN_WHOLE, Tone.OK)
    scanned = bar(room).scanned
    assert scanned is not None
    assert scanned.is_whole


def test_of_one_page_it_is_said_how_many_are_left(tmp_path: Path) -> None:
    room = an_open_sheet()
    add(room, tmp_path, page_of(room, 2))
    message = shown(room).told
    assert message is not None
    assert message.code == MessageCode.SCAN_PAGE
    assert dict(message.data) == {"pages": "2", "version": 1, "missing": "1, 3", "count": 2}


def test_a_scan_of_anything_else_is_kept_and_says_what_it_is(tmp_path: Path) -> None:
    room = an_open_sheet()
    other = replace(page_of(room, 1), content_sha256="d" * 64)
    elsewhere = a_sheet(record_id="another")
    for sheets, code in (
        ((other,), MessageCode.SCAN_OTHER_VERSION),
        ((elsewhere,), MessageCode.SCAN_OTHER_SESSION),
        ((None,), MessageCode.SCAN_NO_CODE),
    ):
        add(room, tmp_path, *sheets, name=f"{code}.pdf")
        assert told(room) == (code, Tone.WARN)
    assert len(room.fake.papers.papers(SESSION)) == 3
    assert bar(room).scanned is None


def test_what_another_site_scanned_counts_here_too() -> None:
    room = an_open_sheet(COMMUNE, Role.ROOM_OFFICER)
    theirs = replace(a_paper("theirs"), printed_pages=(page_of(room, 1, 1),))
    room.fake.papers.put_foreign(theirs)
    room.deliver()
    scanned = shown(room).scanned
    assert scanned is not None
    assert scanned.is_whole
    assert told(room) is None


def test_until_the_paper_is_kept_it_is_being_read(tmp_path: Path) -> None:
    room = an_open_sheet()
    room.fake.papers.holds_scans = True
    add(room, tmp_path, page_of(room, 1, 1))
    message = shown(room).told
    assert message is not None
    assert (message.code, message.data) == (MessageCode.SCAN_READING, {"name": "ban-ky.pdf"})
    room.tell(ScanTaken(session_id=SESSION, document_id=DocumentId("scan-1")))
    assert told(room) is None
    kept = replace(a_paper("scan-1"), printed_pages=(page_of(room, 1, 1),))
    room.fake.papers.put(kept)
    room.deliver()
    assert told(room) == (MessageCode.SCAN_WHOLE, Tone.OK)


def test_a_file_that_is_not_taken_in_says_why_on_the_sheet(tmp_path: Path) -> None:
    room = an_open_sheet()
    room.session.signing.add_scan(tmp_path / "missing.pdf")
    room.deliver()
    assert told(room) == ("T-402", Tone.DANGER)


def test_the_same_file_again_says_what_it_is(tmp_path: Path) -> None:
    room = an_open_sheet()
    add(room, tmp_path, page_of(room, 1, 1))
    add(room, tmp_path, page_of(room, 1, 1))
    assert told(room) == (MessageCode.SCAN_WHOLE, Tone.OK)
    room.tell(ActionFailed(action="add_scan", code="T-414", data={"document_id": "unknown"}))
    assert told(room) == ("T-414", Tone.DANGER)


def test_after_everybody_has_a_state_the_sheet_opens_for_the_scan(tmp_path: Path) -> None:
    room = an_open_sheet()
    for one in room.session.signing.facts.missing():
        room.fake.signing.note_signature(one.id, SaidSignature(form=SignatureForm.BY_HAND))
    room.fake.channel.set_step(Step.CLOSING)
    room.deliver()
    assert not is_open(room)
    assert bar(room).can_open
    room.session.signing.toggle()
    room.deliver()
    assert not any(row.can_note for site in sheet(room).sites for row in site.rows)
    assert (sheet(room).can_object, sheet(room).can_set_copies) == (False, False)
    add(room, tmp_path, page_of(room, 1, 1))
    assert told(room) == (MessageCode.SCAN_WHOLE, Tone.OK)


def test_after_the_closing_no_scan_is_added(tmp_path: Path) -> None:
    room = an_open_sheet()
    sheet_of_version = page_of(room, 1, 1)
    change(room, lambda live: replace(live, status=SessionStatus.CLOSED))
    assert not is_open(room)
    assert not bar(room).can_open
    add(room, tmp_path, sheet_of_version)
    assert room.fake.papers.papers(SESSION) == ()
    shown_scan = room.session.signing.scans.shown()
    assert shown_scan is not None
    assert not shown_scan.can_add


def test_a_scan_of_the_version_before_counts_no_more(tmp_path: Path) -> None:
    room = an_open_sheet()
    add(room, tmp_path, page_of(room, 1, 1))
    assert told(room) == (MessageCode.SCAN_WHOLE, Tone.OK)
    room.fake.signing.note_objection(None, "Ghi thêm ý kiến.", "Công dân A", ObjectionResult.KEPT)
    room.deliver()
    assert bar(room).scanned is None
    message = shown(room).told
    assert message is not None
    assert (message.code, message.data) == (MessageCode.SCAN_OTHER_VERSION, {"version": 2})


def test_what_became_of_other_files_is_nothing_of_the_scan() -> None:
    room = an_open_sheet()
    room.tell(ActionFailed(action="add_paper", code="T-402", data={}))
    assert told(room) is None
