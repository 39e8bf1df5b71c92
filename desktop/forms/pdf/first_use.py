"""Loads what draws a PDF when the first one is drawn: the start waits for none of it."""

import sys
from datetime import datetime
from types import ModuleType

from desktop.forms.layout.blocks import Form


def draw_pdf(form: Form, made_at: datetime) -> bytes:
    """As `desktop.forms.pdf.document` does; the first time a fifth of a second longer."""
    # Without a module of this name reportlab runs a file of settings out of the user's own folder.
    sys.modules.setdefault("reportlab_settings", ModuleType("reportlab_settings"))
    from desktop.forms.pdf import document  # noqa: PLC0415 - as said

    return document.draw_pdf(form, made_at)
