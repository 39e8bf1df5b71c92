"""Bodies of the records that travel in operations and changes; one model per kind."""

from typing import Annotated

from pydantic import Field

from desktop.contract.agencies import AgencyBody
from desktop.contract.base import Identifier, LongText, Moment, Received, Sha256, ShortText, Text
from desktop.contract.unit_reports import (
    DifficultyBody,
    FocalPointBody,
    ReadinessSheetBody,
    ReceiptBody,
)
from desktop.contract.version import MAX_REASON_CHARACTERS, MAX_UPLOAD_BYTES


class SiteBody(Received):
    """kind `site`: written by the city only."""

    name: ShortText
    short_name: Annotated[Text, Field(max_length=24)]
    kind: Annotated[Text, Field(max_length=24)]
    unit_code: Annotated[Text, Field(max_length=16)]
    address: ShortText
    fallback_phone: Annotated[Text, Field(max_length=32)]


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


class GateBody(Received):
    """One legal gate of a session.

    override_by, override_reason: the person who lets a gate count that was passed after `due_at`,
    and the reason; without both a late gate keeps the session from becoming ready.
    override_label: how that person is called in print.
    """

    kind: Annotated[Text, Field(max_length=16)]
    due_at: Moment
    passed_at: Moment | None
    evidence: ShortText
    is_practice: bool
    override_by: Identifier | None = None
    override_label: ShortText = ""
    override_reason: ShortText = ""


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


class MinuteLineBody(Received):
    """kind `minute_line`: written by its owner site only."""

    session_id: Identifier
    owner_site_id: Identifier
    at: Moment
    speaker: ShortText
    kind: Annotated[Text, Field(max_length=16)]
    text: LongText


class PaperBody(Received):
    """kind `paper`: what is known of a paper; its bytes travel under /v1/blobs/{sha256}."""

    session_id: Identifier
    case_id: Identifier | None
    owner_site_id: Identifier
    title: ShortText
    kind: Annotated[Text, Field(max_length=24)]
    mime: Annotated[Text, Field(max_length=100)]
    size_bytes: Annotated[int, Field(ge=1, le=MAX_UPLOAD_BYTES)]
    sha256: Sha256
    page_count: Annotated[int, Field(ge=0, le=100_000)]
    added_at: Moment
    cleared_for_display: bool


class ViewBody(Received):
    """kind `view`: a person opened a denunciation in a room; for the audit log, never told.

    case_id: the first denunciation of the session. user_id: who looked, who need not be who sends
    it. what: dossier, session, minutes_export or paper. at: by the clock of the PC.
    """

    session_id: Identifier
    case_id: Identifier
    user_id: Identifier
    what: Annotated[Text, Field(max_length=24)]
    at: Moment


BODY_MODELS: dict[str, type[Received]] = {
    "site": SiteBody,
    "case": CaseBody,
    "session": SessionBody,
    "minute_line": MinuteLineBody,
    "paper": PaperBody,
    "focal_point": FocalPointBody,
    "difficulty": DifficultyBody,
    "readiness_sheet": ReadinessSheetBody,
    "receipt": ReceiptBody,
    "agency": AgencyBody,
    "view": ViewBody,
}
"""The model that each kind's body must satisfy; used by the server for what it receives."""

UNIT_REPORT_KINDS = frozenset({"focal_point", "difficulty", "readiness_sheet"})
"""They belong to a site and to no session."""

ROOM_WRITABLE_KINDS = UNIT_REPORT_KINDS | {"minute_line", "paper", "receipt", "agency", "view"}
