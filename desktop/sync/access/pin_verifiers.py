"""PINs kept for a sign-in without the city: argon2id verifiers with a limit of age and attempts.

A PIN has few digits, so it is mixed with a secret of this PC's keyring first: whoever has the
store, even with the key that opens it, cannot try a single PIN.
"""

import hashlib
import hmac
import json
import logging
import threading
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desktop.domain.access.kdf_cost import KdfCost
from desktop.domain.access.person import MAX_PIN_ATTEMPTS, OFFLINE_SIGN_IN_S
from desktop.domain.clock import Clock
from desktop.domain.errors import AccessRefused
from desktop.domain.ids import UserId
from desktop.store.records.key_values import Memory
from desktop.sync.codes import AccessCode

logger = logging.getLogger(__name__)

COMMIT_LIMIT_S = 5.0
_PREFIX = "access.verifier."
_SEEN = "access.seen_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verifier:
    """keyed_hash: of PIN and secret. secret_label: tells one secret from another.

    verified_at: when the city last said yes. failures: since then.
    """

    keyed_hash: str
    secret_label: str
    verified_at: str
    failures: int = 0

    @property
    def until(self) -> datetime:
        return datetime.fromisoformat(self.verified_at) + timedelta(seconds=OFFLINE_SIGN_IN_S)


class PinVerifiers:
    """Verifiers by person, in the encrypted store. Thread: any; hashing takes some 30 ms.

    secret: 32 bytes that are never where the store is. cost: of a new verifier.
    """

    def __init__(self, *, memory: Memory, clock: Clock, secret: bytes, cost: KdfCost) -> None:
        self._secret = secret
        self._label = hmac.digest(secret, b"label", hashlib.sha256)[:4].hex()
        self._memory = memory
        self._clock = clock
        self._hasher = PasswordHasher(
            time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes
        )
        self._turn = threading.Lock()

    def keep(self, user_id: UserId, pin: str) -> None:
        """The city has just let this person in with this PIN."""
        now = self._clock.now().isoformat()
        keyed_hash = self._hasher.hash(self._mixed(user_id, pin))
        verifier = _Verifier(keyed_hash=keyed_hash, secret_label=self._label, verified_at=now)
        with self._turn:
            # a clock that once ran ahead and was set right must not lock people out for ever
            self._memory.remember(_SEEN, now)
            self._write(user_id, verifier)

    def forget(self, user_id: UserId) -> None:
        """The city did not take the PIN that opens here. Returns before the commit."""
        with self._turn:
            self._memory.remember(_PREFIX + user_id, None)

    def forgive(self, user_id: UserId) -> None:
        """The city let this person in by account: wrong PINs before no longer count."""
        with self._turn:
            verifier = self._read(user_id)
            if verifier is not None and verifier.failures > 0:
                self._write(user_id, replace(verifier, failures=0))

    def offline_until(self, user_id: UserId) -> datetime | None:
        """Until when the PIN works without the city; None when the city must be asked."""
        verifier = self._read(user_id)
        if verifier is None or verifier.failures >= MAX_PIN_ATTEMPTS:
            return None
        return verifier.until if self._latest() < verifier.until else None

    def check(self, user_id: UserId, pin: str) -> datetime:
        """Let a person in without the city. Returns until when.

        Raises AccessRefused: NO_OFFLINE (never signed in here, or too long ago), LOCKED_OFFLINE
        after MAX_PIN_ATTEMPTS wrong ones, PIN_WRONG with `left`.
        """
        with self._turn:
            verifier = self._read(user_id)
            if verifier is None or self._latest() >= verifier.until:
                raise AccessRefused(AccessCode.NO_OFFLINE)
            if verifier.failures >= MAX_PIN_ATTEMPTS:
                raise AccessRefused(AccessCode.LOCKED_OFFLINE)
            # counted on the disk before it is looked at: killing the program wins no attempt
            failed = replace(verifier, failures=verifier.failures + 1)
            self._write(user_id, failed)
            if not self._is_right(verifier.keyed_hash, self._mixed(user_id, pin)):
                left = MAX_PIN_ATTEMPTS - failed.failures
                raise AccessRefused(AccessCode.PIN_WRONG, {"left": left})
            self._write(user_id, replace(verifier, failures=0))
            return verifier.until

    def _mixed(self, user_id: UserId, pin: str) -> bytes:
        return hmac.digest(self._secret, f"{user_id}\0{pin}".encode(), hashlib.sha256)

    def _is_right(self, keyed_hash: str, mixed: bytes) -> bool:
        try:
            return self._hasher.verify(keyed_hash, mixed)
        except (VerificationError, InvalidHashError):
            return False

    def _latest(self) -> datetime:
        """The latest hour ever seen here: setting the clock back does not prolong anything."""
        now = self._clock.now()
        kept = self._memory.recall(_SEEN)
        latest = now if kept is None else max(now, datetime.fromisoformat(kept))
        if kept is None or latest > datetime.fromisoformat(kept) + timedelta(minutes=1):
            self._memory.remember(_SEEN, latest.isoformat())
        return latest

    def _read(self, user_id: UserId) -> _Verifier | None:
        kept = self._memory.recall(_PREFIX + user_id)
        if kept is None:
            return None
        try:
            verifier = _Verifier(**json.loads(kept))
            datetime.fromisoformat(verifier.verified_at)
        except (ValueError, TypeError):
            logger.warning("verifier unreadable")
            return None
        # of another PC, or of a keyring that was lost: no PIN can be right here
        return verifier if verifier.secret_label == self._label else None

    def _write(self, user_id: UserId, verifier: _Verifier) -> None:
        text = json.dumps(asdict(verifier))
        self._memory.keep(_PREFIX + user_id, text).result(COMMIT_LIMIT_S)
