"""What the sheet draws in which a form is looked at, printed or kept as a file."""

from dataclasses import dataclass

from desktop.domain.record.printing import FormKind
from desktop.presenters.printing.print_box import PrintBox
from desktop.presenters.view.message import Message

MAX_FORM_COPIES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPrintSheet:
    """box: the page, the printers and what became of the sheets. saved: of the last file.

    can_save: nothing is being written. can_change: how many copies; not while a printer takes.
    """

    kind: FormKind
    box: PrintBox
    saved: Message | None
    can_save: bool
    can_change: bool
