"""How long the disk takes the recording, by the bytes that it has taken. Pure."""

from typing import Final

MEASURED_FROM_S: Final = 60.0
"""A rate that was measured for less time says nothing of the next hour."""
SOUND_ALONE_BELOW_BYTES: Final = 2 * 1024**3
"""Where less is free, sound alone is written."""
WARN_AT_MIN: Final = (30, 10)


def minutes_left(free_bytes: int, written_bytes: int, recorded_s: float) -> int | None:
    """Until pictures are given up, at the rate measured so far, rounded down.

    written_bytes, recorded_s: of the same time. None: it was measured for too short a time.
    """
    if recorded_s < MEASURED_FROM_S or written_bytes <= 0:
        return None
    usable = max(0, free_bytes - SOUND_ALONE_BELOW_BYTES)
    return int(usable / (written_bytes / recorded_s) / 60)
