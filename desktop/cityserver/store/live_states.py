"""The live state of sessions, so that a killed server loses none of it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.cityserver.store.tables.sessions import LiveRow
from desktop.domain.ids import SessionId


def load_live(session: Session, session_id: SessionId) -> str | None:
    """The document last saved for this session."""
    return session.scalar(select(LiveRow.document).where(LiveRow.session_id == session_id))


def save_live(session: Session, session_id: SessionId, *, seq: int, document: str) -> None:
    """Keep this state."""
    row = session.get(LiveRow, session_id)
    if row is None:
        row = LiveRow(session_id=session_id)
        session.add(row)
    row.seq = seq
    row.document = document
