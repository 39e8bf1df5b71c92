"""Verbs of the screens: what can be done now, why not, and whether a second press is awaited."""

from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """Things an officer does with one button or key."""

    OPEN = "open"
    STOP_OPENING = "stop_opening"
    GIVE_FLOOR = "give_floor"
    END_TURN = "end_turn"
    ASK_FLOOR = "ask_floor"
    LOWER_HAND = "lower_hand"
    LOWER_ALL = "lower_all"
    CONSULT = "consult"
    END_CONSULT = "end_consult"
    PAUSE = "pause"
    PAUSE_FOR_SECRET = "pause_for_secret"  # noqa: S105 - a button, not a password
    BREAK_NOW = "break_now"
    RESUME = "resume"
    STOP_RESUMING = "stop_resuming"
    CONCLUDE = "conclude"
    REOPEN = "reopen"
    CLOSE = "close"
    END = "end"
    EXPORT = "export"
    NEXT_STEP = "next_step"
    SKIP_STEP = "skip_step"
    LEAVE = "leave"
    CALL_AGENCY = "call_agency"
    JOIN_IN = "join_in"


class Obstacle(StrEnum):
    """Why a verb is grey; spoken as the accessible description."""

    NO_RIGHT = "no_right"
    CITY_LOST = "city_lost"
    NOT_OPENED = "not_opened"
    ALREADY_OPEN = "already_open"
    SITES_MISSING = "sites_missing"
    GATES_MISSING = "gates_missing"
    NOT_IN_THIS_STATE = "not_in_this_state"
    PAUSED = "paused"
    CLOSED = "closed"
    NOBODY_WAITS = "nobody_waits"
    NOBODY_SPEAKS = "nobody_speaks"
    ABSENT = "absent"
    HAND_UP = "hand_up"
    LOCKED = "locked"
    NO_SEAT = "no_seat"
    BESIDE = "beside"
    ENDING_ASKED = "ending_asked"
    SKIPPING_ASKED = "skipping_asked"
    PAUSING_ASKED = "pausing_asked"
    CONSULTING = "consulting"
    CONSULTING_ASKED = "consulting_asked"
    ROLL_NOT_CALLED = "roll_not_called"
    TEXTS_DIFFER = "texts_differ"
    SIGNERS_MISSING = "signers_missing"
    LISTENING = "listening"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pressed:
    """obstacle None: a press does something."""

    obstacle: Obstacle | None = None

    @property
    def is_enabled(self) -> bool:
        """Whether a press does something."""
        return self.obstacle is None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbState(_Pressed):
    """One verb. whom: the site that would be given the floor.

    needs_two_presses: the same press again within 3 s; is_armed: the first was made.
    """

    verb: Verb
    needs_two_presses: bool = False
    is_armed: bool = False
    whom: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether a press does something, or else is told at once why it did not."""
        return self.is_enabled or self.obstacle is Obstacle.CITY_LOST


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaSwitch(_Pressed):
    """The button of the own microphone or camera.

    after_pause: whether it is on when the pause ends, which a press changes; None: no pause, or
    a press asks for the floor.
    """

    after_pause: bool | None = None

    @property
    def is_answered(self) -> bool:
        """Whether a press does something, or else is told at once why it did not."""
        return self.obstacle in (None, Obstacle.CITY_LOST, Obstacle.HAND_UP)


FREE_SWITCH = MediaSwitch()
