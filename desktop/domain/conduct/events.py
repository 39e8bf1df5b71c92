"""Events of the conduct: channel, live session, open line, seat."""

from dataclasses import dataclass, field
from datetime import datetime

from desktop.domain.conduct.calls.agency_call import CallStage
from desktop.domain.conduct.calls.waiting_ticket import CallFault, TicketAct
from desktop.domain.conduct.live_session import LiveSession, OpenLine
from desktop.domain.ids import CallId, SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelChanged:
    """The live channel is up, or is being dialled again for the nth time.

    (True, 0): up. (False, n): n-th redial. (False, 0): not wanted any more (left, taken, refused).
    is_beside: up as a companion desk, which makes no call. is_elsewhere: nobody makes one here, the
    session meets on a platform of somebody else.
    """

    is_connected: bool
    attempt: int
    is_beside: bool = False
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSessionChanged:
    """The server's newest word on the session."""

    live: LiveSession


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestLinkMade:
    """The city made the link of a guest who was rung here; it is told this once. url: a secret."""

    call_id: CallId
    url: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CountdownTold:
    """This number of a countdown stands now, by the city's clock; 0: the moment that was named."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLineChanged:
    """Another site is typing; an empty text means the line was finished or dropped."""

    line: OpenLine


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPageArrived:
    """The bytes of the page that a trial shows came. number: of the showing."""

    number: int
    untrusted_content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTaken:
    """Another program took this site's seat; this one is out of the session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatInUse:
    """Another PC has this site's seat and keeps it; this one is not in the session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRefused:
    """The server will not let this seat in; code as in ux.md."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketTurned:
    """The city has warned, called or taken back who waits for a session."""

    session_id: SessionId
    act: TicketAct


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRefused:
    """Nobody was called. number: of the other session's ticket, where that stands against it."""

    session_id: SessionId
    fault: CallFault
    number: int | None


class RingsChanged:
    """This site's desk is rung, or what became of a ring is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RingAnswered:
    """The city took the answer of this desk. stage: what the call is now."""

    call_id: CallId
    session_id: SessionId
    stage: CallStage
