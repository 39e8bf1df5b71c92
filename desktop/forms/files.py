"""Puts a form where the officer wants it: whole, or not at all."""

import errno
import os
from pathlib import Path

from desktop.domain.errors import StorageError
from desktop.domain.ids import new_id
from desktop.forms.codes import FormCode

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def put_file(path: Path, data: bytes) -> None:
    """Write and replace: a file of that name goes only when the new one is on the disk.

    Raises: StorageError: disk full, file open elsewhere, not written.
    """
    part = path.with_name(f".{new_id()}.part")
    try:
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise _storage_error(error, path) from error


def _storage_error(error: OSError, path: Path) -> StorageError:
    if error.errno in _FULL:
        return StorageError(FormCode.DISK_FULL, {"name": path.name})
    if isinstance(error, PermissionError | IsADirectoryError):
        return StorageError(FormCode.FILE_IN_USE, {"name": path.name})
    reason = errno.errorcode.get(error.errno or 0, "")
    return StorageError(FormCode.NOT_WRITTEN, {"name": path.name, "error": reason})
