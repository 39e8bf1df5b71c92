"""Small records for tests of the store."""

from dataclasses import replace
from typing import Any

from desktop.domain.ids import DocumentId, OperationId, SessionId, new_id
from desktop.domain.sync.operation import EntityKind, Operation, Verdict
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.records.transfers import NO_SESSION, Direction, Transfer
from desktop.store.rows.merge import CityVersion, Judged
from tests.fakes.fake_clock import NOON
from tests.patience import PATIENCE_S

KEY = bytes(range(32))
RESERVE_BYTES = 64 * 1024
TODAY = SessionId("session-today")
LIMIT_S = PATIENCE_S
ALL = 1_000_000


def line_operation(
    text: str, line_id: str = "line-1", kind: EntityKind = EntityKind.MINUTE_LINE
) -> Operation:
    return Operation(
        id=OperationId(new_id()),
        kind=kind,
        entity_id=line_id,
        base_revision=0,
        body={"text": text},
        made_at=NOON,
    )


def change(
    text: str, revision: int, line_id: str = "line-1", kind: str = EntityKind.MINUTE_LINE
) -> PulledChange:
    body: dict[str, Any] = {"text": text}
    return PulledChange(
        kind=kind,
        entity_id=line_id,
        session_id=TODAY,
        version=CityVersion(revision=revision, body=body),
    )


def accepted(operation: Operation, revision: int) -> Judged:
    return Judged(operation_id=operation.id, verdict=Verdict.ACCEPTED, revision=revision)


def conflicting(operation: Operation, revision: int) -> Judged:
    return Judged(operation_id=operation.id, verdict=Verdict.CONFLICT, revision=revision)


def refused(operation: Operation, reason: str = "no_right") -> Judged:
    return Judged(operation_id=operation.id, verdict=Verdict.REFUSED, revision=0, reason=reason)


def upload(document_id: str = "paper-1", size_bytes: int = 1_000) -> Transfer:
    return Transfer(
        document_id=DocumentId(document_id),
        session_id=TODAY,
        direction=Direction.UP,
        sha256="ab" * 32,
        size_bytes=size_bytes,
    )


def photo_upload(digits: str = "ab", size_bytes: int = 1_000) -> Transfer:
    """Of a photo of a sheet, whose hash is these digits again and again."""
    sha256 = digits * 32
    return replace(upload(sha256, size_bytes), session_id=NO_SESSION, sha256=sha256)
