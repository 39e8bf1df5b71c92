"""What presenters ask of printing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from desktop.domain.record.printing import FormToPrint, PrintSource


class PrintingService(Protocol):
    """Minutes and forms, on paper or as files.

    Events: PrintAsked, PrintReady, PrintPageDrawn, SheetTaken, PrintEnded; FormSaved,
    ActionFailed("save_form"). ActionFailed("print") where nothing could be drawn.
    """

    def offer(self, form: FormToPrint) -> None:
        """Show this form to whoever asked, to be printed or kept: PrintAsked."""
        ...

    def prepare(self, source: PrintSource) -> None:
        """Draw it as it is now, in memory, and look which printers there are.

        What was prepared before is forgotten.
        """
        ...

    def draw_page(self, source: PrintSource, page: int, width: int) -> None:
        """A page (from 1) of what was prepared, `width` pixels wide."""
        ...

    def print_sheets(
        self, source: PrintSource, printer: str, sheets: Sequence[int], title: str
    ) -> None:
        """Give these pages to a printer, in this order. title: of the job, without names."""
        ...

    def save(self, form: FormToPrint, path: Path) -> None:
        """Write it as DOCX or PDF, by the suffix, to a file that is replaced."""
        ...

    def forget(self) -> None:
        """What was prepared is not needed any more."""
        ...
