"""Every kind of record: its rules, its dataclass and its body on the wire.

A kind that is added needs a line here and a row in `desktop/domain/access/kinds.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from desktop.contract.records.calls import RingBody, SessionCallsBody
from desktop.contract.records.casework import (
    CaseBody,
    CitizenRecordBody,
    GroupBody,
    IdentityCheckBody,
    PetitionBody,
    ReceptionRequestBody,
    RequestDecisionBody,
    StandingBody,
    VisitBody,
)
from desktop.contract.records.conclusions import ConclusionItemBody
from desktop.contract.records.directory import AgencyBody, SiteBody
from desktop.contract.records.listenings import ListeningBody
from desktop.contract.records.minutes import IncidentBody, MinuteLineBody
from desktop.contract.records.papers import (
    CasePaperBody,
    PaperBody,
    PaperPlaceBody,
    PapersHeldBody,
)
from desktop.contract.records.reception import (
    CalendarDayBody,
    EndingBody,
    GateBody,
    ParticipantBody,
    SessionBody,
)
from desktop.contract.records.register import RegisterEntryBody, RegisterNumberBody
from desktop.contract.records.reports import (
    DifficultyBody,
    FocalPointBody,
    ReadinessSheetBody,
    ReceiptBody,
)
from desktop.contract.records.room import RoomConditionBody, WaitingTicketBody
from desktop.contract.records.signing import MinutesAmendmentBody, SessionSigningBody
from desktop.contract.records.views import ViewBody
from desktop.domain.access.kinds import KINDS, KindRule, Kinds
from desktop.domain.casework.conclusions.conclusion import ConclusionItem
from desktop.domain.casework.matter.case import Case, CaseView
from desktop.domain.casework.matter.petition import Petition
from desktop.domain.casework.matter.reception_request import ReceptionRequest, RequestDecision
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.casework.people.group import Group
from desktop.domain.casework.people.identity import IdentityCheck
from desktop.domain.casework.people.standing import Standing
from desktop.domain.casework.register import RegisterEntry, RegisterNumber
from desktop.domain.casework.visit import Visit
from desktop.domain.conduct.calls.agency_call import Ring, SessionCalls
from desktop.domain.conduct.calls.waiting_ticket import WaitingTicket
from desktop.domain.conduct.signing.signing import SessionSigning
from desktop.domain.directory.agency import Agency
from desktop.domain.directory.site import Site
from desktop.domain.papers.dossier import CasePaper, PaperPlace
from desktop.domain.papers.held import PapersHeld
from desktop.domain.papers.paper import Paper
from desktop.domain.reception.calendar_day import CalendarDay
from desktop.domain.reception.ending import ENDINGS, SessionEnding
from desktop.domain.reception.gate import Gate
from desktop.domain.reception.participant import Participant
from desktop.domain.reception.platform import is_conference_address, is_platform
from desktop.domain.reception.session import SessionPlan
from desktop.domain.record.amendment import MinutesAmendment, amendment_fault
from desktop.domain.record.incident import Incident
from desktop.domain.record.minutes import MinuteLine
from desktop.domain.recording.playback import Listening
from desktop.domain.reports.difficulty import Difficulty
from desktop.domain.reports.focal_point import FocalPoint
from desktop.domain.reports.readiness_sheet import ReadinessSheet
from desktop.domain.reports.unit_report import Receipt
from desktop.domain.room.condition import RoomCondition
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.codec import Codec, JsonBody, Rules, Unfit

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def _takes_any_form(_body: JsonBody) -> None:
    """Its types say all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind(Generic[T]):
    """One kind of record. check_form: raises Unfit for what is wrong and no type says so."""

    kind: str
    rule: KindRule
    codec: Codec[T, Any]
    check_form: Callable[[JsonBody], None] = _takes_any_form

    def check(self, body: JsonBody) -> None:
        """Refuse what no room would understand: for whoever takes records in. Raises Unfit.

        body: as the kind's model wrote it.
        """
        self.codec.check_words(body)
        self.check_form(body)


Records = Mapping[str, RecordKind[Any]]
"""Kinds of records by their words."""


def table_of(*kinds: RecordKind[Any]) -> Records:
    """A table of these kinds."""
    return MappingProxyType({one.kind: one for one in kinds})


def rules_of(records: Records) -> Kinds:
    """The rules of a table of kinds."""
    return MappingProxyType({kind: one.rule for kind, one in records.items()})


