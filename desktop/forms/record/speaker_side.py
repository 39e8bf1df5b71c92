"""On which side a speaker stands, by the speaker's name in the line. Pure."""

import re
from enum import StrEnum

from desktop.domain.directory.site import SiteKind
from desktop.domain.reception.participant import Participant, ParticipantRole
from desktop.domain.text import folded, normalised


class Side(StrEnum):
    """Where the form has a place for what somebody says."""

    CITIZEN = "citizen"
    LOCAL = "local"
    AGENCY = "agency"
    CHAIR = "chair"


_OF_ROLE = {
    ParticipantRole.CITIZEN: Side.CITIZEN,
    ParticipantRole.CITIZEN_REPRESENTATIVE: Side.CITIZEN,
    ParticipantRole.LAWYER: Side.CITIZEN,
    ParticipantRole.LEGAL_AID: Side.CITIZEN,
    ParticipantRole.INTERPRETER: Side.CITIZEN,
    ParticipantRole.COMMUNE_LEADER: Side.LOCAL,
    ParticipantRole.ROOM_OFFICER: Side.LOCAL,
    ParticipantRole.AGENCY_REPRESENTATIVE: Side.AGENCY,
    ParticipantRole.ADVISING: Side.AGENCY,
}
"""Everybody else speaks in the dialogue."""

_RECEIVING = "tiep cong dan"
"""What officials do: a citizen is only who is named so beside it."""

_CITIZEN_WORDS = ("cong dan", "luat su", "tro giup vien", "phien dich")
_BY_WORDS: tuple[tuple[tuple[str, ...], Side], ...] = (
    (
        (
            *("chu tri", "chu toa", "thu ky"),
            *("ban tiep cong dan", "tru so tiep cong dan", "tru so thanh pho"),
        ),
        Side.CHAIR,
    ),
    (
        (
            *("cong chuc tiep cong dan", "can bo tiep cong dan", "can bo tiep dan"),
            *("ubnd xa", "ubnd phuong", "ubnd dac khu"),
        ),
        Side.LOCAL,
    ),
    (("dai dien so", "dai dien ban", "so ", "thanh tra"), Side.AGENCY),
)
"""Names an officer types for people who are on no list; folded, looked for in this order, after
those of the citizen's side."""

_NUMBERED = re.compile(r"\bsố\b")
"""Folded it would read as the department "Sở": "Tổ dân phố số 5"."""

_OF_SITE = {
    SiteKind.XA: Side.LOCAL,
    SiteKind.PHUONG: Side.LOCAL,
    SiteKind.DAC_KHU: Side.LOCAL,
    SiteKind.AGENCY: Side.AGENCY,
    SiteKind.HEADQUARTERS: Side.CHAIR,
}


def side_of(
    speaker: str,
    participants: tuple[Participant, ...],
    site_kind: SiteKind | None,
    leads: tuple[str, ...] = (),
) -> Side:
    """The side of a speaker.

    site_kind: of the site that wrote the line, None for the central one; it decides when the
    name tells nothing. leads: how chair and secretary are called; they come before all else.
    """
    name = _plain(speaker)
    if name and name in {_plain(lead) for lead in leads}:
        return Side.CHAIR
    for person in participants:
        if name and name in {_plain(person.label), _plain(person.full_name)}:
            return _OF_ROLE.get(person.role, Side.CHAIR)
    name = _plain(_NUMBERED.sub(" ", normalised(speaker).lower()))
    if _has_any(name.replace(_RECEIVING, ""), _CITIZEN_WORDS):
        return Side.CITIZEN
    for words, side in _BY_WORDS:
        if _has_any(name, words):
            return side
    return Side.CHAIR if site_kind is None else _OF_SITE[site_kind]


def _plain(name: str) -> str:
    return " ".join(folded(name).split())


def _has_any(name: str, words: tuple[str, ...]) -> bool:
    return any(f" {word}" in f" {name} " for word in words)
