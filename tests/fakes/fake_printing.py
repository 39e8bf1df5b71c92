"""Printing without a printer: PrintingService and the printers that the real one speaks to."""

from collections.abc import Sequence
from pathlib import Path

from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.papers.paper import PageImage
from desktop.domain.record.printing import (
    FormSaved,
    FormToPrint,
    PrintAsked,
    PrintEnded,
    Printer,
    PrintPageDrawn,
    PrintReady,
    PrintSource,
    SheetTaken,
)

OFFICE = Printer(name="Canon LBP 2900", is_default=True)
OTHER = Printer(name="HP M404, phòng họp tầng 2", is_default=False)


class FakePrinters:
    """stops_at: the printer takes so many sheets and no more. ends: whether it ends well."""

    def __init__(self) -> None:
        self.printers: tuple[Printer, ...] = (OFFICE, OTHER)
        self.stops_at: int | None = None
        self.ends = True
        self.begun: list[tuple[str, str]] = []
        self.taken: list[PageImage] = []

    def found(self) -> tuple[Printer, ...]:
        return self.printers

    def begin(self, name: str, title: str) -> "FakeJob | None":
        self.begun.append((name, title))
        return FakeJob(self) if name in {one.name for one in self.printers} else None


class FakeJob:
    """Sheets of one job."""

    def __init__(self, printers: FakePrinters) -> None:
        self._printers = printers

    def take(self, image: PageImage) -> bool:
        stops_at = self._printers.stops_at
        if stops_at is not None and len(self._printers.taken) >= stops_at:
            return False
        self._printers.taken.append(image)
        return True

    def end(self) -> bool:
        return self._printers.ends


class FakePrinting:
    """Minutes of `pages` pages; `fails_with`: nothing can be drawn. is_slow: sheets wait."""

    def __init__(self, *, emit: EventSink, printers: FakePrinters | None = None) -> None:
        self._emit = emit
        self.at = printers or FakePrinters()
        self.pages = 3
        self.page: PageImage | None = None
        """What every page looks like; None: one point of its number."""
        self.fails_with: str | None = None
        self.gone: dict[PrintSource, str] = {}
        self.offered: list[FormToPrint] = []
        self.saved: list[tuple[FormToPrint, Path]] = []
        self.is_full = False
        """No file can be written."""
        self.is_slow = False
        self._sent: PrintSource
        self.printed: list[tuple[str, tuple[int, ...], str]] = []
        self.forgotten = 0
        self.asked: list[int] = []
        """Pages, in the order in which they were to be drawn."""
        self._source: PrintSource | None = None

    def offer(self, form: FormToPrint) -> None:
        self.offered.append(form)
        self._emit(PrintAsked(source=form))

    def save(self, form: FormToPrint, path: Path) -> None:
        self.saved.append((form, path))
        if not self.is_slow:
            self.finish_file()

    def finish_file(self) -> None:
        """What is to be saved is written, or is not."""
        form, path = self.saved[-1]
        code = "B-433" if self.is_full else self.gone.get(form)
        if code is None:
            self._emit(FormSaved(path=path))
        else:
            data: dict[str, str | int] = {"name": path.name}
            self._emit(ActionFailed(action="save_form", code=code, data=data))

    def prepare(self, source: PrintSource) -> None:
        self._source = None
        fails_with = self.gone.get(source, self.fails_with)
        if fails_with is not None:
            self._emit(ActionFailed(action="print", code=fails_with, data={}))
            return
        self._source = source
        ready = PrintReady(source=source, pages=self.pages, printers=self.at.found())
        self._emit(ready)

    def draw_page(self, source: PrintSource, page: int, _width: int) -> None:
        self.asked.append(page)
        if self._source == source:
            image = self.page or PageImage(width=1, height=1, rgb=bytes([page] * 3))
            self._emit(PrintPageDrawn(source=source, page=page, image=image))

    def print_sheets(
        self, source: PrintSource, printer: str, sheets: Sequence[int], title: str
    ) -> None:
        self.printed.append((printer, tuple(sheets), title))
        self._sent = source
        if not self.is_slow:
            self.finish()

    def finish(self) -> None:
        """The printer takes what waits."""
        printer, sheets, title = self.printed[-1]
        source = self._sent
        job = self.at.begin(printer, title) if source == self._source else None
        count = 0
        for page in sheets if job is not None else ():
            if job is None or not job.take(PageImage(width=1, height=1, rgb=bytes([page] * 3))):
                break
            count += 1
            self._emit(SheetTaken(source=source, count=count))
        if job is not None and not job.end():
            count = max(0, count - 1)
        self._emit(PrintEnded(source=source, count=count, is_whole=count == len(sheets)))

    def forget(self) -> None:
        self.forgotten += 1
        self._source = None
