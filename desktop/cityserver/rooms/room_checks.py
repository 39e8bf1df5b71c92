"""Room checks: received from rooms, listed for those who look after all of them."""

import logging

from pydantic import ValidationError

from desktop.cityserver.access.callers import Room
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.rooms import room_checks
from desktop.cityserver.store.tables.rooms import RoomReportRow, RoomRow
from desktop.contract.rooms import (
    KeptReport,
    RoomList,
    RoomReportIn,
    RoomReportKept,
    RoomState,
)
from desktop.domain.clock import Clock

KEPT_PER_ROOM = 200
"""About a month of checks at seven a day; the sheet for the inspectorate is another thing."""

logger = logging.getLogger(__name__)


class RoomReports:
    """Thread: any; every method waits for the disk."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def take(self, room: Room, report: RoomReportIn) -> RoomReportKept:
        """Keep it as the room's newest; one that is known already changes nothing."""
        with self._database.write() as session:
            row = room_checks.find_report(session, room.room_id, report.id)
            if row is None:
                row = RoomReportRow(
                    room_id=room.room_id,
                    report_id=report.id,
                    received_at=self._clock.now(),
                    body=report.model_dump(mode="json"),
                )
                room_checks.add_report(session, row, KEPT_PER_ROOM)
                logger.info("room checked site=%s overall=%s", room.site_id, report.overall)
            return RoomReportKept(id=report.id, received_at=row.received_at)

    def rooms(self) -> RoomList:
        """Every PC that may speak, with its newest check."""
        with self._database.read() as session:
            found = room_checks.rooms_with_reports(session)
            sites = room_checks.site_bodies(session, {room.site_id for room, _ in found})
        return RoomList(
            rooms=tuple(
                RoomState(
                    room_id=room.room_id,
                    site_id=room.site_id,
                    site_name=sites.get(room.site_id, {}).get("name", ""),
                    unit_code=sites.get(room.site_id, {}).get("unit_code", ""),
                    newest=_kept(room, report),
                )
                for room, report in found
            )
        )


def _kept(room: RoomRow, row: RoomReportRow | None) -> KeptReport | None:
    if row is None:
        return None
    try:
        report = RoomReportIn.model_validate(row.body)
    except ValidationError:
        # of another version of this server; one row must not hide all other rooms
        logger.warning("room report unreadable room=%s", room.room_id)
        return None
    return KeptReport(received_at=row.received_at, report=report)
