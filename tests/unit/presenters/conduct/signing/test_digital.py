"""Ký số: what is asked, what is missing, and that a signature is noted by its paper alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.conduct.signing.signature import SignatureForm
from desktop.domain.conduct.signing.version import ObjectionResult
from desktop.domain.events import ActionFailed
from desktop.domain.ids import DocumentId
from desktop.domain.papers.events import MinutesSigned, PapersChanged, ScanTaken
from desktop.domain.reception.status import Step
from desktop.presenters.conduct.signing.digital_state import (
    DigitalBox,
    DigitalFault,
    DigitalStage,
)
from desktop.presenters.conduct.signing.signing_state import SignerRow
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import SESSION
from tests.samples.signing_keys import PASSWORD
from tests.unit.presenters.conduct.signing.test_signing import an_open_sheet, sheet

pytestmark = pytest.mark.unit

PFX = Path("nguoi-ky.pfx")


def rows(room: Room) -> list[SignerRow]:
    return [row for site in sheet(room).sites for row in site.rows if row.can_note]


def asking(place: int = 0, room: Room | None = None) -> Room:
    """With what somebody signs is asked."""
    room = room or an_open_sheet()
    room.session.signing.press(rows(room)[place].signer_id, SignatureForm.DIGITAL)
    room.deliver()
    return room


def box(room: Room) -> DigitalBox:
    found = sheet(room).digital
    assert found is not None
    return found


def sign(room: Room, password: str = PASSWORD) -> None:
    room.session.signing.digital.sign(password)
    room.deliver()


def form(room: Room, place: int = 0) -> SignatureForm | None:
    signature = rows(room)[place].signature
    return None if signature is None else signature.form


def test_a_press_asks_with_what_and_notes_nothing() -> None:
    room = asking()
    assert box(room).signer_id == rows(room)[0].signer_id
    assert (box(room).stage, box(room).file, box(room).has_token) == (DigitalStage.ASKED, "", False)
    assert form(room) is None
    room.session.signing.back()
    assert sheet(room).digital is None
    assert room.fake.digital_signing.asked == []


def test_what_is_missing_is_told_before_anything_is_signed() -> None:
    room = asking()
    sign(room)
    assert box(room).fault is DigitalFault.NO_FILE
    room.session.signing.digital.choose_file(PFX)
    assert (box(room).file, box(room).fault) == (PFX.name, None)
    room.fake.digital_signing.token = True
    room.session.signing.digital.use_token(is_chosen=True)
    sign(room, "")
    assert box(room).fault is DigitalFault.NO_PASSWORD
    assert room.fake.digital_signing.asked == []


def test_a_signature_is_noted_when_its_paper_holds() -> None:
    room = asking()
    room.session.signing.digital.choose_file(PFX)
    sign(room)
    assert room.fake.digital_signing.asked == [(rows(room)[0].signer_id, PFX)]
    assert form(room) is SignatureForm.DIGITAL
    assert sheet(room).digital is None
    (signature,) = sheet(room).signatures
    assert signature.signer == "Trần Thị Mẫu"
    scan = sheet(room).scan
    assert scan is not None
    assert scan.told is not None
    assert (scan.told.code, scan.told.data["names"]) == (
        MessageCode.SIGNED_DIGITALLY,
        "Trần Thị Mẫu",
    )


def test_the_next_one_signs_after_the_first_with_a_token() -> None:
    room = asking()
    room.session.signing.digital.choose_file(PFX)
    sign(room)
    room.fake.digital_signing.token = True
    asking(1, room)
    assert (box(room).has_token, box(room).uses_token, box(room).can_note_found) == (
        True,
        True,
        True,
    )
    sign(room, "4321")
    assert room.fake.digital_signing.asked[1] == (rows(room)[1].signer_id, None)
    assert [one.signer for one in sheet(room).signatures] == ["Trần Thị Mẫu", "Lê Văn Mẫu"]
    assert form(room, 1) is SignatureForm.DIGITAL


def test_another_password_is_told_and_asked_for_again() -> None:
    room = asking()
    room.session.signing.digital.choose_file(PFX)
    sign(room, "khác")
    message = box(room).message
    assert message is not None
    assert (message.code, box(room).stage) == ("B-450", DigitalStage.ASKED)
    assert form(room) is None
    sign(room)
    assert form(room) is SignatureForm.DIGITAL


def test_a_paper_whose_signature_does_not_hold_notes_nothing() -> None:
    room = asking()
    room.fake.digital_signing.holds = False
    room.session.signing.digital.choose_file(PFX)
    sign(room)
    message = box(room).message
    assert message is not None
    assert message.code == MessageCode.SIGNED_NOT_HELD
    assert form(room) is None
    assert sheet(room).signatures == ()
    scan = sheet(room).scan
    assert scan is not None
    assert scan.told is not None
    assert scan.told.code == MessageCode.SIGNED_NOT_HELD


def test_while_it_is_signed_nothing_else_is_asked() -> None:
    room = asking()
    room.fake.digital_signing.is_slow = True
    room.session.signing.digital.choose_file(PFX)
    sign(room)
    assert box(room).stage is DigitalStage.SIGNING
    digital = room.session.signing.digital
    sign(room)
    digital.choose_file(Path("khac.pfx"))
    digital.use_token(is_chosen=True)
    digital.note_found()
    room.session.signing.press(rows(room)[1].signer_id, SignatureForm.DIGITAL)
    assert (box(room).file, box(room).signer_id) == (PFX.name, rows(room)[0].signer_id)
    assert len(room.fake.digital_signing.asked) == 1
    room.session.signing.close()
    room.session.signing.toggle()
    assert box(room).stage is DigitalStage.SIGNING
    made = MinutesSigned(session_id=SESSION, signer_id=rows(room)[0].signer_id)
    room.fake.queue(made)
    room.deliver()
    assert box(room).stage is DigitalStage.KEEPING
    room.fake.queue(PapersChanged(session_id=SESSION, document_ids=frozenset()))
    room.fake.queue(ScanTaken(session_id=SESSION, document_id=DocumentId("coming")))
    room.fake.queue(PapersChanged(session_id=SESSION, document_ids=frozenset()))
    room.deliver()
    assert box(room).stage is DigitalStage.KEEPING
    room.fake.queue(ActionFailed(action="add_scan", code="T-416", data={"name": "x"}))
    room.deliver()
    message = box(room).message
    assert message is not None
    assert (message.code, box(room).stage) == ("T-416", DigitalStage.ASKED)


def test_a_signature_that_came_with_a_scan_is_noted_by_a_press() -> None:
    room = asking()
    room.session.signing.digital.note_found()
    assert not box(room).can_note_found
    assert form(room) is None
    room.session.signing.digital.choose_file(PFX)
    sign(room)
    asking(1, room)
    room.session.signing.digital.note_found()
    room.deliver()
    assert form(room, 1) is SignatureForm.DIGITAL


def test_new_words_are_signed_anew() -> None:
    room = asking()
    room.fake.signing.note_objection(None, "Thêm một ý", "Công dân A", ObjectionResult.ACCEPTED)
    room.deliver()
    assert sheet(room).digital is None


def test_what_is_typed_beside_it_goes() -> None:
    room = asking()
    room.session.signing.begin_objection()
    assert sheet(room).digital is None
    asking(0, room)
    room.session.signing.press(rows(room)[0].signer_id, SignatureForm.BY_HAND)
    room.deliver()
    assert sheet(room).digital is None
    assert form(room) is SignatureForm.BY_HAND


def test_a_pc_without_all_of_the_minutes_signs_nothing() -> None:
    room = an_open_sheet()
    lines = room.fake.minutes.lines(SESSION)
    room.fake.minutes.put(replace(lines[0], text="Lời khác."))
    room.deliver()
    assert not any(row.can_sign for row in rows(room))
    asking(0, room)
    assert sheet(room).digital is None


def test_nothing_is_asked_before_the_freezing() -> None:
    room = asking()
    room.fake.channel.set_step(Step.READ_BACK)
    room.deliver()
    assert room.session.signing.digital.signatures() == ()
    room.session.signing.digital.use_token(is_chosen=True)
    room.session.signing.digital.sign(PASSWORD)
    assert room.fake.digital_signing.asked == []
