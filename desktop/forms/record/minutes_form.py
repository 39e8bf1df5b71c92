"""Writes the minutes of a session to a file: whole, or not at all."""

import logging
from pathlib import Path

from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.record.printed_minutes import MinutesDocument
from desktop.forms.layout.blocks import Form
from desktop.forms.layout.template import check_valid_on
from desktop.forms.record.minutes_layout import lay_out_minutes
from desktop.forms.record.minutes_wording import MinutesWording, load_minutes_wording
from desktop.forms.writer import write_form

logger = logging.getLogger(__name__)


def write_minutes(document: MinutesDocument, path: Path, *, template_path: Path) -> None:
    """Draw the minutes as DOCX or PDF, by the suffix, and put the file at `path`. Takes seconds.

    A file of that name is replaced only when the new one is whole and on the disk.
    Raises: as minutes_form. StorageError: as write_form.
    """
    form = minutes_form(document, load_minutes_wording(template_path), template_path)
    write_form(form, path, made_at=document.drafted_at)
    logger.info("minutes written session=%s kind=%s", document.session_code, path.suffix)


def minutes_form(document: MinutesDocument, wording: MinutesWording, template: Path) -> Form:
    """The minutes, ready to be drawn.

    Raises: SettingsError: the template is not valid on the session's day (practice sessions may
    use any).
    """
    day = document.held_on.astimezone(LOCAL_ZONE).date()
    check_valid_on(wording, day, template, is_practice=document.is_practice)
    return lay_out_minutes(document, wording)
