"""Phiếu rà soát: the circular's list, measured or ticked, line by line (domain.md §4.18 and §8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.reports.unit_report import Unit

MAX_PHOTOS = 3
"""On one line."""
MAX_PHOTO_SIDE = 1_600
"""Pixels on the long side of what is kept and sent."""
MAX_SOURCE_BYTES = 40_000_000
"""Larger files are not read: a phone's largest photo stays below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPhoto:
    """One photo. sha256: lower-case hex of the JPEG's bytes; width, height: in pixels."""

    sha256: str
    size_bytes: int
    width: int
    height: int


class SheetResult(StrEnum):
    """đạt, đạt có hạn chế, không đạt, không áp dụng, chưa xem (domain.md §4.19)."""

    PASS = "pass"  # noqa: S105 - a result, not a password
    LIMITED = "limited"
    FAIL = "fail"
    NA = "na"
    NOT_SEEN = "not_seen"


class SheetOverall(StrEnum):
    """sẵn sàng, sẵn sàng có hạn chế, chưa sẵn sàng (domain.md §4.19)."""

    READY = "ready"
    READY_WITH_RESERVATIONS = "ready_with_reservations"
    NOT_READY = "not_ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """What is looked at. code: of domain.md §8; group: the heading it stands under."""

    code: str
    label: str
    is_required: bool
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEntry:
    """One line of the sheet.

    code: as in domain.md §8, for instance DD-1. value: what was measured or seen, in words.
    checked_by: the person's label, "" for the program's own measurement. fix_by, fix_due: who
    mends it by when, of a line that is not met. photos: at most MAX_PHOTOS.
    """

    code: str
    result: SheetResult
    value: str = ""
    remark: str = ""
    checked_by: str = ""
    checked_at: datetime | None = None
    fix_by: str = ""
    fix_due: date | None = None
    photos: tuple[SheetPhoto, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessSheet:
    """One review of a room. handed_in_at: when the officer sent it, aware, by this PC's clock."""

    id: str
    unit: Unit
    entries: tuple[SheetEntry, ...]
    handed_in_at: datetime


_UNMET = frozenset({SheetResult.FAIL, SheetResult.LIMITED})


def is_unmet(entry: SheetEntry) -> bool:
    """Somebody has to mend it."""
    return entry.result in _UNMET


def merged(
    ticked: Mapping[str, SheetEntry], measured: Mapping[str, SheetEntry], codes: Iterable[str]
) -> tuple[SheetEntry, ...]:
    """The lines in order: what a person ticked, else what was measured, else not seen.

    A measured line keeps its figure when a person judged it: the person's result stands beside it.
    """
    return tuple(_merged_line(code, ticked.get(code), measured.get(code)) for code in codes)


def sheet_faults(entries: Iterable[SheetEntry], required: frozenset[str]) -> tuple[FieldFault, ...]:
    """Required lines that nobody saw, and lines not met that nobody is to mend. Pure."""
    faults = []
    for entry in entries:
        if entry.result is SheetResult.NOT_SEEN and entry.code in required:
            faults.append(FieldFault(field=entry.code, kind=FaultKind.MISSING))
        elif entry.result is SheetResult.FAIL and not (entry.fix_by and entry.fix_due):
            faults.append(FieldFault(field=f"{entry.code}.fix", kind=FaultKind.ODD))
    return tuple(faults)


def overall_of(entries: Iterable[SheetEntry], required: frozenset[str]) -> SheetOverall:
    """A required line that failed or was not seen makes the room not ready."""
    results = [(entry.code in required, entry.result) for entry in entries]
    bad = {SheetResult.FAIL, SheetResult.NOT_SEEN}
    if any(is_required and result in bad for is_required, result in results):
        return SheetOverall.NOT_READY
    if any(result in {SheetResult.FAIL, SheetResult.LIMITED} for _, result in results):
        return SheetOverall.READY_WITH_RESERVATIONS
    return SheetOverall.READY


def _merged_line(code: str, ticked: SheetEntry | None, measured: SheetEntry | None) -> SheetEntry:
    if ticked is None:
        return measured or SheetEntry(code=code, result=SheetResult.NOT_SEEN)
    if measured is None or ticked.value:
        return ticked
    return replace(ticked, value=measured.value)
