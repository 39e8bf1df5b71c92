"""A line between two engines on one PC that can be cut, mended, replaced and made poor."""

import random
import time

from typing_extensions import override

from desktop.app.rehearsal.script.media_line import MediaLine

BURST_S = 0.25


class CutLine(MediaLine):
    """The line of a rehearsal, and what happens to lines besides being cut.

    largest_bytes: of the packets that passed.
    """

    def __init__(self) -> None:
        super().__init__()
        self._dead: set[int] = set()
        self._loss = 0.0
        self._carries_kbps: float | None = None
        self._credit_bytes = 0.0
        self._credited_s = time.monotonic()
        self._dice = random.Random(7)
        self.largest_bytes = 0

    def lose(self, share: float) -> None:
        """Drop this share of all packets, in both directions."""
        self._loss = share

    def narrow(self, kbps: float | None) -> None:
        """Drop what goes beyond this rate, both directions together; None: wide again."""
        self._carries_kbps = kbps
        self._credit_bytes = 0.0

    def change_addresses(self) -> None:
        """What was agreed on so far never works again; new addresses do."""
        with self._lock:
            self._dead |= set(self._stand_ins)

    @override
    def _passes(self, size_bytes: int, ports: frozenset[int]) -> bool:
        """A policer with the burst of a quarter of a second, then dice."""
        if ports & self._dead or not super()._passes(size_bytes, ports):
            return False
        if not self._is_paid(size_bytes) or self._dice.random() < self._loss:
            return False
        self.largest_bytes = max(self.largest_bytes, size_bytes)
        return True

    def _is_paid(self, size_bytes: int) -> bool:
        kbps = self._carries_kbps
        if kbps is None:
            return True
        now_s = time.monotonic()
        earned = (now_s - self._credited_s) * kbps * 125
        self._credited_s = now_s
        self._credit_bytes = min(self._credit_bytes + earned, kbps * 125 * BURST_S)
        if self._credit_bytes < size_bytes:
            return False
        self._credit_bytes -= size_bytes
        return True
