"""Delay-based congestion signal: the slope of the one-way delay over the last packets.

The slope of the one-way delay over the last bursts, against a threshold that follows the line's
own jitter. Source: draft-ietf-rmcat-gcc-02 §5, with the line fit of libwebrtc's trendline filter.
One thing differs: of all packets of a moment only the quickest is looked at. aiortc does not pace,
so the packets of a picture wait for each other, and times are taken in Python: a busy PC at either
end holds up some packets of a moment, a full line all of them.
"""

from collections import deque

MOMENT_S = 0.05

_POINTS = 12
_FEWEST_POINTS = 4
_INERTIA = 0.5
_GAIN = 4.0
_MOST_DELTAS = 60
_BEGIN_THRESHOLD = 12.5
_LEAST_THRESHOLD = 6.0
_MOST_THRESHOLD = 600.0
_FOLLOW_UP = 0.0087
_FOLLOW_DOWN = 0.039
_OUTLIER = 15.0
_LONGEST_STEP_MS = 100.0
_OVERUSE_AFTER_S = 0.01
_BASE_WINDOW_S = 10.0


class DelayTrend:
    """Times of both ends in seconds, each on its own clock. Thread: media-loop."""

    def __init__(self) -> None:
        self.is_overused = False
        self.queue_s = 0.0
        self._moment: tuple[float, float, float] | None = None
        self._base_s: float | None = None
        self._base_before_s: float | None = None
        self._base_since_s = 0.0
        self._smooth_ms = 0.0
        self._points: deque[tuple[float, float]] = deque(maxlen=_POINTS)
        self._deltas = 0
        self._threshold = _BEGIN_THRESHOLD
        self._looked_ms = 0.0
        self._over_since_s: float | None = None
        self._slope = 0.0

    def add(self, sent_s: float, arrival_s: float) -> None:
        """A packet that came, in the order of sending."""
        delay_s = arrival_s - sent_s
        if self._moment is None or sent_s - self._moment[0] >= MOMENT_S:
            if self._moment is not None:
                self._take(*self._moment)
            self._moment = (sent_s, arrival_s, delay_s)
        elif delay_s < self._moment[2]:
            self._moment = (self._moment[0], arrival_s, delay_s)

    def _take(self, sent_s: float, arrival_s: float, delay_s: float) -> None:
        """The quickest packet of a moment."""
        base_s = self._follow_base(delay_s, sent_s)
        delay_ms = 1000 * (delay_s - base_s)
        if not self._deltas:
            self._smooth_ms = delay_ms
        self._deltas = min(self._deltas + 1, _MOST_DELTAS)
        self._smooth_ms = _INERTIA * self._smooth_ms + (1 - _INERTIA) * delay_ms
        self.queue_s = self._smooth_ms / 1000
        # The slope is taken of the raw delay: its base may move.
        self._points.append((1000 * arrival_s, self._smooth_ms + 1000 * base_s))
        if len(self._points) >= _FEWEST_POINTS:
            self._judge(sent_s, 1000 * arrival_s)

    def forget(self) -> None:
        """The line changed or was silent: what was seen says nothing about now."""
        self._points.clear()
        self._moment = None
        self._base_s = self._base_before_s = None
        self._deltas = 0
        self.queue_s = 0.0
        self.is_overused = False
        self._over_since_s = None

    def _follow_base(self, delay_s: float, now_s: float) -> float:
        """The least delay of the last ten to twenty seconds: the line when it is empty."""
        if self._base_s is None:
            self._base_s, self._base_since_s = delay_s, now_s
        self._base_s = min(self._base_s, delay_s)
        before_s = self._base_before_s
        base_s = self._base_s if before_s is None else min(before_s, self._base_s)
        if now_s - self._base_since_s > _BASE_WINDOW_S:
            self._base_before_s, self._base_s, self._base_since_s = self._base_s, None, now_s
        return base_s

    def _judge(self, now_s: float, now_ms: float) -> None:
        slope = _slope_of(self._points)
        trend = slope * self._deltas * _GAIN
        if trend > self._threshold:
            if self._over_since_s is None:
                self._over_since_s = now_s
            is_long = now_s - self._over_since_s > _OVERUSE_AFTER_S
            self.is_overused = is_long and slope >= self._slope
        else:
            self._over_since_s = None
            self.is_overused = False
        self._slope = slope
        self._follow_jitter(abs(trend), now_ms)

    def _follow_jitter(self, trend: float, now_ms: float) -> None:
        step_ms = min(now_ms - self._looked_ms, _LONGEST_STEP_MS)
        self._looked_ms = now_ms
        if trend > self._threshold + _OUTLIER:
            return
        rate = _FOLLOW_DOWN if trend < self._threshold else _FOLLOW_UP
        self._threshold += rate * (trend - self._threshold) * max(step_ms, 0.0)
        self._threshold = max(_LEAST_THRESHOLD, min(self._threshold, _MOST_THRESHOLD))


def _slope_of(points: "deque[tuple[float, float]]") -> float:
    """Least squares; 0.0 when all came at once."""
    count = len(points)
    mean_x = sum(x for x, _ in points) / count
    mean_y = sum(y for _, y in points) / count
    below = sum((x - mean_x) ** 2 for x, _ in points)
    if below <= 0.0:
        return 0.0
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / below
