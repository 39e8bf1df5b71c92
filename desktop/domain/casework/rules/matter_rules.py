"""Rules of the fields of petitions, requests, decisions, flags and visits (domain.md §4.3 ff.)."""

from functools import partial

from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.casework.matter.flags import FlagDetermination
from desktop.domain.casework.matter.petition import (
    MIN_SUMMARY,
    ObjectKind,
    OnlineGate,
    Petition,
    is_oral,
)
from desktop.domain.casework.matter.reception_request import (
    DecidedRequest,
    Decision,
    OnlineGround,
    ReceptionRequest,
    gate_of_request,
    is_ground_in_force,
    is_notice_in_order,
)
from desktop.domain.casework.rules.field_rule import Act, Circumstances, FieldRule, RecordName
from desktop.domain.casework.visit import Visit, are_times_in_order
from desktop.domain.faults import FaultData, FaultKind

_petition = partial(FieldRule[Petition], record=RecordName.PETITION)
_request = partial(FieldRule[ReceptionRequest], record=RecordName.REQUEST)
_decision = partial(FieldRule[DecidedRequest], record=RecordName.DECISION)
_flags = partial(FieldRule[FlagDetermination], record=RecordName.FLAGS)
_visit = partial(FieldRule[Visit], record=RecordName.VISIT)

_AGAINST = frozenset({PetitionType.COMPLAINT, PetitionType.DENUNCIATION})
"""Types that are directed against somebody."""
_DECIDED = frozenset({ObjectKind.ADMINISTRATIVE_DECISION, ObjectKind.DISCIPLINARY_DECISION})


def _is_denunciation(petition: Petition) -> bool:
    return petition.petition_type is PetitionType.DENUNCIATION


def _is_decision_named(petition: Petition, *, is_named: bool) -> bool:
    is_asked = petition.petition_type is PetitionType.COMPLAINT and petition.object_kind in _DECIDED
    return not is_asked or is_named


def _has_history(petition: Petition, at: Circumstances) -> bool:
    return CaseFlag.PROLONGED not in at.case_flags or bool(petition.resolution_history)


PETITION_RULES: tuple[FieldRule[Petition], ...] = (
    _petition(
        field="petition_date",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: is_oral(one) or one.petition_date is not None,
    ),
    _petition(
        field="petition_date",
        word="past",
        kind=FaultKind.WRONG,
        check=lambda one, at: one.petition_date is None or one.petition_date <= at.today,
        code="N-107",
    ),
    _petition(
        field="written_by_officer",
        word="oral",
        kind=FaultKind.MISSING,
        check=lambda one, _: not is_oral(one) or one.written_by_officer,
    ),
    _petition(
        field="read_back_at",
        word="oral",
        kind=FaultKind.MISSING,
        check=lambda one, _: not is_oral(one) or one.read_back_at is not None,
    ),
    _petition(
        field="read_back_at",
        word="past",
        kind=FaultKind.WRONG,
        check=lambda one, at: one.read_back_at is None or one.read_back_at <= at.now,
        code="N-107",
    ),
    _petition(
        field="summary",
        word="length",
        kind=FaultKind.MISSING,
        check=lambda one, _: len(one.summary.strip()) >= MIN_SUMMARY,
    ),
    _petition(
        field="request",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: bool(one.request.strip()),
    ),
    _petition(
        field="field",
        word="chosen",
        kind=FaultKind.MISSING,
        check=lambda one, _: one.field is not None,
    ),
    _petition(
        field="respondent",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: one.petition_type not in _AGAINST or bool(one.respondent.strip()),
    ),
    _petition(
        field="object_kind",
        word="chosen",
        kind=FaultKind.ODD,
        check=lambda one, _: one.petition_type not in _AGAINST or one.object_kind is not None,
    ),
    _petition(
        field="decision_number",
        word="there",
        kind=FaultKind.ODD,
        check=lambda one, _: _is_decision_named(one, is_named=bool(one.decision_number)),
    ),
    _petition(
        field="decision_date",
        word="there",
        kind=FaultKind.ODD,
        check=lambda one, _: _is_decision_named(one, is_named=one.decision_date is not None),
    ),
    _petition(
        field="decision_date",
        word="past",
        kind=FaultKind.WRONG,
        check=lambda one, at: one.decision_date is None or one.decision_date <= at.today,
        code="N-107",
    ),
    _petition(field="resolution_history", word="prolonged", kind=FaultKind.ODD, check=_has_history),
    _petition(
        field="competent_agency",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: bool(one.competent_agency.strip()),
        act=Act.OUTCOME,
    ),
    _petition(
        field="within_competence",
        word="chosen",
        kind=FaultKind.MISSING,
        check=lambda one, _: one.within_competence is not None,
        act=Act.OUTCOME,
    ),
    _petition(
        field="original_papers_attached",
        word="copies",
        kind=FaultKind.ODD,
        check=lambda one, _: not one.original_papers_attached,
    ),
    _petition(
        field="is_signed",
        word="written",
        kind=FaultKind.ODD,
        check=lambda one, _: is_oral(one) or one.is_signed,
    ),
    _petition(
        field="identity_protection_requested",
        word="asked",
        kind=FaultKind.MISSING,
        check=lambda one, _: (
            not _is_denunciation(one) or one.identity_protection_requested is not None
        ),
        code="N-130",
    ),
    _petition(
        field="identity_protection_requested",
        word="online",
        kind=FaultKind.WRONG,
        check=lambda one, at: (
            not (at.is_online and _is_denunciation(one) and one.identity_protection_requested)
        ),
        code="L-301",
    ),
    _petition(
        field="secrecy_assured",
        word="asked",
        kind=FaultKind.MISSING,
        check=lambda one, _: not _is_denunciation(one) or one.secrecy_assured is not None,
        code="N-130",
    ),
    _petition(
        field="secrecy_assured",
        word="online",
        kind=FaultKind.WRONG,
        check=lambda one, at: (
            not (at.is_online and _is_denunciation(one) and one.secrecy_assured is False)
        ),
        code="L-301",
    ),
    _petition(
        field="show_name_on_display",
        word="hidden",
        kind=FaultKind.WRONG,
        check=lambda one, _: not (_is_denunciation(one) and one.show_name_on_display),
    ),
)

