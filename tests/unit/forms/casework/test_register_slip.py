"""Slips of a row: to whom, what about, where to, and where it stands in the register."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.casework.register_book import SlipKind
from desktop.domain.errors import SettingsError
from desktop.forms.casework.register_slip import (
    RegisterSlip,
    lay_out_slip,
    load_slip_wording,
    write_slip,
)
from desktop.forms.layout.blocks import Body, Letterhead, Notice, SignOff
from tests.samples.forms import SLIP_TEMPLATES, SLIPS

pytestmark = pytest.mark.unit

WORDINGS = {kind: load_slip_wording(path) for kind, path in SLIP_TEMPLATES.items()}


def text_of(slip: RegisterSlip) -> str:
    blocks = lay_out_slip(slip, WORDINGS[slip.kind]).blocks
    return "\n".join(one.text for one in blocks if isinstance(one, Body))


@pytest.mark.parametrize("kind", list(SlipKind))
def test_it_says_who_came_with_what_and_where_to(kind: SlipKind) -> None:
    slip = SLIPS[kind]
    entry = slip.row.entry
    text = text_of(slip)
    for words in (entry.name_address, entry.id_document, entry.summary, slip.agency):
        assert words in text
    assert f"Sổ tiếp công dân năm {entry.year}, số thứ tự {slip.row.number}." in text
    form = lay_out_slip(slip, WORDINGS[kind])
    (foot,) = (one for one in form.blocks if isinstance(one, SignOff))
    assert entry.name_address in foot.recipients[0]
    (head,) = (one for one in form.blocks if isinstance(one, Letterhead))
    assert head.number.endswith({"guidance": "/HD-UBND", "transfer": "/PC-UBND"}[kind])


def test_a_citizen_is_guided_and_a_body_is_written_to() -> None:
    guided, passed_on = SLIPS[SlipKind.GUIDANCE], SLIPS[SlipKind.TRANSFER]
    assert text_of(guided).startswith(f"Kính gửi: Ông (bà) {guided.row.entry.name_address}")
    assert text_of(passed_on).startswith(f"Kính gửi: {passed_on.row.entry.handled_by}")


@pytest.mark.parametrize("kind", list(SlipKind))
@pytest.mark.parametrize(
    ("column", "agency"),
    [
        ("UBND phường Mẫu; 12/HD-UBND ngày 02/12/2026", "UBND phường Mẫu"),
        ("UBND phường Mẫu", "UBND phường Mẫu"),
        ("; 12/HD-UBND", "; 12/HD-UBND"),
    ],
)
def test_the_number_of_the_paper_is_not_a_part_of_the_body(
    kind: SlipKind, column: str, agency: str
) -> None:
    slip = SLIPS[kind]
    entry = replace(slip.row.entry, guided_to=column, handled_by=column)
    told = replace(slip, row=replace(slip.row, entry=entry))
    assert told.agency == agency
    assert agency in text_of(told)


@pytest.mark.parametrize("kind", list(SlipKind))
def test_a_row_without_number_or_papers_is_said_as_such(kind: SlipKind) -> None:
    slip = SLIPS[kind]
    entry = replace(slip.row.entry, id_document="", request="")
    text = text_of(replace(slip, row=replace(slip.row, entry=entry, number=None)))
    assert "chờ thành phố cấp số" in text
    assert "giấy tờ tùy thân" not in text
    assert f"Nội dung: {entry.summary}." in text


@pytest.mark.parametrize("kind", list(SlipKind))
def test_a_form_of_later_is_not_used_and_practice_is_said(kind: SlipKind, tmp_path: Path) -> None:
    slip, path = SLIPS[kind], tmp_path / "a.docx"
    entry = replace(slip.row.entry, reception_date=date(2026, 6, 30))
    before = replace(slip, row=replace(slip.row, entry=entry))
    with pytest.raises(SettingsError):
        write_slip(before, path, template_path=SLIP_TEMPLATES[kind])
    assert not path.exists()
    practice = replace(before, is_practice=True)
    write_slip(practice, path, template_path=SLIP_TEMPLATES[kind])
    assert path.stat().st_size > 1_000
    blocks = lay_out_slip(practice, WORDINGS[kind]).blocks
    assert any(isinstance(one, Notice) for one in blocks)
