"""Body of a line of the minutes."""

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
