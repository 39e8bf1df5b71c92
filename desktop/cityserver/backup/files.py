"""Files that must be right when it matters: copied with their hash, on the disk, read back."""

import hashlib
import os
from pathlib import Path

from desktop.domain.ids import new_id

_BLOCK_BYTES = 1024 * 1024


def hash_of(path: Path) -> str:
    """SHA-256 of the file, as hex. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def has_hash(path: Path, sha256: str) -> bool:
    """Whether the file is there and is the one with this hash. Raises OSError."""
    return path.is_file() and hash_of(path) == sha256


def copy_checked(source: Path, target: Path, sha256: str) -> bool:
    """Copy under a temporary name, read it back, then rename. False: it has another hash.

    Nothing is left behind unless the copy is right. Raises OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    # a name of its own: beside a paper of the city its upload may be at work
    part = target.with_name(f"{target.name}.{new_id()}.part")
    try:
        with source.open("rb") as read, part.open("wb") as written:
            while block := read.read(_BLOCK_BYTES):
                written.write(block)
            written.flush()
            os.fsync(written.fileno())
        if hash_of(part) != sha256:
            return False
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)
    return True


def write_durably(path: Path, data: bytes) -> None:
    """A new small file that is on the disk when this returns. Raises OSError."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_file(path: Path) -> None:
    """Put what another library wrote onto the disk. Raises OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Put names onto the disk. Raises OSError."""
    if os.name == "nt":
        return  # Windows cannot sync a folder; NTFS journals the rename
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
