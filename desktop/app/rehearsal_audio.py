"""How alike what was heard is to what was spoken: normalised correlation, window by window."""

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 48_000
WINDOW_S = 0.25
"""Short enough that the half per cent by which playout follows a drifting card does no harm."""
SPEECH_FLOOR_DBFS = -50.0
MIN_SPEECH_WINDOWS = 8
FULL_SCALE = 32_768.0


def speech_correlation(heard: NDArray[np.int16], reference: NDArray[np.int16]) -> float:
    """Median over windows of WINDOW_S of the best normalised correlation with the reference.

    heard: shape (n,), mono 48 kHz, what came out of the far loudspeaker, any delay.
    reference: shape (m,), mono 48 kHz, one round of what the microphone loops; m > WINDOW_S.
    Returns a value in [0, 1]; 0 when fewer than MIN_SPEECH_WINDOWS windows hold any sound, so
    a muted microphone can not pass. Windows in which the reference pauses are left out.
    """
    window = int(WINDOW_S * SAMPLE_RATE)
    looped = np.concatenate([reference, reference[:window]]).astype(np.float64)
    scores = [
        _best_match(heard[start : start + window].astype(np.float64), looped)
        for start in range(0, heard.size - window + 1, window)
        if level_dbfs(heard[start : start + window]) > SPEECH_FLOOR_DBFS
    ]
    if len(scores) < MIN_SPEECH_WINDOWS:
        return 0.0
    return float(np.median(scores))


def level_dbfs(samples: NDArray[np.int16]) -> float:
    """RMS level of shape (n,) samples, n > 0, in dBFS; silence is -96."""
    rms = float(np.sqrt(np.mean(np.square(samples.astype(np.float64)))))
    return max(-96.0, 20.0 * float(np.log10(max(rms, 1e-9) / FULL_SCALE)))


def first_sound_s(heard: NDArray[np.int16]) -> float | None:
    """Seconds from the beginning to the first 10 ms above the speech floor, None: silence."""
    block = SAMPLE_RATE // 100
    for start in range(0, heard.size - block + 1, block):
        if level_dbfs(heard[start : start + block]) > SPEECH_FLOOR_DBFS:
            return start / SAMPLE_RATE
    return None


def _best_match(window: NDArray[np.float64], looped: NDArray[np.float64]) -> float:
    """The largest normalised correlation of `window` with any stretch of `looped`."""
    size = 1 << int(np.ceil(np.log2(looped.size + window.size)))
    spectrum = np.fft.rfft(looped, size) * np.conj(np.fft.rfft(window, size))
    products = np.fft.irfft(spectrum, size)[: looped.size - window.size + 1]
    sums = np.concatenate([[0.0], np.cumsum(np.square(looped))])
    energies = sums[window.size :] - sums[: -window.size]
    norms = np.sqrt(np.maximum(energies, 1.0)) * float(np.linalg.norm(window))
    return float(np.clip(np.max(products / np.maximum(norms, 1.0)), 0.0, 1.0))
