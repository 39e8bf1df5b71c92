"""Channel messages of pauses that say when they end, and of countdowns."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Moment, Received, Text


class PauseUntil(Received):
    """As pause_session, with the time at which the session is to go on: later on the same day.

    A city that tells no `pauses` does not know it.
    """

    type: Literal["pause_until"] = "pause_until"
    reason: Annotated[Text, Field(max_length=16)]
    back_at: Moment


class CountDown(Received):
    """Count to the opening or to the end of a pause, or stop that; which can be done until zero.

    A city that tells no `pauses` does not know it.
    """

    type: Literal["count_down"] = "count_down"
    is_on: bool


class CountdownState(Answer):
    """zero_at: when the session opens or goes on, by the city's clock."""

    zero_at: datetime


class PauseState(Answer):
    """One pause, see desktop/domain/conduct/pause.py."""

    reason: str
    at: datetime
    back_at: datetime | None = None
    ended_at: datetime | None = None
