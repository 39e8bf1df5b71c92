"""One print from its drawing to its sheets: what comes late is of nothing any more."""

import pytest

from desktop.domain.ids import SessionId
from desktop.domain.papers.paper import PageImage
from desktop.domain.record.printing import InvitationToPrint, PrintPageDrawn, PrintReady
from desktop.presenters.printing.print_run import FORM_WORDS, PrintRun
from tests.fakes.fake_printing import OFFICE, FakePrinting

pytestmark = pytest.mark.unit

FORM = InvitationToPrint(session_id=SessionId("session-1"))
IMAGE = PageImage(width=1, height=1, rgb=b"\0\0\0")


def test_a_page_of_what_was_prepared_before_is_not_shown() -> None:
    printing = FakePrinting(emit=lambda _event: None)
    run = PrintRun(printing=printing, copies=lambda: 1, words=FORM_WORDS)
    run.open(FORM)
    assert run.take(PrintPageDrawn(source=FORM, page=2, image=IMAGE))
    box = run.box()
    assert box is not None
    assert (box.pages, box.image, printing.asked) == (0, None, [])
    assert run.take(PrintReady(source=FORM, pages=2, printers=(OFFICE,)))
    assert run.take(PrintPageDrawn(source=FORM, page=2, image=IMAGE))
    assert printing.asked == [1, 1], "it is still the first that is waited for"
