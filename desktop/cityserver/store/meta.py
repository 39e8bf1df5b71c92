"""Single facts of the city: the epoch, the newest backup, what is safe.

The epoch changes when the data starts anew, so that rooms send again what the city has lost.
"""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.cityserver.store.records import newest_revision
from desktop.cityserver.store.revisions import skip_known_revisions
from desktop.cityserver.store.tables import Base, MetaRow
from desktop.domain.ids import new_id

_EPOCH = "epoch"
_SAFE_REVISION = "safe_revision"
_BACKED_UP_AT = "backed_up_at"


def ensure_epoch(session: Session) -> str:
    """The present epoch; the first call of all makes it. Needs a write transaction."""
    row = session.get(MetaRow, _EPOCH)
    if row is None:
        row = MetaRow(name=_EPOCH, value=new_id())
        session.add(row)
    return row.value


def read_epoch(session: Session) -> str:
    """The present epoch of a city that has been started once."""
    return session.get_one(MetaRow, _EPOCH).value


def start_new_epoch(session: Session, *, known: int = 0) -> str:
    """The data is that of a backup: nothing later is here, and nothing is safe yet.

    known: a revision that was given out, whatever the backup holds. Returns the new epoch.
    """
    session.execute(delete(MetaRow))
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
