"""The closed sets of words inside records: the wire carries text, the domain knows which."""

from enum import StrEnum

from desktop.contract.agencies import AgencyBody
from desktop.contract.base import Received
from desktop.contract.records import (
    CaseBody,
    MinuteLineBody,
    PaperBody,
    SessionBody,
    SiteBody,
    ViewBody,
)
from desktop.contract.unit_reports import (
    DifficultyBody,
    FocalPointBody,
    ReadinessSheetBody,
    ReceiptBody,
)
from desktop.domain.agency import AgencyKind
from desktop.domain.difficulty import DifficultyCategory, DifficultyImpact
from desktop.domain.ending import ENDINGS
from desktop.domain.enums import (
    CaseFlag,
    GateKind,
    MinuteLineKind,
    PaperKind,
    ParticipantRole,
    PetitionType,
    ReceptionKind,
    SessionStatus,
    SiteKind,
    Viewing,
)
from desktop.domain.readiness_sheet import SheetResult
from desktop.domain.sync import EntityKind


def check_words(body: Received) -> None:
    """Refuse a word that no room would understand.

    Raises:
        ValueError: a word outside its set, or a central site that is a component site too.
    """
    for word, words in _words_of(body):
        words(word)


def _words_of(body: Received) -> list[tuple[str, type[StrEnum]]]:
    match body:
        case MinuteLineBody():  # first: most of what comes, and to ask for a type costs
            return [(body.kind, MinuteLineKind)]
        case PaperBody():
            return [(body.kind, PaperKind)]
        case SiteBody():
            return [(body.kind, SiteKind)]
        case AgencyBody():
            return [(body.kind, AgencyKind)]
        case CaseBody():
            flags: list[tuple[str, type[StrEnum]]] = [(flag, CaseFlag) for flag in body.flags]
            return [(body.petition_type, PetitionType), *flags]
        case _:
            return _words_of_others(body)


def _words_of_session(body: SessionBody) -> list[tuple[str, type[StrEnum]]]:
    if body.ending is not None and body.ending.status not in ENDINGS:
        msg = "no such ending of a session"
        raise ValueError(msg)
    if body.central_site_id in body.component_site_ids:
        msg = "the central site is not a component site"
        raise ValueError(msg)
    return [
        (body.status, SessionStatus),
        (body.reception_kind, ReceptionKind),
        *((gate.kind, GateKind) for gate in body.gates),
        *((person.role, ParticipantRole) for person in body.participants),
    ]


def _words_of_others(body: Received) -> list[tuple[str, type[StrEnum]]]:
    match body:
        case SessionBody():
            return _words_of_session(body)
        case DifficultyBody():
            return [(body.category, DifficultyCategory), (body.impact, DifficultyImpact)]
        case ReadinessSheetBody():
            return [(entry.result, SheetResult) for entry in body.entries]
        case ReceiptBody():
            return [(body.report_kind, EntityKind)]
        case ViewBody():
            return [(body.what, Viewing)]
        case FocalPointBody():
            return []
        case _:
            raise TypeError(type(body).__name__)
