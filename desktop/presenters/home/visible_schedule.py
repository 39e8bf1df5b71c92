"""What the person at the desk may see of what this PC holds: by role, and by need to know.

One PC has one store and many people. The city tells each of them what they may know (ADR 0021),
and the store keeps it all; here the rest is kept from whoever else sits down at the same PC.
"""

from dataclasses import replace

from desktop.domain.access import Officer
from desktop.domain.case import Case
from desktop.domain.enums import PetitionType
from desktop.domain.ids import CaseId, SiteId, UserId
from desktop.domain.participant import CITIZEN_ROLES
from desktop.domain.rights import Right, may
from desktop.domain.session import SessionPlan
from desktop.domain.site import Site
from desktop.presenters.services import AccessService, ScheduleService


class SeenSchedule:
    """ScheduleService for one desk; asks at each call who sits there. Thread: MainThread."""

    def __init__(self, *, schedule: ScheduleService, access: AccessService) -> None:
        self._schedule = schedule
        self._access = access

    def own_site(self) -> Site:
        """This room."""
        return self._schedule.own_site()

    def site(self, site_id: SiteId) -> Site | None:
        """A site by its id."""
        return self._schedule.site(site_id)

    def sessions(self) -> tuple[SessionPlan, ...]:
        """As the city would tell them to this person; nobody's desk knows of their state alone."""
        seat = self._access.signed_in()
        if seat is None:
            return tuple(_state_of(plan) for plan in self._schedule.sessions())
        role = seat.officer.role
        if not may(role, Right.READ_SCHEDULE):
            return ()
        plans = (plan for plan in self._schedule.sessions() if self._may_know(seat.officer, plan))
        if may(role, Right.READ_CASE):
            return tuple(plans)
        return tuple(_state_of(plan) for plan in plans)

    def case(self, case_id: CaseId) -> Case | None:
        """A case by its id; None also for one that is kept from this person."""
        seat = self._access.signed_in()
        if seat is None or not may(seat.officer.role, Right.READ_CASE):
            return None
        case = self._schedule.case(case_id)
        return None if case is None or self._is_kept_from(seat.officer, case) else case

    def _may_know(self, officer: Officer, plan: SessionPlan) -> bool:
        cases = (self._schedule.case(case_id) for case_id in plan.case_ids)
        return not any(self._is_kept_from(officer, case) for case in cases if case is not None)

    def _is_kept_from(self, officer: Officer, case: Case) -> bool:
        if case.petition_type is not PetitionType.DENUNCIATION:
            return False
        known = self._denunciations_of(officer.id)
        return known is not None and case.id not in known

    def _denunciations_of(self, user_id: UserId) -> frozenset[CaseId] | None:
        """As the city said last: the list of the room is newer than the sign-in."""
        people = (one for one in self._access.officers() if one.id == user_id)
        return next((one.denunciations for one in people), None)


def _state_of(plan: SessionPlan) -> SessionPlan:
    """A session without its matter, as `cityserver/disclosure.py` tells it: no title or citizen."""
    return replace(
        plan,
        title=plan.code,
        participants=tuple(one for one in plan.participants if one.role not in CITIZEN_ROLES),
        gates=tuple(replace(gate, override_reason="") for gate in plan.gates),
        ending=None if plan.ending is None else replace(plan.ending, reason=""),
    )
