"""The wording of the readiness sheet: a versioned data file that maps the circular's list."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from desktop.domain.reports.readiness_sheet import SheetOverall, SheetResult
from desktop.domain.room.measurements import CheckCode, CheckUnit
from desktop.forms.layout.letterhead import IssuedTemplate
from desktop.forms.layout.template import Data, load_template


class SheetItem(Data):
    """One line of the list.

    code: of domain.md §8. checks: what the room check measures of it; limit: in words.
    """

    code: str
    label: str
    is_required: bool = False
    checks: tuple[CheckCode, ...] = ()
    limit: str = ""


class SheetGroup(Data):
    """Items under one heading."""

    title: str
    items: Annotated[tuple[SheetItem, ...], Field(min_length=1)]


class ReadinessWording(IssuedTemplate):
    """Every text of the sheet; words in braces are filled in."""

    place: str
    measured: str
    not_measured: str
    time_format: str
    date_format: str
    columns: Annotated[tuple[str, ...], Field(min_length=6, max_length=6)]
    line: str
    required_mark: str
    results: dict[SheetResult, str]
    program: str
    day_format: str
    check_names: dict[CheckCode, str]
    named_value: str
    value: str
    beside_talker: str
    yes: str
    no: str
    units: dict[CheckUnit, str]
    to_fix: str
    note: str
    conclusion: str
    overall: dict[SheetOverall, str]
    signatures: Annotated[tuple[str, ...], Field(min_length=2, max_length=2)]
    sign_hint: str
    photo_count: str
    photo_title: str
    photo_columns: tuple[str, str]
    photo_missing: str
    groups: Annotated[tuple[SheetGroup, ...], Field(min_length=1)]

    @property
    def items(self) -> tuple[SheetItem, ...]:
        """All lines in the order of the sheet."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def required(self) -> frozenset[str]:
        """Codes of the lines that must be met."""
        return frozenset(item.code for item in self.items if item.is_required)


def load_readiness_wording(path: Path) -> ReadinessWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, ReadinessWording)
