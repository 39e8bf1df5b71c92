"""One server per folder: live sessions and running uploads are known to one process only."""

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
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise FolderTaken from error
