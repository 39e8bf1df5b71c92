"""What a room tells the city about itself: its room checks."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Moment, Received, Text

Word = Annotated[Text, Field(max_length=32)]
Figure = Annotated[float, Field(allow_inf_nan=False)]
NoteText = Annotated[Text, Field(max_length=120)]


class CheckItemBody(Received):
    """One line of a room check. value, limit: None where there is no figure, in `unit`.

    note: what else is known, by name.
    """

    code: Word
    result: Annotated[Text, Field(max_length=16)]
    value: Figure | None
    unit: Annotated[Text, Field(max_length=8)]
    limit: Figure | None
    next_step: Word
    note: Annotated[dict[Word, NoteText], Field(max_length=8)]


class RoomReportIn(Received):
    """POST /v1/rooms/reports (room token). `id` is the idempotency key within the room.

    checked_at is by the room's own clock: shown, never used for order.
    """

    id: Identifier
    checked_at: Moment
    took_s: Annotated[float, Field(ge=0.0, le=3_600.0, allow_inf_nan=False)]
    overall: Annotated[Text, Field(max_length=16)]
    program_version: Word
    items: Annotated[tuple[CheckItemBody, ...], Field(min_length=1, max_length=40)]


class RoomReportKept(Answer):
    """The city has it; the same again gets the same answer."""

    id: Identifier
    received_at: datetime


class KeptReport(Answer):
    """A report as the city keeps it."""

    received_at: datetime
    report: RoomReportIn


class RoomState(Answer):
    """One enrolled PC and its newest room check, None when it has never sent one."""

    room_id: str
    site_id: str
    site_name: str
    unit_code: str
    newest: KeptReport | None


class RoomList(Answer):
    """GET /v1/rooms/reports (access token of somebody who may see every room)."""

    rooms: tuple[RoomState, ...]
