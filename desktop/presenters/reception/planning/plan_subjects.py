"""What can be planned: decided requests, sessions that may still change, and broken-off ones.

Called ones too: they change no more, but a leader may let a late gate count.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.casework.matter.petition import OnlineGate
from desktop.domain.casework.matter.reception_request import (
    Decision,
    OnlineGround,
    ReceptionRequest,
    RequestDecision,
    case_of_request,
    gate_of_request,
)
from desktop.domain.directory.site import SiteKind
from desktop.domain.ids import CaseId, SiteId
from desktop.domain.reception.planning import PlannedCase
from desktop.domain.reception.session import BROKEN_OFF, PLANNED_STATUSES, SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.text import plain_line
from desktop.presenters.reception.schedule_state import SubjectKind, SubjectRow
from desktop.presenters.services.services import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSubject:
    """A request that somebody decided to receive online."""

    request: ReceptionRequest
    decision: RequestDecision

    @property
    def key(self) -> str:
        """What its row and its draft are found by."""
        return request_key(self.request.id)

    @property
    def flags(self) -> frozenset[CaseFlag]:
        """They call for a dossier and participants."""
        return self.request.flags

    @property
    def ground(self) -> OnlineGround | None:
        """Why it is received online, as decided."""
        return self.decision.online_ground

    @property
    def flagged(self) -> tuple[CaseId, ...]:
        """Cases of which every site needs a dossier."""
        return (case_of_request(self.request),) if self.flags else ()

    @property
    def is_denunciation(self) -> bool:
        """Who asks is not named."""
        return self.request.petition_type is PetitionType.DENUNCIATION

    @property
    def is_protected(self) -> bool | None:
        """It is not received online; None: this PC cannot know."""
        return gate_of_request(self.request) is not OnlineGate.OPEN

    @property
    def changed(self) -> SessionPlan | None:
        """The session that is planned anew: none."""
        return None

    @property
    def cases(self) -> tuple[PlannedCase, ...]:
        """What the session receives: the city makes the case of the request."""
        return (PlannedCase(id=case_of_request(self.request), request_id=self.request.id),)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSubject:
    """A session that is planned anew (SESSION), or gone on with in another one (CONTINUED).

    flags: of its cases; flagged: which have some. is_protected: one of them is not received
    online; None: this PC cannot know.
    """

    kind: SubjectKind
    plan: SessionPlan
    flags: frozenset[CaseFlag]
    flagged: tuple[CaseId, ...]
    is_protected: bool | None

    @property
    def key(self) -> str:
        """What its row and its draft are found by."""
        return f"{self.kind}:{self.plan.id}"

    @property
    def ground(self) -> OnlineGround | None:
        """Why it is received online, as planned before; None: of no decree that is known here."""
        grounds = (one for one in OnlineGround if one.value == self.plan.online_ground)
        return next(grounds, None)

    @property
    def changed(self) -> SessionPlan | None:
        """The session that is planned anew, None when another one is made."""
        return self.plan if self.kind is SubjectKind.SESSION else None

    @property
    def cases(self) -> tuple[PlannedCase, ...]:
        """What it receives: as it is at the city."""
        return tuple(PlannedCase(id=case_id) for case_id in self.plan.case_ids)


Subject = RequestSubject | SessionSubject


def is_called(plan: SessionPlan | None) -> bool:
    """Its rooms were called: a late gate may be let count, or it is called off, and no more."""
    return plan is not None and plan.status is SessionStatus.CONNECTING


def request_key(request_id: str) -> str:
    """The key of a request's row."""
    return f"{SubjectKind.REQUEST}:{request_id}"


