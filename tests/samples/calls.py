"""Calls of agencies, for tests of the city, of desks and of screens."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.conduct.calls.agency_call import (
    AgencyCall,
    CallStage,
    CallSummary,
    CallTarget,
    Ring,
)
from desktop.domain.ids import CallId, SessionId, SiteId
from desktop.domain.reception.status import Step

SUMMARY = CallSummary(
    session_code="TCDTT-31-11629-20261126-01",
    title="Bồi thường, hỗ trợ khi thu hồi đất",
    petition_type=PetitionType.COMPLAINT,
    group_size=7,
    place="UBND xã An Lão",
    request="Đo lại diện tích, xem lại đơn giá bồi thường theo quyết định thu hồi đất.",
    previous_result="Lần trước: giao xã trả lời trước 10/11; đã trả lời, thiếu phần sân phơi.",
    chair="Lãnh đạo thành phố Mẫu, Phó Chủ tịch UBND thành phố",
    site_names=("Trụ sở Tiếp công dân thành phố", "UBND xã An Lão"),
    opened_at=None,
    step=Step.PRESENTATION,
)
QUESTION = "Loại đất nào được áp dụng khi tính đơn giá phần sân phơi?"


def a_ring(owner_site_id: SiteId, session_id: SessionId, now: datetime, **changes: Any) -> Ring:
    """A call that rings at the desk of a site since this instant."""
    ring = Ring(
        id=CallId("c1"),
        owner_site_id=owner_site_id,
        session_id=session_id,
        rung_at=now,
        ring_s=60,
        stage=CallStage.RINGING,
        question=QUESTION,
        summary=SUMMARY,
    )
    return replace(ring, **changes)


def a_call(site_id: SiteId, name: str, now: datetime, **changes: Any) -> AgencyCall:
    """The same as the session has it."""
    call = AgencyCall(
        id=CallId("c1"), target=CallTarget.SITE, site_id=site_id, name=name, rung_at=now
    )
    return replace(call, **changes)
