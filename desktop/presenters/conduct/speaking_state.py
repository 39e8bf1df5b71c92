"""What the speaking queue draws of hands, of locked microphones, and of who asks here."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.conduct.speaking_queue import Side
from desktop.presenters.conduct.verb import VerbState


class RowAction(StrEnum):
    """What the chair does with a row beside its button."""

    UP = "up"
    DOWN = "down"
    LOWER = "lower"
    LOCK = "lock"
    UNLOCK = "unlock"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandLine:
    """A raised hand. number: the city's name for it; count: of all hands that are up."""

    number: int
    side: Side
    reason: str
    raised_at: datetime
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerLine:
    """Somebody of this site who may ask; reason: as it was given, while the hand is up."""

    label: str
    side: Side
    has_hand_up: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPanel:
    """Who of this site asks; the first is the one for whom the site is called."""

    speakers: tuple[SpeakerLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPanel:
    """The queue as a whole. waiting: how many hands are up.

    clear: to lower all of them, None: not here. asking: who of this site may ask, None: nobody.
    """

    waiting: int
    clear: VerbState | None
    asking: AskPanel | None
