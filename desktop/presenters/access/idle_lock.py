"""Idle lock: covers the desk when nobody touches it; only a PIN lifts the cover."""

from datetime import datetime

from desktop.domain.access.person import SignedIn
from desktop.domain.clock import Clock
from desktop.presenters.services.desk import DeskMemory

IDLE_S = 300.0
NOTE_EVERY_S = 60.0
_NOTE = "cover"
_TOUCHED = "touched_at"


class IdleLock:
    """Down or not. Sync and calls go on below it: nobody is signed out. Thread: MainThread.

    It outlives the program, or a restart would lift it; and a program that was away for as long as
    nobody may be away begins below it, or a PC that is switched on in the morning would still be
    the officer's of the evening before.
    """

    def __init__(self, *, memory: DeskMemory, clock: Clock) -> None:
        self._memory = memory
        self._clock = clock
        self._touched_s = clock.monotonic()
        self._noted_s: float | None = None
        self._below: SignedIn | None = None

    @property
    def is_down(self) -> bool:
        """Whoever is there must prove who they are."""
        return self._below is not None

    def touch(self) -> None:
        """A key, the mouse or a finger moved."""
        self._touched_s = self._clock.monotonic()
        if self._noted_s is None or self._touched_s - self._noted_s >= NOTE_EVERY_S:
            self._noted_s = self._touched_s
            self._memory.remember(_TOUCHED, self._clock.now().isoformat())

    def is_due(self, *, is_busy: bool) -> bool:
        """Nobody was there for five minutes. is_busy: in a session or before one: never then."""
        if is_busy:
            self.touch()
        return not self.is_down and self._clock.monotonic() - self._touched_s >= IDLE_S

    def was_down(self) -> bool:
        """The program ended below the cover, or nobody was there for five minutes since."""
        return self._memory.recall(_NOTE) is not None or self._was_away()

    def lower(self, seat: SignedIn) -> None:
        """Hide what this person has on the desk."""
        self._below = seat
        self._memory.remember(_NOTE, "1")

    def lift(self) -> None:
        """Somebody proved who they are, or nobody is signed in."""
        self._below = None
        self.touch()
        if self._memory.recall(_NOTE) is not None:
            self._memory.remember(_NOTE, None)

    def is_lifted_by(self, seat: SignedIn | None) -> bool:
        """A PIN was proved since, or the seat is empty; a token that was renewed lifts nothing."""
        return self._below is None or seat is None or seat.proof != self._below.proof

    def _was_away(self) -> bool:
        """By the PC's clock; one that was put back says nothing of who was there."""
        noted = self._memory.recall(_TOUCHED)
        try:
            touched_at = None if noted is None else datetime.fromisoformat(noted)
            away_s = 0.0 if touched_at is None else (self._clock.now() - touched_at).total_seconds()
        except (ValueError, TypeError):
            return True
        return not -NOTE_EVERY_S <= away_s < IDLE_S + NOTE_EVERY_S
