"""Operations pushed by rooms: who may write what, which write wins, and the answer for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.cityserver.access import Person
from desktop.cityserver.store.answers import AnswerBook, verdict_of
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.meta import ensure_epoch
from desktop.cityserver.store.writer import Record, RecordWriter
from desktop.cityserver.words import check_words
from desktop.contract.operations import OperationIn, PushAnswer, RefusalReason, VerdictOut
from desktop.contract.records import (
    BODY_MODELS,
    ROOM_WRITABLE_KINDS,
    MinuteLineBody,
    PaperBody,
)
from desktop.domain.clock import Clock
from desktop.domain.ids import SessionId
from desktop.domain.rights import Right, may

RoomBody = MinuteLineBody | PaperBody


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


class _Refused(Exception):
    def __init__(self, reason: RefusalReason) -> None:
        super().__init__(reason)
        self.reason = reason


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
            epoch = ensure_epoch(session)
        answer = PushAnswer(epoch=epoch, verdicts=tuple(verdicts))
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
        except _Refused as refused:
            judged = _Judged(verdict=_refusal(operation, refused.reason))
        book.save(operation, judged.verdict, self._clock.now(), losing=judged.losing)
        return judged.verdict, judged.touched


def _judge(writer: RecordWriter, person: Person, operation: OperationIn) -> _Judged:
    body = _checked_body(operation)
    session_id = SessionId(body.session_id)
    _check_rights(writer, person, body)
    new = body.model_dump(mode="json")
    row = writer.find(operation.kind, operation.entity_id)
    if row is not None:
        _check_fixed_fields(row.body, body)
        if row.body == new:
            return _Judged(verdict=_acceptance(operation, row.revision))
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
        )
    )
    return _Judged(verdict=_acceptance(operation, revision), touched=session_id)


def _checked_body(operation: OperationIn) -> RoomBody:
    if operation.kind not in BODY_MODELS:
        raise _Refused(RefusalReason.UNKNOWN_KIND)
    if operation.kind not in ROOM_WRITABLE_KINDS:
        raise _Refused(RefusalReason.NOT_WRITABLE)
    model = MinuteLineBody if operation.kind == "minute_line" else PaperBody
    try:
        body = model.model_validate(operation.body)
        check_words(body)
    except ValueError as error:
        raise _Refused(RefusalReason.BAD_BODY) from error
    return body


def _check_rights(writer: RecordWriter, person: Person, body: RoomBody) -> None:
    if writer.find("session", body.session_id) is None:
        raise _Refused(RefusalReason.UNKNOWN_SESSION)
    if person.site_id not in writer.sites_of(body.session_id):
        raise _Refused(RefusalReason.NO_SEAT)
    if body.owner_site_id != person.site_id:
        raise _Refused(RefusalReason.NOT_OWNER)
    right = Right.WRITE_MINUTES if isinstance(body, MinuteLineBody) else Right.ADD_PAPER
    if not may(person.role, right):
        raise _Refused(RefusalReason.NO_RIGHT)


def _check_fixed_fields(present: dict[str, Any], body: RoomBody) -> None:
    """A record never moves to another session or owner; a paper never changes its bytes."""
    if body.owner_site_id != present["owner_site_id"]:
        raise _Refused(RefusalReason.NOT_OWNER)
    if body.session_id != present["session_id"]:
        raise _Refused(RefusalReason.FIXED_FIELD)
    if isinstance(body, PaperBody) and (body.sha256, body.size_bytes) != (
        present["sha256"],
        present["size_bytes"],
    ):
        raise _Refused(RefusalReason.FIXED_FIELD)


def _acceptance(operation: OperationIn, revision: int) -> VerdictOut:
    return VerdictOut(id=operation.id, verdict="accepted", revision=revision)


def _refusal(operation: OperationIn, reason: RefusalReason) -> VerdictOut:
    return VerdictOut(id=operation.id, verdict="refused", revision=0, reason=reason)
