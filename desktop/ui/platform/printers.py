"""Printers of this PC, by Qt: the one file that speaks to QtPrintSupport. Thread: `print`."""

import logging
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop.domain.papers.paper import PageImage
from desktop.domain.record.printing import Printer

DPI: Final = 300

logger = logging.getLogger(__name__)


class QtPrinters:
    """What the system has; painting on a printer is allowed on any one thread (Qt)."""

    def found(self) -> tuple[Printer, ...]:
        """The default one first."""
        default = QPrinterInfo.defaultPrinterName()
        names = sorted(QPrinterInfo.availablePrinterNames(), key=lambda one: (one != default, one))
        return tuple(Printer(name=one, is_default=one == default) for one in names)

    def begin(self, name: str, title: str) -> "QtPrintJob | None":
        """None: there is no such printer any more, or it does not begin."""
        info = QPrinterInfo.printerInfo(name)
        if info.isNull():
            return None
        return begin_on(QPrinter(info, QPrinter.PrinterMode.HighResolution), title)


def begin_on(printer: QPrinter, title: str) -> "QtPrintJob | None":
    """A job on this printer: A4, the whole sheet is ours, margins are in the picture."""
    printer.setDocName(title)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    printer.setCopyCount(1)  # copies are sheets of ours, so that a stop is known by its page
    painter = QPainter()
    if not painter.begin(printer):
        logger.warning("printer does not begin")
        return None
    return QtPrintJob(printer, painter)


class QtPrintJob:
    """Sheets on their way to one printer."""

    def __init__(self, printer: QPrinter, painter: QPainter) -> None:
        self._printer = printer
        self._painter = painter
        self._is_first = True

    def take(self, image: PageImage) -> bool:
        """One more sheet, the picture as large as fits; False: the printer took none."""
        if not self._is_first and not self._printer.newPage():
            return False
        self._is_first = False
        drawn = QImage(
            image.rgb, image.width, image.height, 3 * image.width, QImage.Format.Format_RGB888
        )
        room = QRectF(self._printer.pageLayout().fullRectPixels(self._printer.resolution()))
        size = QSizeF(drawn.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRectF(room.topLeft(), size), drawn)
        return not self._is_broken()

    def end(self) -> bool:
        """False: the printer gave up."""
        return self._painter.end() and not self._is_broken()

    def _is_broken(self) -> bool:
        broken = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)
        return self._printer.printerState() in broken
