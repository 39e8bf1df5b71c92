"""Exclusive append to an unfinished upload: the newest request wins, whichever worker has it.

A newer request means that the older one's line is dead. Files say so, not memory, because the next
request of a room may reach another process.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.ids import new_id
from desktop.files.file_lock import hold_file

_LOCK_SUFFIX = ".lock"
_STRIPE = 2
"""Hex digits of a hash that share a lock: 256 small files that stay."""


class UploadTurn:
    """The turn of one request. Thread: any; every method but `hold` within `hold`."""

    def __init__(self, folder: Path, part_name: str) -> None:
        self._newest = folder / part_name
        self._lock = folder / f"{part_name[:_STRIPE]}{_LOCK_SUFFIX}"
        self._token = new_id()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Nobody else looks at or changes the part during the block. Waits for the others.

        Raises:
            OSError: the disk refuses.
        """
        with hold_file(self._lock):
            yield

    def take(self) -> None:
        """From now on this request is the newest."""
        self._newest.write_text(self._token, "ascii")

    def is_newest(self) -> bool:
        """Whether no newer request came."""
        try:
            return self._newest.read_text("ascii") == self._token
        except FileNotFoundError:
            return False

    def forget(self) -> None:
        """Nothing is left to append."""
        self._newest.unlink(missing_ok=True)
