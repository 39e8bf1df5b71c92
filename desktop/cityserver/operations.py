"""Operations pushed by rooms: which write wins, and the answer for ever."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.cityserver.access import Person, actor_of
from desktop.cityserver.joint_turn import JointTurn
from desktop.cityserver.operation_rules import (
    OperationRefused,
    RoomBody,
    check_fixed_fields,
    check_rights,
    checked_body,
    is_own,
    is_signed,
    session_of,
)
from desktop.cityserver.store.answers import AnswerBook, Given
from desktop.cityserver.store.audit import HEAD, Action, Actor, Entry, note, read_head
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.meta import read_epoch_and_safe
from desktop.cityserver.store.records import REVISION, EntityKey
from desktop.cityserver.store.tables import AuditHeadRow, CounterRow, EntityRow
from desktop.cityserver.store.writer import NewRow, Record, RecordWriter
from desktop.cityserver.views import view_entry
from desktop.contract.operations import OperationIn, PushAnswer, RefusalReason, VerdictOut
from desktop.contract.records import BODY_MODELS, MinuteLineBody, PaperBody, ViewBody
from desktop.contract.unit_reports import ReadinessSheetBody
from desktop.domain.clock import Clock
from desktop.domain.ids import SessionId

MAX_PUSHES_AT_ONCE = 16
"""In one transaction: more would keep the other writers of the city waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What a push did: the answer, and the sessions in which something is new."""

    answer: PushAnswer
    touched: frozenset[SessionId]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A verdict; touched: the session that changed; losing: the body to keep of a clash.

    is_repeated: the answer was given before, or the view under another operation: rooms send theirs
    again in a new epoch.
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
        self._turn = JointTurn(self._carry_out, limit=MAX_PUSHES_AT_ONCE)

    def push(self, person: Person, operations: Sequence[OperationIn]) -> Pushed:
        """Judge every operation, in order, in one transaction, which others may share."""
        # What needs no record is done before the turn of this writer: others wait behind it.
        checked = tuple(_check(operation) for operation in operations)
        return self._turn.run(_Push(person=person, checked=checked))

    def _carry_out(self, pushes: Sequence["_Push"]) -> list[Pushed]:
        everything = [one for push in pushes for one in push.checked]
        with self._database.write() as session:
            ends = _read_ends(session)
            book = AnswerBook(session)
            book.read_ahead([one.operation.id for one in everything])
            writer = RecordWriter(session)
            writer.read_ahead(_keys(everything))
            judged = [
                [self._take(book, writer, push.person, one) for one in push.checked]
                for push in pushes
            ]
            epoch, safe_revision = read_epoch_and_safe(session)
            entries = map(partial(_entries, session), pushes, judged)
            note(session, self._clock.now(), *chain.from_iterable(entries))
            head = str(read_head(session))
            del ends  # held until here: a session forgets rows that nobody holds
        return [
            Pushed(
                answer=PushAnswer(
                    epoch=epoch,
                    safe_revision=safe_revision,
                    verdicts=tuple(one.verdict for one in of_push),
                    audit_head=head,
                ),
                touched=frozenset(one.touched for one in of_push if one.touched is not None),
            )
            for of_push in judged
        ]

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
        given = Given(site_id=person.site_id, user_id=person.user_id, verdict=judged.verdict)
        book.save(operation, given, self._clock.now(), losing=judged.losing)
        return judged


def _read_ends(session: Session) -> Sequence[object]:
    """The ends of revisions and of the audit log, in one question instead of two."""
    query = select(CounterRow, AuditHeadRow).join(AuditHeadRow, AuditHeadRow.name == HEAD)
    return session.execute(query.where(CounterRow.name == REVISION)).all()


def _keys(checked: Iterable["_Checked"]) -> list[EntityKey]:
    """Records that are written, and sessions to which they belong."""
    keys = dict[EntityKey, None]()
    for one in checked:
        keys[one.operation.kind, one.operation.entity_id] = None
        if not isinstance(one.body, OperationRefused):
            session_id = session_of(one.body)
            if session_id is not None:
                keys["session", session_id] = None
    return list(keys)


def _entries(session: Session, push: "_Push", judged: Sequence[_Judged]) -> Iterator[Entry]:
    """What the audit log keeps of a push; an answer given once more is nothing new."""
    actor = actor_of(push.person)
    for checked, one in zip(push.checked, judged, strict=True):
        if not one.is_repeated:
            yield _entry(session, actor, checked, one.verdict)


def _entry(session: Session, actor: Actor, checked: "_Checked", verdict: VerdictOut) -> Entry:
    kind = checked.operation.kind
    if isinstance(checked.body, ViewBody) and verdict.verdict == "accepted":
        return view_entry(session, actor, checked.body)
    return Entry(
        action=Action.WRITE,
        actor=actor,
        # A kind that nobody knows is text of the room's own.
        kind=kind if kind in BODY_MODELS else "",
        subject_id=checked.operation.entity_id,
        outcome=verdict.reason or verdict.verdict,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """An operation and what it says: a body and its JSON, or why it is refused in any case."""

    operation: OperationIn
    body: RoomBody | OperationRefused
    new: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Push:
    """What one request brings."""

    person: Person
    checked: tuple[_Checked, ...]


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
        is_repeated = isinstance(body, ViewBody)
        return _Judged(verdict=_acceptance(operation, row.revision), is_repeated=is_repeated)
    if row is not None:
        check_fixed_fields(row.body, body)
        if operation.base_revision < row.revision:
            verdict = VerdictOut(id=operation.id, verdict="conflict", revision=row.revision)
            return _Judged(verdict=verdict, losing=new)
        if is_signed(writer, body):
            return _Judged(
                verdict=_clash_after_signing(writer, operation, row, session_id),
                touched=session_id,
                losing=new,
            )
    sha256, photos = _bytes_of(body)
    revision = writer.save(
        Record(
            kind=operation.kind,
            entity_id=operation.entity_id,
            body=new,
            session_id=session_id,
            sha256=sha256,
            photos=photos,
        )
    )
    return _Judged(verdict=_acceptance(operation, revision), touched=session_id)


def _clash_after_signing(
    writer: RecordWriter,
    operation: OperationIn,
    row: EntityRow | NewRow,
    session_id: SessionId | None,
) -> VerdictOut:
    """Signed text stays; what came too late is kept as the other side of a clash.

    The signed text gets a new revision, so that the room is told of it once more and puts its own
    beside it; a clash at a revision that it knows already means to it that its text has arrived.
    """
    signed = Record(
        kind=operation.kind, entity_id=operation.entity_id, body=row.body, session_id=session_id
    )
    return VerdictOut(id=operation.id, verdict="conflict", revision=writer.save(signed))


def _bytes_of(body: RoomBody) -> tuple[str | None, tuple[tuple[str, int], ...]]:
    """Hash of a paper; hashes and sizes of the photos of a sheet."""
    match body:
        case MinuteLineBody():  # first: most of what comes, and to ask for a type costs
            return None, ()
        case PaperBody():
            return body.sha256, ()
        case ReadinessSheetBody():
            photos = (photo for entry in body.entries for photo in entry.photos)
            return None, tuple((photo.sha256, photo.size_bytes) for photo in photos)
        case _:
            return None, ()


def _acceptance(operation: OperationIn, revision: int) -> VerdictOut:
    return VerdictOut(id=operation.id, verdict="accepted", revision=revision)


def _refusal(operation: OperationIn, reason: RefusalReason) -> VerdictOut:
    return VerdictOut(id=operation.id, verdict="refused", revision=0, reason=reason)
