"""What must be at the city before a record: the named checks beside the table of kinds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

from desktop.cityserver.access.callers import Person
from desktop.cityserver.store.records.need_to_know import is_denunciation
from desktop.cityserver.store.records.records import session_status
from desktop.cityserver.store.records.writer import RecordWriter
from desktop.contract.operations import RefusalReason
from desktop.domain.access.kinds import (
    CASE_FIELD,
    DOSSIER_SITE_FIELD,
    OWNER_FIELD,
    SESSION_FIELD,
    Need,
)
from desktop.domain.casework.conclusions.conclusion import (
    ConclusionItem,
    is_givers_word,
    item_faults,
    keeps_promise,
    may_item_become,
)
from desktop.domain.casework.matter.petition import OnlineGate, gate_of, keeps_block
from desktop.domain.casework.matter.reception_request import (
    DecidedRequest,
    Decision,
    gate_of_request,
    keeps_block_of_request,
)
from desktop.domain.casework.people.group import may_come_together
from desktop.domain.casework.register import entry_faults, keeps_strike
from desktop.domain.casework.rules.field_rule import Circumstances
from desktop.domain.casework.rules.field_rules import (
    citizen_faults,
    decision_faults,
    group_faults,
    identity_check_faults,
    petition_faults,
    request_faults,
    standing_faults,
    visit_faults,
)
from desktop.domain.casework.visit import VisitStatus, may_visit_become
from desktop.domain.faults import FieldFault, is_sendable
from desktop.domain.papers.held import held_key
from desktop.domain.reception.calendar_day import day_faults, tidied_day
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.regime import rules_on
from desktop.domain.reception.status import SessionStatus
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import (
    CALENDAR_DAY,
    CITIZEN,
    CONCLUSION_ITEM,
    GROUP,
    IDENTITY_CHECK,
    PETITION,
    RECEPTION_REQUEST,
    REGISTER_ENTRY,
    REQUEST_DECISION,
    STANDING,
    VISIT,
    RecordKind,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
Body = Mapping[str, Any]
"""As the kind's model wrote it, JSON values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an operation says. body: as the kind's model wrote it. made_at: by the desk's clock.

    base_revision: of the text that it was written on.
    """

    kind: str
    entity_id: str
    body: Body
    made_at: datetime
    base_revision: int


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


def _check_report(writer: RecordWriter, _person: Person, said: Said) -> None:
    """There is such a report, of the unit that the record names."""
    kind, report_id = said.body["report_kind"], said.body["report_id"]
    rule = writer.kinds.get(kind)
    row = writer.find(kind, report_id) if rule is not None and rule.is_report else None
    if row is None or row.body[OWNER_FIELD] != said.body["unit_site_id"]:
        raise OperationRefused(RefusalReason.UNKNOWN_REPORT)


def _check_case_of_session(writer: RecordWriter, person: Person, said: Said) -> None:
    """The case is a denunciation of the session that the site was told of.

    A seat is not asked for: a site that has left a session keeps what it was told, and what is
    opened of it there matters. Which of these is not so is not told.
    """
    body = said.body
    session = writer.find(EntityKind.SESSION, body["session_id"])
    case = writer.find(EntityKind.CASE, body["case_id"])
    is_theirs = session is not None and body["case_id"] in session.body["case_ids"]
    is_secret = case is not None and is_denunciation(case.body)
    if not (is_theirs and is_secret and writer.was_told(person.site_id, body["case_id"])):
        raise OperationRefused(RefusalReason.NO_SEAT)


def _check_undecided(writer: RecordWriter, _person: Person, said: Said) -> None:
    """What was decided of a request was decided of what it said then.

    That whoever asked was told of a refusal follows it.
    """
    if writer.find(EntityKind.REQUEST_DECISION, said.entity_id) is None:
        return
    row = writer.find(EntityKind.RECEPTION_REQUEST, said.entity_id)
    former = None if row is None else RECEPTION_REQUEST.codec.read(row.body, id=said.entity_id)
    new = _read(RECEPTION_REQUEST, said)
    if former is None or replace(new, refusal_notice=former.refusal_notice) != former:
        raise OperationRefused(RefusalReason.DECIDED)


def _check_form(_writer: RecordWriter, _person: Person, said: Said) -> None:
    """What no form of a desk would have sent is not taken from anybody.

    By the clock of the desk that judged it: one that is ahead is no fault.
    """
    today = said.made_at.astimezone(LOCAL_ZONE).date()
    at = Circumstances(today=today, now=said.made_at)
    if not is_sendable(_FORMS[said.kind](said, at)):
        raise OperationRefused(RefusalReason.BAD_BODY)


def _check_own_records(writer: RecordWriter, _person: Person, said: Said) -> None:
    """What another unit took in belongs there. Who or what is not there yet may still come."""
    for kind, entity_id in _named(said):
        row = writer.find(kind, entity_id)
        if row is not None and row.body[OWNER_FIELD] != said.body[OWNER_FIELD]:
            raise OperationRefused(RefusalReason.BAD_BODY)


def _named(said: Said) -> Iterator[tuple[EntityKind, str]]:
    """The unit's own records that a record names."""
    body = said.body
    match said.kind:
        case EntityKind.RECEPTION_REQUEST:
            yield EntityKind.CITIZEN, body["requester_id"]
        case EntityKind.IDENTITY_CHECK | EntityKind.STANDING:
            yield EntityKind.CITIZEN, body["citizen_id"]
        case EntityKind.GROUP:
            yield from _all(EntityKind.CITIZEN, (one["citizen_id"] for one in body["members"]))
        case EntityKind.PETITION:
            yield from _all(EntityKind.CITIZEN, body["citizen_ids"])
        case EntityKind.VISIT:
            yield from _all(EntityKind.CITIZEN, body["citizen_ids"])
            yield from _all(EntityKind.PETITION, body["petition_ids"])
            yield from _all(EntityKind.IDENTITY_CHECK, body["check_ids"])
            yield from _all(EntityKind.STANDING, body["standing_ids"])
            yield from _all(EntityKind.GROUP, [body["group_id"]])
        case EntityKind.REGISTER_ENTRY:
            yield EntityKind.VISIT, body["visit_id"]
            yield EntityKind.PETITION, body["petition_id"]
            yield from _all(EntityKind.REGISTER_ENTRY, [body["replaces_id"]])


