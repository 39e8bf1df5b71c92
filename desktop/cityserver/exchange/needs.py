"""What must be at the city before a record: the named checks beside the table of kinds."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from desktop.cityserver.access.callers import Person
from desktop.cityserver.store.records.need_to_know import is_denunciation
from desktop.cityserver.store.records.writer import RecordWriter
from desktop.contract.operations import RefusalReason
from desktop.domain.access.kinds import OWNER_FIELD, Need
from desktop.domain.casework.field_rule import Circumstances
from desktop.domain.casework.field_rules import decision_faults
from desktop.domain.casework.reception_request import DecidedRequest
from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.regime import rules_on
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import RECEPTION_REQUEST, REQUEST_DECISION

Body = Mapping[str, Any]
"""As the kind's model wrote it, JSON values."""


_BLOCKING: Final = frozenset({"L-301", "N-130"})
"""Sentences of what keeps a denunciation from being received online."""


class OperationRefused(Exception):
    """The operation is not taken; blocks nothing else."""

    def __init__(self, reason: RefusalReason) -> None:
        super().__init__(reason)
        self.reason = reason


def check_seat(writer: RecordWriter, person: Person, session_id: str) -> None:
    """The person's site has a seat in the session, and may know of it. Raises OperationRefused.

    Of a denunciation who sends must be on the list: what a listed person wrote waits at the desk
    until such a person sends it. A session of others, one that there is not and one that is kept
    from the person are answered alike.
    """
    is_there = writer.find(EntityKind.SESSION, session_id) is not None
    if not is_there or person.site_id not in writer.sites_of(session_id):
        raise OperationRefused(RefusalReason.NO_SEAT)
    if not writer.is_known_to(session_id, person.user_id):
        raise OperationRefused(RefusalReason.NO_SEAT)


def _check_report(writer: RecordWriter, _person: Person, _id: str, body: Body) -> None:
    """There is such a report, of the unit that the record names."""
    kind, report_id = body["report_kind"], body["report_id"]
    row = writer.find(kind, report_id) if writer.is_report(kind) else None
    if row is None or row.body[OWNER_FIELD] != body["unit_site_id"]:
        raise OperationRefused(RefusalReason.UNKNOWN_REPORT)


def _check_case_of_session(writer: RecordWriter, person: Person, _id: str, body: Body) -> None:
    """The case is a denunciation of the session that the site was told of.

    A seat is not asked for: a site that has left a session keeps what it was told, and what is
    opened of it there matters. Which of these is not so is not told.
    """
    session = writer.find(EntityKind.SESSION, body["session_id"])
    case = writer.find(EntityKind.CASE, body["case_id"])
    is_theirs = session is not None and body["case_id"] in session.body["case_ids"]
    is_secret = case is not None and is_denunciation(case.body)
    if not (is_theirs and is_secret and writer.was_told(person.site_id, body["case_id"])):
        raise OperationRefused(RefusalReason.NO_SEAT)


def _check_undecided(writer: RecordWriter, _person: Person, request_id: str, _body: Body) -> None:
    """What was decided of a request was decided of what it said then."""
    if writer.find(EntityKind.REQUEST_DECISION, request_id) is not None:
        raise OperationRefused(RefusalReason.DECIDED)


def _check_request(writer: RecordWriter, person: Person, request_id: str, body: Body) -> None:
    """There is such a request, of the unit that is named; its head or the city's decides it.

    A denunciation whose sender asks for protection, or whom secrecy cannot be kept for, is never
    received online (L-301), whoever decides.
    """
    row = writer.find(EntityKind.RECEPTION_REQUEST, request_id)
    if row is None or row.body[OWNER_FIELD] != body["unit_site_id"]:
        raise OperationRefused(RefusalReason.UNKNOWN_REQUEST)
    is_own = person.site_id == row.body[OWNER_FIELD]
    if not is_own and person.site_id not in writer.headquarters():
        raise OperationRefused(RefusalReason.NO_RIGHT)
    decided = DecidedRequest(
        request=RECEPTION_REQUEST.codec.read(row.body, id=request_id),
        decision=REQUEST_DECISION.codec.read(body),
    )
    codes = {one.code for one in _faults_of(decided) if one.kind is not FaultKind.ODD}
    if codes & _BLOCKING:
        raise OperationRefused(RefusalReason.BLOCKED_ONLINE)
    if codes:
        raise OperationRefused(RefusalReason.BAD_BODY)


def _faults_of(decided: DecidedRequest) -> tuple[FieldFault, ...]:
    """By the law on the day of the decision; a clock of a PC that is ahead is no fault of it."""
    if decided.decision is None:
        return ()
    at = decided.decision.decided_at
    today = at.astimezone(LOCAL_ZONE).date()
    rules = rules_on(today)
    circumstances = Circumstances(today=today, now=at, is_decree_154=rules.is_decree_154)
    return decision_faults(decided, circumstances)


NEEDS: Final[Mapping[Need, Callable[[RecordWriter, Person, str, Body], None]]] = {
    Need.REPORT: _check_report,
    Need.CASE_OF_SESSION: _check_case_of_session,
    Need.UNDECIDED: _check_undecided,
    Need.REQUEST: _check_request,
}
"""By its id and body. Each raises OperationRefused."""
