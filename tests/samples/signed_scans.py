"""Scans of signed sheets, as a scanner makes them: a picture for each page."""

import io
from typing import Final

from PIL import Image

from desktop.domain.papers.printed_page import PrintedPage, read_printed_page
from desktop.forms.layout.page import CODE_EDGE_MM, CODE_MM, page_mm
from desktop.forms.pdf.code_modules import code_modules

_MM_PER_INCH: Final = 25.4
_TOLD: Final = b"\n% sheet "


def a_sheet(
    page: int = 1, pages: int = 3, *, record_id: str = "session-1", version: int = 1
) -> PrintedPage:
    return PrintedPage(
        record_id=record_id, version=version, content_sha256="c" * 64, page=page, pages=pages
    )


def scan(*sheets: PrintedPage | None, kind: str = "PDF", dpi: int = 200, turned: int = 0) -> bytes:
    """A file of these sheets; None: a sheet without a code. turned: by so many degrees.

    What the codes say stands behind the file once more, for fakes that read no picture.
    """
    pictures = [_picture(one, dpi).rotate(turned, expand=True) for one in sheets]
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if kind in {"PDF", "TIFF"} else {}
    pictures[0].save(out, kind, dpi=(dpi, dpi), resolution=dpi, **more)
    told = (_TOLD + one.code.encode() for one in sheets if one is not None)
    return out.getvalue() + b"".join(told)


def printed_pages_told(data: bytes) -> tuple[PrintedPage, ...]:
    """Of a file of `scan`, without looking at its pictures."""
    codes = (one.decode(errors="replace") for one in data.split(_TOLD)[1:])
    return tuple(one for one in map(read_printed_page, codes) if one is not None)


def _picture(sheet: PrintedPage | None, dpi: int) -> Image.Image:
    width, height = (round(one / _MM_PER_INCH * dpi) for one in page_mm(is_landscape=False))
    picture = Image.new("L", (width, height), 250)
    if sheet is None:
        return picture
    rows = code_modules(sheet.code)
    code = Image.new("1", (len(rows), len(rows)), 1)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            code.putpixel((x, y), not is_dark)
    side, edge = (round(one / _MM_PER_INCH * dpi) for one in (CODE_MM, CODE_EDGE_MM))
    picture.paste(code.convert("L").resize((side, side)), (edge, height - edge - side))
    return picture
