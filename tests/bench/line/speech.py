"""From what was said and what was heard to figures of the voice.

Each quarter of a second that was heard is looked for in what was said during the seconds before:
its place tells how old the voice is. Playout bends time, so every window is found by itself.
"""

import importlib
import importlib.util
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.bench.line.figures import Figures, percentile
from tests.bench.line.seen import Seen

RATE_HZ = 16_000
BLOCK = RATE_HZ // 100
BLOCK_S = 0.01
WINDOW_BLOCKS = 25
OLDEST_S = 4.0
"""Sound that is older than this is not recognised."""

SPOKEN_RMS = 300.0
"""About -41 dBFS; the pauses of the test voice are far below."""

MISSING_SHARE = 0.2
"""A block that should speak and has less than this share of its level (-14 dB) is missing."""

ALIKE = 0.5
PIECE_S = 7.0
"""PESQ wants some seconds at a time."""

_TAPS = 61

Samples = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Both sounds at RATE_HZ, in whole blocks, with the time of each block."""

    said: Samples
    said_at_s: Samples
    heard: Samples
    heard_at_s: Samples


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundWindow:
    """When it was heard, how old it was then, and where in `said` it was found, in samples."""

    at_s: float
    delay_s: float
    place: int


def voice_between(sender: Seen, receiver: Seen) -> Voice:
    """The sending end's microphone and the receiving end's loudspeaker."""
    said_at_s, said = _at_rate(sender.sent_at_s, sender.sent)
    heard_at_s, heard = _at_rate(receiver.heard_at_s, receiver.heard)
    return Voice(said=said, said_at_s=said_at_s, heard=heard, heard_at_s=heard_at_s)


def voice_figures(
    voice: Voice, found: list[FoundWindow], begun_s: float, ended_s: float
) -> Figures:
    """Of what was heard in [begun_s, ended_s); found: of `found_windows` for that time.

    audio_gap_ms_p99: how long one waits for the next block of speech, 10 when none is missing;
    pauses do not count, a hole counts whole. audio_pesq: wide-band, None without the package pesq.
    voice_ms_p50: how old the voice is when it is played.
    """
    delays_ms = [1000 * one.delay_s for one in found]
    gaps_ms = _gaps_ms(voice, found, begun_s, ended_s)
    return {
        "audio_pesq": _pesq(voice, begun_s, ended_s),
        "audio_gap_ms_p99": percentile(gaps_ms, 99),
        "audio_longest_gap_ms": max(gaps_ms, default=None),
        "voice_ms_p50": percentile(delays_ms, 50),
        "voice_ms_p95": percentile(delays_ms, 95),
    }


def pesq_package() -> Any | None:
    """The function pesq(rate, reference, degraded, mode) when somebody installed it."""
    if importlib.util.find_spec("pesq") is None:
        return None
    return importlib.import_module("pesq").pesq


def found_windows(voice: Voice, begun_s: float, ended_s: float) -> list[FoundWindow]:
    """Every quarter of a second that was heard in [begun_s, ended_s) and recognised."""
    found = []
    first, last = np.searchsorted(voice.heard_at_s, [begun_s, ended_s])
    for block in range(int(first), int(last) - WINDOW_BLOCKS + 1, WINDOW_BLOCKS):
        piece = voice.heard[block * BLOCK : (block + WINDOW_BLOCKS) * BLOCK]
        if _rms(piece) < SPOKEN_RMS:
            continue
        at_s = float(voice.heard_at_s[block])
        place = _place_of(voice, piece, at_s)
        if place is not None:
            said_s = voice.said_at_s[place // BLOCK] + place % BLOCK / RATE_HZ
            found.append(FoundWindow(at_s=at_s, delay_s=at_s - float(said_s), place=place))
    return found


def _place_of(voice: Voice, piece: Samples, at_s: float) -> int | None:
    """Where in `said` this was, in samples; None when it is not to be recognised."""
    until_s = at_s + WINDOW_BLOCKS * BLOCK_S
    first, last = np.searchsorted(voice.said_at_s, [at_s - OLDEST_S, until_s])
    start, end = int(first) * BLOCK, int(last) * BLOCK
    region = voice.said[start:end]
    if len(region) < len(piece):
        return None
    length = 1 << (len(region) + len(piece)).bit_length()
    spectrum = np.fft.rfft(region, length) * np.conj(np.fft.rfft(piece, length))
    products = np.fft.irfft(spectrum, length)[: len(region) - len(piece) + 1]
    energy = np.concatenate([[0.0], np.cumsum(region**2)])
    norms = np.sqrt(np.maximum(energy[len(piece) :] - energy[: -len(piece)], 1.0))
    likeness = products / (norms * np.sqrt(np.sum(piece**2)))
    best = int(np.argmax(likeness))
    return start + best if likeness[best] >= ALIKE else None


def _gaps_ms(voice: Voice, found: list[FoundWindow], begun_s: float, ended_s: float) -> list[float]:
    """From one spoken block that was heard to the next, counted in spoken blocks."""
    if not found:
        return []
    heard_s = np.array([one.at_s for one in found])
    delay_s = np.array([one.delay_s for one in found])
    said_rms = _block_rms(voice.said)
    heard_rms = _block_rms(voice.heard)
    gaps: list[float] = []
    run = 1
    for block in np.flatnonzero(said_rms >= SPOKEN_RMS):
        due_s = voice.said_at_s[block] + np.interp(
            voice.said_at_s[block], heard_s - delay_s, delay_s
        )
        if not begun_s <= due_s < ended_s:
            continue
        at = int(np.searchsorted(voice.heard_at_s, due_s))
        if (
            np.max(heard_rms[max(0, at - 2) : at + 3], initial=0.0)
            < MISSING_SHARE * said_rms[block]
        ):
            run += 1
        else:
            gaps.append(10.0 * run)
            run = 1
    return [*gaps, 10.0 * run] if run > 1 else gaps


def _pesq(voice: Voice, begun_s: float, ended_s: float) -> float | None:
    """Mean of pieces of PIECE_S, each beside what was said."""
    score = pesq_package()
    if score is None:
        return None
    scores = []
    blocks = round(PIECE_S / BLOCK_S)
    first, last = np.searchsorted(voice.heard_at_s, [begun_s, ended_s])
    for block in range(int(first), int(last) - blocks + 1, blocks):
        start_s = float(voice.heard_at_s[block])
        found = found_windows(voice, start_s, start_s + PIECE_S)
        if not found:
            scores.append(1.0)
            continue
        begin = found[0].place - round((found[0].at_s - start_s) * RATE_HZ)
        reference = voice.said[max(0, begin) : begin + blocks * BLOCK]
        heard = voice.heard[block * BLOCK : (block + blocks) * BLOCK]
        scores.append(float(score(RATE_HZ, _as_int16(reference), _as_int16(heard), "wb")))
    return round(float(np.mean(scores)), 2) if scores else None


def _at_rate(at_s: Samples, samples: NDArray[np.int16]) -> tuple[Samples, Samples]:
    """48 kHz to 16 kHz, through a low-pass of _TAPS taps."""
    if not len(samples):
        return at_s[:0], np.zeros(0)
    taps = np.arange(_TAPS) - _TAPS // 2
    window = np.sinc(taps * 0.32) * np.hamming(_TAPS)
    smooth = np.convolve(samples.astype(np.float64), window / window.sum(), "same")
    blocks = min(len(at_s), len(samples) // (3 * BLOCK))
    return at_s[:blocks], smooth[: blocks * BLOCK * 3 : 3]


def _block_rms(samples: Samples) -> Samples:
    blocks = samples[: len(samples) // BLOCK * BLOCK].reshape(-1, BLOCK)
    levels: Samples = np.sqrt(np.mean(blocks**2, axis=1))
    return levels


def _rms(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples**2)))


def _as_int16(samples: Samples) -> NDArray[np.int16]:
    return np.clip(np.rint(samples), -32768, 32767).astype(np.int16)
