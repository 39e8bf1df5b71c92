"""Recordings by session and PC: their parts, and whether a PC took part in a session."""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.cityserver.store.audit import Action
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.cityserver.store.tables.records import EntityRow
from desktop.cityserver.store.tables.rooms import RecordingHoldRow, RecordingPartRow, RecordingRow
from desktop.cityserver.store.tables.sessions import SessionSiteRow
from desktop.domain.ids import SiteId
from desktop.domain.sync.operation import EntityKind


class PartState(StrEnum):
    """What became of bytes that came whole. DAMAGED: kept once, and not what they were."""

    KEPT = "kept"
    DAMAGED = "damaged"
    APART = "apart"


def took_part(session: Session, session_id: str, site_id: SiteId) -> bool:
    """The site has a seat in the session, or somebody joined it from there."""
    if session.get(SessionSiteRow, (session_id, site_id)) is not None:
        return True
    if session.get(EntityRow, (EntityKind.SESSION.value, session_id)) is None:
        return False  # without reading all of the log for what somebody made up
    query = select(AuditRow.seq).where(
        AuditRow.action == Action.JOIN.value,
        AuditRow.subject_id == session_id,
        AuditRow.site_id == site_id,
        AuditRow.outcome == "done",
    )
    return session.scalar(query.limit(1)) is not None


def find_recording(session: Session, session_id: str, room_id: str) -> RecordingRow | None:
    """What the PC handed in at the end."""
    return session.get(RecordingRow, (session_id, room_id))


def recordings(session: Session) -> Sequence[RecordingRow]:
    """All that were ended, by site, the newest last."""
    order = (RecordingRow.site_id, RecordingRow.received_at, RecordingRow.session_id)
    return session.scalars(select(RecordingRow).order_by(*order)).all()


def find_hold(session: Session, session_id: str) -> RecordingHoldRow | None:
    """Why recordings of this session may be purged nowhere; None: they are not held."""
    return session.get(RecordingHoldRow, session_id)


def parts_of(session: Session, session_id: str, room_id: str) -> Sequence[RecordingPartRow]:
    """Everything of it that ever came whole, by number, the oldest first."""
    query = (
        select(RecordingPartRow)
        .where(RecordingPartRow.session_id == session_id, RecordingPartRow.room_id == room_id)
        .order_by(RecordingPartRow.number, RecordingPartRow.received_at, RecordingPartRow.sha256)
    )
    return session.scalars(query).all()
