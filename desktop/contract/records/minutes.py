"""Bodies of a line of the minutes, and of an incident that is noted beside one."""

from typing import Annotated

from pydantic import Field

from desktop.contract.base import Identifier, LongText, Moment, Received, ShortText, Text


class MinuteLineBody(Received):
    """kind `minute_line`: written by its owner site only."""

    session_id: Identifier
    owner_site_id: Identifier
    at: Moment
    speaker: ShortText
    kind: Annotated[Text, Field(max_length=16)]
    text: LongText
    # Left out when empty: a city of before 0.4.0 knows it not, and lets one PC write at a site.
    written_by: Annotated[ShortText, Field(exclude_if=lambda text: not text)] = ""


class IncidentBody(Received):
    """kind `incident`: noted at its owner site, and never changed. line_id: of the minutes."""

    session_id: Identifier
    owner_site_id: Identifier
    at: Moment
    kind: Annotated[Text, Field(max_length=16)]
    noted_by: ShortText
    line_id: Identifier
