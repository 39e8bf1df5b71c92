"""Operations, their verdicts, and where the newest text of a record is known to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from desktop.domain.ids import OperationId


class EntityKind(StrEnum):
    """Kinds of records that travel."""

    SITE = "site"
    CASE = "case"
    SESSION = "session"
    MINUTE_LINE = "minute_line"
    PAPER = "paper"
    FOCAL_POINT = "focal_point"
    DIFFICULTY = "difficulty"
    READINESS_SHEET = "readiness_sheet"
    RECEIPT = "receipt"
    AGENCY = "agency"
    CALENDAR_DAY = "calendar_day"
    CITIZEN = "citizen"
    IDENTITY_CHECK = "identity_check"
    STANDING = "standing"
    GROUP = "group"
    PETITION = "petition"
    VISIT = "visit"
    RECEPTION_REQUEST = "reception_request"
    REQUEST_DECISION = "request_decision"
    CASE_PAPER = "case_paper"
    PAPERS_HELD = "papers_held"
    PAPER_PLACE = "paper_place"
    ROOM_CONDITION = "room_condition"
    AGENCY_CALLS = "agency_calls"
    RING = "ring"
    WAITING_TICKET = "waiting_ticket"
    INCIDENT = "incident"
    REGISTER_ENTRY = "register_entry"
    REGISTER_NUMBER = "register_number"
    CONCLUSION_ITEM = "conclusion_item"
    MINUTES_SIGNING = "minutes_signing"
    MINUTES_AMENDMENT = "minutes_amendment"
    VIEW = "view"
    LISTENING = "listening"


class Verdict(StrEnum):
    """The server's answer to one operation; the same operation gets the same answer for ever."""

    ACCEPTED = "accepted"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One change made here. Frozen once written; a later edit is a new operation.

    id: the idempotency key. kind: a value of EntityKind, or a kind only a newer program knows.
    base_revision: the server revision the change was made on. body: JSON values only.
    """

    id: OperationId
    kind: str
    entity_id: str
    base_revision: int
    body: Mapping[str, Any]
    made_at: datetime


class RecordStorage(StrEnum):
    """Where the newest text of a line is known to be."""

    HERE = "here"
    CITY = "city"
    REFUSED = "refused"


def is_nowhere(storage: RecordStorage, *, is_at_city: bool) -> bool:
    """Whether the city never had a record and would not have it. is_at_city: some text of it is."""
    return storage is RecordStorage.REFUSED and not is_at_city
