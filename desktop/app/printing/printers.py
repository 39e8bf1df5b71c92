"""What the desk asks of the printers of its PC. Thread: `print`."""

from typing import Protocol

from desktop.domain.papers.paper import PageImage
from desktop.domain.record.printing import Printer


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
