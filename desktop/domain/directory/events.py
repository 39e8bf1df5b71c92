"""Events of the directory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AgenciesChanged:
    """The directory of agencies, or how far a change of it came, changed."""
