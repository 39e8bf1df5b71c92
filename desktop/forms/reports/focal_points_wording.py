"""The wording of the list of focal points: a versioned data file."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from desktop.forms.layout.letterhead import UnitTemplate
from desktop.forms.layout.template import load_template


class FocalPointsWording(UnitTemplate):
    """Every text of the list; words in braces are filled in. title: of the file's properties."""

    title: str
    opening: str
    opening_many: str
    opening_none: str
    opening_city: str
    opening_city_absent: str
    communes: str
    agencies: str
    absent: str
    absent_column: str
    absent_unit: str
    columns: Annotated[tuple[str, ...], Field(min_length=7, max_length=7)]
    phone: str
    endpoint: str
    effective: str
    day_format: str
    nobody: str
    no_decision: str


def load_focal_points_wording(path: Path) -> FocalPointsWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, FocalPointsWording)
