"""A form that was asked for: looked at, printed, or kept as a file."""

from pathlib import Path

import pytest

from desktop.domain.ids import RequestId, SessionId
from desktop.domain.record.printing import (
    AppointmentToPrint,
    FormKind,
    FormSaved,
    FormToPrint,
    InvitationToPrint,
    MinutesToPrint,
    PrintEnded,
    PrintPageDrawn,
    ReceiptToPrint,
    SheetTaken,
)
from desktop.presenters.printing.form_print_state import MAX_FORM_COPIES, FormPrintSheet
from desktop.presenters.printing.print_box import PrintStage
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message import Tone
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_printing import OFFICE, OTHER
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import A_RECEIPT

pytestmark = pytest.mark.unit

SLIP = AppointmentToPrint(request_id=RequestId("request-1"))
INVITATION = InvitationToPrint(session_id=SessionId("session-1"))


def a_desk() -> Room:
    room = Room()
    room.desk.start()
    room.deliver()
    return room


def asked(form: FormToPrint = SLIP) -> Room:
    room = a_desk()
    ask(room, form)
    return room


def ask(room: Room, form: FormToPrint) -> None:
    room.fake.printing.offer(form)
    room.deliver()


def sheet(room: Room) -> FormPrintSheet:
    shown = room.view.form_print[-1]
    assert shown is not None
    return shown


def test_nothing_lies_over_the_screen_until_a_form_is_asked_for() -> None:
    room = a_desk()
    assert room.view.form_print == []
    room.desk.form_print.close()
    room.desk.form_print.print_all()
    room.desk.form_print.save(Path("a.pdf"))
    assert room.fake.printing.printed == []
    assert room.fake.printing.saved == []


def test_the_page_is_looked_at_and_two_presses_are_a_print() -> None:
    room = asked()
    shown = sheet(room)
    assert (shown.kind, shown.box.stage) == (FormKind.APPOINTMENT, PrintStage.READY)
    assert (shown.box.page, shown.box.pages, shown.box.copies) == (1, 3, 1)
    assert shown.box.image is not None
    assert shown.box.printer == OFFICE.name
    room.desk.form_print.print_all()
    room.deliver()
    assert room.fake.printing.printed == [(OFFICE.name, (1, 2, 3), FormKind.APPOINTMENT)]
    message = sheet(room).box.message
    assert message is not None
    assert (message.code, message.tone) == (MessageCode.FORM_SENT, Tone.OK)


def test_another_page_and_another_printer() -> None:
    room = asked()
    room.desk.form_print.turn(1)
    room.desk.form_print.choose(OTHER.name)
    room.deliver()
    assert (sheet(room).box.page, sheet(room).box.printer) == (2, OTHER.name)
    assert room.fake.printing.asked == [1, 2]


def test_both_sides_have_a_receipt() -> None:
    room = asked(ReceiptToPrint(receipt=A_RECEIPT))
    assert sheet(room).box.copies == 2
    ask(room, INVITATION)
    assert sheet(room).box.copies == 1


def test_copies_are_from_one_to_nine_and_stand_while_a_printer_takes() -> None:
    room = asked()
    printing = room.desk.form_print
    for count in (0, MAX_FORM_COPIES + 1):
        printing.set_copies(count)
        assert sheet(room).box.copies == 1
    printing.set_copies(2)
    room.fake.printing.is_slow = True
    printing.print_all()
    printing.set_copies(3)
    room.deliver()
    shown = sheet(room)
    assert (shown.box.copies, shown.can_change) == (2, False)
    room.fake.printing.finish()
    room.deliver()
    assert room.fake.printing.printed[-1][1] == (1, 2, 3, 1, 2, 3)
    assert sheet(room).can_change


def test_a_printer_that_stops_prints_what_lacks() -> None:
    room = asked()
    room.fake.printing.at.stops_at = 2
    room.desk.form_print.print_all()
    room.deliver()
    shown = sheet(room).box
    assert (shown.stage, shown.left) == (PrintStage.STOPPED, 1)
    assert shown.message is not None
    assert shown.message.code == MessageCode.FORM_STOPPED
    room.fake.printing.at.stops_at = None
    room.desk.form_print.print_all()
    room.deliver()
    assert [sheets for _, sheets, _ in room.fake.printing.printed] == [(1, 2, 3), (3,)]
    assert sheet(room).box.stage is PrintStage.SENT


