"""Channel messages of a pause that says when it ends, and the pauses of the state."""

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


class PauseState(Answer):
    """One pause, see desktop/domain/conduct/pause.py."""

    reason: str
    at: datetime
    back_at: datetime | None = None
    ended_at: datetime | None = None
