"""The ladder of one link: which rung its figures allow, and why not a better one.

Pure: the clock is passed in. Two hands hold the picture down, each with its own patience: the
line (by its own estimate, by growing delay, by loss that the other end reports) and the PC (by the
time an encoder takes). A line takes the size first and keeps the pace, for a face that moves says
more than a sharp one; a slow PC takes the pace first (30, 20, 15 a second) and then the size, for
half the pictures are half the work at once.
"""

from dataclasses import dataclass, field

from desktop.domain.media.call import PeerStats, QualityCause, Rung, lowest_rung
from desktop.media.engine.quality.delay import DelayTrend
from desktop.media.engine.quality.patience import Patience
from desktop.media.engine.quality.rungs import (
    FITS_SHARE,
    FULL_FPS,
    LEAVE_SHARE,
    LOWEST_AUDIO_KBPS,
    RULES,
)
from desktop.media.engine.quality.slow_pc import SlowPc

WARM_UP_S = 4.0
"""A fresh estimate is on its way up and says nothing yet."""

FIRST_ESTIMATE_KBPS = 300.0
"""Where an estimate begins, or higher; lower on a rung that needs less. What is well below it when
it is first seen has fallen already."""

CONFIRM_S = 0.9
"""A fall waits for a second bad reading, unless the first one is grave."""

CONFIRM_ESTIMATE_S = 0.4
"""The engine's estimate is an average already, and what is sent beyond it is a freeze."""

DIP = 1.5
"""An estimate that falls falls too far at first: so much more is believed of it."""

FALL_AGAIN_S = 1.9
"""What we send less needs this long to show."""

PROVEN_AFTER_S = 30.0
"""A link that began on a lower rung blames its line for it when it could not climb by then."""

RISE_S = 2.0
RAMP_S = 15.0
"""After a rung up an estimate must first find out what the line carries beyond what was sent so
far: for RISE_S it is not asked, and until RAMP_S it may be short as long as it grows."""

VOICE_KBPS = 40
"""Of the estimate the voice comes first, with its packets' heads."""

PRESSING_SHARE = 0.6
"""An estimate is only a limit to who sends at least this share of it: a quiet picture is none."""

HEAVY_LOSS = 0.10
GRAVE_LOSS = 0.30
CALM_LOSS = 0.06
GROWN_S = 0.25
GRAVE_GROWN_S = 0.8
CALM_GROWN_S = 0.15
CALM_WEIGHT = 0.15
"""Of the newest reading in the averages that calm is judged by: a line that drops two packets of a
hundred is calm, though now and then it drops six."""

GRAVE_SHARE = 0.3

VOUCHED_TIMES = 4.0
"""An estimate of so many times what the next rung costs. On the two lowest rungs it outweighs
climbs that went wrong before: a line that fails once a minute shows a picture in between."""

DARK_AFTER_S = 1.9
FIRST_LIGHT_S = 8.0
"""A camera that is just being opened is not broken."""


_RUNGS = tuple(Rung)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What half a second of a link says. Shares in [0, 1].

    sent_loss: of our packets, by the other end's word. available_kbps: what the engine thinks the
    line carries our way, voice included; None: no opinion. offered_fps: pictures that the camera
    had for us.
    """

    sent_loss: float
    round_trip_s: float
    available_kbps: float | None
    sent_kbps: float
    encode_ms: float
    offered_fps: float


def reading_of(stats: PeerStats, *, offered_fps: float) -> Reading:
    """The part of the figures that the ladder looks at."""
    return Reading(
        sent_loss=stats.sent_loss,
        round_trip_s=stats.round_trip_s,
        available_kbps=stats.available_kbps,
        sent_kbps=stats.sent_kbps,
        encode_ms=stats.encode_ms,
        offered_fps=offered_fps,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is sent now. cause: OUR_LINE stands for the line, whosever it is."""

    rung: Rung
    fps: int
    audio_kbps: int
    cause: QualityCause


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    target: Rung
    is_grave: bool
    growth_s: float = 0.0
    confirm_s: float = CONFIRM_S


@dataclass(slots=True)
class _Line:
    """What holds the picture down because of the line."""

    rung: Rung
    patience: Patience = field(default_factory=Patience)
    delay: DelayTrend = field(default_factory=DelayTrend)
    bad_since_s: float | None = None
    fell_at_s: float | None = None
    is_proven: bool = False
    mean_loss: float = 0.0
    mean_growth_s: float = 0.0
    audio_kbps: int = RULES[Rung.P720].audio_kbps


