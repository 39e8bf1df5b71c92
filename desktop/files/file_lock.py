"""Locks of files between processes: the only module that asks the system for one."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class FileLock:
    """A lock file, held from `acquire` to `release`; the system lets go when the program dies.

    path: of the lock file, made when it is missing; it stays, and holds nothing. Thread: one at
    a time.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take the lock; False when another holder has it, in this program or another.

        Raises:
            OSError: the file cannot be opened.
        """
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            lock_file(descriptor, is_waiting=False)
        except OSError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Let go; harmless when not held."""
        if self._descriptor is None:
            return
        os.close(self._descriptor)
        self._descriptor = None


@contextmanager
def hold_file(path: Path) -> Iterator[None]:
    """Hold a lock file during the block, made when missing; waits for other holders.

    Raises:
        OSError: the disk refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        lock_file(descriptor, is_waiting=True)
        yield
    finally:
        os.close(descriptor)  # and the system lets go, also when the process dies


def lock_file(descriptor: int, *, is_waiting: bool) -> None:
    """Lock an open file for this descriptor alone, until it is closed.

    Raises:
        OSError: somebody has it; when waiting on Windows, for more than ten seconds.
    """
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if is_waiting else msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if is_waiting else fcntl.LOCK_NB))
