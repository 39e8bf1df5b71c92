"""Giấy cử người đại diện: who speaks, for how many, and a line for everybody to sign."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.errors import SettingsError
from desktop.forms.casework.group_designation import (
    MOST_LINES,
    DesignationPage,
    lay_out_designation,
    load_designation_wording,
    write_designation,
)
from desktop.forms.layout.blocks import Addressees, Body, Letterhead, Motto, Notice, Table
from tests.samples.forms import DESIGNATION, DESIGNATION_TEMPLATE

pytestmark = pytest.mark.unit

WORDING = load_designation_wording(DESIGNATION_TEMPLATE)


def text_of(page: DesignationPage) -> str:
    blocks = lay_out_designation(page, WORDING).blocks
    return "\n".join(one.text for one in blocks if isinstance(one, Body))


def tables_of(page: DesignationPage) -> list[Table]:
    return [one for one in lay_out_designation(page, WORDING).blocks if isinstance(one, Table)]


def test_it_is_a_paper_of_the_group_to_the_unit() -> None:
    form = lay_out_designation(DESIGNATION, WORDING)
    assert isinstance(form.blocks[0], Motto)
    assert not any(isinstance(one, Letterhead | Notice) for one in form.blocks)
    (addressees,) = (one for one in form.blocks if isinstance(one, Addressees))
    assert addressees.names == (DESIGNATION.unit.name,)
    text = text_of(DESIGNATION)
    assert "Chúng tôi gồm 7 người" in text
    assert "Nội dung: Đơn giá bồi thường khi thu hồi đất." in text


def test_who_speaks_is_named_and_everybody_has_a_line_to_sign() -> None:
    chosen, signed = tables_of(DESIGNATION)
    assert [row[1] for row in chosen.rows] == ["Nguyễn Thị Mẫu", "Trần Văn Mẫu"]
    assert [row[0] for row in signed.rows] == [str(one) for one in range(1, 8)]
    assert [row[1] for row in signed.rows[:4]] == [
        "Nguyễn Thị Mẫu",
        "Trần Văn Mẫu",
        "Lê Thị Mẫu",
        "",
    ]
    assert {row[3].strip() for row in signed.rows} == {""}


def test_who_withdrew_is_not_on_it() -> None:
    gone = DESIGNATION.group.members[2].id
    group = replace(DESIGNATION.group, group_size=2, withdrawn_members=frozenset({gone}))
    _, signed = tables_of(replace(DESIGNATION, group=group))
    assert [row[1] for row in signed.rows] == ["Nguyễn Thị Mẫu", "Trần Văn Mẫu"]


def test_a_crowd_gets_no_more_lines_than_a_few_pages_hold() -> None:
    crowd = replace(DESIGNATION, group=replace(DESIGNATION.group, group_size=5_000))
    _, signed = tables_of(crowd)
    assert len(signed.rows) == MOST_LINES
    assert "Chúng tôi gồm 5000 người" in text_of(crowd)


def test_what_is_not_typed_yet_is_written_by_hand() -> None:
    assert f"Nội dung: {WORDING.dots}." in text_of(replace(DESIGNATION, content=" "))


def test_a_paper_of_practice_says_so() -> None:
    form = lay_out_designation(replace(DESIGNATION, is_practice=True), WORDING)
    assert form.footer == WORDING.practice
    assert any(isinstance(one, Notice) for one in form.blocks)


def test_a_form_out_of_date_makes_no_paper(tmp_path: Path) -> None:
    early = replace(DESIGNATION, made_at=datetime(2026, 6, 30, 3, 0, tzinfo=UTC))
    path = tmp_path / "a.docx"
    with pytest.raises(SettingsError):
        write_designation(early, path, template_path=DESIGNATION_TEMPLATE)
    assert not path.exists()
    write_designation(replace(early, is_practice=True), path, template_path=DESIGNATION_TEMPLATE)
    assert path.stat().st_size > 1_000
