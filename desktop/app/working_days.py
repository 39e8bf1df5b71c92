"""Reads the table of working days that comes with the program."""

from pathlib import Path

from desktop.domain.errors import SettingsError
from desktop.domain.reception.working_days import WorkingDays, read_working_days

CALENDAR_UNREADABLE = "C-122"


def load_working_days(path: Path) -> WorkingDays:
    """The table. Raises SettingsError(C-122) when it cannot be read."""
    try:
        return read_working_days(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(CALENDAR_UNREADABLE, {"file": path.name}) from error
