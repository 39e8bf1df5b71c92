"""Sender-side bandwidth estimate from transport-wide feedback.

Less when a queue grows (delay) or too much is lost, more while neither happens: multiplicatively
where nothing is known, carefully near the rate at which the line was full the last time.
Sources: draft-ietf-rmcat-gcc-02 (delay, loss), measured against libwebrtc's behaviour.
"""

import math
from collections import deque
from dataclasses import dataclass

from desktop.media.engine.peer.aiortc.line.delay_trend import DelayTrend
from desktop.media.engine.peer.aiortc.line.transport_feedback import (
    CLOCK_TICKS,
    TICKS_PER_S,
    Feedback,
)

BETA = 0.85
"""Of what came through a full line, so much is sent next."""

SILENCE_S = 0.5

_NUMBERS = 1 << 16
_MAX_IN_FLIGHT = 4_000
_ACKED_WINDOW_S = 0.5
_FULL_WINDOW_S = 0.2
_LOSS_WINDOW_S = 1.0
_LOSS_LOOK_S = 0.25
_FEWEST_PACKETS = 20
_MUCH_LOSS = 0.10
_MUCH_LOSS_WITHOUT_QUEUE = 0.20
_LITTLE_LOSS = 0.02
_DOUBT = 1.5  # standard deviations
_LOSS_GROWTH = 1.08  # four times a second
_LOSSY_GROWTH = 1.03
_HOLD_QUEUE_S = 0.05
_FULL_QUEUE_S = 0.15
_DRAIN_MOST = 0.35
_CUT_GAP_S = 0.2
_STANDING_CUTS = 4
_FREE_GROWTH = 0.45  # per second
_FIRST_GROWTH = 0.8  # of a line that was never full
_RETURN_GROWTH = 2.0
_NEAR_GROWTH = 0.06
_NEAR = 1.15
_IDLE_SHARE = 2.0
_IDLE_KBPS = 150.0
_SILENT_SHARE = 0.7
_LONGEST_STEP_S = 0.5
_ROUND_TRIP_WINDOW_S = 10.0


@dataclass(slots=True)
class _Sent:
    at_s: float
    size: int
    is_counted_lost: bool = False


@dataclass(frozen=True, slots=True)
class _Came:
    at_s: float
    size: int


class LossWindow:
    """Share of packets lost in the last second. Thread: media-loop."""

    def __init__(self) -> None:
        self._counts: deque[tuple[float, int, int]] = deque()

    def add(self, now_s: float, lost: int, received: int) -> None:
        """One message of feedback; lost may be negative when packets came after all."""
        self._counts.append((now_s, lost, received))
        while now_s - self._counts[0][0] > _LOSS_WINDOW_S:
            self._counts.popleft()

    @property
    def share(self) -> float | None:
        """In [0, 1]; None while too few packets say anything."""
        lost = max(0, sum(count[1] for count in self._counts))
        received = sum(count[2] for count in self._counts)
        if lost + received < _FEWEST_PACKETS:
            return None
        return lost / (lost + received)

    @property
    def sure_share(self) -> float | None:
        """What is lost even if this second was an unlucky one; a voice alone is 50 packets."""
        share = self.share
        if share is None:
            return None
        packets = sum(count[1] + count[2] for count in self._counts)
        return max(0.0, share - _DOUBT * math.sqrt(share * (1 - share) / max(packets, 1)))