def _all(kind: EntityKind, ids: Iterable[str | None]) -> Iterator[tuple[EntityKind, str]]:
    return ((kind, one) for one in ids if one is not None)


def _check_kept_block(writer: RecordWriter, _person: Person, said: Said) -> None:
    """A denunciation that was kept from being received online is that for good (L-301)."""
    former = writer.find(said.kind, said.entity_id)
    if former is not None and not _KEEPS_BLOCK[said.kind](replace(said, body=former.body), said):
        raise OperationRefused(RefusalReason.BLOCKED_ONLINE)


def _check_not_blocked(writer: RecordWriter, _person: Person, said: Said) -> None:
    """What is kept from being received online comes into no session (L-301).

    A petition that is not there yet might be such a one: a desk sends it before its visit.
    """
    if said.body[SESSION_FIELD] is None:
        return
    for petition_id in said.body["petition_ids"]:
        row = writer.find(EntityKind.PETITION, petition_id)
        if row is None:
            raise OperationRefused(RefusalReason.BAD_BODY)
        if gate_of(PETITION.codec.read(row.body, id=petition_id)) is not OnlineGate.OPEN:
            raise OperationRefused(RefusalReason.BLOCKED_ONLINE)


def _check_one_group(writer: RecordWriter, _person: Person, said: Said) -> None:
    """Nobody comes to a visit of others: several people are members of the group that it names.

    A desk sends the group before its visit.
    """
    visit, group = _read(VISIT, said), None
    if visit.group_id is not None:
        row = writer.find(EntityKind.GROUP, visit.group_id)
        group = None if row is None else GROUP.codec.read(row.body, id=visit.group_id)
    if not may_come_together(visit.citizen_ids, group):
        raise OperationRefused(RefusalReason.BAD_BODY)


def _check_move(writer: RecordWriter, _person: Person, said: Said) -> None:
    """A visit that is over does not begin again, and none goes backwards (domain.md §5)."""
    former = writer.find(said.kind, said.entity_id)
    begins = VisitStatus.REGISTERED if former is None else VisitStatus(former.body["status"])
    if not may_visit_become(begins, VisitStatus(said.body["status"])):
        raise OperationRefused(RefusalReason.BAD_MOVE)


def _check_row(writer: RecordWriter, _person: Person, said: Said) -> None:
    """A new row tells no more of a denunciation than its form allows, whatever it calls it.

    One that takes another's place is of the same content. One that was struck out stays so.
    """
    entry, former = _read(REGISTER_ENTRY, said), writer.find(said.kind, said.entity_id)
    if former is not None:
        if not keeps_strike(_read(REGISTER_ENTRY, replace(said, body=former.body)), entry):
            raise OperationRefused(RefusalReason.FIXED_FIELD)
        return
    petition = writer.find(EntityKind.PETITION, entry.petition_id)
    is_secret = petition is not None and is_denunciation(petition.body)
    if is_secret and not entry.is_restricted:
        raise OperationRefused(RefusalReason.BAD_BODY)
    if entry.replaces_id is not None:
        wrong = writer.find(said.kind, entry.replaces_id)
        names = ("visit_id", "petition_id")
        if wrong is None or any(wrong.body[name] != said.body[name] for name in names):
            raise OperationRefused(RefusalReason.BAD_BODY)


