"""PrintingService for presenters: no file is made, and no sheet is skipped."""

import io
import logging
import queue
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from desktop.app.printing.printers import Printers, PrintJob
from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.paper_thread import PaperThread
from desktop.documents.preview.pipe_format import Answer, BrokenAnswer
from desktop.documents.preview.process import PreviewProcess, WorkerCommand
from desktop.documents.renewed_worker import RenewedWorker
from desktop.domain.errors import UserFacingError
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.papers.paper import PageImage
from desktop.domain.record.printing import (
    FormSaved,
    FormToPrint,
    PrintAsked,
    PrintEnded,
    PrintPageDrawn,
    PrintReady,
    PrintSource,
    SheetTaken,
)
from desktop.forms.codes import FormCode

ACTION: Final = "print"
SAVE_ACTION: Final = "save_form"
NOT_DRAWN: Final = "B-423"
SHEET_WIDTH: Final = 2_480
"""Pixels of a sheet as it is printed: A4 at 300 dpi."""
MAX_WAITING: Final = 8

logger = logging.getLogger(__name__)


class DeskPrinting:
    """Thread: any; own thread `print`, on which outcomes come.

    draw: the PDF of what is printed; write: a form as a file. Both may take seconds and raise
    UserFacingError. worker: draws its pages, as it does those of any paper.
    """

    def __init__(
        self,
        *,
        draw: Callable[[PrintSource], bytes],
        write: Callable[[FormToPrint, Path], None],
        worker: WorkerCommand,
        printers: Printers,
        emit: EventSink,
    ) -> None:
        self._draw = draw
        self._write = write
        self._command = worker
        self._printers = printers
        self._emit = emit
        self._thread = PaperThread("print", self._run)
        self._worker = RenewedWorker(self._thread, self._loaded)
        self._jobs: queue.Queue[Callable[[], None]] = queue.Queue(MAX_WAITING)
        self._pdf = b""
        self._source: PrintSource | None = None

    def start(self) -> None:
        """Begin to obey."""
        self._thread.start()

    def stop(self) -> None:
        """End; a job that runs ends after its sheet."""
        self._thread.end()
        self._thread.join()

    def offer(self, form: FormToPrint) -> None:
        """Have somebody asked what becomes of it. Outcome: PrintAsked."""
        self._emit(PrintAsked(source=form))

    def prepare(self, source: PrintSource) -> None:
        """Draw it as it is now. Outcomes: PrintReady, ActionFailed("print")."""
        self._add(partial(self._prepare, source))

    def draw_page(self, source: PrintSource, page: int, width: int) -> None:
        """Outcomes: PrintPageDrawn, ActionFailed("print"); nothing when it was not prepared."""
        self._add(partial(self._draw_page, source, page, width))

    def print_sheets(
        self, source: PrintSource, printer: str, sheets: Sequence[int], title: str
    ) -> None:
        """Give these pages to a printer in this order. Outcomes: SheetTaken, then PrintEnded."""
        self._add(partial(self._print, source, printer, tuple(sheets), title))

    def save(self, form: FormToPrint, path: Path) -> None:
        """Write it to a file, by the suffix. Outcomes: FormSaved, ActionFailed("save_form")."""
        full = partial(self._not_saved, path, "too_many")
        self._add(partial(self._save, form, path), full)

    def forget(self) -> None:
        """What was prepared is not needed any more."""
        self._add(self._forget)

    # ---- thread `print` ---------------------------------------------------------------------

    def _add(self, job: Callable[[], None], full: Callable[[], None] | None = None) -> None:
        """full: says that nothing more fits in; else that nothing is drawn."""
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            (full or partial(self._fail, NOT_DRAWN))()

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

    def _save(self, form: FormToPrint, path: Path) -> None:
        try:
            self._write(form, path)
        except UserFacingError as error:
            self._emit(ActionFailed(action=SAVE_ACTION, code=error.code, data=error.data))
        except Exception:
            logger.exception("saving a form failed")
            self._not_saved(path, "unexpected")
        else:
            self._emit(FormSaved(path=path))

    def _not_saved(self, path: Path, error: str) -> None:
        data = {"name": path.name, "error": error}
        self._emit(ActionFailed(action=SAVE_ACTION, code=FormCode.NOT_WRITTEN, data=data))

    def _fail(self, code: str) -> None:
        self._emit(ActionFailed(action=ACTION, code=code, data={}))

    def _forget(self) -> None:
        self._pdf, self._source = b"", None
        self._thread.close_worker()

    def _prepare(self, source: PrintSource) -> None:
        self._forget()
        try:
            self._pdf = self._draw(source)
        except UserFacingError as error:
            if error.code != FormCode.NOT_WRITTEN:
                raise
            raise UserFacingError(NOT_DRAWN) from error  # there is no file to speak of
        self._source = source
        pages = self._worker.open().page_count
        if not pages:
            raise BrokenAnswer
        self._emit(PrintReady(source=source, pages=pages, printers=self._printers.found()))

    def _loaded(self) -> tuple[PreviewProcess, Answer]:
        """Raises: BrokenAnswer."""
        worker = self._thread.open_worker(self._command)
        return worker, worker.load(io.BytesIO(self._pdf), FileKind.PDF, len(self._pdf))

    def _image(self, page: int, width: int) -> PageImage:
        """Raises: BrokenAnswer."""
        return self._worker.ask(partial(_drawn, page=page, width=width))

    def _draw_page(self, source: PrintSource, page: int, width: int) -> None:
        if source == self._source:
            image = self._image(page, width)
            self._emit(PrintPageDrawn(source=source, page=page, image=image))

    def _print(
        self, source: PrintSource, printer: str, sheets: tuple[int, ...], title: str
    ) -> None:
        job = self._printers.begin(printer, title) if source == self._source else None
        count = 0 if job is None else self._give(job, source, sheets)
        if job is not None and not job.end():
            count = max(0, count - 1)  # of the last one nobody knows
        logger.info("printing ended sheets=%d of=%d", count, len(sheets))
        self._emit(PrintEnded(source=source, count=count, is_whole=count == len(sheets)))

    def _give(self, job: PrintJob, source: PrintSource, sheets: tuple[int, ...]) -> int:
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
            self._emit(SheetTaken(source=source, count=count + 1))
        return len(sheets)


def _drawn(worker: PreviewProcess, page: int, width: int) -> PageImage:
    """Raises: BrokenAnswer."""
    image = worker.draw(page, width).image
    if image is None:
        raise BrokenAnswer
    return image