class Ladder:
    """Fed about twice a second. now_s: monotonic. start: what the line is thought to carry."""

    def __init__(self, *, now_s: float, start: Rung = Rung.P720) -> None:
        self._began_s = now_s
        self._born_s = now_s
        self._line = _Line(rung=start)
        self._last_rung = Rung.P720
        self._risen_at_s: float | None = None
        self._last_estimate_kbps = FIRST_ESTIMATE_KBPS
        self._most_available_kbps = min(FIRST_ESTIMATE_KBPS, RULES[start].kbps)
        self._pc = SlowPc()
        self._dark_since_s: float | None = None
        self._is_dark = False

    def step(self, cap: Rung) -> Step:
        """What may be sent now where `cap` is the most that is any use."""
        line, pc = self._line, self._pc
        rung = lowest_rung(line.rung, pc.rung, cap)
        is_line = line.rung.is_below(lowest_rung(pc.rung, cap))
        is_pc = pc.rung.is_below(cap) or pc.fps < FULL_FPS
        cause = QualityCause.NONE
        if is_line and line.is_proven:
            cause = QualityCause.OUR_LINE
        elif is_pc and not is_line:
            cause = QualityCause.SLOW_PC
        elif self._is_dark:
            cause = QualityCause.DEVICE
        # A thumbnail on a good line may move as it likes.
        own_fps = RULES[rung].fps if rung in {Rung.STILL, Rung.SOUND} or is_line else FULL_FPS
        audio_kbps = line.audio_kbps if rung is Rung.SOUND else RULES[rung].audio_kbps
        return Step(rung=rung, fps=min(own_fps, pc.fps), audio_kbps=audio_kbps, cause=cause)

    def warm_up(self, now_s: float) -> None:
        """A new connection carries the link from now on: its estimate begins anew."""
        self._began_s = now_s
        self._most_available_kbps = 0.0

    def feed(self, reading: Reading, *, cap: Rung, now_s: float) -> Step:
        """One more reading; returns what may be sent from now on."""
        rung = self.step(cap).rung
        if self._last_rung.is_below(rung):
            self._risen_at_s = now_s
        self._last_rung = rung
        self._look_at_camera(reading, now_s)
        growth_s = self._line.delay.growth_s(now_s, reading.round_trip_s)
        self._average(reading, growth_s)
        verdict = self._verdict(reading, rung, growth_s, now_s)
        if verdict is not None:
            self._worsen(verdict, now_s)
        else:
            self._line.bad_since_s = None
            self._better_line(reading, rung, now_s)
        if now_s - self._born_s >= PROVEN_AFTER_S:
            self._line.is_proven = True
        step = self.step(cap)
        if step.rung not in {Rung.STILL, Rung.SOUND} and reading.encode_ms > 0.0:
            self._pc.look(reading.encode_ms, (step.rung, step.fps), cap=cap, now_s=now_s)
        self._tune_voice(reading)
        available_kbps = reading.available_kbps or 0.0
        self._last_estimate_kbps = available_kbps or self._last_estimate_kbps
        self._most_available_kbps = max(self._most_available_kbps, available_kbps)
        return self.step(cap)

    # ---- the line ---------------------------------------------------------------------------

    def _average(self, reading: Reading, growth_s: float) -> None:
        line = self._line
        line.mean_loss += CALM_WEIGHT * (reading.sent_loss - line.mean_loss)
        line.mean_growth_s += CALM_WEIGHT * (growth_s - line.mean_growth_s)

    def _verdict(
        self, reading: Reading, rung: Rung, growth_s: float, now_s: float
    ) -> _Verdict | None:
        """Whether this reading speaks against the rung, and for which one."""
        if rung is Rung.SOUND:
            return None
        next_rung = _RUNGS[rung.place + 1]
        if _is_stopped(reading):
            # Not one rung: it begins with a key frame, which must not fill the line again.
            fitting = _fitting(self._last_estimate_kbps - VOICE_KBPS)
            return _Verdict(target=lowest_rung(next_rung, Rung.P360, fitting), is_grave=True)
        budget = self._short_budget_kbps(reading, rung, now_s)
        if budget is not None:
            return _Verdict(
                target=lowest_rung(next_rung, _fitting(budget)),
                is_grave=budget < GRAVE_SHARE * RULES[rung].kbps,
                confirm_s=CONFIRM_ESTIMATE_S,
            )
        if growth_s >= GROWN_S:
            is_grave = growth_s >= GRAVE_GROWN_S
            return _Verdict(target=next_rung, is_grave=is_grave, growth_s=growth_s)
        is_grave = reading.sent_loss >= GRAVE_LOSS
        # Loss alone, with room and without delay, is not cured by sending ever less.
        is_heavy = reading.sent_loss >= HEAVY_LOSS and Rung.P360.is_below(rung)
        return _Verdict(target=next_rung, is_grave=is_grave) if is_grave or is_heavy else None

    def _short_budget_kbps(self, reading: Reading, rung: Rung, now_s: float) -> float | None:
        """What the line carries of our pictures, when that is too little for the rung."""
        # An estimate that fell to half is not on its way up.
        has_fallen = (reading.available_kbps or 0.0) < 0.5 * self._most_available_kbps
        is_fresh = now_s - self._began_s < WARM_UP_S and not has_fallen
        if is_fresh or not _is_pressing(reading):
            return None
        if self._risen_at_s is not None and self._is_ramping(reading, now_s - self._risen_at_s):
            return None
        budget = _budget_kbps(reading)
        is_short = budget is not None and budget < LEAVE_SHARE * RULES[rung].kbps
        return budget if is_short else None

    def _is_ramping(self, reading: Reading, risen_for_s: float) -> bool:
        is_growing = (reading.available_kbps or 0.0) > self._last_estimate_kbps
        return risen_for_s < RISE_S or (risen_for_s < RAMP_S and is_growing)

    def _worsen(self, verdict: _Verdict, now_s: float) -> None:
        line = self._line
        line.patience.disturb()
        if line.bad_since_s is None:
            line.bad_since_s = now_s
        if line.fell_at_s is not None and now_s - line.fell_at_s < FALL_AGAIN_S:
            return
        if not verdict.is_grave and now_s - line.bad_since_s < verdict.confirm_s:
            return
        if verdict.growth_s and line.delay.is_of_others(verdict.growth_s):
            line.bad_since_s = None
            return
        line.rung = lowest_rung(line.rung, verdict.target)
        line.is_proven = True
        line.bad_since_s = None
        line.fell_at_s = now_s
        line.patience.note_fall(now_s)
        if verdict.growth_s:
            line.delay.note_fall(verdict.growth_s)

    def _better_line(self, reading: Reading, rung: Rung, now_s: float) -> None:
        line = self._line
        if line.mean_loss >= CALM_LOSS or line.mean_growth_s >= CALM_GROWN_S:
            line.patience.disturb()
            return
        line.patience.note_calm(now_s)
        is_held_by_line = line.rung is not Rung.P720 and not rung.is_below(line.rung)
        if not is_held_by_line:
            return
        is_blind = not _has_room_above(reading, line.rung)
        is_cheap = line.rung in {Rung.STILL, Rung.SOUND} and _is_vouched(reading, line.rung)
        if line.patience.may_climb(now_s, is_blind=is_blind, is_cheap=is_cheap):
            is_wary = is_blind or line.patience.is_wary
            line.rung = _climbed(reading, line.rung, is_wary=is_wary)
            line.patience.note_climb(now_s)

    def _tune_voice(self, reading: Reading) -> None:
        """On the last rung the voice has all there is, and at least its 16 kbit/s."""
        line = self._line
        budget = _budget_kbps(reading)
        is_starved = budget is not None and budget < RULES[Rung.STILL].kbps * LEAVE_SHARE
        is_poor = line.rung is Rung.SOUND and is_starved and _is_pressing(reading)
        line.audio_kbps = LOWEST_AUDIO_KBPS if is_poor else RULES[Rung.SOUND].audio_kbps

    # ---- the camera -------------------------------------------------------------------------

    def _look_at_camera(self, reading: Reading, now_s: float) -> None:
        is_opening = now_s - self._born_s < FIRST_LIGHT_S
        if reading.offered_fps >= 1.0 or is_opening:
            self._dark_since_s = None
        elif self._dark_since_s is None:
            self._dark_since_s = now_s
        self._is_dark = self._dark_since_s is not None and (
            now_s - self._dark_since_s >= DARK_AFTER_S
        )