def _check_task(writer: RecordWriter, person: Person, said: Said) -> None:
    """Who carries the session gives its tasks; who is to do one says how far it is.

    Of a session for practice every seat may give one, as it may conduct. What it names belongs to
    the session, as far as it is there: a line may still come.
    """
    body, row = said.body, writer.find(said.kind, said.entity_id)
    item = _read(CONCLUSION_ITEM, said)
    former = None if row is None else _read(CONCLUSION_ITEM, replace(said, body=row.body))
    session = writer.find(EntityKind.SESSION, body[SESSION_FIELD])
    may_give = session is not None and (
        session.body["is_practice"] or session.body["central_site_id"] == item.giving_site_id
    )
    if session is None or not may_give or item.case_id not in session.body["case_ids"]:
        raise OperationRefused(RefusalReason.BAD_BODY)
    _check_what_it_names(writer, item)
    is_giver = person.site_id == item.giving_site_id
    is_party = former is not None and person.site_id == former.agency_site_id
    if row is not None and is_giver | is_party and said.base_revision < row.revision:
        return  # two wrote at once: a clash, which people settle
    if not is_giver and not (is_party and not is_givers_word(former, item)):
        raise OperationRefused(RefusalReason.NOT_OWNER)
    if former is not None and not may_item_become(former.status, item.status):
        raise OperationRefused(RefusalReason.BAD_MOVE)
    if former is not None and not keeps_promise(former, item):
        raise OperationRefused(RefusalReason.FIXED_FIELD)


def _check_what_it_names(writer: RecordWriter, item: ConclusionItem) -> None:
    line = writer.find(EntityKind.MINUTE_LINE, item.line_id)
    if line is not None:
        of_line = (line.body[SESSION_FIELD], line.body[OWNER_FIELD])
        if of_line != (item.session_id, item.giving_site_id):
            raise OperationRefused(RefusalReason.BAD_BODY)
    for document_id in item.result_document_ids:
        paper = writer.find(EntityKind.CASE_PAPER, document_id)
        if paper is not None and paper.body[CASE_FIELD] != item.case_id:
            raise OperationRefused(RefusalReason.BAD_BODY)


def _check_request(writer: RecordWriter, person: Person, said: Said) -> None:
    """There is such a request, of the unit that is named; its head or the city's decides it.

    A denunciation whose sender asks for protection, or whom secrecy cannot be kept for, is never
    received online (L-301), whoever decides.
    """
    row = writer.find(EntityKind.RECEPTION_REQUEST, said.entity_id)
    if row is None or row.body[OWNER_FIELD] != said.body["unit_site_id"]:
        raise OperationRefused(RefusalReason.UNKNOWN_REQUEST)
    is_own = person.site_id == row.body[OWNER_FIELD]
    if not is_own and person.site_id not in writer.headquarters():
        raise OperationRefused(RefusalReason.NO_RIGHT)
    request = RECEPTION_REQUEST.codec.read(row.body, id=said.entity_id)
    decision = REQUEST_DECISION.codec.read(said.body)
    is_online = decision.decision is Decision.ONLINE
    if is_online and gate_of_request(request) is not OnlineGate.OPEN:
        raise OperationRefused(RefusalReason.BLOCKED_ONLINE)
    if not is_sendable(_decision_faults(DecidedRequest(request=request, decision=decision))):
        raise OperationRefused(RefusalReason.BAD_BODY)


def _check_dossier(writer: RecordWriter, person: Person, said: Said) -> None:
    """The case is there, or the request that becomes it, and the person may know of it.

    Which of these is not so is not told. A unit fills its own dossier; headquarters enters what
    an agency without a desk has.
    """
    body = said.body
    is_headquarters = person.site_id in writer.headquarters()
    if body[DOSSIER_SITE_FIELD] != body[OWNER_FIELD] and not is_headquarters:
        raise OperationRefused(RefusalReason.NOT_OWNER)
    if writer.find(EntityKind.SITE, body[DOSSIER_SITE_FIELD]) is None:
        raise OperationRefused(RefusalReason.BAD_BODY)
    _check_matter(writer, person, body[CASE_FIELD])


def _check_held(writer: RecordWriter, person: Person, said: Said) -> None:
    """A site says it of itself, in the one record that is for it, of papers of a case it knows."""
    body = said.body
    key = held_key(body[CASE_FIELD], body[DOSSIER_SITE_FIELD])
    if body[DOSSIER_SITE_FIELD] != body[OWNER_FIELD] or said.entity_id != key:
        raise OperationRefused(RefusalReason.NOT_OWNER)
    _check_matter(writer, person, body[CASE_FIELD])
    known = writer.of_case(EntityKind.CASE_PAPER, body[CASE_FIELD])
    if not known.keys() >= set(body["paper_ids"]):
        raise OperationRefused(RefusalReason.BAD_BODY)


