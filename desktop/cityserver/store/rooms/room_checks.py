"""Room checks as rooms sent them, the newest of each room."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from desktop.cityserver.store.tables.records import EntityRow
from desktop.cityserver.store.tables.rooms import RoomReportRow, RoomRow
from desktop.domain.ids import SiteId
from desktop.domain.sync.operation import EntityKind


def find_report(session: Session, room_id: str, report_id: str) -> RoomReportRow | None:
    """What this room sent under this id."""
    return session.get(RoomReportRow, (room_id, report_id))


def add_report(session: Session, row: RoomReportRow, keep: int) -> None:
    """Add as the room's newest; of the older ones `keep` - 1 stay."""
    of_room = RoomReportRow.room_id == row.room_id
    row.seq = (session.scalar(select(func.max(RoomReportRow.seq)).where(of_room)) or 0) + 1
    session.add(row)
    session.flush()
    session.execute(delete(RoomReportRow).where(of_room, RoomReportRow.seq <= row.seq - keep))


def rooms_with_reports(session: Session) -> list[tuple[RoomRow, RoomReportRow | None]]:
    """Every PC that may speak, by site, with its newest report."""
    newest = (
        select(RoomReportRow.room_id, func.max(RoomReportRow.seq).label("seq"))
        .group_by(RoomReportRow.room_id)
        .subquery()
    )
    query = (
        select(RoomRow, RoomReportRow)
        .outerjoin(newest, newest.c.room_id == RoomRow.room_id)
        .outerjoin(
            RoomReportRow,
            (RoomReportRow.room_id == RoomRow.room_id) & (RoomReportRow.seq == newest.c.seq),
        )
        .where(RoomRow.revoked_at.is_(None))
        .order_by(RoomRow.site_id, RoomRow.enrolled_at)
    )
    return [(room, report) for room, report in session.execute(query)]


def reports_of_sites(
    session: Session, site_ids: Iterable[SiteId]
) -> Sequence[tuple[SiteId, RoomReportRow]]:
    """The newest report of each PC of these sites that may speak, in the order of the PCs."""
    is_there = RoomRow.site_id.in_(tuple(site_ids)) & RoomRow.revoked_at.is_(None)
    room_ids = tuple(session.scalars(select(RoomRow.room_id).where(is_there)))
    newest = (
        select(RoomReportRow.room_id, func.max(RoomReportRow.seq).label("seq"))
        .where(RoomReportRow.room_id.in_(room_ids))
        .group_by(RoomReportRow.room_id)
        .subquery()
    )
    query = (
        select(RoomRow.site_id, RoomReportRow)
        .join(RoomReportRow, RoomReportRow.room_id == RoomRow.room_id)
        .join(
            newest,
            (newest.c.room_id == RoomReportRow.room_id) & (newest.c.seq == RoomReportRow.seq),
        )
        .order_by(RoomRow.enrolled_at, RoomRow.room_id)
    )
    return [(SiteId(site_id), report) for site_id, report in session.execute(query)]


def site_bodies(session: Session, site_ids: set[str]) -> dict[str, dict[str, Any]]:
    """Bodies of these sites, by id."""
    query = select(EntityRow).where(
        EntityRow.kind == EntityKind.SITE, EntityRow.entity_id.in_(site_ids)
    )
    return {row.entity_id: row.body for row in session.scalars(query)}
