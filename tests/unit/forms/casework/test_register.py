"""The register as a file: the official columns, struck rows, replaced ones, and denunciations."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register import (
    RegisterEntry,
    Strike,
    replacement,
    struck_out,
    told_columns,
    without_person,
)
from desktop.domain.casework.register_book import KnownRow, restricted
from desktop.domain.ids import RegisterEntryId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.sync.operation import RecordStorage
from desktop.forms.casework.register import (
    RegisterPages,
    lay_out_register,
    load_register_wording,
    write_register,
)
from desktop.forms.layout.blocks import Body, Notice, Table, Title
from desktop.forms.layout.page import text_width_mm
from desktop.forms.xlsx.workbook import draw_xlsx
from tests.paths import ROOT
from tests.samples import unit_report_forms as sample
from tests.samples.casework import NOW, OFFICER, ROW

pytestmark = pytest.mark.unit

TEMPLATE = ROOT / "resources" / "forms" / "register-v1.json"
WORDING = load_register_wording(TEMPLATE)
MADE_AT = datetime(2026, 11, 26, 9, 42, tzinfo=UTC)
STRIKE = Strike(at=MADE_AT, by=OFFICER, by_name="Cán bộ tiếp dân Mẫu", reason="ghi trùng dòng 212")
HANDLED = replace(
    ROW,
    resolved_by="UBND xã, 09/11/2026",
    within_competence=True,
    guided_to="Tòa án",
    handled_by="UBND xã An Lão",
    follow_up="Trả lời trước 15/12",
    note="Có hẹn",
)


def known(entry: RegisterEntry, number: int | None = 214) -> KnownRow:
    return KnownRow(
        entry=entry,
        number=number,
        is_restricted=False,
        storage=RecordStorage.CITY,
        is_at_city=True,
    )


PAGES = RegisterPages(
    year=2026,
    rows=(known(HANDLED),),
    places={},
    issuer=sample.COMMUNE,
    made_at=MADE_AT,
    is_practice=False,
)


def table_of(pages: RegisterPages) -> Table:
    (table,) = [one for one in lay_out_register(pages, WORDING).blocks if isinstance(one, Table)]
    return table


def opening_of(pages: RegisterPages) -> str:
    blocks = lay_out_register(pages, WORDING).blocks
    (body,) = [one for one in blocks if isinstance(one, Body)]
    return body.text


def test_the_twelve_official_columns_stand_in_their_order_on_one_page_of_a_landscape() -> None:
    table = table_of(PAGES)
    marks = [column.rpartition("\n")[2] for column in table.columns[:12]]
    assert marks == [f"({number})" for number in range(1, 13)]
    assert table.columns[12] == "Ghi chú"
    assert sum(table.widths_mm) == text_width_mm(is_landscape=True)
    assert lay_out_register(PAGES, WORDING).is_landscape


def test_a_row_says_what_the_visit_said_and_what_became_of_it() -> None:
    assert table_of(PAGES).rows == (
        (
            "214",
            "26/11/2026",
            "Nguyễn Thị Mẫu, Tổ 1, xã An Lão",
            "031165000123",
            "Đường thôn ngập nước\nSửa cống thoát nước",
            "Khiếu nại",
            "1",
            "UBND xã, 09/11/2026",
            "x",
            "Tòa án",
            "UBND xã An Lão",
            "Trả lời trước 15/12",
            "Có hẹn",
        ),
    )
    assert table_of(replace(PAGES, rows=(known(ROW),))).rows[0][8] == ""


def test_a_denunciation_is_printed_without_a_person() -> None:
    entry = without_person(replace(ROW, petition_type=PetitionType.DENUNCIATION))
    for row in (restricted(known(entry)), restricted(known(ROW))):
        cells = table_of(replace(PAGES, rows=(row,))).rows[0]
        assert cells[2:5] == (
            "Người tố cáo",
            "hạn chế",
            "Nội dung hạn chế, chỉ người được giao xem.",
        )
        assert "Mẫu" not in "".join(cells)


def test_a_struck_row_keeps_its_number_and_says_when_why_and_who() -> None:
    struck = known(struck_out(HANDLED, STRIKE), 213)
    table = table_of(replace(PAGES, rows=(struck, known(ROW))))
    assert table.rows[0][0] == "213"
    assert table.rows[0][12] == (
        "Có hẹn\nGạch bỏ 16:42 ngày 26/11/2026. Lý do: ghi trùng dòng 212."
        " Người gạch: Cán bộ tiếp dân Mẫu."
    )
    assert table.is_struck(0, 0)
    assert not table.is_struck(0, 12)
    assert not table.is_struck(1, 0)
    assert opening_of(replace(PAGES, rows=(struck, known(ROW)))) == (
        "In lúc 16:42 ngày 26/11/2026: 2 dòng, trong đó 1 dòng gạch bỏ."
    )


def test_a_row_of_last_year_and_the_one_in_its_place_name_each_other() -> None:
    day = date(2025, 11, 3)
    wrong = replace(ROW, reception_date=day, year=2025)
    new = replacement(wrong, told_columns(wrong), by=OFFICER, at=NOW, zone=LOCAL_ZONE)
    places = {wrong.id: (2025, 40), new.id: (2026, 3)}
    old = replace(known(struck_out(wrong, STRIKE), 40), replaced_by=new.id)
    last_year = replace(PAGES, year=2025, rows=(old,), places=places)
    assert table_of(last_year).rows[0][12].endswith("Thay bằng dòng 3/2026.")
    this_year = replace(PAGES, rows=(known(new, 3),), places=places)
    assert table_of(this_year).rows[0][12] == "Thay dòng 40/2025."
    same_year = replace(this_year, places={wrong.id: (2026, None)})
    assert table_of(same_year).rows[0][12] == "Thay dòng chờ số."
    unknown = replace(this_year, places={})
    assert table_of(unknown).rows[0][12] == "Thay dòng chờ số."


def test_what_has_no_number_yet_is_said() -> None:
    pages = replace(PAGES, rows=(known(ROW), known(replace(ROW, id=RegisterEntryId("x")), None)))
    assert table_of(pages).rows[1][0] == "chờ số"
    assert opening_of(pages).endswith("0 dòng gạch bỏ, 1 dòng thành phố chưa cấp số.")


def test_an_empty_book_is_one_too() -> None:
    empty = replace(PAGES, rows=())
    assert opening_of(empty) == "In lúc 16:42 ngày 26/11/2026: sổ chưa có dòng nào."
    assert not [one for one in lay_out_register(empty, WORDING).blocks if isinstance(one, Table)]


def test_practice_is_said_on_every_page() -> None:
    form = lay_out_register(replace(PAGES, is_practice=True), WORDING)
    assert form.footer == WORDING.practice
    assert any(isinstance(one, Notice) for one in form.blocks)
    assert not any(isinstance(one, Notice) for one in lay_out_register(PAGES, WORDING).blocks)
    (title,) = [one for one in form.blocks if isinstance(one, Title)]
    assert (title.name, title.subject) == ("SỔ TIẾP CÔNG DÂN", "Năm 2026")


def test_every_kind_of_content_has_its_word() -> None:
    assert WORDING.petition_types.keys() == set(PetitionType)


def test_the_spreadsheet_has_the_columns_a_number_to_reckon_with_and_strikes_through() -> None:
    struck = known(struck_out(HANDLED, STRIKE), 213)
    form = lay_out_register(replace(PAGES, rows=(struck, known(ROW))), WORDING)
    sheet = load_workbook(BytesIO(draw_xlsx(form, MADE_AT))).active
    assert sheet is not None
    cells = [[cell for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    (head,) = [row for row in cells if row and str(row[0].value).startswith("STT")]
    assert len(head) == 13
    (gone,) = [row for row in cells if row and row[0].value == 213]
    assert [cell.font.strike for cell in gone] == [True] * 12 + [None]
    (stays,) = [row for row in cells if row and row[0].value == 214]
    assert not any(cell.font.strike for cell in stays)
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows is not None


def test_the_document_strikes_through_too(tmp_path: Path) -> None:
    path = tmp_path / "so.docx"
    pages = replace(PAGES, rows=(known(struck_out(HANDLED, STRIKE), 213),))
    write_register(pages, path, template_path=TEMPLATE)
    row = Document(str(path)).tables[-1].rows[1]
    marks = [cell.paragraphs[0].runs[0].font.strike for cell in row.cells]
    assert marks == [True] * 12 + [None]
