"""Bodies of a planned session: gates, participants, how it ended; days of the calendar."""

from datetime import date
from typing import Annotated

from pydantic import Field

from desktop.contract.base import (
    FIRST_YEAR,
    LAST_YEAR,
    ConferenceAddress,
    Identifier,
    Moment,
    Platform,
    Received,
    ShortText,
    Text,
)
from desktop.contract.version import MAX_REASON_CHARACTERS


class GateBody(Received):
    """One legal gate of a session.

    override_by, override_reason: the person who lets a gate count that was passed after `due_at`,
    or a trial that was not made, and the reason; without both it keeps the session from becoming
    ready. override_label: how that person is called in print. override_at: when it was said.
    """

    kind: Annotated[Text, Field(max_length=16)]
    due_at: Moment
    passed_at: Moment | None
    evidence: ShortText
    is_practice: bool
    override_by: Identifier | None = None
    override_label: ShortText = ""
    override_reason: ShortText = ""
    override_at: Moment | None = None


class ParticipantBody(Received):
    """One person invited to a session."""

    full_name: Annotated[Text, Field(max_length=100)]
    label: ShortText
    title: ShortText
    agency: ShortText
    role: Annotated[Text, Field(max_length=32)]
    site_id: Identifier
    attended: bool
    absent_reason: ShortText


class EndingBody(Received):
    """How a session was ended without signatures.

    status: adjourned, aborted_technical or refused. reason: empty for whom it is kept from.
    """

    status: Annotated[Text, Field(max_length=24)]
    reason: Annotated[Text, Field(max_length=MAX_REASON_CHARACTERS)]
    at: Moment


class SessionBody(Received):
    """kind `session`: the plan; its live state travels in the channel.

    ending: written by the server when the chair ends the session without signatures.
    call_off_reason: why it was postponed or cancelled. continues_session_id: an earlier session
    that was opened and did not come to its end. denunciations: of case_ids those, told to a site
    without a seat, which is told of no case. platform: of somebody else, on which it meets; None:
    by a call of this program. conference_address: of the meeting there, told to sites with a seat.
    """

    code: Annotated[Text, Field(max_length=64)]
    title: ShortText
    reception_kind: Annotated[Text, Field(max_length=24)]
    online_ground: Annotated[int, Field(ge=1, le=5)]
    scheduled_start: Moment
    scheduled_end: Moment
    central_site_id: Identifier
    component_site_ids: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=15)]
    chair_label: ShortText
    chair_title: ShortText
    secretary_label: ShortText
    case_ids: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=50)]
    gates: Annotated[tuple[GateBody, ...], Field(max_length=3)]
    participants: Annotated[tuple[ParticipantBody, ...], Field(max_length=200)]
    status: Annotated[Text, Field(max_length=24)]
    is_practice: bool
    ending: EndingBody | None = None
    chair_authorisation: ShortText = ""
    continues_session_id: Identifier | None = None
    call_off_reason: Annotated[Text, Field(max_length=MAX_REASON_CHARACTERS)] = ""
    denunciations: Annotated[tuple[Identifier, ...], Field(max_length=50)] = ()
    platform: Platform | None = None
    conference_address: ConferenceAddress = ""


class CalendarDayBody(Received):
    """kind `calendar_day`: written by headquarters; its entity_id is the day, YYYY-MM-DD.

    It belongs to the city: any headquarters may change it, every site is told. It comes before
    the table that programs bring along; it is never deleted, `ordinary` takes it back.
    """

    day: Annotated[date, Field(ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 1, 1))]
    kind: Annotated[Text, Field(max_length=16)]
    name: Annotated[Text, Field(max_length=120)]
