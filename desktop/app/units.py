"""Reads the table of units that comes with the program."""

import csv
from pathlib import Path

from desktop.domain.directory.site import SiteKind
from desktop.domain.directory.unit_list import DirectoryUnit
from desktop.domain.errors import SettingsError

UNITS_UNREADABLE = "C-121"


def load_units(path: Path) -> tuple[DirectoryUnit, ...]:
    """All units, by code. Raises SettingsError(C-121) when the table cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as table:
            units = [
                DirectoryUnit(code=row["code"], name=row["name"], kind=SiteKind(row["kind"]))
                for row in csv.DictReader(table)
            ]
    except (OSError, KeyError, ValueError) as error:
        raise SettingsError(UNITS_UNREADABLE, {"file": path.name}) from error
    return tuple(sorted(units, key=lambda unit: unit.code))
