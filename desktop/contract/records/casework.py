"""Bodies of casework's records: who comes, what is asked for and decided, the case."""

from datetime import date
from typing import Annotated

from pydantic import Field

from desktop.contract.base import (
    LAST_YEAR,
    Identifier,
    LongText,
    Moment,
    Received,
    ShortText,
    Text,
)
from desktop.contract.version import MAX_REASON_CHARACTERS

Word = Annotated[Text, Field(max_length=24)]
"""Of a closed set, which the domain has."""


class CitizenBody(Received):
    """A person in a case. Personal data."""

    full_name: Annotated[Text, Field(min_length=1, max_length=100)]
    id_number: Annotated[Text, Field(max_length=32)]
    id_issue_date: Annotated[Text, Field(max_length=16)]
    id_issue_place: ShortText
    address: ShortText
    is_representative: bool


class CaseBody(Received):
    """kind `case`: written by the city only (so far)."""

    code: Annotated[Text, Field(max_length=64)]
    title: ShortText
    petition_type: Annotated[Text, Field(max_length=24)]
    flags: tuple[Annotated[Text, Field(max_length=24)], ...]
    request: LongText
    previous_result: LongText
    group_size: Annotated[int, Field(ge=1, le=10_000)]
    citizens: Annotated[tuple[CitizenBody, ...], Field(max_length=200)]


class GivenReasonBody(Received):
    """Why somebody went past a soft rule."""

    rule: Annotated[Text, Field(max_length=64)]
    reason: Annotated[Text, Field(max_length=MAX_REASON_CHARACTERS)]
    given_by: Identifier
    given_at: Moment


class CitizenRecordBody(Received):
    """kind `citizen`: a person as a unit took them in; told to that unit alone. Personal data.

    date_of_birth: a day, or a year alone.
    """

    owner_site_id: Identifier
    created_at: Moment
    created_by: Identifier
    full_name: Annotated[Text, Field(min_length=1, max_length=100)]
    id_kind: Annotated[Text, Field(max_length=24)]
    id_number: Annotated[Text, Field(max_length=32)]
    address_text: ShortText
    date_of_birth: date | Annotated[int, Field(ge=1800, le=LAST_YEAR)] | None
    gender: Annotated[Text, Field(max_length=8)] | None
    id_issue_date: date | None
    id_issue_place: ShortText
    ward_code: Annotated[Text, Field(max_length=8)]
    province_code: Annotated[Text, Field(max_length=8)]
    phone: Annotated[Text, Field(max_length=32)]
    email: ShortText
    nationality: Annotated[Text, Field(max_length=64)]
    ethnicity: Annotated[Text, Field(max_length=64)]
    organisation_name: ShortText
    position: ShortText
    vulnerability: Annotated[tuple[Word, ...], Field(max_length=8)]
    interpreter_needed: bool
    interpreter_name: Annotated[Text, Field(max_length=100)]
    cannot_write: bool
    reasons: Annotated[tuple[GivenReasonBody, ...], Field(max_length=20)]


class TriageAnswersBody(Received):
    """What an officer answered before a type was proposed; null: not asked."""

    own_right: bool | None
    others_breach: bool | None
    proposes: bool | None
    informs: bool | None
    finally_decided: bool | None
    in_court: bool | None
    other_body: bool | None
    is_group: bool | None
    first_decided: bool | None
    respondent: Word | None


class ReceptionRequestBody(Received):
    """kind `reception_request`: what somebody asks a unit for. Told to the unit and headquarters.

    Of a denunciation headquarters is told neither who it is nor where from.
    """

    owner_site_id: Identifier
    created_at: Moment
    created_by: Identifier
    channel: Word
    requester_id: Identifier
    requester_name: Annotated[Text, Field(min_length=1, max_length=100)]
    requester_ward: ShortText
    content: Annotated[Text, Field(max_length=8_000)]
    group_size: Annotated[int, Field(ge=1, le=10_000)]
    wants_online: bool
    assistance_reason: ShortText
    petition_type: Word | None
    suggested_type: Word | None
    triage_answers: TriageAnswersBody
    identity_protection_requested: bool | None
    secrecy_assured: bool | None
    flags: Annotated[tuple[Word, ...], Field(max_length=8)]
    case_id: Identifier | None


class RequestDecisionBody(Received):
    """kind `request_decision`: how somebody is received, or that they are not.

    Its entity_id is the request's, so that the first decision stands. owner_site_id: where it was
    decided. unit_site_id: of the unit that took the request.
    """

    request_id: Identifier
    owner_site_id: Identifier
    unit_site_id: Identifier
    decision: Word
    decided_by: Identifier
    decided_by_name: ShortText
    decided_at: Moment
    online_ground: Annotated[int, Field(ge=1, le=5)] | None
    refusal_ground: Word | None
    note: Annotated[Text, Field(max_length=2_000)]
