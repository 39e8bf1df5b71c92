"""Mẫu 01/TCD: who is refused, on which ground, by whom, and what is left to be written by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.domain.casework.matter.reception_request import RefusalGround
from desktop.domain.errors import SettingsError
from desktop.forms.casework.refusal_notice import (
    RefusalNotice,
    lay_out_refusal,
    load_refusal_wording,
    write_refusal,
)
from desktop.forms.layout.blocks import Body, Letterhead, Notice, SignOff
from tests.samples.forms import REFUSAL, REFUSAL_TEMPLATE

pytestmark = pytest.mark.unit

WORDING = load_refusal_wording(REFUSAL_TEMPLATE)


def text_of(notice: RefusalNotice) -> str:
    blocks = lay_out_refusal(notice, WORDING).blocks
    return "\n".join(one.text for one in blocks if isinstance(one, Body))


@pytest.mark.parametrize("ground", list(RefusalGround))
def test_every_ground_has_its_place_in_the_law_and_a_reason(ground: RefusalGround) -> None:
    words = WORDING.grounds[ground]
    is_law = ground.value.startswith("law9")
    assert ("42/2013/QH13" if is_law else "154/2026/NĐ-CP") in words.legal
    text = text_of(replace(REFUSAL, ground=ground))
    assert words.legal in text
    assert words.reason in text


def test_it_says_who_asked_when_and_for_what() -> None:
    text = text_of(REFUSAL)
    citizen = REFUSAL.citizen
    assert f"Kính gửi: Ông (bà) {citizen.full_name}" in text
    assert f"số giấy tờ tùy thân {citizen.id_number}, cấp ngày 01/01/2022" in text
    assert citizen.address_text in text
    assert REFUSAL.request.content in text
    assert "26/11/2026" in text
    form = lay_out_refusal(REFUSAL, WORDING)
    (foot,) = (one for one in form.blocks if isinstance(one, SignOff))
    assert foot.recipients[0] == f"- Ông (bà) {citizen.full_name};"
    (head,) = (one for one in form.blocks if isinstance(one, Letterhead))
    assert head.number.endswith("…/TB-UBND")


def test_its_number_is_printed_once_it_is_known() -> None:
    form = lay_out_refusal(replace(REFUSAL, number="12"), WORDING)
    (head,) = (one for one in form.blocks if isinstance(one, Letterhead))
    assert head.number == "Số: 12/TB-UBND"


def test_what_is_not_known_is_left_to_be_written_or_left_out() -> None:
    nobody = replace(REFUSAL.citizen, id_number="", address_text="")
    text = text_of(replace(REFUSAL, citizen=nobody))
    assert "giấy tờ tùy thân" not in text
    assert f"địa chỉ: {WORDING.unknown}." in text
    without = replace(REFUSAL.citizen, id_issue_date=None, id_issue_place="")
    assert f"cấp ngày {WORDING.unknown}" in text_of(replace(REFUSAL, citizen=without))


def test_a_form_of_later_is_not_used_and_practice_is_said(tmp_path: Path) -> None:
    before = replace(REFUSAL.request, created_at=datetime(2026, 6, 30, 8, tzinfo=UTC))
    path = tmp_path / "a.pdf"
    with pytest.raises(SettingsError):
        write_refusal(replace(REFUSAL, request=before), path, template_path=REFUSAL_TEMPLATE)
    assert not path.exists()
    practice = replace(REFUSAL, request=before, is_practice=True)
    write_refusal(practice, path, template_path=REFUSAL_TEMPLATE)
    assert path.read_bytes().startswith(b"%PDF")
    blocks = lay_out_refusal(practice, WORDING).blocks
    assert any(isinstance(one, Notice) for one in blocks)
    assert WORDING.valid_from == date(2026, 7, 1)
