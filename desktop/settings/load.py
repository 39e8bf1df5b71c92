"""Which value holds: policy > environment > machine > user file > default.

The city's word stands above everything. The environment stands above the files because it is how
a technician or a test tries something for one start without editing them. What holds for the
machine stands above the person's file, so that a room behaves the same for every officer; under
Windows what the installer was told stands first there.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from desktop.domain.errors import SettingsError
from desktop.settings.model import (
    KEYS,
    PHRASE_BETWEEN,
    SECRET_KEYS,
    PortRange,
    Settings,
    parse_setting,
    settings_from,
)
from desktop.settings.ownership import administrators_fault
from desktop.settings.paths import Places
from desktop.settings.sources import (
    Layer,
    Source,
    read_environment,
    read_file,
    read_machine,
    read_policy,
)

logger = logging.getLogger(__name__)

BAD_VALUE: Final = "C-111"
NOT_TAKEN: Final = "not_from_here"
UNKNOWN_NAME: Final = "C-112"
HIDDEN_VALUE: Final = "••••"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a value came from. place: a file, a registry key, "environment", or empty."""

    source: Source
    place: str = ""

    @property
    def is_locked(self) -> bool:
        """The city decides this; the settings screen shows a lock."""
        return self.source is Source.POLICY


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSettings:
    """The settings that hold, who chose each, and what could not be used.

    problems: C-110 a source that cannot be read or may be anybody's (file, reason, line), C-111 a
    value that is not allowed, or not there (file, key, reason, line), C-112 a name that does not
    exist (file, key, line). The program goes on with the rest and shows them. `reason` is a word
    for texts, never a sentence.
    """

    settings: Settings
    origins: Mapping[str, Origin]
    problems: tuple[SettingsError, ...] = ()

    def lines(self) -> tuple[tuple[str, str, str], ...]:
        """(name, value, source) of every setting, secrets hidden: for IT and support bundles."""
        return tuple(
            (key, _shown(key, getattr(self.settings, key)), self.origins[key].source.value)
            for key in KEYS
        )


def load_settings(places: Places, environment: Mapping[str, str]) -> LoadedSettings:
    """Read every source of this PC and choose. Never raises; problems are in the answer.

    They are not logged here: where the log goes is a setting itself. Call `log_problems` for it.
    """
    return choose_settings(
        (
            read_policy(places.policy_file),
            read_environment(environment),
            *read_machine(places.machine_file, None if places.is_own else administrators_fault),
            read_file(places.user_file, Source.USER),
        )
    )


def log_problems(loaded: LoadedSettings) -> None:
    """A line for each problem, with its place and never with what stands there. Thread: any."""
    for problem in loaded.problems:
        logger.warning("settings problem code=%s %s", problem.code, _as_words(problem))


def choose_settings(layers: Sequence[Layer]) -> LoadedSettings:
    """The first layer with a usable value for a key decides it. layers: strongest first.

    A value that is not allowed is told and skipped: the next layer, then the default, holds.
    """
    values: dict[str, object] = {}
    origins: dict[str, Origin] = {}
    problems: list[SettingsError] = []
    for layer in layers:
        if layer.problem is not None:
            problems.append(layer.problem)
        for key, untrusted_value in layer.untrusted_values.items():
            try:
                value = _checked(layer, key, untrusted_value)
            except SettingsError as error:
                problems.append(error)
            else:
                values.setdefault(key, value)
                origins.setdefault(key, Origin(source=layer.source, place=layer.place))
    default = Origin(source=Source.DEFAULT)
    return LoadedSettings(
        settings=settings_from(values),
        origins={key: origins.get(key, default) for key in KEYS},
        problems=tuple(problems),
    )


def _checked(layer: Layer, key: str, untrusted_value: object) -> object:
    data: dict[str, str | int] = {"file": layer.place, "key": key}
    if key in layer.lines:
        data["line"] = layer.lines[key]
    if key not in KEYS:
        raise SettingsError(UNKNOWN_NAME, data)
    if key in layer.not_taken:
        raise SettingsError(BAD_VALUE, {**data, "reason": NOT_TAKEN})
    try:
        return parse_setting(key, untrusted_value)
    except ValidationError as error:
        reason = error.errors(include_input=False, include_url=False)[0]["type"]
        raise SettingsError(BAD_VALUE, {**data, "reason": reason}) from error


def _as_words(problem: SettingsError) -> str:
    return " ".join(f"{name}={value}" for name, value in problem.data.items())


def _shown(key: str, value: object) -> str:
    if value is None:
        return ""
    if key in SECRET_KEYS:
        return HIDDEN_VALUE
    if isinstance(value, PortRange):
        return f"{value.first}-{value.last}"
    if isinstance(value, tuple):
        between = f" {PHRASE_BETWEEN} " if key == "phrases" else ", "
        return between.join(str(part) for part in value)
    return str(value)
