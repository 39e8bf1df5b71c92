"""What one guess at a PIN or a password costs whoever stole its hash (argon2id)."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfCost:
    """Parameters of argon2id. memory_kib: at least 8 for each lane."""

    memory_kib: int
    passes: int
    lanes: int


# OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane.
PRODUCT_KDF_COST: Final = KdfCost(memory_kib=19_456, passes=2, lanes=1)
"""The only cost that the program itself is built with."""
