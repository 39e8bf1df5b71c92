"""What a rehearsal's loudspeakers wrote, read by the time at which it was heard."""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop.media.engine.playout.loudspeaker import SIDECAR_SUFFIX
from desktop.media.sound_check import RATE_HZ

SAMPLE_BYTES = 2


def heard_since(loudspeaker_file: Path, since_s: float) -> NDArray[np.int16]:
    """Samples played after an instant of time.monotonic(); shape (n,), mono 48 kHz.

    Empty while the loudspeaker has not begun. The engine writes raw samples and, beside them,
    when the first one was taken; a place in the file is therefore a time.
    """
    try:
        sidecar = loudspeaker_file.with_name(loudspeaker_file.name + SIDECAR_SUFFIX)
        started_at_s = float(json.loads(sidecar.read_text("utf-8"))["started_at_monotonic_s"])
        skipped = max(0, round((since_s - started_at_s) * RATE_HZ))
        with loudspeaker_file.open("rb") as file:
            file.seek(skipped * SAMPLE_BYTES)
            data = file.read()
    except (OSError, ValueError, KeyError, TypeError):
        return np.zeros(0, np.int16)
    whole = len(data) // SAMPLE_BYTES * SAMPLE_BYTES
    return np.frombuffer(data[:whole], "<i2").astype(np.int16)
