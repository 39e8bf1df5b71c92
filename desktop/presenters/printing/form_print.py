"""A form that somebody asked for: looked at, given to a printer, or kept as a file."""

from collections.abc import Callable
from pathlib import Path

from desktop.domain.events import ActionFailed, Event
from desktop.domain.record.printing import FormKind, FormSaved, FormToPrint, PrintAsked, kind_of
from desktop.presenters.printing.form_print_state import MAX_FORM_COPIES, FormPrintSheet
from desktop.presenters.printing.print_run import FORM_WORDS, PrintRun
from desktop.presenters.services.printing import PrintingService
from desktop.presenters.view.message import Message, Tone, failure_message
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.render_on_change import RenderOnChange

TWO_COPIES = frozenset({FormKind.RECEIPT})
"""One for whom it is given to and one that is kept (Mẫu 02/TCD: 02 bản)."""


class FormPrintPresenter:
    """Lies over the screen from which the form was asked for. Thread: MainThread."""

    def __init__(
        self, *, printing: PrintingService, render: Callable[[FormPrintSheet | None], None]
    ) -> None:
        self._printing = printing
        self._drawing: RenderOnChange[FormPrintSheet | None] = RenderOnChange(render)
        self._run = PrintRun(printing=printing, copies=lambda: self._copies, words=FORM_WORDS)
        self._form: FormToPrint | None = None
        self._copies = 1
        self._saving: Path | None = None
        self._saved: Message | None = None

    # ---- what the person does --------------------------------------------------------------

    def close(self) -> None:
        """× or Esc, or another screen is shown; a job that runs goes on."""
        if self._run.is_open:
            self._run.close()
            self._draw()

    def choose(self, printer: str) -> None:
        """Which printer."""
        self._run.choose(printer)
        self._draw()

    def turn(self, steps: int) -> None:
        """Another page to look at."""
        self._run.turn(steps)
        self._draw()

    def set_copies(self, count: int) -> None:
        """How many of every page; not while a printer takes them."""
        if 1 <= count <= MAX_FORM_COPIES and not self._run.is_sending:
            self._copies = count
            self._draw()

    def print_all(self) -> None:
        """In {n} bản; after a stop what is missing alone."""
        if self._form is not None:
            self._run.print_all(kind_of(self._form))
            self._draw()

    def save(self, path: Path) -> None:
        """Lưu tệp: as DOCX or PDF, where the person said."""
        if self._form is None or self._saving is not None or not self._run.is_open:
            return
        self._saving, self._saved = path, None
        self._printing.save(self._form, path)
        self._draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case PrintAsked(source=form):
                self._open(form)
            case FormSaved(path=path) if path == self._saving:
                data = {"name": path.name}
                self._saved = Message(code=MessageCode.LIST_EXPORTED, tone=Tone.OK, data=data)
                self._saving = None
            case ActionFailed(action="save_form") if self._saving is not None:
                self._saving, self._saved = None, failure_message(event)
            case _ if not self._run.take(event):
                return
        self._draw()

    # ---- inside ----------------------------------------------------------------------------

    def _open(self, form: FormToPrint) -> None:
        """A job that runs is shown again, whatever was asked for."""
        if not self._run.is_sending:
            self._form, self._saved = form, None
            self._copies = 2 if kind_of(form) in TWO_COPIES else 1
        self._run.open(form)

    def _draw(self) -> None:
        box, form = self._run.box(), self._form
        if box is None or form is None:
            self._drawing.draw(None)
            return
        sheet = FormPrintSheet(
            kind=kind_of(form),
            box=box,
            saved=self._saved,
            can_save=self._saving is None,
            can_change=not self._run.is_sending,
        )
        self._drawing.draw(sheet)
