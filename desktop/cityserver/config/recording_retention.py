"""How long the city keeps recordings, as it was decided there and its IT has written it down."""

import logging
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from desktop.domain.errors import ReceptionError
from desktop.domain.recording.retention import Retention, RetentionClass

logger = logging.getLogger(__name__)

RETENTION_FILE: Final = "recording-retention.toml"
"""In the service's folder; without it everything is to be confirmed."""
MAX_FILE_BYTES: Final = 16 * 1024
MAX_YEARS: Final = 100
FOR_EVER: Final = "for_ever"
_MAX_CHARS: Final = 250
_CLASSES: Final = frozenset(one.value for one in RetentionClass)
_NEEDED: Final = frozenset({"valid_from", "source"}) | _CLASSES


class UnfitRetention(ReceptionError):
    """The file does not say how long recordings are kept; why, for IT."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")


def read_retention(path: Path) -> tuple[Retention, ...]:
    """Every set of the file; none without one. Raises UnfitRetention."""
    try:
        with path.open("rb") as file:
            told: dict[str, Any] = tomllib.loads(file.read(MAX_FILE_BYTES).decode("utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise UnfitRetention(path, "cannot be read") from error
    sets = told.get("retention")
    if told.keys() != {"retention"} or not isinstance(sets, list) or not sets:
        raise UnfitRetention(path, "holds no [[retention]], or something else")
    return tuple(_set(path, one) for one in sets)


def known_retention(path: Path) -> tuple[Retention, ...]:
    """The same for what only tells of it: a file that says nothing clear counts as none."""
    try:
        return read_retention(path)
    except UnfitRetention as unfit:
        logger.warning("retention of recordings not read error=%s", unfit)
        return ()


def _set(path: Path, told: object) -> Retention:
    if not isinstance(told, Mapping) or told.keys() != _NEEDED:
        raise UnfitRetention(path, f"a set has {', '.join(sorted(_NEEDED))}, and nothing more")
    valid_from, source = told["valid_from"], told["source"]
    if type(valid_from) is not date:
        raise UnfitRetention(path, "valid_from is no day")
    is_line = isinstance(source, str) and 1 <= len(source.strip()) <= _MAX_CHARS
    if not is_line or not source.isprintable():
        raise UnfitRetention(path, "source does not name the decision in a line")
    return Retention(
        valid_from=valid_from,
        years={one: _years(path, one, told[one.value]) for one in RetentionClass},
        source=source.strip(),
    )


def _years(path: Path, kept_as: RetentionClass, told: object) -> int | None:
    if told == FOR_EVER:
        return None
    if type(told) is not int or not 1 <= told <= MAX_YEARS:
        raise UnfitRetention(path, f'{kept_as} is no 1 to {MAX_YEARS} years, nor "{FOR_EVER}"')
    return told
