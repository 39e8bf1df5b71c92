"""The wording of the report on difficulties: a versioned data file."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from desktop.domain.reports.difficulty import DifficultyCategory, DifficultyImpact
from desktop.forms.layout.letterhead import UnitTemplate
from desktop.forms.layout.template import load_template

_ThreeColumns = Annotated[tuple[str, ...], Field(min_length=3, max_length=3)]


class DifficultiesWording(UnitTemplate):
    """Every text of the report; words in braces are filled in.

    title: of the file's properties. …_of_city: of a report that rolls up more than one unit.
    """

    title: str
    period: str
    addressees_label: str
    addressees: tuple[str, ...]
    addressees_of_city: tuple[str, ...]
    opening: str
    opening_of_city: str
    none: str
    none_of_city: str
    by_category: str
    category_columns: _ThreeColumns
    by_unit: str
    unit_columns: _ThreeColumns
    total: str
    details: str
    columns: Annotated[tuple[str, ...], Field(min_length=9, max_length=9)]
    day_format: str
    categories: dict[DifficultyCategory, str]
    impacts: dict[DifficultyImpact, str]
    closing: str
    closing_of_city: str
    closing_none: str


def load_difficulties_wording(path: Path) -> DifficultiesWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, DifficultiesWording)
