"""Push: decides for each operation which write wins, and keeps what it accepted for ever.

A refusal changes nothing, so nothing is kept of it but one entry an hour for each kind of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any, TypeAlias

from desktop.cityserver.access.callers import Person, actor_of
from desktop.cityserver.exchange.case_people import name_people
from desktop.cityserver.exchange.denunciation_views import view_entry
from desktop.cityserver.exchange.listenings import listening_entry
from desktop.cityserver.exchange.needs import OperationRefused
from desktop.cityserver.exchange.page_numbers import number_paper
from desktop.cityserver.exchange.push_rules import (
    PushedRecord,
    check_fixed_fields,
    check_rights,
    checked_record,
    signed_status,
)
from desktop.cityserver.exchange.register_numbers import number_row
from desktop.cityserver.store.audit import Action, Actor, Entry, note, note_seldom, read_head
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.database.group_commit import GroupCommit
from desktop.cityserver.store.meta import read_epoch_and_safe
from desktop.cityserver.store.records.answers import AnswerBook, Given
from desktop.cityserver.store.records.records import EntityKey, read_ends
from desktop.cityserver.store.records.writer import NewRow, Record, RecordWriter
from desktop.cityserver.store.tables.records import EntityRow
from desktop.contract.operations import OperationIn, PushAnswer, RefusalReason, VerdictOut
from desktop.domain.clock import Clock
from desktop.domain.ids import SessionId
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.codec import JsonBody
from desktop.mapping.records import LISTENING, RECORDS, VIEW, Records, rules_of

MAX_PUSHES_AT_ONCE = 16
"""In one transaction: more would keep the other writers of the city waiting."""
_NUMBERED: Mapping[str, Callable[[RecordWriter, str, dict[str, Any]], None]] = {
    EntityKind.CASE_PAPER: number_paper,
    EntityKind.REGISTER_ENTRY: number_row,
}
"""Kinds of which a new record gets a number from the city, by what gives it."""


Recount: TypeAlias = Callable[[DatabaseSession], Callable[[RecordWriter], frozenset[SessionId]]]
"""Called before days of the table change, what it returns after that: the sessions it changed."""
FollowVisit: TypeAlias = Callable[
    [DatabaseSession, RecordWriter, str, JsonBody, datetime], frozenset[SessionId]
]
"""Called after a visit was taken, with its id and what it says: the sessions it changed."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """What became of one push.

    recounted: sessions whose due times followed from it. queued: sessions for which somebody waits
    now, or no longer.
    """

    judged: tuple[_Judged, ...]
    recounted: frozenset[SessionId]
    queued: frozenset[SessionId]

    @property
    def touched(self) -> frozenset[SessionId]:
        """Sessions in which something is new."""
        return (self.recounted | self.queued).union(
            one.touched for one in self.judged if one.touched is not None
        )


class Operations:
    """Takes in operations. Thread: any; waits for the disk.

    records: the kinds it knows. recount: what follows from a change of the table of working days,
    in the same transaction; None: nothing. follow_visit: the same of a visit.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        records: Records = RECORDS,
        recount: Recount | None = None,
        follow_visit: FollowVisit | None = None,
    ) -> None:
        self._recount = recount
        self._follow_visit = follow_visit
        self._records = records
        self._kinds = rules_of(records)
        self._database = database
        self._clock = clock
        self._turn = GroupCommit(self._carry_out, limit=MAX_PUSHES_AT_ONCE, clock=clock)

    def push(self, person: Person, operations: Sequence[OperationIn]) -> Pushed:
        """Judge every operation, in order, in one transaction, which others may share."""
        # What needs no record is done before the turn of this writer: others wait behind it.
        checked = tuple(_check(self._records, operation) for operation in operations)
        return self._turn.run(_Push(person=person, checked=checked))

    def _carry_out(self, pushes: Sequence["_Push"]) -> list[Pushed]:
        everything = [one for push in pushes for one in push.checked]
        with self._database.write() as session:
            ends = read_ends(session)
            book = AnswerBook(session)
            book.read_ahead([one.operation.id for one in everything])
            writer = RecordWriter(session, self._kinds)
            writer.read_ahead(_keys(everything))
            taken = [self._take_all(session, book, writer, push) for push in pushes]
            epoch, safe_revision = read_epoch_and_safe(session)
            entries = list(chain.from_iterable(map(partial(_entries, session), pushes, taken)))
            now = self._clock.now()
            note(session, now, *(one for one in entries if not _is_refusal(one)))
            for one in {_same(one): one for one in entries if _is_refusal(one)}.values():
                note_seldom(session, now, one)
            head = str(read_head(session))
            del ends  # held until here: a session forgets rows that nobody holds
        return [
            Pushed(
                answer=PushAnswer(
                    epoch=epoch,
                    safe_revision=safe_revision,
                    verdicts=tuple(one.verdict for one in of_push.judged),
                    audit_head=head,
                ),
                touched=of_push.touched,
            )
            for of_push in taken
        ]

    def _take_all(
        self, session: DatabaseSession, book: AnswerBook, writer: RecordWriter, push: "_Push"
    ) -> _Taken:
        recount = self._recount if push.is_about_days else None
        finish = None if recount is None else recount(session)
        judged = tuple(self._take(book, writer, push.person, one) for one in push.checked)
        for _, petition in _taken_of(EntityKind.PETITION, push, judged):
            name_people(session, writer, petition)
        recounted = frozenset[SessionId]() if finish is None else finish(writer)
        queued = self._follow_visits(session, writer, push, judged)
        return _Taken(judged=judged, recounted=recounted, queued=queued)

    def _follow_visits(
        self,
        session: DatabaseSession,
        writer: RecordWriter,
        push: "_Push",
        judged: Iterable[_Judged],
    ) -> frozenset[SessionId]:
        if self._follow_visit is None:
            return frozenset()
        now = self._clock.now()
        return frozenset[SessionId]().union(
            *(
                self._follow_visit(session, writer, visit_id, visit, now)
                for visit_id, visit in _taken_of(EntityKind.VISIT, push, judged)
            )
        )

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
            judged = _judge(writer, person, checked, self._clock.now())
        except OperationRefused as refused:
            return _Judged(verdict=_refusal(operation, refused.reason))
        given = Given(site_id=person.site_id, user_id=person.user_id, verdict=judged.verdict)
        book.save(operation, given, self._clock.now(), losing=judged.losing)
        return judged


