"""The notice of what a session concluded: number, tasks, bodies, days, contacts, recipients."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document

from desktop.domain.casework.conclusions.conclusion import ConclusionItem, ItemStatus
from desktop.domain.errors import SettingsError
from desktop.forms.casework.conclusion_notice import (
    ConclusionNotice,
    lay_out_notice,
    load_notice_wording,
    write_notice,
)
from desktop.forms.layout.blocks import Body, Letterhead, Notice, SignOff, Table
from tests.paths import ROOT
from tests.samples import unit_report_forms as units
from tests.samples.conclusions import an_item

pytestmark = pytest.mark.unit

TEMPLATE = ROOT / "resources" / "forms" / "conclusion-notice-v1.json"
WORDING = load_notice_wording(TEMPLATE)
S = ItemStatus
PAGE = ConclusionNotice(
    session_code="HP-2026-0147",
    held_on=date(2026, 11, 26),
    chair="Người chủ trì",
    cases=("Bồi thường khi thu hồi đất", "Đường vào trạm y tế"),
    items=(an_item(S.ISSUED, co_agencies=""),),
    issuer=units.HEADQUARTERS,
    drafted_at=datetime(2026, 11, 27, 1, 30, tzinfo=UTC),
    is_practice=False,
)


def number_of(page: ConclusionNotice) -> str:
    head = lay_out_notice(page, WORDING).blocks[0]
    assert isinstance(head, Letterhead)
    return head.number


def cells_of(*items: ConclusionItem) -> tuple[tuple[str, ...], ...]:
    blocks = lay_out_notice(replace(PAGE, items=items), WORDING).blocks
    (table,) = (one for one in blocks if isinstance(one, Table))
    return table.rows


def test_it_says_who_concluded_what_and_whom_it_tells() -> None:
    form = lay_out_notice(PAGE, WORDING)
    text = "\n".join(one.text for one in form.blocks if isinstance(one, Body))
    for words in ("26/11/2026", "Người chủ trì", "HP-2026-0147", "khi thu hồi đất; Đường vào"):
        assert words in text
    (foot,) = (one for one in form.blocks if isinstance(one, SignOff))
    assert foot.recipients[:2] == ("- UBND xã An Lão;", "- Công dân được tiếp;")
    assert foot.recipients[-1] == "- Lưu: VT, TCD."
    assert foot.box.title == "TRƯỞNG BAN"
    assert form.footer == ""


def test_a_task_stands_there_as_it_was_given() -> None:
    item = PAGE.items[0]
    assert cells_of(item) == (
        (
            "1",
            item.task,
            "UBND xã An Lão",
            f"{item.deadline:%d/%m/%Y}",
            "Công chức Mẫu, điện thoại 0900000002",
        ),
    )


def test_what_is_lacking_is_said_with_its_reason() -> None:
    bare = an_item(
        S.ISSUED,
        deadline=None,
        no_deadline_reason="Chờ đo đạc",
        contact_person="",
        contact_phone="",
        no_contact_reason="Sở sẽ cử sau",
    )
    ((_, _, body, day, contact),) = cells_of(bare)
    assert body == "UBND xã An Lão\nphối hợp: Sở Nông nghiệp và Môi trường"
    assert day == "không ghi thời hạn: Chờ đo đạc"
    assert contact == "chưa có: Sở sẽ cử sau"
    ((*_, named),) = cells_of(an_item(S.ISSUED, contact_phone=""))
    assert named == "Công chức Mẫu"


def test_an_extension_stands_behind_the_day_that_the_chair_named() -> None:
    item = an_item(S.EXTENDED)
    ((*_, day, _),) = cells_of(item)
    first, second = day.split("\n")
    assert first == f"{item.extensions[0].former:%d/%m/%Y}"
    assert second.startswith(f"gia hạn đến {item.deadline:%d/%m/%Y}")


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [
        (("12/TB-VP",), "Số: 12/TB-VP"),
        (("12",), "Số: 12/TB-BTCD"),
        (("12", "13"), "Số: …/TB-BTCD"),
    ],
)
def test_its_number_is_that_of_all_its_tasks(numbers: tuple[str, ...], printed: str) -> None:
    items = tuple(an_item(S.ISSUED, one, notice_number=one) for one in numbers)
    assert number_of(replace(PAGE, items=items)) == printed


def test_before_it_has_one_its_number_is_left_open() -> None:
    page = replace(PAGE, items=(an_item(S.ANNOUNCED),))
    assert number_of(page) == "Số: …/TB-BTCD"
    assert number_of(replace(page, issuer=None)) == "Số: …/TB"
    assert number_of(replace(page, issuer=units.COMMUNE)) == "Số: …/TB-UBND"


def test_nobody_takes_one_of_practice_for_a_real_one(tmp_path: Path) -> None:
    page = replace(PAGE, is_practice=True, held_on=date(2020, 1, 1))
    form = lay_out_notice(page, WORDING)
    assert any(isinstance(one, Notice) for one in form.blocks)
    assert form.footer == WORDING.practice
    write_notice(page, tmp_path / "a.docx", template_path=TEMPLATE)
    assert (tmp_path / "a.docx").is_file()


def test_a_form_that_is_not_valid_on_the_day_is_refused(tmp_path: Path) -> None:
    early = replace(PAGE, held_on=date(2020, 1, 1))
    with pytest.raises(SettingsError):
        write_notice(early, tmp_path / "a.docx", template_path=TEMPLATE)
    assert not list(tmp_path.iterdir())


def test_it_is_a_file_that_opens(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_notice(PAGE, path, template_path=TEMPLATE)
    document = Document(str(path))
    assert PAGE.items[0].task in document.tables[1].rows[1].cells[1].text
    write_notice(PAGE, tmp_path / "a.pdf", template_path=TEMPLATE)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-1.7")
