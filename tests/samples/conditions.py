"""What was measured of the rooms of a session before its opening, and who waits in them."""

from datetime import datetime

from desktop.domain.conduct.calls.waiting_ticket import WaitingTicket
from desktop.domain.ids import SessionId, SiteId, VisitId
from desktop.domain.room.condition import LastCheck, MeasuredItem, RoomCondition, SiteCondition
from desktop.domain.room.measurements import CheckLimits, RoomFacts
from desktop.domain.room.room_check import judge, overall


def a_last_check(facts: RoomFacts, at: datetime) -> LastCheck:
    """As the city keeps the check of such a room."""
    items = judge(facts, CheckLimits())
    return LastCheck(
        checked_at=at,
        overall=overall(items),
        items=tuple(
            MeasuredItem(
                code=one.code, result=one.result, value=one.value, unit=one.unit, limit=one.limit
            )
            for one in items
        ),
    )


def a_condition(
    session_id: SessionId, opened_at: datetime, checks: dict[SiteId, LastCheck | None]
) -> RoomCondition:
    """Of these sites."""
    sites = tuple(SiteCondition(site_id=one, check=check) for one, check in checks.items())
    return RoomCondition(session_id=session_id, opened_at=opened_at, sites=sites)


def a_ticket(
    session_id: SessionId, site_id: SiteId, since: datetime, number: int = 7
) -> WaitingTicket:
    """Somebody waits, in a room that is connected."""
    return WaitingTicket(
        session_id=session_id,
        site_id=site_id,
        visit_id=VisitId(f"visit-{number}"),
        number=number,
        waits_since=since,
        is_here=True,
    )
