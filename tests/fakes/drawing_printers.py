"""A printer whose sheets are pictures in a folder, for people to look at."""

from pathlib import Path

from PySide6.QtGui import QImage

from desktop.domain.papers.paper import PageImage
from desktop.domain.record.printing import Printer
from desktop.domain.text import folded

PRINTER = Printer(name="Máy in thử", is_default=True)


class DrawingPrinters:
    """sheets: what was printed so far below `folder`, in order, as PNG."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.sheets: list[Path] = []

    def found(self) -> tuple[Printer, ...]:
        return (PRINTER,)

    def begin(self, name: str, title: str) -> "DrawingJob | None":
        return DrawingJob(self, title) if name == PRINTER.name else None

    def draw(self, title: str, page: int, image: PageImage) -> bool:
        """One sheet. Thread: `print`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        words = "-".join(folded(title).split()).replace("/", "-")
        path = self._folder / f"{len(self.sheets) + 1:02}-{words}-{page}.png"
        drawn = QImage(
            image.rgb, image.width, image.height, 3 * image.width, QImage.Format.Format_RGB888
        )
        if not drawn.scaledToWidth(1_240).save(str(path)):
            return False
        self.sheets.append(path)
        return True


class DrawingJob:
    """Sheets of one job."""

    def __init__(self, printers: DrawingPrinters, title: str) -> None:
        self._printers = printers
        self._title = title
        self._page = 0

    def take(self, image: PageImage) -> bool:
        self._page += 1
        return self._printers.draw(self._title, self._page, image)

    def end(self) -> bool:
        return True