def test_a_form_that_cannot_be_drawn_is_told_and_not_printed() -> None:
    room = a_desk()
    room.fake.printing.fails_with = "B-430"
    ask(room, SLIP)
    shown = sheet(room).box
    assert shown.message is not None
    assert (shown.message.code, shown.can_print) == ("B-430", False)
    room.fake.printing.fails_with = "B-423"
    ask(room, SLIP)
    shown = sheet(room).box
    assert shown.message is not None
    assert shown.message.code == MessageCode.FORM_NOT_DRAWN


def test_without_a_printer_it_says_what_to_do() -> None:
    room = a_desk()
    room.fake.printing.at.printers = ()
    ask(room, SLIP)
    shown = sheet(room).box
    assert shown.message is not None
    assert (shown.message.code, shown.can_print) == (MessageCode.FORM_WITHOUT_PRINTER, False)


def test_it_is_kept_as_a_file_where_the_person_says() -> None:
    room = asked()
    room.fake.printing.is_slow = True
    room.desk.form_print.save(Path("a.docx"))
    room.desk.form_print.save(Path("b.docx"))
    room.tell(FormSaved(path=Path("another.docx")))
    assert room.fake.printing.saved == [(SLIP, Path("a.docx"))]
    assert (sheet(room).can_save, sheet(room).saved) == (False, None)
    room.fake.printing.finish_file()
    room.deliver()
    shown = sheet(room)
    assert shown.saved is not None
    assert (shown.saved.code, shown.saved.data["name"]) == (MessageCode.LIST_EXPORTED, "a.docx")
    assert shown.can_save


def test_a_file_that_is_not_written_is_told() -> None:
    room = asked()
    room.fake.printing.is_full = True
    room.desk.form_print.save(Path("a.docx"))
    room.deliver()
    shown = sheet(room)
    assert shown.saved is not None
    assert (shown.saved.code, shown.can_save) == ("B-433", True)


@pytest.mark.parametrize("by_key", [True, False])
def test_it_goes_with_its_screen(*, by_key: bool) -> None:
    room = asked()
    if by_key:
        room.desk.form_print.close()
    else:
        room.desk.navigate(Screen.REGISTER)
    assert room.view.form_print[-1] is None
    assert room.fake.printing.forgotten == 1


def test_a_job_that_runs_goes_on_and_is_shown_again() -> None:
    room = asked()
    room.fake.printing.is_slow = True
    room.desk.form_print.print_all()
    room.desk.form_print.close()
    assert room.fake.printing.forgotten == 0
    ask(room, INVITATION)
    shown = sheet(room)
    assert (shown.kind, shown.box.stage) == (FormKind.APPOINTMENT, PrintStage.SENDING)
    room.fake.printing.finish()
    room.deliver()
    assert sheet(room).box.stage is PrintStage.SENT


def test_a_job_that_ends_while_nobody_looks_is_forgotten() -> None:
    room = asked()
    room.fake.printing.is_slow = True
    room.desk.form_print.print_all()
    room.desk.form_print.close()
    room.fake.printing.finish()
    room.deliver()
    assert room.fake.printing.forgotten == 1
    assert room.view.form_print[-1] is None


def test_it_does_not_lie_over_the_room_before_a_session() -> None:
    room = asked()
    room.desk.open_pre_join(room.fake.schedule.plans[0].id)
    assert room.view.form_print[-1] is None


def test_what_is_of_something_else_is_passed_over() -> None:
    room = asked()
    drawn = len(room.view.form_print)
    minutes = MinutesToPrint(session_id=SessionId("session-1"))
    image = sheet(room).box.image
    assert image is not None
    room.tell(
        SheetTaken(source=minutes, count=1),
        PrintEnded(source=minutes, count=1, is_whole=True),
        PrintPageDrawn(source=minutes, page=1, image=image),
    )
    assert len(room.view.form_print) == drawn
