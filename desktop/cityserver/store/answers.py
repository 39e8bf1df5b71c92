"""Answers to operations, kept for ever, and the bodies that lost a clash."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from desktop.cityserver.store.tables import LosingRow, OperationRow
from desktop.contract.operations import OperationIn, VerdictOut
from desktop.domain.ids import SiteId, UserId


def find_answer(session: Session, operation_id: str) -> OperationRow | None:
    """The first answer to this operation."""
    return session.get(OperationRow, operation_id)


def verdict_of(row: OperationRow) -> VerdictOut:
    """The answer as it was given."""
    return VerdictOut.model_validate(
        {"id": row.id, "verdict": row.verdict, "revision": row.revision, "reason": row.reason}
    )


def answer_row(operation: OperationIn, verdict: VerdictOut, now: datetime) -> OperationRow:
    """An answer to keep; its site and person are still to be filled in."""
    return OperationRow(
        id=operation.id,
        kind=operation.kind,
        entity_id=operation.entity_id,
        verdict=verdict.verdict,
        revision=verdict.revision,
        reason=verdict.reason,
        received_at=now,
    )


def save_answer(session: Session, row: OperationRow, *, site_id: SiteId, user_id: UserId) -> None:
    """Keep an answer."""
    row.site_id = site_id
    row.user_id = user_id
    session.add(row)


def save_losing(
    session: Session, operation: OperationIn, body: dict[str, Any], current_revision: int
) -> None:
    """Keep the text that lost."""
    session.flush()
    session.add(
        LosingRow(
            operation_id=operation.id,
            base_revision=operation.base_revision,
            current_revision=current_revision,
            body=body,
            made_at=operation.made_at,
        )
    )
