"""From what was noted to figures: pictures. Pure."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.media.measure.picture_clock import age_ms, clock_ms

FPS = 30
FREEZE_MS = max(3 * 1000 / FPS, 1000 / FPS + 150)
"""A gap above this is a freeze, as in the WebRTC statistics (freezeCount)."""

Figures = dict[str, Any]


def newer_pictures(pictures: NDArray[np.float64]) -> NDArray[np.float64]:
    """Without pictures that show nothing new: of a connection that is being replaced, or again.

    pictures: (n, 4) of time in s, mark in ms or -1, width, height, in the order of their times.
    """
    kept: list[int] = []
    newest: int | None = None
    for row, mark in enumerate(pictures[:, 1].astype(np.int64)):
        if mark >= 0:
            # Not newer: as good as the whole circle of the clock old, or the same.
            if newest is not None and not 0 < age_ms(newest, int(mark)) < 1 << 31:
                continue
            newest = int(mark)
        kept.append(row)
    return pictures[kept]


def picture_figures(pictures: NDArray[np.float64], begun_s: float, ended_s: float) -> Figures:
    """Pace, freezes and ages of the pictures that came in [begun_s, ended_s).

    freeze_ratio: the summed length of freezes over the whole time; a beginning or an end without
    pictures counts.
    """
    at_s = pictures[:, 0]
    chosen = pictures[(at_s >= begun_s) & (at_s < ended_s)]
    span_s = ended_s - begun_s
    gaps_ms = 1000 * np.diff(np.concatenate([[begun_s], chosen[:, 0], [ended_s]]))
    freezes_ms = gaps_ms[gaps_ms > FREEZE_MS]
    ages_ms = [age_ms(int(mark), clock_ms(at)) for at, mark in chosen[:, :2] if mark >= 0]
    sizes = Counter(f"{int(width)}x{int(height)}" for width, height in chosen[:, 2:])
    return {
        "fps": round(len(chosen) / span_s, 1),
        "freeze_ratio": round(float(freezes_ms.sum()) / 1000 / span_s, 4),
        "freezes": len(freezes_ms),
        "longest_gap_ms": round(float(gaps_ms.max())),
        "gap_ms_p99": percentile(list(gaps_ms), 99),
        "latency_ms_p50": percentile(ages_ms, 50),
        "latency_ms_p95": percentile(ages_ms, 95),
        "sizes": dict(sizes.most_common()),
    }


def join_ms(pictures: NDArray[np.float64], begun_s: float) -> int | None:
    """From "go" to the first decoded picture."""
    return round(1000 * (float(pictures[0, 0]) - begun_s)) if len(pictures) else None


def sync_figures(pictures: NDArray[np.float64], voice: Sequence[tuple[float, float]]) -> Figures:
    """How much older than the voice the picture beside it is, whenever voice was recognised.

    voice: for each moment, in s, how old the voice was, in s. The picture is the one that stands
    on the tile then; it grows older until the next one. av_offset_ms: the median, above 0 the
    picture is late. av_apart_ms_p95: of the distance, whoever is late.
    """
    marked = pictures[pictures[:, 1] >= 0]
    offsets_ms: list[float] = []
    for at_s, delay_s in voice:
        shown = int(np.searchsorted(marked[:, 0], at_s, "right")) - 1
        if shown >= 0:
            offsets_ms.append(age_ms(int(marked[shown, 1]), clock_ms(at_s)) - 1000 * delay_s)
    return {
        "av_offset_ms": percentile(offsets_ms, 50),
        "av_apart_ms_p95": percentile([abs(one) for one in offsets_ms], 95),
    }


def percentile(values: Sequence[float], share: float) -> float | None:
    """None when there is nothing."""
    return round(float(np.percentile(values, share)), 1) if len(values) else None