class LineEstimate:
    """All rates in kbit/s of whole RTP packets. Thread: media-loop."""

    def __init__(self, *, start_kbps: float, floor_kbps: float, ceiling_kbps: float) -> None:
        self.kbps = start_kbps
        self.has_feedback = False
        self.round_trip_s: float | None = None
        self._floor_kbps = floor_kbps
        self._ceiling_kbps = ceiling_kbps
        self._next = 0
        self._is_numbered = False
        self._sent: dict[int, _Sent] = {}
        self._came: deque[_Came] = deque()
        self._clock: int | None = None
        self._trend = DelayTrend()
        self._losses = LossWindow()
        self._fresh_losses = LossWindow()
        self._loss_looked_s = 0.0
        self._loss_kbps = float("inf")
        self._full_kbps: float | None = None
        self._cut_at_s = 0.0
        self._standing_cuts = 0
        self._kbps_before = start_kbps
        self._grown_at_s: float | None = None
        self._heard_at_s: float | None = None
        self._waiting_since_s: float | None = None
        self._round_trips: deque[tuple[float, float]] = deque()
        self._recent: deque[tuple[float, float]] = deque()

    # ---- what others ask ------------------------------------------------------------------------

    @property
    def loss(self) -> float:
        """Share of our packets that did not arrive in the last second."""
        return self._losses.share or 0.0

    @property
    def queue_s(self) -> float:
        """How long our packets wait on the line beyond its own length."""
        return self._trend.queue_s

    @property
    def least_round_trip_s(self) -> float | None:
        """Of the last ten seconds: the line when it is empty."""
        return self._round_trips[0][1] if self._round_trips else None

    @property
    def recent_round_trip_s(self) -> float | None:
        """The least of the last second; None before there was one."""
        return min((value for _, value in self._recent), default=None)

    # ---- what happens ---------------------------------------------------------------------------

    def take_number(self) -> int:
        """The transport-wide number for the packet that leaves now, in [0, 65536)."""
        self._is_numbered = True
        return self._next % _NUMBERS

    def note_sent(self, size_bytes: int, now_s: float) -> None:
        """The packet left; one that took no number says nothing."""
        if not self._is_numbered:
            return
        self._is_numbered = False
        self._sent[self._next] = _Sent(at_s=now_s, size=size_bytes)
        if self._waiting_since_s is None:
            self._waiting_since_s = now_s
        self._next += 1
        if len(self._sent) > _MAX_IN_FLIGHT:
            del self._sent[next(iter(self._sent))]

    def take_feedback(self, untrusted: Feedback, now_s: float) -> None:
        """What the far end says."""
        self.has_feedback = True
        if self._heard_at_s is not None and now_s - self._heard_at_s > 2 * SILENCE_S:
            self._trend.forget()
        self._heard_at_s = now_s
        self._waiting_since_s = None
        lost = received = fresh_lost = fresh_received = 0
        newest_sent_s: float | None = None
        first = self._next - 1 - (self._next - 1 - untrusted.base) % _NUMBERS
        for offset, arrival in enumerate(untrusted.arrivals):
            sent = self._sent.get(first + offset)
            if sent is None:
                continue
            is_fresh = sent.at_s > self._cut_at_s
            if arrival is None:
                lost += not sent.is_counted_lost
                fresh_lost += is_fresh and not sent.is_counted_lost
                sent.is_counted_lost = True
                continue
            lost -= sent.is_counted_lost
            received += 1
            fresh_received += is_fresh
            newest_sent_s = sent.at_s
            del self._sent[first + offset]
            self._note_arrival(sent, self._unwrap(arrival) / TICKS_PER_S)
        self._losses.add(now_s, lost, received)
        self._fresh_losses.add(now_s, fresh_lost, fresh_received)
        if newest_sent_s is not None:
            self._note_round_trip(now_s - newest_sent_s, now_s)
        self._adapt(now_s)

    def step(self, now_s: float) -> None:
        """Look at the time: a far end that says nothing means a line that carries nothing."""
        if self._waiting_since_s is None or self._heard_at_s is None:
            return
        limit_s = SILENCE_S + 2 * (self.round_trip_s or 0.0)
        is_silent = now_s - self._waiting_since_s > limit_s
        if is_silent and now_s - self._cut_at_s > SILENCE_S:
            if self._full_kbps is None:
                self._full_kbps = self.kbps
            self._note_cut(now_s)
            self._set(self.kbps * _SILENT_SHARE)

    # ---- inside ---------------------------------------------------------------------------------

    def _note_arrival(self, sent: _Sent, arrival_s: float) -> None:
        self._came.append(_Came(at_s=arrival_s, size=sent.size))
        newest_s = self._came[-1].at_s
        while len(self._came) > 1 and newest_s - self._came[0].at_s > _ACKED_WINDOW_S:
            self._came.popleft()
        self._trend.add(sent.at_s, arrival_s)

    def _unwrap(self, ticks: int) -> int:
        if self._clock is None:
            self._clock = ticks
        step = (ticks - self._clock + CLOCK_TICKS // 2) % CLOCK_TICKS - CLOCK_TICKS // 2
        unwrapped = self._clock + step
        self._clock = max(self._clock, unwrapped)
        return unwrapped

    def _note_round_trip(self, sample_s: float, now_s: float) -> None:
        self.round_trip_s = (
            sample_s if self.round_trip_s is None else 0.8 * self.round_trip_s + 0.2 * sample_s
        )
        self._recent.append((now_s, sample_s))
        while now_s - self._recent[0][0] > 1.0:
            self._recent.popleft()
        while self._round_trips and self._round_trips[-1][1] >= sample_s:
            self._round_trips.pop()  # a rising row: its first is the least
        self._round_trips.append((now_s, sample_s))
        while now_s - self._round_trips[0][0] > _ROUND_TRIP_WINDOW_S:
            self._round_trips.popleft()

    def _acked_kbps(self, window_s: float) -> float:
        if not self._came:
            return 0.0
        newest_s = self._came[-1].at_s
        size = sum(came.size for came in self._came if newest_s - came.at_s <= window_s)
        span_s = min(window_s, max(newest_s - self._came[0].at_s, 0.1))
        return size * 8 / 1000 / span_s

    def _adapt(self, now_s: float) -> None:
        share = self._fresh_losses.sure_share
        is_flooded = (
            share is not None and share > _MUCH_LOSS and self._trend.queue_s > _HOLD_QUEUE_S
        )
        if self._trend.is_overused or is_flooded:
            self._cut(now_s)
        elif self._trend.queue_s > _FULL_QUEUE_S:
            if self._standing_cuts == 0:
                self._kbps_before = self.kbps
            self._standing_cuts += self._cut(now_s)
            if self._standing_cuts >= _STANDING_CUTS:
                # Not our queue, then: the line became longer, or others fill it.
                self._trend.forget()
                self._standing_cuts = 0
                self._full_kbps = self._kbps_before
        else:
            self._standing_cuts = 0
            self._grow(now_s)
        self._grown_at_s = now_s
        if share is not None and now_s - self._loss_looked_s > _LOSS_LOOK_S:
            self._loss_looked_s = now_s
            self._heed_loss(share, now_s)

    def _cut(self, now_s: float) -> bool:
        """Send less; False while what was cut before cannot be seen yet."""
        if now_s - self._cut_at_s < _CUT_GAP_S + (self.round_trip_s or 0.0):
            return False
        if not self._came or self._came[-1].at_s - self._came[0].at_s < _FULL_WINDOW_S:
            return False  # too little came to know what the line carries
        self._note_cut(now_s)
        came_kbps = self._acked_kbps(_FULL_WINDOW_S)
        self._full_kbps = came_kbps
        drain = min(_DRAIN_MOST, self._trend.queue_s)
        self._set(min(self.kbps, came_kbps * (BETA - drain)))
        return True

    def _grow(self, now_s: float) -> None:
        if self._grown_at_s is None or self._trend.queue_s > _HOLD_QUEUE_S:
            return
        step_s = min(now_s - self._grown_at_s, _LONGEST_STEP_S)
        full = self._full_kbps
        if full is None:
            growth = _FREE_GROWTH if self._cut_at_s else _FIRST_GROWTH
            kbps = self.kbps * (1 + growth * step_s)
        elif self.kbps < BETA * full:
            kbps = min(BETA * full, self.kbps * (1 + _RETURN_GROWTH * step_s))
        elif self.kbps < _NEAR * full:
            kbps = self.kbps + _NEAR_GROWTH * full * step_s
        else:
            kbps, self._full_kbps = self.kbps, None
        # A picture that needs little says nothing about a line that might carry much.
        most = _IDLE_SHARE * self._acked_kbps(_ACKED_WINDOW_S) + _IDLE_KBPS
        self._set(max(self.kbps, min(kbps, most)))

    def _heed_loss(self, share: float, now_s: float) -> None:
        is_queued = self._trend.queue_s > _HOLD_QUEUE_S / 2
        if share > (_MUCH_LOSS if is_queued else _MUCH_LOSS_WITHOUT_QUEUE):
            self._note_cut(now_s)
            self._loss_kbps = max(self.kbps * (1 - share / 2), self._floor_kbps)
        elif share < _LITTLE_LOSS:
            self._loss_kbps *= _LOSS_GROWTH
        else:
            self._loss_kbps *= _LOSSY_GROWTH
        self._set(self.kbps)

    def _note_cut(self, now_s: float) -> None:
        """What was lost before says nothing about the rate from now on."""
        self._cut_at_s = now_s
        self._fresh_losses = LossWindow()

    def _set(self, kbps: float) -> None:
        bounded = min(kbps, self._loss_kbps, self._ceiling_kbps)
        self.kbps = max(self._floor_kbps, bounded)
