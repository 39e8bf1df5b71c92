"""The epoch: changes when the city's data starts anew, so that rooms send everything again."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from desktop.cityserver.store.records import newest_revision
from desktop.cityserver.store.revisions import skip_known_revisions
from desktop.cityserver.store.tables import Base, MetaRow
from desktop.domain.ids import new_id

_EPOCH = "epoch"


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


def erase_everything(session: Session) -> str:
    """Empty every table; revisions go on. Returns the new epoch."""
    known = newest_revision(session)
    for table in reversed(Base.metadata.sorted_tables):
        session.execute(delete(table))
    session.expunge_all()
    skip_known_revisions(session, known)
    return ensure_epoch(session)
