"""PINs and passwords: argon2id hashes, and the same work for a person who does not exist."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desktop.domain.access.kdf_cost import KdfCost


class Pins:
    """Hashes and checks PINs and passwords. Thread: any; a call takes some tens of milliseconds.

    cost: of new hashes; to check one costs what it was made with.
    """

    def __init__(self, *, cost: KdfCost) -> None:
        self._hasher = PasswordHasher(
            time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes
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
