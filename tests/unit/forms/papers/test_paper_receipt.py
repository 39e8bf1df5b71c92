"""The receipt of papers as a file: who gave, who took, what and in which condition."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document

from desktop.domain.papers.dossier import CopyKind, HandedIn
from desktop.domain.papers.receipt import PaperReceipt
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.forms.layout.blocks import Body, Notice, Signatures, Table
from desktop.forms.papers.paper_receipt import (
    ReceiptPage,
    lay_out_receipt,
    load_receipt_wording,
    write_receipt,
)
from tests.paths import ROOT
from tests.samples import unit_report_forms as sample
from tests.samples.casework import CASE_PAPER, CITIZEN

pytestmark = pytest.mark.unit

TEMPLATE = ROOT / "resources" / "forms" / "paper-receipt-v1.json"
WORDING = load_receipt_wording(TEMPLATE)
GIVER = replace(
    CITIZEN,
    id_number="031165000123",
    id_issue_date=date(2021, 5, 10),
    id_issue_place="Bộ Công an",
)
PAGE = ReceiptPage(
    receipt=PaperReceipt(
        case_code="2026-0147",
        givers=(GIVER,),
        receiver="Cán bộ tiếp dân Mẫu",
        received_at=datetime(2026, 11, 26, 1, 30, tzinfo=UTC),
        papers=(
            replace(CASE_PAPER, handed_in=HandedIn.ORIGINAL),
            replace(CASE_PAPER, handed_in=None, page_count=0),
        ),
    ),
    issuer=sample.COMMUNE,
    is_practice=False,
)


def said(page: ReceiptPage) -> str:
    blocks = lay_out_receipt(page, WORDING).blocks
    return "\n".join(one.text for one in blocks if isinstance(one, Body))


def test_it_says_who_gave_and_who_took() -> None:
    text = said(PAGE)
    for words in (
        "Hồi 08 giờ 30 phút, ngày 26/11/2026",
        sample.COMMUNE.name,
        "Cán bộ tiếp dân Mẫu",
        GIVER.full_name,
        "031165000123, cấp ngày 10/05/2021, nơi cấp Bộ Công an",
        GIVER.address_text,
        "02 bản",
    ):
        assert words in text


def test_a_request_that_is_no_case_yet_has_no_code_to_name() -> None:
    page = replace(PAGE, receipt=replace(PAGE.receipt, case_code=""))
    assert "Đã giao và nhận tài liệu như sau:" in said(page)
    assert "vụ việc" not in said(page)
    assert lay_out_receipt(page, WORDING).title == "Giấy biên nhận tài liệu"
    assert "2026-0147" in lay_out_receipt(PAGE, WORDING).title


def test_what_is_not_known_is_left_to_the_pen() -> None:
    giver = replace(GIVER, id_issue_date=None, id_issue_place="")
    page = replace(PAGE, issuer=None, receipt=replace(PAGE.receipt, givers=(giver,)))
    assert said(page).count("……………") == 3
    unknown = replace(giver, id_number="")
    nobody = replace(PAGE, receipt=replace(PAGE.receipt, givers=(unknown,)))
    assert "không xuất trình giấy tờ" in said(nobody)


def test_each_paper_is_a_row_with_its_condition() -> None:
    (table,) = [one for one in lay_out_receipt(PAGE, WORDING).blocks if isinstance(one, Table)]
    assert table.rows[0][1:3] == (CASE_PAPER.title, str(CASE_PAPER.page_count))
    assert table.rows[0][3].endswith("nhận bản gốc")
    assert table.rows[1][2] == "…"


def test_what_was_there_before_is_listed_with_its_day() -> None:
    paper = PAGE.receipt.papers[0]
    again = replace(PAGE.receipt, again=frozenset({paper.id}), papers=(paper,))
    blocks = lay_out_receipt(replace(PAGE, receipt=again), WORDING).blocks
    (table,) = [one for one in blocks if isinstance(one, Table)]
    day = paper.added_at.astimezone(LOCAL_ZONE).strftime("%d/%m/%Y")
    assert table.rows[0][3].endswith(f"nhận bản gốc; đã có trong hồ sơ từ ngày {day}")


def test_both_sign_and_practice_is_said() -> None:
    blocks = lay_out_receipt(replace(PAGE, is_practice=True), WORDING).blocks
    (signs,) = [one for one in blocks if isinstance(one, Signatures)]
    assert [one.name for one in signs.boxes] == [GIVER.full_name, "Cán bộ tiếp dân Mẫu"]
    assert any(isinstance(one, Notice) for one in blocks)


def test_each_of_several_who_gave_is_named_and_none_of_them_signs_for_all() -> None:
    second = replace(GIVER, full_name="Trần Văn Mẫu", id_number="030072004567")
    page = replace(PAGE, receipt=replace(PAGE.receipt, givers=(GIVER, second)))
    text = said(page)
    assert f"2. Người giao: {GIVER.full_name}." in text
    assert "Cùng giao: Trần Văn Mẫu." in text
    assert text.index("031165000123") < text.index("030072004567")
    (signs,) = [one for one in lay_out_receipt(page, WORDING).blocks if isinstance(one, Signatures)]
    assert [one.name for one in signs.boxes] == ["", "Cán bộ tiếp dân Mẫu"]


def test_every_kind_has_a_word() -> None:
    assert set(WORDING.copy_kinds) == set(CopyKind)
    assert set(WORDING.handed_in) == set(HandedIn)


def test_the_file_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "receipt.docx"
    write_receipt(PAGE, path, template_path=TEMPLATE)
    (table,) = [one for one in Document(str(path)).tables if len(one.columns) == 4]
    assert table.cell(1, 1).text == CASE_PAPER.title
