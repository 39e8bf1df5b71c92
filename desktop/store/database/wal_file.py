"""The log of the database (`-wal`), made as long as it gets before anybody waits for it.

SQLite writes its log from the beginning again and again and never shortens it. A note that makes
the file longer costs the disk the file's new length and blocks beside the words; a note that is
written over what stood there costs the words alone. What is flushed, and when, is the same.
"""

import logging
import os
import shutil
from pathlib import Path
from typing import BinaryIO

logger = logging.getLogger(__name__)

_ROOM_FACTOR = 8
"""The log is made longer while the disk has so many times that free: it is only for speed."""

_BLOCK = bytes(256 * 1024)
_WRITES_AT_ONCE = 0


def lengthen_log(log: Path, size_bytes: int) -> None:
    """Zeros behind what stands there, up to this size; SQLite takes them for nothing written.

    Only between two writes, on the thread of the one connection that writes: nothing else may
    make the file longer meanwhile. A disk without room costs nothing but the time that was hoped
    for.
    """
    try:
        if shutil.disk_usage(log.parent).free >= _ROOM_FACTOR * size_bytes:
            with log.open("r+b", buffering=_WRITES_AT_ONCE) as file:
                _lengthen(file, size_bytes)
    except OSError as error:
        logger.warning("log not made longer errno=%s", error.errno)


def _lengthen(file: BinaryIO, size_bytes: int) -> None:
    former = file.seek(0, os.SEEK_END)
    try:
        missing = size_bytes - former
        while missing > 0:
            # real zeros: a hole, or blocks that were only promised, are paid at each note again
            missing -= file.write(_BLOCK[:missing])
        os.fsync(file.fileno())
    except OSError:
        file.truncate(former)
        raise
