"""Photos on paper: whole files, in colours that the archive takes; what is none is counted."""

import io

import pikepdf
import pytest
from PIL import Image

from desktop.forms.layout.blocks import Form, PhotoAnnex, PhotoRow
from desktop.forms.layout.page import PHOTO_HEIGHT_MM, PHOTO_WIDTH_MM
from desktop.forms.pdf.document import draw_pdf
from desktop.forms.pdf.lines import points
from desktop.forms.pdf.photos import photo_lines, read_photos
from tests.rigs.system.read_pdf import ReadPdf
from tests.samples.forms import AT
from tests.samples.papers import jpeg

pytestmark = pytest.mark.unit


def annex(*jpegs: bytes | None) -> Form:
    row = PhotoRow(text="DD-1. Bảng nội quy", jpegs=jpegs)
    block = PhotoAnnex(
        title="ẢNH CHỤP",
        missing="Còn {count} ảnh.",
        columns=("Mục", "Ảnh"),
        rows=(row,),
        widths_mm=(50, 115),
    )
    return Form(title="", blocks=(block,))


def pictures(data: bytes) -> list[tuple[str, bytes]]:
    """Colours and bytes of each picture in a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        images = [one for one in streams if one.get("/Subtype") == "/Image"]
        return [(str(one["/ColorSpace"]), one.read_raw_bytes()) for one in images]


@pytest.mark.parametrize(("mode", "colours"), [("RGB", "/DeviceRGB"), ("L", "/DeviceGray")])
def test_a_photo_goes_into_the_file_as_it_is(mode: str, colours: str) -> None:
    photo = jpeg(mode=mode, colour="black")
    assert pictures(draw_pdf(annex(photo, photo), AT)) == [(colours, photo)], "once"


def test_colours_of_a_printing_press_become_those_of_a_screen() -> None:
    out = io.BytesIO()
    Image.new("CMYK", (40, 30)).save(out, "JPEG")
    ((colours, data),) = pictures(draw_pdf(annex(out.getvalue()), AT))
    assert colours == "/DeviceRGB"
    assert Image.open(io.BytesIO(data)).mode == "RGB"


def test_what_is_no_picture_or_not_here_is_counted() -> None:
    cut = jpeg()[:60]
    data = draw_pdf(annex(jpeg(), None, b"", b"\xff\xd8\xff\xe0 cut", cut), AT)
    assert len(pictures(data)) == 1
    assert " ".join(ReadPdf(data).words(0)[-3:]) == "Còn 4 ảnh."


def test_photos_stand_beside_each_other_as_far_as_there_is_room() -> None:
    wide, high = read_photos([jpeg(size=(400, 300)), jpeg(size=(300, 900))])
    assert wide.width_pt == pytest.approx(points(PHOTO_WIDTH_MM))
    assert wide.width_pt / wide.height_pt == pytest.approx(4 / 3)
    assert high.height_pt == pytest.approx(points(PHOTO_HEIGHT_MM))
    lines = photo_lines([wide] * 3 + [high], points(75))
    assert [len(line.photos) for line in lines] == [2, 2]
    assert lines[1].height_pt == pytest.approx(points(PHOTO_HEIGHT_MM))


def test_many_photos_go_on_on_the_next_page() -> None:
    data = draw_pdf(annex(*[jpeg(size=(300, 360 + number)) for number in range(30)]), AT)
    assert len(ReadPdf(data)) == 2
    assert len(pictures(data)) == 30