def _kind(
    kind: EntityKind,
    codec: Codec[T, Any],
    check_form: Callable[[JsonBody], None] = _takes_any_form,
) -> RecordKind[T]:
    return RecordKind(kind=kind, rule=KINDS[kind], codec=codec, check_form=check_form)


def _check_session(body: JsonBody) -> None:
    ending = body["ending"]
    if ending is not None and ending["status"] not in ENDINGS:
        raise Unfit(SessionBody, "ending.status: no ending of a session")
    if body["central_site_id"] in body["component_site_ids"]:
        raise Unfit(SessionBody, "component_site_ids: the central site is none of them")
    platform = body.get("platform")
    if platform is not None and not is_platform(platform):
        raise Unfit(SessionBody, "platform: one line, and no password")
    address = body.get("conference_address", "")
    if address and (platform is None or not is_conference_address(address)):
        raise Unfit(SessionBody, "conference_address: of a platform, one line, and no password")


def _check_case_paper(body: JsonBody) -> None:
    has_bytes = bool(body["sha256"])
    if has_bytes is not (body["size_bytes"] > 0) or has_bytes is not bool(body["mime"]):
        raise Unfit(CasePaperBody, "sha256, size_bytes, mime: all of them or none")
    if not has_bytes and not body["page_count"]:
        raise Unfit(CasePaperBody, "page_count: of an entry without bytes at least one")


def _check_amendment(body: JsonBody) -> None:
    if amendment_fault(body["text"], body["reason"]) is not None:
        raise Unfit(MinutesAmendmentBody, "text, reason: both of them")


_ID: Final = frozenset({"id"})
_UNIT: Final = {"unit": {"site_id": "owner_site_id", "name": "unit_name", "code": "unit_code"}}

GATE: Final = Codec(Gate, GateBody, Rules(empty_as_null=frozenset({"override_by"})))
ENDING: Final = Codec(SessionEnding, EndingBody)
PARTICIPANT: Final = Codec(Participant, ParticipantBody)

