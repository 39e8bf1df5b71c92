"""What printing draws: a page as it comes out, the printers, how many sheets one took."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.papers.paper import PageImage
from desktop.domain.record.printing import Printer
from desktop.presenters.view.message import Message


class PrintStage(StrEnum):
    """DRAWING: pages are being drawn. SENDING: a printer takes sheets. STOPPED: it took not all."""

    DRAWING = "drawing"
    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintBox:
    """page, pages: shown and in all, 0 before they are drawn. image: None: it is being drawn.

    printer: the chosen one, "" without any. copies: of every page. left: sheets that a press of
    the button gives to the printer. taken, total: of the job that runs. message: of the last one.
    """

    stage: PrintStage
    page: int
    pages: int
    image: PageImage | None
    printers: tuple[Printer, ...]
    printer: str
    copies: int
    left: int
    taken: int
    total: int
    message: Message | None

    @property
    def can_print(self) -> bool:
        """Something is drawn, somebody takes it, and nothing is on its way."""
        return bool(self.pages and self.printer) and self.stage is not PrintStage.SENDING