class PlanSubjects:
    """Reads memory. Thread: MainThread."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def all(self) -> tuple[Subject, ...]:
        """Requests first, flagged ones and those decided long ago before; sessions by start."""
        plans = self._services.schedule.every_session()
        own = tuple(plan for plan in plans if self._is_ours(plan))
        return (*self._requests(plans), *self._planned(own), *self._broken_off(own, plans))

    def row(self, subject: Subject, *, is_selected: bool) -> SubjectRow:
        """As it is drawn in the list."""
        if isinstance(subject, RequestSubject):
            request, decision = subject.request, subject.decision
            return SubjectRow(
                key=subject.key,
                kind=SubjectKind.REQUEST,
                title=plain_line(request.content),
                name="" if subject.is_denunciation else request.requester_name,
                group_size=request.group_size,
                unit_name=self._names((request.owner_site_id,)),
                flags=subject.flags,
                at=decision.decided_at,
                by=decision.decided_by_name,
                status=None,
                is_selected=is_selected,
            )
        return SubjectRow(
            key=subject.key,
            kind=subject.kind,
            title=subject.plan.title,
            name="",
            group_size=1,
            unit_name=self._names(subject.plan.component_site_ids),
            flags=subject.flags,
            at=subject.plan.scheduled_start,
            by="",
            status=subject.plan.status,
            is_selected=is_selected,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _names(self, site_ids: Iterable[SiteId]) -> str:
        sites = map(self._services.schedule.site, site_ids)
        return ", ".join(site.short_name for site in sites if site is not None)

    def _is_ours(self, plan: SessionPlan) -> bool:
        """Headquarters plans for everybody, a unit what its own chair receives."""
        own = self._services.schedule.own_site()
        return own.kind is SiteKind.HEADQUARTERS or plan.central_site_id == own.id

    def _requests(self, plans: Iterable[SessionPlan]) -> tuple[RequestSubject, ...]:
        """Decided "online" and in no session yet."""
        kept = (plan for plan in plans if plan.status is not SessionStatus.CANCELLED)
        taken = {case_id for plan in kept for case_id in plan.case_ids}
        waiting = [
            RequestSubject(request=known.request, decision=decision)
            for known in self._services.requests.requests()
            if (decision := known.standing_decision) is not None
            and decision.decision is Decision.ONLINE
            and case_of_request(known.request) not in taken
        ]
        return tuple(
            sorted(waiting, key=lambda one: (not one.flags, one.decision.decided_at, one.key))
        )

    def _planned(self, plans: Iterable[SessionPlan]) -> Iterator[SessionSubject]:
        for plan in plans:
            if plan.status in PLANNED_STATUSES or is_called(plan):
                yield self._of_plan(SubjectKind.SESSION, plan)

    def _broken_off(
        self, own: Iterable[SessionPlan], plans: Iterable[SessionPlan]
    ) -> Iterator[SessionSubject]:
        """That nobody goes on with yet, wherever it would be."""
        kept = (plan for plan in plans if plan.status is not SessionStatus.CANCELLED)
        gone_on = {plan.continues_session_id for plan in kept}
        for plan in own:
            if plan.status in BROKEN_OFF and plan.id not in gone_on:
                yield self._of_plan(SubjectKind.CONTINUED, plan)

    def _of_plan(self, kind: SubjectKind, plan: SessionPlan) -> SessionSubject:
        found = map(self._services.schedule.case, plan.case_ids)
        flagged = tuple(case for case in found if case is not None and case.flags)
        return SessionSubject(
            kind=kind,
            plan=plan,
            flags=frozenset(flag for case in flagged for flag in case.flags),
            flagged=tuple(case.id for case in flagged),
            is_protected=self._is_protected(plan),
        )

    def _is_protected(self, plan: SessionPlan) -> bool | None:
        """By the requests that its cases are of; another petition than a denunciation never is."""
        requests = {case_of_request(one.request): one for one in self._services.requests.requests()}
        gates = []
        for case_id in plan.case_ids:
            known, case = requests.get(case_id), self._services.schedule.case(case_id)
            if known is not None:
                gates.append(gate_of_request(known.request) is not OnlineGate.OPEN)
            elif case is None or case.petition_type is PetitionType.DENUNCIATION:
                return None
        return any(gates)
