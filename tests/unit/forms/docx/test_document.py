"""What a form is on its page, whatever it says."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.shared import Mm

from desktop.forms.docx.document import draw_docx
from desktop.forms.layout.blocks import Form, Letterhead, SignatureBox, Signatures, Title

pytestmark = pytest.mark.unit

AT = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
FORM = Form(
    title="Danh sách",
    blocks=(
        Letterhead(
            issuer=("ỦY BAN NHÂN DÂN", "XÃ MẪU"),
            number="Số: …/UBND",
            nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            motto="Độc lập - Tự do - Hạnh phúc",
        ),
        Title(name="DANH SÁCH", subject="Đầu mối"),
        Signatures(boxes=(SignatureBox(title="A", hint=""), SignatureBox(title="B", hint=""))),
    ),
)


def drawn(form: Form) -> Any:
    return Document(io.BytesIO(draw_docx(form, AT)))


@pytest.mark.parametrize(("is_landscape", "width", "height"), [(False, 210, 297), (True, 297, 210)])
def test_head_and_signatures_fill_the_page_they_are_on(
    is_landscape: bool, width: int, height: int
) -> None:
    document = drawn(replace(FORM, is_landscape=is_landscape))
    section = document.sections[0]
    assert section.page_width.mm == pytest.approx(width, abs=0.1)
    assert section.page_height.mm == pytest.approx(height, abs=0.1)
    assert (section.orientation is WD_ORIENTATION.LANDSCAPE) is is_landscape
    text_mm = width - section.left_margin.mm - section.right_margin.mm
    for table in document.tables:
        widths = [column.width.mm for column in table.columns]
        assert sum(widths) == pytest.approx(text_mm, abs=0.2)
    rule = next(one for one in document.paragraphs if one.paragraph_format.left_indent)
    room = Mm(text_mm) - rule.paragraph_format.left_indent - rule.paragraph_format.right_indent
    assert room / Mm(1) == pytest.approx(23, abs=0.2)
