"""What a clerk wants planned."""

from datetime import UTC, datetime, timedelta

from desktop.domain.ids import CaseId, RequestId, SessionId
from desktop.domain.reception.planning import PlannedCase, SessionWish
from desktop.domain.reception.status import ReceptionKind
from tests.samples.receptions import AGENCY, COMMUNE, HQ, a_plan

START = datetime(2026, 12, 15, 1, 30, tzinfo=UTC)
"""08:30 of a Tuesday in Hai Phong."""

A_WISH = SessionWish(
    id=SessionId("planned"),
    base_revision=0,
    title="Bồi thường khi thu hồi đất",
    reception_kind=ReceptionKind.PERIODIC,
    online_ground=1,
    scheduled_start=START,
    scheduled_end=START + timedelta(minutes=90),
    central_site_id=HQ,
    component_site_ids=(COMMUNE, AGENCY),
    chair_label="Lãnh đạo Mẫu",
    chair_title="Phó Chủ tịch",
    chair_authorisation="",
    secretary_label="Thư ký Mẫu",
    participants=a_plan().participants,
    cases=(
        PlannedCase(id=CaseId("new-case"), request_id=RequestId("new-case")),
        PlannedCase(id=CaseId("known")),
    ),
)