def _check_matter(writer: RecordWriter, person: Person, case_id: str) -> None:
    """A case, or a request that becomes one, of which the person may know."""
    site_id = person.site_id
    is_headquarters = site_id in writer.headquarters()
    case = writer.find(EntityKind.CASE, case_id)
    request = writer.find(EntityKind.RECEPTION_REQUEST, case_id)
    is_secret = case is not None and is_denunciation(case.body)
    is_own = request is not None and request.body[OWNER_FIELD] == site_id
    is_theirs = is_headquarters or is_own or writer.was_told(site_id, case_id)
    if (
        (case is None and request is None)
        or not is_theirs
        or (is_secret and not writer.is_listed(person.user_id, case_id))
    ):
        raise OperationRefused(RefusalReason.UNKNOWN_CASE)


def _decision_faults(decided: DecidedRequest) -> tuple[FieldFault, ...]:
    """By the law on the day of the decision; a clock of a PC that is ahead is no fault of it."""
    if decided.decision is None:
        return ()
    at = decided.decision.decided_at
    today = at.astimezone(LOCAL_ZONE).date()
    rules = rules_on(today)
    circumstances = Circumstances(today=today, now=at, is_decree_154=rules.is_decree_154)
    return decision_faults(decided, circumstances)


def _read(kind: RecordKind[T], said: Said) -> T:
    return kind.codec.read(said.body, id=said.entity_id)


def _day_faults(said: Said, _at: Circumstances) -> tuple[FieldFault, ...]:
    day = CALENDAR_DAY.codec.read(said.body)
    return day_faults(tidied_day(day), today=day.day)


_FORMS: Final[Mapping[str, Callable[[Said, Circumstances], tuple[FieldFault, ...]]]] = {
    EntityKind.CITIZEN: lambda said, at: citizen_faults(_read(CITIZEN, said), at),
    EntityKind.IDENTITY_CHECK: lambda said, at: identity_check_faults(
        _read(IDENTITY_CHECK, said), at
    ),
    EntityKind.STANDING: lambda said, at: standing_faults(_read(STANDING, said), at),
    EntityKind.GROUP: lambda said, at: group_faults(_read(GROUP, said), at),
    EntityKind.PETITION: lambda said, at: petition_faults(_read(PETITION, said), at),
    EntityKind.VISIT: lambda said, at: visit_faults(_read(VISIT, said), at),
    EntityKind.RECEPTION_REQUEST: lambda said, at: request_faults(
        _read(RECEPTION_REQUEST, said), at
    ),
    EntityKind.CALENDAR_DAY: _day_faults,
    EntityKind.REGISTER_ENTRY: lambda said, at: entry_faults(
        _read(REGISTER_ENTRY, said), today=at.today
    ),
    EntityKind.CONCLUSION_ITEM: lambda said, _at: item_faults(_read(CONCLUSION_ITEM, said)),
}
"""By kind."""

_KEEPS_BLOCK: Final[Mapping[str, Callable[[Said, Said], bool]]] = {
    EntityKind.PETITION: lambda former, new: keeps_block(
        _read(PETITION, former), _read(PETITION, new)
    ),
    EntityKind.RECEPTION_REQUEST: lambda former, new: keeps_block_of_request(
        _read(RECEPTION_REQUEST, former), _read(RECEPTION_REQUEST, new)
    ),
}
"""By kind: what was there, and what is to be."""


def _check_closed(writer: RecordWriter, _person: Person, said: Said) -> None:
    """Its session is closed: before that minutes have lines and objections."""
    row = writer.find(EntityKind.SESSION, said.body[SESSION_FIELD])
    if row is None or session_status(row.body) is not SessionStatus.CLOSED:
        raise OperationRefused(RefusalReason.BAD_MOVE)


NEEDS: Final[Mapping[Need, Callable[[RecordWriter, Person, Said], None]]] = {
    Need.REPORT: _check_report,
    Need.CASE_OF_SESSION: _check_case_of_session,
    Need.UNDECIDED: _check_undecided,
    Need.REQUEST: _check_request,
    Need.FORM: _check_form,
    Need.OWN_RECORDS: _check_own_records,
    Need.KEPT_BLOCK: _check_kept_block,
    Need.DOSSIER: _check_dossier,
    Need.HELD: _check_held,
    Need.NOT_BLOCKED: _check_not_blocked,
    Need.ONE_GROUP: _check_one_group,
    Need.MOVE: _check_move,
    Need.ROW: _check_row,
    Need.TASK: _check_task,
    Need.CLOSED: _check_closed,
}
"""Each raises OperationRefused."""
