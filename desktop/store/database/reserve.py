"""The reserve: disk space held back so that minutes can still be kept on a full disk."""

import logging
import os
import shutil
from pathlib import Path

logger = logging.getLogger(__name__)

RESERVE_NAME = "reserve.bin"
RESERVE_BYTES = 64 * 1024 * 1024
_BLOCK = bytes(1024 * 1024)


class Reserve:
    """A file of `size_bytes` zeros that can be given up at once. Thread: one at a time."""

    def __init__(self, *, folder: Path, size_bytes: int) -> None:
        self._folder = folder
        self._path = folder / RESERVE_NAME
        self._size_bytes = size_bytes

    @property
    def is_held(self) -> bool:
        """Whether the whole reserve is there."""
        try:
            return self._path.stat().st_size >= self._size_bytes
        except FileNotFoundError:
            return False

    def ensure(self) -> bool:
        """Fill the reserve when the disk has twice its room; returns whether it is held."""
        if self.is_held:
            return True
        try:
            if shutil.disk_usage(self._folder).free < 2 * self._size_bytes:
                return False
            self._fill()
        except OSError as error:
            logger.warning("reserve not held errno=%s", error.errno)
            self.release()
            return False
        return True

    def release(self) -> bool:
        """Give the space back to the disk; returns whether there was any."""
        try:
            self._path.unlink()
        except FileNotFoundError:
            return False
        logger.warning("reserve released bytes=%d", self._size_bytes)
        return True

    def _fill(self) -> None:
        with self._path.open("wb") as file:
            # real zeros, not a sparse file: a hole would hold nothing back
            for start in range(0, self._size_bytes, len(_BLOCK)):
                file.write(_BLOCK[: self._size_bytes - start])
            file.flush()
            os.fsync(file.fileno())
