"""Giấy mời: everybody of the plan by site, when and where, and nobody who must not be named."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.errors import SettingsError
from desktop.domain.ids import CaseId
from desktop.domain.reception.participant import CITIZEN_ROLES
from desktop.forms.casework.invitation import (
    Invitation,
    lay_out_invitation,
    load_invitation_wording,
    write_invitation,
)
from desktop.forms.layout.blocks import Body, Letterhead, Notice, SignOff, Table
from tests.samples.forms import INVITATION, INVITATION_TEMPLATE

pytestmark = pytest.mark.unit

WORDING = load_invitation_wording(INVITATION_TEMPLATE)


def rows_of(invitation: Invitation) -> tuple[tuple[str, ...], ...]:
    blocks = lay_out_invitation(invitation, WORDING).blocks
    (table,) = (one for one in blocks if isinstance(one, Table))
    return table.rows


def text_of(invitation: Invitation) -> str:
    blocks = lay_out_invitation(invitation, WORDING).blocks
    return "\n".join(one.text for one in blocks if isinstance(one, Body))


def test_everybody_is_invited_by_site_the_central_one_first() -> None:
    plan, rows = INVITATION.plan, rows_of(INVITATION)
    assert [row[0] for row in rows] == [str(n) for n in range(1, len(plan.participants) + 1)]
    names = {one.id: one.name for one in INVITATION.sites.values()}
    order = [names[one] for one in plan.site_ids]
    places = [order.index(row[3]) for row in rows]
    assert places == sorted(places)
    assert {row[1] for row in rows} == {one.full_name or one.label for one in plan.participants}


def test_it_says_what_when_where_and_who_receives() -> None:
    plan, text = INVITATION.plan, text_of(INVITATION)
    for words in (plan.code, plan.title, plan.chair_label, "Thời gian:", "Các điểm cầu:"):
        assert words in text
    assert "nền tảng" not in text
    elsewhere = replace(INVITATION, plan=replace(plan, platform="Nền tảng khác", chair_label=""))
    assert "Nền tảng khác" in text_of(elsewhere)
    assert "Chủ trì:" not in text_of(elsewhere)
    form = lay_out_invitation(INVITATION, WORDING)
    (head,) = (one for one in form.blocks if isinstance(one, Letterhead))
    assert head.number.endswith("/GM-BTCD")
    (foot,) = (one for one in form.blocks if isinstance(one, SignOff))
    assert foot.recipients[0] == WORDING.guests_recipient


def test_a_citizen_stands_there_as_one() -> None:
    words = {row[1]: row[2] for row in rows_of(INVITATION)}
    citizens = [one for one in INVITATION.plan.participants if one.role in CITIZEN_ROLES]
    untitled = [replace(one, title="", agency="") for one in citizens]
    others = [one for one in INVITATION.plan.participants if one.role not in CITIZEN_ROLES]
    plan = replace(INVITATION.plan, participants=(*others, *untitled))
    told = {row[1]: row[2] for row in rows_of(replace(INVITATION, plan=plan))}
    assert untitled
    for one in untitled:
        assert told[one.full_name or one.label] == WORDING.citizens[one.role]
    for one in others:
        name = one.full_name or one.label
        assert told[name] == words[name]


def test_of_a_denunciation_nobody_of_the_citizens_side_is_named() -> None:
    plan = INVITATION.plan
    secret = replace(plan, denunciations=frozenset({CaseId("case")}))
    hidden = {one.full_name for one in plan.participants if one.role in CITIZEN_ROLES}
    assert hidden
    rows = rows_of(replace(INVITATION, plan=secret))
    assert rows
    assert not hidden & {row[1] for row in rows}


def test_a_site_that_is_not_known_is_told_by_its_id() -> None:
    rows = rows_of(replace(INVITATION, sites={}))
    assert {row[3] for row in rows} <= set(INVITATION.plan.site_ids)


def test_a_form_of_later_is_not_used_and_practice_is_said(tmp_path: Path) -> None:
    early = replace(INVITATION.plan, scheduled_start=datetime(2026, 6, 30, 2, tzinfo=UTC))
    before, path = replace(INVITATION, plan=early), tmp_path / "a.docx"
    with pytest.raises(SettingsError):
        write_invitation(before, path, template_path=INVITATION_TEMPLATE)
    assert not path.exists()
    practice = replace(before, is_practice=True)
    write_invitation(practice, path, template_path=INVITATION_TEMPLATE)
    assert path.stat().st_size > 1_000
    blocks = lay_out_invitation(practice, WORDING).blocks
    assert any(isinstance(one, Notice) for one in blocks)
