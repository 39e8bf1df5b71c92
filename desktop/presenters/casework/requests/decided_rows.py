"""What was decided of requests, and what a unit may print and note of it."""

from datetime import date

from desktop.domain.access.rights import Right
from desktop.domain.casework.matter.reception_request import KnownRequest, ReceptionRequest
from desktop.domain.clock import Clock
from desktop.domain.reception.appointment import appointment_of
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.due import refusal_due
from desktop.domain.reception.session import SessionPlan
from desktop.presenters.casework.requests.requests_state import DecidedRow
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.services.working_days import WorkingDaysSource

MAX_DECIDED = 50
"""Decided requests in the list; the others are found by searching."""


class DecidedRows:
    """Reads, changes nothing. Thread: MainThread."""

    def __init__(self, *, services: Services, clock: Clock, days: WorkingDaysSource) -> None:
        self._services = services
        self._clock = clock
        self._days = days

    def rows(self) -> tuple[DecidedRow, ...]:
        """The newest first, MAX_DECIDED at most."""
        rows = []
        today = self._clock.now().astimezone(LOCAL_ZONE).date()
        for known in self._services.requests.requests():
            decision, request = known.standing_decision, known.request
            if decision is None:
                continue
            due, sent = self.notice_due(known), request.refusal_notice
            plan = self.appointment(known)
            rows.append(
                DecidedRow(
                    id=request.id,
                    name=request.requester_name,
                    unit_name=self.unit_name(request),
                    decision=decision.decision,
                    decided_by=decision.decided_by_name,
                    decided_at=decision.decided_at,
                    storage=known.decision_storage,
                    notice_due=due,
                    is_overdue=sent is None and due is not None and due < today,
                    notice_sent=None if sent is None or due is None else sent.sent_on,
                    number="" if sent is None or due is None else sent.number,
                    noted_by="" if sent is None or due is None else sent.noted_by_name,
                    appointment=None if plan is None else plan.scheduled_start,
                    place="" if plan is None else self._services.schedule.own_site().name,
                )
            )
        rows.sort(key=lambda one: one.decided_at, reverse=True)
        return tuple(rows[:MAX_DECIDED])

    def notice_due(self, known: KnownRequest) -> date | None:
        """By when this unit tells a refusal in writing; None: it need not, or may not here."""
        due = refusal_due(known, self._days.table())
        return due if due is not None and self._may_print(known.request) else None

    def appointment(self, known: KnownRequest) -> SessionPlan | None:
        """The session that this unit tells its citizen of; None: none, or not from here."""
        plan = appointment_of(known, self._services.schedule.sessions())
        return plan if plan is not None and self._may_print(known.request) else None

    def unit_name(self, request: ReceptionRequest) -> str:
        """Which unit took it; empty: it is not known here."""
        site = self._services.schedule.site(request.owner_site_id)
        return site.name if site is not None else ""

    def _may_print(self, request: ReceptionRequest) -> bool:
        """Who takes requests, in the unit that knows who asked."""
        may_take = person_may(self._services.access, Right.TAKE_REQUEST)
        is_own = request.owner_site_id == self._services.schedule.own_site().id
        citizen = self._services.requests.citizen(request.requester_id)
        return may_take and is_own and citizen is not None
