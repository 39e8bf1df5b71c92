"""The audit log: entries that are only ever added, each sealed together with the one before.

Ids only: no name, no text of a record. Entries are written in the transaction of what they tell
of, so that neither is there without the other.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from typing_extensions import override

from desktop.cityserver.secrets.audit_keys import AuditKeys
from desktop.cityserver.store.database.bulk import Row, insert_rows
from desktop.cityserver.store.database.database import AUDIT_KEYS
from desktop.cityserver.store.tables.audit import AuditHeadRow, AuditRow
from desktop.domain.clock import SystemClock

SELDOM = timedelta(hours=1)
HEAD = "head"
"""The name of its row."""
_CHUNK = 1_000


class Action(StrEnum):
    """What was done. Of commands of the administration, `actor` is without a person."""

    BEGIN = "begin"
    ENROL = "enrol"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    REFRESH = "refresh"
    USE_ROUTE = "use_route"
    READ = "read"
    FETCH = "fetch"
    WRITE = "write"
    VIEW = "view"
    LISTEN = "listen"
    SEND = "send"
    JOIN = "join"
    CONDUCT = "conduct"
    SET_PIN = "set_pin"
    CREATE_USER = "create_user"
    REMOVE_USER = "remove_user"
    SET_ACCOUNT = "set_account"
    REMOVE_ACCOUNT = "remove_account"
    LINK_ISSUER = "link_issuer"
    ISSUE_ENROL_CODE = "issue_enrol_code"
    ISSUE_CERTIFICATE = "issue_certificate"
    RENEW_CERTIFICATE = "renew_certificate"
    SHOW_CERTIFICATE = "show_certificate"
    REVOKE_ROOM = "revoke_room"
    PUT_RECORD = "put_record"
    CHANGE_READERS = "change_readers"
    RESET = "reset"
    BEGIN_EPOCH = "begin_epoch"
    EXPORT_AUDIT = "export_audit"
    MISS_ENTRY = "miss_entry"
    ACKNOWLEDGE = "acknowledge"
    HOLD_RECORDING = "hold_recording"
    RELEASE_RECORDING = "release_recording"
    ASK_PURGE = "ask_purge"
    WITHDRAW_PURGE = "withdraw_purge"
    CONFIRM_PURGE = "confirm_purge"
    PURGE_RECORDING = "purge_recording"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who did it, by ids; all empty for a command of the administration that asks for nobody."""

    user_id: str = ""
    site_id: str = ""
    room_id: str = ""


COMMAND = Actor()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was done, or refused. kind, subject_id: of what; outcome: one word.

    Of a view `kind` is what was opened of the case, of a listening the session is the subject;
    behind the word stands the hour in the room, and sent_by is who was signed in where it came
    from.
    """

    action: Action
    actor: Actor = COMMAND
    kind: str = ""
    subject_id: str = ""
    outcome: str = "done"
    sent_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The newest entry: whoever was told of it can say later that it was there."""

    seq: int = 0
    seal: str = ""

    @override
    def __str__(self) -> str:
        return f"{self.seq}:{self.seal}"


def keys_of(session: Session) -> AuditKeys:
    """The secrets of the city, in a transaction of a database that was opened with them."""
    keys: AuditKeys = session.info[AUDIT_KEYS]
    return keys


def note(session: Session, at: datetime, *entries: Entry) -> None:
    """Add entries. Needs a write transaction; call it last, it holds the end of the log."""
    if not entries:
        return
    keys = keys_of(session)
    head = session.get(AuditHeadRow, HEAD)  # the turn of writers is the lock
    if head is None:
        head = AuditHeadRow(name=HEAD, seq=0, seal="")
        session.add(head)
    rows = list(_sealed(keys, Head(seq=head.seq, seal=head.seal), at, entries))
    head.seq, head.seal = rows[-1][0], rows[-1][_SEAL]
    insert_rows(session, AuditRow, rows)


def note_seldom(session: Session, at: datetime, entry: Entry) -> None:
    """Add an entry unless the same was noted of this room and person within SELDOM.

    The first always is; which record it was about makes no difference, of what kind it was does.
    """
    query = (
        select(AuditRow.seq)
        .where(
            AuditRow.at > at - SELDOM,
            AuditRow.room_id == entry.actor.room_id,
            AuditRow.user_id == entry.actor.user_id,
            AuditRow.kind == entry.kind,
            AuditRow.action == entry.action.value,
            AuditRow.outcome == entry.outcome,
        )
        .limit(1)
    )
    if session.scalar(query) is None:
        note(session, at, entry)


