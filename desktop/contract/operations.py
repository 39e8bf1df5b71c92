"""Pushing operations and pulling changes."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from desktop.contract.base import Answer, Identifier, Moment, Received, Text
from desktop.contract.version import MAX_OPERATIONS_PER_PUSH

AuditHead = Annotated[
    str, Field(description="NUMBER:SEAL of the newest entry of the city's audit log")
]


class OperationIn(Received):
    """One change made in a room. `id` is the idempotency key, `made_at` is shown, never used."""

    id: Identifier
    kind: Annotated[Text, Field(max_length=24)]
    entity_id: Identifier
    base_revision: Annotated[int, Field(ge=0, le=2**62)]
    body: dict[str, Any]
    made_at: Moment


class PushRequest(Received):
    """POST /v1/operations."""

    operations: Annotated[
        tuple[OperationIn, ...], Field(min_length=1, max_length=MAX_OPERATIONS_PER_PUSH)
    ]


class RefusalReason(StrEnum):
    """Why an operation was refused; the desk shows these in its quarantine."""

    UNKNOWN_KIND = "unknown_kind"
    NOT_WRITABLE = "not_writable"
    BAD_BODY = "bad_body"
    UNKNOWN_SESSION = "unknown_session"
    NO_SEAT = "no_seat"
    NOT_OWNER = "not_owner"
    NO_RIGHT = "no_right"
    FIXED_FIELD = "fixed_field"
    UNKNOWN_REPORT = "unknown_report"
    FOREIGN_OPERATION = "foreign_operation"
    DIRECTORY_FULL = "directory_full"
    TOO_MANY_PAPERS = "too_many_papers"
    UNKNOWN_REQUEST = "unknown_request"
    DECIDED = "decided"
    BLOCKED_ONLINE = "blocked_online"
    UNKNOWN_CASE = "unknown_case"
    BAD_MOVE = "bad_move"


class VerdictOut(Answer):
    """The answer to one operation; what was accepted or clashed is answered the same for ever.

    accepted: `revision` is the entity's new revision. conflict: the entity had moved on, or the
    minutes are signed and a line keeps its text; `revision` is the current one, the losing body was
    kept by the server. refused: `reason` is a
    RefusalReason.
    """

    id: Identifier
    verdict: Literal["accepted", "conflict", "refused"]
    revision: int
    reason: str = ""


class PushAnswer(Answer):
    """Verdicts in the order of the operations. safe_revision: see ChangesAnswer."""

    epoch: str
    safe_revision: Annotated[int, Field(ge=0)] = 0
    audit_head: AuditHead = ""
    verdicts: tuple[VerdictOut, ...]


class AcceptedAfterOut(Answer):
    """The city took a record in after the minutes of its session were signed: no part of them.

    status: of the session then. at: when, by the city's clock.
    """

    status: Annotated[str, Field(max_length=24)]
    at: AwareDatetime


class ChangeOut(Answer):
    """The newest state of one entity this site may see. accepted_after: of what came too late."""

    kind: str
    entity_id: Identifier
    revision: int
    body: dict[str, Any]
    accepted_after: AcceptedAfterOut | None = None


class ChangesAnswer(Answer):
    """GET /v1/changes?since=CURSOR: everything after an opaque cursor, oldest first.

    has_more: ask again at once with the new cursor. 410 `gone`: start from an empty cursor.
    safe_revision: every backup that the city keeps holds what was accepted up to it; what is newer
    a room keeps, to send it again in another epoch.
    """

    epoch: str
    safe_revision: Annotated[int, Field(ge=0)] = 0
    cursor: str
    has_more: bool
    audit_head: AuditHead = ""
    changes: tuple[ChangeOut, ...]


class NewsAnswer(Answer):
    """GET /v1/changes/wait?since=CURSOR&wait_s=N: answered when a pull brings something.

    has_news: it does; false: nothing came until the end of the wait. What is kept from who asks
    is no news.
    """

    has_news: bool
