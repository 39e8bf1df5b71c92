"""Phiếu hẹn: to which session a request led. Pure."""

from collections.abc import Iterable

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.reception_request import (
    Decision,
    KnownRequest,
    case_of_request,
)
from desktop.domain.reception.session import AHEAD_STATUSES, SessionPlan


def appointment_of(known: KnownRequest, plans: Iterable[SessionPlan]) -> SessionPlan | None:
    """The nearest session to come that receives it; None: none is planned, or it was refused.

    plans: of sessions in which the unit that took it has a seat: there its citizen sits. None of a
    denunciation: a slip that is found must not tell who denounced.
    """
    decision = known.standing_decision
    if decision is None or decision.decision is Decision.REJECTED:
        return None
    if known.request.petition_type is PetitionType.DENUNCIATION:
        return None
    case_id = case_of_request(known.request)
    ahead = (one for one in plans if one.status in AHEAD_STATUSES and case_id in one.case_ids)
    return min(ahead, key=lambda one: (one.scheduled_start, one.id), default=None)
