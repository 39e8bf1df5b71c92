"""Single facts of the city: the epoch, the newest backup, what is safe.

The epoch changes when the data starts anew, so that rooms send again what the city has lost.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.cityserver.store.records.records import newest_revision
from desktop.cityserver.store.records.revisions import skip_known_revisions
from desktop.cityserver.store.tables.base import Base
from desktop.cityserver.store.tables.records import MetaRow
from desktop.domain.ids import new_id

_EPOCH = "epoch"
_SAFE_REVISION = "safe_revision"
_BACKED_UP_AT = "backed_up_at"
_DUMP = "dump."
SENDERS_NOTED = "paper_senders_noted"
"""It is known of every paper whether its owner has sent the bytes (store/opening.py)."""


def ensure_epoch(session: Session) -> str:
    """The present epoch; the first call of all makes it. Needs a write transaction."""
    row = session.get(MetaRow, _EPOCH)
    if row is None:
        row = MetaRow(name=_EPOCH, value=new_id())
        session.add(row)
    return row.value


def note_once(session: Session, name: str) -> bool:
    """Note that something was done for good; False when it was before."""
    if session.get(MetaRow, name) is not None:
        return False
    session.add(MetaRow(name=name, value="1"))
    return True


def read_epoch(session: Session) -> str:
    """The present epoch of a city that has been started once."""
    return session.get_one(MetaRow, _EPOCH).value


def start_new_epoch(session: Session, *, known: int = 0) -> str:
    """The data is that of a backup: nothing later is here, and nothing is safe yet.

    known: a revision that was given out, whatever the backup holds. Returns the new epoch.
    """
    session.execute(delete(MetaRow).where(MetaRow.name != SENDERS_NOTED))
    session.expunge_all()
    skip_known_revisions(session, known)
    return ensure_epoch(session)


def read_safe_revision(session: Session) -> int:
    """Every backup that is kept holds all up to this revision; 0 when there is none."""
    return int(_find(session, _SAFE_REVISION) or 0)


def read_epoch_and_safe(session: Session) -> tuple[str, int]:
    """`read_epoch` and `read_safe_revision` in one question, for every push and pull."""
    names = (_EPOCH, _SAFE_REVISION)
    query = select(MetaRow.name, MetaRow.value).where(MetaRow.name.in_(names))
    found = {one.name: one.value for one in session.execute(query)}
    return found[_EPOCH], int(found.get(_SAFE_REVISION, 0))


def read_backed_up_at(session: Session) -> datetime | None:
    """When the newest verified backup of this epoch was made."""
    found = _find(session, _BACKED_UP_AT)
    return None if found is None else datetime.fromisoformat(found)


def note_backup(session: Session, *, made_at: datetime, safe_revision: int) -> None:
    """A backup of this epoch was verified. made_at: aware."""
    session.merge(MetaRow(name=_BACKED_UP_AT, value=made_at.isoformat()))
    session.merge(MetaRow(name=_SAFE_REVISION, value=str(safe_revision)))


def note_dump(session: Session, *, revision: int, made_at: datetime, keep: int) -> Sequence[int]:
    """A dump that holds all up to a revision is whole. made_at: aware.

    Returns the revisions of the newest `keep` dumps; the others are forgotten.
    """
    # By name they are in the order of their revisions: no clock decides which is the oldest.
    # The same point again is the same name: a script that runs twice noted one dump.
    name = f"{_DUMP}{revision:016x}.{int(made_at.timestamp()):09x}"
    session.merge(MetaRow(name=name, value=str(revision)))
    session.flush()
    query = select(MetaRow).where(MetaRow.name.startswith(_DUMP, autoescape=True))
    noted = sorted(session.scalars(query), key=lambda one: one.name, reverse=True)
    for old in noted[keep:]:
        session.delete(old)
    return [int(one.value) for one in noted[:keep]]


def erase_everything(session: Session) -> str:
    """Empty every table; revisions go on. Returns the new epoch."""
    known = newest_revision(session)
    for table in reversed(Base.metadata.sorted_tables):
        session.execute(delete(table))
    session.expunge_all()
    skip_known_revisions(session, known)
    return ensure_epoch(session)


def _find(session: Session, name: str) -> str | None:
    row = session.get(MetaRow, name)
    return None if row is None else row.value