REQUEST_RULES: tuple[FieldRule[ReceptionRequest], ...] = (
    _request(
        field="requester_id",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: bool(one.requester_id),
    ),
    _request(
        field="content",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: bool(one.content.strip()),
    ),
    _request(
        field="identity_protection_requested",
        word="asked",
        kind=FaultKind.MISSING,
        check=lambda one, _: (
            one.petition_type is not PetitionType.DENUNCIATION
            or one.identity_protection_requested is not None
        ),
        code="N-130",
    ),
    _request(
        field="secrecy_assured",
        word="asked",
        kind=FaultKind.MISSING,
        check=lambda one, _: (
            one.petition_type is not PetitionType.DENUNCIATION or one.secrecy_assured is not None
        ),
        code="N-130",
    ),
    _request(
        field="wants_online",
        word="blocked",
        kind=FaultKind.ODD,
        check=lambda one, _: not one.wants_online or gate_of_request(one) is not OnlineGate.BLOCKED,
        code="L-301",
    ),
    _request(
        field="refusal_notice",
        word="in_order",
        kind=FaultKind.WRONG,
        check=lambda one, at: is_notice_in_order(one, at.today),
    ),
)


def _is_online(one: DecidedRequest) -> bool:
    return one.decision is not None and one.decision.decision is Decision.ONLINE


def _has_ground(one: DecidedRequest, at: Circumstances) -> bool:
    is_asked = at.is_decree_154 and _is_online(one)
    return not is_asked or _online_ground(one) is not None


def _online_ground(one: DecidedRequest) -> OnlineGround | None:
    return one.decision.online_ground if one.decision is not None else None


def _has_refusal_ground(one: DecidedRequest, _at: Circumstances) -> bool:
    decision = one.decision
    is_rejected = decision is not None and decision.decision is Decision.REJECTED
    return decision is None or (decision.refusal_ground is not None) is is_rejected


def _is_refusal_in_force(one: DecidedRequest, at: Circumstances) -> bool:
    ground = one.decision.refusal_ground if one.decision is not None else None
    return ground is None or is_ground_in_force(ground, is_decree_154=at.is_decree_154)


def _is_first(one: DecidedRequest, _at: Circumstances) -> bool:
    return one.former is None or one.decision is None or one.former == one.decision


def _former_data(one: DecidedRequest, _at: Circumstances) -> FaultData:
    former = one.former
    if former is not None:
        return (("decided_by", former.decided_by), ("decided_at", former.decided_at.isoformat()))
    return ()


def _decided_at_most(one: DecidedRequest, at: Circumstances) -> bool:
    return one.decision is None or one.decision.decided_at <= at.now


def _has_wish(one: DecidedRequest, _at: Circumstances) -> bool:
    return _online_ground(one) is not OnlineGround.HARD_TO_COME or one.request.wants_online


