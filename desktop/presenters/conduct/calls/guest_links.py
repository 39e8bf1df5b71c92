"""The link of a guest who was rung from this desk: shown for copying until it is of no use."""

from dataclasses import dataclass, field
from datetime import datetime

from desktop.domain.conduct.calls.agency_call import Calls, CallStage
from desktop.domain.conduct.events import GuestLinkMade
from desktop.domain.ids import CallId


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestLinkLine:
    """The newest link that nobody has answered yet. url: a secret, known at this desk alone."""

    call_id: CallId
    name: str
    expires_at: datetime
    url: str = field(repr=False)


class GuestLinks:
    """Kept in memory alone: the city tells a link once, and nobody else."""

    def __init__(self) -> None:
        self._made: dict[CallId, GuestLinkMade] = {}

    def keep(self, made: GuestLinkMade) -> None:
        """The city has made it."""
        self._made[made.call_id] = made

    def line(self, calls: Calls) -> GuestLinkLine | None:
        """What is shown beside these calls."""
        ringing = (one for one in reversed(calls) if one.stage is CallStage.RINGING)
        call = next((one for one in ringing if one.id in self._made), None)
        if call is None:
            return None
        made = self._made[call.id]
        return GuestLinkLine(
            call_id=call.id, name=call.name, expires_at=made.expires_at, url=made.url
        )

    def follow(self, calls: Calls) -> None:
        """A link whose call was answered, or is over, is forgotten."""
        known = {one.id: one.stage for one in calls}
        self._made = {
            call_id: made
            for call_id, made in self._made.items()
            if known.get(call_id, CallStage.RINGING) is CallStage.RINGING
        }
