"""Channel messages of the minutes: the open line as it is typed."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Moment, Received, ShortText, Text
from desktop.contract.version import MAX_OPEN_LINE_CHARACTERS


class TypeLine(Received):
    """The line being typed, at most five times a second; an empty text withdraws it."""

    type: Literal["type_line"] = "type_line"
    line_id: Identifier
    speaker: ShortText
    text: Annotated[Text, Field(max_length=MAX_OPEN_LINE_CHARACTERS)]
    at: Moment


class ReadLine(Received):
    """The line of the minutes that is being read back; null: none."""

    type: Literal["read_line"] = "read_line"
    line_id: Identifier | None


class ReadBackState(Answer):
    """Which line is being read back; null: none yet."""

    line_id: Identifier | None


class LineTyped(Answer):
    """The open line of another desk; empty when finished or withdrawn.

    typist: tells companion desks of a site apart; empty: the desk that has the seat.
    """

    type: Literal["line_typed"] = "line_typed"
    site_id: Identifier
    line_id: Identifier
    speaker: str
    text: str
    at: datetime
    typist: str = ""
