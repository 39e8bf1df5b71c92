"""Is that our voice? Compares recorded sound with the sound it should be, window by window.

Each window is aligned by itself, because playout stretches sound by up to 2 % to keep its depth.
What is below BASS_HZ is left out: the high-pass that Opus has for voices (RFC 6716 §5.3 leaves it
to the encoder, libwebrtc uses it) turns the phase there, which no ear hears and correlation does.
Used by the rehearsal and the room check. Pure numpy.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48_000
WINDOW = RATE_HZ // 4
"""A quarter of a second."""

BLOCK = RATE_HZ // 100
"""A hundredth of a second."""

QUIET_RMS = 100.0
"""Windows of the recording below this (about -50 dBFS) hold a pause and say nothing."""

MIN_SPEECH_WINDOWS = 8
SLOWER = 4
"""12 kHz: what carries a voice is below 6 kHz."""

BASS_HZ = 300.0
"""Telephones have carried no more than this for a hundred years, and voices were known by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundMatch:
    """How alike two sounds are.

    correlation: median over windows that are not pauses, in [0, 1]; 0.0 when there are none.
    windows: how many spoke. offsets: for each, the place in the reference, in samples, at which
    the window was found; starts: where the window begins in the recording, in samples.
    """

    correlation: float
    windows: int
    starts: tuple[int, ...]
    offsets: tuple[int, ...]


def compare_sound(
    heard: NDArray[np.int16],
    reference: NDArray[np.int16],
    window: int = WINDOW,
    rate_hz: int = RATE_HZ,
) -> SoundMatch:
    """Look for pieces of `heard` in an endless loop of `reference`.

    Both mono at rate_hz; `reference` longer than `window`.
    """
    finder = _Finder(_without_bass(reference, rate_hz), window)
    voice = _without_bass(heard, rate_hz)
    starts: list[int] = []
    offsets: list[int] = []
    likeness: list[float] = []
    for start in range(0, len(heard) - window + 1, window):
        if _is_quiet(heard[start : start + window].astype(np.float64)):
            continue
        correlation, offset = finder.find(voice[start : start + window])
        starts.append(start)
        offsets.append(offset)
        likeness.append(correlation)
    return SoundMatch(
        correlation=float(np.median(likeness)) if likeness else 0.0,
        windows=len(likeness),
        starts=tuple(starts),
        offsets=tuple(offsets),
    )


def speech_correlation(heard: NDArray[np.int16], reference: NDArray[np.int16]) -> float:
    """How surely the voice of `reference` was heard, in [0, 1]; as `compare_sound` at 48 kHz.

    0.0 when fewer than MIN_SPEECH_WINDOWS hold any sound, so a muted microphone cannot pass.
    Compared at a quarter of the rate, where a voice is still whole: a fifth of the work, which a
    rehearsal of four rooms does beside four engines.
    """
    match = compare_sound(_slower(heard), _slower(reference), WINDOW // SLOWER, RATE_HZ // SLOWER)
    return match.correlation if match.windows >= MIN_SPEECH_WINDOWS else 0.0


def first_sound_s(heard: NDArray[np.int16]) -> float | None:
    """Seconds from the beginning to the first 10 ms that are not quiet, None: silence."""
    loud = loud_blocks(heard)
    return float(loud[0]) * BLOCK / RATE_HZ if loud.size else None


def last_sound_s(heard: NDArray[np.int16]) -> float | None:
    """Seconds from the beginning to the end of the last 10 ms that are not quiet; None: silence."""
    loud = loud_blocks(heard)
    return float(loud[-1] + 1) * BLOCK / RATE_HZ if loud.size else None


def loud_blocks(heard: NDArray[np.int16]) -> NDArray[np.int64]:
    """Numbers of the 10 ms that are not quiet."""
    whole = len(heard) // BLOCK
    blocks = heard[: whole * BLOCK].reshape(whole, BLOCK).astype(np.float64)
    return np.flatnonzero(np.sqrt(np.mean(blocks**2, axis=1)) >= QUIET_RMS)


def _is_quiet(piece: NDArray[np.float64]) -> bool:
    return float(np.sqrt(np.mean(piece**2))) < QUIET_RMS


def _slower(sound: NDArray[np.int16]) -> NDArray[np.int16]:
    """The same at a SLOWERth of the rate, without what is too high for that."""
    length = SLOWER << max(1, len(sound) - 1).bit_length()
    spectrum = np.fft.rfft(sound, length)[: length // SLOWER // 2 + 1]
    quiet = np.fft.irfft(spectrum, length // SLOWER) / SLOWER
    return np.clip(np.rint(quiet[: len(sound) // SLOWER]), -32_768, 32_767).astype(np.int16)


def _without_bass(sound: NDArray[np.int16], rate_hz: int) -> NDArray[np.float64]:
    """A high-pass that leaves every phase as it is."""
    length = 1 << max(1, len(sound) - 1).bit_length()  # a prime length would take seconds
    spectrum = np.fft.rfft(sound, length)
    share = np.fft.rfftfreq(length, 1 / rate_hz) / BASS_HZ
    spectrum *= np.clip(2 * share - 1, 0.0, 1.0)
    return np.fft.irfft(spectrum, length)[: len(sound)]


class _Finder:
    """Normalised cross-correlation with a loop, by FFT."""

    def __init__(self, reference: NDArray[np.float64], window: int) -> None:
        self._count = len(reference)
        loop = np.concatenate([reference, reference[:window]])
        self._length = 1 << (len(loop) - 1).bit_length()  # a prime length would take seconds
        self._spectrum = np.fft.rfft(loop, self._length)
        energy = np.concatenate([[0.0], np.cumsum(loop**2)])
        at = np.arange(self._count)
        self._norms = np.sqrt(np.maximum(energy[at + window] - energy[at], 1.0))

    def find(self, piece: NDArray[np.float64]) -> tuple[float, int]:
        """Best likeness in [0, 1], and where in the reference it is."""
        spectrum = np.fft.rfft(piece, self._length)
        products = np.fft.irfft(self._spectrum * np.conj(spectrum), self._length)[: self._count]
        likeness = products / (self._norms * np.sqrt(np.sum(piece**2)))
        offset = int(np.argmax(likeness))
        return min(1.0, max(0.0, float(likeness[offset]))), offset
