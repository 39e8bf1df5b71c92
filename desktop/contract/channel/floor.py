"""Channel messages of the floor: hands, turns, the order of speaking, locked microphones."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Received, Text

MAX_SPEAKER_CHARACTERS = 100
MAX_HAND_REASON_CHARACTERS = 200
MAX_HAND_NUMBER = 2**31
MAX_PLACE = 63
MIN_TURN_S = 60
MAX_TURN_S = 3_600
DEFAULT_TURN_S = 300

HandNumber = Annotated[int, Field(ge=1, le=MAX_HAND_NUMBER)]


class AskFloor(Received):
    """Hand up or down.

    speaker: the label of who asks, empty: the site as such; going down, every hand of the site.
    side: as in desktop/domain/conduct/speaking_queue.py, empty: none was told. Who has a hand up
    already keeps its place, and the reason becomes this one.
    """

    type: Literal["ask_floor"] = "ask_floor"
    has_hand_up: bool
    speaker: Annotated[Text, Field(max_length=MAX_SPEAKER_CHARACTERS)] = ""
    side: Annotated[Text, Field(max_length=16)] = ""
    reason: Annotated[Text, Field(max_length=MAX_HAND_REASON_CHARACTERS)] = ""


class GiveFloor(Received):
    """Invite a site to speak; None ends the turn.

    hand: the number of the hand that is called, None: the first of that site, if there is one.
    turn_s: how long the turn may take before its clock warns.
    """

    type: Literal["give_floor"] = "give_floor"
    site_id: Identifier | None
    hand: HandNumber | None = None
    turn_s: Annotated[int, Field(ge=MIN_TURN_S, le=MAX_TURN_S)] = DEFAULT_TURN_S


class LowerHands(Received):
    """The chair lowers one hand; None: all of them."""

    type: Literal["lower_hands"] = "lower_hands"
    hand: HandNumber | None


class MoveHand(Received):
    """The chair calls a hand sooner or later: its place from 0, beyond the last one is the last."""

    type: Literal["move_hand"] = "move_hand"
    hand: HandNumber
    place: Annotated[int, Field(ge=0, le=MAX_PLACE)]


class LockMicrophone(Received):
    """The chair mutes a site and keeps it muted, with the floor too; or lets it speak again."""

    type: Literal["lock_microphone"] = "lock_microphone"
    site_id: Identifier
    is_locked: bool


class HandState(Answer):
    """One raised hand, see desktop/domain/conduct/speaking_queue.py."""

    number: int
    site_id: Identifier
    side: str
    raised_at: datetime
    speaker: str = ""
    reason: str = ""


class TurnState(Answer):
    """What the present turn answers; side None: no hand was called."""

    seconds: int
    speaker: str = ""
    side: str | None = None


class QueueState(Answer):
    """Hands in the order in which they are called, and whose microphone is played by the others."""

    hands: tuple[HandState, ...]
    turn: TurnState | None
    heard: tuple[Identifier, ...]
    locked: tuple[Identifier, ...]
