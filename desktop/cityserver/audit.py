"""Whether the audit log is whole, and a period of it as a table."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TextIO

from sqlalchemy.orm import Session

from desktop.cityserver.audit_keys import AuditKeys
from desktop.cityserver.store.audit import (
    SEALED,
    Action,
    Entry,
    Head,
    entries_between,
    entries_of,
    holds,
    note,
    read_head,
    sealed_text,
)
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.tables import AuditRow

COLUMNS = ("at", *SEALED, "seal")


class Fault(StrEnum):
    """What is wrong with the first broken entry."""

    MISSING = "missing"
    CHANGED = "changed"
    NO_KEY = "no_key"
    CUT = "cut"
    NOT_AS_TOLD = "not_as_told"
    MISSED_BY_ROOM = "missed_by_room"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found. fault: None when all is well; seq: the first entry that is broken."""

    head: Head
    fault: Fault | None = None
    seq: int = 0


def verify_audit(database: Database, keys: AuditKeys, told: Iterable[Head] = ()) -> Verified:
    """Read the whole log. told: heads that rooms were told of, which must still be there."""
    with database.read() as session:
        head = read_head(session)
        found = _first_broken(session, keys, head) or _first_lost(session, head, told)
    return found or Verified(head=head)


def export_audit(
    database: Database, file: TextIO, *, start: datetime, end: datetime, at: datetime
) -> int:
    """Write entries of the period as CSV, `end` not included; that is an entry too.

    Returns how many were written.
    """
    with database.write() as session:
        note(session, at, Entry(action=Action.EXPORT_AUDIT))
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    count = 0
    with database.read() as session:
        for row in entries_between(session, start, end):
            writer.writerow([row.at.isoformat(), *(getattr(row, name) for name in COLUMNS[1:])])
            count += 1
    return count


def _first_broken(session: Session, keys: AuditKeys, head: Head) -> Verified | None:
    former, seq, missed = "", 0, 0
    for row in entries_of(session):
        seq += 1
        fault = _fault_of(row, seq, former, keys)
        if fault is not None:
            return Verified(head=head, fault=fault, seq=seq)
        former = row.seal
        if row.action == Action.MISS_ENTRY and not missed:
            missed = seq
    if seq == 0 or Head(seq=seq, seal=former) != head:  # a log begins with an entry of its own
        return Verified(head=head, fault=Fault.CUT, seq=seq + 1)
    return Verified(head=head, fault=Fault.MISSED_BY_ROOM, seq=missed) if missed else None


def _fault_of(row: AuditRow, seq: int, former: str, keys: AuditKeys) -> Fault | None:
    if row.seq != seq:
        return Fault.MISSING
    if row.key_id not in keys.secrets:
        return Fault.NO_KEY
    fields = {name: getattr(row, name) for name in ("at", *SEALED)}
    is_sealed = keys.is_sealed(row.key_id, sealed_text(former, fields), row.seal)
    return None if is_sealed else Fault.CHANGED


def _first_lost(session: Session, head: Head, told: Iterable[Head]) -> Verified | None:
    for one in sorted(told, key=lambda each: each.seq):
        if not holds(session, one):
            return Verified(head=head, fault=Fault.NOT_AS_TOLD, seq=one.seq)
    return None
