"""In biên bản: looked at, given to a printer, and after a stop only what is missing."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import Viewing
from desktop.domain.conduct.signing.version import ObjectionResult
from desktop.domain.events import ActionFailed
from desktop.domain.reception.status import Step
from desktop.domain.record.printing import (
    InvitationToPrint,
    MinutesToPrint,
    PrintAsked,
    PrintEnded,
    PrintReady,
    SheetTaken,
)
from desktop.presenters.printing.print_box import PrintBox, PrintStage
from desktop.presenters.view.message import Tone
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_printing import OFFICE, OTHER
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import COMMUNE, SESSION
from tests.unit.presenters.conduct.signing.test_signing import (
    a_reading,
    a_sent_line,
    a_signing,
    an_open_sheet,
    put,
    sheet,
)

pytestmark = pytest.mark.unit

MINUTES = MinutesToPrint(session_id=SESSION)
FORM = InvitationToPrint(session_id=SESSION)


def a_printing() -> Room:
    room = an_open_sheet()
    room.session.signing.print_minutes()
    room.deliver()
    return room


def box(room: Room) -> PrintBox:
    found = sheet(room).printing
    assert found is not None
    return found


def press(room: Room) -> None:
    room.session.signing.printing.print_all()
    room.deliver()


def told(room: Room) -> tuple[str, Tone] | None:
    message = box(room).message
    return None if message is None else (message.code, message.tone)


def test_the_frozen_minutes_are_looked_at_before_they_are_printed() -> None:
    room = a_signing()
    room.session.signing.print_minutes()
    room.deliver()
    shown = box(room)
    assert (shown.stage, shown.page, shown.pages) == (PrintStage.READY, 1, 3)
    assert shown.image is not None
    assert shown.image.rgb == bytes([1] * 3)
    assert (shown.printers, shown.printer) == ((OFFICE, OTHER), OFFICE.name)
    assert (shown.copies, shown.left, shown.can_print) == (1, 3, True)
    assert room.fake.printing.printed == []
    printing = room.session.signing.printing
    printing.turn(1)
    assert box(room).image is None
    room.deliver()
    image = box(room).image
    assert image is not None
    assert (box(room).page, image.rgb) == (2, bytes([2] * 3))
    printing.turn(2)
    printing.turn(-2)
    assert box(room).page == 2


def test_one_press_gives_every_copy_to_the_chosen_printer() -> None:
    room = a_printing()
    room.fake.signing.set_copies(2)
    room.deliver()
    room.session.signing.printing.choose(OTHER.name)
    room.session.signing.printing.choose("Máy in không có")
    room.deliver()
    assert (box(room).printer, box(room).copies, box(room).left) == (OTHER.name, 2, 6)
    press(room)
    code = room.session.context.plan.code
    assert room.fake.printing.printed == [(OTHER.name, (1, 2, 3, 1, 2, 3), code)]
    assert (SESSION, Viewing.MINUTES_EXPORT) in room.fake.views.noted
    assert (box(room).stage, box(room).taken, box(room).total) == (PrintStage.SENT, 6, 6)
    assert told(room) == (MessageCode.PRINT_SENT, Tone.OK)


def test_while_sheets_are_taken_they_are_counted_and_nothing_else_is_begun() -> None:
    room = a_printing()
    room.fake.printing.is_slow = True
    press(room)
    assert (box(room).stage, box(room).taken, box(room).can_print) == (
        PrintStage.SENDING,
        0,
        False,
    )
    room.tell(SheetTaken(source=MINUTES, count=2))
    assert (box(room).taken, box(room).total) == (2, 3)
    press(room)
    room.session.signing.printing.choose(OTHER.name)
    assert len(room.fake.printing.printed) == 1
    assert box(room).printer == OFFICE.name
    room.session.signing.back()
    room.deliver()
    assert sheet(room).printing is None
    assert room.fake.printing.forgotten == 0
    room.session.signing.print_minutes()
    room.deliver()
    assert (box(room).stage, box(room).taken) == (PrintStage.SENDING, 2)
    room.tell(PrintEnded(source=MINUTES, count=3, is_whole=True))
    assert box(room).stage is PrintStage.SENT


def test_after_a_stop_only_what_is_missing_is_printed() -> None:
    room = a_printing()
    room.fake.signing.set_copies(2)
    room.deliver()
    room.fake.printing.at.stops_at = 4
    press(room)
    message = box(room).message
    assert message is not None
    assert (message.code, message.tone) == (MessageCode.PRINT_STOPPED, Tone.WARN)
    assert message.data == {"n": 2}
    assert (box(room).stage, box(room).left) == (PrintStage.STOPPED, 2)
    room.fake.printing.at.stops_at = None
    press(room)
    sheets = [sheets for _, sheets, _ in room.fake.printing.printed]
    assert sheets[1:] == [(2, 3)]
    assert told(room) == (MessageCode.PRINT_SENT, Tone.OK)
    press(room)
    assert room.fake.printing.printed[-1][1] == (1, 2, 3, 1, 2, 3)


def test_without_a_printer_the_page_is_seen_and_why_nothing_is_printed_is_told() -> None:
    room = an_open_sheet()
    room.fake.printing.at.printers = ()
    room.session.signing.print_minutes()
    room.deliver()
    assert told(room) == (MessageCode.NO_PRINTER, Tone.WARN)
    assert not box(room).can_print
    press(room)
    assert room.fake.printing.printed == []
    room.fake.printing.at.printers = (OTHER,)
    room.session.signing.back()
    room.session.signing.print_minutes()
    room.deliver()
    assert box(room).printer == OTHER.name


def test_what_cannot_be_drawn_is_told() -> None:
    room = an_open_sheet()
    room.fake.printing.fails_with = "B-423"
    room.session.signing.print_minutes()
    room.deliver()
    assert told(room) == ("B-423", Tone.DANGER)
    assert (box(room).stage, box(room).can_print) == (PrintStage.DRAWING, False)


def test_who_turns_on_fast_sees_the_last_page_alone() -> None:
    room = an_open_sheet()
    room.fake.printing.pages = 9
    room.session.signing.print_minutes()
    room.deliver()
    room.fake.printing.asked.clear()
    for _ in range(8):
        room.session.signing.printing.turn(1)
    assert room.fake.printing.asked == [2]
    room.deliver()
    assert room.fake.printing.asked == [2, 9]
    image = box(room).image
    assert image is not None
    assert (box(room).page, image.rgb) == (9, bytes([9] * 3))


def test_while_a_printer_takes_sheets_no_other_page_is_drawn() -> None:
    room = a_printing()
    room.fake.printing.is_slow = True
    press(room)
    room.fake.printing.asked.clear()
    room.session.signing.printing.turn(1)
    assert (box(room).page, room.fake.printing.asked) == (1, [])


def test_a_page_that_comes_when_nobody_looks_asks_for_none() -> None:
    room = an_open_sheet()
    room.session.signing.print_minutes()
    room.deliver()
    room.session.signing.printing.turn(1)
    room.session.signing.printing.turn(1)
    room.session.signing.back()
    room.fake.printing.asked.clear()
    room.deliver()
    assert room.fake.printing.asked == []


def test_the_print_goes_with_the_sheet_when_the_session_goes_on() -> None:
    room = a_printing()
    room.fake.channel.set_step(Step.CLOSING)
    room.deliver()
    assert room.state.signing_sheet is None
    assert room.fake.printing.forgotten == 1
    room.session.signing.toggle()
    room.deliver()
    assert sheet(room).printing is None


def test_a_job_that_fails_is_stopped_where_it_was() -> None:
    room = a_printing()
    room.fake.printing.is_slow = True
    press(room)
    room.tell(
        SheetTaken(source=MINUTES, count=1), ActionFailed(action="print", code="B-423", data={})
    )
    assert (box(room).stage, box(room).left, box(room).can_print) == (PrintStage.STOPPED, 2, True)
    assert told(room) == ("B-423", Tone.DANGER)
    room.fake.printing.is_slow = False
    press(room)
    assert [sheets for _, sheets, _ in room.fake.printing.printed] == [(1, 2, 3), (2, 3)]


def test_a_new_version_is_drawn_anew() -> None:
    room = a_printing()
    room.session.signing.printing.turn(1)
    room.deliver()
    room.fake.signing.note_objection(None, "Ghi thêm ý kiến.", "Công dân A", ObjectionResult.KEPT)
    room.deliver()
    assert (box(room).stage, box(room).page) == (PrintStage.READY, 1)


def test_a_text_that_is_not_the_frozen_one_is_not_printed() -> None:
    room = a_printing()
    room.fake.minutes.put(replace(a_sent_line(1), text="Chữ khác."))
    room.deliver()
    assert sheet(room).printing is None
    assert not sheet(room).can_print
    room.session.signing.print_minutes()
    room.session.signing.printing.open()
    room.deliver()
    assert sheet(room).printing is None


def test_before_the_freezing_and_by_who_takes_no_minutes_nothing_is_printed() -> None:
    room = a_reading()
    room.session.signing.print_minutes()
    room.deliver()
    assert room.state.signing_sheet is None
    agent = an_open_sheet(COMMUNE, Role.AGENCY_USER)
    assert not sheet(agent).can_print


def test_what_was_prepared_for_somebody_else_is_not_shown() -> None:
    room = a_printing()
    room.session.signing.close()
    room.deliver()
    assert room.fake.printing.forgotten == 1
    room.tell(PrintReady(source=MINUTES, pages=9, printers=()))
    room.tell(
        SheetTaken(source=MINUTES, count=1), PrintEnded(source=MINUTES, count=1, is_whole=True)
    )
    room.session.signing.toggle()
    room.deliver()
    assert sheet(room).printing is None
    put(room, a_sent_line(1))
    room.session.signing.printing.turn(1)
    press(room)
    assert room.fake.printing.printed == []


def test_a_form_that_somebody_asks_for_takes_the_place_of_the_minutes() -> None:
    room = a_printing()
    room.tell(PrintAsked(source=FORM))
    assert sheet(room).printing is None
    room.session.signing.print_minutes()
    room.deliver()
    assert box(room).stage is PrintStage.READY
