"""Renewal of the tokens of who sits at the desk, also the first ones after an offline sign-in."""

import logging
import threading

from desktop.domain.errors import AccessRefused
from desktop.sync.access.room_enrolment import RoomEnrolment
from desktop.sync.access.seat import Seat
from desktop.sync.access.tokens import Tokens
from desktop.sync.codes import AccessCode
from desktop.sync.http.city_api import CityApi

logger = logging.getLogger(__name__)


class Renewal:
    """Thread: the caller's: sync or the channel's; one at a time renews."""

    def __init__(self, *, api: CityApi, bond: RoomEnrolment, seat: Seat, tokens: Tokens) -> None:
        self._api = api
        self._bond = bond
        self._seat = seat
        self._tokens = tokens
        self._renewing = threading.Lock()

    def due_at_s(self) -> float | None:
        """When (monotonic) it is due; None when nothing can be renewed."""
        if self._seat.holding().pin is not None:
            return 0.0
        return self._tokens.refresh_at_s()

    def is_over(self) -> bool:
        """Somebody sits here for whom nothing can be renewed until they sign in again."""
        holding = self._seat.holding()
        has_proof = holding.pin is not None or holding.refresh_token is not None
        return holding.signed_in is not None and not has_proof

    def renew(self) -> None:
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
        holding = self._seat.holding()
        signed_in, pin, refresh_token = holding.signed_in, holding.pin, holding.refresh_token
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
            self._seat.stay_without_city(signed_in, refused)
            raise
        if pin is not None and self._seat.signed_in() == signed_in:
            self._seat.note_proof(signed_in.officer.id, pin)
        self._seat.accept(answer, instead_of=signed_in)
