"""Bytes and names that must be on the disk itself: written whole or not at all.

Every function raises OSError as the system does. A file that is being written has a name of its
own that ends in `.part` and that nobody else can choose: two processes never meet in one, and what
a killed one left is never taken for the file itself.
"""

import errno
import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

OWNER_ONLY: Final = 0o600
BY_UMASK: Final = 0o666
"""As any program makes a file: readable to whom the umask, or Windows' folder, allows it."""
TRIES: Final = 8
TRY_S = 0.25
"""How often, and how long between, a file is renamed that another program holds."""
_BLOCK_BYTES = 1024 * 1024
# PostgreSQL's fsync_fname ignores the same: network and FUSE file systems know no sync of a folder.
_NOT_FOR_FOLDERS = frozenset({errno.EINVAL, errno.EBADF})


# ---- small files ---------------------------------------------------------------------------------


def replace_file(
    path: Path,
    data: bytes,
    *,
    mode: int = OWNER_ONLY,
    keeps_mode: bool = False,
    is_synced: bool = True,
) -> None:
    """Write a file: the old one or the new one is there, whatever happens, never a part.

    mode: of the new file from its first byte. keeps_mode: an older file's mode is taken over.
    is_synced: on the disk when this returns, so that it outlives a power cut; without it a figure
    that is written every few seconds costs no wait, and outlives the end of the program only.
    Raises OSError: the older file is as it was, unless the folder alone could not be synced.
    """
    with _new_part(path, data, mode=mode, is_synced=is_synced) as part:
        if keeps_mode and path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    if is_synced:
        sync_folder(path.parent)


def create_file(path: Path, data: bytes) -> None:
    """Make a file for its owner alone, whole or not at all, on the disk when this returns.

    Raises OSError: FileExistsError when something has that name, which is left as it is; of several
    processes that make it at once, one succeeds.
    """
    with _new_part(path, data, mode=OWNER_ONLY, is_synced=True) as part:
        try:
            os.link(part, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            _write_new(path, data, mode=OWNER_ONLY, is_synced=True)
    sync_folder(path.parent)


def create_from(path: Path, source: BinaryIO) -> None:
    """Make a file of all that a stream gives, as any program makes one; whole or not at all.

    On the disk when this returns. Raises OSError: FileExistsError when something has that name,
    which is left as it is; and whatever reading raises.
    """
    part = path.with_name(f".{uuid.uuid4().hex}.part")
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, BY_UMASK))
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, BY_UMASK), "wb") as file:
            shutil.copyfileobj(source, file, _BLOCK_BYTES)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


@contextmanager
def _new_part(path: Path, data: bytes, *, mode: int, is_synced: bool) -> Iterator[Path]:
    """A written file beside `path`, gone after the block. Its name is short: any path has room."""
    part = path.with_name(f".{uuid.uuid4().hex}.part")
    _write_new(part, data, mode=mode, is_synced=is_synced)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _write_new(path: Path, data: bytes, *, mode: int, is_synced: bool) -> None:
    """Never through a link, never over a file; nothing is left when the disk refuses."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if is_synced:
                os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


# ---- names ---------------------------------------------------------------------------------------


def put_in_place(source: Path, target: Path) -> None:
    """Give a file that is on the disk its name, over whatever has it, and put that there too."""
    source.replace(target)
    sync_folder(target.parent)


def replace_when_free(source: Path, target: Path) -> None:
    """Rename a file that a virus scanner may hold for a moment, as happens on Windows.

    Waits up to TRIES x TRY_S. Raises OSError: PermissionError when it is held on.
    """
    for attempt in range(TRIES):
        try:
            source.replace(target)
        except PermissionError:
            if attempt == TRIES - 1:
                raise
            time.sleep(TRY_S)
        else:
            return


def sync_file(path: Path) -> None:
    """Put what another library wrote onto the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put names onto the disk; where a file system cannot, its journal must do."""
    if os.name == "nt":
        return  # Windows cannot sync a folder; NTFS journals the rename
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # one that takes files and shows none
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_FOR_FOLDERS:
            raise
    finally:
        os.close(descriptor)


# ---- copies --------------------------------------------------------------------------------------


def hash_of(path: Path) -> str:
    """SHA-256 of the file, as hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def has_hash(path: Path, sha256: str) -> bool:
    """Whether the file is there and is the one with this hash."""
    return path.is_file() and hash_of(path) == sha256


def copy_checked(source: Path, target: Path, sha256: str) -> bool:
    """Copy under a temporary name, read it back, then rename. False: it has another hash.

    Nothing is left behind unless the copy is right.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    # a name of its own: beside a paper of the city its upload may be at work
    part = target.with_name(f"{target.name}.{uuid.uuid4().hex}.part")
    try:
        with source.open("rb") as read, part.open("wb") as written:
            while block := read.read(_BLOCK_BYTES):
                written.write(block)
            written.flush()
            os.fsync(written.fileno())
        if hash_of(part) != sha256:
            return False
        put_in_place(part, target)
    finally:
        part.unlink(missing_ok=True)
    return True
