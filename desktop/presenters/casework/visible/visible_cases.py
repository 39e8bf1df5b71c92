"""What the person at the desk may see of the cases that this PC was told of.

A denunciation is for those on its list (ADR 0021); who is not finds none, but for its whole code.
A request of this unit that is no case yet stands beside them, so that its dossier can be filled:
once its type is known, for until then it may be a denunciation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop.domain.access.rights import Right
from desktop.domain.casework.matter.case import Case, PetitionType, Viewing
from desktop.domain.casework.matter.reception_request import (
    Decision,
    ReceptionRequest,
    case_of_request,
)
from desktop.domain.ids import CaseId, SessionId
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.sessions_of_case import sessions_of_case
from desktop.domain.room.condition import RoomCondition
from desktop.domain.text import folded, plain_line
from desktop.presenters.services.access import AccessService, person_may
from desktop.presenters.services.casework import CasesService, RequestsService
from desktop.presenters.services.reception import ScheduleService
from desktop.presenters.services.record import ViewsService

MAX_TITLE: Final = 120
"""Letters of a request that stand for its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCase:
    """A case that is kept from the person. unit_name: of the site that hears it, "" not known."""

    id: CaseId
    code: str
    unit_name: str


class VisibleCases:
    """Asks at each call who sits there. Thread: MainThread.

    told: the schedule as this PC has it. shown: the same as the person may see it.
    """

    def __init__(
        self,
        *,
        cases: CasesService,
        told: ScheduleService,
        shown: ScheduleService,
        access: AccessService,
        views: ViewsService,
        requests: RequestsService,
    ) -> None:
        self._cases = cases
        self._told = told
        self._shown = shown
        self._access = access
        self._views = views
        self._requests = requests

    def cases(self) -> tuple[Case, ...]:
        """Those that the person may open, by code."""
        return tuple(case for case in self._cases.cases() if self._shown.case(case.id) is not None)

    def requests(self) -> tuple[Case, ...]:
        """Requests of this unit that are no case yet, as cases without a code."""
        return tuple(case for case, _ in self._own_requests())

    def find(self, case_id: CaseId) -> Case | None:
        """One of them, or of the requests that are none yet."""
        shown = self._shown.case(case_id)
        if shown is not None:
            return shown
        return next((case for case, _ in self._own_requests() if case.id == case_id), None)

    def asked_at(self, case_id: CaseId) -> datetime | None:
        """When the request came that it still is, None of a case."""
        return next((at for case, at in self._own_requests() if case.id == case_id), None)

    def every_session(self) -> tuple[SessionPlan, ...]:
        """Those that the person may see, by scheduled start."""
        return self._shown.every_session()

    def kept_by_code(self, code: str) -> KeptCase | None:
        """A case with exactly this code that is kept from the person."""
        wanted = folded(code).strip()
        if not wanted or not person_may(self._access, Right.READ_CASE):
            return None
        found = (case for case in self._cases.cases() if folded(case.code) == wanted)
        return next((kept for case in found if (kept := self.kept(case.id)) is not None), None)

    def kept(self, case_id: CaseId) -> KeptCase | None:
        """A case that is there and kept from the person."""
        case = self._told.case(case_id)
        if case is None or self.find(case_id) is not None:
            return None
        plans = sessions_of_case(self._told.every_session(), case_id)
        site = self._told.site(plans[-1].central_site_id) if plans else None
        return KeptCase(id=case.id, code=case.code, unit_name=site.name if site else "")

    def sessions(self, case_id: CaseId) -> tuple[SessionPlan, ...]:
        """Those that receive a case and that the person may see, by scheduled start."""
        return sessions_of_case(self._shown.every_session(), case_id)

    def condition(self, session_id: SessionId) -> RoomCondition | None:
        """Of the rooms of a session that the person may read."""
        return self._shown.condition(session_id)

    def note_paper(self, case_id: CaseId) -> None:
        """The person opened a paper of a case."""
        self._note(case_id, Viewing.PAPER)

    def note_copy(self, case_id: CaseId) -> None:
        """The person saved a copy of a paper outside of the program."""
        self._note(case_id, Viewing.PAPER_COPY)

    def note_opening(self, case_id: CaseId) -> None:
        """The person opened a case, or tried to: of a denunciation the city's audit log knows."""
        what = Viewing.DENIED if self.find(case_id) is None else Viewing.DOSSIER
        self._note(case_id, what)

    def _own_requests(self) -> Iterator[tuple[Case, datetime]]:
        """Of this unit, of a known type, not refused, and of no case that is told; since when."""
        if not person_may(self._access, Right.READ_REQUESTS):
            return
        own_site_id = self._told.own_site().id
        for known in self._requests.requests():
            request, decision = known.request, known.decision
            is_refused = decision is not None and decision.decision is Decision.REJECTED
            if request.owner_site_id != own_site_id or is_refused:
                continue
            is_case = self._told.case(case_of_request(request)) is not None
            if request.petition_type is not None and not is_case:
                yield _as_case(request, request.petition_type), request.created_at

    def _note(self, case_id: CaseId, what: Viewing) -> None:
        for plan in sessions_of_case(self._told.every_session(), case_id)[-1:]:
            self._views.note(plan.id, what)


def _as_case(request: ReceptionRequest, petition_type: PetitionType) -> Case:
    """What a request is on the pages of cases, before the city makes one of it."""
    return Case(
        id=case_of_request(request),
        code="",
        title=plain_line(request.content)[:MAX_TITLE],
        petition_type=petition_type,
        flags=request.flags,
        request=request.content,
        previous_result="",
        group_size=request.group_size,
        citizens=(),
    )