SITE: Final = _kind(EntityKind.SITE, Codec(Site, SiteBody, Rules(local=_ID)))
CASE: Final = _kind(EntityKind.CASE, Codec(Case, CaseBody, Rules(local=_ID)))
SESSION: Final = _kind(
    EntityKind.SESSION,
    Codec(
        SessionPlan,
        SessionBody,
        Rules(local=_ID, parts=(GATE, ENDING), empty_as_null=frozenset({"platform"})),
    ),
    _check_session,
)
MINUTE_LINE: Final = _kind(
    EntityKind.MINUTE_LINE,
    Codec(
        MinuteLine,
        MinuteLineBody,
        Rules(
            local=frozenset({"id", "revision", "storage", "conflict", "accepted_after", "saved_at"})
        ),
    ),
)
PAPER: Final = _kind(
    EntityKind.PAPER,
    Codec(
        Paper,
        PaperBody,
        Rules(
            local=frozenset({"id", "is_local", "transfer", "sent_bytes", "accepted_after"}),
            with_offset=frozenset({"added_at"}),
        ),
    ),
)
FOCAL_POINT: Final = _kind(
    EntityKind.FOCAL_POINT, Codec(FocalPoint, FocalPointBody, Rules(local=_ID, spread=_UNIT))
)
DIFFICULTY: Final = _kind(
    EntityKind.DIFFICULTY,
    Codec(
        Difficulty,
        DifficultyBody,
        Rules(
            local=_ID,
            spread=_UNIT,
            renamed={"session_id": "about_session_id", "session_code": "about_session_code"},
        ),
    ),
)
READINESS_SHEET: Final = _kind(
    EntityKind.READINESS_SHEET,
    Codec(ReadinessSheet, ReadinessSheetBody, Rules(local=_ID, spread=_UNIT)),
)
RECEIPT: Final = _kind(
    EntityKind.RECEIPT,
    Codec(
        Receipt,
        ReceiptBody,
        Rules(
            local=frozenset({"other_answer"}),
            given=frozenset({"owner_site_id"}),
            renamed={"kind": "report_kind"},
        ),
    ),
)
AGENCY: Final = _kind(
    EntityKind.AGENCY, Codec(Agency, AgencyBody, Rules(renamed={"is_active": "active"}))
)
CALENDAR_DAY: Final = _kind(EntityKind.CALENDAR_DAY, Codec(CalendarDay, CalendarDayBody))
CITIZEN: Final = _kind(
    EntityKind.CITIZEN, Codec(CitizenRecord, CitizenRecordBody, Rules(local=_ID))
)
IDENTITY_CHECK: Final = _kind(
    EntityKind.IDENTITY_CHECK, Codec(IdentityCheck, IdentityCheckBody, Rules(local=_ID))
)
STANDING: Final = _kind(EntityKind.STANDING, Codec(Standing, StandingBody, Rules(local=_ID)))
GROUP: Final = _kind(EntityKind.GROUP, Codec(Group, GroupBody, Rules(local=_ID)))
PETITION: Final = _kind(EntityKind.PETITION, Codec(Petition, PetitionBody, Rules(local=_ID)))
VISIT: Final = _kind(EntityKind.VISIT, Codec(Visit, VisitBody, Rules(local=_ID)))
RECEPTION_REQUEST: Final = _kind(
    EntityKind.RECEPTION_REQUEST, Codec(ReceptionRequest, ReceptionRequestBody, Rules(local=_ID))
)
REQUEST_DECISION: Final = _kind(
    EntityKind.REQUEST_DECISION, Codec(RequestDecision, RequestDecisionBody)
)
CASE_PAPER: Final = _kind(
    EntityKind.CASE_PAPER,
    Codec(CasePaper, CasePaperBody, Rules(local=_ID)),
    _check_case_paper,
)
PAPERS_HELD: Final = _kind(EntityKind.PAPERS_HELD, Codec(PapersHeld, PapersHeldBody))
PAPER_PLACE: Final = _kind(EntityKind.PAPER_PLACE, Codec(PaperPlace, PaperPlaceBody))
ROOM_CONDITION: Final = _kind(EntityKind.ROOM_CONDITION, Codec(RoomCondition, RoomConditionBody))
AGENCY_CALLS: Final = _kind(EntityKind.AGENCY_CALLS, Codec(SessionCalls, SessionCallsBody))
RING: Final = _kind(EntityKind.RING, Codec(Ring, RingBody, Rules(local=_ID)))
WAITING_TICKET: Final = _kind(EntityKind.WAITING_TICKET, Codec(WaitingTicket, WaitingTicketBody))
INCIDENT: Final = _kind(EntityKind.INCIDENT, Codec(Incident, IncidentBody, Rules(local=_ID)))
REGISTER_ENTRY: Final = _kind(
    EntityKind.REGISTER_ENTRY, Codec(RegisterEntry, RegisterEntryBody, Rules(local=_ID))
)
REGISTER_NUMBER: Final = _kind(
    EntityKind.REGISTER_NUMBER, Codec(RegisterNumber, RegisterNumberBody)
)
CONCLUSION_ITEM: Final = _kind(
    EntityKind.CONCLUSION_ITEM, Codec(ConclusionItem, ConclusionItemBody, Rules(local=_ID))
)
MINUTES_SIGNING: Final = _kind(
    EntityKind.MINUTES_SIGNING, Codec(SessionSigning, SessionSigningBody)
)
MINUTES_AMENDMENT: Final = _kind(
    EntityKind.MINUTES_AMENDMENT,
    Codec(MinutesAmendment, MinutesAmendmentBody, Rules(local=frozenset({"id", "storage"}))),
    _check_amendment,
)
VIEW: Final = _kind(EntityKind.VIEW, Codec(CaseView, ViewBody))
LISTENING: Final = _kind(EntityKind.LISTENING, Codec(Listening, ListeningBody))

RECORDS: Final = table_of(
    SITE,
    CASE,
    SESSION,
    MINUTE_LINE,
    PAPER,
    FOCAL_POINT,
    DIFFICULTY,
    READINESS_SHEET,
    RECEIPT,
    AGENCY,
    CALENDAR_DAY,
    CITIZEN,
    IDENTITY_CHECK,
    STANDING,
    GROUP,
    PETITION,
    VISIT,
    RECEPTION_REQUEST,
    REQUEST_DECISION,
    CASE_PAPER,
    PAPERS_HELD,
    PAPER_PLACE,
    ROOM_CONDITION,
    AGENCY_CALLS,
    RING,
    WAITING_TICKET,
    INCIDENT,
    REGISTER_ENTRY,
    REGISTER_NUMBER,
    CONCLUSION_ITEM,
    MINUTES_SIGNING,
    MINUTES_AMENDMENT,
    VIEW,
    LISTENING,
)
"""Of the product. Who takes a table takes this one unless another is handed in."""

_BY_RECORD: Final = {one.codec.record: one for one in RECORDS.values()}


def kind_of(record: "DataclassInstance") -> RecordKind[Any]:
    """The kind that a record of the product is. Raises KeyError for what is none."""
    return _BY_RECORD[type(record)]
