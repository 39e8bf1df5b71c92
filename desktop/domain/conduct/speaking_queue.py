"""The speaking queue (lượt nói): hands in the order of raising, and whose microphone is heard."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from desktop.domain.ids import SiteId
from desktop.domain.reception.participant import Participant, ParticipantRole, lead_person

MAX_HANDS: Final = 64
"""Of all sites together; a hand more is refused."""

MAX_HANDS_OF_SITE: Final = 16
MAX_HAND_REASON_CHARACTERS: Final = 200
MAX_SPEAKER_CHARACTERS: Final = 100
MIN_TURN_S: Final = 60
MAX_TURN_S: Final = 3_600


class Side(StrEnum):
    """Bên: for whom somebody asks to speak."""

    CHAIR = "chair"
    CITIZENS = "citizens"
    LOCALITY = "locality"
    AGENCY = "agency"
    OFFICERS = "officers"


_SIDES: dict[ParticipantRole, Side] = {
    ParticipantRole.CHAIR: Side.CHAIR,
    ParticipantRole.CO_CHAIR: Side.CHAIR,
    ParticipantRole.CITIZEN: Side.CITIZENS,
    ParticipantRole.CITIZEN_REPRESENTATIVE: Side.CITIZENS,
    ParticipantRole.LAWYER: Side.CITIZENS,
    ParticipantRole.LEGAL_AID: Side.CITIZENS,
    ParticipantRole.INTERPRETER: Side.CITIZENS,
    ParticipantRole.COMMUNE_LEADER: Side.LOCALITY,
    ParticipantRole.AGENCY_REPRESENTATIVE: Side.AGENCY,
    ParticipantRole.ADVISING: Side.AGENCY,
    ParticipantRole.SECRETARY: Side.OFFICERS,
    ParticipantRole.ROOM_OFFICER: Side.OFFICERS,
    ParticipantRole.TECHNICIAN: Side.OFFICERS,
    ParticipantRole.OBSERVER: Side.OFFICERS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who asks: the label that displays and minutes give the person, and the person's side."""

    label: str
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """One raised hand. number: the server's, growing within the session, never given again.

    speaker: the label of who asks, empty: the site as such. reason: empty where none was given.
    raised_at: aware, of the city's clock.
    """

    number: int
    site_id: SiteId
    side: Side
    raised_at: datetime
    speaker: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What the present turn answers. seconds: how long it may take before its clock warns."""

    seconds: int
    speaker: str = ""
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakingQueue:
    """What the city says of hands and microphones; equal at every site.

    hands: in the order in which they are called. turn: None while nobody has the floor. heard:
    sites whose microphone is played by the others; locked: by the chair, whatever else holds.
    """

    hands: tuple[Hand, ...] = ()
    turn: Turn | None = None
    heard: tuple[SiteId, ...] = ()
    locked: tuple[SiteId, ...] = ()

    def hand(self, number: int) -> Hand | None:
        """The hand of this number, None when it is up no longer."""
        return next((one for one in self.hands if one.number == number), None)

    def hands_of(self, site_id: SiteId) -> tuple[Hand, ...]:
        """The hands of a site, in the order in which they are called."""
        return tuple(one for one in self.hands if one.site_id == site_id)


def side_of(role: ParticipantRole) -> Side:
    """The side on which a person speaks."""
    return _SIDES[role]


def speakers_at(participants: Iterable[Participant], site_id: SiteId) -> tuple[Speaker, ...]:
    """Who may ask to speak at a site: the one for whom it is called first, each label once."""
    here = [one for one in participants if one.site_id == site_id]
    lead = lead_person(here, site_id)
    ordered = here if lead is None else [lead, *here]
    found = {one.label: Speaker(label=one.label, side=side_of(one.role)) for one in ordered}
    return tuple(found.values())


def can_raise(hands: tuple[Hand, ...], site_id: SiteId) -> bool:
    """Whether one more hand of this site has room."""
    own = sum(one.site_id == site_id for one in hands)
    return len(hands) < MAX_HANDS and own < MAX_HANDS_OF_SITE


def with_hand(hands: tuple[Hand, ...], hand: Hand) -> tuple[Hand, ...]:
    """Behind the others; who has a hand up already keeps its place, number and hour."""
    for place, former in enumerate(hands):
        if (former.site_id, former.speaker) == (hand.site_id, hand.speaker):
            again = replace(former, side=hand.side, reason=hand.reason)
            return (*hands[:place], again, *hands[place + 1 :])
    return (*hands, hand)


def without_speaker(hands: tuple[Hand, ...], site_id: SiteId, speaker: str) -> tuple[Hand, ...]:
    """Without the hand of one who asked at a site; every hand of the site for an empty speaker."""
    return tuple(one for one in hands if one.site_id != site_id or speaker not in ("", one.speaker))


def without_number(hands: tuple[Hand, ...], number: int) -> tuple[Hand, ...]:
    """Without the hand of this number."""
    return tuple(one for one in hands if one.number != number)


def with_moved(hands: tuple[Hand, ...], number: int, place: int) -> tuple[Hand, ...]:
    """With the hand of this number at a place, from 0; beyond the last one is the last one."""
    moved = [one for one in hands if one.number == number]
    others = [one for one in hands if one.number != number]
    place = max(0, place)
    return (*others[:place], *moved, *others[place:])
