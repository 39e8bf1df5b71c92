"""The minutes say of every agency that was rung when, and what came of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.conduct.agency_call import CallStage
from desktop.domain.ids import SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.forms.layout.blocks import Body
from desktop.forms.record.minutes_layout import lay_out_minutes
from desktop.forms.record.minutes_sources import build_minutes_document
from desktop.forms.record.minutes_wording import load_minutes_wording
from tests.paths import ROOT
from tests.samples import minutes as sample
from tests.samples.calls import a_call

pytestmark = pytest.mark.unit

WORDING = load_minutes_wording(ROOT / "resources" / "forms" / "minutes-v1.json")
AT = sample.OPENED_AT


def test_who_left_by_its_own_press_is_printed_so() -> None:
    call = a_call(
        SiteId("agency"),
        "Sở Xây dựng",
        AT,
        stage=CallStage.LET_GO,
        answered_at=AT,
        ended_at=AT + timedelta(minutes=3),
        left_itself=True,
    )
    form = lay_out_minutes(
        build_minutes_document(replace(sample.sources(), calls=(call,))), WORDING
    )
    (text,) = [one.text for one in form.blocks if isinstance(one, Body) and "Mời Sở" in one.text]
    assert ", tự rời buổi tiếp lúc " in text


@pytest.mark.parametrize("stage", CallStage)
def test_each_outcome_of_a_call_is_printed(stage: CallStage) -> None:
    call = a_call(
        SiteId("agency"),
        "Sở Xây dựng",
        AT,
        stage=stage,
        answered_at=AT + timedelta(minutes=1),
        joined_at=AT + timedelta(minutes=2),
        ended_at=AT + timedelta(minutes=3),
        reason="Đang họp.",
    )
    form = lay_out_minutes(
        build_minutes_document(replace(sample.sources(), calls=(call,))), WORDING
    )
    texts = [one.text for one in form.blocks if isinstance(one, Body)]
    (text,) = [one for one in texts if one.startswith("Mời Sở Xây dựng tham gia")]
    assert f"{AT.astimezone(LOCAL_ZONE):%H} giờ" in text
    assert WORDING.call_outcomes[stage].split("{")[0].strip() in text
    assert "{" not in text
    assert text.endswith(".")
    assert not text.endswith("..")
