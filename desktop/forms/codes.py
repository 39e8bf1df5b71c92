"""Why a form is not written; `ui/texts/texts.py` has the sentence of each code.

| code  | what happened                                                 | data                   |
|-------|---------------------------------------------------------------|------------------------|
| B-430 | the template of the form cannot be read                       | file                   |
| B-431 | the template is not valid on the day of the session           | file, valid_from       |
| B-432 | the file cannot be replaced: open in another program, no right | name                  |
| B-433 | the disk is full; nothing half-written is left                | name                   |
| B-434 | the file could not be written                                 | name, error            |
| B-435 | the file's name ends in none of .docx, .pdf, .xlsx            | name                   |
"""

from enum import StrEnum


class FormCode(StrEnum):
    """Codes of this package."""

    TEMPLATE_UNREADABLE = "B-430"
    TEMPLATE_NOT_VALID = "B-431"
    FILE_IN_USE = "B-432"
    DISK_FULL = "B-433"
    NOT_WRITTEN = "B-434"
    UNKNOWN_FORMAT = "B-435"
