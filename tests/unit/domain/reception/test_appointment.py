"""To which session a request led."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.reception_request import (
    Decision,
    KnownRequest,
    RefusalGround,
    case_of_request,
)
from desktop.domain.ids import CaseId, SessionId
from desktop.domain.reception.appointment import appointment_of
from desktop.domain.reception.session import AHEAD_STATUSES, SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.sync.operation import RecordStorage
from tests.samples import minutes as sample
from tests.samples.casework import ONLINE, REQUEST

pytestmark = pytest.mark.unit

ACCEPTED = KnownRequest(
    request=REQUEST,
    storage=RecordStorage.CITY,
    decision=ONLINE,
    decision_storage=RecordStorage.CITY,
)


def a_plan(name: str = "one", days: int = 1, **changes: object) -> SessionPlan:
    plan = sample.plan()
    made = replace(
        plan,
        id=SessionId(name),
        case_ids=(case_of_request(REQUEST),),
        status=SessionStatus.SCHEDULED,
        scheduled_start=plan.scheduled_start + timedelta(days=days),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("decision", [Decision.ONLINE, Decision.IN_PERSON])
@pytest.mark.parametrize("status", sorted(AHEAD_STATUSES))
def test_the_nearest_session_to_come_is_the_appointment(
    decision: Decision, status: SessionStatus
) -> None:
    known = replace(ACCEPTED, decision=replace(ONLINE, decision=decision))
    near, far = a_plan("near", 1, status=status), a_plan("far", 2)
    assert appointment_of(known, (far, near)) == near


@pytest.mark.parametrize("status", sorted(set(SessionStatus) - AHEAD_STATUSES))
def test_a_session_that_was_held_or_called_off_is_none(status: SessionStatus) -> None:
    assert appointment_of(ACCEPTED, (a_plan(status=status),)) is None


def test_who_waits_or_was_refused_or_denounces_has_none() -> None:
    refused = replace(ONLINE, decision=Decision.REJECTED, refusal_ground=RefusalGround.ND4_H)
    denounced = replace(REQUEST, petition_type=PetitionType.DENUNCIATION)
    for known in (
        replace(ACCEPTED, decision=None),
        replace(ACCEPTED, decision=refused),
        replace(ACCEPTED, decision_storage=RecordStorage.REFUSED),
        replace(ACCEPTED, request=denounced),
    ):
        assert appointment_of(known, (a_plan(),)) is None
    assert appointment_of(ACCEPTED, (a_plan(case_ids=(CaseId("another"),)),)) is None
    assert appointment_of(ACCEPTED, ()) is None
