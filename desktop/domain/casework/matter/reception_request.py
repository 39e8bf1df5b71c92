"""Requests for a reception (yêu cầu tiếp), and what is decided of them (domain.md §4.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum, StrEnum

from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.casework.matter.petition import OnlineGate, online_gate
from desktop.domain.casework.matter.triage import NOTHING_ANSWERED, TriageAnswers
from desktop.domain.ids import CaseId, CitizenId, RequestId, SiteId, UserId
from desktop.domain.sync.operation import RecordStorage
from desktop.domain.to_be_confirmed import OPEN_VALUES, ToBeConfirmed


class Channel(StrEnum):
    """How a request came."""

    IN_PERSON = "in_person"
    POST = "post"
    PORTAL = "portal"
    COMMUNE = "commune"
    CITY_ORDER = "city_order"
    CENTRAL_ORDER = "central_order"


class Decision(StrEnum):
    """How somebody is received, or that they are not."""

    ONLINE = "online"
    IN_PERSON = "in_person"
    REJECTED = "rejected"


class OnlineGround(IntEnum):
    """Căn cứ tiếp trực tuyến, by its number in NĐ 154/2026 Đ20.

    1: complex, prolonged, several agencies or places. 2: remote area, policy beneficiary, elderly,
    disabled, at their own wish. 3: disaster, epidemic, security. 4: complex denunciation without
    identity protection. 5: another practical need.
    """

    COMPLEX = 1
    HARD_TO_COME = 2
    EMERGENCY = 3
    OPEN_DENUNCIATION = 4
    OTHER_NEED = 5


class RefusalGround(StrEnum):
    """Why somebody is not received (domain.md §6.6): Law 42/2013 Đ9, NĐ 154/2026 Đ4.1."""

    LAW9_1 = "law9_1"
    LAW9_2 = "law9_2"
    LAW9_3 = "law9_3"
    ND4_A = "nd4_a"
    ND4_B = "nd4_b"
    ND4_C = "nd4_c"
    ND4_D = "nd4_d"
    ND4_DD = "nd4_dd"
    ND4_E = "nd4_e"
    ND4_G = "nd4_g"
    ND4_H = "nd4_h"
    ND4_I = "nd4_i"
    ND4_K = "nd4_k"


OF_LAW = frozenset({RefusalGround.LAW9_1, RefusalGround.LAW9_2, RefusalGround.LAW9_3})
"""The grounds that held before NĐ 154/2026 and hold on."""
IN_WRITING = frozenset({RefusalGround.LAW9_3, RefusalGround.ND4_H})
"""They need a written notice; which other letters do is TBC, those are explained on the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent:
    """Mẫu 01/TCD went to whoever asked. sent_on: in Hai Phong. noted_at: aware.

    number: of the unit's book of letters; empty: noted before numbers were kept.
    """

    sent_on: date
    noted_by_name: str
    noted_at: datetime
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionRequest:
    """What somebody asks for; fields are named as in domain.md §4.3. Personal data.

    requester_name, requester_ward: all that other sites are told of the requester; of a
    denunciation not even that. group_size: people of one content, 1 for who comes alone.
    petition_type, suggested_type: what the officer chose and what triage proposed, None so far.
    identity_protection_requested, secrecy_assured: of a denunciation, None until asked.
    case_id: None until it belongs to a case. refusal_notice: noted by the unit; None: not so far.
    """

    id: RequestId
    owner_site_id: SiteId
    created_at: datetime
    created_by: UserId
    channel: Channel
    requester_id: CitizenId
    requester_name: str
    requester_ward: str
    content: str
    group_size: int = 1
    wants_online: bool = False
    assistance_reason: str = ""
    petition_type: PetitionType | None = None
    suggested_type: PetitionType | None = None
    triage_answers: TriageAnswers = NOTHING_ANSWERED
    identity_protection_requested: bool | None = None
    secrecy_assured: bool | None = None
    flags: frozenset[CaseFlag] = frozenset()
    case_id: CaseId | None = None
    refusal_notice: NoticeSent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDecision:
    """What was decided of one request: a record of its own, so that the first one stands.

    owner_site_id: where it was decided; unit_site_id: of the unit that took the request.
    decided_by_name: as the unit is told. online_ground: of ONLINE. refusal_ground: of REJECTED.
    note: for the citizen and the file. decided_at: aware.
    """

    request_id: RequestId
    owner_site_id: SiteId
    unit_site_id: SiteId
    decision: Decision
    decided_by: UserId
    decided_by_name: str
    decided_at: datetime
    online_ground: OnlineGround | None = None
    refusal_ground: RefusalGround | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedRequest:
    """A request with what is decided of it. former: a decision that stands already."""

    request: ReceptionRequest
    decision: RequestDecision | None
    former: RequestDecision | None = None


