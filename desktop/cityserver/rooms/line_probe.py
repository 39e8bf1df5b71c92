"""Payload for measuring a room's line, and a budget of bytes for each room."""

import os
import threading

from desktop.cityserver.http.refusals import Rejected
from desktop.contract.line import MAX_BURST_BYTES
from desktop.contract.problem import ProblemCode
from desktop.domain.clock import Clock

BUDGET_BYTES = 40 * MAX_BURST_BYTES
BUDGET_WINDOW_S = 3_600.0
"""Room checks run some ten times a day: eight megabytes an hour are a dozen of them."""


class LineProbe:
    """Thread: any."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._noise = os.urandom(MAX_BURST_BYTES)  # nothing on the way can make it smaller
        self._lock = threading.Lock()
        self._spent: dict[str, tuple[float, int]] = {}

    def give(self, room_id: str, size: int) -> bytes:
        """So many bytes for this room.

        Raises:
            Rejected: too_many_attempts with Retry-After.
        """
        self.take(room_id, size)
        return self._noise[:size]

    def take(self, room_id: str, size: int) -> None:
        """This room moved so many bytes.

        Raises:
            Rejected: too_many_attempts with Retry-After.
        """
        now_s = self._clock.monotonic()
        with self._lock:
            began_s, spent = self._spent.get(room_id, (now_s, 0))
            if now_s - began_s >= BUDGET_WINDOW_S:
                began_s, spent = now_s, 0
            if spent + size > BUDGET_BYTES:
                wait_s = max(1, round(BUDGET_WINDOW_S - (now_s - began_s)))
                raise Rejected(ProblemCode.TOO_MANY_ATTEMPTS, headers={"Retry-After": str(wait_s)})
            self._spent[room_id] = (began_s, spent + size)
