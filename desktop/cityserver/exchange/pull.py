"""Pull: records that changed after a cursor, as far as the person may be told."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from desktop.cityserver.access.callers import Person, actor_of
from desktop.cityserver.access.disclosure import (
    Disclosure,
    Telling,
    aliased,
    masked,
)
from desktop.cityserver.exchange.cursor import Cursor, parse_cursor
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.audit import Action, Entry, Head, holds, keys_of, note, read_head
from desktop.cityserver.store.database.bulk import to_json
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.meta import read_epoch, read_epoch_and_safe
from desktop.cityserver.store.records.records import ToldRecord, newest_revision, records_after
from desktop.contract.operations import AcceptedAfterOut, ChangesAnswer
from desktop.contract.problem import ProblemCode
from desktop.contract.version import MAX_CHANGES_PER_PULL
from desktop.domain.access.kinds import CASE_FIELD, KINDS, SESSION_FIELD, Audience, Kinds
from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId
from desktop.domain.sync.operation import EntityKind

logger = logging.getLogger(__name__)

PAGE_BYTES = 256 * 1024
"""Of bodies in one answer: a thin line brings them in a minute or two, and the next go on there."""
FIRST_READ = 32
"""Records read at first: their size tells how many more a page may take, large ones few."""

_Told = tuple[ToldRecord, Telling]
"""A record, and how much of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What one pull found. entries: for the audit log."""

    cursor: Cursor
    has_more: bool = False
    told: tuple[_Told, ...] = ()
    is_gone: bool = False
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Whether a pull would bring something; if not, up to which revision there is nothing."""

    has_news: bool
    revision: int = 0


class Changes:
    """Answers pulls. Thread: any; waits for the disk. kinds: the rules of what is told."""

    def __init__(self, *, database: Database, clock: Clock, kinds: Kinds = KINDS) -> None:
        self._kinds = kinds
        self._database = database
        self._clock = clock

    def pull(self, person: Person, cursor: str) -> str:
        """Everything after `cursor` ("" from the beginning), as much as one page takes.

        A page has at most MAX_CHANGES_PER_PULL records, and PAGE_BYTES unless one has more.

        Cursor and items come from one snapshot, so nothing falls between two pulls. What a case
        holds is told only after the audit log has it. Returns the JSON of a ChangesAnswer, in
        which bodies stand as they are stored.

        Raises:
            Rejected: gone for a cursor that the city has not written in this epoch.
        """
        with self._database.read() as session:
            keys = keys_of(session)
            epoch, safe_revision = read_epoch_and_safe(session)
            before = parse_cursor(cursor, keys, epoch)
            disclosure = Disclosure(session, person, self._kinds)
            page = _read_page(session, disclosure, person, before)
            head = read_head(session)
        if page.entries:
            with self._database.write() as session:
                note(session, self._clock.now(), *page.entries)
                head = read_head(session)
        if page.is_gone:
            raise Rejected(ProblemCode.GONE)
        moved = replace(page.cursor, head=head)
        # Where nothing was done in the whole city, a room need not write another text to its disk.
        is_same = bool(cursor) and moved == before
        answer = ChangesAnswer(
            epoch=epoch,
            safe_revision=safe_revision,
            cursor=cursor if is_same else moved.text(keys, epoch),
            has_more=page.has_more,
            changes=(),
            audit_head=str(head),
        )
        changes = (_change(disclosure, *one) for one in page.told)
        return _with_changes(answer, filter(None, changes))

    def look(self, person: Person, cursor: str, after: int = 0) -> Looked:
        """Whether a pull after the cursor would bring this person anything: nothing is told.

        after: what an earlier look at the same cursor has found. A cursor that is gone is news:
        the pull says so.
        """
        with self._database.read() as session:
            try:
                before = parse_cursor(cursor, keys_of(session), read_epoch(session))
            except Rejected:
                return Looked(has_news=True)
            if before.revision > newest_revision(session):
                return Looked(has_news=True)
            disclosure = Disclosure(session, person, self._kinds)
            start = before.start_for(disclosure.tag)
            revision = max(start.revision, after)
            return _look_after(session, disclosure, person.site_id, revision)


def _look_after(
    session: DatabaseSession, disclosure: Disclosure, site_id: SiteId, revision: int
) -> Looked:
    while page := records_after(session, site_id, revision, FIRST_READ):
        disclosure.read_ahead(page)
        if any(disclosure.telling(one) is not Telling.NOTHING for one in page):
            return Looked(has_news=True)
        revision = page[-1].told_at
    return Looked(has_news=False, revision=revision)


