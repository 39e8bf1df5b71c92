"""Công bố: that the house rules and the notice of recording were read out, and by whom."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.access.person import Role
from desktop.domain.ids import SiteId
from desktop.domain.reception.status import SessionStatus, Step


class Announcement(StrEnum):
    """What is read out at the step."""

    HOUSE_RULES = "house_rules"
    RECORDING_NOTICE = "recording_notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """It was read out. at: aware, of the city's clock. by_…: who noted it, and where."""

    what: Announcement
    at: datetime
    by_site_id: SiteId
    by_role: Role


def may_announce(status: SessionStatus, step: Step) -> bool:
    """Whether it may be noted, or taken back, now: at its own step alone."""
    return status is SessionStatus.IN_SESSION and step is Step.ANNOUNCEMENTS


def with_announced(former: tuple[Announced, ...], one: Announced) -> tuple[Announced, ...]:
    """With this; what was noted first stays, in the order of `Announcement`."""
    if any(other.what is one.what for other in former):
        return former
    return tuple(sorted((*former, one), key=lambda each: list(Announcement).index(each.what)))


def without_announced(former: tuple[Announced, ...], what: Announcement) -> tuple[Announced, ...]:
    """Without what was noted by mistake."""
    return tuple(one for one in former if one.what is not what)
