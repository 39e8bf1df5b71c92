"""Limits attempts to sign in by PIN or account, for each login name and for each room.

Names that nobody has are counted like the others, so a lock tells nothing of who has an account.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from desktop.cityserver.store.access import accounts
from desktop.cityserver.store.database.database import DatabaseSession
from desktop.cityserver.store.tables.people import AttemptRow

MAX_ATTEMPTS = 5
MAX_ATTEMPTS_AT_ROOM = 20
"""So that one room cannot try one password on everybody."""
LOCK_S = 300.0
MAX_LOCK_S = 3600.0
MEMORY_S = 12 * 3600.0
"""Without a further attempt for so long the earlier ones are forgotten: over a night."""
_MAX_DOUBLINGS = 16


def count_attempt(
    session: DatabaseSession, login_name: str | None, room_id: str, now: datetime
) -> datetime | None:
    """Count before anything is looked at. Returns until when it is locked, None when it is not.

    login_name: None when none was shown; then only the room's attempts count. An attempt while it
    is locked is not counted. Each lock lasts twice as long as the one before.
    """
    limits = {_room(room_id): MAX_ATTEMPTS_AT_ROOM}
    if login_name is not None:
        limits[_name(login_name)] = MAX_ATTEMPTS
    return _count(session, limits, now)


def count_pin(session: DatabaseSession, room_id: str, now: datetime) -> datetime | None:
    """The same of a PIN: at the room alone, and apart from accounts, which an issuer may fail."""
    return _count(session, {_pins_at(room_id): MAX_ATTEMPTS_AT_ROOM}, now)


def _count(session: DatabaseSession, limits: Mapping[str, int], now: datetime) -> datetime | None:
    accounts.forget_old_attempts(session, now - timedelta(seconds=MEMORY_S))
    rows = {subject: _row(session, subject, now) for subject in limits}
    until = _locked_until(rows.values(), now)
    if until is not None:
        return until
    for subject, limit in limits.items():
        row = rows[subject]
        row.failed_attempts += 1
        row.last_at = now
        row.locked_until = lock_after(row.failed_attempts, limit, now)
    return None


def lock_after(failed_attempts: int, limit: int, now: datetime) -> datetime | None:
    """Until when this failure locks: every `limit`-th does, twice as long as the one before."""
    times, rest = divmod(failed_attempts, limit)
    if rest or not times:
        return None
    doublings = min(times - 1, _MAX_DOUBLINGS)
    return now + timedelta(seconds=min(LOCK_S * 2**doublings, MAX_LOCK_S))


def forgive_attempts(session: DatabaseSession, login_name: str | None, room_id: str) -> None:
    """The account was right: with its name nothing counts any more, at the room not this one."""
    if login_name is not None:
        accounts.forget_attempts(session, _name(login_name))
    _forgive_one(session, _room(room_id))


def forgive_pin(session: DatabaseSession, room_id: str) -> None:
    """The PIN was right: at the room this attempt does not count."""
    _forgive_one(session, _pins_at(room_id))


def _forgive_one(session: DatabaseSession, subject: str) -> None:
    row = accounts.find_attempts(session, subject)
    if row is not None:
        row.failed_attempts = max(row.failed_attempts - 1, 0)
        row.locked_until = None


def forget_name(session: DatabaseSession, login_name: str) -> None:
    """A new password: what was tried with the old one does not count."""
    accounts.forget_attempts(session, _name(login_name))


def _row(session: DatabaseSession, subject: str, now: datetime) -> AttemptRow:
    row = accounts.find_attempts(session, subject)
    if row is None:
        row = AttemptRow(subject=subject, failed_attempts=0, locked_until=None, last_at=now)
        accounts.add_attempts(session, row)
    elif row.locked_until is not None and row.locked_until <= now:
        row.locked_until = None
    return row


def _locked_until(rows: Iterable[AttemptRow], now: datetime) -> datetime | None:
    """The latest lock that still holds."""
    untils = (row.locked_until for row in rows if row.locked_until is not None)
    return max((until for until in untils if until > now), default=None)


def _name(login_name: str) -> str:
    return hashlib.sha256(f"name\0{login_name}".encode()).hexdigest()


def _pins_at(room_id: str) -> str:
    return hashlib.sha256(f"pin\0{room_id}".encode()).hexdigest()


def _room(room_id: str) -> str:
    return hashlib.sha256(f"room\0{room_id}".encode()).hexdigest()
