"""Draws a form as PDF/A-2b, without Office and without a network.

The page is that of `layout/page.py`, its number centred in the top margin from page 2 on.
"""

import io
import threading
from datetime import datetime
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from desktop.forms.layout.blocks import Form
from desktop.forms.layout.page import (
    BOTTOM_MM,
    FOOTER_PT,
    HEAD_PT,
    HEADER_MM,
    LEFT_MM,
    TOP_MM,
    page_mm,
    text_width_mm,
)
from desktop.forms.pdf.archive import archived
from desktop.forms.pdf.code import draw_code
from desktop.forms.pdf.faces import Look, load_faces
from desktop.forms.pdf.layout import pieces_of
from desktop.forms.pdf.lines import Side, draw_lines, height_of, plain_text, points
from desktop.forms.pdf.pager import Page, divide

_settings: Any = rl_config
_settings.useA85 = 0  # pictures as bytes, not as letters

_ONE_AT_A_TIME = threading.Lock()
"""reportlab keeps what it knows of letters for the whole program."""


def draw_pdf(form: Form, made_at: datetime) -> bytes:
    """The PDF/A-2b file. made_at: aware; in the file's properties. Same input, same bytes.

    Thread: any. Raises: ResourceMissingError: the letters are not there.
    """
    with _ONE_AT_A_TIME:
        load_faces()
        drawn = _drawn(form)
    return archived(drawn, title=form.title, made_at=made_at)


def _drawn(form: Form) -> bytes:
    width_mm, height_mm = page_mm(is_landscape=form.is_landscape)
    out = io.BytesIO()
    canvas = Canvas(
        out,
        pagesize=(points(width_mm), points(height_mm)),
        pageCompression=1,
        invariant=1,
        initialFontName=Look(size_pt=HEAD_PT).face,  # type: ignore[arg-type]  # the stub is wrong
        pdfVersion=(1, 7),
    )
    room_pt = points(height_mm - TOP_MM - BOTTOM_MM)
    pages = divide(pieces_of(form), room_pt)
    for number, page in enumerate(pages, start=1):
        _draw_margins(canvas, form, number)
        if form.mark is not None:
            draw_code(canvas, form.mark.code(number, len(pages)))
        _draw_page(canvas, page, points(height_mm - TOP_MM))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_page(canvas: Canvas, page: Page, top_pt: float) -> None:
    for piece, used_pt in page.placed:
        piece.draw(canvas, points(LEFT_MM), top_pt - used_pt)


def _draw_margins(canvas: Canvas, form: Form, number: int) -> None:
    """The number above the text, the footer below it."""
    room_pt = points(text_width_mm(is_landscape=form.is_landscape))
    left_pt, height_pt = points(LEFT_MM), points(page_mm(is_landscape=form.is_landscape)[1])
    if number > 1:
        shown = plain_text(str(number), Look(size_pt=HEAD_PT), room_pt, Side.CENTRE)
        draw_lines(shown, canvas, left_pt, height_pt - points(HEADER_MM), room_pt)
    if form.footer:
        look = Look(size_pt=FOOTER_PT, is_bold=True)
        footer = plain_text(form.footer, look, room_pt, Side.CENTRE)
        top_pt = points(HEADER_MM) + height_of(footer)
        draw_lines(footer, canvas, left_pt, top_pt, room_pt)
