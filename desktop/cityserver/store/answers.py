"""Answers to operations, kept for ever, and the bodies that lost a clash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.cityserver.store.bulk import Waiting
from desktop.cityserver.store.tables import LosingRow, OperationRow
from desktop.contract.operations import OperationIn, VerdictOut
from desktop.domain.ids import SiteId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer as it was given, and to which site."""

    site_id: str
    verdict: VerdictOut


class AnswerBook:
    """Answers within one transaction, for operations of one person at one site."""

    def __init__(self, session: Session, site_id: SiteId, user_id: UserId) -> None:
        self._session = session
        self._site_id = site_id
        self._user_id = user_id
        self._answers: dict[str, Given] = {}
        self._new = Waiting(session, OperationRow)

    def read_ahead(self, operation_ids: Sequence[str]) -> None:
        """Look up all operations of a push at once; `find` knows only these and saved ones."""
        query = select(OperationRow).where(OperationRow.id.in_(operation_ids))
        self._answers.update({row.id: _given(row) for row in self._session.scalars(query)})

    def find(self, operation_id: str) -> Given | None:
        """The first answer to this operation, whichever site made it."""
        return self._answers.get(operation_id)

    def save(
        self,
        operation: OperationIn,
        verdict: VerdictOut,
        now: datetime,
        *,
        losing: dict[str, Any] | None,
    ) -> None:
        """Keep an answer, and the text that lost."""
        self._answers[operation.id] = Given(site_id=self._site_id, verdict=verdict)
        row = (
            *(operation.id, self._site_id, self._user_id, operation.kind, operation.entity_id),
            *(verdict.verdict, verdict.revision, verdict.reason, now),
        )
        self._new.put(operation.id, row)
        if losing is not None:
            self._new.write()
            self._session.add(
                LosingRow(
                    operation_id=operation.id,
                    base_revision=operation.base_revision,
                    current_revision=verdict.revision,
                    body=losing,
                    made_at=operation.made_at,
                )
            )


def _given(row: OperationRow) -> Given:
    verdict = VerdictOut.model_validate(
        {"id": row.id, "verdict": row.verdict, "revision": row.revision, "reason": row.reason}
    )
    return Given(site_id=row.site_id, verdict=verdict)
