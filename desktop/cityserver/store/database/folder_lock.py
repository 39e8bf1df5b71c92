"""One server per folder, with all its workers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.errors import ReceptionError
from desktop.files.file_lock import FileLock

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
    lock = FileLock(folder / LOCK_FILE)
    if not lock.acquire():
        raise FolderTaken
    try:
        yield
    finally:
        lock.release()
