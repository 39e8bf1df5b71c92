"""What the recorder tries next when it cannot write: anew, sound alone, the second disk. Pure.

Source: issue of the recording (three steps that open by themselves); nothing waits for a person.
"""

from collections.abc import Callable
from typing import Final

SOUND_ALONE_AFTER: Final = 3
"""Failures in a row after which pictures are given up, until the next start or another disk."""
OTHER_DISK_AFTER: Final = 4
"""Failures in a row after which the other disk is tried, where there is one."""

Tight = Callable[[int], bool | None]
"""Whether a disk has no room for pictures; None: it cannot be asked, it may be gone."""


class Ladder:
    """disks: how many there are; 0 is the first. Not thread-safe.

    disk, has_picture: where the next part goes, and what of.
    """

    def __init__(self, disks: int) -> None:
        self._disks = disks
        self._failures = 0
        self.disk = 0
        self.has_picture = True

    def note_failure(self) -> None:
        """A part could not be begun, or gone on with."""
        self._failures += 1
        if self._failures >= SOUND_ALONE_AFTER:
            self.has_picture = False
        if self._failures >= OTHER_DISK_AFTER and self._disks > 1:
            self._move()

    def note_written(self) -> None:
        """Bytes are on the disk."""
        self._failures = 0

    def look_at_room(self, is_tight: Tight) -> None:
        """Before a part begins: without room for pictures there, on the other disk or sound alone.

        A disk that cannot be asked is no place to go to.
        """
        if not is_tight(self.disk):
            return
        if self._disks > 1 and is_tight(self._other) is False:
            self._move()
        else:
            self.has_picture = False

    @property
    def _other(self) -> int:
        return (self.disk + 1) % self._disks

    def _move(self) -> None:
        self.disk = self._other
        self._failures = 0
        self.has_picture = True
