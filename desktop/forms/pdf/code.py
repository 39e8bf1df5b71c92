"""The code on every page: it says of which record, version and content a sheet of paper is."""

from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from desktop.forms.layout.blocks import PageMark
from desktop.forms.layout.page import CODE_EDGE_MM, CODE_MM
from desktop.forms.pdf.code_modules import code_modules
from desktop.forms.pdf.lines import points

_NAME = "code"


def define_code(canvas: Canvas, mark: PageMark) -> None:
    """Keep the drawing of the code in the file, once for all pages."""
    rows = code_modules(mark.text)
    module_pt = points(CODE_MM) / len(rows)
    canvas.beginForm(_NAME, 0, 0, points(CODE_MM), points(CODE_MM))
    for number, row in enumerate(reversed(rows)):
        column = 0
        for is_dark, run in groupby(row):
            count = len(list(run))
            if is_dark:
                x, y = column * module_pt, number * module_pt
                canvas.rect(x, y, count * module_pt, module_pt, stroke=0, fill=1)
            column += count
    canvas.endForm()


def draw_code(canvas: Canvas) -> None:
    """In the lower left corner, beside the text."""
    canvas.saveState()
    canvas.translate(points(CODE_EDGE_MM), points(CODE_EDGE_MM))
    canvas.doForm(_NAME)
    canvas.restoreState()
