"""The wording of the readiness sheet: a versioned data file that maps the circular's list."""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desktop.domain.enums import SiteKind
from desktop.domain.errors import SettingsError
from desktop.domain.readiness import CheckCode, CheckResult, CheckUnit
from desktop.forms.codes import FormCode

MAX_TEMPLATE_BYTES = 256 * 1024


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SheetItem(_Data):
    """One line of the list. checks: what the room check measures of it; limit: in words."""

    label: str
    is_required: bool = False
    checks: tuple[CheckCode, ...] = ()
    limit: str = ""


class SheetGroup(_Data):
    """Items under one heading."""

    title: str
    items: Annotated[tuple[SheetItem, ...], Field(min_length=1)]


class ReadinessWording(_Data):
    """Every text of the sheet; words in braces are filled in."""

    template_id: str
    version: int
    instrument: str
    valid_from: date
    valid_until: date | None
    issuers: dict[SiteKind, tuple[str, ...]]
    unknown_issuer: tuple[str, ...]
    nation: str
    motto: str
    number: str
    practice: str
    name: str
    subject: str
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
    try:
        with path.open("rb") as file:
            return ReadinessWording.model_validate_json(file.read(MAX_TEMPLATE_BYTES))
    except (OSError, ValidationError) as error:
        raise SettingsError(FormCode.TEMPLATE_UNREADABLE, {"file": path.name}) from error
