"""What the person at the desk may see of what this PC holds: by role, and by need to know.

One PC has one store and many people. The city tells each of them what they may know (ADR 0021),
and the store keeps it all; here the rest is kept from whoever else sits down at the same PC.
"""

from collections.abc import Collection
from dataclasses import replace

from desktop.domain.access.need_to_know import listed_cases, needs_to_know
from desktop.domain.access.person import Officer
from desktop.domain.access.rights import Right, may
from desktop.domain.casework.matter.case import Case, PetitionType
from desktop.domain.conduct.calls.waiting_ticket import WaitingTicket
from desktop.domain.conduct.signing.signing import SessionSigning
from desktop.domain.directory.site import Site
from desktop.domain.ids import CaseId, SessionId, SiteId
from desktop.domain.reception.participant import CITIZEN_ROLES
from desktop.domain.reception.session import SessionPlan
from desktop.domain.room.condition import RoomCondition
from desktop.presenters.services.access import AccessService
from desktop.presenters.services.reception import ScheduleService


class VisibleSchedule:
    """ScheduleService for one desk; asks at each call who sits there. Thread: MainThread."""

    def __init__(self, *, schedule: ScheduleService, access: AccessService) -> None:
        self._schedule = schedule
        self._access = access

    def own_site(self) -> Site:
        """The site of this PC."""
        return self._schedule.own_site()

    def site(self, site_id: SiteId) -> Site | None:
        """A site by its id."""
        return self._schedule.site(site_id)

    def known_sites(self) -> tuple[Site, ...]:
        """Every site that this PC knows, by name."""
        return self._schedule.known_sites()

    def revision(self, session_id: SessionId) -> int:
        """The city's revision of a session, 0 of one that is not known."""
        return self._schedule.revision(session_id)

    def sessions(self) -> tuple[SessionPlan, ...]:
        """As the city would tell them to this person.

        While nobody is signed in, the state alone, and of sessions without a denunciation.
        """
        return self._visible(self._schedule.sessions())

    def every_session(self) -> tuple[SessionPlan, ...]:
        """As `sessions`, of those too in which this site has no seat."""
        return self._visible(self._schedule.every_session())

    def _visible(self, told: tuple[SessionPlan, ...]) -> tuple[SessionPlan, ...]:
        seat = self._access.signed_in()
        if seat is None:
            plans = (plan for plan in told if self._is_harmless(plan))
            return tuple(_state_of(plan) for plan in plans)
        role = seat.officer.role
        if not may(role, Right.READ_SCHEDULE):
            return ()
        plans = (plan for plan in told if self._may_know(seat.officer, plan))
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

    def condition(self, session_id: SessionId) -> RoomCondition | None:
        """Of the rooms of a session that this person may read."""
        seat = self._access.signed_in()
        if seat is None or not may(seat.officer.role, Right.READ_CASE):
            return None
        is_shown = any(plan.id == session_id for plan in self.every_session())
        return self._schedule.condition(session_id) if is_shown else None

    def ticket(self, session_id: SessionId) -> WaitingTicket | None:
        """Of a session that this person may read; it names nobody."""
        return self._schedule.ticket(session_id) if self._may_read(session_id) else None

    def signing(self, session_id: SessionId) -> SessionSigning | None:
        """Of a session that this person may read."""
        return self._schedule.signing(session_id) if self._may_read(session_id) else None

    def _may_read(self, session_id: SessionId) -> bool:
        seat = self._access.signed_in()
        if seat is None or not may(seat.officer.role, Right.READ_CASE):
            return False
        return any(plan.id == session_id for plan in self.every_session())

    def _may_know(self, officer: Officer, plan: SessionPlan) -> bool:
        cases = (self._schedule.case(case_id) for case_id in plan.case_ids)
        secret = {case.id for case in cases if case is not None and _is_denunciation(case)}
        return self._is_listed(officer, plan.denunciations | secret)

    def _is_kept_from(self, officer: Officer, case: Case) -> bool:
        return _is_denunciation(case) and not self._is_listed(officer, {case.id})

    def _is_listed(self, officer: Officer, denunciations: Collection[CaseId]) -> bool:
        return needs_to_know(denunciations, listed_cases(officer, self._access.officers()))

    def _is_harmless(self, plan: SessionPlan) -> bool:
        """Whether anybody may see its state: this PC knows that it hears no denunciation.

        A PC that holds the plan without its cases cannot know.
        """
        cases = [self._schedule.case(case_id) for case_id in plan.case_ids]
        return all(case is not None and not _is_denunciation(case) for case in cases)


def _is_denunciation(case: Case) -> bool:
    return case.petition_type is PetitionType.DENUNCIATION


def _state_of(plan: SessionPlan) -> SessionPlan:
    """A session without title and citizens, as `cityserver/access/disclosure.py` tells it."""
    return replace(
        plan,
        title=plan.code,
        participants=tuple(one for one in plan.participants if one.role not in CITIZEN_ROLES),
        gates=tuple(replace(gate, override_reason="") for gate in plan.gates),
        ending=None if plan.ending is None else replace(plan.ending, reason=""),
    )
