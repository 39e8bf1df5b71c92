"""Enrolment of this PC: by a one-time code, afterwards known by token and certificate."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from desktop.contract.access import ServerInfo
from desktop.domain.access.kdf_cost import KdfCost
from desktop.domain.clock import Clock
from desktop.domain.errors import AccessRefused, ProtocolError, RetryableError, StorageError
from desktop.domain.ids import SiteId
from desktop.sync.access.memory import AccessMemory
from desktop.sync.access.room_identity import RoomIdentity
from desktop.sync.codes import AccessCode
from desktop.sync.http.city_api import CityApi

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Enrolment:
    """This PC to the city. enrol_code: its one-time code, None when it was enrolled before.

    pin_secret: of this PC's keyring; pin_cost: of a kept PIN; see PinVerifiers.
    """

    site_id: SiteId
    pin_secret: bytes
    pin_cost: KdfCost
    enrol_code: str | None = None


T = TypeVar("T")

RENEW_REST_S = 3_600.0
"""A certificate is asked for once in this time: a proxy may take every one of them away."""


class RoomEnrolment:
    """Thread: any; methods may wait for the network and the disk.

    enrol_code: of the settings; None when there is none. A PC that is bound uses it only after the
    city has refused to renew its certificate, and once.
    """

    def __init__(
        self,
        *,
        api: CityApi,
        memory: AccessMemory,
        identity: RoomIdentity,
        clock: Clock,
        site_id: SiteId,
        enrol_code: str | None,
    ) -> None:
        self._api = api
        self._memory = memory
        self._identity = identity
        self._clock = clock
        self._site_id = site_id
        self._enrol_code = enrol_code
        self._unused_code = enrol_code
        self._enrolling = threading.Lock()
        self._renewing = threading.Lock()
        self._renew_again_at_s = 0.0
        self._is_renewal_refused = False
        self._authority: str | None = None
        self._city_ahead = timedelta(0)

    def meet_city(self, info: ServerInfo) -> None:
        """The city has answered: renew the certificate if it is time, by the city's clock.

        It is asked for before anything else, so that a PC that was off for a year goes on by
        itself. Raises RetryableError; a refusal keeps nobody from trying what comes next.
        """
        self._learn(info)
        self.renew_if_due()

    def renew_if_due(self) -> None:
        """As `meet_city`, with what the city said last. Raises RetryableError."""
        token = self._memory.room_token()
        if token is None or not self._authority:
            return
        if self._clock.monotonic() < self._renew_again_at_s:
            return
        if not self._identity.is_due(self._clock.now() + self._city_ahead, self._authority):
            return
        try:
            self.renew(token)
        except (AccessRefused, ProtocolError, StorageError, TimeoutError) as error:
            logger.warning("certificate not renewed error=%s", type(error).__name__)

    def renew(self, room_token: str) -> None:
        """A new certificate for the same key. Raises as CityApi, StorageError, TimeoutError."""
        with self._renewing:
            request = self._identity.request()
            before_s = self._renew_again_at_s
            self._renew_again_at_s = self._clock.monotonic() + RENEW_REST_S
            try:
                answer = self._api.certify(room_token, request)
            except RetryableError:
                self._renew_again_at_s = before_s
                raise
            except AccessRefused:
                self._is_renewal_refused = True
                raise
            self._is_renewal_refused = False
            self._identity.take(answer.certificate)

    def renew_refused(self, room_token: str, refused: AccessRefused) -> None:
        """The city did not take the certificate. As `renew`; before RENEW_REST_S raises this."""
        if self._clock.monotonic() < self._renew_again_at_s:
            raise refused
        self.renew(room_token)

    def ask(self, work: Callable[[str], T]) -> T:
        """Ask the city with the room's token, enrolling first when there is none.

        A certificate that the city does not take any more is renewed, and the question put again.
        When that is refused too, this PC is enrolled anew with a code that it has not used yet;
        without one it stays bound. Raises as CityApi.
        """
        token = self._token()
        try:
            return work(token)
        except AccessRefused as refused:
            if refused.code != AccessCode.CERTIFICATE:
                raise
            token = self._regain(token, refused)
        return work(token)

    def forget(self) -> None:
        """The city does not know this PC: it must be enrolled again, with another key."""
        self._memory.keep_room_token(None)
        self._identity.forget()

    def _token(self) -> str:
        with self._enrolling:
            token = self._memory.room_token()
            if token is not None:
                return token
            if self._enrol_code is None:
                raise AccessRefused(AccessCode.NOT_ENROLLED)
            return self._enrol(self._enrol_code)

    def _regain(self, token: str, refused: AccessRefused) -> str:
        """The room's token to go on with, after a certificate was refused."""
        try:
            self.renew_refused(token, refused)
        except AccessRefused as final:
            if not self._is_renewal_refused:
                raise
            return self._enrol_anew(final)
        return token

    def _enrol_anew(self, refused: AccessRefused) -> str:
        with self._enrolling:
            if self._unused_code is None:
                raise refused
            try:
                return self._enrol(self._unused_code)
            except AccessRefused as of_code:
                # used long ago: the former bond stays, it may be taken again
                logger.warning("not enrolled anew code=%s", of_code.code)
                self._unused_code = None
                raise refused from of_code

    def _enrol(self, code: str) -> str:
        if self._authority is None:
            self._learn(self._api.server_info())
        request = self._identity.request() if self._authority else None
        answer = self._api.enrol(code, self._site_id, request)
        # first the token: with it a certificate that is lost here can be asked for again
        self._memory.keep_room_token(answer.room_token)
        self._unused_code = None
        self._is_renewal_refused = False
        if answer.certificate is not None:
            self._identity.take(answer.certificate)
        logger.info("room enrolled site=%s", self._site_id)
        return answer.room_token

    def _learn(self, info: ServerInfo) -> None:
        self._authority = info.room_authority
        self._city_ahead = info.server_time - self._clock.now()
