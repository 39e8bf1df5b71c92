import pytest

from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.preview import text_pages
from desktop.documents.preview.text_pages import LEAST_PIXELS, Fonts, TextDocument
from desktop.domain.papers.paper import PageImage
from tests.samples.office import a_document, a_workbook, document_of

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts()


def ink(image: PageImage) -> int:
    """Bytes that are not white."""
    return len(image.rgb) - image.rgb.count(b"\xff")


def test_a_document_is_drawn_large_enough_to_be_read(fonts: Fonts) -> None:
    made = TextDocument(a_document(), FileKind.DOCX, fonts)
    assert made.page_count == 2
    for page in (1, 2):
        image = made.draw(page, 300)
        assert image.width >= LEAST_PIXELS
        assert len(image.rgb) == image.width * image.height * 3
        assert ink(image)


def test_more_columns_than_fit_come_on_the_next_pages(fonts: Fonts) -> None:
    narrow = TextDocument(a_workbook(rows=40), FileKind.XLSX, fonts)
    wide = TextDocument(a_workbook(rows=40, columns=40), FileKind.XLSX, fonts)
    assert wide.page_count > narrow.page_count > 1


def test_long_words_are_cut_and_no_line_leaves_the_page(fonts: Fonts) -> None:
    body = f"<w:p><w:r><w:t>{'W' * 400}</w:t></w:r></w:p>"
    made = TextDocument(document_of(body), FileKind.DOCX, fonts)
    image = made.draw(1, 500)
    margin = [
        image.rgb[(y * image.width + x) * 3]
        for y in range(60)
        for x in range(image.width - 30, image.width)
    ]
    assert set(margin) == {255}
    assert ink(image)


def test_a_row_taller_than_a_page_goes_on_and_an_empty_document_has_a_page(fonts: Fonts) -> None:
    cell = "<w:p><w:r><w:t>chữ</w:t></w:r></w:p>" * 100
    tall = f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    made = TextDocument(document_of(tall), FileKind.DOCX, fonts)
    assert made.page_count > 3
    assert ink(made.draw(made.page_count, 300))
    assert TextDocument(document_of(""), FileKind.DOCX, fonts).page_count == 1


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (a_document(lines=400), FileKind.DOCX),
        (a_workbook(rows=400), FileKind.XLSX),
        (document_of("<w:p><w:r><w:br/></w:r></w:p>" * 500), FileKind.DOCX),
    ],
)
def test_no_more_pages_are_laid_out_than_the_limit_and_one(
    fonts: Fonts, data: bytes, kind: FileKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_pages, "MAX_TEXT_PAGES", 3)
    made = TextDocument(data, kind, fonts)
    assert made.page_count == 4
    assert ink(made.draw(4, 300))
