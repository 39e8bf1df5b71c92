"""Redial delay: none after a good line, then growing; jittered, so that rooms spread out."""

SOON_S = 0.3
SPREAD_S = 1.2
STEADY_AFTER_S = 2.0
"""A line that lasted this long was a good one: its end is answered by an immediate dial."""


def redial_delay_s(attempt: int, jitter: float) -> float:
    """Seconds to wait before redial number `attempt`, which counts from 1.

    jitter: uniform in [0, 1). Never more than 1.5 s while a session is joined, so that the room
    is back within 2 s of the server's return, yet 130 rooms do not all dial in one instant.
    """
    return 0.0 if attempt <= 1 else SOON_S + SPREAD_S * jitter


def next_attempt(attempt: int, lasted_s: float) -> int:
    """The number of the coming redial after a line that lasted so long (0.0: never came up).

    A line that is accepted and dropped at once counts on, so it is not dialled in a tight loop.
    """
    return 1 if lasted_s >= STEADY_AFTER_S else attempt + 1
