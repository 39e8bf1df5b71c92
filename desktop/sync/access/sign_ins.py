"""The ways to sign in: by PIN with and without the city, by city account, at the issuer."""

import logging
from collections.abc import Callable
from typing import TypeVar

from desktop.contract.access import TokenGrant
from desktop.domain.access.account import AccountCredentials
from desktop.domain.access.person import SignedIn
from desktop.domain.errors import AccessRefused, ProtocolError, RetryableError
from desktop.domain.ids import UserId
from desktop.sync.access.issuer_sign_in import SignInVisit
from desktop.sync.access.pin_verifiers import PinVerifiers
from desktop.sync.access.room_enrolment import RoomEnrolment
from desktop.sync.access.seat import Seat
from desktop.sync.codes import AccessCode
from desktop.sync.http.city_api import CityApi

logger = logging.getLogger(__name__)

T = TypeVar("T")


class SignIns:
    """Each waits for the city. Thread: `access`.

    All raise AccessRefused with the code that the screen tells.
    """

    def __init__(
        self, *, api: CityApi, bond: RoomEnrolment, seat: Seat, verifiers: PinVerifiers
    ) -> None:
        self._api = api
        self._bond = bond
        self._seat = seat
        self._verifiers = verifiers

    def by_pin(self, user_id: UserId, pin: str) -> None:
        """At the city when it answers, else by the PIN kept here."""
        try:
            answer = self._bond.ask(lambda room: self._api.sign_in(room, user_id, pin))
        except RetryableError:
            self._offline(user_id, pin, AccessCode.NO_OFFLINE)
            return
        except ProtocolError as error:
            logger.warning("city not understood code=%s", error.code)
            self._offline(user_id, pin, AccessCode.OTHER_VERSION)
            return
        except AccessRefused as refused:
            if refused.code == AccessCode.CERTIFICATE:
                # nothing is wrong with the person: local work opens by the PIN kept here
                self._offline(user_id, pin, AccessCode.CERTIFICATE)
                return
            self._check_enrolled(refused)
            raise
        self._seat.note_proof(user_id, pin)
        self._seat.accept(answer)

    def prove(self, pin: str) -> UserId:
        """Whoever is signed in is who they are; of a PIN that is not kept here the city decides."""
        seated = self._seat.signed_in()
        if seated is None:
            raise AccessRefused(AccessCode.SIGNED_OUT)
        user_id = seated.officer.id
        try:
            self._verifiers.check(user_id, pin)
        except AccessRefused as refused:
            if refused.code != AccessCode.NO_OFFLINE:
                raise
            self._prove_at_city(seated, pin)
        return user_id

    def prove_by_issuer(self, visit: SignInVisit) -> UserId | None:
        """The same by an account of the city's issuer; None: nobody waits for it any more."""
        seated = self._seat.signed_in()
        if seated is None:
            raise AccessRefused(AccessCode.SIGNED_OUT)
        answer = self._from_browser(visit)
        if answer is None:
            return None
        if answer.user_id != seated.officer.id:
            self.end_at_city(answer.access_token)
            raise AccessRefused(AccessCode.OTHER_PERSON)
        self._seat.accept(answer, instead_of=seated)
        return seated.officer.id

    def by_account(self, shown: AccountCredentials) -> None:
        """By city account, so at the city alone."""
        answer = self._at_city(
            lambda: self._bond.ask(lambda room: self._api.sign_in_account(room, shown))
        )
        self._seat.note_proof(UserId(answer.user_id), shown.new_pin)
        self._seat.accept(answer)

    def by_issuer(self, visit: SignInVisit) -> None:
        """Wait for the browser; who is cancelled meanwhile sits down nowhere."""
        answer = self._from_browser(visit)
        if answer is not None:
            self._seat.note_proof(UserId(answer.user_id), None)
            self._seat.accept(answer)

    def end_at_city(self, token: str) -> None:
        """Tell the city that a sign-in is over; one that is not told expires there."""
        try:
            self._api.sign_out(token)
        except (RetryableError, ProtocolError, AccessRefused) as error:
            # its tokens are forgotten here and expire there
            logger.info("sign-out not told error=%s", type(error).__name__)

    def _from_browser(self, visit: SignInVisit) -> TokenGrant | None:
        """What came of it; None: it was cancelled, and what the city gave is ended there."""
        try:
            answer = self._at_city(visit.ask)
        except AccessRefused:
            if visit.is_cancelled:
                return None
            raise
        if answer is not None and visit.is_cancelled:
            self.end_at_city(answer.access_token)
            return None
        return answer

    def _prove_at_city(self, seated: SignedIn, pin: str) -> None:
        user_id = seated.officer.id
        try:
            answer = self._bond.ask(lambda room: self._api.sign_in(room, user_id, pin))
        except RetryableError as error:
            raise AccessRefused(AccessCode.NO_OFFLINE) from error
        except ProtocolError as error:
            logger.warning("city not understood code=%s", error.code)
            raise AccessRefused(AccessCode.OTHER_VERSION) from error
        except AccessRefused as refused:
            self._check_enrolled(refused)
            raise
        self._seat.note_proof(user_id, pin)
        self._seat.accept(answer, instead_of=seated)

    def _check_enrolled(self, refused: AccessRefused) -> None:
        """The room's own token was refused: this PC must be enrolled again."""
        if refused.code == AccessCode.SIGNED_OUT:
            self._bond.forget()
            raise AccessRefused(AccessCode.NOT_ENROLLED) from refused

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

    def _offline(self, user_id: UserId, pin: str, if_impossible: AccessCode) -> None:
        officer = self._seat.officer(user_id)
        if officer is None:
            raise AccessRefused(if_impossible)
        try:
            self._verifiers.check(user_id, pin)
        except AccessRefused as refused:
            if refused.code == AccessCode.NO_OFFLINE:
                raise AccessRefused(if_impossible) from refused
            raise
        logger.info("signed in without the city")
        self._seat.take_offline(officer, pin)
