"""Who sits here: enrolment of the room, sign-in of people with and without the city, tokens."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from desktop.contract.access import ServerInfo, TokenGrant
from desktop.domain.access import Officer, SignedIn
from desktop.domain.account import AccountCredentials
from desktop.domain.clock import Clock
from desktop.domain.errors import (
    AccessRefused,
    ProtocolError,
    RetryableError,
    StorageError,
)
from desktop.domain.events import AccessChanged, EventSink, ScheduleChanged
from desktop.domain.ids import UserId
from desktop.store.memory import Memory
from desktop.store.watchers import Watchers
from desktop.sync.access_memory import AccessMemory, SiteName
from desktop.sync.access_tasks import STOP_TIMEOUT_S, AccessTasks
from desktop.sync.browser_visit import BrowserVisit, BrowserVisits
from desktop.sync.city_api import CityApi
from desktop.sync.codes import AccessCode
from desktop.sync.enrolment import Enrolment
from desktop.sync.mapping import officer_of
from desktop.sync.pin_verifiers import PinVerifiers
from desktop.sync.room_bond import RoomBond
from desktop.sync.room_identity import RoomIdentity
from desktop.sync.tokens import Tokens

logger = logging.getLogger(__name__)

T = TypeVar("T")

_SIGN_IN = "sign_in"
_SIGN_IN_ACCOUNT = "sign_in_account"
_SIGN_IN_ISSUER = "sign_in_issuer"


class Access:
    """AccessService (presenters/services.py), and the tokens for sync and the live channel.

    Sign-in runs on the thread `access`; `refresh` and `update_room` on the caller's: sync, and
    for `refresh` the channel's too. A sign-in outlives a killed program, not a `sign_out`.
    """

    def __init__(
        self,
        *,
        api: CityApi,
        memory: Memory,
        clock: Clock,
        emit: EventSink,
        enrolment: Enrolment,
    ) -> None:
        self._api = api
        self._emit = emit
        self._enrolment = enrolment
        self._memory = AccessMemory(memory=memory)
        self._verifiers = PinVerifiers(memory=memory, clock=clock, secret=enrolment.pin_secret)
        self._tokens = Tokens(memory=self._memory, clock=clock)
        self._bond = RoomBond(
            api=api,
            memory=self._memory,
            identity=RoomIdentity(memory=memory),
            clock=clock,
            site_id=enrolment.site_id,
            enrol_code=enrolment.enrol_code,
        )
        self._visits = BrowserVisits(api=api, bond=self._bond, clock=clock, emit=emit)
        self._tasks = AccessTasks(emit=emit)
        self._lock = threading.Lock()
        self._renewing = threading.Lock()
        self._proofs = 0
        self._signed_in: SignedIn | None = None
        self._pin: str | None = None
        self._has_issuer = False
        self._watchers = Watchers[SignedIn | None]()

    def start(self) -> None:
        """Take up the sign-in that a killed program left, and start the thread."""
        grant = self._tokens.restore()
        if grant is not None:
            officer = self._officer(grant.user_id)
            if officer is None or officer.offline_until is None:
                self._tokens.forget()
            else:
                self._signed_in = self._seat(officer, is_offline=True, proof=0)
        self._tasks.start()

    def stop(self, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """End the thread; False when it was late."""
        self.cancel_issuer()
        return self._tasks.stop(timeout_s)

    # ---- AccessService ---------------------------------------------------------------------

    def officers(self) -> tuple[Officer, ...]:
        """The sign-in list of this room, as last known."""
        return tuple(self._with_offline(officer) for officer in self._memory.officers())

    def signed_in(self) -> SignedIn | None:
        """The person at the desk now."""
        with self._lock:
            return self._signed_in

    def sign_in(self, user_id: UserId, pin: str) -> None:
        """Online when the city answers, else by the PIN kept here."""
        self.cancel_issuer()
        self._tasks.attempt(_SIGN_IN, lambda: self._sign_in_somehow(user_id, pin))

    def sign_in_account(self, shown: AccountCredentials) -> None:
        """By city account, so at the city alone."""
        self.cancel_issuer()
        self._tasks.attempt(_SIGN_IN_ACCOUNT, lambda: self._sign_in_account(shown))

    def has_issuer(self) -> bool:
        """Whether the city has said so when it answered last."""
        return self._has_issuer

    def sign_in_issuer(self) -> None:
        """At the city's issuer, in the system's browser; the address of its page is told."""
        visit = self._visits.begin()
        self._tasks.attempt(_SIGN_IN_ISSUER, lambda: self._sign_in_issuer(visit))

    def cancel_issuer(self) -> None:
        """Nobody waits for the browser any more."""
        self._visits.cancel()

    def sign_out(self) -> None:
        """Forget tokens of the person; data stays."""
        token = self._tokens.access_token()
        self._take_seat(None)
        self._tokens.forget()
        if token is not None:
            self._tasks.put(lambda: self._end_at_city(token))

    # ---- for sync and the channel ----------------------------------------------------------

    def access_token(self) -> str | None:
        """The token to speak with now, None when there is none that still works."""
        return self._tokens.access_token()

    def room_token(self) -> str | None:
        """The token of this PC, None before it is enrolled. Thread: any."""
        return self._memory.room_token()

    def reject_token(self, token: str) -> None:
        """The city did not accept this token: `refresh` is due."""
        self._tokens.reject(token)

    def watch(self, watcher: Callable[[], None]) -> None:
        """Hear that somebody signed in or out; quick. Thread of the call: any."""
        self._watchers.add(lambda _seat: watcher())

    def refresh_at_s(self) -> float | None:
        """When (monotonic) `refresh` is due; None when nothing can be renewed."""
        with self._lock:
            if self._pin is not None:
                return 0.0
        return self._tokens.refresh_at_s()

    def refresh(self) -> None:
        """Renew the tokens, or get the first ones after a sign-in without the city.

        Of two threads that want it at once the second finds it done: a refresh token that is shown
        twice is a stolen one to the city.

        Raises RetryableError, ProtocolError; AccessRefused when the city wants the person to
        sign in again: the seat stays, without the city, and nothing can be renewed. After
        AccessCode.CERTIFICATE it can, later.
        """
        held = self._tokens.refresh_token()
        with self._renewing:
            if self._tokens.refresh_token() == held:
                self._renew()

    def _renew(self) -> None:
        with self._lock:
            pin, signed_in = self._pin, self._signed_in
            refresh_token = self._tokens.refresh_token()
        if signed_in is None:
            return
        try:
            if pin is not None:
                proof, user_id = pin, signed_in.officer.id
                answer = self._bond.ask(lambda room: self._api.sign_in(room, user_id, proof))
            elif refresh_token is not None:
                held = refresh_token
                answer = self._bond.ask(lambda _room: self._api.refresh(held))
            else:
                return
        except AccessRefused as refused:
            logger.warning("sign-in not renewed code=%s", refused.code)
            if refused.code == AccessCode.CERTIFICATE:
                raise  # the city ended nothing: this PC is to show another one
            self._stay_without_city(signed_in, refused)
            raise
        if pin is not None and self.signed_in() == signed_in:
            self._note_proof(signed_in.officer.id, pin)
        self._accept(answer, instead_of=signed_in)

    def meet_city(self, info: ServerInfo) -> None:
        """The city has answered, see RoomBond. Raises RetryableError."""
        self._has_issuer = info.has_issuer
        self._bond.meet_city(info)

    def renew_certificate(self, refused: AccessRefused) -> None:
        """The city did not accept this PC's certificate, see RoomBond.renew_refused."""
        token = self._memory.room_token()
        if token is not None:
            self._bond.renew_refused(token, refused)

    def update_room(self) -> None:
        """Enrol if need be, renew the certificate, fetch the sign-in list. Raises as CityApi."""
        self._bond.renew_if_due()
        answer = self._bond.ask(self._api.officers)
        found = (officer_of(info) for info in answer.officers)
        officers = tuple(officer for officer in found if officer is not None)
        if answer.site_name:
            self._learn_name(SiteName(name=answer.site_name, unit_code=answer.unit_code))
        if officers != self._memory.officers():
            self._memory.keep_officers(officers)
            self._emit(AccessChanged(signed_in=self.signed_in()))

    def site_name(self) -> SiteName | None:
        """How the city calls this room, None before it was asked. Thread: any."""
        return self._memory.site_name()

    def _learn_name(self, site: SiteName) -> None:
        if site != self._memory.site_name():
            self._memory.keep_site_name(site)
            self._emit(ScheduleChanged())

    # ---- thread `access` -------------------------------------------------------------------

    def _sign_in_somehow(self, user_id: UserId, pin: str) -> None:
        try:
            answer = self._bond.ask(lambda room: self._api.sign_in(room, user_id, pin))
        except RetryableError:
            self._sign_in_offline(user_id, pin, AccessCode.NO_OFFLINE)
            return
        except ProtocolError as error:
            logger.warning("city not understood code=%s", error.code)
            self._sign_in_offline(user_id, pin, AccessCode.OTHER_VERSION)
            return
        except AccessRefused as refused:
            if refused.code == AccessCode.CERTIFICATE:
                # nothing is wrong with the person: local work opens by the PIN kept here
                self._sign_in_offline(user_id, pin, AccessCode.CERTIFICATE)
                return
            self._check_enrolled(refused)
            raise
        self._note_proof(user_id, pin)
        self._accept(answer)

    def _check_enrolled(self, refused: AccessRefused) -> None:
        """The room's own token was refused: this PC must be enrolled again."""
        if refused.code == AccessCode.SIGNED_OUT:
            self._bond.forget()
            raise AccessRefused(AccessCode.NOT_ENROLLED) from refused

    def _sign_in_account(self, shown: AccountCredentials) -> None:
        answer = self._at_city(
            lambda: self._bond.ask(lambda room: self._api.sign_in_account(room, shown))
        )
        self._note_proof(UserId(answer.user_id), shown.new_pin)
        self._accept(answer)

    def _sign_in_issuer(self, visit: BrowserVisit) -> None:
        try:
            answer = self._at_city(visit.ask)
        except AccessRefused:
            if visit.is_cancelled:
                return
            raise
        if answer is None:
            return
        if visit.is_cancelled:
            self._end_at_city(answer.access_token)
            return
        self._note_proof(UserId(answer.user_id), None)
        self._accept(answer)

    def _at_city(self, work: Callable[[], T]) -> T:
        """What only the city can decide."""
        try:
            return work()
        except RetryableError as error:
            raise AccessRefused(AccessCode.ACCOUNT_NEEDS_CITY) from error
        except ProtocolError as error:
            logger.warning("city not understood code=%s", error.code)
            raise AccessRefused(AccessCode.OTHER_VERSION) from error
        except AccessRefused as refused:
            self._check_enrolled(refused)
            if refused.code == AccessCode.LOCKED:
                raise AccessRefused(AccessCode.ACCOUNT_LOCKED) from refused
            raise

    def _note_proof(self, user_id: UserId, pin: str | None) -> None:
        """The city let this person in by this PIN, None: by account. A full disk stops nobody."""
        try:
            if pin is None:
                self._verifiers.forgive(user_id)
            else:
                self._verifiers.keep(user_id, pin)
        except (StorageError, TimeoutError) as error:
            logger.warning("PIN not kept error=%s", type(error).__name__)

    def _sign_in_offline(self, user_id: UserId, pin: str, if_impossible: AccessCode) -> None:
        officer = self._officer(user_id)
        if officer is None:
            raise AccessRefused(if_impossible)
        try:
            self._verifiers.check(user_id, pin)
        except AccessRefused as refused:
            if refused.code == AccessCode.NO_OFFLINE:
                raise AccessRefused(if_impossible) from refused
            raise
        logger.info("signed in without the city user=%s", user_id)
        former = self.signed_in()
        if former is not None and former.officer.id != user_id:
            self._tokens.forget()  # nobody's words go under another one's name
        # the PIN stays in memory until the city has seen it once: then sync goes on by itself
        self._take_seat(self._seat(officer, is_offline=True, proof=self._next_proof()), pin)

    def _end_at_city(self, token: str) -> None:
        try:
            self._api.sign_out(token)
        except (RetryableError, ProtocolError, AccessRefused) as error:
            # its tokens are forgotten here and expire there
            logger.info("sign-out not told error=%s", type(error).__name__)

    # ---- state -----------------------------------------------------------------------------

    def _accept(self, answer: TokenGrant, instead_of: SignedIn | None = None) -> None:
        officer = officer_of(answer)
        if officer is None:
            raise AccessRefused(AccessCode.FORBIDDEN)
        proof = self._next_proof() if instead_of is None else instead_of.proof
        seat = self._seat(self._with_offline(officer), is_offline=False, proof=proof)
        self._tokens.keep(answer)
        with self._lock:
            if instead_of is not None and self._signed_in != instead_of:
                self._tokens.keep_present()
                return  # signed out, or somebody else sits here by now
            is_new = self._signed_in != seat
            self._signed_in = seat
            self._pin = None
            self._tokens.take(answer)
        if is_new:
            self._tell(seat)

    def _stay_without_city(self, signed_in: SignedIn, refused: AccessRefused) -> None:
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

    def _take_seat(self, seat: SignedIn | None, pin: str | None = None) -> None:
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

    def _seat(self, officer: Officer, *, is_offline: bool, proof: int) -> SignedIn:
        return SignedIn(
            officer=officer,
            site_id=self._enrolment.site_id,
            is_offline=is_offline,
            offline_until=officer.offline_until,
            proof=proof,
        )

    def _officer(self, user_id: UserId) -> Officer | None:
        return next((officer for officer in self.officers() if officer.id == user_id), None)

    def _with_offline(self, officer: Officer) -> Officer:
        return replace(officer, offline_until=self._verifiers.offline_until(officer.id))
