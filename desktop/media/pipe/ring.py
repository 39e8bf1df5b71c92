"""One shared-memory ring per video track: I420 pictures, latest wins, never a queue.

The engine writes, the desk reads. Three slots under a sequence lock: a reader that meets a slot
being written takes another look, a writer never waits. A writer killed in the middle of a
picture leaves the picture before it readable.

On POSIX a ring is a mapped file in memory (/dev/shm where there is one). The writer holds a lock
on it for as long as it lives, so whoever can take that lock knows that the writer is dead and
may remove the file. `multiprocessing.shared_memory` is not used: its resource tracker removes
segments that another process still reads, and prints to the terminal. On Windows a ring is a
named mapping, which ends with its last handle.
"""

import contextlib
import mmap
import os
import secrets
import struct
import sys
import tempfile
import threading
from pathlib import Path

from desktop.domain.media.call import I420Frame
from desktop.files.file_lock import lock_file

MAX_WIDTH = 1920
MAX_HEIGHT = 1080
SLOTS = 3
NAME_PREFIX = "reception-room-ring-"

_MAGIC = 0x52494E47
_LAYOUT = 1
_PAGE_BYTES = 4096
_HEADER = struct.Struct("<IIIIQ")  # magic, layout, slots, slot bytes, newest frame number
_NEWEST = struct.Struct("<Q")
_NEWEST_AT = 16
_SLOT = struct.Struct("<QQIIdI")  # sequence, frame number, width, height, made_at_s, data bytes
_SEQUENCE = struct.Struct("<Q")
_SLOT_HEADER_BYTES = 64
_MAX_FRAME_BYTES = MAX_WIDTH * MAX_HEIGHT * 3 // 2
_SLOT_BYTES = -(-(_SLOT_HEADER_BYTES + _MAX_FRAME_BYTES) // _PAGE_BYTES) * _PAGE_BYTES
_RING_BYTES = _PAGE_BYTES + SLOTS * _SLOT_BYTES
_READ_ATTEMPTS = 8


class RingWriter:
    """The engine's end. Thread: one writer thread; `close` from the same."""

    def __init__(self) -> None:
        self._memory: mmap.mmap | None = None
        self._file = -1
        self._number = 0
        self.name = ""

    def open(self) -> None:
        """Make the ring; `name` is what a reader needs."""
        self.name = NAME_PREFIX + secrets.token_hex(8)
        if sys.platform == "win32":
            self._memory = mmap.mmap(-1, _RING_BYTES, tagname=self.name)
        else:
            self._file = _create_locked(self.name)
            self._memory = mmap.mmap(self._file, _RING_BYTES)
        header = _HEADER.pack(_MAGIC, _LAYOUT, SLOTS, _SLOT_BYTES, 0)
        self._memory[: len(header)] = header

    def write(self, planes: bytes | memoryview, width: int, height: int, made_at_s: float) -> bool:
        """Make this the newest picture; False when it is larger than a ring takes.

        planes: Y, U, V without padding, width * height * 3 // 2 bytes; width and height even.
        """
        size_bytes = width * height * 3 // 2
        is_sound = len(planes) == size_bytes and width % 2 == 0 and height % 2 == 0
        if self._memory is None or not is_sound or size_bytes > _MAX_FRAME_BYTES:
            return False
        number = self._number + 1
        base = _slot_base(number)
        sequence = 2 * number
        # Odd while the slot is being written. x86 keeps the order of stores, and every step of
        # the interpreter lies between two of them.
        _SEQUENCE.pack_into(self._memory, base, sequence - 1)
        _SLOT.pack_into(
            self._memory, base, sequence - 1, number, width, height, made_at_s, size_bytes
        )
        start = base + _SLOT_HEADER_BYTES
        self._memory[start : start + size_bytes] = planes
        _SEQUENCE.pack_into(self._memory, base, sequence)
        _NEWEST.pack_into(self._memory, _NEWEST_AT, number)
        self._number = number
        return True

    def close(self) -> None:
        """Let the ring go and remove its name. Idempotent."""
        if self._memory is not None:
            self._memory.close()
            self._memory = None
        if self._file >= 0:
            _ring_path(self.name).unlink(missing_ok=True)
            os.close(self._file)
            self._file = -1


class RingReader:
    """The desk's end. Thread: any."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.drops = 0
        self._memory: mmap.mmap | None = None
        self._lock = threading.Lock()
        self._last_number = 0

    def open(self) -> None:
        """Map the ring.

        Raises:
            OSError: there is no such ring.
            ValueError: it is not a ring of this layout.
        """
        if not self.name.startswith(NAME_PREFIX) or "/" in self.name or "\\" in self.name:
            raise ValueError(self.name)
        memory = _map_existing(self.name)
        if _HEADER.unpack_from(memory, 0)[:4] != (_MAGIC, _LAYOUT, SLOTS, _SLOT_BYTES):
            memory.close()
            raise ValueError(self.name)
        with self._lock:
            self._memory = memory

    def read(self) -> I420Frame | None:
        """The newest picture, None before the first one or when the ring is closed.

        Pictures that were written and never read are counted in `drops`.
        """
        with self._lock:
            if self._memory is None:
                return None
            for _ in range(_READ_ATTEMPTS):
                frame = _read_newest(self._memory)
                if frame is not None:
                    self.drops += max(0, frame.number - self._last_number - 1)
                    self._last_number = max(self._last_number, frame.number)
                    return frame
            return None

    def close(self) -> None:
        """Unmap. Idempotent."""
        with self._lock:
            if self._memory is not None:
                self._memory.close()
                self._memory = None


def remove_abandoned_rings() -> int:
    """Remove rings whose writer is dead, however it died; returns how many.

    Called by the desk when an engine was lost, and when it starts.
    """
    if sys.platform == "win32":
        return 0
    removed = 0
    for path in _ring_folder().glob(NAME_PREFIX + "*"):
        with contextlib.suppress(FileNotFoundError):  # another program's engine was quicker
            if path.stat(follow_symlinks=False).st_uid == os.getuid():
                removed += _remove_if_abandoned(path)
    return removed


def _slot_base(number: int) -> int:
    return _PAGE_BYTES + (number % SLOTS) * _SLOT_BYTES


def _read_newest(memory: mmap.mmap) -> I420Frame | None:
    (newest,) = _NEWEST.unpack_from(memory, _NEWEST_AT)
    if newest == 0:
        return None
    base = _slot_base(newest)
    sequence, number, width, height, made_at_s, size_bytes = _SLOT.unpack_from(memory, base)
    if sequence % 2 or number != newest or size_bytes > _MAX_FRAME_BYTES:
        return None
    start = base + _SLOT_HEADER_BYTES
    data = memory[start : start + size_bytes]
    if _SEQUENCE.unpack_from(memory, base)[0] != sequence:
        return None
    return I420Frame(width=width, height=height, data=data, number=number, made_at_s=made_at_s)


def _ring_folder() -> Path:
    shared_memory = Path("/dev/shm")  # noqa: S108 - the kernel's memory file system, names random
    return shared_memory if shared_memory.is_dir() else Path(tempfile.gettempdir())


def _ring_path(name: str) -> Path:
    return _ring_folder() / name


def _map_existing(name: str) -> mmap.mmap:
    if sys.platform == "win32":
        return mmap.mmap(-1, _RING_BYTES, tagname=name, access=mmap.ACCESS_READ)
    file = os.open(_ring_path(name), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if os.fstat(file).st_size != _RING_BYTES:
            raise ValueError(name)
        return mmap.mmap(file, _RING_BYTES, prot=mmap.PROT_READ)
    finally:
        os.close(file)


if sys.platform != "win32":

    def _create_locked(name: str) -> int:
        """Make the file, lock it, and only then give it the name that cleaners look for."""
        path = _ring_path(name)
        birth = path.with_name("." + name)
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        file = os.open(birth, flags, 0o600)
        try:
            lock_file(file, is_waiting=True)
            os.ftruncate(file, _RING_BYTES)
            birth.rename(path)
        except OSError:
            birth.unlink(missing_ok=True)
            os.close(file)
            raise
        return file

    def _remove_if_abandoned(path: Path) -> bool:
        try:
            file = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            lock_file(file, is_waiting=False)
            path.unlink(missing_ok=True)
        except BlockingIOError:
            return False
        finally:
            os.close(file)
        return True
