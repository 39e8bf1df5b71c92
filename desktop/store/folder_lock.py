"""The lock on a store's folder: two programs never open one store."""

import os
import sys
from pathlib import Path

from desktop.domain.errors import StorageError
from desktop.store.codes import StorageCode

LOCK_NAME = "store.lock"


class FolderLock:
    """Held from `acquire` to `release`; the system lets go of it when the program dies."""

    def __init__(self, *, folder: Path) -> None:
        self._path = folder / LOCK_NAME
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises StorageError(IN_USE) when another program (or another store of this one) has it.
        """
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise StorageError(StorageCode.IN_USE) from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go; harmless when not held."""
        if self._descriptor is None:
            return
        os.close(self._descriptor)
        self._descriptor = None


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
