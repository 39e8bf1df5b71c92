"""In biên bản: the frozen minutes looked at, then given to a printer, what is missing once more."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.domain.access.rights import Right
from desktop.domain.casework.matter.case import Viewing
from desktop.domain.events import ActionFailed, Event
from desktop.domain.record.printing import (
    PrintEnded,
    Printer,
    PrintPageDrawn,
    PrintReady,
    SheetTaken,
    sheets_of,
)
from desktop.presenters.conduct.signing.printing_state import PrintBox, PrintStage
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.live.signing_facts import SigningFacts
from desktop.presenters.view.message import Message, MessageValue, Tone, failure_message
from desktop.presenters.view.message_code import MessageCode

if TYPE_CHECKING:
    from desktop.domain.papers.paper import PageImage

LOOK_WIDTH = 900
"""Pixels of a page that is looked at."""


class PrintPresenter:
    """Of one entry. A print of other words than the frozen ones has no code: it is not offered.

    Thread: MainThread.
    """

    def __init__(
        self, *, entry: SessionEntry, facts: SigningFacts, on_changed: Callable[[], None]
    ) -> None:
        self._entry = entry
        self._session_id = entry.context.session_id
        self._printing = entry.services.printing
        self._views = entry.services.views
        self._facts = facts
        self._on_changed = on_changed
        self._is_open = False
        self._stage = PrintStage.DRAWING
        self._version = ""
        self._page = self._pages = 0
        self._image: PageImage | None = None
        self._is_asked = False
        self._printers: tuple[Printer, ...] = ()
        self._printer = ""
        self._sheets: tuple[int, ...] = ()
        self._taken = 0
        self._message: Message | None = None

    # ---- what the officer does -------------------------------------------------------------

    def can_open(self) -> bool:
        """The minutes of this PC are the frozen version, and whoever sits here may take them."""
        return self._facts.is_same() is True and self._entry.may(Right.EXPORT_MINUTES)

    def open(self) -> None:
        """In…: the pages are drawn as they are now; a job that runs is shown again."""
        if not self.can_open():
            return
        if self._stage is not PrintStage.SENDING:
            self._prepare()
        self._is_open = True
        self._on_changed()

    def close(self) -> None:
        """Back to the signers; a job that runs goes on."""
        was_open, self._is_open = self._is_open, False
        if was_open and self._stage is not PrintStage.SENDING:
            self._clear()
            self._printing.forget()
        self._on_changed()

    def choose(self, printer: str) -> None:
        """Which printer."""
        is_there = any(one.name == printer for one in self._printers)
        if is_there and self._stage is not PrintStage.SENDING:
            self._printer = printer
            self._on_changed()

    def turn(self, steps: int) -> None:
        """Another page to look at."""
        page = self._page + steps
        if 1 <= page <= self._pages and self._stage is not PrintStage.SENDING:
            self._page, self._image = page, None
            self._look()
            self._on_changed()

    def print_all(self) -> None:
        """In {n} bản; after a stop what is missing alone."""
        box = self.box()
        if box is None or not box.can_print:
            return
        sheets = self._left()
        self._sheets, self._taken = sheets, 0
        self._stage, self._message = PrintStage.SENDING, None
        self._views.note(self._session_id, Viewing.MINUTES_EXPORT)
        self._printing.print_sheets(self._printer, sheets, self._entry.context.plan.code)
        self._on_changed()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Pages are drawn, sheets are taken; a new version is drawn anew."""
        match event:
            case PrintReady(session_id=self._session_id) if self._is_open:
                self._take_ready(event)
            case PrintPageDrawn(session_id=self._session_id):
                self._take_page(event)
            case SheetTaken(count=count) if self._stage is PrintStage.SENDING:
                self._taken = count
            case PrintEnded() if self._stage is PrintStage.SENDING:
                self._end(event)
            case ActionFailed(action="print"):
                self._message, self._is_asked = failure_message(event), False
                if self._stage is PrintStage.SENDING:
                    self._stage = PrintStage.STOPPED
            case _:
                pass
        self._follow_version()

    def box(self) -> PrintBox | None:
        """None while nobody prints."""
        if not self._is_open:
            return None
        return PrintBox(
            stage=self._stage,
            page=self._page,
            pages=self._pages,
            image=self._image,
            printers=self._printers,
            printer=self._printer,
            copies=self._copies(),
            left=len(self._left()),
            taken=self._taken,
            total=len(self._sheets),
            message=self._told(),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _clear(self) -> None:
        self._stage = PrintStage.DRAWING
        self._page = self._pages = self._taken = 0
        self._image = self._message = None
        self._is_asked = False
        self._printers = self._sheets = ()
        self._printer = self._version = ""

    def _prepare(self) -> None:
        self._clear()
        version = self._facts.version
        self._version = "" if version is None else version.sha256
        self._printing.prepare(self._session_id)

    def _follow_version(self) -> None:
        """What is on its way is of the version before: its pages say so."""
        if not self._is_open or self._stage is PrintStage.SENDING:
            return
        version = self._facts.version
        if version is None or not self.can_open():
            self.close()
        elif version.sha256 != self._version:
            self._prepare()

    def _take_ready(self, event: PrintReady) -> None:
        self._pages, self._page = event.pages, 1
        self._printers = event.printers
        default = next((one.name for one in event.printers if one.is_default), "")
        self._printer = default or next((one.name for one in event.printers), "")
        self._stage = PrintStage.READY
        self._look()

    def _look(self) -> None:
        """One page is drawn at a time: who turns on fast sees the last one."""
        if not self._is_asked:
            self._is_asked = True
            self._printing.draw_page(self._page, LOOK_WIDTH)

    def _take_page(self, event: PrintPageDrawn) -> None:
        self._is_asked = False
        if event.page == self._page:
            self._image = event.image
        elif self._is_open and self._pages:
            self._look()

    def _end(self, event: PrintEnded) -> None:
        self._taken = event.count
        if event.is_whole:
            self._stage = PrintStage.SENT
            data: dict[str, MessageValue] = {"n": event.count, "printer": self._printer}
            self._message = Message(code=MessageCode.PRINT_SENT, tone=Tone.OK, data=data)
            return
        self._stage = PrintStage.STOPPED
        data = {"n": self._sheets[event.count]}
        self._message = Message(code=MessageCode.PRINT_STOPPED, tone=Tone.WARN, data=data)

    def _left(self) -> tuple[int, ...]:
        if self._stage is PrintStage.STOPPED:
            return self._sheets[self._taken :]
        return sheets_of(self._pages, self._copies())

    def _copies(self) -> int:
        signing = self._facts.signing
        return 1 if signing is None or signing.copies is None else signing.copies

    def _told(self) -> Message | None:
        if self._message is None and self._stage is PrintStage.READY and not self._printers:
            return Message(code=MessageCode.NO_PRINTER, tone=Tone.WARN)
        return self._message