def _taken_of(
    kind: EntityKind, push: "_Push", judged: Iterable[_Judged]
) -> Iterator[tuple[str, JsonBody]]:
    """By id. Also one that was there: what it names may say something else now."""
    for checked, one in zip(push.checked, judged, strict=True):
        pushed = checked.pushed
        is_taken = one.verdict.verdict == "accepted" and not one.is_repeated
        if is_taken and isinstance(pushed, PushedRecord) and pushed.kind.kind == kind:
            yield checked.operation.entity_id, pushed.body


def _keys(checked: Iterable["_Checked"]) -> list[EntityKey]:
    """Records that are written, and sessions to which they belong."""
    keys = dict[EntityKey, None]()
    for one in checked:
        keys[one.operation.kind, one.operation.entity_id] = None
        if not isinstance(one.pushed, OperationRefused):
            session_id = one.pushed.session_id
            if session_id is not None:
                keys[EntityKind.SESSION, session_id] = None
    return list(keys)


def _entries(session: DatabaseSession, push: "_Push", taken: _Taken) -> Iterator[Entry]:
    """What the audit log keeps of a push; an answer given once more is nothing new."""
    actor = actor_of(push.person)
    for checked, one in zip(push.checked, taken.judged, strict=True):
        if not one.is_repeated:
            yield _entry(session, actor, checked, one.verdict)
    for session_id in sorted(taken.recounted):
        yield Entry(
            action=Action.PUT_RECORD,
            actor=actor,
            kind="session",
            subject_id=session_id,
            outcome="recounted",
        )


def _entry(
    session: DatabaseSession, actor: Actor, checked: "_Checked", verdict: VerdictOut
) -> Entry:
    kind, pushed = checked.operation.kind, checked.pushed
    if isinstance(pushed, PushedRecord) and verdict.verdict == "accepted":
        if kind == EntityKind.VIEW:
            return view_entry(session, actor, VIEW.codec.read(pushed.body))
        if kind == EntityKind.LISTENING:
            return listening_entry(session, actor, LISTENING.codec.read(pushed.body))
    return Entry(
        action=Action.WRITE,
        actor=actor,
        # A kind that nobody knows is text of the room's own.
        kind=kind if checked.is_known else "",
        subject_id=checked.operation.entity_id,
        outcome=verdict.reason or verdict.verdict,
    )


