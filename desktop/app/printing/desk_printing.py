"""PrintingService for presenters: no file is made, and no sheet is skipped."""

import io
import logging
import queue
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, Protocol

from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.paper_thread import PaperThread
from desktop.documents.preview.pipe_format import Answer, BrokenAnswer
from desktop.documents.preview.process import PreviewProcess, WorkerCommand
from desktop.documents.renewed_worker import RenewedWorker
from desktop.domain.errors import UserFacingError
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import SessionId
from desktop.domain.papers.paper import PageImage
from desktop.domain.record.printing import (
    PrintEnded,
    Printer,
    PrintPageDrawn,
    PrintReady,
    SheetTaken,
)

ACTION: Final = "print"
NOT_DRAWN: Final = "B-423"
SHEET_WIDTH: Final = 2_480
"""Pixels of a sheet as it is printed: A4 at 300 dpi."""
MAX_WAITING: Final = 8

logger = logging.getLogger(__name__)


class PrintJob(Protocol):
    """What a printer was begun for."""

    def take(self, image: PageImage) -> bool:
        """Give it one more sheet; False: it took none."""
        ...

    def end(self) -> bool:
        """Nothing more comes; False: it did not take what came before."""
        ...


class Printers(Protocol):
    """Printers of this PC. Thread: `print`."""

    def found(self) -> tuple[Printer, ...]:
        """Those that the system has now."""
        ...

    def begin(self, name: str, title: str) -> PrintJob | None:
        """None: there is no such printer, or it does not begin."""
        ...


class NoPrinters:
    """Of a desk without windows."""

    def found(self) -> tuple[Printer, ...]:
        """None."""
        return ()

    def begin(self, _name: str, _title: str) -> None:
        """There is none."""


class DeskPrinting:
    """Thread: any; own thread `print`, on which outcomes come.

    draw: the PDF of the minutes of a session, may take seconds, raises UserFacingError. worker:
    draws its pages, as it does those of any paper.
    """

    def __init__(
        self,
        *,
        draw: Callable[[SessionId], bytes],
        worker: WorkerCommand,
        printers: Printers,
        emit: EventSink,
    ) -> None:
        self._draw = draw
        self._command = worker
        self._printers = printers
        self._emit = emit
        self._thread = PaperThread("print", self._run)
        self._worker = RenewedWorker(self._thread, self._loaded)
        self._jobs: queue.Queue[Callable[[], None]] = queue.Queue(MAX_WAITING)
        self._pdf = b""
        self._session_id = SessionId("")

    def start(self) -> None:
        """Begin to obey."""
        self._thread.start()

    def stop(self) -> None:
        """End; a job that runs ends after its sheet."""
        self._thread.end()
        self._thread.join()

    def prepare(self, session_id: SessionId) -> None:
        """Draw the minutes as they are now. Outcomes: PrintReady, ActionFailed("print")."""
        self._add(partial(self._prepare, session_id))

    def draw_page(self, page: int, width: int) -> None:
        """Outcomes: PrintPageDrawn, ActionFailed("print"); nothing when nothing was prepared."""
        self._add(partial(self._draw_page, page, width))

    def print_sheets(self, printer: str, sheets: Sequence[int], title: str) -> None:
        """Give these pages to a printer in this order. Outcomes: SheetTaken, then PrintEnded."""
        self._add(partial(self._print, printer, tuple(sheets), title))

    def forget(self) -> None:
        """What was prepared is not needed any more."""
        self._add(self._forget)

    # ---- thread `print` ---------------------------------------------------------------------

    def _add(self, job: Callable[[], None]) -> None:
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            self._fail(NOT_DRAWN)

    def _run(self) -> None:
        for job in self._thread.each(self._jobs):
            try:
                job()
            except UserFacingError as error:
                self._emit(ActionFailed(action=ACTION, code=error.code, data=error.data))
            except BrokenAnswer:
                self._thread.close_worker()
                self._fail(NOT_DRAWN)
            except Exception:
                logger.exception("printing failed")
                self._fail(NOT_DRAWN)
        self._forget()

    def _fail(self, code: str) -> None:
        self._emit(ActionFailed(action=ACTION, code=code, data={}))

    def _forget(self) -> None:
        self._pdf = b""
        self._thread.close_worker()

    def _prepare(self, session_id: SessionId) -> None:
        self._forget()
        self._pdf = self._draw(session_id)
        self._session_id = session_id
        pages = self._worker.open().page_count
        if not pages:
            raise BrokenAnswer
        ready = PrintReady(session_id=session_id, pages=pages, printers=self._printers.found())
        self._emit(ready)

    def _loaded(self) -> tuple[PreviewProcess, Answer]:
        """Raises: BrokenAnswer."""
        worker = self._thread.open_worker(self._command)
        return worker, worker.load(io.BytesIO(self._pdf), FileKind.PDF, len(self._pdf))

    def _image(self, page: int, width: int) -> PageImage:
        """Raises: BrokenAnswer."""
        return self._worker.ask(partial(_drawn, page=page, width=width))

    def _draw_page(self, page: int, width: int) -> None:
        if self._pdf:
            image = self._image(page, width)
            self._emit(PrintPageDrawn(session_id=self._session_id, page=page, image=image))

    def _print(self, printer: str, sheets: tuple[int, ...], title: str) -> None:
        job = self._printers.begin(printer, title) if self._pdf else None
        count = 0 if job is None else self._give(job, sheets)
        if job is not None and not job.end():
            count = max(0, count - 1)  # of the last one nobody knows
        logger.info("printing ended sheets=%d of=%d", count, len(sheets))
        self._emit(PrintEnded(count=count, is_whole=count == len(sheets)))

    def _give(self, job: PrintJob, sheets: tuple[int, ...]) -> int:
        """How many the printer took."""
        for count, page in enumerate(sheets):
            try:
                image = self._image(page, SHEET_WIDTH)
            except BrokenAnswer:
                self._thread.close_worker()
                logger.warning("page not drawn for printing sheet=%d", count + 1)
                return count
            if self._thread.stopping.is_set() or not job.take(image):
                return count
            self._emit(SheetTaken(count=count + 1))
        return len(sheets)


def _drawn(worker: PreviewProcess, page: int, width: int) -> PageImage:
    """Raises: BrokenAnswer."""
    image = worker.draw(page, width).image
    if image is None:
        raise BrokenAnswer
    return image
