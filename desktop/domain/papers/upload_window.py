"""The hours of a day in which papers that nobody waits for may be sent, as the city chose them."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from typing_extensions import override

from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus as S

NEEDED = timedelta(hours=12)
"""What a session needs that begins this soon after the next opening is sent at once."""

_OVER = frozenset({S.CLOSED, S.CANCELLED})


@dataclass(frozen=True, slots=True)
class UploadWindow:
    """opens, closes: of the day in Hai Phong; closes before opens: over midnight."""

    opens: time
    closes: time

    @override
    def __str__(self) -> str:
        """As a settings file has it: 18:00-06:00."""
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"

    def next_opening(self, now: datetime) -> datetime | None:
        """When they open (aware UTC), None while they are open. now: aware."""
        local = now.astimezone(LOCAL_ZONE)
        if self._is_open(local.time()):
            return None
        opening = local.replace(hour=self.opens.hour, minute=self.opens.minute)
        opening = opening.replace(second=0, microsecond=0)
        if opening <= local:
            opening += timedelta(days=1)
        return opening.astimezone(UTC)

    def _is_open(self, at: time) -> bool:
        if self.opens < self.closes:
            return self.opens <= at < self.closes
        return at >= self.opens or at < self.closes


def can_wait(session: SessionPlan, opening: datetime) -> bool:
    """Whether papers of this session may stay here until then: it is over, or far ahead."""
    return session.status in _OVER or session.scheduled_start > opening + NEEDED
