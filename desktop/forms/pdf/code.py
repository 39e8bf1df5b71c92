"""The code on every page: of which record, version and content a sheet is, and which page."""

from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from desktop.forms.layout.page import CODE_EDGE_MM, CODE_MM
from desktop.forms.pdf.code_modules import code_modules
from desktop.forms.pdf.lines import points


def draw_code(canvas: Canvas, text: str) -> None:
    """In the lower left corner, beside the text."""
    rows = code_modules(text)
    module_pt = points(CODE_MM) / len(rows)
    canvas.saveState()
    canvas.translate(points(CODE_EDGE_MM), points(CODE_EDGE_MM))
    for number, row in enumerate(reversed(rows)):
        column = 0
        for is_dark, run in groupby(row):
            count = len(list(run))
            if is_dark:
                x, y = column * module_pt, number * module_pt
                canvas.rect(x, y, count * module_pt, module_pt, stroke=0, fill=1)
            column += count
    canvas.restoreState()
