"""`city-room-certificates`, `city-revoke-room`: which PCs the city knows, and which no longer."""

import argparse

from desktop.app.city_data import Told, city_config, opened_city, refuse, tell
from desktop.cityserver import admin
from desktop.cityserver.room_ca import CA_FILE, RoomCa, RoomCaUnreadable, ensure_room_ca
from desktop.cityserver.store.tables import RoomRow
from desktop.domain.clock import SystemClock
from desktop.domain.deadlines import LOCAL_ZONE


def show(arguments: argparse.Namespace) -> int:
    """`reception-room city-room-certificates`."""
    return tell(arguments, _show)


def revoke(arguments: argparse.Namespace) -> int:
    """`reception-room city-revoke-room`."""
    return tell(arguments, _revoke)


def _show(arguments: argparse.Namespace) -> Told:
    ca = _authority(arguments)
    with opened_city(arguments) as database:
        found = [row for row in admin.list_pcs(database) if arguments.site in {None, row.site_id}]
    head = "Chưa có · None yet"
    if ca is not None:
        head = f"SHA-256 {ca.fingerprint}, {ca.ends_at.astimezone(LOCAL_ZONE):%d/%m/%Y}"
    return Told(
        lines=(f"Chứng thư gốc của các phòng · Authority of rooms: {head}", *map(_line, found)),
        facts={
            "fingerprint": None if ca is None else ca.fingerprint,
            "rooms": [_facts(row) for row in found],
        },
    )


def _authority(arguments: argparse.Namespace) -> RoomCa | None:
    """None where no room was ever given a certificate: it is made at first need, by the server."""
    folder = city_config(arguments).folder
    if not (folder / CA_FILE).exists():
        return None
    try:
        return ensure_room_ca(folder, SystemClock().now())
    except RoomCaUnreadable as error:
        refuse("ca_unreadable", f"Không đọc được. · Cannot be read: {error}")


def _revoke(arguments: argparse.Namespace) -> Told:
    with opened_city(arguments) as database:
        site_id = admin.revoke_room(database, arguments.room)
    if site_id is None:
        refuse(
            "no_room",
            "Không có máy này, xem city-room-certificates. "
            f"· No such PC, city-room-certificates names them: {arguments.room}",
        )
    line = (
        "Đã thu hồi; máy này và người đăng nhập ở đó bị ngắt trong vòng mười giây. "
        "· Revoked; this PC and who is signed in there are cut off within ten seconds: "
        f"{arguments.room} ({site_id})"
    )
    return Told(
        lines=(line,),
        facts={"room_id": arguments.room, "site_id": site_id},
    )


def _line(row: RoomRow) -> str:
    if row.revoked_at is not None:
        state = f"thu hồi · revoked {row.revoked_at.astimezone(LOCAL_ZONE):%d/%m/%Y}"
    elif row.certificate_until is None:
        state = "chưa có · none yet"
    else:
        state = f"{row.certificate_until.astimezone(LOCAL_ZONE):%d/%m/%Y}"
    return f"  {row.room_id}  {row.site_id}  {state}"


def _facts(row: RoomRow) -> dict[str, object]:
    until, revoked_at = row.certificate_until, row.revoked_at
    return {
        "room_id": row.room_id,
        "site_id": row.site_id,
        "enrolled_at": row.enrolled_at.isoformat(),
        "certificate_until": None if until is None else until.isoformat(),
        "is_certificate_used": row.certificate_used_at is not None,
        "revoked_at": None if revoked_at is None else revoked_at.isoformat(),
    }
