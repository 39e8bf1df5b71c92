"""A setting that a person chose."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingSaved:
    """Event: a choice is in the person's settings file, for the next start. value: as text."""

    key: str
    value: str
