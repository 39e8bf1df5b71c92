"""Phiếu hẹn: who, when, where, with whom, and what to bring."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.errors import SettingsError
from desktop.forms.casework.appointment_slip import (
    AppointmentSlip,
    lay_out_appointment,
    load_appointment_wording,
    write_appointment,
)
from desktop.forms.layout.blocks import Body, Letterhead, Notice, SignOff
from tests.samples.forms import APPOINTMENT, APPOINTMENT_TEMPLATE

pytestmark = pytest.mark.unit

WORDING = load_appointment_wording(APPOINTMENT_TEMPLATE)


def text_of(slip: AppointmentSlip) -> str:
    blocks = lay_out_appointment(slip, WORDING).blocks
    return "\n".join(one.text for one in blocks if isinstance(one, Body))


def test_it_says_who_is_received_when_where_and_by_whom() -> None:
    plan = replace(APPOINTMENT.plan, scheduled_start=datetime(2026, 12, 3, 1, 30, tzinfo=UTC))
    text = text_of(replace(APPOINTMENT, plan=plan))
    request, place = APPOINTMENT.request, APPOINTMENT.issuer
    assert f"Kính gửi: Ông (bà) {request.requester_name}" in text
    assert "Thời gian: 08 giờ 30 phút, ngày 03/12/2026." in text
    assert f"Địa điểm: {place.name}, {place.address}." in text
    assert f"Người chủ trì: {plan.chair_label}." in text
    assert request.content.rstrip(".") in text
    assert "giấy tờ tùy thân" in text
    form = lay_out_appointment(APPOINTMENT, WORDING)
    (foot,) = (one for one in form.blocks if isinstance(one, SignOff))
    assert foot.recipients[0] == f"- Ông (bà) {request.requester_name};"
    (head,) = (one for one in form.blocks if isinstance(one, Letterhead))
    assert head.number.endswith("/PH-UBND")


def test_what_is_not_known_is_left_out() -> None:
    nowhere = replace(APPOINTMENT.issuer, address="")
    nobody = replace(APPOINTMENT.plan, chair_label="")
    text = text_of(replace(APPOINTMENT, issuer=nowhere, plan=nobody))
    assert f"Địa điểm: {nowhere.name}." in text
    assert "Người chủ trì" not in text


def test_a_slip_of_practice_says_so() -> None:
    form = lay_out_appointment(replace(APPOINTMENT, is_practice=True), WORDING)
    assert form.footer == WORDING.practice
    assert any(isinstance(one, Notice) for one in form.blocks)


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_it_becomes_a_file_on_a_day_on_which_the_form_holds(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"hen{suffix}"
    write_appointment(APPOINTMENT, path, template_path=APPOINTMENT_TEMPLATE)
    assert path.stat().st_size > 1_000
    before = replace(APPOINTMENT.plan, scheduled_start=datetime(2026, 6, 1, 1, tzinfo=UTC))
    old = replace(APPOINTMENT, plan=before)
    path.unlink()
    with pytest.raises(SettingsError):
        write_appointment(old, path, template_path=APPOINTMENT_TEMPLATE)
    assert not path.exists()
