"""Channel messages of the recording: takes before the opening, and each site's lamp."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Received, Text


class TakeState(Answer):
    """What is known of a site, see desktop/domain/room/door_take.py.

    by, reason: of a leader who lets it come in without a take.
    """

    site_id: Identifier
    word: str
    at: datetime
    by: str = ""
    reason: str = ""


class TellLamp(Received):
    """What the recording lamp of this seat says, on every change and every two seconds.

    word: of RecordingWord, by bytes that are on the disk. Kept nowhere. To be said only to a city
    whose state has `takes_lamps`: an older one closes the channel.
    """

    type: Literal["tell_lamp"] = "tell_lamp"
    word: Annotated[Text, Field(max_length=16)]


class LampTold(Answer):
    """The lamp of another seat; without news it is soon out of date. Older rooms pass it over."""

    type: Literal["lamp_told"] = "lamp_told"
    site_id: Identifier
    word: str
