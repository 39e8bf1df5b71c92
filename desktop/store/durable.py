"""Bringing bytes and names onto the disk itself."""

import os
import sys
from pathlib import Path


def sync_file(path: Path) -> None:
    """Every byte of it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Names that were made, changed or taken away in it."""
    if sys.platform == "win32":
        return  # NTFS journals names; a folder cannot be opened for fsync
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
