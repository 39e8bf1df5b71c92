"""Printing as presenters see it: the fake and the real one with a printer that is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.app.printing.desk_printing import (
    MAX_WAITING,
    NOT_DRAWN,
    DeskPrinting,
)
from desktop.app.printing.printers import NoPrinters, Printers
from desktop.documents.preview.process import WorkerCommand
from desktop.domain.errors import UserFacingError
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import SessionId
from desktop.domain.record.printing import (
    FormSaved,
    FormToPrint,
    InvitationToPrint,
    MinutesToPrint,
    PrintAsked,
    PrintEnded,
    PrintPageDrawn,
    PrintReady,
    PrintSource,
    SheetTaken,
)
from desktop.forms.codes import FormCode
from desktop.presenters.services.printing import PrintingService
from tests.fakes.fake_printing import OFFICE, FakePrinters, FakePrinting
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.papers import looping_pdf, pdf

pytestmark = pytest.mark.contract

SESSION = MinutesToPrint(session_id=SessionId("session-1"))
FORM = InvitationToPrint(session_id=SessionId("session-1"))
GONE = InvitationToPrint(session_id=SessionId("gone"))
REFUSED = "B-431"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintingBench:
    """Of a session whose minutes have three pages."""

    service: PrintingService
    printers: FakePrinters
    events: EventRecorder


def drawn(source: PrintSource) -> bytes:
    if source == GONE:
        raise UserFacingError(REFUSED, {"name": "bien-ban.pdf"})
    return pdf(pages=3)


def written(form: FormToPrint, path: Path) -> None:
    if form == GONE:
        raise UserFacingError(REFUSED, {"name": path.name})
    path.write_bytes(pdf(pages=3))


def desk_printing(emit: EventSink, printers: Printers) -> DeskPrinting:
    return DeskPrinting(
        draw=drawn, write=written, worker=WorkerCommand(), printers=printers, emit=emit
    )


@pytest.fixture(params=["fake", "real"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PrintingBench]:
    events, printers = EventRecorder(), FakePrinters()
    if request.param == "fake":
        fake = FakePrinting(emit=events, printers=printers)
        fake.gone = {GONE: REFUSED}
        yield PrintingBench(service=fake, printers=printers, events=events)
        return
    real = DeskPrinting(
        draw=drawn, write=written, worker=WorkerCommand(), printers=printers, emit=events
    )
    real.start()
    yield PrintingBench(service=real, printers=printers, events=events)
    real.stop()
    assert not any(tmp_path.iterdir())


def ended(bench: PrintingBench, sheets: tuple[int, ...], printer: str = OFFICE.name) -> PrintEnded:
    count = len(bench.events.of(PrintEnded)) + 1
    bench.service.print_sheets(SESSION, printer, sheets, "TCD-1")
    return bench.events.wait_for(PrintEnded, count=count)


def test_pages_are_drawn_and_printers_found(bench: PrintingBench) -> None:
    bench.service.prepare(SESSION)
    ready = bench.events.wait_for(PrintReady)
    assert (ready.source, ready.pages) == (SESSION, 3)
    assert ready.printers == bench.printers.printers
    bench.service.draw_page(SESSION, 2, 400)
    page = bench.events.wait_for(PrintPageDrawn)
    assert (page.source, page.page) == (SESSION, 2)
    assert len(page.image.rgb) == 3 * page.image.width * page.image.height


def test_every_sheet_is_told_and_the_end_is(bench: PrintingBench) -> None:
    bench.service.prepare(SESSION)
    assert ended(bench, (1, 2, 3, 1)) == PrintEnded(source=SESSION, count=4, is_whole=True)
    assert [one.count for one in bench.events.of(SheetTaken)] == [1, 2, 3, 4]
    assert bench.printers.begun == [(OFFICE.name, "TCD-1")]
    assert len(bench.printers.taken) == 4


def test_a_printer_that_stops_says_after_how_many(bench: PrintingBench) -> None:
    bench.service.prepare(SESSION)
    bench.printers.stops_at = 1
    assert ended(bench, (1, 2, 3)) == PrintEnded(source=SESSION, count=1, is_whole=False)
    bench.printers.stops_at = None
    assert ended(bench, (2, 3)) == PrintEnded(source=SESSION, count=2, is_whole=True)
    bench.printers.ends = False
    assert ended(bench, (1, 2)) == PrintEnded(source=SESSION, count=1, is_whole=False)
    assert ended(bench, (1,), "Máy in không có") == PrintEnded(
        source=SESSION, count=0, is_whole=False
    )


def test_what_is_not_there_is_not_printed(bench: PrintingBench) -> None:
    assert ended(bench, (1,)) == PrintEnded(source=SESSION, count=0, is_whole=False)
    bench.service.prepare(GONE)
    failed = bench.events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("print", REFUSED)
    bench.service.prepare(SESSION)
    bench.events.wait_for(PrintReady)
    bench.service.forget()
    assert ended(bench, (1,)) == PrintEnded(source=SESSION, count=0, is_whole=False)
    assert bench.printers.taken == []


@pytest.fixture
def broken(request: pytest.FixtureRequest) -> Iterator[PrintingBench]:
    """The real one, of minutes that come out as these bytes."""
    events, printers = EventRecorder(), FakePrinters()
    real = DeskPrinting(
        draw=lambda _source: request.param,
        write=written,
        worker=WorkerCommand(),
        printers=printers,
        emit=events,
    )
    real.start()
    yield PrintingBench(service=real, printers=printers, events=events)
    real.stop()


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.4"], indirect=True)
def test_what_cannot_be_drawn_is_told(broken: PrintingBench) -> None:
    broken.service.prepare(SESSION)
    failed = broken.events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("print", NOT_DRAWN)
    assert ended(broken, (1,)).is_whole is False
    assert broken.printers.taken == []


@pytest.mark.parametrize("broken", [pdf(pages=2)], indirect=True)
def test_a_worker_that_dies_is_started_again(broken: PrintingBench) -> None:
    broken.service.prepare(SESSION)
    broken.events.wait_for(PrintReady)
    assert isinstance(broken.service, DeskPrinting)
    worker = broken.service._thread.worker
    assert worker is not None
    worker.kill()
    assert ended(broken, (1, 2)) == PrintEnded(source=SESSION, count=2, is_whole=True)


@pytest.mark.parametrize("broken", [looping_pdf()], indirect=True)
def test_a_page_that_cannot_be_drawn_is_told(broken: PrintingBench) -> None:
    broken.service.prepare(SESSION)
    broken.events.wait_for(PrintReady)
    broken.service.draw_page(SESSION, 1, 400)
    failed = broken.events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("print", NOT_DRAWN)
    assert ended(broken, (1,)) == PrintEnded(source=SESSION, count=0, is_whole=False)


@pytest.mark.parametrize("broken", [pdf(pages=2)], indirect=True)
def test_a_page_that_is_not_there_ends_the_job(broken: PrintingBench) -> None:
    broken.service.prepare(SESSION)
    assert ended(broken, (1, 7)) == PrintEnded(source=SESSION, count=1, is_whole=False)


def test_what_was_not_prepared_is_neither_drawn_nor_printed(bench: PrintingBench) -> None:
    bench.service.prepare(SESSION)
    bench.events.wait_for(PrintReady)
    bench.service.draw_page(FORM, 1, 400)
    bench.service.print_sheets(FORM, OFFICE.name, (1,), "giay-moi")
    ended_of_form = bench.events.wait_for(PrintEnded)
    assert ended_of_form == PrintEnded(source=FORM, count=0, is_whole=False)
    assert bench.events.of(PrintPageDrawn) == []
    assert ended(bench, (1,)).is_whole


def test_a_form_is_offered_to_who_asked(bench: PrintingBench) -> None:
    bench.service.offer(FORM)
    assert bench.events.wait_for(PrintAsked).source == FORM


def test_a_form_becomes_a_file_or_it_is_told_why_not(bench: PrintingBench, tmp_path: Path) -> None:
    path = tmp_path / "giay-moi.pdf"
    bench.service.save(FORM, path)
    assert bench.events.wait_for(FormSaved).path == path
    path.unlink(missing_ok=True)
    bench.service.save(GONE, path)
    failed = bench.events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("save_form", REFUSED)
    assert failed.data["name"] == path.name


def test_a_form_that_fails_in_a_way_nobody_thought_of_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_form: FormToPrint, _path: Path) -> None:
        raise ZeroDivisionError

    events = EventRecorder()
    real = DeskPrinting(
        draw=drawn, write=broken, worker=WorkerCommand(), printers=NoPrinters(), emit=events
    )
    real.start()
    real.save(FORM, tmp_path / "a.pdf")
    failed = events.wait_for(ActionFailed)
    real.stop()
    assert (failed.action, failed.code) == ("save_form", FormCode.NOT_WRITTEN)
    assert "saving a form failed" in caplog.text


def test_of_what_is_there_no_more_no_file_is_spoken_of() -> None:
    def gone(_source: PrintSource) -> bytes:
        raise UserFacingError(FormCode.NOT_WRITTEN, {"name": "invitation.pdf", "error": "gone"})

    events = EventRecorder()
    real = DeskPrinting(
        draw=gone, write=written, worker=WorkerCommand(), printers=NoPrinters(), emit=events
    )
    real.start()
    real.prepare(FORM)
    failed = events.wait_for(ActionFailed)
    real.stop()
    assert (failed.action, failed.code, dict(failed.data)) == ("print", NOT_DRAWN, {})


def test_too_many_wishes_are_refused(tmp_path: Path) -> None:
    events = EventRecorder()
    waiting = DeskPrinting(
        draw=drawn, write=written, worker=WorkerCommand(), printers=NoPrinters(), emit=events
    )
    for _ in range(MAX_WAITING + 1):
        waiting.forget()
    waiting.save(FORM, tmp_path / "a.pdf")
    told = [(one.action, one.code) for one in events.of(ActionFailed)]
    assert told == [("print", NOT_DRAWN), ("save_form", FormCode.NOT_WRITTEN)]
    waiting.stop()


def test_a_desk_without_windows_has_no_printer() -> None:
    assert NoPrinters().found() == ()
    events = EventRecorder()
    nowhere = DeskPrinting(
        draw=drawn, write=written, worker=WorkerCommand(), printers=NoPrinters(), emit=events
    )
    nowhere.start()
    nowhere.prepare(SESSION)
    assert events.wait_for(PrintReady).printers == ()
    nowhere.print_sheets(SESSION, OFFICE.name, (1,), "TCD-1")
    assert events.wait_for(PrintEnded) == PrintEnded(source=SESSION, count=0, is_whole=False)
    nowhere.stop()
