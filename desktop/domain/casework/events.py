"""Events of casework: who comes, and what for."""

from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.casework.card_look import CardOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsChanged:
    """Requests for a reception, who asks, or what is decided of them changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakesChanged:
    """Visits, or anybody and anything taken in for one, changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChanged:
    """Rows of the register, or their numbers, changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterWritten:
    """The register of a year is a file. rows: how many it has."""

    path: Path
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionsChanged:
    """Items of conclusions changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesChanged:
    """Cases that this PC was told of changed, or there are others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLooked:
    """A look for a card is over. untrusted_text: what its code says; empty where none was read."""

    outcome: CardOutcome
    untrusted_text: str = field(default="", repr=False)
