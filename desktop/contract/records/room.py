"""Bodies of what was measured of rooms, where it is kept with a session."""

from typing import Annotated

from pydantic import Field

from desktop.contract.base import Identifier, Moment, Received, Text

_Word = Annotated[Text, Field(max_length=32)]
_Figure = Annotated[float, Field(allow_inf_nan=False)]


class MeasuredItemBody(Received):
    """One line of a check; value, limit: None where there is no figure, in `unit`."""

    code: _Word
    result: Annotated[Text, Field(max_length=16)]
    value: _Figure | None
    unit: Annotated[Text, Field(max_length=8)]
    limit: _Figure | None


class LastCheckBody(Received):
    """A room check. checked_at: by the room's clock, but not later than the city had it."""

    checked_at: Moment
    overall: Annotated[Text, Field(max_length=16)]
    items: Annotated[tuple[MeasuredItemBody, ...], Field(max_length=40)]


class SiteConditionBody(Received):
    """Of one site. check: None when the city had no check of it."""

    site_id: Identifier
    check: LastCheckBody | None


class RoomConditionBody(Received):
    """kind `room_condition`: the last room check of each site before its session was opened.

    Its entity_id is the session's. The city writes it once, at the opening.
    """

    session_id: Identifier
    opened_at: Moment
    sites: Annotated[tuple[SiteConditionBody, ...], Field(max_length=16)]


class WaitingTicketBody(Received):
    """kind `waiting_ticket`: somebody waits at a site for a session; it names nobody.

    Its entity_id is the session's. Written by the city: from the visit that the site took in, and
    when the chair warns, calls or takes back. number: of the site's day. is_here: the site's seat
    is connected. checked_at, overall: of the newest check of that room.
    """

    session_id: Identifier
    site_id: Identifier
    visit_id: Identifier
    number: Annotated[int, Field(ge=1, le=100_000)]
    waits_since: Moment
    warned_at: Moment | None
    called_at: Moment | None
    left_at: Moment | None
    is_here: bool
    checked_at: Moment | None
    overall: Annotated[Text, Field(max_length=16)] | None
