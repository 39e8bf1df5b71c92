"""How often somebody tried to sign in by account: with one login name, and at one room.

Names that nobody has are counted like the others, so a lock tells nothing of who has an account.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from desktop.cityserver.store import accounts
from desktop.cityserver.store.tables import AttemptRow

MAX_ATTEMPTS = 5
MAX_ATTEMPTS_AT_ROOM = 20
"""So that one room cannot try one password on everybody."""
LOCK_S = 300.0
MEMORY_S = 24 * 3600.0
"""Without a further attempt for so long the earlier ones are forgotten."""


def count_attempt(
    session: Session, login_name: str | None, room_id: str, now: datetime
) -> datetime | None:
    """Count before anything is looked at. Returns until when it is locked, None when it is not.

    login_name: None when none was shown; then only the room's attempts count. An attempt while it
    is locked is not counted.
    """
    accounts.forget_old_attempts(session, now - timedelta(seconds=MEMORY_S))
    limits = {_room(room_id): MAX_ATTEMPTS_AT_ROOM}
    if login_name is not None:
        limits[_name(login_name)] = MAX_ATTEMPTS
    rows = {subject: _row(session, subject, now) for subject in limits}
    until = _locked_until(rows.values(), now)
    if until is not None:
        return until
    for subject, limit in limits.items():
        row = rows[subject]
        row.failed_attempts += 1
        row.last_at = now
        if row.failed_attempts >= limit:
            row.locked_until = now + timedelta(seconds=LOCK_S)
    return None


def forgive_attempts(session: Session, login_name: str | None, room_id: str) -> None:
    """The account was right: with its name nothing counts any more, at the room not this one."""
    if login_name is not None:
        accounts.forget_attempts(session, _name(login_name))
    row = accounts.find_attempts(session, _room(room_id))
    if row is not None:
        row.failed_attempts -= 1
        row.locked_until = None


def forget_name(session: Session, login_name: str) -> None:
    """A new password: what was tried with the old one does not count."""
    accounts.forget_attempts(session, _name(login_name))


def _row(session: Session, subject: str, now: datetime) -> AttemptRow:
    row = accounts.find_attempts(session, subject)
    if row is None:
        row = AttemptRow(subject=subject, failed_attempts=0, locked_until=None, last_at=now)
        accounts.add_attempts(session, row)
    elif row.locked_until is not None and row.locked_until <= now:
        row.locked_until = None
        row.failed_attempts = 0
    return row


def _locked_until(rows: Iterable[AttemptRow], now: datetime) -> datetime | None:
    """The latest lock that still holds."""
    untils = (row.locked_until for row in rows if row.locked_until is not None)
    return max((until for until in untils if until > now), default=None)


def _name(login_name: str) -> str:
    return hashlib.sha256(f"name\0{login_name}".encode()).hexdigest()


def _room(room_id: str) -> str:
    return hashlib.sha256(f"room\0{room_id}".encode()).hexdigest()