def note_command(session: Session, action: Action, *subjects: tuple[str, str]) -> None:
    """Add an entry for each (kind, id) that a command of the administration changed."""
    entries = (Entry(action=action, kind=kind, subject_id=one) for kind, one in subjects)
    note(session, SystemClock().now(), *entries)


def read_head(session: Session) -> Head:
    """The newest entry as this snapshot has it."""
    row = session.get(AuditHeadRow, HEAD)
    return Head() if row is None else Head(seq=row.seq, seal=row.seal)


def holds(session: Session, head: Head) -> bool:
    """Whether the log still has the entry that somebody was told of."""
    if head.seq == 0:
        return True
    query = select(AuditRow.seal).where(AuditRow.seq == head.seq)
    return session.scalar(query) == head.seal


def is_alarm(session: Session, seq: int) -> bool:
    """Whether the entry with this number says that a room missed one."""
    row = session.get(AuditRow, seq)
    return row is not None and row.action == Action.MISS_ENTRY


def acknowledged_alarms(session: Session) -> frozenset[int]:
    """Numbers of alarms that the city's IT has looked into."""
    query = select(AuditRow.subject_id).where(AuditRow.action == Action.ACKNOWLEDGE.value)
    return frozenset(map(int, session.scalars(query)))


def entries_of(session: Session) -> Iterator[AuditRow]:
    """Every entry in order, a few at a time."""
    query = select(AuditRow).order_by(AuditRow.seq).execution_options(yield_per=_CHUNK)
    yield from session.scalars(query)


def entries_between(session: Session, start: datetime, end: datetime) -> Iterator[AuditRow]:
    """Entries of a period, `end` not included, in order."""
    query = (
        select(AuditRow)
        .where(AuditRow.at >= start, AuditRow.at < end)
        .order_by(AuditRow.seq)
        .execution_options(yield_per=_CHUNK)
    )
    yield from session.scalars(query)


def entries_about(session: Session, action: Action, subject_id: str) -> Iterator[AuditRow]:
    """Entries of one kind of deed about one subject, in order."""
    query = (
        select(AuditRow)
        .where(AuditRow.action == action.value, AuditRow.subject_id == subject_id)
        .order_by(AuditRow.seq)
    )
    yield from session.scalars(query)


def sealed_text(former_seal: str, row: dict[str, Any]) -> str:
    """What the seal of an entry covers: the seal before it and every field."""
    fields = [row[name] for name in SEALED]
    return _text(former_seal, _moment(row["at"]), [*fields, *_sender(row["sent_by"])])


SEALED: Sequence[str] = (
    "seq",
    "user_id",
    "site_id",
    "room_id",
    "action",
    "kind",
    "subject_id",
    "outcome",
    "key_id",
)
"""Fields beside the hour, of every entry; behind them the sender, where there is one."""
_SEAL = -2
"""Its place in a row."""


def _sealed(keys: AuditKeys, head: Head, at: datetime, entries: Iterable[Entry]) -> Iterator[Row]:
    """Rows of the table, in the order of its columns: those of SEALED, hour, seal and sender.

    A push has hundreds: nothing is done for each that could be done once.
    """
    seq, seal, moment, key_id = head.seq, head.seal, _moment(at), keys.newest
    for entry in entries:
        seq += 1
        actor = entry.actor
        fields = (
            *(actor.user_id, actor.site_id, actor.room_id, entry.action.value),
            *(entry.kind, entry.subject_id, entry.outcome, key_id),
        )
        sender = _sender(entry.sent_by)
        seal = keys.seal(_text(seal, moment, (seq, *fields, *sender)))
        yield (seq, at, *fields, seal, entry.sent_by)


def _sender(sent_by: str) -> tuple[str, ...]:
    """Entries of programs that knew of no sender are sealed without one."""
    return (sent_by,) if sent_by else ()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _text(former_seal: str, moment: str, fields: Iterable[str | int]) -> str:
    return json.dumps([former_seal, moment, *fields], ensure_ascii=True)