def _is_open_denunciation(one: DecidedRequest, _at: Circumstances) -> bool:
    is_denunciation = one.request.petition_type is PetitionType.DENUNCIATION
    return _online_ground(one) is not OnlineGround.OPEN_DENUNCIATION or is_denunciation


DECISION_RULES: tuple[FieldRule[DecidedRequest], ...] = (
    _decision(
        field="decision",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: one.decision is not None,
        act=Act.SCHEDULE,
    ),
    _decision(
        field="decision",
        word="first",
        kind=FaultKind.TAKEN,
        check=_is_first,
        code="Y-102",
        data=_former_data,
    ),
    _decision(
        field="decision",
        word="blocked",
        kind=FaultKind.WRONG,
        check=lambda one, _: (
            not _is_online(one) or gate_of_request(one.request) is not OnlineGate.BLOCKED
        ),
        code="L-301",
    ),
    _decision(
        field="decision",
        word="asked",
        kind=FaultKind.WRONG,
        check=lambda one, _: (
            not _is_online(one) or gate_of_request(one.request) is not OnlineGate.UNANSWERED
        ),
        code="N-130",
    ),
    _decision(
        field="online_ground",
        word="there",
        kind=FaultKind.MISSING,
        check=_has_ground,
        code="Y-101",
    ),
    _decision(
        field="online_ground",
        word="online",
        kind=FaultKind.WRONG,
        check=lambda one, _: _online_ground(one) is None or _is_online(one),
    ),
    _decision(field="online_ground", word="wish", kind=FaultKind.ODD, check=_has_wish),
    _decision(
        field="online_ground", word="denunciation", kind=FaultKind.ODD, check=_is_open_denunciation
    ),
    _decision(
        field="refusal_ground",
        word="rejected",
        kind=FaultKind.MISSING,
        check=_has_refusal_ground,
        code="Y-101",
    ),
    _decision(
        field="refusal_ground", word="in_force", kind=FaultKind.WRONG, check=_is_refusal_in_force
    ),
    _decision(
        field="decided_at",
        word="past",
        kind=FaultKind.WRONG,
        check=_decided_at_most,
        code="N-107",
    ),
)


def _is_complex(one: FlagDetermination) -> bool:
    return CaseFlag.COMPLEX in one.flags


FLAG_RULES: tuple[FieldRule[FlagDetermination], ...] = (
    _flags(
        field="complexity_grounds",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: not _is_complex(one) or bool(one.complexity_grounds),
    ),
    _flags(
        field="complexity_grounds",
        word="complex",
        kind=FaultKind.WRONG,
        check=lambda one, _: _is_complex(one) or not one.complexity_grounds,
    ),
    _flags(
        field="determination",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: not _is_complex(one) or bool(one.determination.strip()),
    ),
    _flags(
        field="decided_at",
        word="past",
        kind=FaultKind.WRONG,
        check=lambda one, at: one.decided_at <= at.now,
        code="N-107",
    ),
)


def _is_next_visit(one: Visit, at: Circumstances) -> bool:
    return at.earlier_receptions is None or one.visit_number == at.earlier_receptions + 1


VISIT_RULES: tuple[FieldRule[Visit], ...] = (
    _visit(
        field="session_id",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, at: not at.is_online or one.session_id is not None,
        act=Act.OPEN,
    ),
    _visit(
        field="ticket_no",
        word="least",
        kind=FaultKind.WRONG,
        check=lambda one, _: one.ticket_no >= 1,
    ),
    _visit(
        field="ticket_no",
        word="free",
        kind=FaultKind.TAKEN,
        check=lambda one, at: one.ticket_no not in at.tickets_today,
    ),
    _visit(
        field="citizen_ids",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: bool(one.citizen_ids),
    ),
    _visit(
        field="petition_ids",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: bool(one.petition_ids),
    ),
    _visit(
        field="arrived_at",
        word="order",
        kind=FaultKind.WRONG,
        check=lambda one, at: are_times_in_order(one, at.now),
    ),
    _visit(
        field="visit_number",
        word="least",
        kind=FaultKind.WRONG,
        check=lambda one, _: one.visit_number >= 1,
    ),
    _visit(
        field="visit_number",
        word="history",
        kind=FaultKind.ODD,
        check=_is_next_visit,
        data=lambda _, at: (("n", (at.earlier_receptions or 0) + 1),),
    ),
    _visit(
        field="outcome",
        word="there",
        kind=FaultKind.MISSING,
        check=lambda one, _: one.outcome is not None,
        act=Act.CLOSE,
    ),
)