def _is_stopped(reading: Reading) -> bool:
    """Whether the engine waits until the line has taken what was made for a better one."""
    return reading.available_kbps == 0.0


def _fitting(budget_kbps: float) -> Rung:
    """The best rung for a line that seems to carry so much of pictures."""
    fitting = (one for one in _RUNGS if budget_kbps * DIP >= FITS_SHARE * RULES[one].kbps)
    return next(fitting, Rung.SOUND)


def _budget_kbps(reading: Reading) -> float | None:
    if reading.available_kbps is None:
        return None
    return reading.available_kbps - VOICE_KBPS


def _is_pressing(reading: Reading) -> bool:
    available = reading.available_kbps
    return available is not None and reading.sent_kbps >= PRESSING_SHARE * available


def _has_room_above(reading: Reading, rung: Rung) -> bool:
    """Whether the estimate has nothing against the next rung up.

    It cannot grow far beyond what we send, so it need not show the whole rate of that rung.
    """
    budget = _budget_kbps(reading)
    if budget is None or not _is_pressing(reading):
        return True
    above = RULES[_RUNGS[rung.place - 1]]
    return budget >= min(above.kbps, FITS_SHARE * RULES[rung].max_kbps)


def _is_vouched(reading: Reading, rung: Rung) -> bool:
    """Whether the estimate has room for several times the next rung up."""
    budget = _budget_kbps(reading)
    above = RULES[_RUNGS[rung.place - 1]]
    return budget is not None and budget >= VOUCHED_TIMES * above.kbps


def _climbed(reading: Reading, rung: Rung, *, is_wary: bool) -> Rung:
    """One rung up, or as far up as an estimate that knows says."""
    above = _RUNGS[rung.place - 1]
    budget = _budget_kbps(reading)
    if is_wary or budget is None:
        return above
    known = next(one for one in _RUNGS if budget >= RULES[one].kbps or one is Rung.SOUND)
    return known if above.is_below(known) else above
