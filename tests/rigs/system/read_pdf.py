"""What stands in a PDF, read by PDFium and qpdf: words, places, letters, pictures of its pages."""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
import pikepdf
import zxingcpp

from desktop.forms.layout.page import BOTTOM_MM, TOP_MM
from desktop.forms.layout.text_width import MM_PER_PT

_DPI = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter and its box, in millimetres from the lower left corner of its page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class ReadPdf:
    """A PDF in memory."""

    def __init__(self, data: bytes) -> None:
        pdfium: Any = importlib.import_module("pypdfium2")
        self._data = data
        self._pdf = pdfium.PdfDocument(data)

    def __len__(self) -> int:
        return len(self._pdf)

    def size_mm(self, page: int) -> tuple[float, float]:
        width, height = self._pdf[page].get_size()
        return width * MM_PER_PT, height * MM_PER_PT

    def words(self, page: int) -> list[str]:
        """Between the upper and the lower margin, in the order of the file."""
        height_mm = self.size_mm(page)[1]
        text = self._pdf[page].get_textpage()
        bounded: str = text.get_text_bounded(
            bottom=(BOTTOM_MM - 0.5) / MM_PER_PT, top=(height_mm - TOP_MM + 0.5) / MM_PER_PT
        )
        return bounded.split()

    def above(self, page: int) -> str:
        """In the upper margin."""
        height_mm = self.size_mm(page)[1]
        text = self._pdf[page].get_textpage()
        bounded: str = text.get_text_bounded(bottom=(height_mm - TOP_MM + 0.5) / MM_PER_PT)
        return bounded.strip()

    def below(self, page: int) -> str:
        """In the lower margin."""
        text = self._pdf[page].get_textpage()
        bounded: str = text.get_text_bounded(top=(BOTTOM_MM - 0.5) / MM_PER_PT)
        return bounded.strip()

    def letters_mm(self, page: int) -> Iterator[Letter]:
        """Each letter of a page."""
        text = self._pdf[page].get_textpage()
        for index in range(text.count_chars()):
            char = text.get_text_range(index, 1)
            if char.strip():
                left, bottom, right, top = (edge * MM_PER_PT for edge in text.get_charbox(index))
                yield Letter(text=char, left=left, bottom=bottom, right=right, top=top)

    def pixels(self, page: int) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
        """A page in shades of grey, of shape (height, width), scanned with 150 dpi."""
        drawn = self._pdf[page].render(scale=_DPI / 72, grayscale=True).to_numpy()
        return np.ascontiguousarray(drawn).reshape(drawn.shape[:2])

    def code(self, page: int) -> str | None:
        """What the only code of a page says, scanned with 150 dpi."""
        found = zxingcpp.read_barcodes(self.pixels(page))
        assert len(found) <= 1
        return found[0].text if found else None

    def embedded_faces(self) -> dict[str, bool]:
        """Of each face that the file names, whether its letters are in the file."""
        faces = {}
        with pikepdf.open(BytesIO(self._data)) as pdf:
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font":
                    letters: Any = thing.get("/FontDescriptor", {})
                    faces[str(thing["/BaseFont"])] = "/FontFile2" in letters
        return faces
