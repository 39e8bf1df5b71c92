"""Who may write what: the rules of a pushed operation, by kind of record."""

from typing import Any

from desktop.cityserver.access import Person
from desktop.cityserver.store.writer import RecordWriter
from desktop.cityserver.words import check_words
from desktop.contract.agencies import AgencyBody
from desktop.contract.operations import OperationIn, RefusalReason
from desktop.contract.records import (
    BODY_MODELS,
    ROOM_WRITABLE_KINDS,
    UNIT_REPORT_KINDS,
    MinuteLineBody,
    PaperBody,
    ViewBody,
)
from desktop.contract.unit_reports import DifficultyBody, ReceiptBody, UnitReportBody
from desktop.contract.version import MAX_AGENCIES
from desktop.domain.ids import SessionId
from desktop.domain.rights import RIGHT_TO_WRITE, may
from desktop.domain.session import SIGNED_STATUSES
from desktop.domain.sync import EntityKind

OwnedBody = MinuteLineBody | PaperBody | UnitReportBody | ReceiptBody
RoomBody = OwnedBody | AgencyBody | ViewBody


class OperationRefused(Exception):
    """The operation is not taken; blocks nothing else."""

    def __init__(self, reason: RefusalReason) -> None:
        super().__init__(reason)
        self.reason = reason


def checked_body(operation: OperationIn) -> RoomBody:
    """The body by its kind's model. Raises OperationRefused."""
    if operation.kind not in BODY_MODELS:
        raise OperationRefused(RefusalReason.UNKNOWN_KIND)
    if operation.kind not in ROOM_WRITABLE_KINDS:
        raise OperationRefused(RefusalReason.NOT_WRITABLE)
    try:
        body = BODY_MODELS[operation.kind].model_validate(operation.body)
        check_words(body)
    except ValueError as error:
        raise OperationRefused(RefusalReason.BAD_BODY) from error
    if not isinstance(body, RoomBody):  # a writable kind without rules is our own mistake
        raise TypeError(operation.kind)
    return body


def is_own(body: RoomBody, person: Person) -> bool:
    """Whether the record is of the person's site; those of the city are nobody's own."""
    return isinstance(body, OwnedBody) and body.owner_site_id == person.site_id


def session_of(body: RoomBody) -> SessionId | None:
    """The session a record is told with, None for a unit's own and for what is never told."""
    return SessionId(body.session_id) if isinstance(body, MinuteLineBody | PaperBody) else None


def check_rights(
    writer: RecordWriter, person: Person, operation: OperationIn, body: RoomBody
) -> None:
    """Whether this person may write this. Raises OperationRefused."""
    match body:
        case MinuteLineBody() | PaperBody():
            _check_seat(writer, person, body.session_id)
        case ReceiptBody():
            _check_report(writer, operation, body)
        case AgencyBody():
            _check_directory(writer, person, operation, body)
        case ViewBody():
            _check_view(writer, body)
        case DifficultyBody(about_session_id=str(session_id)):
            _check_seat(writer, person, session_id)
        case _:
            pass
    if isinstance(body, OwnedBody) and not is_own(body, person):
        raise OperationRefused(RefusalReason.NOT_OWNER)
    if not may(person.role, RIGHT_TO_WRITE[EntityKind(operation.kind)]):
        raise OperationRefused(RefusalReason.NO_RIGHT)


def check_fixed_fields(present: dict[str, Any], body: RoomBody) -> None:
    """A record never moves to another session or owner; a paper never changes its bytes.

    A report that was sent stays as it was sent, and so does a view; an entry of the directory may
    change but for its code, which is its id. Raises OperationRefused.
    """
    if isinstance(body, AgencyBody):
        return
    if isinstance(body, ViewBody):
        raise OperationRefused(RefusalReason.FIXED_FIELD)
    if body.owner_site_id != present["owner_site_id"]:
        raise OperationRefused(RefusalReason.NOT_OWNER)
    match body:
        case MinuteLineBody() | PaperBody():
            is_kept = body.session_id == present["session_id"]
        case ReceiptBody():
            is_kept = body.report_kind == present["report_kind"]
        case _:
            is_kept = body.model_dump(mode="json") == present
    if not is_kept or (isinstance(body, PaperBody) and _bytes_of(body) != _bytes_in(present)):
        raise OperationRefused(RefusalReason.FIXED_FIELD)


def is_signed(writer: RecordWriter, body: RoomBody) -> bool:
    """Whether it is a line of minutes that are signed; it says for ever what it says."""
    if not isinstance(body, MinuteLineBody):
        return False
    row = writer.find("session", body.session_id)
    return row is not None and row.body["status"] in SIGNED_STATUSES


def _check_seat(writer: RecordWriter, person: Person, session_id: str) -> None:
    if writer.find("session", session_id) is None:
        raise OperationRefused(RefusalReason.UNKNOWN_SESSION)
    if person.site_id not in writer.sites_of(session_id):
        raise OperationRefused(RefusalReason.NO_SEAT)


def _check_view(writer: RecordWriter, body: ViewBody) -> None:
    """The case is one of the session. A seat is not asked for.

    A site that has left a session keeps what it was told, and what is opened of it there matters.
    """
    row = writer.find("session", body.session_id)
    if row is None:
        raise OperationRefused(RefusalReason.UNKNOWN_SESSION)
    if body.case_id not in row.body["case_ids"]:
        raise OperationRefused(RefusalReason.BAD_BODY)


def _check_report(writer: RecordWriter, operation: OperationIn, body: ReceiptBody) -> None:
    """A receipt is of a report that was sent, by headquarters, and has the report's id."""
    if operation.entity_id != body.report_id:
        raise OperationRefused(RefusalReason.FIXED_FIELD)
    is_report = body.report_kind in UNIT_REPORT_KINDS
    row = writer.find(body.report_kind, body.report_id) if is_report else None
    if row is None or row.body["owner_site_id"] != body.unit_site_id:
        raise OperationRefused(RefusalReason.UNKNOWN_REPORT)
    if body.owner_site_id not in writer.headquarters():
        raise OperationRefused(RefusalReason.NO_RIGHT)


def _check_directory(
    writer: RecordWriter, person: Person, operation: OperationIn, body: AgencyBody
) -> None:
    """The code is the id, so that no two agencies can have one; headquarters alone edits."""
    if operation.entity_id != body.code:
        raise OperationRefused(RefusalReason.FIXED_FIELD)
    if person.site_id not in writer.headquarters():
        raise OperationRefused(RefusalReason.NO_RIGHT)
    is_new = writer.find("agency", body.code) is None
    if is_new and writer.count_agencies() >= MAX_AGENCIES:
        raise OperationRefused(RefusalReason.DIRECTORY_FULL)


def _bytes_of(body: PaperBody) -> tuple[str, int]:
    return body.sha256, body.size_bytes


def _bytes_in(present: dict[str, Any]) -> tuple[str, int]:
    return present["sha256"], present["size_bytes"]
