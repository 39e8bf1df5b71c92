"""Verifies the seals of the audit log, acknowledges alarms, exports a period as a table."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TextIO

from desktop.cityserver.secrets.audit_keys import AuditKeys
from desktop.cityserver.store.audit import (
    SEALED,
    Action,
    Entry,
    Head,
    acknowledged_alarms,
    entries_between,
    entries_of,
    holds,
    is_alarm,
    note,
    read_head,
    sealed_text,
)
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.domain.errors import ReceptionError

COLUMNS = ("at", *SEALED, "seal", "sent_by")


class Fault(StrEnum):
    """What is wrong with the first broken entry."""

    MISSING = "missing"
    CHANGED = "changed"
    NO_KEY = "no_key"
    CUT = "cut"
    NOT_AS_TOLD = "not_as_told"
    MISSED_BY_ROOM = "missed_by_room"


class NoSuchAlarm(ReceptionError):
    """No room has raised an alarm with this number."""

    def __init__(self, seq: int) -> None:
        super().__init__(str(seq))
        self.seq = seq


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found. fault: None when all is well; seq: the first entry that is broken.

    alarms: of rooms, that nobody has looked into. acknowledged: how many IT has looked into.
    """

    head: Head
    fault: Fault | None = None
    seq: int = 0
    alarms: tuple[int, ...] = ()
    acknowledged: int = 0


def verify_audit(database: Database, keys: AuditKeys, told: Iterable[Head] = ()) -> Verified:
    """Read the whole log. told: heads that rooms were told of, which must still be there."""
    with database.read() as session:
        head = read_head(session)
        found = _look_through(session, keys, head)
        lost = None if found.fault else _first_lost(session, head, told)
    return lost or found


def acknowledge(database: Database, alarms: Iterable[int], *, at: datetime) -> int:
    """IT has looked into the alarms with these numbers: `verify_audit` goes past them from now on.

    An entry for each. Returns how many were new; one that was acknowledged before gets no second.

    Raises:
        NoSuchAlarm: one of them is no alarm of a room, or is not there; nothing is acknowledged.
    """
    wanted = sorted(set(alarms))
    with database.write() as session:
        for seq in wanted:
            if not is_alarm(session, seq):
                raise NoSuchAlarm(seq)
        known = acknowledged_alarms(session)
        new = [str(seq) for seq in wanted if seq not in known]
        note(session, at, *(Entry(action=Action.ACKNOWLEDGE, subject_id=one) for one in new))
    return len(new)


def told_head(seq: int, seal: str) -> Head:
    """An entry that a room was told of, for `verify_audit`."""
    return Head(seq=seq, seal=seal)


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


def _look_through(session: DatabaseSession, keys: AuditKeys, head: Head) -> Verified:
    """The first broken entry; in a whole log, the first alarm that nobody has looked into."""
    former, seq = "", 0
    alarms, looked_into = set[int](), set[int]()
    for row in entries_of(session):
        seq += 1
        fault = _fault_of(row, seq, former, keys)
        if fault is not None:
            return Verified(head=head, fault=fault, seq=seq)
        former = row.seal
        if row.action == Action.MISS_ENTRY:
            alarms.add(seq)
        elif row.action == Action.ACKNOWLEDGE:  # of an alarm that stands before it, sealed as it is
            looked_into |= {int(row.subject_id)} & alarms
    if seq == 0 or Head(seq=seq, seal=former) != head:  # a log begins with an entry of its own
        return Verified(head=head, fault=Fault.CUT, seq=seq + 1)
    left = tuple(sorted(alarms - looked_into))
    found = Verified(head=head, alarms=left, acknowledged=len(looked_into))
    return replace(found, fault=Fault.MISSED_BY_ROOM, seq=left[0]) if left else found


def _fault_of(row: AuditRow, seq: int, former: str, keys: AuditKeys) -> Fault | None:
    if row.seq != seq:
        return Fault.MISSING
    if row.key_id not in keys.secrets:
        return Fault.NO_KEY
    fields = {name: getattr(row, name) for name in ("at", *SEALED, "sent_by")}
    is_sealed = keys.is_sealed(row.key_id, sealed_text(former, fields), row.seal)
    return None if is_sealed else Fault.CHANGED


def _first_lost(session: DatabaseSession, head: Head, told: Iterable[Head]) -> Verified | None:
    for one in sorted(told, key=lambda each: each.seq):
        if not holds(session, one):
            return Verified(head=head, fault=Fault.NOT_AS_TOLD, seq=one.seq)
    return None