def gate_of_request(request: ReceptionRequest) -> OnlineGate:
    """Whether what is asked for may be received online, by what is known so far."""
    if request.petition_type is None:
        return OnlineGate.OPEN
    return online_gate(
        request.petition_type,
        identity_protection_requested=request.identity_protection_requested,
        secrecy_assured=request.secrecy_assured,
    )


def keeps_block_of_request(former: ReceptionRequest, new: ReceptionRequest) -> bool:
    """Whether a change leaves a block in place: it is for good, by another type too."""
    return (
        gate_of_request(former) is not OnlineGate.BLOCKED
        or gate_of_request(new) is OnlineGate.BLOCKED
    )


def case_of_request(request: ReceptionRequest) -> CaseId:
    """The case that a request belongs to, or will."""
    return request.case_id or CaseId(request.id)


def is_ground_in_force(ground: RefusalGround, *, is_decree_154: bool) -> bool:
    """Whether somebody may be refused on this ground."""
    return is_decree_154 or ground in OF_LAW


def needs_written_notice(ground: RefusalGround) -> bool:
    """Whether Mẫu 01/TCD is due (three working days)."""
    return ground in IN_WRITING


def is_notice_in_order(request: ReceptionRequest, today: date) -> bool:
    """A notice went out after somebody asked, and not in days to come. today: in Hai Phong."""
    sent = request.refusal_notice
    return sent is None or request.created_at.astimezone(UTC).date() <= sent.sent_on <= today


def waits_long(
    request: ReceptionRequest, now: datetime, values: ToBeConfirmed = OPEN_VALUES
) -> bool:
    """Whether an undecided request is pointed at. now: aware."""
    return now - request.created_at >= timedelta(days=values.request_waits_days)


def case_after_merges(case_id: CaseId, merged_into: Mapping[CaseId, CaseId]) -> CaseId:
    """The case that a record belongs to now, after cases were merged while it was offline.

    merged_into: of each case that is no more, the one that took it in. A circle ends where it
    began, so that nothing is lost.
    """
    seen = {case_id}
    current = case_id
    while current in merged_into:
        current = merged_into[current]
        if current in seen:
            return case_id
        seen.add(current)
    return current


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRequest:
    """A request as this PC has it, with what was decided of it.

    storage, decision_storage: where the newest text of each is known to be. is_at_city: the city
    has some text of the request.
    """

    request: ReceptionRequest
    storage: RecordStorage
    decision: RequestDecision | None = None
    decision_storage: RecordStorage = RecordStorage.HERE
    is_at_city: bool = True

    @property
    def is_refused(self) -> bool:
        """The city never had it and would not have it."""
        return self.storage is RecordStorage.REFUSED and not self.is_at_city

    @property
    def refused_decision(self) -> RequestDecision | None:
        """One that the city would not have is none: somebody was faster, or it is not lawful."""
        return self.decision if self.decision_storage is RecordStorage.REFUSED else None

    @property
    def standing_decision(self) -> RequestDecision | None:
        """What is decided of it, as far as this PC knows."""
        stands = not self.is_refused and self.decision_storage is not RecordStorage.REFUSED
        return self.decision if stands else None

    @property
    def written_refusal(self) -> RequestDecision | None:
        """A decision of which whoever asked is to be told in writing (Mẫu 01/TCD).

        None of a denunciation: its notice is written where it is handled, and nobody is named.
        """
        decision = self.standing_decision
        ground = None if decision is None else decision.refusal_ground
        is_due = ground is not None and needs_written_notice(ground)
        is_denunciation = self.request.petition_type is PetitionType.DENUNCIATION
        return decision if is_due and not is_denunciation else None

    @property
    def is_waiting(self) -> bool:
        """Somebody is to decide it."""
        return not self.is_refused and self.standing_decision is None


def waiting_requests(known: Iterable[KnownRequest]) -> tuple[KnownRequest, ...]:
    """Those that wait for a decision: flagged ones first, then the oldest."""
    waiting = (one for one in known if one.is_waiting)
    return tuple(sorted(waiting, key=_urgency))


def _urgency(known: KnownRequest) -> tuple[bool, datetime, RequestId]:
    return not known.request.flags, known.request.created_at, known.request.id