def _is_refusal(entry: Entry) -> bool:
    return entry.action is Action.WRITE and entry.outcome in set(RefusalReason)


def _same(entry: Entry) -> tuple[Actor, str, str]:
    return entry.actor, entry.kind, entry.outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """An operation and what it says, or why it is refused in any case."""

    operation: OperationIn
    pushed: PushedRecord | OperationRefused

    @property
    def is_known(self) -> bool:
        """Whether the city knows such a kind of record."""
        if isinstance(self.pushed, PushedRecord):
            return True
        return self.pushed.reason is not RefusalReason.UNKNOWN_KIND


@dataclass(frozen=True, slots=True, kw_only=True)
class _Push:
    """What one request brings."""

    person: Person
    checked: tuple[_Checked, ...]

    @property
    def is_about_days(self) -> bool:
        """Whether it may change the table of working days."""
        return any(one.operation.kind == EntityKind.CALENDAR_DAY for one in self.checked)


def _check(records: Records, operation: OperationIn) -> _Checked:
    try:
        return _Checked(operation=operation, pushed=checked_record(records, operation))
    except OperationRefused as refused:
        return _Checked(operation=operation, pushed=refused)


def _judge(writer: RecordWriter, person: Person, checked: _Checked, now: datetime) -> _Judged:
    operation, pushed = checked.operation, checked.pushed
    if isinstance(pushed, OperationRefused):
        raise pushed
    row = writer.find(operation.kind, operation.entity_id)
    is_known = row is not None and row.body == pushed.body
    if row is not None and is_known and pushed.is_own(person):
        # sent again after a restore, perhaps by a site that has left the session meanwhile
        return _Judged(verdict=_acceptance(operation, row.revision))
    check_rights(writer, person, pushed)
    if row is not None and is_known:
        # what is for the audit log alone is noted there once
        is_repeated = pushed.rule.is_for_audit_alone
        return _Judged(verdict=_acceptance(operation, row.revision), is_repeated=is_repeated)
    signed = signed_status(writer, pushed)
    if row is not None:
        check_fixed_fields(row.body, pushed)
        if operation.base_revision < row.revision:
            verdict = VerdictOut(id=operation.id, verdict="conflict", revision=row.revision)
            return _Judged(verdict=verdict, losing=pushed.body)
        if signed is not None:
            return _Judged(
                verdict=_clash_after_signing(writer, operation, row, pushed),
                touched=pushed.session_id,
                losing=pushed.body,
            )
    revision = writer.save(
        Record(
            kind=operation.kind,
            entity_id=operation.entity_id,
            body=pushed.body,
            session_id=pushed.session_id,
            sha256=pushed.sha256,
            photos=pushed.photos,
            accepted_after=None if signed is None else AcceptedAfter(status=signed, at=now),
        )
    )
    if row is None and operation.kind in _NUMBERED:
        _NUMBERED[operation.kind](writer, operation.entity_id, pushed.body)
    return _Judged(verdict=_acceptance(operation, revision), touched=pushed.session_id)


def _clash_after_signing(
    writer: RecordWriter,
    operation: OperationIn,
    row: EntityRow | NewRow,
    pushed: PushedRecord,
) -> VerdictOut:
    """What is signed stays; what came too late is kept as the other side of a clash.

    The signed text gets a new revision, so that the room is told of it once more and puts its own
    beside it; a clash at a revision that it knows already means to it that its text has arrived.
    """
    signed = Record(
        kind=operation.kind,
        entity_id=operation.entity_id,
        body=row.body,
        session_id=pushed.session_id,
        sha256=pushed.sha256,  # it never changes, and the bytes are found by it
    )
    return VerdictOut(id=operation.id, verdict="conflict", revision=writer.save(signed))


def _acceptance(operation: OperationIn, revision: int) -> VerdictOut:
    return VerdictOut(id=operation.id, verdict="accepted", revision=revision)


def _refusal(operation: OperationIn, reason: RefusalReason) -> VerdictOut:
    return VerdictOut(id=operation.id, verdict="refused", revision=0, reason=reason)
