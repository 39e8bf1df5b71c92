"""Invented people and matters, and a good and a bad record for every rule of the table of rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from desktop.domain.casework.intake import Intake
from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.casework.matter.flags import ComplexityGround, FlagDetermination
from desktop.domain.casework.matter.petition import (
    MatterField,
    ObjectKind,
    Petition,
    PetitionSource,
    Resolution,
)
from desktop.domain.casework.matter.reception_request import (
    Channel,
    DecidedRequest,
    Decision,
    NoticeSent,
    OnlineGround,
    ReceptionRequest,
    RefusalGround,
    RequestDecision,
)
from desktop.domain.casework.people.citizen import CitizenRecord, Gender, IdKind
from desktop.domain.casework.people.group import Group, Member
from desktop.domain.casework.people.identity import IdentityCheck, IdentityMethod, IdentityResult
from desktop.domain.casework.people.standing import Standing, StandingKind
from desktop.domain.casework.register import RegisterEntry, entry_key
from desktop.domain.casework.rules.field_rule import Act, Circumstances
from desktop.domain.casework.visit import Visit, VisitOutcome, VisitStatus
from desktop.domain.ids import (
    CaseId,
    CitizenId,
    DocumentId,
    GroupId,
    IdentityCheckId,
    MemberId,
    PetitionId,
    RequestId,
    SessionId,
    SiteId,
    StandingId,
    UserId,
    VisitId,
)
from desktop.domain.papers.dossier import CasePaper, CopyKind, HandedIn
from desktop.domain.papers.paper import PaperKind
from desktop.domain.papers.receipt import PaperReceipt

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
SOON = NOW + timedelta(minutes=1)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
AT = Circumstances(today=TODAY, now=NOW)
OFFICER = UserId("officer")
SITE = SiteId("an-lao")
PAPER = DocumentId("paper")
FEMALE_1965, MALE_1972, MALE_2003 = "031165000123", "030072004567", "031203009876"

CITIZEN = CitizenRecord(
    id=CitizenId("citizen"),
    owner_site_id=SITE,
    created_at=NOW,
    created_by=OFFICER,
    full_name="Nguyễn Thị Mẫu",
    id_kind=IdKind.CCCD,
    id_number=FEMALE_1965,
    address_text="Tổ 1, xã An Lão",
    date_of_birth=date(1965, 3, 12),
    gender=Gender.FEMALE,
    id_issue_date=date(2022, 1, 1),
    id_issue_place="Cục Cảnh sát QLHC về TTXH",
)
CASE_PAPER = CasePaper(
    id=DocumentId("case-paper"),
    case_id=CaseId("case"),
    owner_site_id=SITE,
    site_id=SITE,
    title="Quyết định thu hồi đất",
    kind=PaperKind.DECISION,
    copy_kind=CopyKind.PHOTOCOPY,
    handed_in=HandedIn.COPY,
    mime="",
    size_bytes=0,
    sha256="",
    page_count=4,
    added_at=NOW,
    added_by=OFFICER,
)
A_RECEIPT = PaperReceipt(
    case_code="2026-0147",
    givers=(CITIZEN,),
    receiver="Cán bộ Mẫu",
    received_at=NOW,
    papers=(CASE_PAPER,),
)
WITH_CMND = replace(CITIZEN, id_kind=IdKind.OTHER, id_number="030123456")
CHECK = IdentityCheck(
    id=IdentityCheckId("check"),
    owner_site_id=SITE,
    citizen_id=CITIZEN.id,
    method=IdentityMethod.SIGHT,
    result=IdentityResult.VERIFIED,
    warnings=(),
    exception_reason="",
    checked_by=OFFICER,
    checked_at=NOW,
)
STANDING = Standing(
    id=StandingId("standing"),
    owner_site_id=SITE,
    created_at=NOW,
    created_by=OFFICER,
    citizen_id=CITIZEN.id,
    kind=StandingKind.SELF,
)
AUTHORISED = replace(
    STANDING,
    kind=StandingKind.AUTHORISED,
    authorisation_number="12/GUQ",
    authorisation_date=YESTERDAY,
    authorisation_notary="UBND xã An Lão",
    authorised_content="Khiếu nại quyết định thu hồi đất",
    proof_document_id=PAPER,
)
LAWYER = replace(
    STANDING,
    kind=StandingKind.LAWYER,
    lawyer_card_no="1234/LS",
    lawyer_card_date=YESTERDAY,
    lawyer_card_issuer="Liên đoàn Luật sư Việt Nam",
    bar_association="Đoàn Luật sư thành phố Hải Phòng",
    proof_document_id=PAPER,
)
LEGAL_AID = replace(
    STANDING,
    kind=StandingKind.LEGAL_AID,
    legal_aid_decision="05/QĐ-TGPL",
    proof_document_id=PAPER,
)


def members(count: int) -> tuple[Member, ...]:
    """Of a group, all of them signed."""
    return tuple(
        Member(id=MemberId(f"m{n}"), full_name="Lê Văn Mẫu", address="Thôn Đông", signed=True)
        for n in range(count)
    )


def group(size: int, representatives: int, identified: int | None = None) -> Group:
    """A group with everything in order but, perhaps, the number of its representatives.

    identified: how many of them were taken in; None: all.
    """
    taken_in = representatives if identified is None else identified
    people = tuple(
        replace(one, citizen_id=CitizenId(f"person-{n}")) if n < taken_in else one
        for n, one in enumerate(members(size))
    )
    return Group(
        id=GroupId("group"),
        owner_site_id=SITE,
        created_at=NOW,
        created_by=OFFICER,
        group_name="Các hộ dân thôn Đông",
        group_size=size,
        present_count=size,
        members=people,
        representatives=tuple(one.id for one in people[:representatives]),
        designation_document_id=PAPER,
    )


GROUP = group(7, 2)
ORAL = Petition(
    id=PetitionId("petition"),
    owner_site_id=SITE,
    created_at=NOW,
    created_by=OFFICER,
    petition_type=PetitionType.FEEDBACK,
    source=PetitionSource.IN_PERSON,
    has_written_petition=False,
    summary="Đường thôn ngập nước",
    request="Sửa cống thoát nước",
    field=MatterField.CONSTRUCTION,
    written_by_officer=True,
    read_back_at=NOW,
)
WRITTEN = replace(
    ORAL,
    has_written_petition=True,
    petition_date=YESTERDAY,
    is_signed=True,
    written_by_officer=False,
    read_back_at=None,
)
COMPLAINT = replace(
    WRITTEN,
    petition_type=PetitionType.COMPLAINT,
    respondent="UBND xã An Lão",
    object_kind=ObjectKind.ADMINISTRATIVE_DECISION,
    decision_number="15/QĐ-UBND",
    decision_date=YESTERDAY,
)
DENUNCIATION = replace(
    WRITTEN,
    petition_type=PetitionType.DENUNCIATION,
    respondent="Ông Phạm Văn Mẫu",
    object_kind=ObjectKind.VIOLATION,
    identity_protection_requested=False,
    secrecy_assured=True,
)
REQUEST = ReceptionRequest(
    id=RequestId("request"),
    owner_site_id=SITE,
    created_at=NOW,
    created_by=OFFICER,
    channel=Channel.IN_PERSON,
    requester_id=CITIZEN.id,
    requester_name=CITIZEN.full_name,
    requester_ward="Xã An Lão",
    content="Gặp Chủ tịch UBND thành phố về bồi thường đất",
    wants_online=True,
)
TOLD = NoticeSent(sent_on=TODAY, noted_by_name="Cán bộ Mẫu", noted_at=NOW, number="12/TB-UBND")
OPEN_REQUEST = replace(
    REQUEST,
    petition_type=PetitionType.DENUNCIATION,
    identity_protection_requested=False,
    secrecy_assured=True,
)
PROTECTED_REQUEST = replace(OPEN_REQUEST, identity_protection_requested=True)
UNASKED_REQUEST = replace(OPEN_REQUEST, secrecy_assured=None)
ONLINE = RequestDecision(
    request_id=REQUEST.id,
    owner_site_id=SITE,
    unit_site_id=SITE,
    decision=Decision.ONLINE,
    decided_by=UserId("leader"),
    decided_by_name="Lãnh đạo thành phố Mẫu",
    decided_at=NOW,
    online_ground=OnlineGround.OTHER_NEED,
)
IN_PERSON = replace(ONLINE, decision=Decision.IN_PERSON, online_ground=None)
REJECTED = replace(IN_PERSON, decision=Decision.REJECTED, refusal_ground=RefusalGround.LAW9_3)
DECIDED = DecidedRequest(request=REQUEST, decision=ONLINE)
FLAGS = FlagDetermination(
    case_id=CaseId("case"),
    owner_site_id=SITE,
    flags=frozenset({CaseFlag.COMPLEX}),
    complexity_grounds=frozenset({ComplexityGround.AGENCIES}),
    proposed=frozenset({CaseFlag.COMPLEX}),
    determination="Vụ việc liên quan ba cơ quan.",
    decided_by=UserId("leader"),
    decided_at=NOW,
)
VISIT = Visit(
    id=VisitId("visit"),
    owner_site_id=SITE,
    created_at=NOW,
    created_by=OFFICER,
    session_id=SessionId("session"),
    ticket_no=3,
    citizen_ids=(CITIZEN.id,),
    petition_ids=(ORAL.id,),
    arrived_at=NOW - timedelta(minutes=30),
    started_at=NOW - timedelta(minutes=20),
    ended_at=NOW,
    outcome=VisitOutcome.GUIDED,
)


INTAKE = Intake(
    visit=replace(
        VISIT,
        session_id=None,
        petition_ids=(COMPLAINT.id,),
        status=VisitStatus.WAITING,
        started_at=None,
        ended_at=None,
        outcome=None,
    ),
    citizens=(CITIZEN,),
    checks=(CHECK,),
    standings=(STANDING,),
    group=None,
    petitions=(COMPLAINT,),
)

ROW = RegisterEntry(
    id=entry_key(INTAKE.visit.id, COMPLAINT.id),
    owner_site_id=SITE,
    created_at=NOW,
    created_by=OFFICER,
    visit_id=INTAKE.visit.id,
    petition_id=COMPLAINT.id,
    year=TODAY.year,
    reception_date=TODAY,
    name_address="Nguyễn Thị Mẫu, Tổ 1, xã An Lão",
    id_document=FEMALE_1965,
    summary="Đường thôn ngập nước",
    request="Sửa cống thoát nước",
    petition_type=PetitionType.COMPLAINT,
    same_content_count=1,
)
"""What INTAKE becomes in the register."""


def an_intake(visit_id: str, **changes: Any) -> Intake:
    """Of the same person and with the same contents. changes: of the visit."""
    return replace(INTAKE, visit=replace(INTAKE.visit, id=VisitId(visit_id), **changes))


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSample:
    """A record that keeps a rule and one that breaks it and no other hard rule of its field.

    data: what the sentence of the broken rule names.
    """

    good: Any
    bad: Any
    at: Circumstances = AT
    data: Mapping[str, str | int] = field(default_factory=dict)


def _of(base: Any, at: Circumstances = AT, data: Any = None, **changes: Any) -> RuleSample:
    return RuleSample(good=base, bad=replace(base, **changes), at=at, data=data or {})


def _decided(
    decision: RequestDecision | None,
    *,
    request: ReceptionRequest = REQUEST,
    at: Circumstances = AT,
    good: DecidedRequest = DECIDED,
) -> RuleSample:
    bad = DecidedRequest(request=request, decision=decision)
    return RuleSample(good=good, bad=bad, at=at)


def _at(act: Act = Act.SAVE, **facts: Any) -> Circumstances:
    return replace(AT, act=act, **facts)


_OTHER_GENDER = {"name": CITIZEN.full_name, "card": "female"}

RULE_SAMPLES: dict[str, RuleSample] = {
    "citizen.full_name:there": _of(CITIZEN, full_name="  "),
    "citizen.full_name:length": RuleSample(
        good=replace(CITIZEN, full_name="Lê " + "A" * 97),
        bad=replace(CITIZEN, full_name="Lê " + "A" * 98),
    ),
    "citizen.full_name:letters": _of(CITIZEN, full_name="Nguyễn Văn 2"),
    "citizen.full_name:words": _of(CITIZEN, full_name="Mẫu"),
    "citizen.date_of_birth:past": _of(CITIZEN, date_of_birth=TOMORROW),
    "citizen.date_of_birth:age": RuleSample(
        good=replace(WITH_CMND, date_of_birth=TODAY.year - 110),
        bad=replace(WITH_CMND, date_of_birth=TODAY.year - 111),
    ),
    "citizen.date_of_birth:number": _of(CITIZEN, date_of_birth=1966, data={"yy": "65"}),
    "citizen.gender:number": _of(CITIZEN, gender=Gender.MALE, data=_OTHER_GENDER),
    "citizen.id_number:presented": _of(CITIZEN, id_number=""),
    "citizen.id_number:digits": _of(CITIZEN, id_number="03116500012", data={"n": 11}),
    "citizen.id_number:passport": RuleSample(
        good=replace(CITIZEN, id_kind=IdKind.PASSPORT, id_number="B1234567"),
        bad=replace(CITIZEN, id_kind=IdKind.PASSPORT, id_number="1234567"),
    ),
    "citizen.id_number:province": _of(CITIZEN, id_number="099165000123", data={"ppp": "099"}),
    "citizen.id_number:year": _of(CITIZEN, id_number="031365000123"),
    "citizen.id_number:today": RuleSample(
        good=replace(CITIZEN, id_number=MALE_1972),
        bad=CITIZEN,
        at=_at(numbers_today={FEMALE_1965: 4}),
        data={"n": 4},
    ),
    "citizen.id_issue_date:there": _of(CITIZEN, at=_at(Act.PRINT), id_issue_date=None),
    "citizen.id_issue_date:past": _of(CITIZEN, id_issue_date=TOMORROW),
    "citizen.id_issue_place:there": _of(CITIZEN, at=_at(Act.PRINT), id_issue_place=""),
    "citizen.address_text:there": _of(CITIZEN, address_text=" "),
    "citizen.ward_code:known": RuleSample(
        good=replace(CITIZEN, ward_code="11824"),
        bad=replace(CITIZEN, ward_code="00001", province_code="31"),
        at=_at(known_wards=frozenset({"11824"})),
    ),
    "citizen.phone:form": RuleSample(
        good=replace(CITIZEN, phone="0900 000 456"), bad=replace(CITIZEN, phone="900000456")
    ),
    "citizen.email:form": RuleSample(
        good=replace(CITIZEN, email="mau@example.vn"), bad=replace(CITIZEN, email="mau@vn")
    ),
    "citizen.nationality:letters": RuleSample(
        good=replace(CITIZEN, nationality="Việt Nam"), bad=replace(CITIZEN, nationality="VN1")
    ),
    "citizen.ethnicity:letters": RuleSample(
        good=replace(CITIZEN, ethnicity="Kinh"), bad=replace(CITIZEN, ethnicity="1")
    ),
    "citizen.organisation_name:there": RuleSample(
        good=replace(CITIZEN, position="Giám đốc", organisation_name="Công ty Mẫu"),
        bad=replace(CITIZEN, position="Giám đốc"),
    ),
    "citizen.position:there": RuleSample(
        good=replace(CITIZEN, position="Giám đốc", organisation_name="Công ty Mẫu"),
        bad=replace(CITIZEN, organisation_name="Công ty Mẫu"),
    ),
    "citizen.interpreter_name:there": RuleSample(
        good=replace(CITIZEN, interpreter_needed=True, interpreter_name="Trần Văn Mẫu"),
        bad=replace(CITIZEN, interpreter_needed=True),
        at=_at(Act.OPEN),
    ),
    "identity_check.citizen_id:there": _of(CHECK, citizen_id=CitizenId("")),
    "identity_check.exception_reason:there": RuleSample(
        good=replace(
            CHECK, result=IdentityResult.EXCEPTION, exception_reason="Mất thẻ, có công an xã"
        ),
        bad=replace(CHECK, result=IdentityResult.EXCEPTION, exception_reason="  Mất thẻ  "),
    ),
    "identity_check.result:known": _of(CHECK, at=_at(Act.OPEN), result=IdentityResult.NOT_VERIFIED),
    "identity_check.checked_by:there": _of(CHECK, checked_by=UserId("")),
    "identity_check.checked_at:past": _of(CHECK, checked_at=SOON),
    "standing.citizen_id:there": _of(STANDING, citizen_id=CitizenId("")),
    "standing.authorisation_number:there": _of(AUTHORISED, authorisation_number=""),
    "standing.authorisation_date:past": _of(AUTHORISED, authorisation_date=TOMORROW),
    "standing.authorisation_date:there": _of(AUTHORISED, authorisation_date=None),
    "standing.authorisation_notary:there": _of(AUTHORISED, authorisation_notary=""),
    "standing.authorised_content:there": _of(AUTHORISED, authorised_content=""),
    "standing.lawyer_card_no:there": _of(LAWYER, lawyer_card_no=""),
    "standing.lawyer_card_date:past": _of(LAWYER, lawyer_card_date=TOMORROW),
    "standing.lawyer_card_date:there": _of(LAWYER, lawyer_card_date=None),
    "standing.lawyer_card_issuer:there": _of(LAWYER, lawyer_card_issuer=""),
    "standing.bar_association:there": _of(LAWYER, bar_association=""),
    "standing.legal_aid_decision:there": _of(LEGAL_AID, legal_aid_decision=""),
    "standing.proof_document_id:there": _of(LEGAL_AID, proof_document_id=None),
    "group.group_name:there": _of(GROUP, group_name=" "),
    "group.group_size:least": _of(GROUP, group_size=0),
    "group.present_count:least": _of(GROUP, present_count=-1),
    "group.present_count:most": _of(GROUP, present_count=8),
    "group.members:names": _of(
        GROUP, members=(*members(6), replace(members(1)[0], id=MemberId("m6"), full_name="?"))
    ),
    "group.members:once": RuleSample(
        good=group(7, 2, identified=2),
        bad=replace(
            GROUP,
            members=tuple(replace(one, citizen_id=CITIZEN.id) for one in members(7)),
        ),
    ),
    "group.members:all": _of(GROUP, members=members(6)),
    "group.representatives:most": RuleSample(
        good=group(10, 2), bad=group(10, 3), data={"n": 10, "max": 2}
    ),
    "group.representatives:least": _of(GROUP, representatives=()),
    "group.representatives:members": _of(GROUP, representatives=(MemberId("somebody"),)),
    "group.representatives:identified": RuleSample(
        good=group(7, 2, identified=2), bad=group(7, 2, identified=1), data={"name": "Lê Văn Mẫu"}
    ),
    "group.designation_document_id:signed": _of(GROUP, designation_document_id=None),
    "petition.petition_date:there": _of(WRITTEN, petition_date=None),
    "petition.petition_date:past": _of(WRITTEN, petition_date=TOMORROW),
    "petition.written_by_officer:oral": _of(ORAL, written_by_officer=False),
    "petition.read_back_at:oral": _of(ORAL, read_back_at=None),
    "petition.read_back_at:past": _of(ORAL, read_back_at=SOON),
    "petition.summary:length": _of(ORAL, summary=" Ngập nước"),
    "petition.request:there": _of(ORAL, request=" "),
    "petition.field:chosen": _of(ORAL, field=None),
    "petition.respondent:there": _of(COMPLAINT, respondent=" "),
    "petition.object_kind:chosen": _of(DENUNCIATION, object_kind=None),
    "petition.decision_number:there": _of(COMPLAINT, decision_number=""),
    "petition.decision_date:there": _of(COMPLAINT, decision_date=None),
    "petition.decision_date:past": _of(COMPLAINT, decision_date=TOMORROW),
    "petition.resolution_history:prolonged": RuleSample(
        good=replace(
            ORAL,
            resolution_history=(
                Resolution(
                    body="UBND xã", document_kind="CV", number="1", date=YESTERDAY, result=""
                ),
            ),
        ),
        bad=ORAL,
        at=_at(case_flags=frozenset({CaseFlag.PROLONGED})),
    ),
    "petition.competent_agency:there": RuleSample(
        good=replace(ORAL, competent_agency="SXD", within_competence=False),
        bad=replace(ORAL, competent_agency=" ", within_competence=False),
        at=_at(Act.OUTCOME),
    ),
    "petition.within_competence:chosen": RuleSample(
        good=replace(ORAL, competent_agency="SXD", within_competence=False),
        bad=replace(ORAL, competent_agency="SXD"),
        at=_at(Act.OUTCOME),
    ),
    "petition.original_papers_attached:copies": _of(WRITTEN, original_papers_attached=True),
    "petition.is_signed:written": _of(WRITTEN, is_signed=False),
    "petition.identity_protection_requested:asked": _of(
        DENUNCIATION, identity_protection_requested=None
    ),
    "petition.identity_protection_requested:online": _of(
        DENUNCIATION, at=_at(is_online=True), identity_protection_requested=True
    ),
    "petition.secrecy_assured:asked": _of(DENUNCIATION, secrecy_assured=None),
    "petition.secrecy_assured:online": _of(
        DENUNCIATION, at=_at(is_online=True), secrecy_assured=False
    ),
    "petition.show_name_on_display:hidden": _of(DENUNCIATION, show_name_on_display=True),
    "request.requester_id:there": _of(REQUEST, requester_id=CitizenId("")),
    "request.content:there": _of(REQUEST, content=" "),
    "request.identity_protection_requested:asked": _of(
        OPEN_REQUEST, identity_protection_requested=None
    ),
    "request.secrecy_assured:asked": _of(OPEN_REQUEST, secrecy_assured=None),
    "request.refusal_notice:in_order": _of(
        replace(REQUEST, refusal_notice=TOLD), refusal_notice=replace(TOLD, sent_on=TOMORROW)
    ),
    "request.wants_online:blocked": _of(OPEN_REQUEST, secrecy_assured=False),
    "decision.decision:there": _decided(None, at=_at(Act.SCHEDULE)),
    "decision.decision:first": RuleSample(
        good=DecidedRequest(request=REQUEST, decision=ONLINE),
        bad=DecidedRequest(request=REQUEST, decision=ONLINE, former=IN_PERSON),
        data={"decided_by": "leader", "decided_at": NOW.isoformat()},
    ),
    "decision.decision:blocked": _decided(ONLINE, request=PROTECTED_REQUEST),
    "decision.decision:asked": _decided(ONLINE, request=UNASKED_REQUEST),
    "decision.online_ground:there": _decided(replace(ONLINE, online_ground=None)),
    "decision.online_ground:online": _decided(replace(ONLINE, decision=Decision.IN_PERSON)),
    "decision.online_ground:wish": _decided(
        replace(ONLINE, online_ground=OnlineGround.HARD_TO_COME),
        request=replace(REQUEST, wants_online=False),
    ),
    "decision.online_ground:denunciation": _decided(
        replace(ONLINE, online_ground=OnlineGround.OPEN_DENUNCIATION),
        good=DecidedRequest(
            request=OPEN_REQUEST,
            decision=replace(ONLINE, online_ground=OnlineGround.OPEN_DENUNCIATION),
        ),
    ),
    "decision.refusal_ground:rejected": _decided(
        replace(REJECTED, refusal_ground=None),
        good=DecidedRequest(request=REQUEST, decision=REJECTED),
    ),
    "decision.refusal_ground:in_force": _decided(
        replace(REJECTED, refusal_ground=RefusalGround.ND4_K),
        good=DecidedRequest(request=REQUEST, decision=REJECTED),
        at=_at(is_decree_154=False),
    ),
    "decision.decided_at:past": _decided(replace(ONLINE, decided_at=SOON)),
    "flags.complexity_grounds:there": _of(FLAGS, complexity_grounds=frozenset()),
    "flags.complexity_grounds:complex": _of(FLAGS, flags=frozenset({CaseFlag.LARGE_GROUP})),
    "flags.determination:there": _of(FLAGS, determination=" "),
    "flags.decided_at:past": _of(FLAGS, decided_at=SOON),
    "visit.session_id:there": _of(VISIT, at=_at(Act.OPEN, is_online=True), session_id=None),
    "visit.ticket_no:least": _of(VISIT, ticket_no=0),
    "visit.ticket_no:free": RuleSample(
        good=replace(VISIT, ticket_no=4), bad=VISIT, at=_at(tickets_today=frozenset({3}))
    ),
    "visit.citizen_ids:there": _of(VISIT, citizen_ids=()),
    "visit.petition_ids:there": _of(VISIT, petition_ids=()),
    "visit.arrived_at:order": _of(VISIT, arrived_at=NOW),
    "visit.visit_number:least": _of(VISIT, visit_number=0),
    "visit.visit_number:history": RuleSample(
        good=replace(VISIT, visit_number=3), bad=VISIT, at=_at(earlier_receptions=2), data={"n": 3}
    ),
    "visit.outcome:there": _of(VISIT, at=_at(Act.CLOSE), outcome=None),
}
