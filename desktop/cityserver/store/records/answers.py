"""Answers to operations, kept for ever, and the bodies that lost a clash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.cityserver.store.database.bulk import Waiting, is_among
from desktop.cityserver.store.tables.records import LosingRow, OperationRow
from desktop.contract.operations import OperationIn, VerdictOut


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer as it was given, and to whom."""

    site_id: str
    user_id: str
    verdict: VerdictOut


class AnswerBook:
    """Answers within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._answers: dict[str, Given] = {}
        self._new = Waiting(session, OperationRow)

    def read_ahead(self, operation_ids: Sequence[str]) -> None:
        """Look up all operations of pushes at once; `find` knows only these and saved ones."""
        row = OperationRow
        query = select(
            row.id, row.site_id, row.user_id, row.verdict, row.revision, row.reason
        ).where(is_among(self._session, row.id, operation_ids))
        for one in self._session.execute(query):
            verdict = _verdict(one.id, one.verdict, one.revision, one.reason)
            given = Given(site_id=one.site_id, user_id=one.user_id, verdict=verdict)
            self._answers[one.id] = given

    def find(self, operation_id: str) -> Given | None:
        """The first answer to this operation, whichever site made it."""
        return self._answers.get(operation_id)

    def save(
        self,
        operation: OperationIn,
        given: Given,
        now: datetime,
        *,
        losing: dict[str, Any] | None,
    ) -> None:
        """Keep an answer, and the text that lost."""
        verdict = given.verdict
        self._answers[operation.id] = given
        row = (
            *(operation.id, given.site_id, given.user_id, operation.kind, operation.entity_id),
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


def _verdict(operation_id: str, verdict: str, revision: int, reason: str) -> VerdictOut:
    told = {"id": operation_id, "verdict": verdict, "revision": revision, "reason": reason}
    return VerdictOut.model_validate(told)
