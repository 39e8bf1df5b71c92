"""Điều kiện phòng: what was last measured of the rooms of a session before it was opened.

The city keeps it with the session, once: what is measured later is no more of it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.room.measurements import CheckCode, CheckResult, CheckUnit, Overall


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredItem:
    """One line of a check as it is kept: without names of devices, and without advice."""

    code: CheckCode
    result: CheckResult
    value: float | None
    unit: CheckUnit
    limit: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastCheck:
    """A room check. checked_at: aware; by the room's clock, but not later than the city had it."""

    checked_at: datetime
    overall: Overall
    items: tuple[MeasuredItem, ...]

    @property
    def measured(self) -> tuple[MeasuredItem, ...]:
        """Without what did not apply there and then."""
        return tuple(one for one in self.items if one.result is not CheckResult.NOT_MEASURED)

    @property
    def short(self) -> tuple[MeasuredItem, ...]:
        """What was not good."""
        return tuple(one for one in self.measured if one.result is not CheckResult.OK)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCondition:
    """Of one site. check: None when the city had no check of it."""

    site_id: SiteId
    check: LastCheck | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomCondition:
    """Of every site with a seat, the central one first. opened_at: aware."""

    session_id: SessionId
    opened_at: datetime
    sites: tuple[SiteCondition, ...]


class Checked(StrEnum):
    """What can be said of a site. EARLIER: it was measured on a day before the session's."""

    NEVER = "never"
    EARLIER = "earlier"
    THAT_DAY = "that_day"


def checked(site: SiteCondition, opened_at: datetime) -> Checked:
    """Whether the site was measured on the day on which its session was opened, in Hai Phong."""
    if site.check is None:
        return Checked.NEVER
    days = (one.astimezone(LOCAL_ZONE).date() for one in (site.check.checked_at, opened_at))
    return Checked.THAT_DAY if len(set(days)) == 1 else Checked.EARLIER
