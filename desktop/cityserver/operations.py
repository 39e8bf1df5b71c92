"""Operations pushed by rooms: which write wins, and the answer for ever."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.cityserver.access import Person, actor_of
from desktop.cityserver.operation_rules import (
    OperationRefused,
    RoomBody,
    check_fixed_fields,
    check_rights,
    checked_body,
    is_own,
    session_of,
)
from desktop.cityserver.store.answers import AnswerBook
from desktop.cityserver.store.audit import Action, Entry, note, read_head
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.meta import ensure_epoch, read_safe_revision
from desktop.cityserver.store.writer import Record, RecordWriter
from desktop.contract.operations import OperationIn, PushAnswer, RefusalReason, VerdictOut
from desktop.contract.records import BODY_MODELS, PaperBody
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
    """A verdict; touched: the session that changed; losing: the body to keep of a clash.

    is_repeated: the answer was given before.
    """

    verdict: VerdictOut
    touched: SessionId | None = None
    losing: dict[str, Any] | None = None
    is_repeated: bool = False


class Operations:
    """Takes in operations. Thread: any; waits for the disk."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def push(self, person: Person, operations: Sequence[OperationIn]) -> Pushed:
        """Judge every operation, in order, in one transaction."""
        # What needs no record is done before the turn of this writer: others wait behind it.
        checked = [_check(operation) for operation in operations]
        with self._database.write() as session:
            book = AnswerBook(session, person.site_id, person.user_id)
            book.read_ahead([operation.id for operation in operations])
            writer = RecordWriter(session)
            writer.read_ahead([(one.kind, one.entity_id) for one in operations])
            judged = [self._take(book, writer, person, one) for one in checked]
            note(session, self._clock.now(), *_entries(person, operations, judged))
            answer = PushAnswer(
                epoch=ensure_epoch(session),
                safe_revision=read_safe_revision(session),
                verdicts=tuple(one.verdict for one in judged),
                audit_head=str(read_head(session)),
            )
        touched = frozenset(one.touched for one in judged if one.touched is not None)
        return Pushed(answer=answer, touched=touched)

    def _take(
        self, book: AnswerBook, writer: RecordWriter, person: Person, checked: "_Checked"
    ) -> _Judged:
        operation = checked.operation
        known = book.find(operation.id)
        if known is not None and known.site_id != person.site_id:
            # Another site's answer is none of this site's business.
            return _Judged(verdict=_refusal(operation, RefusalReason.FOREIGN_OPERATION))
        if known is not None:
            return _Judged(verdict=known.verdict, is_repeated=True)
        try:
            judged = _judge(writer, person, checked)
        except OperationRefused as refused:
            judged = _Judged(verdict=_refusal(operation, refused.reason))
        book.save(operation, judged.verdict, self._clock.now(), losing=judged.losing)
        return judged


def _entries(
    person: Person, operations: Sequence[OperationIn], judged: Sequence[_Judged]
) -> Iterator[Entry]:
    """What the audit log keeps of a push; an answer given once more is nothing new."""
    actor = actor_of(person)
    for operation, one in zip(operations, judged, strict=True):
        if not one.is_repeated:
            yield Entry(
                action=Action.WRITE,
                actor=actor,
                # A kind that nobody knows is text of the room's own.
                kind=operation.kind if operation.kind in BODY_MODELS else "",
                subject_id=operation.entity_id,
                outcome=one.verdict.reason or one.verdict.verdict,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """An operation and what it says: a body and its JSON, or why it is refused in any case."""

    operation: OperationIn
    body: RoomBody | OperationRefused
    new: dict[str, Any]


def _check(operation: OperationIn) -> _Checked:
    try:
        body = checked_body(operation)
    except OperationRefused as refused:
        return _Checked(operation=operation, body=refused, new={})
    return _Checked(operation=operation, body=body, new=body.model_dump(mode="json"))


def _judge(writer: RecordWriter, person: Person, checked: _Checked) -> _Judged:
    operation, body, new = checked.operation, checked.body, checked.new
    if isinstance(body, OperationRefused):
        raise body
    session_id = session_of(body)
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
