"""The room's sealed key, from this room to the city; nobody needs to be signed in for it."""

import logging

from desktop.contract.escrow import EscrowIn
from desktop.domain.errors import AccessRefused, ProtocolError
from desktop.sync.http.city_api import CityApi

logger = logging.getLogger(__name__)


class RoomEscrow:
    """Sent once in each run of the program, so that a city put back to a backup has it again.

    Thread: `offer` any, the rest sync.
    """

    def __init__(self, *, api: CityApi) -> None:
        self._api = api
        self._waiting: EscrowIn | None = None

    def offer(self, escrow: EscrowIn) -> None:
        """There is one to send."""
        self._waiting = escrow

    def is_waiting(self) -> bool:
        """Whether it is still to be sent."""
        return self._waiting is not None

    def send(self, room_token: str) -> None:
        """Send it. One that the city refuses waits for the next run.

        Raises RetryableError as CityApi.
        """
        escrow = self._waiting
        if escrow is None:
            return
        try:
            self._api.keep_escrow(room_token, escrow)
        except (AccessRefused, ProtocolError) as refused:
            # by an older city, for instance; room checks behind it go on
            logger.warning("escrow refused code=%s", refused.code)
        else:
            logger.info("escrow sent label=%s", escrow.label)
        self._waiting = None
