"""Lines that the program writes of calls."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.conduct.calls.agency_call import AgencyCall, CallStage, CallTarget
from desktop.domain.ids import CallId, SiteId
from desktop.domain.record.call_notes import call_notes
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

LATER = NOON + timedelta(minutes=1)
RUNG = AgencyCall(
    id=CallId("c1"),
    target=CallTarget.SITE,
    site_id=SiteId("agency"),
    name="Sở Xây dựng",
    rung_at=NOON,
)


def over(stage: CallStage, reason: str = "") -> list[str]:
    call = AgencyCall(
        id=CallId("c1"),
        target=CallTarget.SITE,
        site_id=SiteId("agency"),
        name="Sở Xây dựng",
        rung_at=NOON,
        stage=stage,
        ended_at=LATER,
        answered_at=NOON if stage in {CallStage.REFUSED, CallStage.LET_GO} else None,
        joined_at=LATER if stage is CallStage.LET_GO else None,
        reason=reason,
    )
    return [one.text for one in call_notes(call)]


def test_what_only_rings_is_not_written() -> None:
    assert call_notes(RUNG) == ()


@pytest.mark.parametrize(
    ("stage", "texts"),
    [
        (CallStage.NO_ANSWER, ["Mời Sở Xây dựng: không trả lời sau 60 giây."]),
        (CallStage.BUSY, ["Mời Sở Xây dựng: đang ở một buổi tiếp khác."]),
        (CallStage.WITHDRAWN, ["Thôi mời Sở Xây dựng."]),
        (
            CallStage.LET_GO,
            [
                "Mời Sở Xây dựng: đã nhận lời, nghe trước.",
                "Sở Xây dựng vào buổi tiếp.",
                "Sở Xây dựng rời buổi tiếp theo lời người chủ trì.",
            ],
        ),
    ],
)
def test_each_outcome_is_a_line(stage: CallStage, texts: list[str]) -> None:
    assert over(stage) == texts


def test_who_left_by_its_own_press_was_not_told_to() -> None:
    call = replace(RUNG, stage=CallStage.LET_GO, ended_at=LATER, left_itself=True)
    assert [one.text for one in call_notes(call)] == ["Sở Xây dựng tự rời buổi tiếp."]


def test_a_refusal_has_its_reason_and_ids_never_change() -> None:
    assert over(CallStage.REFUSED, "Đang họp.") == ["Mời Sở Xây dựng: từ chối. Lý do: Đang họp."]
