"""Pages as they come out, for the sheets in which something is printed."""

from functools import cache

from desktop.domain.papers.paper import PageImage
from desktop.forms.pdf.document import draw_pdf
from tests.rigs.system.read_pdf import ReadPdf
from tests.samples.forms import AT, EVERY_FORM


@cache
def printed_page(name: str) -> PageImage:
    """The first page of a sample form, as it is drawn."""
    pixels = ReadPdf(draw_pdf(EVERY_FORM[name](), AT)).pixels(0)
    height, width = pixels.shape
    return PageImage(width=width, height=height, rgb=pixels.repeat(3).tobytes())
