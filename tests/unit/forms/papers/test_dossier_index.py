"""The index of a dossier as a file: every paper with its pages, its copy and where it is."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document

from desktop.domain.ids import DocumentId
from desktop.domain.papers.dossier import CopyKind, DossierPaper, HandedIn, place_for
from desktop.domain.papers.paper import PaperTransfer
from desktop.domain.sync.operation import RecordStorage
from desktop.forms.layout.blocks import Body, Notice, Table, Title
from desktop.forms.papers.dossier_index import (
    DossierIndex,
    lay_out_index,
    load_index_wording,
    write_index,
)
from tests.paths import ROOT
from tests.samples import unit_report_forms as sample
from tests.samples.casework import CASE_PAPER

pytestmark = pytest.mark.unit

TEMPLATE = ROOT / "resources" / "forms" / "dossier-index-v1.json"
WORDING = load_index_wording(TEMPLATE)
NUMBERED = DossierPaper(
    paper=CASE_PAPER,
    place=place_for(CASE_PAPER, ()),
    storage=RecordStorage.CITY,
    is_local=True,
    transfer=PaperTransfer.CITY,
)
LATE = replace(
    NUMBERED,
    paper=replace(
        CASE_PAPER,
        id=DocumentId("late"),
        title="Ảnh hiện trạng",
        copy_kind=CopyKind.ORIGINAL,
        handed_in=HandedIn.RETURNED,
    ),
    place=None,
)
INDEX = DossierIndex(
    code="2026-0147",
    title="Bồi thường khi thu hồi đất",
    papers=(NUMBERED, LATE),
    sites={CASE_PAPER.site_id: "Xã An Lão"},
    issuer=sample.COMMUNE,
    made_at=datetime(2026, 11, 26, 1, 30, tzinfo=UTC),
    is_practice=False,
)


def table_of(index: DossierIndex) -> Table:
    (table,) = [one for one in lay_out_index(index, WORDING).blocks if isinstance(one, Table)]
    return table


def test_each_paper_is_a_row() -> None:
    rows = table_of(replace(INDEX, sites={})).rows
    assert [row[:3] for row in rows] == [
        ("1", "1–4", CASE_PAPER.title),
        ("2", "chờ số", "Ảnh hiện trạng"),
    ]
    assert rows[1][3:] == ("Bản gốc", "Đã trả lại", "")
    assert table_of(INDEX).rows[0][5] == "Xã An Lão"


def test_what_nobody_handed_in_says_nothing() -> None:
    own = replace(NUMBERED, paper=replace(CASE_PAPER, handed_in=None))
    assert table_of(replace(INDEX, papers=(own,))).rows[0][4] == ""


def test_it_says_of_which_case_and_when() -> None:
    blocks = lay_out_index(INDEX, WORDING).blocks
    (title,) = [one for one in blocks if isinstance(one, Title)]
    assert title.subject == "Vụ việc 2026-0147: Bồi thường khi thu hồi đất"
    (opening,) = [one for one in blocks if isinstance(one, Body)]
    assert opening.text == "Mục lục lập lúc 08:30 ngày 26/11/2026, gồm 2 tài liệu."
    assert not any(isinstance(one, Notice) for one in blocks)


def test_a_request_that_is_no_case_yet_has_no_code_to_name() -> None:
    form = lay_out_index(replace(INDEX, code=""), WORDING)
    (title,) = [one for one in form.blocks if isinstance(one, Title)]
    assert title.subject == f"Yêu cầu tiếp công dân: {INDEX.title}"
    assert form.title == "Mục lục hồ sơ"


def test_an_empty_dossier_and_practice_are_said() -> None:
    blocks = lay_out_index(replace(INDEX, papers=(), is_practice=True), WORDING).blocks
    assert not any(isinstance(one, Table) for one in blocks)
    assert any(isinstance(one, Notice) for one in blocks)
    (opening,) = [one for one in blocks if isinstance(one, Body)]
    assert "chưa có tài liệu" in opening.text


def test_every_kind_has_a_word() -> None:
    assert set(WORDING.copy_kinds) == set(CopyKind)
    assert set(WORDING.handed_in) == set(HandedIn)


def test_the_file_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "index.docx"
    write_index(INDEX, path, template_path=TEMPLATE)
    (table,) = [one for one in Document(str(path)).tables if len(one.columns) == 6]
    assert table.cell(2, 2).text == "Ảnh hiện trạng"
