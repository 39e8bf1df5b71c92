"""PDF pages by pypdfium2, which has no types: the only file that knows it, loaded in the worker.

The library draws foreign bytes in C++; the process boundary is the protection.
"""

import importlib
from typing import Any, Protocol

from PIL import Image

from desktop.documents.preview.pipe_format import fitted_size
from desktop.domain.papers.paper import PageImage

_FPDF_ERR_PASSWORD = 4


class PdfLocked(Exception):
    """A password is needed."""


class PdfBroken(Exception):
    """The library cannot read it."""


class _Bitmap(Protocol):
    def to_pil(self) -> Image.Image: ...


class _Page(Protocol):
    def get_size(self) -> tuple[float, float]: ...

    def render(self, *, scale: float) -> _Bitmap: ...


class _Document(Protocol):
    def __len__(self) -> int: ...

    def __getitem__(self, index: int) -> _Page: ...


def open_pdf(data: bytes) -> "PdfDocument":
    """A PDF held in memory. Raises: PdfLocked, PdfBroken."""
    library: Any = importlib.import_module("pypdfium2")
    error: type[Exception] = library.PdfiumError
    try:
        return PdfDocument(document=library.PdfDocument(data), error=error)
    except error as failure:
        if getattr(failure, "err_code", None) == _FPDF_ERR_PASSWORD:
            raise PdfLocked from failure
        raise PdfBroken from failure


class PdfDocument:
    """Pages of an open PDF. error: what the library raises."""

    def __init__(self, *, document: _Document, error: type[Exception]) -> None:
        self._document = document
        self._error = error

    @property
    def page_count(self) -> int:
        """Pages in all."""
        return len(self._document)

    def draw(self, page: int, width: int) -> PageImage:
        """Page `page` (from 1), about `width` pixels wide. Raises: PdfBroken, ValueError."""
        try:
            drawn = self._document[page - 1]
            page_width, page_height = drawn.get_size()
            fitted_width, _ = fitted_size(page_width, page_height, width)
            scale = (fitted_width - 0.5) / page_width  # the library rounds the width up
            image = drawn.render(scale=scale).to_pil().convert("RGB")
        except self._error as failure:
            raise PdfBroken from failure
        return PageImage(width=image.width, height=image.height, rgb=image.tobytes())
