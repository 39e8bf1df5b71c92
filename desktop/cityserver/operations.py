"""Operations pushed by rooms: which write wins, and the answer for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.cityserver.access import Person
from desktop.cityserver.operation_rules import (
    OperationRefused,
    RoomBody,
    check_fixed_fields,
    check_rights,
    checked_body,
    is_own,
    session_of,
)
from desktop.cityserver.store.answers import AnswerBook, verdict_of
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.meta import ensure_epoch, read_safe_revision
from desktop.cityserver.store.writer import Record, RecordWriter
from desktop.contract.operations import OperationIn, PushAnswer, RefusalReason, VerdictOut
from desktop.contract.records import PaperBody
from desktop.contract.unit_reports import ReadinessSheetBody
from desktop.domain.clock import Clock
from desktop.domain.ids import SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What a push did: the answer, and the sessions in which something is new."""

    answer: PushAnswer
    touched: frozenset[SessionId]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A verdict; touched: the session that changed; losing: the body to keep of a clash."""

    verdict: VerdictOut
    touched: SessionId | None = None
    losing: dict[str, Any] | None = None


class Operations:
    """Takes in operations. Thread: any; waits for the disk."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def push(self, person: Person, operations: Sequence[OperationIn]) -> Pushed:
        """Judge every operation, in order, in one transaction."""
        touched: set[SessionId] = set()
        verdicts: list[VerdictOut] = []
        with self._database.write() as session:
            book = AnswerBook(session, person.site_id, person.user_id)
            book.read_ahead([operation.id for operation in operations])
            writer = RecordWriter(session)
            writer.read_ahead([(one.kind, one.entity_id) for one in operations])
            for operation in operations:
                verdict, session_id = self._take(book, writer, person, operation)
                verdicts.append(verdict)
                if session_id is not None:
                    touched.add(session_id)
            answer = PushAnswer(
                epoch=ensure_epoch(session),
                safe_revision=read_safe_revision(session),
                verdicts=tuple(verdicts),
            )
        return Pushed(answer=answer, touched=frozenset(touched))

    def _take(
        self, book: AnswerBook, writer: RecordWriter, person: Person, operation: OperationIn
    ) -> tuple[VerdictOut, SessionId | None]:
        known = book.find(operation.id)
        if known is not None and known.site_id != person.site_id:
            # Another site's answer is none of this site's business.
            return _refusal(operation, RefusalReason.FOREIGN_OPERATION), None
        if known is not None:
            return verdict_of(known), None
        try:
            judged = _judge(writer, person, operation)
        except OperationRefused as refused:
            judged = _Judged(verdict=_refusal(operation, refused.reason))
        book.save(operation, judged.verdict, self._clock.now(), losing=judged.losing)
        return judged.verdict, judged.touched


def _judge(writer: RecordWriter, person: Person, operation: OperationIn) -> _Judged:
    body = checked_body(operation)
    session_id = session_of(body)
    new = body.model_dump(mode="json")
    row = writer.find(operation.kind, operation.entity_id)
    is_known = row is not None and row.body == new
    if row is not None and is_known and is_own(body, person):
        # sent again after a restore, perhaps by a site that has left the session meanwhile
        return _Judged(verdict=_acceptance(operation, row.revision))
    check_rights(writer, person, operation, body)
    if row is not None and is_known:
        return _Judged(verdict=_acceptance(operation, row.revision))
    if row is not None:
        check_fixed_fields(row.body, body)
        if operation.base_revision < row.revision:
            verdict = VerdictOut(id=operation.id, verdict="conflict", revision=row.revision)
            return _Judged(verdict=verdict, losing=new)
    revision = writer.save(
        Record(
            kind=operation.kind,
            entity_id=operation.entity_id,
            body=new,
            session_id=session_id,
            sha256=body.sha256 if isinstance(body, PaperBody) else None,
            photos=_photos_of(body),
        )
    )
    return _Judged(verdict=_acceptance(operation, revision), touched=session_id)


def _photos_of(body: RoomBody) -> tuple[tuple[str, int], ...]:
    if not isinstance(body, ReadinessSheetBody):
        return ()
    return tuple(
        (photo.sha256, photo.size_bytes) for entry in body.entries for photo in entry.photos
    )


def _acceptance(operation: OperationIn, revision: int) -> VerdictOut:
    return VerdictOut(id=operation.id, verdict="accepted", revision=revision)


def _refusal(operation: OperationIn, reason: RefusalReason) -> VerdictOut:
    return VerdictOut(id=operation.id, verdict="refused", revision=0, reason=reason)