def _read_page(
    session: DatabaseSession, disclosure: Disclosure, person: Person, before: Cursor
) -> _Page:
    missed = _missed(session, person, before.head)
    if before.revision > newest_revision(session):
        # Only a server put back to an older copy has not reached this cursor yet.
        return _Page(cursor=before, is_gone=True, entries=missed)
    start = before.start_for(disclosure.tag)
    page, has_more = _next_records(session, person.site_id, start.revision)
    disclosure.read_ahead(page)
    told = tuple((record, disclosure.telling(record)) for record in page)
    return _Page(
        cursor=_moved(start, told, disclosure.tag),
        has_more=has_more,
        told=told,
        entries=(*missed, *_read_entries(person, told)),
    )


def _next_records(
    session: DatabaseSession, site_id: SiteId, revision: int
) -> tuple[list[ToldRecord], bool]:
    """The records of one page after `revision`, at least one if there is any; whether more wait."""
    page: list[ToldRecord] = []
    size_bytes, wanted = 0, FIRST_READ
    while True:
        found = records_after(session, site_id, revision, wanted)
        for record in found:
            size_bytes += len(record.stored.encode())
            if page and (size_bytes > PAGE_BYTES or len(page) == MAX_CHANGES_PER_PULL):
                return page, True
            page.append(record)
        if len(found) < wanted:
            return page, False
        revision = page[-1].told_at
        fitting = max(0, PAGE_BYTES - size_bytes) * len(page) // size_bytes
        wanted = min(fitting, MAX_CHANGES_PER_PULL - len(page)) + 1


def _missed(session: DatabaseSession, person: Person, head: Head) -> tuple[Entry, ...]:
    """A room was told of an entry that the log has no more: somebody cut or rewrote it.

    The city has signed what the room was told, so nobody can raise this alarm by a forged cursor.
    """
    if holds(session, head):
        return ()
    logger.error("audit log has lost an entry seq=%d site=%s", head.seq, person.site_id)
    actor, seq = actor_of(person), str(head.seq)
    return (Entry(action=Action.MISS_ENTRY, actor=actor, subject_id=seq, outcome="missing"),)


def _read_entries(person: Person, told: Iterable[_Told]) -> Iterator[Entry]:
    """One for each case and session of whose matter something is told."""
    subjects = dict.fromkeys(
        subject
        for record, telling in told
        if telling.has_matter and (subject := _subject_of(record)) is not None
    )
    actor = actor_of(person)
    return (
        Entry(action=Action.READ, actor=actor, kind=kind, subject_id=one) for kind, one in subjects
    )


def _subject_of(record: ToldRecord) -> tuple[str, str] | None:
    if record.kind in {"case", "session"}:
        return record.kind, record.entity_id
    if record.kind == EntityKind.RING:
        return "session", record.body[SESSION_FIELD]
    rule = KINDS.get(record.kind)
    if rule is not None and rule.audience is Audience.DOSSIER:
        return "case", record.body[CASE_FIELD]
    return None if record.session_id is None else ("session", record.session_id)


def _with_changes(answer: ChangesAnswer, changes: Iterable[str]) -> str:
    """The answer as JSON. changes: the JSON of a ChangeOut each."""
    around = answer.model_dump_json(exclude={"changes"})
    return f'{around[:-1]},"changes":[{",".join(changes)}]}}'


def _change(disclosure: Disclosure, record: ToldRecord, telling: Telling) -> str | None:
    """The JSON of a ChangeOut; None: not told."""
    match telling:
        case Telling.NOTHING:
            return None
        case Telling.MASKED:
            # One less than its revision, which nothing else has of this record: the whole one
            # is newer to a PC whose next person may see it, and is not masked again.
            return _change_text(
                record, record.revision - 1, to_json(masked(record.kind, record.body))
            )
        case Telling.ALIASED:
            return _change_text(record, record.revision, to_json(aliased(record.kind, record.body)))
        case Telling.OUTSIDE:
            return _change_text(record, record.revision, to_json(disclosure.outside(record)))
        case Telling.WHOLE:
            return _change_text(record, record.revision, record.text)
        case _:
            assert_never(telling)


def _change_text(record: ToldRecord, revision: int, body: str) -> str:
    kind, entity_id = to_json(record.kind), to_json(record.entity_id)
    told = f'"kind":{kind},"entity_id":{entity_id},"revision":{revision},"body":{body}'
    if record.accepted_after is None or record.accepted_at is None:
        return f"{{{told}}}"
    mark = AcceptedAfterOut(status=record.accepted_after, at=record.accepted_at)
    return f'{{{told},"accepted_after":{mark.model_dump_json()}}}'


def _moved(start: Cursor, told: Sequence[_Told], tag: str) -> Cursor:
    revision = told[-1][0].told_at if told else start.revision
    if start.tag:
        return Cursor(revision=revision, whole=start.whole, tag=tag)
    first = next((one.told_at for one, telling in told if telling.is_withheld), None)
    if first is None:
        return Cursor(revision=revision, whole=revision)
    return Cursor(revision=revision, whole=first - 1, tag=tag)
