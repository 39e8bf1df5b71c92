"""The seat at this desk: who sits there, with or without the city, and by which proof."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.contract.access import TokenGrant
from desktop.domain.access.events import AccessChanged
from desktop.domain.access.person import Officer, SignedIn
from desktop.domain.errors import AccessRefused, StorageError
from desktop.domain.events import EventSink
from desktop.domain.ids import SiteId, UserId
from desktop.store.records.watchers import Watchers
from desktop.sync.access.memory import AccessMemory
from desktop.sync.access.pin_verifiers import PinVerifiers
from desktop.sync.access.tokens import Tokens, officer_of
from desktop.sync.codes import AccessCode

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What the seat has at one moment. pin: the city has not seen it yet, None when it has."""

    signed_in: SignedIn | None
    pin: str | None
    refresh_token: str | None


class Seat:
    """Thread: any; who sits down does so on one thread at a time."""

    def __init__(
        self,
        *,
        site_id: SiteId,
        memory: AccessMemory,
        verifiers: PinVerifiers,
        tokens: Tokens,
        emit: EventSink,
    ) -> None:
        self._site_id = site_id
        self._memory = memory
        self._verifiers = verifiers
        self._tokens = tokens
        self._emit = emit
        self._lock = threading.Lock()
        self._proofs = 0
        self._signed_in: SignedIn | None = None
        self._pin: str | None = None
        self._watchers = Watchers[SignedIn | None]()

    def restore(self) -> None:
        """Take up the sign-in that a killed program left; nobody is told."""
        grant = self._tokens.restore()
        if grant is None:
            return
        officer = self.officer(grant.user_id)
        if officer is None or officer.offline_until is None:
            self._tokens.forget()
        else:
            self._signed_in = self._seat_of(officer, is_offline=True, proof=0)

    def watch(self, watcher: Callable[[], None]) -> None:
        """Hear that somebody signed in or out; quick. Thread of the call: any."""
        self._watchers.add(lambda _seat: watcher())

    def signed_in(self) -> SignedIn | None:
        """The person at the desk now."""
        with self._lock:
            return self._signed_in

    def holding(self) -> Holding:
        """Person, PIN and refresh token that belong together."""
        with self._lock:
            return Holding(
                signed_in=self._signed_in,
                pin=self._pin,
                refresh_token=self._tokens.refresh_token(),
            )

    def officers(self) -> tuple[Officer, ...]:
        """The sign-in list of this room, as last known."""
        return tuple(self._with_offline(officer) for officer in self._memory.officers())

    def officer(self, user_id: UserId) -> Officer | None:
        """One of the list."""
        return next((officer for officer in self.officers() if officer.id == user_id), None)

    def accept(self, answer: TokenGrant, instead_of: SignedIn | None = None) -> None:
        """The city let somebody in; with `instead_of` it renewed what that person has.

        Raises:
            AccessRefused: a role that this program does not know.
            StorageError, TimeoutError: the tokens cannot be kept; the seat is as it was.
        """
        officer = officer_of(answer)
        if officer is None:
            raise AccessRefused(AccessCode.FORBIDDEN)
        proof = self._next_proof() if instead_of is None else instead_of.proof
        seat = self._seat_of(self._with_offline(officer), is_offline=False, proof=proof)
        self._tokens.keep(answer)
        # before anybody sits down: nothing is shown by what was known of this person earlier
        is_other_list = self._memory.keep_denunciations(officer)
        with self._lock:
            if instead_of is not None and self._signed_in != instead_of:
                self._tokens.keep_present()
                return  # signed out, or somebody else sits here by now
            is_new = is_other_list or self._signed_in != seat
            self._signed_in = seat
            self._pin = None
            self._tokens.take(answer)
        if is_new:
            self._tell(seat)

    def take_offline(self, officer: Officer, pin: str) -> None:
        """Somebody sits down without the city.

        The PIN stays in memory until the city has seen it once: then sync goes on by itself.
        """
        former = self.signed_in()
        if former is not None and former.officer.id != officer.id:
            self._tokens.forget()  # nobody's words go under another one's name
        self._take(self._seat_of(officer, is_offline=True, proof=self._next_proof()), pin)

    def stay_without_city(self, signed_in: SignedIn, refused: AccessRefused) -> None:
        """The city renews nothing for this person any more, who keeps the seat."""
        seat = replace(signed_in, is_offline=True)
        with self._lock:
            if self._signed_in != signed_in:
                return  # signed out, or somebody else sits here by now
            self._signed_in = seat
            self._pin = None
            self._tokens.forget()
        if refused.code == AccessCode.PIN_WRONG:
            self._verifiers.forget(seat.officer.id)
        self._tell(seat)

    def leave(self) -> None:
        """Nobody sits here; tokens are forgotten."""
        self._take(None)
        self._tokens.forget()

    def note_proof(self, user_id: UserId, pin: str | None) -> None:
        """The city let this person in by this PIN, None: by account. A full disk stops nobody."""
        try:
            if pin is None:
                self._verifiers.forgive(user_id)
            else:
                self._verifiers.keep(user_id, pin)
        except (StorageError, TimeoutError) as error:
            logger.warning("PIN not kept error=%s", type(error).__name__)

    def _take(self, seat: SignedIn | None, pin: str | None = None) -> None:
        with self._lock:
            self._signed_in = seat
            self._pin = pin
        self._tell(seat)

    def _tell(self, seat: SignedIn | None) -> None:
        self._watchers.tell(seat)
        self._emit(AccessChanged(signed_in=seat))

    def _next_proof(self) -> int:
        self._proofs += 1
        return self._proofs

    def _seat_of(self, officer: Officer, *, is_offline: bool, proof: int) -> SignedIn:
        return SignedIn(
            officer=officer,
            site_id=self._site_id,
            is_offline=is_offline,
            offline_until=officer.offline_until,
            proof=proof,
        )

    def _with_offline(self, officer: Officer) -> Officer:
        return replace(officer, offline_until=self._verifiers.offline_until(officer.id))
