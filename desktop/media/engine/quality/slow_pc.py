"""A PC that is too slow for its encoder loses pace first, then size, and gets both back."""

from dataclasses import dataclass, field

from desktop.domain.media.call import Rung
from desktop.media.engine.quality.patience import Patience
from desktop.media.engine.quality.rungs import FULL_FPS, PACES_FPS, RULES

BUSY_SHARE = 0.8
"""An encoder that takes this share of the time between two pictures is late."""

IDLE_SHARE = 0.5
LATE_AFTER_S = 1.9

_RUNGS = tuple(Rung)


@dataclass(slots=True)
class SlowPc:
    """What holds the picture down because of the PC; rung P720 and 30 a second hold nothing."""

    rung: Rung = Rung.P720
    _pace: int = 0
    _patience: Patience = field(default_factory=Patience)
    _late_since_s: float | None = None

    @property
    def fps(self) -> int:
        """Pictures a second that the PC is good for."""
        return PACES_FPS[self._pace]

    def look(self, encode_ms: float, sent: tuple[Rung, int], *, cap: Rung, now_s: float) -> None:
        """encode_ms: of one picture at the moving rung and the pace that are sent."""
        rung, fps = sent
        if encode_ms < BUSY_SHARE * 1_000 / fps:
            self._late_since_s = None
            self._relieve(encode_ms, rung, cap, now_s)
            return
        self._patience.disturb()
        if self._late_since_s is None:
            self._late_since_s = now_s
        if now_s - self._late_since_s < LATE_AFTER_S:
            return
        self._late_since_s = None
        self._patience.note_fall(now_s)
        if self._pace < len(PACES_FPS) - 1:
            self._pace += 1
        elif rung is not Rung.P240:
            # A smaller picture is less than half the work: the pace can come back a little.
            self.rung = _RUNGS[rung.place + 1]
            self._pace = 1

    def _relieve(self, encode_ms: float, rung: Rung, cap: Rung, now_s: float) -> None:
        if self._pace == 0 and not self.rung.is_below(cap):
            return
        above = _RUNGS[max(0, self.rung.place - 1)]
        wanted_fps = PACES_FPS[self._pace - 1] if self._pace else FULL_FPS
        growth = 1.0 if self._pace else _pixels(above) / _pixels(rung)
        if encode_ms * growth >= IDLE_SHARE * 1_000 / wanted_fps:
            self._patience.disturb()
            return
        self._patience.note_calm(now_s)
        if not self._patience.may_climb(now_s, is_blind=False):
            return
        self._patience.note_climb(now_s)
        if self._pace:
            self._pace -= 1
        else:
            self.rung = above


def _pixels(rung: Rung) -> int:
    return RULES[rung].width * RULES[rung].height
