"""One server per folder, with all its workers; and the lock of a file between processes."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.errors import ReceptionError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_FILE = "city.lock"


class FolderTaken(ReceptionError):
    """Another server works in this folder."""


@contextmanager
def hold_folder(folder: Path) -> Iterator[None]:
    """Hold the folder during the block; the system lets go when the process dies.

    Raises:
        FolderTaken.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            lock_file(descriptor, is_waiting=False)
        except OSError as error:
            raise FolderTaken from error
        yield
    finally:
        os.close(descriptor)


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
