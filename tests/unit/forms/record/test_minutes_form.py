import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from desktop.domain.errors import SettingsError, StorageError
from desktop.forms.record.minutes_form import write_minutes
from desktop.forms.record.minutes_sources import MinutesSources, build_minutes_document
from tests.paths import ROOT
from tests.samples import minutes as sample

pytestmark = pytest.mark.unit

TEMPLATE = ROOT / "resources" / "forms" / "minutes-v1.json"


def written(folder: Path, sources: MinutesSources) -> Any:
    path = folder / "bien-ban.docx"
    write_minutes(build_minutes_document(sources), path, template_path=TEMPLATE)
    assert sorted(one.name for one in folder.iterdir()) == ["bien-ban.docx"]
    return Document(str(path))


def is_near(length: Length | None, wanted: Length) -> bool:
    return length is not None and abs(length - wanted) < Mm(0.1)


def all_text(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_the_page_is_set_up_after_decree_30(tmp_path: Path) -> None:
    section = written(tmp_path, sample.sources()).sections[0]
    assert is_near(section.page_width, Mm(210))
    assert is_near(section.page_height, Mm(297))
    assert is_near(section.top_margin, Mm(20))
    assert is_near(section.bottom_margin, Mm(20))
    assert is_near(section.left_margin, Mm(30))
    assert is_near(section.right_margin, Mm(15))


def test_the_body_is_times_new_roman_14_justified(tmp_path: Path) -> None:
    document = written(tmp_path, sample.sources())
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    fonts = normal.element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == fonts.get(qn("w:cs")) == "Times New Roman"
    layout = normal.paragraph_format
    assert layout.alignment is WD_ALIGN_PARAGRAPH.JUSTIFY
    assert is_near(layout.first_line_indent, Mm(12.7))
    assert layout.space_after == Pt(6)
    assert layout.line_spacing == 1.0
    assert layout.widow_control is True


def test_no_other_font_is_named(tmp_path: Path) -> None:
    document = written(tmp_path, sample.sources(is_practice=True))
    named = {element.get(qn("w:ascii")) for element in document.element.iter(qn("w:rFonts"))}
    assert named <= {"Times New Roman", None}


def test_the_page_number_is_in_the_top_margin_but_not_on_page_one(tmp_path: Path) -> None:
    section = written(tmp_path, sample.sources()).sections[0]
    assert section.different_first_page_header_footer
    header = section.header.paragraphs[0]
    (field,) = header._p.iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == "PAGE"
    assert header.alignment is WD_ALIGN_PARAGRAPH.CENTER
    assert not list(section.first_page_header._element.iter(qn("w:fldSimple")))


def test_the_motto_is_bold_and_has_its_rule(tmp_path: Path) -> None:
    head = written(tmp_path, sample.sources()).tables[0]
    nation, motto, rule = head.rows[0].cells[1].paragraphs
    assert (nation.text, nation.runs[0].font.size) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        Pt(13),
    )
    assert (motto.text, motto.runs[0].font.size, motto.runs[0].bold) == (
        "Độc lập - Tự do - Hạnh phúc",
        Pt(14),
        True,
    )
    assert rule._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom")) is not None
    indents = rule.paragraph_format.left_indent + rule.paragraph_format.right_indent
    assert is_near(Length(Mm(99) - indents), Mm(60.4)), "as long as the text"


def test_every_word_arrives(tmp_path: Path) -> None:
    text = all_text(written(tmp_path, sample.sources()))
    for _, _, line, _ in sample.LINES:
        assert line in text
    for word in ("031165000123", "THƯ KÝ", "CHỦ TỌA", "Số: …/BB-UBND"):
        assert word in text


def test_rows_and_signatures_do_not_break_over_a_page(tmp_path: Path) -> None:
    document = written(tmp_path, sample.sources())
    for table in document.tables[1:]:
        for row in table.rows:
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None
    papers = document.tables[1]
    assert papers.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_practice_document_is_marked_on_every_page(tmp_path: Path) -> None:
    document = written(tmp_path, sample.sources(is_practice=True))
    mark = "BẢN DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
    assert mark in [paragraph.text for paragraph in document.paragraphs]
    section = document.sections[0]
    assert section.footer.paragraphs[0].text == mark
    assert section.first_page_footer.paragraphs[0].text == mark


def test_the_file_s_properties_name_nobody(tmp_path: Path) -> None:
    properties = written(tmp_path, sample.sources()).core_properties
    assert (properties.author, properties.comments, properties.language) == ("", "", "vi-VN")
    assert properties.created == sample.sources().now


def test_pasted_control_characters_do_not_cost_the_minutes(tmp_path: Path) -> None:
    line = replace(sample.lines()[1], text="trước\x00\x0b\ud800sau \U0001f600")
    text = all_text(written(tmp_path, replace(sample.sources(), lines=(line,))))
    assert "trước" in text
    assert "sau \U0001f600" in text


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "bien-ban.docx").write_bytes(b"older")
    assert sample.LINES[0][2] in all_text(written(tmp_path, sample.sources()))


@pytest.fixture
def older_file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "bien-ban.docx"
    path.write_bytes(b"older")
    yield path
    assert [one.name for one in tmp_path.iterdir()] == ["bien-ban.docx"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "full"), "B-433"),
        (PermissionError(errno.EACCES, "open elsewhere"), "B-432"),
        (OSError(errno.EIO, "broken"), "B-434"),
    ],
)
def test_nothing_half_written_is_left_when_the_disk_refuses(
    older_file: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    def refuse(_: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StorageError) as caught:
        write_minutes(build_minutes_document(sample.sources()), older_file, template_path=TEMPLATE)
    assert caught.value.code == code
    assert caught.value.data["name"] == "bien-ban.docx"
    assert older_file.read_bytes() == b"older"


def test_minutes_are_written_as_pdf_too_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bien-ban.PDF"
    document = build_minutes_document(sample.sources())
    write_minutes(document, path, template_path=TEMPLATE)
    older = path.read_bytes()
    assert older.startswith(b"%PDF-1.7")

    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StorageError) as caught:
        write_minutes(document, path, template_path=TEMPLATE)
    assert caught.value.code == "B-433"
    assert path.read_bytes() == older
    assert [one.name for one in tmp_path.iterdir()] == ["bien-ban.PDF"]


def test_minutes_have_no_other_format(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        write_minutes(
            build_minutes_document(sample.sources()),
            tmp_path / "bien-ban.doc",
            template_path=TEMPLATE,
        )
    assert caught.value.code == "B-435"


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        write_minutes(
            build_minutes_document(sample.sources()),
            tmp_path / "gone" / "a.docx",
            template_path=TEMPLATE,
        )
    assert (caught.value.code, caught.value.data["error"]) == ("B-434", "ENOENT")


def test_a_folder_of_that_name_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(StorageError) as caught:
        write_minutes(
            build_minutes_document(sample.sources()),
            tmp_path / "a.docx",
            template_path=TEMPLATE,
        )
    assert caught.value.code == "B-432"


def early(*, is_practice: bool) -> MinutesSources:
    before = datetime(2026, 6, 30, 3, tzinfo=UTC)
    sources = sample.sources(is_practice=is_practice)
    return replace(sources, course=replace(sample.course(), opened_at=before))


def test_a_template_that_is_not_valid_on_the_day_is_not_used(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        written(tmp_path, early(is_practice=False))
    assert caught.value.code == "B-431"
    assert not list(tmp_path.iterdir())


def test_practice_may_use_any_template(tmp_path: Path) -> None:
    assert written(tmp_path, early(is_practice=True)).tables
