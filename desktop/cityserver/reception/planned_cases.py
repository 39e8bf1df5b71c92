"""Cases of a planned session: as they are at the city, or made there of a decided request.

Of a request only its unit knows who asks; the city knows both, and makes the case of them.
"""

from collections.abc import Iterator
from datetime import datetime

from desktop.cityserver.access.callers import Person
from desktop.cityserver.exchange.case_people import people_of_request
from desktop.cityserver.store.access.people import may_sign_in
from desktop.cityserver.store.database.database import DatabaseSession
from desktop.cityserver.store.records.need_to_know import (
    cases_known_to,
    is_denunciation,
    save_readers,
)
from desktop.cityserver.store.records.records import codes_of, petitions_of
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.contract.records.casework import CaseBody
from desktop.contract.scheduling import CasePlan
from desktop.domain.casework.matter.case import Case, CaseFlag, PetitionType
from desktop.domain.casework.matter.petition import OnlineGate, may_be_online
from desktop.domain.casework.matter.reception_request import (
    Decision,
    ReceptionRequest,
    RequestDecision,
    case_of_request,
    gate_of_request,
)
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.planning import PlanFault
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import CASE, PETITION, RECEPTION_REQUEST, REQUEST_DECISION


class PlannedCases:
    """Of one transaction. title: of the session, which a case made of a request gets."""

    def __init__(
        self, session: DatabaseSession, writer: RecordWriter, person: Person, *, title: str
    ) -> None:
        self._session = session
        self._writer = writer
        self._person = person
        self._title = title

    def fault(self, planned: CasePlan) -> PlanFault | None:
        """Why a session may not receive it; None: it may."""
        if planned.request_id is not None:
            fault = self._fault_of_request(planned, planned.request_id)
        else:
            fault = None if self._is_told(planned.id) else PlanFault.UNKNOWN_CASE
        if fault is None and self._is_blocked(planned):
            return PlanFault.BLOCKED_ONLINE
        return fault

    def is_known(self, planned: CasePlan) -> bool:
        """Whether there is such a case or request, and the person may know of it."""
        return self.fault(planned) is not PlanFault.UNKNOWN_CASE

    def is_requested(self, planned: CasePlan) -> bool:
        """Whether it is made of a request, now or before, and the person may know of it."""
        is_of_request = planned.request_id is not None or self._request(planned.id) is not None
        return is_of_request and self.is_known(planned)

    def flags_of(self, planned: CasePlan) -> frozenset[CaseFlag]:
        """They call for dossier and participants of every site."""
        row = self._writer.find(EntityKind.CASE, planned.id)
        if row is not None:
            return frozenset(CaseFlag(one) for one in row.body["flags"])
        request = self._request(planned.request_id or planned.id)
        return frozenset() if request is None else request.flags

    def write(self, plans: tuple[CasePlan, ...], now: datetime) -> Iterator[tuple[str, str]]:
        """Those that are new. Yields what was written."""
        for planned in plans:
            is_there = self._writer.find(EntityKind.CASE, planned.id) is not None
            request = None if is_there else self._request(planned.request_id or planned.id)
            if request is None:
                continue
            body = self._made_of(request, self._free_code(now)).model_dump(mode="json")
            self._writer.save(Record(kind="case", entity_id=planned.id, body=body))
            yield "case", planned.id
            if is_denunciation(body):
                self._list_readers(planned.id, request)

    # ---- inside ----------------------------------------------------------------------------

    def _fault_of_request(self, planned: CasePlan, request_id: str) -> PlanFault | None:
        request = self._request(request_id)
        is_known = (
            request is not None
            and planned.id == case_of_request(request)
            and self._may_know(planned.id, request.owner_site_id)
        )
        if request is None or not is_known:
            return PlanFault.UNKNOWN_CASE
        if gate_of_request(request) is not OnlineGate.OPEN:
            return PlanFault.BLOCKED_ONLINE
        decision = self._decision(request_id)
        is_online = decision is not None and decision.decision is Decision.ONLINE
        return None if is_online else PlanFault.NOT_DECIDED

    def _is_blocked(self, planned: CasePlan) -> bool:
        """Whether a unit took in, for this case, what may not be received online (L-301).

        Asked for are the unit of its request and the planner's own.
        """
        request = self._request(planned.request_id or planned.id)
        units = {self._person.site_id, *([] if request is None else [request.owner_site_id])}
        held = (petitions_of(self._session, unit, planned.id) for unit in sorted(units))
        petitions = (PETITION.codec.read(one, id=key) for of in held for key, one in of.items())
        return not may_be_online(petitions)

    def _is_told(self, case_id: str) -> bool:
        """Whether there is such a case that the person may know: an id alone brings it nowhere."""
        site_id = self._person.site_id
        is_there = self._writer.find(EntityKind.CASE, case_id) is not None
        is_here = is_there and self._writer.was_told(site_id, case_id)
        return is_there and self._may_know(case_id, site_id if is_here else None)

    def _may_know(self, case_id: str, site_id: str | None) -> bool:
        """Headquarters and the site that has it; of a denunciation those on its list alone."""
        row = self._writer.find(EntityKind.CASE, case_id)
        if row is not None and is_denunciation(row.body):
            known = cases_known_to(self._session, self._person.user_id)
            if case_id not in known:
                return False
        own = self._person.site_id
        return own == site_id or own in self._writer.headquarters()

    def _made_of(self, request: ReceptionRequest, code: str) -> CaseBody:
        case_id = case_of_request(request)
        case = Case(
            id=case_id,
            code=code,
            title=self._title,
            petition_type=request.petition_type or PetitionType.FEEDBACK,
            flags=request.flags,
            request=request.content,
            previous_result="",
            group_size=request.group_size,
            citizens=people_of_request(self._session, self._writer, request, case_id),
        )
        body: CaseBody = CASE.codec.body(case)
        return body

    def _list_readers(self, case_id: str, request: ReceptionRequest) -> None:
        """Who had to do with it: who took it, who decided it, who plans it.

        A record names whomever a desk wrote into it: who may not sign in where it is from is not
        listed.
        """
        named = [(request.created_by, request.owner_site_id)]
        decision = self._decision(request.id)
        if decision is not None:
            named.append((decision.decided_by, decision.owner_site_id))
        confirmed = [user for user, site in named if may_sign_in(self._session, user, site)]
        save_readers(self._session, case_id, [self._person.user_id, *confirmed])

    def _request(self, request_id: str) -> ReceptionRequest | None:
        row = self._writer.find(EntityKind.RECEPTION_REQUEST, request_id)
        return None if row is None else RECEPTION_REQUEST.codec.read(row.body, id=request_id)

    def _decision(self, request_id: str) -> RequestDecision | None:
        row = self._writer.find(EntityKind.REQUEST_DECISION, request_id)
        return None if row is None else REQUEST_DECISION.codec.read(row.body)

    def _free_code(self, now: datetime) -> str:
        """2026-0147: the number after the greatest one of the year."""
        prefix = f"{now.astimezone(LOCAL_ZONE).year}-"
        numbers = (code.removeprefix(prefix) for code in codes_of(self._session, "case", prefix))
        greatest = max((int(one) for one in numbers if one.isdecimal()), default=0)
        return f"{prefix}{greatest + 1:04d}"
