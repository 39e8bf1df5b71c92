"""Sheets as Qt gives them to a printer: here one that writes them into a file."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desktop.domain.papers.paper import PageImage
from desktop.ui.platform.printers import QtPrinters, begin_on
from tests.rigs.system.read_pdf import ReadPdf

pytestmark = pytest.mark.ui


def a_page(width: int = 248, height: int = 351) -> PageImage:
    """White, but for its lower left corner."""
    pixels = np.full((height, width, 3), 255, np.uint8)
    pixels[-height // 10 :, : width // 10] = 0
    return PageImage(width=width, height=height, rgb=pixels.tobytes())


def a_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_each_page_is_a_sheet_as_large_as_the_paper(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    job = begin_on(a_printer(path), "TCD-1")
    assert job is not None
    assert all(job.take(a_page()) for _ in range(3))
    assert job.end()
    printed = ReadPdf(path.read_bytes())
    assert len(printed) == 3
    width, height = printed.size_mm(0)
    assert (round(width), round(height)) == (210, 297)
    pixels = printed.pixels(2)
    rows, columns = pixels.shape
    assert pixels[int(rows * 0.95), int(columns * 0.05)] < 32
    assert pixels[int(rows * 0.95), int(columns * 0.15)] > 224
    assert pixels[int(rows * 0.85), int(columns * 0.05)] > 224
    assert pixels[int(rows * 0.05), int(columns * 0.95)] > 224


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_place_that_takes_nothing_does_not_begin(qtbot: QtBot, tmp_path: Path) -> None:
    assert begin_on(a_printer(tmp_path / "no such folder" / "x.pdf"), "TCD-1") is None


def test_a_printer_that_the_system_has_not_does_not_begin(qtbot: QtBot) -> None:
    printers = QtPrinters()
    assert all(one.name for one in printers.found())
    assert printers.begin("Máy in không có", "TCD-1") is None
