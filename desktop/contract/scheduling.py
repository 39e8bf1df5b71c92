"""Planning sessions over HTTP: a clerk asks, the city decides at once, in one transaction."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from desktop.contract.base import (
    Answer,
    ConferenceAddress,
    Identifier,
    Instant,
    Moment,
    Platform,
    Received,
    ShortText,
    Text,
)
from desktop.contract.records.reception import ParticipantBody
from desktop.contract.version import MAX_REASON_CHARACTERS, MIN_REASON_CHARACTERS

Reason = Annotated[Text, Field(min_length=MIN_REASON_CHARACTERS, max_length=MAX_REASON_CHARACTERS)]


class CasePlan(Received):
    """A case that the session receives; one that is there already is named by its id alone.

    request_id: the request that the city makes it of.
    """

    id: Identifier
    request_id: Identifier | None = None


class SessionDraft(Received):
    """What a clerk decides of a session; code, gates and status are the city's.

    continues_session_id: an earlier session that was opened and did not come to its end. platform:
    of somebody else, on which it meets; None is left out of what is sent, for older cities, and so
    is an empty conference_address.
    """

    title: Annotated[ShortText, Field(min_length=1)]
    reception_kind: Annotated[Text, Field(max_length=24)]
    online_ground: Annotated[int, Field(ge=1, le=5)]
    scheduled_start: Instant
    scheduled_end: Instant
    central_site_id: Identifier
    component_site_ids: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=15)]
    chair_label: Annotated[ShortText, Field(min_length=1)]
    chair_title: ShortText
    chair_authorisation: ShortText = ""
    secretary_label: Annotated[ShortText, Field(min_length=1)]
    participants: Annotated[tuple[ParticipantBody, ...], Field(max_length=200)]
    continues_session_id: Identifier | None = None
    platform: Platform | None = None
    conference_address: ConferenceAddress = ""


class PlanRequest(Received):
    """PUT /v1/sessions/{session_id}: the same again changes nothing.

    base_revision: of the session as the clerk saw it, 0 for a new one. is_odd_time_meant: the
    clerk was told that it is outside office hours or on a day off, and wants it so.
    """

    base_revision: Annotated[int, Field(ge=0, le=2**62)] = 0
    session: SessionDraft
    cases: Annotated[tuple[CasePlan, ...], Field(min_length=1, max_length=50)]
    is_odd_time_meant: bool = False


class PlanFaultOut(Answer):
    """Why nothing was planned. word: a value of PlanFault (domain/reception/planning.py).

    subject: the site, case or number it is about; at: when that one is busy.
    """

    word: Annotated[str, Field(max_length=32)]
    subject: Annotated[str, Field(max_length=250)] = ""
    at: AwareDatetime | None = None


class PlanAnswer(Answer):
    """revision: of the session, 0 when nothing was planned, for the reasons in `faults`."""

    revision: int
    code: str = ""
    faults: tuple[PlanFaultOut, ...] = ()


class CallOffRequest(Received):
    """POST /v1/sessions/{session_id}/call-off. status: postponed or cancelled."""

    status: Annotated[Text, Field(max_length=16)]
    reason: Reason


class NoticeRequest(Received):
    """POST /v1/sessions/{session_id}/notice: the notice went out, and what proves it."""

    passed_at: Instant
    evidence: Annotated[ShortText, Field(min_length=1)]


class WitnessRequest(Received):
    """POST /v1/sessions/{session_id}/witness: of a session on a platform of somebody else.

    A person notes in words that it was tried (kind `trial`) or that its sites are connected
    (`connected`): this program measures nothing there.
    """

    kind: Annotated[Text, Field(max_length=16)]
    words: Annotated[Text, Field(min_length=1, max_length=120)]


class LeaveRequest(Received):
    """POST /v1/sessions/{session_id}/leave: a leader lets a late gate count, or leaves a trial."""

    kind: Annotated[Text, Field(max_length=16)]
    leader: Identifier
    pin: Annotated[Text, Field(min_length=1, max_length=64, repr=False)]
    reason: Reason


class NearLeaveBody(Received):
    """A leader lets a session be planned so near that its notice is late."""

    leader: Identifier
    pin: Annotated[Text, Field(min_length=1, max_length=64, repr=False)]
    reason: Reason


class NearPlanRequest(Received):
    """POST /v1/sessions/{session_id}/near: as the PUT, by a leader's leave where it is needed."""

    plan: PlanRequest
    leave: NearLeaveBody


class WaitingRequest(Received):
    """POST /v1/sessions/{session_id}/waiting: warn, call or withdraw who waits for the session.

    The answer has the revision of the ticket, or in `faults` why nobody was called: values of
    CallFault (domain/conduct/calls/waiting_ticket.py), `subject` the number of the other ticket.
    """

    act: Annotated[Text, Field(max_length=16)]


class TakeRequest(Received):
    """POST /v1/sessions/{session_id}/take: the room's last good take, at the door of a session.

    made_at: by the room's clock; None: it has none that counts. An older city answers not_found.
    """

    made_at: Moment | None = None


class TakeLeaveRequest(Received):
    """POST /v1/sessions/{session_id}/take-leave: a leader lets a site come in without a take."""

    leader: Identifier
    pin: Annotated[Text, Field(min_length=1, max_length=64, repr=False)]
    reason: Reason


SessionRequest = (
    PlanRequest
    | CallOffRequest
    | NoticeRequest
    | WitnessRequest
    | LeaveRequest
    | NearPlanRequest
    | WaitingRequest
    | TakeRequest
    | TakeLeaveRequest
)
"""What a clerk asks of one session; the answer is a PlanAnswer."""
