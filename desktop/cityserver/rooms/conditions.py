"""The condition of rooms (N2): what was last measured of them before their session was opened."""

import logging
from collections.abc import Iterable
from datetime import datetime

from pydantic import ValidationError

from desktop.cityserver.store.database.database import DatabaseSession
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.cityserver.store.rooms.room_checks import reports_of_sites
from desktop.cityserver.store.tables.rooms import RoomReportRow
from desktop.contract.rooms import RoomReportIn
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.room.condition import LastCheck, MeasuredItem, RoomCondition, SiteCondition
from desktop.domain.room.measurements import CheckCode, CheckResult, CheckUnit, Overall
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import ROOM_CONDITION

logger = logging.getLogger(__name__)


def keep_condition(
    session: DatabaseSession,
    session_id: SessionId,
    site_ids: Iterable[SiteId],
    opened_at: datetime,
) -> None:
    """Keep the newest check of each site with a session that is opened now; the first one stands.

    Call it in the transaction of the opening: what rooms send later is no more of it.
    """
    writer = RecordWriter(session)
    if writer.find(EntityKind.ROOM_CONDITION, session_id) is not None:
        return
    site_ids = tuple(site_ids)
    found = last_checks(session, site_ids)
    condition = RoomCondition(
        session_id=session_id,
        opened_at=opened_at,
        sites=tuple(SiteCondition(site_id=one, check=found.get(one)) for one in site_ids),
    )
    writer.save(
        Record(
            kind=EntityKind.ROOM_CONDITION,
            entity_id=session_id,
            session_id=session_id,
            body=ROOM_CONDITION.codec.write(condition),
        )
    )


def last_checks(session: DatabaseSession, site_ids: Iterable[SiteId]) -> dict[SiteId, LastCheck]:
    """The newest check of each of these sites that has one."""
    found = dict[SiteId, LastCheck]()
    for site_id, row in reports_of_sites(session, site_ids):
        check = _check_of(row)
        former = found.get(site_id)
        if check is not None and (former is None or former.checked_at < check.checked_at):
            found[site_id] = check
    return found


def _check_of(row: RoomReportRow) -> LastCheck | None:
    """None of one that this server does not understand; of a newer room what it does."""
    try:
        report = RoomReportIn.model_validate(row.body)
        return LastCheck(
            checked_at=min(report.checked_at, row.received_at),
            overall=Overall(report.overall),
            items=tuple(
                MeasuredItem(
                    code=CheckCode(one.code),
                    result=CheckResult(one.result),
                    value=one.value,
                    unit=CheckUnit(one.unit),
                    limit=one.limit,
                )
                for one in report.items
                if one.code in set(CheckCode)
            ),
        )
    except (ValidationError, ValueError):
        logger.warning("room report unreadable room=%s", row.room_id)
        return None
