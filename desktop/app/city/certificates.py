"""`city-room-certificates`, `city-revoke-room`: which PCs the city knows, and which no longer."""

import argparse

from desktop.app.city.command import CommandResult, city_config, opened_city, refuse, tell
from desktop.cityserver.admin.city import EnrolledPc, list_pcs, revoke_room
from desktop.cityserver.admin.room_authority import (
    Authority,
    AuthorityUnreadable,
    room_authority,
)
from desktop.domain.clock import SystemClock
from desktop.domain.reception.deadlines import LOCAL_ZONE


def show(arguments: argparse.Namespace) -> int:
    """`reception-room city-room-certificates`."""
    return tell(arguments, _show)


def revoke(arguments: argparse.Namespace) -> int:
    """`reception-room city-revoke-room`."""
    return tell(arguments, _revoke)


def _show(arguments: argparse.Namespace) -> CommandResult:
    ca = _authority(arguments)
    with opened_city(arguments) as city:
        found = [pc for pc in list_pcs(city) if arguments.site in {None, pc.site_id}]
    head = "Chưa có · None yet"
    if ca is not None:
        head = f"SHA-256 {ca.fingerprint}, {ca.ends_at.astimezone(LOCAL_ZONE):%d/%m/%Y}"
    return CommandResult(
        lines=(f"Chứng thư gốc của các phòng · Authority of rooms: {head}", *map(_line, found)),
        facts={
            "fingerprint": None if ca is None else ca.fingerprint,
            "rooms": [_facts(pc) for pc in found],
        },
    )


def _authority(arguments: argparse.Namespace) -> Authority | None:
    try:
        return room_authority(city_config(arguments), SystemClock().now())
    except AuthorityUnreadable as error:
        refuse("ca_unreadable", f"Không đọc được. · Cannot be read: {error}")


def _revoke(arguments: argparse.Namespace) -> CommandResult:
    with opened_city(arguments) as city:
        site_id = revoke_room(city, arguments.room)
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
    return CommandResult(
        lines=(line,),
        facts={"room_id": arguments.room, "site_id": site_id},
    )


def _line(pc: EnrolledPc) -> str:
    if pc.revoked_at is not None:
        state = f"thu hồi · revoked {pc.revoked_at.astimezone(LOCAL_ZONE):%d/%m/%Y}"
    elif pc.certificate_until is None:
        state = "chưa có · none yet"
    else:
        state = f"{pc.certificate_until.astimezone(LOCAL_ZONE):%d/%m/%Y}"
    return f"  {pc.room_id}  {pc.site_id}  {state}"


def _facts(pc: EnrolledPc) -> dict[str, object]:
    until, revoked_at = pc.certificate_until, pc.revoked_at
    return {
        "room_id": pc.room_id,
        "site_id": pc.site_id,
        "enrolled_at": pc.enrolled_at.isoformat(),
        "certificate_until": None if until is None else until.isoformat(),
        "is_certificate_used": pc.certificate_used_at is not None,
        "revoked_at": None if revoked_at is None else revoked_at.isoformat(),
    }
