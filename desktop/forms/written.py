"""Writes a form to a file, in the format that its name asks for."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from desktop.domain.errors import StorageError
from desktop.forms.blocks import Form
from desktop.forms.codes import FormCode
from desktop.forms.docx import draw_docx
from desktop.forms.files import put_file
from desktop.forms.xlsx import draw_xlsx

_FORMATS: Mapping[str, Callable[[Form, datetime], bytes]] = {".docx": draw_docx, ".xlsx": draw_xlsx}
FORM_SUFFIXES = tuple(_FORMATS)
"""What a file of a form may be called, in small letters."""


def write_form(form: Form, path: Path, *, made_at: datetime) -> None:
    """Draw the form as DOCX or XLSX, by the suffix, and put it at `path`. Takes up to some seconds.

    made_at: aware; written into the file's properties.
    Raises: StorageError: another suffix (B-435), or as put_file.
    """
    draw = _FORMATS.get(path.suffix.lower())
    if draw is None:
        raise StorageError(FormCode.UNKNOWN_FORMAT, {"name": path.name})
    put_file(path, draw(form, made_at))
