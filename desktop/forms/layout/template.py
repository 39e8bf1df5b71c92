"""What every template of a form has: its instrument, its validity, the official heading."""

from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from desktop.domain.directory.site import SiteKind
from desktop.domain.errors import SettingsError
from desktop.forms.codes import FormCode

MAX_TEMPLATE_BYTES = 256 * 1024


class Data(BaseModel):
    """A part of a template file: every key known, nothing changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Template(Data):
    """The words of every form; words in braces are filled in."""

    template_id: str
    version: int
    instrument: str
    valid_from: date
    valid_until: date | None
    issuers: dict[SiteKind, tuple[str, ...]]
    unknown_issuer: tuple[str, ...]
    nation: str
    motto: str
    practice: str
    name: str
    subject: str

    def is_valid_on(self, day: date) -> bool:
        """Whether a form of this day may use it."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


AnyTemplate = TypeVar("AnyTemplate", bound=Template)


def load_template(path: Path, kind: type[AnyTemplate]) -> AnyTemplate:
    """Read a template file. Raises: SettingsError(B-430)."""
    try:
        with path.open("rb") as file:
            return kind.model_validate_json(file.read(MAX_TEMPLATE_BYTES))
    except (OSError, ValidationError) as error:
        raise SettingsError(FormCode.TEMPLATE_UNREADABLE, {"file": path.name}) from error


def check_valid_on(template: Template, day: date, path: Path, *, is_practice: bool) -> None:
    """Refuse a template that does not hold on the day of what is printed; practice may use any.

    Raises: SettingsError(B-431).
    """
    if not is_practice and not template.is_valid_on(day):
        data = {"file": path.name, "valid_from": template.valid_from.isoformat()}
        raise SettingsError(FormCode.TEMPLATE_NOT_VALID, data)
