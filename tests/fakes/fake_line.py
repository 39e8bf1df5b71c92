"""A line in numbers: what one second of sending over it reads like, for ladders and words."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerStats, Rung
from desktop.media.engine.quality.ladder import Ladder, Reading, Step
from desktop.media.engine.quality.rungs import RULES

CLEAN = Reading(
    sent_loss=0.0,
    round_trip_s=0.02,
    available_kbps=3_000.0,
    sent_kbps=1_300.0,
    encode_ms=3.0,
    offered_fps=30.0,
)


@dataclass(slots=True)
class Line:
    """carries_kbps: None means an engine without an estimate. encode_ms: of a 720p picture."""

    carries_kbps: float | None = None
    has_estimate: bool = True
    loss: float = 0.0
    round_trip_s: float = 0.02
    encode_ms: float = 3.0

    def reading(self, step: Step) -> Reading:
        """A second of sending at this step: the encoder spends what it may and can."""
        rules = RULES[step.rung]
        wanted = rules.max_kbps * step.fps / 30 if rules.fps > 1 else rules.kbps
        voice = step.audio_kbps + 16
        limit = self.carries_kbps
        sent = wanted + voice if limit is None else min(wanted + voice, limit)
        over = 0.0 if limit is None else max(0.0, wanted + voice - limit) / (wanted + voice)
        pixels = rules.width * rules.height / (1280 * 720)
        estimate = max(sent, rules.max_kbps + voice)
        return Reading(
            # Without an estimate nobody holds back: what the line does not carry is lost.
            sent_loss=self.loss if self.has_estimate else max(self.loss, over),
            round_trip_s=self.round_trip_s,
            available_kbps=(
                None
                if not self.has_estimate
                else estimate
                if limit is None
                else min(estimate, limit)
            ),
            sent_kbps=sent,
            encode_ms=self.encode_ms * pixels,
            offered_fps=30.0,
        )


def steps_of(
    ladder: Ladder, line: Line, *, seconds: int, from_s: int = 0, cap: Rung = Rung.P720
) -> list[Step]:
    """What the ladder does on a line, one step a second."""
    step = ladder.step(cap)
    steps = []
    for second in range(from_s + 1, from_s + seconds + 1):
        step = ladder.feed(line.reading(step), cap=cap, now_s=float(second))
        steps.append(step)
    return steps


def lan_seconds(seconds: int, seed: int, template: PeerStats) -> Iterator[PeerStats]:
    """Hours of a clean LAN between PCs that do other things as well; made up, not recorded.

    Round trips of a millisecond that jump to 150 now and then, a packet lost in thousands, an
    estimate that halves for a second once in a while, and a dozen times an hour a second in which
    a PC was busy and half its pictures were missing.
    """
    dice = random.Random(seed)
    for _ in range(seconds):
        is_busy = dice.random() < 1 / 300
        jump_s = dice.expovariate(1 / 0.015) if dice.random() < 0.02 else 0.0
        fps = dice.uniform(12.0, 20.0) if is_busy else dice.gauss(30.0, 0.6)
        yield replace(
            template,
            site_id=SiteId("hq"),
            video_fps=fps,
            sent_fps=fps,
            loss=dice.choice((0.004, 0.008)) if dice.random() < 0.01 else 0.0,
            sent_loss=dice.choice((0.004, 0.012, 0.03)) if dice.random() < 0.01 else 0.0,
            round_trip_s=max(0.0003, dice.gauss(0.001, 0.0003)) + min(jump_s, 0.15),
            jitter_s=abs(dice.gauss(0.001, 0.001)),
            silent_s=0.02 + (dice.uniform(0.0, 0.6) if is_busy else 0.0),
            sent_kbps=max(60.0, dice.gauss(1_700.0, 400.0)),
            received_kbps=max(60.0, dice.gauss(1_700.0, 400.0)),
            available_kbps=dice.gauss(2_600.0, 100.0) * (0.5 if dice.random() < 0.01 else 1.0),
            encode_ms=max(1.0, dice.gauss(5.0, 1.5)) * (4.0 if is_busy else 1.0),
        )
