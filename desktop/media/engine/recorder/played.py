"""A part of a recording played to its end: what its pictures show, and how loud it is."""

import io
from collections.abc import Iterator
from contextlib import suppress

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from desktop.media.engine.recorder.composer import HEIGHT, MAIN, PLACES, WIDTH
from desktop.media.engine.sound_block import SAMPLE_RATE_HZ
from desktop.media.measure.picture_clock import age_ms, read_mark


def mark_delays_ms(webm: bytes) -> Iterator[float]:
    """Of each mark in the large picture, once: its place in the file less what it says, ms.

    The bytes may end anywhere.
    """
    newest: int | None = None
    with suppress(FFmpegError), av.open(io.BytesIO(webm), "r") as container:
        for frame in container.decode(video=0):
            planes = frame.to_ndarray(format="yuv420p").astype(np.uint8, copy=False)
            luma = planes[MAIN.y : MAIN.y + MAIN.height, MAIN.x : MAIN.x + MAIN.width]
            mark = read_mark(luma)
            if mark is not None and mark != newest:
                newest = mark
                yield float(frame.time or 0.0) * 1_000 - mark


def newest_mark(luma: NDArray[np.uint8], now_ms: int) -> int | None:
    """The youngest mark in a picture that was recorded; None: it shows no site, or none with one.

    A room's own picture is younger than what came over a line.
    """
    if luma.shape != (HEIGHT, WIDTH):
        return None
    pieces = (luma[one.y : one.y + one.height, one.x : one.x + one.width] for one in PLACES)
    marks = [mark for piece in pieces if (mark := read_mark(piece)) is not None]
    return min(marks, key=lambda mark: age_ms(mark, now_ms), default=None)


def mix_peak(webm: bytes) -> int:
    """The greatest distance from zero on the first track, of 32,767."""
    loudest = 0
    with suppress(FFmpegError), av.open(io.BytesIO(webm), "r") as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE_HZ)
        for frame in container.decode(audio=0):
            for one in resampler.resample(frame):
                loudest = max(loudest, int(np.abs(one.to_ndarray().astype(np.int32)).max()))
    return loudest
