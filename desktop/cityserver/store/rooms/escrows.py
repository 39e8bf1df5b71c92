"""Sealed keys of rooms, by PC and key."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.cityserver.store.tables.rooms import RoomEscrowRow


def find_escrow(session: Session, room_id: str, label: str) -> RoomEscrowRow | None:
    """What this PC sent of this key."""
    return session.get(RoomEscrowRow, (room_id, label))


def count_escrows(session: Session, room_id: str) -> int:
    """How many keys this PC has sent."""
    query = select(func.count()).where(RoomEscrowRow.room_id == room_id)
    return session.scalar(query) or 0


def all_escrows(session: Session) -> tuple[RoomEscrowRow, ...]:
    """Every one, by site, the newest last."""
    order = (RoomEscrowRow.site_id, RoomEscrowRow.received_at, RoomEscrowRow.label)
    return tuple(session.scalars(select(RoomEscrowRow).order_by(*order)))


def remove_escrow(session: Session, room_id: str, label: str) -> bool:
    """Forget it; False when it is not known."""
    row = find_escrow(session, room_id, label)
    if row is None:
        return False
    session.delete(row)
    return True
