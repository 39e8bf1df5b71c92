"""The closed sets of words inside records: the wire carries text, the domain knows which."""

from enum import StrEnum

from desktop.contract.base import Received
from desktop.contract.records import (
    CaseBody,
    MinuteLineBody,
    PaperBody,
    SessionBody,
    SiteBody,
)
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
)


def check_words(body: Received) -> None:
    """Refuse a word that no room would understand.

    Raises:
        ValueError: a word outside its set, or a central site that is a component site too.
    """
    for word, words in _words_of(body):
        words(word)
    if isinstance(body, SessionBody) and body.central_site_id in body.component_site_ids:
        msg = "the central site is not a component site"
        raise ValueError(msg)


def _words_of(body: Received) -> list[tuple[str, type[StrEnum]]]:
    match body:
        case MinuteLineBody():
            return [(body.kind, MinuteLineKind)]
        case PaperBody():
            return [(body.kind, PaperKind)]
        case SiteBody():
            return [(body.kind, SiteKind)]
        case CaseBody():
            flags: list[tuple[str, type[StrEnum]]] = [(flag, CaseFlag) for flag in body.flags]
            return [(body.petition_type, PetitionType), *flags]
        case SessionBody():
            return [
                (body.status, SessionStatus),
                (body.reception_kind, ReceptionKind),
                *((gate.kind, GateKind) for gate in body.gates),
                *((person.role, ParticipantRole) for person in body.participants),
            ]
        case _:
            raise TypeError(type(body).__name__)
