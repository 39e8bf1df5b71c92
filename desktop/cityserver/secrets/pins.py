"""PINs and passwords: argon2id hashes, and the same work for a person who does not exist."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane.
_MEMORY_KIB = 19_456
_PASSES = 2
_LANES = 1


class Pins:
    """Hashes and checks PINs and passwords. Thread: any; a call takes some tens of milliseconds."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(
            time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=_LANES
        )

    def hash(self, pin: str) -> str:
        """A salted hash to keep."""
        return self._hasher.hash(pin)

    def is_right(self, pin_hash: str | None, pin: str) -> bool:
        """Whether the PIN is the one that was hashed; None costs the same time and is False."""
        if pin_hash is None:
            self._hasher.hash(pin)
            return False
        try:
            return self._hasher.verify(pin_hash, pin)
        except (VerificationError, InvalidHashError):
            return False
