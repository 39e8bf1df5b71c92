"""Recordings by session and PC: their parts, and whether a PC took part in a session."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.cityserver.store.audit import Action
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.cityserver.store.tables.records import EntityRow
from desktop.cityserver.store.tables.rooms import (
    RecordingHoldRow,
    RecordingPartRow,
    RecordingPurgeRow,
    RecordingRow,
)
from desktop.cityserver.store.tables.sessions import SessionSiteRow
from desktop.domain.ids import SiteId
from desktop.domain.sync.operation import EntityKind


class PartState(StrEnum):
    """What became of bytes that came whole. DAMAGED: kept once, and not what they were.

    PURGED: destroyed by the decision of two people.
    """

    KEPT = "kept"
    DAMAGED = "damaged"
    APART = "apart"
    PURGED = "purged"


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


def find_purge(session: Session, session_id: str) -> RecordingPurgeRow | None:
    """Who asked, and confirmed, that recordings of this session be destroyed; None: nobody."""
    return session.get(RecordingPurgeRow, session_id)


def purged_at(session: Session, session_id: str) -> datetime | None:
    """When it was decided; None: nothing was, whoever may have asked."""
    row = find_purge(session, session_id)
    return None if row is None else row.confirmed_at


def open_purges(session: Session) -> Sequence[str]:
    """Sessions whose recordings are to be destroyed, and of which some bytes may be left."""
    query = select(RecordingPurgeRow.session_id).where(
        RecordingPurgeRow.confirmed_at.is_not(None), RecordingPurgeRow.done_at.is_(None)
    )
    return session.scalars(query.order_by(RecordingPurgeRow.session_id)).all()


def pcs_of(session: Session, session_id: str) -> tuple[str, ...]:
    """PCs that sent anything of this session, whether they ended it or not."""
    tables = (RecordingRow, RecordingPartRow)
    queries = (select(one.room_id).where(one.session_id == session_id) for one in tables)
    return tuple(sorted({room_id for query in queries for room_id in session.scalars(query)}))


def last_received_at(session: Session, session_id: str) -> datetime | None:
    """When the city last received some of its recordings; None: it has none."""
    tables = (RecordingRow, RecordingPartRow)
    queries = (
        select(one.received_at)
        .where(one.session_id == session_id)
        .order_by(one.received_at.desc())
        .limit(1)
        for one in tables
    )
    found = (session.scalar(query) for query in queries)
    return max((one for one in found if one is not None), default=None)


def parts_of(session: Session, session_id: str, room_id: str) -> Sequence[RecordingPartRow]:
    """Everything of it that ever came whole, by number, the oldest first."""
    query = (
        select(RecordingPartRow)
        .where(RecordingPartRow.session_id == session_id, RecordingPartRow.room_id == room_id)
        .order_by(RecordingPartRow.number, RecordingPartRow.received_at, RecordingPartRow.sha256)
    )
    return session.scalars(query).all()
