"""Events of a unit's reports and their photos."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.papers.paper import PageImage
from desktop.domain.reports.readiness_sheet import SheetPhoto
from desktop.domain.sync.operation import EntityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReportsChanged:
    """Reports of units, or how far they came, changed; kinds: of which."""

    kinds: frozenset[EntityKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsExported:
    """A list of reports was written to a file."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoTaken:
    """A photo for a line of the readiness sheet is kept on this PC; line: the line's code."""

    line: str
    photo: SheetPhoto


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoDrawn:
    """A photo as pixels, no side longer than `side`; image None: it cannot be had."""

    sha256: str
    side: int
    image: PageImage | None
