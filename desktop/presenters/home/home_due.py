"""Việc đến hạn, on home: what is due at this site, and where each of it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from desktop.domain.access.rights import Right
from desktop.domain.casework.matter.reception_request import KnownRequest
from desktop.domain.conduct.trial import may_be_tried
from desktop.domain.ids import CaseId, RequestId, SessionId
from desktop.domain.reception.due import (
    DueItem,
    DueKind,
    DueState,
    due_items,
    last_day_looked_at,
)
from desktop.domain.reception.session import AHEAD_STATUSES, JOINABLE_STATUSES, SessionPlan
from desktop.domain.text import plain_line
from desktop.presenters.home.home_state import DueList, DueRow, DueVerb
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.services.working_days import WorkingDaysSource

MOST_SHOWN = 4
"""Rows, until all of them are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeDoors:
    """Where one goes from home.

    enter: the room of a session; try_out: its trial; plan: it in the schedule; open_case: the page
    of a case; decide: a request.
    """

    enter: Callable[[SessionId], None]
    try_out: Callable[[SessionId], None]
    plan: Callable[[SessionId], None]
    open_case: Callable[[CaseId], None]
    decide: Callable[[RequestId], None]


class HomeDue:
    """Thread: MainThread. open_dossier: of a session, on home itself."""

    def __init__(
        self,
        *,
        services: Services,
        days: WorkingDaysSource,
        doors: HomeDoors,
        open_dossier: Callable[[SessionId], None],
    ) -> None:
        self._services = services
        self._days = days
        self._doors = doors
        self._open_dossier = open_dossier
        self._is_whole = False

    def show_all(self, *, is_whole: bool) -> None:
        """Xem tất cả, Thu gọn."""
        self._is_whole = is_whole

    def open(self, key: str, now: datetime) -> None:
        """The button of a row: to where it is done."""
        for row, item in self._rows(now):
            if row.key == key:
                self._go(row.verb, item.subject)
                return

    def view(self, now: datetime) -> DueList:
        """What home draws. now: the city's time."""
        rows = tuple(row for row, _ in self._rows(now))
        states = [row.state for row in rows]
        return DueList(
            rows=rows if self._is_whole else rows[:MOST_SHOWN],
            total=len(rows),
            overdue=states.count(DueState.OVERDUE),
            today=states.count(DueState.TODAY),
            ahead=states.count(DueState.AHEAD),
            last_day=last_day_looked_at(now, self._days.table()),
            is_whole=self._is_whole,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _go(self, verb: DueVerb, subject: str) -> None:
        match verb:
            case DueVerb.ENTER:
                self._doors.enter(SessionId(subject))
            case DueVerb.TRY:
                self._doors.try_out(SessionId(subject))
            case DueVerb.PLAN:
                self._doors.plan(SessionId(subject))
            case DueVerb.OPEN_CASE:
                self._open_case(SessionId(subject))
            case DueVerb.OPEN_DOSSIER:
                self._open_dossier(SessionId(subject))
            case DueVerb.DECIDE:
                self._doors.decide(RequestId(subject))
            case other:
                assert_never(other)

    def _open_case(self, session_id: SessionId) -> None:
        plans = (one for one in self._services.schedule.sessions() if one.id == session_id)
        for case_id in filter(None, map(self._lacking, plans)):
            self._doors.open_case(case_id)

    def _rows(self, now: datetime) -> list[tuple[DueRow, DueItem]]:
        plans = {plan.id: plan for plan in self._services.schedule.sessions()}
        requests = {one.request.id: one for one in self._requests()}
        items = due_items(
            plans.values(),
            requests.values(),
            without_dossier={
                one
                for one, plan in plans.items()
                if plan.status in AHEAD_STATUSES and self._lacking(plan) is not None
            },
            now=now,
            table=self._days.table(),
        )
        return [
            (
                self._of_request(item, requests[RequestId(item.subject)])
                if item.kind is DueKind.REQUEST
                else self._of_session(item, plans[SessionId(item.subject)]),
                item,
            )
            for item in items
        ]

    def _requests(self) -> tuple[KnownRequest, ...]:
        """That this person could decide."""
        may_decide = person_may(self._services.access, Right.DECIDE_REQUEST)
        return self._services.requests.requests() if may_decide else ()

    def _lacking(self, plan: SessionPlan) -> CaseId | None:
        """A flagged case of it without a paper of this site, as far as the person may know."""
        site_id = self._services.schedule.own_site().id
        cases = (self._services.schedule.case(case_id) for case_id in plan.case_ids)
        flagged = (case.id for case in cases if case is not None and case.flags)
        dossier = self._services.dossier
        lacking = (one for one in flagged if site_id not in dossier.sites_with_dossier(one))
        return next(lacking, None)

    def _of_session(self, item: DueItem, plan: SessionPlan) -> DueRow:
        site = self._services.schedule.site(plan.central_site_id)
        return DueRow(
            key=f"{item.kind}:{plan.id}",
            kind=item.kind,
            state=item.state,
            due_at=item.due_at,
            days=item.days,
            working_days=item.working_days,
            title=plan.title,
            starts_at=plan.scheduled_start,
            place=site.short_name if site else "",
            verb=self._verb(item.kind, plan),
        )

    def _of_request(self, item: DueItem, known: KnownRequest) -> DueRow:
        site = self._services.schedule.site(known.request.owner_site_id)
        return DueRow(
            key=f"{item.kind}:{known.request.id}",
            kind=item.kind,
            state=item.state,
            due_at=item.due_at,
            days=item.days,
            working_days=item.working_days,
            title=plain_line(known.request.content),
            starts_at=None,
            place=site.short_name if site else "",
            verb=DueVerb.DECIDE,
        )

    def _verb(self, kind: DueKind, plan: SessionPlan) -> DueVerb:
        access = self._services.access
        may_join = person_may(access, Right.JOIN_SESSION)
        if kind is DueKind.DOSSIER and person_may(access, Right.READ_CASE):
            return DueVerb.OPEN_CASE
        if kind is DueKind.NOTICE and person_may(access, Right.SCHEDULE_SESSION):
            return DueVerb.PLAN
        if kind is DueKind.TRIAL and may_join and may_be_tried(plan):
            return DueVerb.TRY
        if kind is DueKind.CONNECTED and may_join and plan.status in JOINABLE_STATUSES:
            return DueVerb.ENTER
        return DueVerb.OPEN_DOSSIER
