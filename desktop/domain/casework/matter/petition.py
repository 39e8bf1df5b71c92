"""Petitions (đơn, nội dung trình bày) and the gate of denunciations (domain.md §4.7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.triage import NOTHING_ANSWERED, TriageAnswers
from desktop.domain.ids import CaseId, CitizenId, PetitionId, SiteId, UserId

MIN_SUMMARY = 10
"""Characters."""


class PetitionSource(StrEnum):
    """Nguồn đơn."""

    IN_PERSON = "in_person"
    POST = "post"
    PORTAL = "portal"
    TRANSFERRED = "transferred"
    LEADER_ASSIGNED = "leader_assigned"
    PEOPLE_COUNCIL = "people_council"
    NATIONAL_ASSEMBLY = "national_assembly"
    FATHERLAND_FRONT = "fatherland_front"
    PRESS = "press"
    CENTRAL = "central"


class MatterField(StrEnum):
    """Lĩnh vực; the list is TBC."""

    LAND = "land"
    CLEARANCE = "clearance"
    CONSTRUCTION = "construction"
    ENVIRONMENT = "environment"
    SOCIAL_POLICY = "social_policy"
    CIVIL_STATUS = "civil_status"
    CIVIL_SERVANTS = "civil_servants"
    FINANCE = "finance"
    CORRUPTION = "corruption"
    PROCEEDINGS = "proceedings"
    OTHER = "other"


class ObjectKind(StrEnum):
    """What a complaint or denunciation is about."""

    ADMINISTRATIVE_DECISION = "administrative_decision"
    ADMINISTRATIVE_ACT = "administrative_act"
    DISCIPLINARY_DECISION = "disciplinary_decision"
    VIOLATION = "violation"


class OnlineGate(StrEnum):
    """Whether a matter may be received online.

    UNANSWERED: a denunciation of which both questions were not asked yet: not online so far.
    BLOCKED: an adverse answer; for good (L-301).
    """

    OPEN = "open"
    UNANSWERED = "unanswered"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """One earlier paper in the matter. date: None when it is not known."""

    body: str
    document_kind: str
    number: str
    date: date | None
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition:
    """One content of one type; fields are named as in domain.md §4.7. Personal data.

    case_id: None until it belongs to a case. citizen_ids: whose it is. field: None until chosen.
    identity_protection_requested, secrecy_assured: None until asked. competent_agency: a code of
    the directory, or a name. show_name_on_display: of a denunciation never.
    """

    id: PetitionId
    owner_site_id: SiteId
    created_at: datetime
    created_by: UserId
    petition_type: PetitionType
    source: PetitionSource
    has_written_petition: bool
    summary: str
    request: str
    field: MatterField | None
    case_id: CaseId | None = None
    citizen_ids: tuple[CitizenId, ...] = ()
    suggested_type: PetitionType | None = None
    triage_answers: TriageAnswers = NOTHING_ANSWERED
    petition_date: date | None = None
    written_by_officer: bool = False
    read_back_at: datetime | None = None
    respondent: str = ""
    object_kind: ObjectKind | None = None
    decision_number: str = ""
    decision_date: date | None = None
    place_time_of_matter: str = ""
    resolution_history: tuple[Resolution, ...] = ()
    competent_agency: str = ""
    within_competence: bool | None = None
    original_papers_attached: bool = False
    is_signed: bool = False
    identity_protection_requested: bool | None = None
    secrecy_assured: bool | None = None
    show_name_on_display: bool = False


def online_gate(
    petition_type: PetitionType,
    *,
    identity_protection_requested: bool | None,
    secrecy_assured: bool | None,
) -> OnlineGate:
    """Whether a matter of this type, with these answers, may be received online.

    One adverse answer is enough, whatever was answered to the other question.
    """
    if petition_type is not PetitionType.DENUNCIATION:
        return OnlineGate.OPEN
    if identity_protection_requested is True or secrecy_assured is False:
        return OnlineGate.BLOCKED
    if identity_protection_requested is None or secrecy_assured is None:
        return OnlineGate.UNANSWERED
    return OnlineGate.OPEN


def gate_of(petition: Petition) -> OnlineGate:
    """As `online_gate`, of one petition."""
    return online_gate(
        petition.petition_type,
        identity_protection_requested=petition.identity_protection_requested,
        secrecy_assured=petition.secrecy_assured,
    )


def blocks_online(petitions: Iterable[Petition]) -> bool:
    """Whether an adverse answer among them bars an online session (L-301)."""
    return any(gate_of(petition) is OnlineGate.BLOCKED for petition in petitions)


def may_be_online(petitions: Iterable[Petition]) -> bool:
    """Whether all of them may be received online: none is blocked, none is still to be asked."""
    return all(gate_of(petition) is OnlineGate.OPEN for petition in petitions)


def keeps_block(former: Petition, new: Petition) -> bool:
    """Whether a change leaves a block in place: a block is for good, by another type too."""
    return gate_of(former) is not OnlineGate.BLOCKED or gate_of(new) is OnlineGate.BLOCKED


def shows_name_at_first(petition_type: PetitionType) -> bool:
    """What `show_name_on_display` of a new petition is: a denouncer's name is never shown."""
    return petition_type is not PetitionType.DENUNCIATION


def is_oral(petition: Petition) -> bool:
    """Nothing was handed in: the officer takes it down and reads it back."""
    return not petition.has_written_petition


def split(
    petition: Petition, types: Sequence[PetitionType], ids: Sequence[PetitionId]
) -> tuple[Petition, ...]:
    """One petition of each type, with what was typed so far; an officer takes out what is too much.

    Its own type keeps its id, else the first does; the others get `ids`, one each, in their order.
    A denunciation among them stays hidden and its two answers stay with it alone.

    Raises ValueError: a type twice, none at all, or not one new id for each further type.
    """
    if not types or len(set(types)) != len(types) or len(ids) != len(types) - 1:
        raise ValueError("each type once, and an id for each but the first")
    first = petition.petition_type if petition.petition_type in types else types[0]
    others = iter(ids)
    return tuple(
        _part(petition, one, petition.id if one is first else next(others)) for one in types
    )


def _part(petition: Petition, petition_type: PetitionType, part_id: PetitionId) -> Petition:
    is_denunciation = petition_type is PetitionType.DENUNCIATION
    protection, secrecy = petition.identity_protection_requested, petition.secrecy_assured
    return replace(
        petition,
        id=part_id,
        petition_type=petition_type,
        suggested_type=petition_type,
        within_competence=None,
        identity_protection_requested=protection if is_denunciation else None,
        secrecy_assured=secrecy if is_denunciation else None,
        show_name_on_display=petition.show_name_on_display and not is_denunciation,
    )
