"""A chirp and how to find it again: when it came back to the microphone, and how loud.

A matched filter over an exponential sweep. The sweep stays where every table microphone and every
loudspeaker of a meeting room works (400 to 5,000 Hz), so that no device is failed for its bass.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.media.engine.sound.timeline import Timeline
from desktop.media.engine.sound_block import BLOCK_SAMPLES, SAMPLE_RATE_HZ

CHIRPS = 3
LEAD_S = 0.5
"""Silence before the first chirp: the room's own noise is taken from it."""

PERIOD_S = 0.8
CHIRP_S = 0.2
PEAK = 11_000
MAX_DELAY_S = 0.5

_FROM_HZ, _TO_HZ = 400.0, 5_000.0
_EDGE_S = 0.01
_EARLY_S = 0.03
"""Time stamps of sound cards err: an echo may seem to come before its sound."""

_CLEAR = 10.0
"""Peak of the filter over its median; noise alone reaches about 6."""

_FIRST_SHARE = 0.6
"""The first arrival is the earliest that has this share of the peak."""

_AGREE_S = 0.005
_LEAST_FOUND = 2
_FULL_SCALE = 32_768.0
_SILENCE_DBFS = -96.0

Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """delay_ms: from the loudspeaker to the microphone. dbfs: at the microphone, RMS."""

    delay_ms: float
    dbfs: float


def make_chirp() -> Samples:
    """One sweep, mono 48 kHz."""
    at_s = np.arange(round(CHIRP_S * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    growth = np.log(_TO_HZ / _FROM_HZ)
    phase = 2 * np.pi * _FROM_HZ * CHIRP_S / growth * (np.exp(at_s / CHIRP_S * growth) - 1)
    edge = np.minimum(1.0, np.minimum(at_s, CHIRP_S - at_s) / _EDGE_S)
    sweep: Samples = np.rint(PEAK * edge * np.sin(phase)).astype(np.int16)
    return sweep


def make_signal() -> Samples:
    """What is played: silence, then the chirps; a whole number of blocks."""
    seconds = LEAD_S + CHIRPS * PERIOD_S
    blocks = round(seconds * SAMPLE_RATE_HZ) // BLOCK_SAMPLES
    signal = np.zeros(blocks * BLOCK_SAMPLES, np.int16)
    chirp = make_chirp()
    for start in chirp_starts():
        signal[start : start + len(chirp)] = chirp
    return signal


def chirp_starts() -> list[int]:
    """Sample of the signal at which each chirp begins."""
    return [round((LEAD_S + number * PERIOD_S) * SAMPLE_RATE_HZ) for number in range(CHIRPS)]


def find_echo(heard: Samples, heard_at: Timeline, chirps_at_s: Sequence[float]) -> Echo | None:
    """The chirps in what was heard; None when fewer than two came back at the same delay.

    heard: mono 48 kHz. chirps_at_s: when the loudspeaker began with each, on the clock of heard_at.
    """
    found = [one for at_s in chirps_at_s if (one := _find(heard, heard_at, at_s))]
    if len(found) < _LEAST_FOUND:
        return None
    delay_s = float(np.median([one_delay_s for one_delay_s, _ in found]))
    agreeing = [one for one in found if abs(one[0] - delay_s) <= _AGREE_S]
    if len(agreeing) < _LEAST_FOUND:
        return None
    delays_s, levels = zip(*agreeing, strict=True)
    return Echo(delay_ms=1000 * float(np.median(delays_s)), dbfs=dbfs(float(np.median(levels))))


def floor_dbfs(heard: Samples, before: int) -> float:
    """Of the half second before this sample, which is where the first chirp was played."""
    end = max(0, before)
    return dbfs(_rms(heard[max(0, end - round(LEAD_S * SAMPLE_RATE_HZ)) : end]))


def dbfs(rms: float) -> float:
    """Of an RMS in steps of int16."""
    return max(_SILENCE_DBFS, 20 * float(np.log10(max(rms, 1e-9) / _FULL_SCALE)))


def _find(heard: Samples, heard_at: Timeline, chirp_at_s: float) -> tuple[float, float] | None:
    """Delay in seconds and RMS of one chirp."""
    chirp = make_chirp().astype(np.float64)
    early = round(_EARLY_S * SAMPLE_RATE_HZ)
    start = heard_at.sample_at(chirp_at_s)
    begin = max(0, start - early)
    window = heard[begin : max(0, start + round(MAX_DELAY_S * SAMPLE_RATE_HZ) + len(chirp))]
    if len(window) <= len(chirp):
        return None
    sound = window.astype(np.float64)
    size = 1 << (len(sound) + len(chirp)).bit_length()
    spectrum = np.fft.rfft(sound, size) * np.conj(np.fft.rfft(chirp, size))
    match = np.abs(np.fft.irfft(spectrum, size)[: len(sound) - len(chirp)])
    peak = float(match.max())
    if peak <= _CLEAR * max(float(np.median(match)), 1e-9):
        return None
    first = int(np.argmax(match >= _FIRST_SHARE * peak))
    crest = first + int(np.argmax(match[first : first + BLOCK_SAMPLES // 10]))
    noise = _rms(sound[: max(1, crest - early)])
    energy = _rms(sound[crest : crest + len(chirp)]) ** 2 - noise**2
    return heard_at.at_s(begin + crest) - chirp_at_s, float(np.sqrt(max(energy, 0.0)))


def _rms(samples: NDArray[np.int16] | NDArray[np.float64]) -> float:
    return float(np.sqrt(np.mean(samples.astype(np.float64) ** 2))) if len(samples) else 0.0
