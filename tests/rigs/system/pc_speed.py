"""How fast this PC is now, beside the one that the limits of pictures were written for."""

import hashlib
from time import perf_counter
from typing import Final

ROUNDS: Final = 300_000
REFERENCE_S: Final = 0.09
"""What the rounds take on an idle core of the reference (docs/measurements.md)."""


def share_of_reference() -> float:
    """1.0 for the reference and whatever is faster; 0.3 where a core does a third of its work."""
    began_s = perf_counter()
    for _ in range(ROUNDS):
        hashlib.sha256(b"x").digest()
    return min(1.0, REFERENCE_S / (perf_counter() - began_s))


def by_this_pc_s(limit_s: float) -> float:
    """A limit in seconds that holds on the reference, as much longer as this PC is slower now."""
    return limit_s / share_of_reference()
