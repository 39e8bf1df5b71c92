"""Decisions of a call, without a network: who offers, when a line is lost, what is sent."""

from dataclasses import dataclass

from desktop.media.engine.peer.connection import SendLimits


def is_offering(own_number: int, their_number: int) -> bool:
    """Of two seats the one with the larger number offers; equal numbers never meet."""
    return own_number > their_number


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoPlan:
    """What our picture is like on its way out."""

    width: int
    height: int
    fps: int
    limits: SendLimits


_ALONE = VideoPlan(
    width=1280,
    height=720,
    fps=30,
    limits=SendLimits(max_video_kbps=2_500, start_video_kbps=1_200, min_video_kbps=80),
)
_SMALL = SendLimits(max_video_kbps=800, start_video_kbps=500, min_video_kbps=80)
_PAIR = VideoPlan(width=640, height=360, fps=30, limits=_SMALL)
_MESH = VideoPlan(width=640, height=360, fps=24, limits=_SMALL)


def video_plan(peer_count: int) -> VideoPlan:
    """720p for one other site; 360p for two or three, who each get an encoding of their own."""
    if peer_count <= 1:
        return _ALONE
    return _PAIR if peer_count == 2 else _MESH  # noqa: PLR2004 - of 2 and 3


class FrameGate:
    """Lets at most so many pictures a second through, evenly."""

    def __init__(self) -> None:
        self._due_s = 0.0

    def lets_through(self, now_s: float, fps: int) -> bool:
        """Ask once per picture. A picture a little early is let through: cameras jitter."""
        period_s = 1 / fps
        if now_s < self._due_s - period_s / 4:
            return False
        # A gate that was not asked for a while does not make up for it.
        self._due_s = max(self._due_s + period_s, now_s)
        return True
