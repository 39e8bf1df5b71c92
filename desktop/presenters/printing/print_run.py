"""One thing looked at, then given to a printer; what is missing is given once more."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from desktop.domain.events import ActionFailed, Event
from desktop.domain.record.printing import (
    PrintEnded,
    Printer,
    PrintPageDrawn,
    PrintReady,
    PrintSource,
    SheetTaken,
    sheets_of,
)
from desktop.presenters.printing.print_box import PrintBox, PrintStage
from desktop.presenters.services.printing import PrintingService
from desktop.presenters.view.message import Message, MessageValue, Tone, failure_message
from desktop.presenters.view.message_code import MessageCode

if TYPE_CHECKING:
    from desktop.domain.papers.paper import PageImage

LOOK_WIDTH = 900
"""Pixels of a page that is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintWords:
    """What is told of a job."""

    no_printer: MessageCode
    stopped: MessageCode
    sent: MessageCode
    not_drawn: MessageCode


MINUTES_WORDS: Final = PrintWords(
    no_printer=MessageCode.NO_PRINTER,
    stopped=MessageCode.PRINT_STOPPED,
    sent=MessageCode.PRINT_SENT,
    not_drawn=MessageCode.PRINT_NOT_DRAWN,
)
FORM_WORDS: Final = PrintWords(
    no_printer=MessageCode.FORM_WITHOUT_PRINTER,
    stopped=MessageCode.FORM_STOPPED,
    sent=MessageCode.FORM_SENT,
    not_drawn=MessageCode.FORM_NOT_DRAWN,
)


class PrintRun:
    """copies: how many of every page, as it is now. Thread: MainThread."""

    def __init__(
        self, *, printing: PrintingService, copies: Callable[[], int], words: PrintWords
    ) -> None:
        self._printing = printing
        self._copies = copies
        self._words = words
        self.is_open = False
        self.source: PrintSource | None = None
        self.stage = PrintStage.DRAWING
        self._page = self._pages = 0
        self._image: PageImage | None = None
        self._is_asked = False
        self._printers: tuple[Printer, ...] = ()
        self._printer = ""
        self._sheets: tuple[int, ...] = ()
        self._taken = 0
        self._message: Message | None = None

    @property
    def is_sending(self) -> bool:
        """A printer takes sheets of it."""
        return self.stage is PrintStage.SENDING

    # ---- what the officer does -------------------------------------------------------------

    def open(self, source: PrintSource) -> None:
        """Its pages are drawn as they are now; a job that runs is shown again."""
        self.is_open = True
        if not self.is_sending:
            self._clear()
            self.source = source
            self._printing.prepare(source)

    def close(self) -> None:
        """It is looked at no more; a job that runs goes on."""
        was_open, self.is_open = self.is_open, False
        if was_open:
            self._forget_what_is_over()

    def choose(self, printer: str) -> bool:
        """Which printer; False: nothing changes."""
        is_there = any(one.name == printer for one in self._printers)
        if not is_there or self.is_sending:
            return False
        self._printer = printer
        return True

    def turn(self, steps: int) -> bool:
        """Another page to look at; False: there is none."""
        page = self._page + steps
        if not 1 <= page <= self._pages or self.is_sending:
            return False
        self._page, self._image = page, None
        self._look()
        return True

    def print_all(self, title: str) -> bool:
        """As many copies as are wanted; after a stop what is missing alone. False: it cannot be."""
        box, source = self.box(), self.source
        if box is None or source is None or not box.can_print:
            return False
        sheets = self._left()
        self._sheets, self._taken = sheets, 0
        self.stage, self._message = PrintStage.SENDING, None
        self._printing.print_sheets(source, self._printer, sheets, title)
        return True

    # ---- what happens ----------------------------------------------------------------------

    def take(self, event: Event) -> bool:
        """Pages are drawn, sheets are taken; False: it is nothing of this."""
        match event:
            case PrintReady() if event.source == self.source:
                self._take_ready(event)
            case PrintPageDrawn() if event.source == self.source:
                self._take_page(event)
            case SheetTaken() if self.is_sending and event.source == self.source:
                self._taken = event.count
            case PrintEnded() if self.is_sending and event.source == self.source:
                self._end(event)
                self._forget_what_is_over()
            case ActionFailed(action="print") if self.source is not None:
                self._fail(failure_message(event))
                self._forget_what_is_over()
            case _:
                return False
        return True

    def box(self) -> PrintBox | None:
        """None while nobody prints."""
        if not self.is_open:
            return None
        return PrintBox(
            stage=self.stage,
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

    def _forget_what_is_over(self) -> None:
        """Nobody looks at it, and no printer takes it."""
        if not self.is_open and not self.is_sending:
            self._clear()
            self._printing.forget()

    def _clear(self) -> None:
        self.source = None
        self.stage = PrintStage.DRAWING
        self._page = self._pages = self._taken = 0
        self._image = self._message = None
        self._is_asked = False
        self._printers = self._sheets = ()
        self._printer = ""

    def _take_ready(self, event: PrintReady) -> None:
        self._pages, self._page = event.pages, 1
        self._printers = event.printers
        default = next((one.name for one in event.printers if one.is_default), "")
        self._printer = default or next((one.name for one in event.printers), "")
        self.stage = PrintStage.READY
        self._look()

    def _look(self) -> None:
        """One page is drawn at a time: who turns on fast sees the last one."""
        if not self._is_asked and self.source is not None:
            self._is_asked = True
            self._printing.draw_page(self.source, self._page, LOOK_WIDTH)

    def _take_page(self, event: PrintPageDrawn) -> None:
        self._is_asked = False
        if event.page == self._page:
            self._image = event.image
        elif self._pages:
            self._look()

    def _end(self, event: PrintEnded) -> None:
        self._taken = event.count
        if event.is_whole:
            self.stage = PrintStage.SENT
            data: dict[str, MessageValue] = {"n": event.count, "printer": self._printer}
            self._message = Message(code=self._words.sent, tone=Tone.OK, data=data)
            return
        self.stage = PrintStage.STOPPED
        data = {"n": self._sheets[event.count]}
        self._message = Message(code=self._words.stopped, tone=Tone.WARN, data=data)

    def _fail(self, message: Message) -> None:
        is_undrawn = message.code == MessageCode.PRINT_NOT_DRAWN
        self._message = replace(message, code=self._words.not_drawn) if is_undrawn else message
        self._is_asked = False
        if self.is_sending:
            self.stage = PrintStage.STOPPED

    def _left(self) -> tuple[int, ...]:
        if self.stage is PrintStage.STOPPED:
            return self._sheets[self._taken :]
        return sheets_of(self._pages, self._copies())

    def _told(self) -> Message | None:
        if self._message is None and self.stage is PrintStage.READY and not self._printers:
            return Message(code=self._words.no_printer, tone=Tone.WARN)
        return self._message
