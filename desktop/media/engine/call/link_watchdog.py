"""Watchdog of a link: its state by how long RTP is silent, and when to restart ICE or reconnect."""

from dataclasses import dataclass
from enum import Enum, auto

from desktop.domain.media.call import PeerState

LOST_AFTER_S = 2.0
"""Silence after which people are told that the line is being mended."""

ACT_AFTER_S = 3.0
ACT_AGAIN_S = 4.0
"""An attempt whose words reach the other site at once has this long, and a slower one longer."""

FAILED_AFTER_S = 1.0
"""A connection that says itself that it is dead is not waited for, the first time."""

YOUNG_S = 2.0
"""An attempt this young is said again when the other site asks; a new one would only undo it.
A slower one is young as much longer as its end is later."""

MORE_S = 2.0
"""ICE and DTLS go there and back about as often as offer and answer did, and a little more."""

CALM_AFTER_S = 10.0
"""An outage is over when this long after the last attempt media is heard."""

ATTEMPT_LIMIT_S = 10.0
"""A connection beside one that works again is let go after this time: perhaps only we hear the
other site, and not it us."""

RESTARTS_FIRST = 2
"""So often ICE is restarted before a whole new connection is tried as well."""

GATHER_S = 0.45
"""Both ends wait one after the other: together less than the second that a dead relay may cost."""

GATHER_AGAIN_S = 2.5
"""For every connection after a link's first: the quick way did not help, perhaps because the only
relay is behind a satellite."""


class Move(Enum):
    """What to do about a silent link."""

    RESTART_ICE = auto()
    CONNECT_ANEW = auto()


@dataclass(slots=True, kw_only=True)
class Attempt:
    """One try to have media: an offer, its answer, then ICE and DTLS. Times monotonic.

    waits_s: how long servers may delay the SDP of each end; 0 where there are none.
    """

    begun_at_s: float
    waits_s: float
    answered_at_s: float | None = None

    def again(self, now_s: float) -> "Attempt":
        """The next one on the same connection."""
        return Attempt(begun_at_s=now_s, waits_s=self.waits_s)

    @property
    def ends_at_s(self) -> float:
        """Until then it may still bring media, and another one would only undo it."""
        if self.answered_at_s is None:
            return self.begun_at_s + 2 * self.waits_s + ACT_AGAIN_S
        took_s = self.answered_at_s - self.begun_at_s
        return self.answered_at_s + max(ACT_AGAIN_S, took_s + MORE_S)

    def is_young(self, now_s: float) -> bool:
        """Whether it is too fresh to be replaced because the other site asks."""
        return now_s < self.ends_at_s - (ACT_AGAIN_S - YOUNG_S)

    def is_over(self, now_s: float) -> bool:
        """Whether it has had its time beside a connection that works, at either end."""
        return now_s >= max(self.ends_at_s, self.begun_at_s + ATTEMPT_LIMIT_S)


class LinkWatch:
    """Watches one link. All times monotonic.

    begun_at_s: when the link was made, which is also its first attempt.
    """

    def __init__(self, *, begun_at_s: float) -> None:
        self._begun_at_s = begun_at_s
        self._acted_at_s = begun_at_s
        self._acts = 0
        self._connections = 0
        self._has_been_heard = False

    def state(self, now_s: float, heard_at_s: float | None) -> PeerState:
        """In the words of the domain. heard_at_s: the last RTP of any kind, None before it."""
        if heard_at_s is not None and now_s - heard_at_s < LOST_AFTER_S:
            self._has_been_heard = True
            if now_s - self._acted_at_s >= CALM_AFTER_S:
                self._acts = 0
            return PeerState.CONNECTED
        return PeerState.RECONNECTING if self._has_been_heard else PeerState.CONNECTING

    def must_act(
        self,
        now_s: float,
        heard_at_s: float | None,
        *,
        has_failed: bool,
        tried: Attempt | None = None,
    ) -> bool:
        """Whether something should be tried now.

        has_failed: the connection says so itself. tried: the newest attempt, None where it is the
        other site that knows how it goes.
        """
        since_act_s = now_s - self._acted_at_s
        if has_failed and self._acts == 0 and since_act_s >= FAILED_AFTER_S:
            return True
        silent_since_s = self._begun_at_s if heard_at_s is None else heard_at_s
        if tried is not None and now_s < tried.ends_at_s:
            return False
        return now_s - silent_since_s >= ACT_AFTER_S and since_act_s >= ACT_AGAIN_S

    def begin_connection(self) -> float:
        """Count a connection. Returns how long servers may delay its SDPs that have a candidate."""
        self._connections += 1
        is_first = self._connections == 1 and self._acts == 0
        return GATHER_S if is_first else GATHER_AGAIN_S

    def act(self, now_s: float, *, can_restart_ice: bool) -> Move:
        """Count an attempt, and say which. Both ways get their turn in a long outage."""
        self._acted_at_s = now_s
        self._acts += 1
        is_restart = self._acts <= RESTARTS_FIRST or self._acts % 2 == 0
        return Move.RESTART_ICE if can_restart_ice and is_restart else Move.CONNECT_ANEW
