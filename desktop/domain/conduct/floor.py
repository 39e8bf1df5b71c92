"""The floor (lời được mời nói): who may open a microphone, and the clock of a turn."""

from dataclasses import dataclass

from desktop.domain.directory.site import SiteRole
from desktop.domain.ids import SiteId
from desktop.domain.reception.session import CALLED_STATUSES
from desktop.domain.reception.status import SessionStatus

TURN_S = 300
"""A turn by default, policy; the clock warns and never cuts."""

LAST_MINUTE_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnClock:
    """Whole seconds of a turn; remaining_s below 0 is overtime."""

    elapsed_s: int
    remaining_s: int
    is_last_minute: bool


def may_open_microphone(
    role: SiteRole,
    own_site_id: SiteId,
    speaking_site_id: SiteId | None,
    status: SessionStatus,
) -> bool:
    """The microphone opens only with the floor; the central site conducts and may always speak.

    Before the opening there is no floor: every site may be heard, so that it is known whether it
    is. Source: NĐ 154/2026 Đ21, Đ23.1c.
    """
    has_floor = speaking_site_id == own_site_id
    return role is SiteRole.CENTRAL or has_floor or status in CALLED_STATUSES


def turn_clock(elapsed_s: float, *, turn_s: int = TURN_S) -> TurnClock:
    """The clock after `elapsed_s` of a turn; a clock that is set back counts as the beginning."""
    elapsed = max(0, int(elapsed_s))
    remaining = turn_s - elapsed
    return TurnClock(
        elapsed_s=elapsed, remaining_s=remaining, is_last_minute=remaining <= LAST_MINUTE_S
    )
