"""Bodies of calls: what is kept of them with a session, and what the desk that is rung is told."""

from typing import Annotated

from pydantic import Field

from desktop.contract.base import Identifier, LongText, Moment, Received, ShortText, Text

_Word = Annotated[Text, Field(max_length=24)]
_Seconds = Annotated[int, Field(ge=1, le=3_600)]


class AgencyCallBody(Received):
    """One call, see desktop/domain/conduct/calls/agency_call.py.

    left_itself: of stage let_go; of what an older city wrote it is not known.
    """

    id: Identifier
    target: _Word
    site_id: Identifier
    name: ShortText
    rung_at: Moment
    ring_s: _Seconds
    stage: _Word
    question: ShortText
    answered_at: Moment | None
    joined_at: Moment | None
    ended_at: Moment | None
    reason: ShortText
    left_itself: bool = False


class SessionCallsBody(Received):
    """kind `agency_calls`: who was called into a session, and what became of it.

    Its entity_id is the session's. The city writes it anew with every change.
    """

    session_id: Identifier
    calls: Annotated[tuple[AgencyCallBody, ...], Field(max_length=64)]


class CallSummaryBody(Received):
    """What the session is about, without papers and without anybody's name of the citizens' side.

    place: the component site where the citizens sit. chair: label and title.
    """

    session_code: Annotated[Text, Field(max_length=64)]
    title: ShortText
    petition_type: _Word
    group_size: Annotated[int, Field(ge=0, le=1_000_000)]
    place: ShortText
    request: LongText
    previous_result: LongText
    chair: ShortText
    site_names: Annotated[tuple[ShortText, ...], Field(max_length=16)]
    opened_at: Moment | None
    step: _Word


class RingBody(Received):
    """kind `ring`: what the desk of a site that is rung is told; its entity_id is the call's.

    The city writes it. summary: null as soon as nothing is to be answered any more.
    """

    owner_site_id: Identifier
    session_id: Identifier
    rung_at: Moment
    ring_s: _Seconds
    stage: _Word
    question: ShortText
    summary: CallSummaryBody | None
