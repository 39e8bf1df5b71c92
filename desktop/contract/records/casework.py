"""Bodies of casework's records: who comes, what is asked for and decided, the case."""

import datetime as dt
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


Reasons = Annotated[tuple[GivenReasonBody, ...], Field(max_length=20)]


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
    reasons: Reasons


class IdentityCheckBody(Received):
    """kind `identity_check`: how somebody's identity was checked; told to the unit alone."""

    owner_site_id: Identifier
    citizen_id: Identifier
    method: Word
    result: Word
    warnings: Annotated[tuple[Word, ...], Field(max_length=8)]
    exception_reason: Annotated[Text, Field(max_length=MAX_REASON_CHARACTERS)]
    checked_by: Identifier
    checked_at: Moment


class StandingBody(Received):
    """kind `standing`: for whom somebody speaks, and by which papers; told to the unit alone."""

    owner_site_id: Identifier
    created_at: Moment
    created_by: Identifier
    citizen_id: Identifier
    kind: Word
    authorisation_number: ShortText
    authorisation_date: date | None
    authorisation_notary: ShortText
    authorised_content: Annotated[Text, Field(max_length=2_000)]
    lawyer_card_no: Annotated[Text, Field(max_length=64)]
    lawyer_card_date: date | None
    lawyer_card_issuer: ShortText
    bar_association: ShortText
    legal_aid_decision: ShortText
    proof_document_id: Identifier | None
    reasons: Reasons


class MemberBody(Received):
    """A person of a group. Personal data."""

    id: Identifier
    full_name: Annotated[Text, Field(min_length=1, max_length=100)]
    address: ShortText
    signed: bool
    citizen_id: Identifier | None


class GroupBody(Received):
    """kind `group`: people with one content; told to the unit alone. Personal data."""

    owner_site_id: Identifier
    created_at: Moment
    created_by: Identifier
    group_name: ShortText
    group_size: Annotated[int, Field(ge=1, le=10_000)]
    present_count: Annotated[int, Field(ge=0, le=10_000)]
    members: Annotated[tuple[MemberBody, ...], Field(max_length=200)]
    representatives: Annotated[tuple[Identifier, ...], Field(max_length=200)]
    designation_document_id: Identifier | None
    withdrawn_members: Annotated[tuple[Identifier, ...], Field(max_length=200)]
    reasons: Reasons


class ResolutionBody(Received):
    """One earlier paper in a matter."""

    body: ShortText
    document_kind: ShortText
    number: Annotated[Text, Field(max_length=64)]
    date: dt.date | None
    result: Annotated[Text, Field(max_length=2_000)]


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


class PetitionBody(Received):
    """kind `petition`: one content of one type; told to the unit alone. Personal data."""

    owner_site_id: Identifier
    created_at: Moment
    created_by: Identifier
    petition_type: Word
    source: Word
    has_written_petition: bool
    summary: LongText
    request: LongText
    field: Word | None
    case_id: Identifier | None
    citizen_ids: Annotated[tuple[Identifier, ...], Field(max_length=200)]
    suggested_type: Word | None
    triage_answers: TriageAnswersBody
    petition_date: date | None
    written_by_officer: bool
    read_back_at: Moment | None
    respondent: ShortText
    object_kind: Word | None
    decision_number: Annotated[Text, Field(max_length=64)]
    decision_date: date | None
    place_time_of_matter: Annotated[Text, Field(max_length=2_000)]
    resolution_history: Annotated[tuple[ResolutionBody, ...], Field(max_length=20)]
    competent_agency: ShortText
    within_competence: bool | None
    original_papers_attached: bool
    is_signed: bool
    identity_protection_requested: bool | None
    secrecy_assured: bool | None
    show_name_on_display: bool


def _is_empty(ids: tuple[str, ...]) -> bool:
    return not ids


class VisitBody(Received):
    """kind `visit`: one reception of a person or group; told to the unit alone.

    session_id: null while it waits for a session, and at the desk without one. ticket_no: of the
    site's day. check_ids, standing_ids, group_id: of the people who came. papers_again: left out
    when there are none.
    """

    owner_site_id: Identifier
    created_at: Moment
    created_by: Identifier
    session_id: Identifier | None
    ticket_no: Annotated[int, Field(ge=1, le=100_000)]
    citizen_ids: Annotated[tuple[Identifier, ...], Field(max_length=200)]
    petition_ids: Annotated[tuple[Identifier, ...], Field(max_length=20)]
    status: Word
    arrived_at: Moment | None
    started_at: Moment | None
    ended_at: Moment | None
    visit_number: Annotated[int, Field(ge=1, le=10_000)]
    outcome: Word | None
    check_ids: Annotated[tuple[Identifier, ...], Field(max_length=200)]
    standing_ids: Annotated[tuple[Identifier, ...], Field(max_length=200)]
    group_id: Identifier | None
    # Left out when empty: a city that does not know it takes every other visit as before.
    papers_again: Annotated[
        tuple[Identifier, ...], Field(max_length=200, exclude_if=_is_empty)
    ] = ()


class NoticeSentBody(Received):
    """That a refusal was told in writing, when, and who noted it.

    number: of the letter; left out where none was kept: older rooms and cities know nothing of it.
    """

    sent_on: date
    noted_by_name: ShortText
    noted_at: Moment
    number: Annotated[ShortText, Field(exclude_if=_is_empty)] = ""


class ReceptionRequestBody(Received):
    """kind `reception_request`: what somebody asks a unit for. Told to the unit and headquarters.

    Of a denunciation headquarters is told neither who it is nor where from. refusal_notice: left
    out where there is none: older rooms and cities know nothing of it.
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
    refusal_notice: Annotated[
        NoticeSentBody | None, Field(exclude_if=lambda notice: notice is None)
    ] = None


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
