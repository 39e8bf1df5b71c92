"""What a site has not been told yet, after a cursor, as far as the person may be told."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.cityserver.access import Person, actor_of
from desktop.cityserver.cursor import Cursor, parse_cursor
from desktop.cityserver.disclosure import Disclosure, Telling, aliased_session, masked_session
from desktop.cityserver.problems import Rejected
from desktop.cityserver.store.audit import Action, Entry, Head, holds, note, read_head
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.meta import read_epoch, read_safe_revision
from desktop.cityserver.store.records import newest_revision, records_after
from desktop.cityserver.store.tables import EntityRow
from desktop.contract.operations import ChangeOut, ChangesAnswer
from desktop.contract.problem import ProblemCode
from desktop.contract.version import MAX_CHANGES_PER_PULL
from desktop.domain.clock import Clock

logger = logging.getLogger(__name__)

_Told = tuple[int, EntityRow, Telling]
"""Feed revision, record, how much of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What one pull found. entries: for the audit log."""

    epoch: str
    cursor: Cursor
    has_more: bool = False
    safe_revision: int = 0
    told: tuple[_Told, ...] = ()
    is_gone: bool = False
    entries: tuple[Entry, ...] = ()


class Changes:
    """Answers pulls. Thread: any; waits for the disk."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def pull(self, person: Person, cursor: str) -> ChangesAnswer:
        """Everything after `cursor` ("" from the beginning), at most MAX_CHANGES_PER_PULL.

        Cursor and items come from one snapshot, so nothing falls between two pulls. What a case
        holds is told only after the audit log has it.

        Raises:
            Rejected: gone for a cursor that is not of this epoch.
        """
        with self._database.read() as session:
            page = _read_page(session, person, cursor)
            head = read_head(session)
        if page.entries:
            with self._database.write() as session:
                note(session, self._clock.now(), *page.entries)
                head = read_head(session)
        if page.is_gone:
            raise Rejected(ProblemCode.GONE)
        moved = Cursor(
            revision=page.cursor.revision, whole=page.cursor.whole, tag=page.cursor.tag, head=head
        )
        changes = (_change(row, telling) for _, row, telling in page.told)
        return ChangesAnswer(
            epoch=page.epoch,
            safe_revision=page.safe_revision,
            cursor=moved.text(page.epoch),
            has_more=page.has_more,
            changes=tuple(change for change in changes if change is not None),
            audit_head=str(head),
        )


def _read_page(session: Session, person: Person, cursor: str) -> _Page:
    epoch = read_epoch(session)
    before = parse_cursor(cursor, epoch)
    missed = _missed(session, person, before.head)
    if before.revision > newest_revision(session):
        # Only a server put back to an older copy has not reached this cursor yet.
        return _Page(epoch=epoch, cursor=before, is_gone=True, entries=missed)
    disclosure = Disclosure(session, person)
    start = before.start_for(disclosure.tag)
    found = records_after(session, person.site_id, start.revision, MAX_CHANGES_PER_PULL + 1)
    page = found[:MAX_CHANGES_PER_PULL]
    disclosure.read_ahead([row for _, row in page])
    told = tuple((revision, row, disclosure.telling(row)) for revision, row in page)
    return _Page(
        epoch=epoch,
        safe_revision=read_safe_revision(session),
        cursor=_moved(start, told, disclosure.tag),
        has_more=len(found) > len(page),
        told=told,
        entries=(*missed, *_read_entries(person, told)),
    )


def _missed(session: Session, person: Person, head: Head) -> tuple[Entry, ...]:
    """A room was told of an entry that the log has no more: somebody cut or rewrote it."""
    if holds(session, head):
        return ()
    logger.error("audit log has lost an entry seq=%d site=%s", head.seq, person.site_id)
    actor, seq = actor_of(person), str(head.seq)
    return (Entry(action=Action.MISS_ENTRY, actor=actor, subject_id=seq, outcome="missing"),)


def _read_entries(person: Person, told: Iterable[_Told]) -> Iterator[Entry]:
    """One for each case and session of which something is told whole."""
    subjects = dict.fromkeys(
        subject
        for _, row, telling in told
        if not telling.is_withheld and (subject := _subject_of(row)) is not None
    )
    actor = actor_of(person)
    return (
        Entry(action=Action.READ, actor=actor, kind=kind, subject_id=one) for kind, one in subjects
    )


def _subject_of(row: EntityRow) -> tuple[str, str] | None:
    if row.kind in {"case", "session"}:
        return row.kind, row.entity_id
    return None if row.session_id is None else ("session", row.session_id)


def _change(row: EntityRow, telling: Telling) -> ChangeOut | None:
    revision, body = row.revision, row.body
    match telling:
        case Telling.NOTHING:
            return None
        case Telling.MASKED:
            # One less than its revision, which nothing else has of this record: the whole one
            # is newer to a PC whose next person may see it, and is not masked again.
            revision, body = revision - 1, masked_session(body)
        case Telling.ALIASED:
            body = aliased_session(body)
        case Telling.WHOLE:
            pass
    return ChangeOut(kind=row.kind, entity_id=row.entity_id, revision=revision, body=body)


def _moved(start: Cursor, told: Sequence[_Told], tag: str) -> Cursor:
    revision = told[-1][0] if told else start.revision
    if start.tag:
        return Cursor(revision=revision, whole=start.whole, tag=tag)
    first = next((one for one, _, telling in told if telling.is_withheld), None)
    if first is None:
        return Cursor(revision=revision, whole=revision)
    return Cursor(revision=revision, whole=first - 1, tag=tag)
