"""Writes a form to a file, in the format that its name asks for."""

import errno
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path, PurePath

from desktop.domain.errors import StorageError
from desktop.files.durable import BY_UMASK, replace_file
from desktop.forms.codes import FormCode
from desktop.forms.docx.document import draw_docx
from desktop.forms.layout.blocks import Form
from desktop.forms.pdf.first_use import draw_pdf
from desktop.forms.xlsx.workbook import draw_xlsx


class FormSheets:
    """Where a form goes that is printed: into memory. name: with the suffix of its format."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.suffix = PurePath(name).suffix
        self.data = b""


Destination = Path | FormSheets

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def put_file(path: Path, data: bytes) -> None:
    """Write and replace: a file of that name goes only when the new one is on the disk.

    Raises: StorageError: disk full, file open elsewhere, not written.
    """
    try:
        replace_file(path, data, mode=BY_UMASK)
    except OSError as error:
        raise storage_error(error, path) from error


def storage_error(error: OSError, path: Path) -> StorageError:
    """What is told of a file that could not be written."""
    if error.errno in _FULL:
        return StorageError(FormCode.DISK_FULL, {"name": path.name})
    if isinstance(error, PermissionError | IsADirectoryError):
        return StorageError(FormCode.FILE_IN_USE, {"name": path.name})
    reason = errno.errorcode.get(error.errno or 0, "")
    return StorageError(FormCode.NOT_WRITTEN, {"name": path.name, "error": reason})


_FORMATS: Mapping[str, Callable[[Form, datetime], bytes]] = {
    ".docx": draw_docx,
    ".pdf": draw_pdf,
    ".xlsx": draw_xlsx,
}


def form_bytes(form: Form, suffix: str, made_at: datetime) -> bytes | None:
    """The form as DOCX, PDF or XLSX; None: another suffix. Takes some seconds."""
    draw = _FORMATS.get(suffix.lower())
    return None if draw is None else draw(form, made_at)


def write_form(form: Form, to: Destination, *, made_at: datetime) -> None:
    """Draw the form as DOCX, PDF or XLSX, by the suffix, and put it there. Takes some seconds.

    made_at: aware; written into the file's properties.
    Raises: StorageError: another suffix (B-435), or as put_file.
    """
    data = form_bytes(form, to.suffix, made_at)
    if data is None:
        raise StorageError(FormCode.UNKNOWN_FORMAT, {"name": to.name})
    if isinstance(to, FormSheets):
        to.data = data
    else:
        put_file(to, data)
