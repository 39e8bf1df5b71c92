"""A copy of a paper for the officer, as a file outside of the store; never over another file."""

import errno
from pathlib import Path

from desktop.documents.codes import PaperCode
from desktop.documents.records.paper_cache import PaperBytes
from desktop.domain.errors import StorageError
from desktop.files.durable import create_from
from desktop.store.blobs.blobs import Blobs

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def save_copy(blobs: Blobs, paper: PaperBytes, path: Path) -> None:
    """Write the original bytes, checked while they are read. Takes up to some seconds.

    Raises: StorageError: T-431 to T-434, or what the store says of bytes that it does not have.
    """
    with blobs.open(paper.sha256) as source:
        try:
            create_from(path, source)
        except OSError as error:
            raise _refusal(error, path) from error


def _refusal(error: OSError, path: Path) -> StorageError:
    data: dict[str, str | int] = {"name": path.name}
    if isinstance(error, FileExistsError):
        return StorageError(PaperCode.COPY_EXISTS, data)
    if error.errno in _FULL:
        return StorageError(PaperCode.COPY_DISK_FULL, data)
    if error.errno in _NOT_ALLOWED:
        return StorageError(PaperCode.COPY_NOT_ALLOWED, data)
    reason = errno.errorcode.get(error.errno or 0, "")
    return StorageError(PaperCode.COPY_NOT_WRITTEN, {**data, "error": reason})
