"""What presenters ask of printing."""

from collections.abc import Sequence
from typing import Protocol

from desktop.domain.ids import SessionId


class PrintingService(Protocol):
    """Printing of minutes. Events: PrintReady, PrintPageDrawn, SheetTaken, PrintEnded.

    ActionFailed("print") where nothing could be drawn.
    """

    def prepare(self, session_id: SessionId) -> None:
        """Draw the minutes as they are now, in memory, and look which printers there are."""
        ...

    def draw_page(self, page: int, width: int) -> None:
        """A page (from 1) of what was prepared, `width` pixels wide."""
        ...

    def print_sheets(self, printer: str, sheets: Sequence[int], title: str) -> None:
        """Give these pages to a printer, in this order. title: of the job, without names."""
        ...

    def forget(self) -> None:
        """What was prepared is not needed any more."""
        ...
