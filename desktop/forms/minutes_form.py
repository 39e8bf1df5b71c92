"""Writes the minutes of a session to a file: whole, or not at all."""

import errno
import logging
import os
from pathlib import Path

from desktop.domain.deadlines import LOCAL_ZONE
from desktop.domain.errors import SettingsError, StorageError
from desktop.domain.ids import new_id
from desktop.domain.minutes_document import MinutesDocument
from desktop.forms.codes import FormCode
from desktop.forms.minutes_docx import draw_docx
from desktop.forms.minutes_layout import lay_out_minutes
from desktop.forms.wording import MinutesWording, load_minutes_wording

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})

logger = logging.getLogger(__name__)


def write_minutes(document: MinutesDocument, path: Path, *, template_path: Path) -> None:
    """Draw the minutes as DOCX and put the file at `path`. Takes up to a second.

    A file of that name is replaced only when the new one is whole and on the disk.
    Raises: SettingsError: the template is unreadable, or not valid on the session's day (practice
    sessions may use any). StorageError: disk full, file open elsewhere, not written.
    """
    wording = load_minutes_wording(template_path)
    _check_validity(document, wording, template_path)
    data = draw_docx(lay_out_minutes(document, wording), document.drafted_at)
    _replace(path, data)
    logger.info("minutes written session=%s bytes=%d", document.session_code, len(data))


def _check_validity(document: MinutesDocument, wording: MinutesWording, template: Path) -> None:
    day = document.held_on.astimezone(LOCAL_ZONE).date()
    if not document.is_practice and not wording.is_valid_on(day):
        raise SettingsError(
            FormCode.TEMPLATE_NOT_VALID,
            {"file": template.name, "valid_from": wording.valid_from.isoformat()},
        )


def _replace(path: Path, data: bytes) -> None:
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
