"""The lock on a store's folder: two programs never open one store."""

from pathlib import Path

from desktop.domain.errors import StorageError
from desktop.files.file_lock import FileLock
from desktop.store.codes import StorageCode

LOCK_NAME = "store.lock"


class FolderLock:
    """Held from `acquire` to `release`; the system lets go of it when the program dies."""

    def __init__(self, *, folder: Path) -> None:
        self._lock = FileLock(folder / LOCK_NAME)

    def acquire(self) -> None:
        """Take the lock.

        Raises StorageError(IN_USE) when another program (or another store of this one) has it.
        """
        if not self._lock.acquire():
            raise StorageError(StorageCode.IN_USE)

    def release(self) -> None:
        """Let go; harmless when not held."""
        self._lock.release()
