"""PCs that were bound to a site, and the codes that bind them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from desktop.cityserver.store.tables.people import FamilyRow
from desktop.cityserver.store.tables.rooms import EnrolCodeRow, RoomRow
from desktop.domain.ids import SiteId, new_id


def add_enrol_code(session: Session, code_hash: str, site_id: SiteId, expires_at: datetime) -> None:
    """Keep a code. Issuing the same code again makes it usable once more."""
    session.merge(
        EnrolCodeRow(code_hash=code_hash, site_id=site_id, expires_at=expires_at, used_at=None)
    )


def use_enrol_code(session: Session, code_hash: str, site_id: SiteId, now: datetime) -> bool:
    """Spend the code. False: it is unknown, spent, too old or another site's."""
    row = session.get(EnrolCodeRow, code_hash, with_for_update=True)
    if row is None or row.used_at is not None or row.expires_at <= now or row.site_id != site_id:
        return False
    row.used_at = now
    return True


def void_enrol_codes(session: Session, now: datetime) -> None:
    """No code that was not used yet works any more."""
    session.execute(update(EnrolCodeRow).where(EnrolCodeRow.used_at.is_(None)).values(used_at=now))


def add_room(session: Session, site_id: SiteId, token_hash: str, now: datetime) -> str:
    """A PC was bound. Returns its room id."""
    room = RoomRow(
        room_id=new_id(), site_id=site_id, token_hash=token_hash, enrolled_at=now, revoked_at=None
    )
    session.add(room)
    return room.room_id


def find_room(session: Session, token_hash: str) -> RoomRow | None:
    """The PC with this token."""
    return session.scalar(select(RoomRow).where(RoomRow.token_hash == token_hash))


def all_rooms(session: Session) -> Sequence[RoomRow]:
    """Every PC, revoked ones too, by site and enrolment."""
    query = select(RoomRow).order_by(RoomRow.site_id, RoomRow.enrolled_at)
    return session.scalars(query).all()


def has_room(session: Session, site_id: SiteId) -> bool:
    """Whether a PC of the site may come."""
    query = select(RoomRow.room_id).where(RoomRow.site_id == site_id, RoomRow.revoked_at.is_(None))
    return session.scalar(query.limit(1)) is not None


def room_with(session: Session, room_id: str) -> RoomRow | None:
    """The PC with this id."""
    return session.get(RoomRow, room_id)


def revoke_room(session: Session, room_id: str, now: datetime) -> RoomRow | None:
    """The PC may no longer speak, nor anybody who signed in there. None: no such PC."""
    room = session.get(RoomRow, room_id)
    if room is None:
        return None
    room.revoked_at = room.revoked_at or now
    session.execute(
        update(FamilyRow)
        .where(FamilyRow.room_id == room_id, FamilyRow.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    return room


def is_revoked(session: Session, room_id: str) -> bool:
    """Whether the PC may no longer speak."""
    room = session.get(RoomRow, room_id)
    return room is None or room.revoked_at is not None
