"""Decisions of a call, without a network: who offers, when a line is lost, what is sent."""

from dataclasses import dataclass

from desktop.domain.call import PeerState
from desktop.media.engine.peer.connection import SendLimits

LOST_AFTER_S = 2.0
RENEW_AFTER_S = 3.0
RENEW_AGAIN_S = 4.0


def is_offering(own_number: int, their_number: int) -> bool:
    """Of two seats the one with the larger number offers; equal numbers never meet."""
    return own_number > their_number


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoPlan:
    """What our picture is like on its way out."""

    width: int
    height: int
    limits: SendLimits


_ALONE = VideoPlan(
    width=1280,
    height=720,
    limits=SendLimits(max_video_kbps=2_500, start_video_kbps=1_200, min_video_kbps=80),
)
_SHARED = VideoPlan(
    width=640,
    height=360,
    limits=SendLimits(max_video_kbps=800, start_video_kbps=500, min_video_kbps=80),
)


def video_plan(peer_count: int) -> VideoPlan:
    """720p for one other site; 360p for two or three, who each get an encoding of their own."""
    return _ALONE if peer_count <= 1 else _SHARED


@dataclass(slots=True)
class LinkWatch:
    """Tells from the silence of one link what it is in, and when to try a new connection.

    All times monotonic. begun_at_s: when the link was made, which is also its first attempt.
    """

    begun_at_s: float
    tried_at_s: float
    has_been_heard: bool = False

    def state(self, now_s: float, last_rtp_at_s: float | None) -> PeerState:
        """In the words of the domain."""
        if last_rtp_at_s is not None and now_s - last_rtp_at_s < LOST_AFTER_S:
            self.has_been_heard = True
            return PeerState.CONNECTED
        return PeerState.RECONNECTING if self.has_been_heard else PeerState.CONNECTING

    def must_renew(self, now_s: float, last_rtp_at_s: float | None) -> bool:
        """True when a new connection should be tried now; counts as tried."""
        silent_since_s = self.begun_at_s if last_rtp_at_s is None else last_rtp_at_s
        is_silent = now_s - silent_since_s >= RENEW_AFTER_S
        if not is_silent or now_s - self.tried_at_s < RENEW_AGAIN_S:
            return False
        self.tried_at_s = now_s
        return True
