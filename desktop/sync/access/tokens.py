"""The tokens of the person at the desk, and when they must be renewed."""

import logging
import threading
from dataclasses import dataclass

from desktop.contract.access import OfficerInfo, TokenGrant
from desktop.domain.access.person import Officer, Role
from desktop.domain.clock import Clock
from desktop.domain.ids import CaseId, UserId
from desktop.sync.access.memory import AccessMemory, Grant

logger = logging.getLogger(__name__)

REFRESH_AT_SHARE = 0.8
"""Share of a token's life after which it is renewed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Life:
    access_token: str
    refresh_at_s: float
    expires_at_s: float


class Tokens:
    """One sign-in's tokens; the refresh token is kept in the store. Thread: any."""

    def __init__(self, *, memory: AccessMemory, clock: Clock) -> None:
        self._memory = memory
        self._clock = clock
        self._lock = threading.Lock()
        self._life: _Life | None = None
        self._grant: Grant | None = None

    def restore(self) -> Grant | None:
        """Take up what a killed program left; returns it."""
        with self._lock:
            self._grant = self._memory.grant()
            return self._grant

    def keep(self, answer: TokenGrant) -> None:
        """Comes before `take`; waits for the disk."""
        self._memory.keep_grant(_grant_of(answer))

    def keep_present(self) -> None:
        """What was kept last is not taken after all."""
        with self._lock:
            self._memory.remember_grant(self._grant)

    def take(self, answer: TokenGrant) -> None:
        """The city has granted these, and they are kept."""
        now_s = self._clock.monotonic()
        with self._lock:
            self._grant = _grant_of(answer)
            self._life = _Life(
                access_token=answer.access_token,
                refresh_at_s=now_s + answer.access_expires_in_s * REFRESH_AT_SHARE,
                expires_at_s=now_s + answer.access_expires_in_s,
            )

    def forget(self) -> None:
        """Nobody holds these any more."""
        with self._lock:
            self._life = None
            self._grant = None
        self._memory.remember_grant(None)

    def access_token(self) -> str | None:
        """The token to speak with now, None when there is none that still works."""
        with self._lock:
            if self._life is None or self._clock.monotonic() >= self._life.expires_at_s:
                return None
            return self._life.access_token

    def refresh_token(self) -> str | None:
        """What the next renewal needs."""
        with self._lock:
            return None if self._grant is None else self._grant.refresh_token

    def reject(self, access_token: str) -> None:
        """The city did not accept this one: a renewal is due."""
        with self._lock:
            if self._life is not None and self._life.access_token == access_token:
                self._life = None

    def refresh_at_s(self) -> float | None:
        """When (monotonic) a renewal is due; None when there is nothing to renew."""
        with self._lock:
            if self._grant is None:
                return None
            return 0.0 if self._life is None else self._life.refresh_at_s


def _grant_of(answer: TokenGrant) -> Grant:
    return Grant(user_id=UserId(answer.user_id), refresh_token=answer.refresh_token)


def officer_of(info: OfficerInfo | TokenGrant) -> Officer | None:
    """A person as the city names them; None for a role that this program does not know."""
    try:
        role = Role(info.role)
    except ValueError:
        logger.warning("officer passed over: unknown role")
        return None
    known = info.denunciations
    return Officer(
        id=UserId(info.user_id),
        display_name=info.display_name,
        role=role,
        denunciations=None if known is None else frozenset(CaseId(one) for one in known),
    )
