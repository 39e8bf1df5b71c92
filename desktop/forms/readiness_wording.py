"""The wording of the readiness sheet: a versioned data file that maps the circular's list."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from desktop.domain.readiness import CheckCode, CheckResult, CheckUnit
from desktop.forms.template import Data, Template, load_template


class SheetItem(Data):
    """One line of the list. checks: what the room check measures of it; limit: in words."""

    label: str
    is_required: bool = False
    checks: tuple[CheckCode, ...] = ()
    limit: str = ""


class SheetGroup(Data):
    """Items under one heading."""

    title: str
    items: Annotated[tuple[SheetItem, ...], Field(min_length=1)]


class ReadinessWording(Template):
    """Every text of the sheet; words in braces are filled in."""

    number: str
    place: str
    measured: str
    not_measured: str
    time_format: str
    date_format: str
    columns: Annotated[tuple[str, ...], Field(min_length=5, max_length=5)]
    required_mark: str
    results: dict[CheckResult, str]
    value: str
    yes: str
    no: str
    units: dict[CheckUnit, str]
    to_fix: str
    note: str
    signatures: Annotated[tuple[str, ...], Field(min_length=2, max_length=2)]
    sign_hint: str
    groups: Annotated[tuple[SheetGroup, ...], Field(min_length=1)]


def load_readiness_wording(path: Path) -> ReadinessWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, ReadinessWording)
